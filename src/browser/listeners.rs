//! Listeners for the events of a view.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

use crate::browser::property;

/// Acts when a button is pressed, and once for a double click: by the second click something else
/// may be under the finger.
pub fn when_pressed(act: impl Fn() + 'static) -> impl Fn(MouseEvent) + 'static {
    move |event| {
        if event.detail() < 2 {
            act();
        }
    }
}

/// Acts instead of the browser's own action for this event.
pub fn instead<E: Into<Event>>(act: impl Fn() + 'static) -> impl Fn(E) + 'static {
    move |event| {
        event.into().prevent_default();
        act();
    }
}

/// Hands over the value of the form control that an event is for.
pub fn with_value<E: Into<Event>>(listener: impl Fn(String) + 'static) -> impl Fn(E) + 'static {
    move |event| {
        let value = property_of_target(&event.into(), "value");
        if let Some(value) = value.and_then(|value| value.as_string()) {
            listener(value);
        }
    }
}

/// Hands over the value of a field that is left with another text in it. A field that is removed
/// with its page is ignored: Chromium sends `change` for it, and the state that the listener would
/// set is gone.
pub fn when_left<E: Into<Event>>(listener: impl Fn(String) + 'static) -> impl Fn(E) + 'static {
    let page = RwSignal::new(());
    with_value(move |text| {
        if !page.is_disposed() {
            listener(text);
        }
    })
}

/// Hands over whether a box or a choice is ticked.
pub fn when_ticked<E: Into<Event>>(listener: impl Fn(bool) + 'static) -> impl Fn(E) + 'static {
    move |event| {
        let is_ticked = property_of_target(&event.into(), "checked");
        if let Some(is_ticked) = is_ticked.and_then(|is_ticked| is_ticked.as_bool()) {
            listener(is_ticked);
        }
    }
}

fn property_of_target(event: &Event, name: &str) -> Option<JsValue> {
    let target = event.target()?;
    property(&target, name)
}
