//! Event listeners.

use std::borrow::Cow;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::lean::element::ListenerBinding;

/// An event listener, which is removed when this is dropped.
pub(crate) struct Listening {
    element: Element,
    event: Cow<'static, str>,
    is_capture: bool,
    listener: Closure<dyn FnMut(JsValue)>,
}

impl Listening {
    pub(crate) fn start(element: &Element, binding: ListenerBinding) -> Self {
        let ListenerBinding {
            event,
            is_capture,
            owner,
            listener,
        } = binding;
        let mut listener = listener.take();
        let handle: Box<dyn FnMut(JsValue)> = Box::new(move |event| {
            // A listener may read a signal without following it.
            #[cfg(debug_assertions)]
            let _zone = upstream::reactive::diagnostics::SpecialNonReactiveZone::enter();
            owner.with(|| listener.handle(event));
        });
        let listener = Closure::wrap(handle);
        // Adding a listener always works, and so does removing it below.
        element
            .add_event_listener_with_callback_and_bool(
                &event,
                listener.as_ref().unchecked_ref(),
                is_capture,
            )
            .ok();
        Self {
            element: element.clone(),
            event,
            is_capture,
            listener,
        }
    }

    /// Whether it listens to the same event as the binding.
    pub(crate) fn is_for(&self, binding: &ListenerBinding) -> bool {
        self.event == binding.event && self.is_capture == binding.is_capture
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.element
            .remove_event_listener_with_callback_and_bool(
                &self.event,
                self.listener.as_ref().unchecked_ref(),
                self.is_capture,
            )
            .ok();
    }
}
