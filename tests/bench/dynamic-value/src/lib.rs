//! One reader, several dynamic values underneath. JavaScript hands over a `Response`,
//! as index.html does in the app, and gets a checksum that must be equal for all decoders.

mod dynamic;
pub mod read;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The value that the app serialises, whichever decoder wins.
#[derive(Serialize, Deserialize)]
struct Order {
    brand: String,
    amount: Option<String>,
    quantity: u32,
    gift: bool,
    notes: Vec<String>,
}

#[wasm_bindgen]
pub fn order_body(brand: String, quantity: u32) -> String {
    let order = Order {
        amount: Some(brand.clone()),
        notes: vec![brand.clone()],
        brand,
        quantity,
        gift: quantity > 1,
    };
    serde_json::to_string(&order).unwrap_or_default()
}

#[cfg(feature = "store")]
#[wasm_bindgen]
pub fn restore(text: &str) -> usize {
    let order: Option<Order> = serde_json::from_str(text).ok();
    order.map_or(0, |o| {
        o.brand.len() + o.amount.map_or(0, |a| a.len()) + o.notes.len() + o.quantity as usize + usize::from(o.gift)
    })
}

#[wasm_bindgen]
pub async fn load(response: Response) -> Result<f64, JsValue> {
    dynamic::load(response).await
}

/// Awaits one of the body's promises.
async fn body(promise: Result<js_sys::Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

#[cfg(feature = "app")]
#[wasm_bindgen]
pub fn mount() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| {
        let (n, set) = signal(0);
        let names = Memo::new(move |_| (0..n.get()).map(|i| order_body(i.to_string(), i)).collect::<Vec<_>>());
        leptos::html::div().child((
            leptos::html::button().on(leptos::ev::click, move |_| set.update(|n| *n += 1)).child(move || n.get()),
            For(ForProps::builder().each(move || names.get()).key(|n| n.clone()).children(|n| leptos::html::p().child(n)).build()),
        ))
    });
}
