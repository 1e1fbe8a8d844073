//! Answers of all kinds, judged and read as the client does.

use proptest::prelude::*;
use refillery::api::endpoint::{self, Endpoint};
use refillery::api::{ApiError, judge};
use refillery::config::ApiPrefix;
use refillery::i18n::Messages;
use serde_json::Value;
use shop_core::json::Json;
use shop_core::model::country::Country;

use crate::input::{Answer, any_answer, any_body, any_text};
use crate::soundness::read_by_all;

fn asked() -> Endpoint {
    endpoint::brands(&ApiPrefix::default(), Country::UNITED_STATES)
}

fn any_status() -> impl Strategy<Value = u16> {
    prop_oneof![
        prop::sample::select(&[200, 201, 204, 400, 404, 405, 408, 422, 429, 500, 502][..]),
        any::<u16>(),
    ]
}

/// Whether the shop's own parser and serde_json read the same. Floats are
/// compared roughly: serde_json may be off in the last digit.
fn same(own: &Json<'_>, value: &Value) -> bool {
    match (own, value) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(own), Value::Bool(value)) => own == value,
        (Json::Text(own), Value::String(value)) => own == value,
        (Json::Number(own), Value::Number(value)) => {
            let own: f64 = own.parse().expect("a number");
            // With some of its features serde_json keeps numbers too large for a float.
            let value: f64 = value.to_string().parse().expect("a number");
            own == value || (own - value).abs() <= value.abs() * 1e-12 + f64::MIN_POSITIVE
        }
        (Json::List(own), Value::Array(values)) => {
            own.len() == values.len() && own.iter().zip(values).all(|(own, value)| same(own, value))
        }
        (Json::Object(_), Value::Object(values)) => values
            .iter()
            .all(|(name, value)| own.get(name).is_some_and(|own| same(own, value))),
        _ => false,
    }
}

fn agrees_with_serde(text: &str) {
    match (Json::parse(text), serde_json::from_str::<Value>(text)) {
        (Some(own), Ok(value)) => assert!(same(&own, &value), "{text}"),
        (None, Err(_)) => {}
        // Half a pair of surrogates, numbers too large for a float and a byte
        // order mark lose no answer here.
        (Some(_), Err(error)) => {
            let why = error.to_string();
            let lenient = why.contains("surrogate")
                || why.contains("hex escape")
                || why.contains("out of range")
                || text.starts_with('\u{feff}');
            assert!(lenient, "{text}: {why}");
        }
        (None, Ok(_)) => panic!("serde_json reads {text}"),
    }
}

proptest! {
    #[test]
    fn answers_are_judged_and_read(Answer(body) in any_answer(), status in any_status()) {
        match judge(&asked(), status, &body) {
            Ok(value) => {
                prop_assert!((200..300).contains(&status));
                read_by_all(&value);
            }
            Err(ApiError::Problems(problems)) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(!problem.code.trim().is_empty());
                    let _ = (problem.field(), problem.message_key());
                }
            }
            Err(ApiError::Status { code, .. }) => {
                // A refusal that comes with a success has its own status.
                let is_own = (200..300).contains(&status) && code >= 400;
                prop_assert!(code == status || is_own, "{code} of {status}");
            }
            Err(ApiError::Unreadable { .. }) => {}
            Err(ApiError::Unreachable) => prop_assert!(false, "an answer was there"),
        }
        // A stream's data comes without a status.
        if let Some(value) = std::str::from_utf8(&body).ok().and_then(Json::parse) {
            read_by_all(&value);
        }
    }

    #[test]
    fn json_is_what_serde_calls_json(text in any_text(), value in any_body(), Answer(answer) in any_answer()) {
        agrees_with_serde(&text);
        agrees_with_serde(&value);
        agrees_with_serde(&String::from_utf8_lossy(&answer));
        let _ = Messages::parse("en", &value);
    }

    #[test]
    fn nests_of_any_depth_are_survived(depth in 1..20_000_usize, closes in any::<bool>(), name in any::<bool>()) {
        let (open, close) = if name { ("{\"brands\":", "}") } else { ("[", "]") };
        let close = if closes { close.repeat(depth) } else { String::new() };
        let text = [&open.repeat(depth), "7", &close].concat();
        let read = Json::parse(&text);
        prop_assert_eq!(read.is_some(), closes && depth < 128);
        read.iter().for_each(read_by_all);
    }
}
