//! The browser's own value, asked by `Reflect.get`.

use crate::read::{Field, NAMES, Node, checksum};
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

#[cfg(feature = "reflect-cached")]
thread_local! {
    static KEYS: Vec<JsValue> = NAMES.iter().map(|name| JsValue::from_str(name)).collect();
}

pub(super) struct Js(JsValue);

impl Node for Js {
    fn get(&self, field: Field) -> Self {
        #[cfg(feature = "reflect-cached")]
        let found = KEYS.with(|keys| Reflect::get(&self.0, &keys[field as usize]));
        #[cfg(not(feature = "reflect-cached"))]
        let found = Reflect::get(&self.0, &JsValue::from_str(NAMES[field as usize]));
        Js(found.unwrap_or(JsValue::NULL))
    }
    fn text(&self) -> Option<String> {
        self.0.as_string().or_else(|| {
            // JavaScript writes the digits: Rust's float formatting is 4 KB.
            self.0.as_f64().map(|_| String::from(js_sys::Number::from(self.0.clone()).to_string_with_radix(10).unwrap_or_default()))
        })
    }
    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }
    fn each(&self, visit: &mut dyn FnMut(Self)) {
        if let Some(items) = self.0.dyn_ref::<Array>() {
            (0..items.length()).for_each(|i| visit(Js(items.get(i))));
        }
    }
}

pub(crate) async fn load(response: Response) -> Result<f64, JsValue> {
    Ok(checksum(&Js(crate::body(response.json()).await?)))
}
