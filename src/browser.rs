//! Interfaces of the browser that are used once or twice, called by name.
//!
//! Each typed binding is a function of glue in the JavaScript and an import of
//! the wasm; a name is a few bytes. What isn't there, or fails, is `None`:
//! browsers leave such things out on pages without TLS and in frames.

pub mod focus;
pub mod listeners;

use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The number of every key that an input method has taken (UI Events, 7.3.1).
const COMPOSING_KEY: f64 = 229.0;

/// A property that is there.
pub fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}

/// A property of the window that is there.
pub fn global(name: &str) -> Option<JsValue> {
    property(&js_sys::global(), name)
}

/// What a method gives back.
pub fn call(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: Function = property(object, method)?.dyn_into().ok()?;
    Reflect::apply(&method, object, &list(arguments)).ok()
}

/// A new object of a class of the window.
pub fn construct(class: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let class: Function = global(class)?.dyn_into().ok()?;
    Reflect::construct(&class, &list(arguments)).ok()
}

/// What a promise comes to.
pub async fn awaited(promise: Option<JsValue>) -> Option<JsValue> {
    let promise: Promise = promise?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Whether a promise is kept within so many milliseconds. A browser that asks its user may never
/// answer.
pub async fn is_kept(promise: JsValue, milliseconds: u32) -> bool {
    let Ok(promise) = promise.dyn_into::<Promise>() else {
        return false;
    };
    let ended = select(JsFuture::from(promise), TimeoutFuture::new(milliseconds)).await;
    matches!(ended, Either::Left((Ok(_), _)))
}

/// An object with these members.
pub fn object(members: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // A new object takes every member.
        Reflect::set(&object, &JsValue::from_str(name), value).ok();
    }
    object.into()
}

/// A list of these values.
pub fn list(values: &[&JsValue]) -> Array {
    let list = Array::new();
    for value in values {
        list.push(value);
    }
    list
}

/// Whether a key belongs to a word that an input method is composing: there it chooses letters and
/// means nothing else. Some browsers say so by the key's old number alone, Safari for the key that
/// ends the word.
pub fn is_composing(key: &JsValue) -> bool {
    property(key, "isComposing").is_some_and(|composing| composing.is_truthy())
        || property(key, "keyCode").and_then(|code| code.as_f64()) == Some(COMPOSING_KEY)
}

/// Whether the keyboard's keys go to this page, and not to one around it.
pub fn has_focus() -> bool {
    global("document")
        .and_then(|document| call(&document, "hasFocus", &[]))
        .is_some_and(|has_focus| has_focus.is_truthy())
}

/// A listener, which hears nothing any more once it is dropped.
///
/// What it listened to may outlive it: a logo that was taken off the page still says that it
/// could not be loaded, and a closure that is gone answers with an error on the console.
pub struct Listening {
    target: JsValue,
    event: &'static str,
    closure: Closure<dyn Fn(JsValue)>,
}

/// Listens to an event of the window.
pub fn listen(event: &'static str, hear: impl Fn(JsValue) + 'static) -> Listening {
    listen_at(js_sys::global().into(), event, Box::new(hear))
}

/// Listens to an event of anything that has events.
pub fn listen_at(target: JsValue, event: &'static str, hear: Box<dyn Fn(JsValue)>) -> Listening {
    let closure = Closure::wrap(hear);
    let name = JsValue::from_str(event);
    call(&target, "addEventListener", &[&name, closure.as_ref()]);
    Listening {
        target,
        event,
        closure,
    }
}

/// Asks before the page is left or loaded anew, in the browser's own words, for as long as this
/// is kept.
pub fn ask_before_leaving() -> Listening {
    listen("beforeunload", |event| {
        call(&event, "preventDefault", &[]);
        // Older browsers ask only where there is something to return.
        Reflect::set(&event, &"returnValue".into(), &JsValue::TRUE).ok();
    })
}

impl Drop for Listening {
    fn drop(&mut self) {
        let name = JsValue::from_str(self.event);
        let arguments = [&name, self.closure.as_ref()];
        call(&self.target, "removeEventListener", &arguments);
    }
}
