//! What an answer is: data, a refusal or a fault.

use super::ApiError;
use super::endpoint::Endpoint;
use super::orders;
use crate::json::{Fields, Json};
use crate::model::display_text::cleaned;
use crate::model::order::Order;
use crate::model::problem::{self, Problem};

/// Longest details of a problem that are shown, in characters: they are the API's and can be a
/// whole list, and a sentence of them is what a buyer reads.
const LONGEST_DETAILS: usize = 200;

/// Decides what an answer is: the body is looked at before the status, because
/// problems come with a 200 as well as with a 400 (contract section 1.5).
///
/// # Errors
/// Problems, a refusal by status, or a body that can't be read.
pub fn judge<'a>(endpoint: &Endpoint, status: u16, body: &'a [u8]) -> Result<Json<'a>, ApiError> {
    let is_success = (200..300).contains(&status);
    let Some(value) = parsed(body) else {
        let is_page = body.trim_ascii_start().starts_with(b"<");
        // A static host without the proxy answers with the shop's own page, or
        // refuses the path or the method; a gateway's error page is a status.
        return Err(if is_success || (is_page && matches!(status, 404 | 405)) {
            ApiError::Unreadable {
                path: endpoint.public_path().to_owned(),
                is_page,
            }
        } else {
            ApiError::Status {
                code: status,
                detail: None,
                retry_after_milliseconds: None,
            }
        });
    };
    match refusal(&value, status) {
        Some(error) => Err(error),
        None => Ok(value),
    }
}

/// Decides what came of making an order. What has an id was made, whatever else the answer says
/// and whatever its status: taken for a refusal, it would be forgotten and made once more.
///
/// # Errors
/// As `judge`; an order that can't be read is one that may exist.
pub fn judge_order(endpoint: &Endpoint, status: u16, body: &[u8]) -> Result<Order, ApiError> {
    let unreadable = || ApiError::Unreadable {
        path: endpoint.public_path().to_owned(),
        is_page: false,
    };
    if let Some(value) = parsed(body)
        && Fields::of(&value).text_or_number("order_id").is_some()
    {
        return orders::order(&value).ok_or_else(unreadable);
    }
    let value = judge(endpoint, status, body)?;
    orders::order(&value).ok_or_else(unreadable)
}

fn parsed(body: &[u8]) -> Option<Json<'_>> {
    std::str::from_utf8(body).ok().and_then(Json::parse)
}

fn refusal(value: &Json<'_>, status: u16) -> Option<ApiError> {
    let fields = Fields::of(value);
    // Objections that come with a fault settle nothing: after a POST nobody knows whether an
    // order was made all the same.
    let problems = if is_fault(status) {
        Vec::new()
    } else {
        problems(value)
    };
    if !problems.is_empty() {
        return Some(ApiError::Problems(problems));
    }
    if (200..300).contains(&status) {
        return None;
    }
    let names = ["detail", "message", "error", "error_code", "reason"];
    let detail = names.into_iter().find_map(|name| fields.text(name));
    Some(match detail {
        // A code of a refusal is a problem to solve; the same letters on a
        // 429 or 5xx are a fault that may pass, and after a POST nobody knows.
        Some(code) if Problem::is_code(code) && is_refusal(status) => {
            ApiError::Problems(vec![Problem {
                code: code.to_owned(),
                details: details(fields),
            }])
        }
        detail => ApiError::Status {
            code: status,
            detail: detail.map(cleaned),
            retry_after_milliseconds: None,
        },
    })
}

/// Whether the API understood and refused, so that asking again is of no use.
fn is_refusal(status: u16) -> bool {
    (400..500).contains(&status) && status != 404 && !is_fault(status)
}

/// Whether this status says that something went wrong on the way, and not what.
fn is_fault(status: u16) -> bool {
    status >= 500 || matches!(status, 408 | 429)
}

/// All that is objected to. An objection that can't be read is one all the same: left out, the
/// rest would be taken for a yes.
fn problems(value: &Json<'_>) -> Vec<Problem> {
    if let Some(rows) = value.as_list() {
        // A list of anything else is an ordinary answer.
        let is_problem = |row: &&Json<'_>| Fields::of(row).text("problem").is_some();
        return rows.iter().filter(is_problem).map(problem).collect();
    }
    let fields = Fields::of(value);
    // An order may list what was in its way; it is an order nevertheless.
    if fields.text("order_id").is_some() && fields.text("order_state").is_some() {
        return Vec::new();
    }
    match fields.raw("problems") {
        Some(Json::List(rows)) => {
            let rows = rows.iter().filter(|row| **row != Json::Null);
            rows.map(problem).collect()
        }
        None | Some(Json::Bool(false)) => Vec::new(),
        Some(Json::Object(members)) if members.is_empty() => Vec::new(),
        Some(Json::Text(text)) if text.trim().is_empty() => Vec::new(),
        Some(one) => vec![problem(one)],
    }
}

