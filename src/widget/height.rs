//! The height of the widget, reported when it changes.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{StoredValue, document};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::browser::{call, construct, property};

/// The least change that is worth a message, in pixels: browsers sometimes round half pixels, and a
/// frame that grows by them grows for ever.
const LEAST_CHANGE: f64 = 1.0;

struct Watch {
    observer: JsValue,
    _seen: Closure<dyn Fn()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        call(&self.observer, "disconnect", &[]);
    }
}

/// The height of the last report. A handle that is cheap to copy.
#[derive(Clone, Default)]
pub(super) struct Height(Rc<Cell<f64>>);

impl Height {
    /// Reports the page's height after every change, until the owner goes. The browser looks once a
    /// frame, so there are no more reports than that.
    pub(super) fn watch(&self, tell: impl Fn(u64) + 'static) {
        let told = self.clone();
        let seen = Closure::<dyn Fn()>::new(move || told.look(&tell));
        let Some(observer) = construct("ResizeObserver", &[seen.as_ref()]) else {
            return;
        };
        if let Some(body) = document().body() {
            call(&observer, "observe", &[&body]);
        }
        let watch = Watch {
            observer,
            _seen: seen,
        };
        StoredValue::new_local(watch);
    }

    /// Reports it once, to a receiver that has got nothing yet.
    pub(super) fn tell(&self, tell: impl Fn(u64)) {
        self.0.set(0.0);
        self.look(&tell);
    }

    fn look(&self, tell: &impl Fn(u64)) {
        let height = height().unwrap_or_default();
        // A frame that isn't shown has no usable height.
        if height >= LEAST_CHANGE && (height - self.0.get()).abs() > LEAST_CHANGE {
            self.0.set(height);
            tell(height as u64);
        }
    }
}

fn height() -> Option<f64> {
    let body = document().body()?;
    let bounds = call(&body, "getBoundingClientRect", &[])?;
    Some(property(&bounds, "height")?.as_f64()?.ceil())
}
