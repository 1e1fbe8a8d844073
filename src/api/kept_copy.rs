//! The last good answer about a country's catalogue, stored on the device for when the API can't be
//! reached. Only answers that are the same for every visitor are stored.

use js_sys::{ArrayBuffer, Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::{awaited, call, construct, object, window_property};

/// Name of the browser's cache; a new shape of the answers gets a new name.
const CACHE: &str = "refillery.catalogue.1";

/// Header of a stored answer: the time when it came, in epoch milliseconds.
const CAME_AT: &str = "x-came-at";

/// An answer of an earlier time.
pub(super) struct KeptCopy {
    /// The whole body.
    pub(super) body: Vec<u8>,
    /// The time when it came, in epoch milliseconds by this device's clock.
    pub(super) came_at: f64,
}

/// Stores an answer. If the browser stores nothing (no TLS, a refusing frame, a full disk), nothing
/// happens: the shop works without it.
///
/// The cache is opened now and not when the future first runs, which can be after this shop was
/// taken down and another one was started in its page.
pub(super) fn keep(address: String, body: Vec<u8>) -> impl Future<Output = ()> {
    let opened = open();
    let now = JsValue::from_f64(Date::now());
    let headers = object(&[(CAME_AT, &now)]);
    let options = object(&[("headers", &headers)]);
    let body = Uint8Array::from(body.as_slice());
    let response = construct("Response", &[&body, &options]);
    async move {
        if let (Some(cache), Some(response)) = (awaited(opened).await, response) {
            let address = JsValue::from_str(&address);
            awaited(call(&cache, "put", &[&address, &response])).await;
        }
    }
}

/// The answer that was stored for this address.
pub(super) async fn find(address: &str) -> Option<KeptCopy> {
    let address = JsValue::from_str(address);
    let cache = awaited(open()).await?;
    let response = awaited(call(&cache, "match", &[&address])).await?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    let came_at = response.headers().get(CAME_AT).ok()??;
    let body = awaited(Some(response.array_buffer().ok()?.into())).await?;
    let body: ArrayBuffer = body.dyn_into().ok()?;
    Some(KeptCopy {
        body: Uint8Array::new(&body).to_vec(),
        // As a whole number: parsing any other number adds tables of 10 kB.
        came_at: came_at.parse::<u64>().ok()? as f64,
    })
}

/// Forgets every stored answer.
pub(super) async fn forget() {
    if let Some(caches) = window_property("caches") {
        awaited(call(&caches, "delete", &[&JsValue::from_str(CACHE)])).await;
    }
}

/// The promise of the cache.
fn open() -> Option<JsValue> {
    call(
        &window_property("caches")?,
        "open",
        &[&JsValue::from_str(CACHE)],
    )
}
