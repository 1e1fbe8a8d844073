//! Answers of every kind, judged.

use super::{ApiError, Json, Problem, judge, judge_order};
use crate::api::endpoint;
use crate::config::ApiPrefix;
use shop_core::model::country::Country;
use shop_core::model::problem::ProblemLimit;

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
fn nothing_that_may_name_the_buyer_is_kept_for_showing() {
    let prose = r#"{"problems":[{"message":"no orders for buyer@example.com"}]}"#;
    assert_eq!(codes(judged(200, prose)), ["UNREADABLE"]);
    let shown = |body: &str| match judged(400, body) {
        Err(ApiError::Status { detail, .. }) => detail,
        other => panic!("{other:?}"),
    };
    assert_eq!(shown(r#"{"reason":"no user buyer@example.com"}"#), None);
    assert_eq!(
        shown(r#"{"message":"price not found"}"#).as_deref(),
        Some("price not found")
    );
    assert_eq!(shown(r#"{"reason":"Ms Example is blocked"}"#), None);
    let refused = r#"{"status":422,"detail":"USER_BLOCKED","reason":"buyer@example.com is"}"#;
    let problems = match judged(422, refused) {
        Err(ApiError::Problems(problems)) => problems,
        other => panic!("{other:?}"),
    };
    assert_eq!(problems, [Problem::new("USER_BLOCKED")]);
}

#[test]
fn the_details_of_a_refusal_are_read() {
    let body = r#"{"status":422,"detail":"PRODUCT_COUNT_EXCEEDED",
        "moreDetails":{"max_products_per_order":10}}"#;
    let problems = match judged(422, body) {
        Err(ApiError::Problems(problems)) => problems,
        other => panic!("{other:?}"),
    };
    assert_eq!(problems[0].details.limits, [ProblemLimit::Count(10)]);
}

#[test]
fn objections_to_a_fault_settle_nothing() {
    for status in [408, 429, 500, 503] {
        let error =
            judged(status, r#"{"problems":[{"problem":"OUT_OF_STOCK"}]}"#).expect_err("a status");
        assert_eq!(error.status(), Some(status));
        assert!(error.leaves_order_unknown(), "{status}");
    }
}

#[test]
fn a_refusal_with_a_2xx_is_one_all_the_same() {
    for (body, code) in [
        (
            r#"{"status":422,"detail":"KYC_MISSING","moreDetails":null}"#,
            "KYC_MISSING",
        ),
        (
            r#"{"status":"400","detail":"SUSPENDED_COIN"}"#,
            "SUSPENDED_COIN",
        ),
        (
            r#"{"status":403,"error_code":"BLOCKED_COUNTRY","order_id":null}"#,
            "BLOCKED_COUNTRY",
        ),
    ] {
        for status in [200, 201] {
            assert_eq!(codes(judged(status, body)), [code]);
            let endpoint = endpoint::orders(&ApiPrefix::default());
            let error = judge_order(&endpoint, status, body.as_bytes()).expect_err("a refusal");
            assert!(!error.leaves_order_unknown(), "{body}");
        }
    }
    for status in [408, 429, 500, 503] {
        let body = format!(r#"{{"status":{status},"detail":"ORDER_CREATE_ERROR"}}"#);
        let error = judged(200, &body).expect_err("a fault");
        assert_eq!(error.status(), Some(status));
        assert!(error.leaves_order_unknown(), "{status}");
    }
    for answer in [
        r#"{"status":200,"detail":"OUT_OF_STOCK"}"#,
        r#"{"status":422,"detail":"in words"}"#,
        r#"{"detail":"OUT_OF_STOCK"}"#,
    ] {
        assert!(judged(200, answer).is_ok(), "{answer}");
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
    let stateless = r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","order_state":null,
        "status":422,"detail":"OUT_OF_STOCK","problems":["X"]}"#;
    for status in [201, 422, 500] {
        let made = made(status, stateless).expect("an order");
        assert_eq!(made.id.as_str(), "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5");
        assert!(!made.asks_for_payment(), "its page asks for the rest of it");
    }
    let cut = r#"{"order_id":7,"problems":["X"]}"#;
    let error = made(201, cut).expect_err("no order to show");
    assert!(error.leaves_order_unknown());
    let refused = made(400, r#"{"order_id":null,"problems":["OUT_OF_STOCK"]}"#);
    assert!(!refused.expect_err("a refusal").leaves_order_unknown());
}

#[test]
fn a_server_that_wants_a_sign_in_made_no_order() {
    let made = |status: u16, body: &str| {
        let endpoint = endpoint::orders(&ApiPrefix::default());
        judge_order(&endpoint, status, body.as_bytes()).expect_err("a refusal")
    };
    // 0 is the status of a redirect that isn't followed.
    for (status, body) in [
        (0, ""),
        (401, ""),
        (401, "<html><h1>401 Authorization Required</h1></html>"),
    ] {
        let error = made(status, body);
        assert_eq!(error.status(), Some(status));
        assert!(!error.leaves_order_unknown() && !error.is_passing());
    }
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
fn every_known_form_of_an_error_is_read() {
    for body in [
        r#"{"message":"slow down"}"#,
        r#"{"error":"slow down"}"#,
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
