//! Interfaces of the browser that are used once or twice, called by name.
//!
//! Each typed binding costs a glue function in the JavaScript and an import in the wasm; a name
//! costs a few bytes. An interface that is missing or fails is `None`: browsers leave such
//! interfaces out on pages without TLS and in frames.

pub mod early;
pub mod focus;
pub mod listeners;

use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The number of each key that an input method has handled (UI Events, 7.3.1).
const COMPOSING_KEY: f64 = 229.0;

/// A property, if it exists.
pub fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}

/// A property of the window, if it exists.
pub fn window_property(name: &str) -> Option<JsValue> {
    property(&js_sys::global(), name)
}

/// The result of a method.
pub fn call(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: Function = property(object, method)?.dyn_into().ok()?;
    Reflect::apply(&method, object, &list(arguments)).ok()
}

/// A new object of a class of the window.
pub fn construct(class: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let class: Function = window_property(class)?.dyn_into().ok()?;
    Reflect::construct(&class, &list(arguments)).ok()
}

/// The value that a promise resolves to.
pub async fn awaited(promise: Option<JsValue>) -> Option<JsValue> {
    let promise: Promise = promise?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Whether a promise resolves within so many milliseconds. A browser that asks its user may never
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
        // A new object accepts every member.
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

/// Whether a key belongs to a word that an input method is composing: such a key chooses letters
/// and means nothing else. Some browsers report this only by the key's old number; Safari does so
/// for the key that ends the word.
pub fn is_composing(key: &JsValue) -> bool {
    property(key, "isComposing").is_some_and(|composing| composing.is_truthy())
        || property(key, "keyCode").and_then(|code| code.as_f64()) == Some(COMPOSING_KEY)
}

/// Whether the keyboard's keys go to this page, and not to one around it.
pub fn has_focus() -> bool {
    window_property("document")
        .and_then(|document| call(&document, "hasFocus", &[]))
        .is_some_and(|has_focus| has_focus.is_truthy())
}

/// A listener, which gets no more events once it is dropped.
///
/// The target may outlive the listener: a logo that was taken off the page still reports that it
/// could not be loaded, and calling a closure that is gone puts an error on the console.
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

/// Asks before the page is left or reloaded, in the browser's own words, for as long as this is
/// kept.
pub fn ask_before_leaving() -> Listening {
    listen("beforeunload", |event| {
        call(&event, "preventDefault", &[]);
        // Older browsers ask only if there is a value to return.
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
