//! The request that begins before the program starts.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

use shop_core::model::country::Country;

/// Name under which the script in `index.html` hands over the first request.
const EARLY: &str = "__refilleryEarly";

/// The request that the script in `index.html` began while the program was still loading, if it is
/// for this address and names this country. It is taken once, so it is never used twice and never
/// fetched twice.
///
/// Its `AbortController` comes with it: a request that hangs and can't be ended would hold up the
/// next one for the same address.
pub(super) fn take_early(
    address: &str,
    country: Country,
) -> Option<(Promise, Option<AbortController>)> {
    let window = leptos::prelude::window();
    let name = JsValue::from_str(EARLY);
    let early = Reflect::get(&window, &name)
        .ok()
        .filter(JsValue::is_object)?;
    let field = |field: &str| Reflect::get(&early, &JsValue::from_str(field)).ok();
    let is_same = field("address")?.as_string()? == address
        && field("country")?.as_string()? == country.code();
    if !is_same {
        return None;
    }
    Reflect::set(&window, &name, &JsValue::NULL).ok()?;
    let promise = field("response")?.dyn_into::<Promise>().ok()?;
    Some((
        promise,
        field("abort").and_then(|abort| abort.dyn_into().ok()),
    ))
}
