//! The buyer's position on the page, kept while its texts change.
//!
//! Most of a page is rebuilt in another language. Without this, unfolded parts would fold, focus
//! would fall back to the page's start, and the text that is being read would leave the window.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::browser::focus::all_in;
use crate::browser::{call, has_focus, object, property, window_property};

/// The controls that the buyer uses; a page has the same in every language.
const CONTROLS: &str = "main :is(a,button,input,select,textarea,summary)";

/// The parts that unfold.
const FOLDS: &str = "main details";

/// The position to find again.
pub(super) struct ReadingPosition {
    unfolded: Vec<bool>,
    /// A control by its number, and how far below the window's edge it is.
    control: Option<(usize, f64)>,
    has_focus: bool,
    is_scrolled: bool,
}

impl ReadingPosition {
    /// The buyer's position now.
    pub(super) fn now() -> Self {
        let controls = all(CONTROLS);
        let focused = document().active_element();
        let focused = controls
            .iter()
            .position(|control| Some(control) == focused.as_ref());
        // A control that is folded away or hidden has no position, which reads as 0.
        let seen = || controls.iter().position(|control| top(control) > 0.0);
        let place = focused.or_else(seen);
        let found = place.and_then(|place| Some((place, top(controls.get(place)?))));
        Self {
            unfolded: all(FOLDS)
                .iter()
                .map(|fold| fold.has_attribute("open"))
                .collect(),
            control: found,
            // If the focus is in a page around, the last control of this one must not take it.
            has_focus: focused.is_some() && has_focus(),
            is_scrolled: scrolled() > 0.0,
        }
    }

    /// Goes back there once the page has its new texts, before they are seen.
    pub(super) fn back_soon(self) {
        request_animation_frame(move || self.back());
    }

    fn back(self) {
        for (fold, was_open) in all(FOLDS).iter().zip(self.unfolded) {
            if was_open {
                // Any element takes a valid attribute.
                fold.set_attribute("open", "").ok();
            }
        }
        let Some((place, before)) = self.control else {
            return;
        };
        let controls = all(CONTROLS);
        let Some(control) = controls.get(place) else {
            return;
        };
        if self.has_focus {
            let quietly = object(&[("preventScroll", &JsValue::TRUE)]);
            call(control, "focus", &[&quietly]);
        }
        // At the page's start, the buyer is reading the start.
        if self.is_scrolled {
            let way = JsValue::from_f64(top(control) - before);
            call(
                &js_sys::global(),
                "scrollBy",
                &[&JsValue::from_f64(0.0), &way],
            );
        }
    }
}

fn all(selector: &str) -> Vec<Element> {
    let page = document().body();
    page.map_or_else(Vec::new, |page| all_in(&page, selector))
}

/// How far below the window's edge something begins, in pixels.
fn top(element: &Element) -> f64 {
    let number = || {
        let frame = call(element, "getBoundingClientRect", &[])?;
        property(&frame, "top")?.as_f64()
    };
    number().unwrap_or_default()
}

/// How far the page is scrolled, in pixels.
fn scrolled() -> f64 {
    let number = || window_property("scrollY")?.as_f64();
    number().unwrap_or_default()
}
