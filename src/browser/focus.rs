//! Elements of the page by their id, and the element that has focus.

use std::cell::RefCell;
use std::iter::successors;
use std::rc::Rc;

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, NodeList};

use crate::browser::{self, Listening};

/// Id of every page's main part, where focus goes after a change of page.
pub const MAIN_ID: &str = "main";

/// Puts focus on the element with this id, which also brings it onto the
/// screen.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that can't take focus leaves it where it was.
        element.focus().ok();
    }
}

/// Puts focus on the element with this id in the next frame, when what it has to say is on the page.
/// A user who has gone to a field meanwhile stays there: the next keys would be lost.
pub fn lead_to(id: &'static str) {
    let before = document().active_element();
    request_animation_frame(move || {
        let has_gone_to_field = document().active_element().is_some_and(|focused| {
            let is_field = focused.matches("input, select, textarea");
            is_field.unwrap_or_default() && before.as_ref() != Some(&focused)
        });
        if !has_gone_to_field {
            focus(id);
        }
    });
}

/// Opens the fold in the element with this id, brings it onto the screen, and puts focus on what
/// opens and closes it. A user who is in a field stays there, and so does the focus of a page around.
pub fn unfold(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    let inside = |selector: &str| element.query_selector(selector).ok().flatten();
    if let Some(fold) = inside("details") {
        // A valid name can be set.
        fold.set_attribute("open", "").ok();
    }
    let is_typing = document().active_element().is_some_and(|focused| {
        focused
            .matches("input, select, textarea")
            .unwrap_or_default()
    });
    let title = inside("summary").and_then(|title| title.dyn_into::<HtmlElement>().ok());
    if let Some(title) = title.filter(|_| !is_typing && browser::has_focus()) {
        // An element that can't take focus leaves it where it was.
        title.focus().ok();
    }
    element.scroll_into_view();
}

/// Keeps the position of focus when the focused element is removed: focus goes to a new element
/// that says the same, else to the element around. Otherwise it would fall to the body, and the
/// keyboard would begin at the top of the page.
pub struct FocusKeeper {
    observer: Option<JsValue>,
    _listening: Listening,
    _removed: Closure<dyn Fn(JsValue)>,
}

impl FocusKeeper {
    /// Watches the whole page.
    pub fn start() -> Self {
        // The element that has focus, and those around it, from the inside out.
        let held: Rc<RefCell<Vec<Element>>> = Rc::default();
        let removed = {
            let held = Rc::clone(&held);
            Closure::new(move |records: JsValue| {
                let is_lost = held
                    .borrow()
                    .first()
                    .is_some_and(|held| !held.is_connected());
                if is_lost {
                    let held = held.take();
                    if is_nowhere() {
                        move_focus(&held, &records);
                    }
                }
            })
        };
        let observer = browser::construct("MutationObserver", &[removed.as_ref()]);
        if let Some(observer) = &observer {
            let all =
                browser::object(&[("childList", &JsValue::TRUE), ("subtree", &JsValue::TRUE)]);
            browser::call(observer, "observe", &[&document(), &all]);
        }
        let hear = move |_| {
            let focused = document().active_element();
            let chain = successors(focused, |element| element.parent_element());
            held.replace(chain.collect());
        };
        Self {
            observer,
            _listening: browser::listen("focusin", hear),
            _removed: removed,
        }
    }
}

impl Drop for FocusKeeper {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            browser::call(observer, "disconnect", &[]);
        }
    }
}

/// Whether nothing on the page has focus.
fn is_nowhere() -> bool {
    let focused = document().active_element();
    focused.is_none_or(|focused| focused.tag_name() == "BODY")
}

/// Whether an element was added by one of these mutations.
fn is_new(element: &Element, records: &JsValue) -> bool {
    let records: &js_sys::Array = records.unchecked_ref();
    records.iter().any(|record| {
        let added = browser::property(&record, "addedNodes");
        let added: Option<NodeList> = added.map(JsCast::unchecked_into);
        added.is_some_and(|added| {
            (0..added.length())
                .filter_map(|index| added.get(index))
                .any(|node| node.contains(Some(element)))
        })
    })
}

/// Moves focus from the first of these elements, which is no longer on the page, to an element in
/// its place that says the same.
fn move_focus(chain: &[Element], records: &JsValue) {
    let place = chain.iter().find(|element| element.is_connected());
    let (Some(held), Some(place)) = (chain.first(), place) else {
        return;
    };
    // Another page takes focus by itself; a widget takes none from the page around.
    let page = held.closest("main").ok().flatten();
    if page.is_some_and(|page| !page.is_connected()) || !browser::has_focus() {
        return;
    }
    let tag = held.tag_name();
    let alike = all_in(place, &tag);
    let says = |one: &Element| {
        (
            one.id(),
            one.get_attribute("aria-label"),
            one.text_content(),
        )
    };
    let said = says(held);
    let same = alike.iter().find(|one| says(one) == said);
    // The text of a button may change after it was pressed.
    let class = held.class_name();
    let same = same.or_else(|| {
        let is_kin = |one: &&Element| one.class_name() == class && is_new(one, records);
        let mut kin = alike.iter().filter(is_kin);
        kin.next()
            .filter(|_| tag == "BUTTON" && kin.next().is_none())
    });
    let around = || place.closest("[tabindex]").ok().flatten();
    match same.cloned().or_else(around) {
        Some(element) => {
            let quietly = browser::object(&[("preventScroll", &true.into())]);
            browser::call(&element, "focus", &[&quietly]);
        }
        None => focus(MAIN_ID),
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

/// The elements inside this one that a selector names; none if the selector is not valid.
pub fn all_in(parent: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = parent.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// Whether there is an element with this id.
pub fn has_element(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}
