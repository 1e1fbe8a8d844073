//! The last good answer about a country's catalogue, kept on the device for when
//! the API can't be reached. Only what is the same for every visitor is kept.

use js_sys::{ArrayBuffer, Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::{awaited, call, construct, global, object};

/// Name of the browser's cache; a new shape of the answers gets a new name.
const CACHE: &str = "refillery.catalogue.1";

/// Header of a kept answer: epoch milliseconds of when it came.
const CAME_AT: &str = "x-came-at";

/// An answer of an earlier time.
pub(super) struct KeptCopy {
    /// The whole body.
    pub(super) body: Vec<u8>,
    /// Epoch milliseconds by this device's clock of when it came.
    pub(super) came_at: f64,
}

/// Keeps an answer. Where the browser keeps nothing (no TLS, a refusing frame,
/// a full disk) nothing happens: the shop works without it.
pub(super) async fn keep(address: String, body: Vec<u8>) {
    let now = JsValue::from_f64(Date::now());
    let headers = object(&[(CAME_AT, &now)]);
    let options = object(&[("headers", &headers)]);
    let body = Uint8Array::from(body.as_slice());
    let response = construct("Response", &[&body, &options]);
    if let (Some(cache), Some(response)) = (cache().await, response) {
        awaited(call(
            &cache,
            "put",
            &[&JsValue::from_str(&address), &response],
        ))
        .await;
    }
}

/// The answer that was kept for this address.
pub(super) async fn find(address: &str) -> Option<KeptCopy> {
    let address = JsValue::from_str(address);
    let response = awaited(call(&cache().await?, "match", &[&address])).await?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    let came_at = response.headers().get(CAME_AT).ok()??;
    let body = awaited(Some(response.array_buffer().ok()?.into())).await?;
    let body: ArrayBuffer = body.dyn_into().ok()?;
    Some(KeptCopy {
        body: Uint8Array::new(&body).to_vec(),
        // As a whole number: reading any other takes tables of 10 kB along.
        came_at: came_at.parse::<u64>().ok()? as f64,
    })
}

/// Forgets every kept answer.
pub(super) async fn forget() {
    if let Some(caches) = global("caches") {
        awaited(call(&caches, "delete", &[&JsValue::from_str(CACHE)])).await;
    }
}

async fn cache() -> Option<JsValue> {
    let caches = global("caches")?;
    awaited(call(&caches, "open", &[&JsValue::from_str(CACHE)])).await
}
