//! The content of a message, made without any text in between.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::browser;

/// A value of a message.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    /// A count, a height, or a time; money is text.
    Whole(u64),
    Flag(bool),
    List(Vec<Value>),
    Object(Vec<Member>),
}

/// A member of an object; absent if there is no value.
pub(super) type Member = Option<(&'static str, Value)>;

impl Value {
    pub(super) fn to_js(&self) -> JsValue {
        match self {
            Self::Text(text) => text.into(),
            // Heights and times are below 2^53.
            Self::Whole(number) => JsValue::from_f64(*number as f64),
            Self::Flag(flag) => (*flag).into(),
            Self::List(items) => {
                let list = Array::new();
                for item in items {
                    list.push(&item.to_js());
                }
                list.into()
            }
            Self::Object(members) => {
                let values: Vec<(&str, JsValue)> = members
                    .iter()
                    .flatten()
                    .map(|(name, value)| (*name, value.to_js()))
                    .collect();
                let members: Vec<(&str, &JsValue)> =
                    values.iter().map(|(name, value)| (*name, value)).collect();
                browser::object(&members)
            }
        }
    }
}

/// A member with a text.
pub(super) fn text(name: &'static str, value: impl Into<String>) -> Member {
    Some((name, Value::Text(value.into())))
}

/// A member with a text that may be absent.
pub(super) fn maybe(name: &'static str, value: Option<impl Into<String>>) -> Member {
    value.and_then(|value| text(name, value))
}

/// A member with a whole number.
pub(super) fn whole(name: &'static str, value: u64) -> Member {
    Some((name, Value::Whole(value)))
}

/// A member with a list of texts.
pub(super) fn texts(name: &'static str, values: Vec<String>) -> Member {
    let values = values.into_iter().map(Value::Text).collect();
    Some((name, Value::List(values)))
}
