//! Form controls that are connected with signals.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

use crate::page::{Page, settled};

#[wasm_bindgen_test]
async fn a_text_is_bound_both_ways() {
    let text = RwSignal::new("a".to_owned());
    let page = Page::show(move || view! { <input bind:value=text/> });
    settled().await;
    let field: HtmlInputElement = page.find_as("input");
    assert_eq!(field.value(), "a");
    text.set("b".to_owned());
    settled().await;
    assert_eq!(field.value(), "b");
    field.set_value("c");
    field.dispatch_event(&Event::new("input").unwrap()).unwrap();
    assert_eq!(text.get_untracked(), "c");
}

#[wasm_bindgen_test]
async fn a_box_is_bound_both_ways() {
    let is_on = RwSignal::new(false);
    let page = Page::show(move || view! { <input type="checkbox" bind:checked=is_on/> });
    let tick: HtmlInputElement = page.find_as("input");
    page.click("input");
    assert!(is_on.get_untracked());
    is_on.set(false);
    settled().await;
    assert!(!tick.checked());
}

#[wasm_bindgen_test]
async fn a_choice_is_bound_by_two_signals() {
    let (choice, set_choice) = signal("2".to_owned());
    let page = Page::show(move || {
        view! {
            <select bind:value=(choice, set_choice)>
                <option value="1">"one"</option>
                <option value="2">"two"</option>
            </select>
        }
    });
    settled().await;
    let select: HtmlSelectElement = page.find_as("select");
    assert_eq!(select.value(), "2");
    select.set_value("1");
    select
        .dispatch_event(&Event::new("change").unwrap())
        .unwrap();
    assert_eq!(choice.get_untracked(), "1");
}
