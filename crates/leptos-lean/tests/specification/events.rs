//! Event listeners.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlInputElement};

use crate::page::{Page, settled};

#[wasm_bindgen_test]
fn a_listener_gets_its_event() {
    let seen = RwSignal::new(String::new());
    let page = Page::show(move || {
        view! {
            <button on:click=move |event| seen.set(event.type_())>"b"</button>
            <p on:made-up=move |event: Event| seen.set(event.type_())>"p"</p>
        }
    });
    page.click("button");
    assert_eq!(seen.get_untracked(), "click");
    let event = Event::new("made-up").unwrap();
    page.find("p").dispatch_event(&event).unwrap();
    assert_eq!(seen.get_untracked(), "made-up");
}

#[wasm_bindgen_test]
fn a_listener_may_know_its_target() {
    let seen = RwSignal::new(String::new());
    let page = Page::show(move || {
        view! { <input value="typed" on:input:target=move |event| seen.set(event.target().value())/> }
    });
    let event = Event::new("input").unwrap();
    page.find("input").dispatch_event(&event).unwrap();
    assert_eq!(seen.get_untracked(), "typed");
}

#[wasm_bindgen_test]
fn a_capturing_listener_is_first() {
    let seen = RwSignal::new(String::new());
    let page = Page::show(move || {
        let note = move |text: &'static str| seen.update(|seen| seen.push_str(text));
        view! {
            <div on:click=move |_| note("c") on:click:capture=move |_| note("a")>
                <button on:click=move |_| note("b")>"b"</button>
            </div>
        }
    });
    page.click("button");
    assert_eq!(seen.get_untracked(), "abc");
}

#[wasm_bindgen_test]
fn a_listener_finds_the_contexts_of_its_view() {
    let seen = RwSignal::new(0);
    let page = Page::show(move || {
        provide_context(7_i32);
        view! { <button on:click=move |_| seen.set(expect_context::<i32>())>"b"</button> }
    });
    page.click("button");
    assert_eq!(seen.get_untracked(), 7);
}

#[wasm_bindgen_test]
async fn a_listener_may_take_its_own_view_away() {
    let is_shown = RwSignal::new(true);
    let page = Page::show(move || {
        view! {
            {move || is_shown.get().then(|| view! { <button on:click=move |_| is_shown.set(false)>"b"</button> })}
        }
    });
    let button = page.find("button");
    page.click("button");
    settled().await;
    assert!(!page.has("button"));
    // It no longer listens.
    is_shown.set(true);
    settled().await;
    button.unchecked_ref::<web_sys::HtmlElement>().click();
    settled().await;
    assert!(page.has("button"));
}

#[wasm_bindgen_test]
async fn a_view_that_is_rendered_again_has_the_new_listener_alone() {
    let (round, seen) = (RwSignal::new(0), RwSignal::new(Vec::new()));
    let page = Page::show(move || {
        view! {
            {move || {
                let now = round.get();
                view! { <button on:click=move |_| seen.update(|seen| seen.push(now))>"b"</button> }
            }}
        }
    });
    let button = page.find("button");
    round.set(1);
    settled().await;
    assert_eq!(page.find("button"), button);
    page.click("button");
    assert_eq!(seen.get_untracked(), [1]);
}

#[wasm_bindgen_test]
async fn the_value_of_the_target_is_read_by_leptos_helpers() {
    let (text, is_on) = (RwSignal::new(String::new()), RwSignal::new(false));
    let page = Page::show(move || {
        view! {
            <input id="text" on:change=move |event| text.set(event_target_value(&event))/>
            <input id="box" type="checkbox" on:change=move |event| is_on.set(event_target_checked(&event))/>
        }
    });
    page.find_as::<HtmlInputElement>("#text").set_value("t");
    let event = Event::new("change").unwrap();
    page.find("#text").dispatch_event(&event).unwrap();
    page.click("#box");
    assert_eq!(text.get_untracked(), "t");
    assert!(is_on.get_untracked());
    settled().await;
}
