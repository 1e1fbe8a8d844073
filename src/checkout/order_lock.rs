//! One order at a time, in all tabs of this browser.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::{Either, select};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Name of the lock that the tabs share.
const NAME: &str = "refillery-order";

/// Held while an order is being made; free again when dropped, and when the
/// tab is closed.
pub(super) struct OrderLock {
    /// Settles the promise that the browser's lock waits for.
    release: Option<Function>,
}

impl OrderLock {
    /// Takes the lock of the Web Locks API; `None` if another tab has it. If the browser has no
    /// such locks, each tab is alone, and the note of the last attempt still stops a repetition.
    pub(super) async fn take() -> Option<Self> {
        let free = Self { release: None };
        let field = |object: &JsValue, name: &str| {
            Reflect::get(object, &JsValue::from_str(name))
                .ok()
                .filter(|value| !value.is_undefined())
        };
        let Some(locks) = field(&window().navigator(), "locks") else {
            return Some(free);
        };
        let Some(request) = field(&locks, "request").and_then(|it| it.dyn_into::<Function>().ok())
        else {
            return Some(free);
        };
        let options = Object::new();
        // A fresh object accepts any property.
        Reflect::set(&options, &JsValue::from_str("ifAvailable"), &JsValue::TRUE).ok()?;
        // The promise reports whether the lock was granted; the callback's own promise keeps it
        // until `release` is called.
        let held: Rc<RefCell<Option<Function>>> = Rc::default();
        let keep = Rc::clone(&held);
        let mut callback = None;
        let granted = Promise::new(&mut |resolve, _| {
            let keep = Rc::clone(&keep);
            let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
                let is_granted = !lock.is_null();
                let waiting = is_granted.then(|| {
                    Promise::new(&mut |release, _| {
                        keep.replace(Some(release));
                    })
                });
                resolve
                    .call1(&JsValue::NULL, &JsValue::from_bool(is_granted))
                    .ok();
                waiting.map_or(JsValue::UNDEFINED, Into::into)
            });
            callback = Some(granted);
        });
        let callback = callback?;
        let asked = request.call3(&locks, &JsValue::from_str(NAME), &options, &callback);
        let Some(asked) = asked
            .ok()
            .and_then(|asked| asked.dyn_into::<Promise>().ok())
        else {
            return Some(free);
        };
        let answer = select(JsFuture::from(granted), JsFuture::from(asked)).await;
        let Either::Left((Ok(is_granted), _)) = answer else {
            // Refused altogether, as in a sandboxed frame.
            return Some(free);
        };
        let is_granted = is_granted.is_truthy();
        let release = held.take();
        is_granted.then_some(Self { release })
    }
}

impl Drop for OrderLock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // Settling a promise can't fail.
            release.call0(&JsValue::NULL).ok();
        }
    }
}
