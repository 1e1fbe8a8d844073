//! Elements of the page by their id, and the one that has focus.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts focus on the element with this id, which also brings it onto the
/// screen.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that can't take focus leaves it where it was.
        element.focus().ok();
    }
}

/// Whether focus is on something inside the element with this id.
pub fn has_focus_inside(id: &str) -> bool {
    let focused = document().active_element();
    focused.is_some_and(|focused| {
        let around = focused.parent_element();
        let selector = ["#", id].concat();
        // An id of this program is a valid selector.
        around.is_some_and(|around| around.closest(&selector).is_ok_and(|found| found.is_some()))
    })
}

/// Whether there is an element with this id.
pub fn has_element(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}
