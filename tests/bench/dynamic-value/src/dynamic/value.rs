//! `serde_json::Value`.

use crate::read::{Field, NAMES, Node, checksum};
use serde_json::Value;
use wasm_bindgen::JsValue;
use web_sys::Response;

static NULL: Value = Value::Null;

impl Node for &Value {
    fn get(&self, field: Field) -> Self {
        Value::get(self, NAMES[field as usize]).unwrap_or(&NULL)
    }
    fn text(&self) -> Option<String> {
        match self {
            Value::String(text) => Some(text.clone()),
            #[cfg(feature = "exact")]
            Value::Number(number) => Some(number.as_str().to_owned()),
            #[cfg(not(feature = "exact"))]
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }
    fn each(&self, visit: &mut dyn FnMut(Self)) {
        if let Value::Array(items) = self {
            items.iter().for_each(visit);
        }
    }
}

#[cfg(feature = "value-slice")]
pub(crate) async fn load(response: Response) -> Result<f64, JsValue> {
    let buffer = crate::body(response.array_buffer()).await?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    drop(buffer);
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| JsValue::NULL)?;
    drop(bytes);
    Ok(checksum(&&value))
}

#[cfg(feature = "value-str")]
pub(crate) async fn load(response: Response) -> Result<f64, JsValue> {
    let text = crate::body(response.text()).await?.as_string().ok_or(JsValue::NULL)?;
    let value: Value = serde_json::from_str(&text).map_err(|_| JsValue::NULL)?;
    drop(text);
    Ok(checksum(&&value))
}
