//! Elements of the page by their id, and the one that has focus.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser;

/// Puts focus on the element with this id, which also brings it onto the
/// screen.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that can't take focus leaves it where it was.
        element.focus().ok();
    }
}

/// Keeps focus where it was when what had it has given way to `new`: on what says the same there,
/// else on what is around `place`, or on the page. It would fall to the body, and the keyboard would begin at the
/// top of the page.
pub(super) fn keep_focus(held: &Element, new: &[Element], place: Option<Element>) {
    // Another page takes focus by itself; a widget takes none from the page around.
    let page = held.closest("main").ok().flatten();
    if page.is_some_and(|page| !page.is_connected()) || !browser::has_focus() {
        return;
    }
    let tag = held.tag_name();
    let mut alike = Vec::new();
    for part in new {
        if part.tag_name() == tag {
            alike.push(part.clone());
        }
        // A tag's name is a valid selector.
        if let Ok(inside) = part.query_selector_all(&tag) {
            let inside = (0..inside.length()).filter_map(|place| inside.item(place));
            alike.extend(inside.filter_map(|node| node.dyn_into().ok()));
        }
    }
    let says = |one: &Element| {
        (
            one.id(),
            one.get_attribute("aria-label"),
            one.text_content(),
        )
    };
    let said = says(held);
    let same = alike.iter().find(|one| says(one) == said);
    // The words of a button may change with what it has done.
    let class = held.class_name();
    let is_button = tag == "BUTTON";
    let same = same.or_else(|| {
        let mut kin = alike.iter().filter(|one| one.class_name() == class);
        kin.next().filter(|_| is_button && kin.next().is_none())
    });
    let around = || place?.closest("[tabindex]").ok().flatten();
    let page = || document().query_selector("main").ok().flatten();
    if let Some(element) = same.cloned().or_else(around).or_else(page) {
        let quietly = browser::object(&[("preventScroll", &true.into())]);
        browser::call(&element, "focus", &[&quietly]);
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
