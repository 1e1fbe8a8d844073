//! Attributes, classes, styles and properties.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

use crate::page::{Page, settled};

#[wasm_bindgen_test]
fn an_attribute_is_absent_for_none_and_false_and_empty_for_true() {
    let page = Page::show(|| {
        view! {
            <input
                title={None::<String>}
                placeholder=Some("p")
                disabled=true
                required=false
                maxlength=7
            />
        }
    });
    assert_eq!(
        page.exact_html(),
        r#"<input placeholder="p" disabled="" maxlength="7">"#
    );
}

#[wasm_bindgen_test]
async fn an_attribute_follows_a_closure_or_a_signal() {
    let title = RwSignal::new(Some("a".to_owned()));
    let is_busy = RwSignal::new(false);
    let page = Page::show(move || {
        view! { <p title=move || title.get() aria-busy=move || is_busy.get().then_some("true") lang=title></p> }
    });
    assert_eq!(page.html(), r#"<p title="a" lang="a"></p>"#);
    title.set(None);
    is_busy.set(true);
    settled().await;
    assert_eq!(page.html(), r#"<p aria-busy="true"></p>"#);
    title.set(Some("b".to_owned()));
    settled().await;
    assert_eq!(page.find("p").get_attribute("title").unwrap(), "b");
}

#[wasm_bindgen_test]
async fn classes_are_switched_one_by_one() {
    let is_on = RwSignal::new(true);
    let page = Page::show(move || {
        view! {
            <p
                class="a b"
                class:c=true
                class:d=false
                class:e=is_on
                class=("f-g", move || is_on.get())
                class=(["h", "i"], move || !is_on.get())
            ></p>
        }
    });
    assert_eq!(page.find("p").class_name(), "a b c e f-g");
    is_on.set(false);
    settled().await;
    assert_eq!(page.find("p").class_name(), "a b c h i");
}

#[wasm_bindgen_test]
fn a_class_that_is_off_at_first_does_not_take_away_the_same_name() {
    let page = Page::show(|| view! { <p class="a b" class:a=move || false></p> });
    assert_eq!(page.find("p").class_name(), "a b");
}

#[wasm_bindgen_test]
async fn a_new_value_of_class_overwrites_what_was_switched() {
    let (class, is_on) = (RwSignal::new("a"), RwSignal::new(true));
    let page = Page::show(move || view! { <p class=move || class.get() class:x=is_on></p> });
    assert_eq!(page.find("p").class_name(), "a x");
    class.set("a");
    settled().await;
    assert_eq!(page.find("p").class_name(), "a x");
    class.set("b");
    settled().await;
    assert_eq!(page.find("p").class_name(), "b");
}

#[wasm_bindgen_test]
async fn styles_are_set_one_by_one() {
    let width = RwSignal::new(Some("3px".to_owned()));
    let page = Page::show(move || {
        view! { <p style:color="red" style:--size=move || width.get() style:width=move || width.get()></p> }
    });
    let style = page.find_as::<HtmlElement>("p").style();
    assert_eq!(style.get_property_value("color").unwrap(), "red");
    assert_eq!(style.get_property_value("--size").unwrap(), "3px");
    width.set(None);
    settled().await;
    assert_eq!(style.get_property_value("--size").unwrap(), "");
    assert_eq!(style.get_property_value("width").unwrap(), "");
    assert_eq!(style.get_property_value("color").unwrap(), "red");
}

#[wasm_bindgen_test]
async fn a_style_as_a_whole_is_an_attribute() {
    let style = RwSignal::new("color: red");
    let page = Page::show(move || view! { <p style=move || style.get()></p> });
    assert_eq!(page.html(), r#"<p style="color: red"></p>"#);
    style.set("color: blue");
    settled().await;
    assert_eq!(page.html(), r#"<p style="color: blue"></p>"#);
}

#[wasm_bindgen_test]
async fn a_property_follows_and_the_attribute_stays() {
    let text = RwSignal::new("a".to_owned());
    let is_on = RwSignal::new(true);
    let page = Page::show(move || {
        view! {
            <input id="text" value="attribute" prop:value=move || text.get()/>
            <input id="box" type="checkbox" prop:checked=is_on/>
        }
    });
    settled().await;
    let field: HtmlInputElement = page.find_as("#text");
    let tick: HtmlInputElement = page.find_as("#box");
    assert_eq!(field.value(), "a");
    assert!(tick.checked());
    text.set("b".to_owned());
    is_on.set(false);
    settled().await;
    assert_eq!(field.value(), "b");
    assert_eq!(field.get_attribute("value").unwrap(), "attribute");
    assert!(!tick.checked());
}

#[wasm_bindgen_test]
async fn a_property_that_is_none_at_first_is_left_alone() {
    let page = Page::show(|| view! { <input value="kept" prop:value={None::<String>}/> });
    settled().await;
    assert_eq!(page.find_as::<HtmlInputElement>("input").value(), "kept");
}

#[wasm_bindgen_test]
async fn the_value_of_a_choice_is_set_when_its_options_are_there() {
    let page = Page::show(|| {
        view! {
            <select prop:value="2">
                <option value="1">"one"</option>
                <option value="2">"two"</option>
            </select>
        }
    });
    settled().await;
    assert_eq!(page.find_as::<HtmlSelectElement>("select").value(), "2");
}

#[wasm_bindgen_test]
fn a_reference_is_filled_with_the_element() {
    let found = RwSignal::new(String::new());
    let page = Page::show(move || {
        let field = NodeRef::<leptos::html::Input>::new();
        assert!(field.get_untracked().is_none());
        view! {
            <input node_ref=field value="v"/>
            <button on:click=move |_| found.set(field.get_untracked().unwrap().value())></button>
        }
    });
    page.click("button");
    assert_eq!(found.get_untracked(), "v");
}

#[wasm_bindgen_test]
async fn a_reference_tells_when_it_is_filled() {
    let found = RwSignal::new(String::new());
    let page = Page::show(move || {
        let field = NodeRef::<leptos::html::P>::new();
        field.on_load(move |element| {
            let element: HtmlElement = element.unchecked_into();
            found.set(element.id());
        });
        view! { <p node_ref=field id="there"></p> }
    });
    settled().await;
    assert_eq!(found.get_untracked(), "there");
    drop(page);
}
