//! The key that leads to the search: a long list shows only a part of itself,
//! so the browser's own search can't find what isn't on the page.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, HtmlElement, KeyboardEvent};

use crate::browser::focus::{focus, has_element};
use crate::browser::{self, Listening, listen};

/// The key, as browsers name it.
pub const SEARCH_KEY: &str = "/";

/// Id of every page's search field.
const FIELD_ID: &str = "search";

/// Listens to the key for as long as it lives.
pub struct SearchKey {
    _listening: Listening,
}

impl SearchKey {
    /// Focuses the search field when the key is pressed while the buyer isn't typing; `go` leads to
    /// a page that has one. `is_on` says whether the buyer wants that (WCAG 2.1.4).
    pub fn listen(is_on: impl Fn() -> bool + 'static, go: impl Fn() + 'static) -> Self {
        let hear = move |event: JsValue| {
            let event: KeyboardEvent = event.unchecked_into();
            let with_another = event.ctrl_key() || event.meta_key() || event.alt_key();
            let is_meant =
                event.key() == SEARCH_KEY && !with_another && !browser::is_composing(&event);
            if !is_meant || event.default_prevented() || is_typing(event.target()) || !is_on() {
                return;
            }
            event.prevent_default();
            if has_element(FIELD_ID) {
                focus_field();
            } else {
                go();
                // The page with the search is there in the next frame.
                request_animation_frame(focus_field);
            }
        };
        Self {
            _listening: listen("keydown", hear),
        }
    }
}

fn focus_field() {
    focus(FIELD_ID);
    if let Some(field) = document().get_element_by_id(FIELD_ID) {
        // New typing replaces the text that was typed before.
        browser::call(&field, "select", &[]);
    }
}

/// Whether the key is typed into something: a field, a list, an editor.
fn is_typing(target: Option<EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let is_field = element
        .matches("input:not([type=radio],[type=checkbox]),textarea,select,dialog *")
        .unwrap_or(true);
    let is_editor = browser::property(&element, "isContentEditable") == Some(JsValue::TRUE);
    is_field || is_editor
}