fn problem(row: &Json<'_>) -> Problem {
    let fields = Fields::of(row);
    let names = [
        "problem",
        "code",
        "error_code",
        "error",
        "detail",
        "message",
    ];
    let code = match row {
        Json::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => names.into_iter().find_map(|name| fields.text(name)),
    };
    let code = code.map(|code| shown(code.to_owned()));
    Problem {
        code: code
            .filter(|code| !code.is_empty())
            .unwrap_or_else(|| problem::UNREADABLE.to_owned()),
        details: details(fields),
    }
}

/// What the API adds to a problem. It has no documented form (contract section 8.1), so every
/// text and number in it is told in its order.
fn details(fields: Fields<'_>) -> Option<String> {
    let mut words = String::new();
    tell(fields.raw("moreDetails")?, &mut words);
    Some(shown(words)).filter(|words| !words.is_empty())
}

fn tell(value: &Json<'_>, words: &mut String) {
    match value {
        Json::Text(text) => words.push_str(text),
        Json::Number(digits) => words.push_str(digits),
        Json::Null | Json::Bool(_) => {}
        Json::List(values) => tell_all(values.iter(), ", ", words),
        Json::Object(members) => tell_all(members.iter().map(|(_, value)| value), " ", words),
    }
}

fn tell_all<'a>(values: impl Iterator<Item = &'a Json<'a>>, between: &str, words: &mut String) {
    let start = words.len();
    for value in values {
        let end = words.len();
        if end > start {
            words.push_str(between);
        }
        let told = words.len();
        tell(value, words);
        if words.len() == told {
            words.truncate(end);
        }
    }
}

