//! What an answer is: data, a refusal or a fault.

use super::ApiError;
use super::endpoint::Endpoint;
use crate::json::{Fields, Json, rows};
use crate::model::problem::Problem;

/// Decides what an answer is: the body is looked at before the status, because
/// problems come with a 200 as well as with a 400 (contract section 1.5).
///
/// # Errors
/// Problems, a refusal by status, or a body that can't be read.
pub fn judge<'a>(endpoint: &Endpoint, status: u16, body: &'a [u8]) -> Result<Json<'a>, ApiError> {
    let is_success = (200..300).contains(&status);
    let Some(value) = std::str::from_utf8(body).ok().and_then(Json::parse) else {
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

fn refusal(value: &Json<'_>, status: u16) -> Option<ApiError> {
    let fields = Fields::of(value);
    let listed = value.as_list().unwrap_or_else(|| fields.list("problems"));
    let problems = rows(listed, problem).items;
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
                details: fields.text("moreDetails").map(str::to_owned),
            }])
        }
        detail => ApiError::Status {
            code: status,
            detail: detail.map(crate::model::display_text::cleaned),
            retry_after_milliseconds: None,
        },
    })
}

/// Whether the API understood and refused, so that asking again is of no use.
fn is_refusal(status: u16) -> bool {
    (400..500).contains(&status) && !matches!(status, 404 | 408 | 429)
}

fn problem(fields: Fields<'_>) -> Option<Problem> {
    Some(Problem {
        code: fields.text("problem")?.to_owned(),
        details: fields.text("moreDetails").map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Json, Problem, judge};
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
