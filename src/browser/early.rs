//! The requests that the script in `index.html` began while the program was still loading.

use js_sys::{Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

use super::property;

/// A request that is under way, or over.
pub struct EarlyRequest {
    /// Resolves to the response.
    pub response: Promise,
    /// Ends it. A request that hangs and can't be ended would hold up the next one for the same
    /// address.
    pub abort: Option<AbortController>,
}

/// Takes the request that the script handed over under a name of the window, if it is for this
/// address and names this country. It is taken once, so it is never used twice and never fetched
/// twice.
pub fn take(name: &str, address: &str, country: Option<&str>) -> Option<EarlyRequest> {
    let window = window();
    let early = property(&window, name)?;
    let text = |field: &str| property(&early, field)?.as_string();
    if text("address")? != address || text("country").as_deref() != country {
        return None;
    }
    Reflect::set(&window, &JsValue::from_str(name), &JsValue::NULL).ok()?;
    Some(EarlyRequest {
        response: property(&early, "response")?.dyn_into().ok()?,
        abort: property(&early, "abort").and_then(|abort| abort.dyn_into().ok()),
    })
}

/// The body of a response, if the script has read it already. A browser reads a body in a task of its
/// own, and may draw a frame without the content before that task.
pub fn body(response: &JsValue) -> Option<Vec<u8>> {
    Some(Uint8Array::new(&property(response, "whole")?).to_vec())
}