fn shown(text: String) -> String {
    cleaned(&text).chars().take(LONGEST_DETAILS).collect()
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Json, Problem, judge, judge_order};
    use crate::api::endpoint;
    use crate::config::ApiPrefix;
    use crate::model::country::Country;

    fn judged(status: u16, body: &str) -> Result<Json<'_>, ApiError> {
        judge(
            &endpoint::brands(&ApiPrefix::default(), Country::UNITED_STATES),
            status,
            body.as_bytes(),
        )
    }

    fn codes(answer: Result<Json<'_>, ApiError>) -> Vec<String> {
        match answer {
            Err(ApiError::Problems(problems)) => {
                problems.into_iter().map(|problem| problem.code).collect()
            }
            other => panic!("no problems but {other:?}"),
        }
    }

    #[test]
    fn problems_count_whatever_the_status() {
        for status in [200, 400] {
            assert_eq!(
                codes(judged(
                    status,
                    r#"{"problems":[{"problem":"OUT_OF_STOCK"},null]}"#
                )),
                ["OUT_OF_STOCK"]
            );
        }
        assert_eq!(
            codes(judged(200, r#"[{"problem":"NOT_ACTIVE"}]"#)),
            ["NOT_ACTIVE"]
        );
        assert_eq!(
            codes(judged(
                400,
                r#"{"status":"400","detail":"SUSPENDED_NETWORK","moreDetails":"ETH Mainnet"}"#
            )),
            ["SUSPENDED_NETWORK"]
        );
        assert_eq!(
            codes(judged(422, r#"{"status":422,"detail":"LOGIN_REQUIRED"}"#)),
            ["LOGIN_REQUIRED"]
        );
        assert!(judged(200, r#"{"problems":null}"#).is_ok());
        assert!(judged(200, r#"{"problems":[]}"#).is_ok());
    }

    #[test]
    fn an_objection_that_cannot_be_read_is_no_consent() {
        for (body, expected) in [
            (
                r#"{"problems":["OUT_OF_STOCK"],"coin_amount":"51"}"#,
                "OUT_OF_STOCK",
            ),
            (r#"{"problems":[{"code":"X"}],"coin_amount":"51"}"#, "X"),
            (r#"{"problems":[null,{"why":7}]}"#, "UNREADABLE"),
            (r#"{"problems":[7]}"#, "UNREADABLE"),
            (r#"{"problems":[" "]}"#, "UNREADABLE"),
            (r#"{"problems":"OUT_OF_STOCK"}"#, "OUT_OF_STOCK"),
            (r#"{"problems":{"problem":"OUT_OF_STOCK"}}"#, "OUT_OF_STOCK"),
        ] {
            assert_eq!(codes(judged(200, body)), [expected], "{body}");
        }
        for none in ["null", "[]", "[null]", "false", "{}", "\"\""] {
            let body = [r#"{"coin_amount":"51","problems":"#, none, "}"].concat();
            assert!(judged(200, &body).is_ok(), "{body}");
        }
        assert!(judged(200, r#"["US","GB"]"#).is_ok(), "a list of texts");
    }

    #[test]
    fn details_are_told_whatever_they_are() {
        let told = |details: &str| {
            let body = [
                r#"{"problems":[{"problem":"X","moreDetails":"#,
                details,
                "}]}",
            ]
            .concat();
            match judged(200, &body) {
                Err(ApiError::Problems(problems)) => problems[0].details.clone(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(told(r#""ETH Mainnet""#).as_deref(), Some("ETH Mainnet"));
        assert_eq!(
            told(r#"[{"coin":"USDC","network":"Solana"},{"x":null},{"coin":"BTC"}]"#).as_deref(),
            Some("USDC Solana, BTC")
        );
        assert_eq!(
            told(r#"{"min":5,"allowed":["a","b"]}"#).as_deref(),
            Some("5 a, b")
        );
        for nothing in ["null", "[]", "{}", "true", "\" \""] {
            assert_eq!(told(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn objections_to_a_fault_settle_nothing() {
        for status in [408, 429, 500, 503] {
            let error = judged(status, r#"{"problems":[{"problem":"OUT_OF_STOCK"}]}"#)
                .expect_err("a status");
            assert_eq!(error.status(), Some(status));
            assert!(error.leaves_order_unknown(), "{status}");
        }
    }

    #[test]
    fn what_has_an_id_was_made() {
        let made = |status: u16, body: &str| {
            judge_order(
                &endpoint::orders(&ApiPrefix::default()),
                status,
                body.as_bytes(),
            )
        };
        let order = r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","order_state":"Created",
            "problems":[{"problem":"OUT_OF_STOCK"}]}"#;
        for status in [200, 201, 409, 500] {
            let made = made(status, order).expect("an order");
            assert_eq!(made.id.as_str(), "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5");
        }
        for cut in [
            r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","problems":["X"]}"#,
            r#"{"order_id":7,"problems":["X"]}"#,
        ] {
            let error = made(201, cut).expect_err("no order to show");
            assert!(error.leaves_order_unknown(), "{cut}");
        }
        let refused = made(400, r#"{"order_id":null,"problems":["OUT_OF_STOCK"]}"#);
        assert!(!refused.expect_err("a refusal").leaves_order_unknown());
    }

    #[test]
    fn a_page_where_json_was_expected_names_the_path() {
        for status in [200, 404, 405] {
            let error = judged(status, "\n<!doctype html><title>Shop</title>").expect_err("a page");
            assert_eq!(
                error,
                ApiError::Unreadable {
                    path: "/api/v2/brands".to_owned(),
                    is_page: true
                }
            );
        }
        assert_eq!(
            judged(502, "<html>bad gateway</html>")
                .expect_err("a status")
                .status(),
            Some(502)
        );
        assert!(matches!(
            judged(200, ""),
            Err(ApiError::Unreadable { is_page: false, .. })
        ));
        assert!(matches!(
            judged(200, r#"{"cut":["#),
            Err(ApiError::Unreadable { is_page: false, .. })
        ));
    }

    #[test]
    fn every_error_form_of_the_contract_is_read() {
        for body in [
            r#"{"message":"slow down"}"#,
            r#"{"error":"slow down"}"#,
            r#"{"reason":"slow down"}"#,
            r#"{"status":429,"detail":"slow down"}"#,
        ] {
            match judged(429, body) {
                Err(ApiError::Status {
                    code: 429, detail, ..
                }) => assert_eq!(detail.as_deref(), Some("slow down")),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_code_on_a_passing_fault_is_no_problem_to_solve() {
        for status in [429, 500, 503] {
            let error = judged(status, r#"{"detail":"TOO_MANY_REQUESTS"}"#).expect_err("a status");
            assert_eq!(error.status(), Some(status));
            assert!(error.is_passing() && error.leaves_order_unknown());
        }
    }

    #[test]
    fn after_a_lost_answer_the_order_may_exist() {
        let status = |code| ApiError::Status {
            code,
            detail: None,
            retry_after_milliseconds: None,
        };
        assert!(ApiError::Unreachable.leaves_order_unknown());
        assert!(
            status(500).leaves_order_unknown()
                && status(502).leaves_order_unknown()
                && status(429).leaves_order_unknown()
        );
        assert!(!status(400).leaves_order_unknown() && !status(403).leaves_order_unknown());
        assert!(!ApiError::Problems(vec![Problem::new("OUT_OF_STOCK")]).leaves_order_unknown());
    }
}
