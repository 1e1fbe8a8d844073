//! Asks the browser not to clear the stored data when it needs space.

use wasm_bindgen::JsValue;

use crate::browser::{awaited, call, property, window_property};

/// Whether the browser has promised to keep stored data; `None` if it makes no such promises.
pub async fn is_persistent() -> Option<bool> {
    awaited(call(&storage()?, "persisted", &[]))
        .await?
        .as_bool()
}

/// Asks for that promise; returns whether it was given.
pub async fn persist() -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    let given = awaited(call(&storage, "persist", &[])).await;
    given.and_then(|given| given.as_bool()).unwrap_or_default()
}

/// Whether the browser asks the buyer before it promises anything. Firefox does, and only it knows
/// this property.
pub fn asks_the_buyer() -> bool {
    let (name, value) = ("-moz-appearance".into(), "none".into());
    window_property("CSS")
        .and_then(|css| call(&css, "supports", &[&name, &value]))
        .is_some_and(|is_known: JsValue| is_known.is_truthy())
}

fn storage() -> Option<JsValue> {
    property(&window_property("navigator")?, "storage")
}
