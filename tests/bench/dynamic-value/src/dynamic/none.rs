//! The baseline: the body arrives and no code reads it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

pub(crate) async fn load(response: Response) -> Result<f64, JsValue> {
    let buffer = crate::body(response.array_buffer()).await?;
    let buffer: js_sys::ArrayBuffer = buffer.unchecked_into();
    Ok(f64::from(buffer.byte_length()))
}
