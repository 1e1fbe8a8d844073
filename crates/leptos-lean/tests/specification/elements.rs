//! Elements, texts and markup.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settled};

#[wasm_bindgen_test]
fn an_element_has_its_attributes_and_children() {
    let page = Page::show(|| {
        let title = "T".to_owned();
        view! { <p id="a" title=title.clone() data-kind="x">"one " <b>{title.clone()}</b></p> }
    });
    assert_eq!(
        page.exact_html(),
        r#"<p id="a" title="T" data-kind="x">one <b>T</b></p>"#
    );
}

#[wasm_bindgen_test]
fn markup_without_anything_dynamic_is_the_same_each_time() {
    let page = Page::show(|| {
        let part = || view! { <div><p class="x" title="a &amp; b">"1 < 2"</p><br/></div> };
        view! { {part()} {part()} }
    });
    let one = r#"<div><p class="x" title="a &amp;amp; b">1 &lt; 2</p><br></div>"#;
    let html = page.html();
    // The macro decides how `&amp;` in a literal is read; both renderers show the same.
    assert_eq!(html, html[..html.len() / 2].repeat(2));
    assert_eq!(html.len(), one.len() * 2);
}

#[wasm_bindgen_test]
fn svg_elements_have_their_namespace() {
    let page = Page::show(|| {
        let size = RwSignal::new(3);
        view! {
            <svg viewBox="0 0 1 1">
                <g id="dynamic" fill=move || { if size.get() > 2 { "red" } else { "blue" } }>
                    <path d="M0 0"></path>
                </g>
                <use href="#dynamic"></use>
            </svg>
        }
    });
    let svg = "http://www.w3.org/2000/svg";
    for selector in ["svg", "#dynamic", "path", "use"] {
        assert_eq!(page.find(selector).namespace_uri().as_deref(), Some(svg));
    }
    assert_eq!(
        page.find("svg").get_attribute("viewBox").unwrap(),
        "0 0 1 1"
    );
    assert_eq!(page.find("#dynamic").get_attribute("fill").unwrap(), "red");
}

#[wasm_bindgen_test]
fn values_are_shown_as_text() {
    let page = Page::show(|| {
        view! { <p>{1u8} {-2i64} {0.5f64} {true} {'<'} {"s"} {String::from("S")}</p> }
    });
    assert_eq!(page.text(), "1-20.5true<sS");
}

#[wasm_bindgen_test]
fn nothing_is_a_comment_and_texts_are_nodes_of_their_own() {
    let page = Page::show(|| {
        let nothing = ();
        view! { <p>{nothing} "a" {"b"} {None::<String>}</p> }
    });
    assert_eq!(page.exact_html(), "<p><!---->ab<!----></p>");
    assert_eq!(page.find("p").child_nodes().length(), 4);
}

#[wasm_bindgen_test]
fn lists_end_with_a_comment_and_arrays_and_tuples_do_not() {
    let page = Page::show(|| {
        let row = |n: i32| view! { <li>{n}</li> };
        view! {
            <ol>{vec![row(1), row(2)]}</ol>
            <ol>{[row(3), row(4)]}</ol>
            <ol>{(row(5), "six")}</ol>
            <ol>{(7..9).map(row).collect_view()}</ol>
        }
    });
    assert_eq!(
        page.exact_html(),
        "<ol><li>1</li><li>2</li><!----></ol><ol><li>3</li><li>4</li></ol><ol><li>5</li>six</ol>\
         <ol><li>7</li><li>8</li><!----></ol>"
    );
}

#[wasm_bindgen_test]
fn an_element_may_have_any_number_of_children() {
    let page = Page::show(|| {
        let n = 0;
        view! {
            <p>
                <i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i>
                <i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i><i>{n}</i>
                <i>{n}</i><i>{n}</i><i>{n}</i>
            </p>
        }
    });
    assert_eq!(page.find("p").child_element_count(), 19);
}

#[wasm_bindgen_test]
fn fragments_are_their_children() {
    let page = Page::show(|| view! { <>"a" <b>{1}</b> <>{2}</></> });
    assert_eq!(page.html(), "a<b>1</b>2");
}

#[wasm_bindgen_test]
fn custom_elements_take_any_attribute() {
    let page = Page::show(|| {
        let value = "v".to_owned();
        view! { <x-card tone=value>{1}</x-card> }
    });
    assert_eq!(page.exact_html(), r#"<x-card tone="v">1</x-card>"#);
}

#[wasm_bindgen_test]
async fn inner_html_is_set_and_follows() {
    let html = RwSignal::new("<b>1</b>".to_owned());
    let page = Page::show(move || {
        view! { <p inner_html="<i>0</i>"></p> <div inner_html=move || html.get()></div> }
    });
    assert_eq!(page.html(), "<p><i>0</i></p><div><b>1</b></div>");
    html.set("<u>2</u>".to_owned());
    settled().await;
    assert_eq!(page.html(), "<p><i>0</i></p><div><u>2</u></div>");
}

#[wasm_bindgen_test]
fn a_view_is_gone_with_its_handle() {
    let page = Page::show(|| view! { <p>{1}</p> });
    let p = page.find("p");
    assert!(p.is_connected());
    drop(page);
    assert!(!p.is_connected());
}
