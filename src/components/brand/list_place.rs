//! The buyer's position in a long list, kept with the page's step in history: a buyer who comes
//! back from a card finds the same card, focused, at the same position.

use js_sys::Reflect;
use leptos::ev::MouseEvent;
use leptos::html::Ul;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element as Node, HtmlElement};

use crate::browser;

/// Names in the state of the step: cards on the page, the one that was opened,
/// and how far the page was scrolled.
const SHOWN: &str = "shown";
const CARD: &str = "card";
const SCROLLED: &str = "scrolled";

/// How many cards were on the page when the buyer left it by one of them.
pub fn kept_count() -> Option<usize> {
    kept(SHOWN).map(|count| count as usize)
}

/// Keeps the position in a list when one of its cards is opened, and goes back to it when the list
/// is made again on the same step of history.
pub fn keeps_place(list: NodeRef<Ul>, shown: RwSignal<usize>) -> impl Fn(MouseEvent) {
    list.on_load(|list| {
        if let (Some(card), Some(scrolled)) = (kept(CARD), kept(SCROLLED)) {
            // The cards are on the page in the next frame.
            request_animation_frame(move || go_back(&list, card as u32, scrolled));
        }
    });
    move |event| {
        let opened = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        let Some(mut card) = opened.and_then(|node| node.closest("li").ok().flatten()) else {
            return;
        };
        let mut place = 0;
        while let Some(before) = card.previous_element_sibling() {
            card = before;
            place += 1;
        }
        let scrolled = browser::window_property("scrollY").unwrap_or(JsValue::from_f64(0.0));
        let state = browser::object(&[
            (SHOWN, &JsValue::from_f64(shown.get_untracked() as f64)),
            (CARD, &JsValue::from_f64(f64::from(place))),
            (SCROLLED, &scrolled),
        ]);
        if let Some(history) = browser::window_property("history") {
            browser::call(&history, "replaceState", &[&state, &JsValue::from_str("")]);
        }
    }
}

fn go_back(list: &Node, card: u32, scrolled: f64) {
    let link = list
        .children()
        .item(card)
        .and_then(|card| card.first_element_child());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let quietly = browser::object(&[("preventScroll", &JsValue::TRUE)]);
        browser::call(&link, "focus", &[&quietly]);
    }
    let place = [&JsValue::from_f64(0.0), &JsValue::from_f64(scrolled)];
    browser::call(&js_sys::global(), "scrollTo", &place);
}

fn kept(name: &str) -> Option<f64> {
    let history = browser::window_property("history")?;
    let state = browser::property(&history, "state")?;
    Reflect::get(&state, &JsValue::from_str(name))
        .ok()?
        .as_f64()
}
