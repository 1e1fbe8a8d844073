//! `bind:value` and `bind:checked`.

use upstream::prelude::{Get, Set, event_target_checked, event_target_value};
use wasm_bindgen::{JsCast, JsValue};

use crate::lean::element::{Listener, Parts};
use crate::lean::signal::RwSignal;
use crate::lean::value::IntoProperty;

/// A signal that can be connected with a form control: an `RwSignal`, or a pair of a reading and a
/// writing part, with a `String` or a `bool` as its value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be connected with a form control",
    note = "`bind:` takes an `RwSignal` of a `String` or a `bool`, or a pair of signals to read and \
            to write one"
)]
pub trait Bindable {
    #[doc(hidden)]
    fn bind(self, parts: Parts, name: &'static str) -> Parts;
}

/// The value of a form control.
pub trait ControlValue: Into<JsValue> + Clone + Send + Sync + 'static {
    /// Reads it from the event's target.
    fn from_target(event: &web_sys::Event) -> Self;
}

impl ControlValue for String {
    fn from_target(event: &web_sys::Event) -> Self {
        event_target_value(event)
    }
}

impl ControlValue for bool {
    fn from_target(event: &web_sys::Event) -> Self {
        event_target_checked(event)
    }
}

impl<T: ControlValue> Bindable for RwSignal<T> {
    fn bind(self, parts: Parts, name: &'static str) -> Parts {
        (self, self).bind(parts, name)
    }
}

impl<T, R, W> Bindable for (R, W)
where
    T: ControlValue,
    R: Get<Value = T> + Send + 'static,
    W: Set<Value = T> + 'static,
{
    fn bind(self, parts: Parts, name: &'static str) -> Parts {
        let (read, write) = self;
        let parts = (move || read.get()).bind_property(parts, name);
        // A select and a check box report when they are changed, a text field with each letter.
        let is_changed = name == "checked" || parts.tag == "select";
        let event = if is_changed { "change" } else { "input" };
        parts.listener(event.into(), false, Box::new(Writer(write)))
    }
}

struct Writer<W>(W);

impl<W: Set<Value = T> + 'static, T: ControlValue> Listener for Writer<W> {
    fn handle(&mut self, event: JsValue) {
        // The value is returned if the signal is gone.
        let _refused = self.0.try_set(T::from_target(event.unchecked_ref()));
    }
}
