//! The content of an order's fields at the moment when it counts.
//!
//! Password managers, extensions and browsers fill in fields without an event, or with one that the
//! page does not listen to. What the buyer sees is what is sent, so all fields are read once more
//! before anything is ordered or priced.

use crate::browser::property;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// The controls of a form that orders.
const CONTROLS: &str = "form.buy input, form.buy select, form.buy textarea";

/// The property in which `prop:knownValue` keeps the value that the program has put into a control
/// or got from it.
const KNOWN: &str = "knownValue";

/// Reads all fields once more, and puts into each the text that is sent. Returns whether any field
/// held a value that no event had announced.
pub fn catch_up() -> bool {
    // A valid selector.
    let Ok(found) = document().query_selector_all(CONTROLS) else {
        return false;
    };
    let controls = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok());
    // All are checked before any event is sent: one control's event may change another control.
    let news: Vec<(Element, bool)> = controls
        .map(|control: Element| {
            let is_news = !is_as_known(&control);
            (control, is_news)
        })
        .collect();
    for (control, is_news) in &news {
        if (*is_news || !is_choice(control)) && !is_left(control) {
            // The event has a name, so it can be made, and nothing prevents it.
            let heard = Event::new("change").map(|event| control.dispatch_event(&event));
            heard.ok();
        }
    }
    news.iter().any(|(_, is_news)| *is_news)
}

/// Whether a control holds the value that the program has put into it or got from it; true for one
/// that follows no signal.
fn is_as_known(control: &Element) -> bool {
    let known = property(control, KNOWN);
    // Only a check box or a radio button has a boolean.
    let is_truth = known
        .as_ref()
        .is_some_and(|known| known.as_bool().is_some());
    let own = if is_truth { "checked" } else { "value" };
    known.is_none() || property(control, own) == known
}

/// Whether the control is chosen rather than typed into.
fn is_choice(control: &Element) -> bool {
    control
        .matches("select, [type=radio], [type=checkbox]")
        .unwrap_or_default()
}

/// Whether this is a radio button that is no longer the chosen one. The chosen one reports it.
fn is_left(control: &Element) -> bool {
    control
        .matches("[type=radio]:not(:checked)")
        .unwrap_or_default()
}
