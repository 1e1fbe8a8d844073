//! The API: what can be asked, and what became of it.
//!
//! `Request` pairs an endpoint with the reader of its answer; `client::Client`
//! sends it; `judge` decides whether an answer is a failure. Wire shapes stay
//! in here: everything that leaves is a value of `model`.

pub mod catalog;
pub mod client;
pub mod endpoint;
pub mod orders;
pub mod payments;
pub mod products;

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use crate::config::ApiPrefix;
use crate::json::{Fields, Json, rows};
use crate::model::brand::{Catalogue, Section};
use crate::model::country::Country;
use crate::model::money::Amount;
use crate::model::order::{Order, OrderId};
use crate::model::payment::PaymentOptions;
use crate::model::problem::Problem;
use crate::model::product::ProductGroup;
use endpoint::Endpoint;

/// Why there is no answer. Each is shown with what it means and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApiError {
    /// The network failed or the time limit passed. Seen offline, and when a
    /// proxy is down or hangs.
    Unreachable,
    /// The API refused with this HTTP status; seen for anything it doesn't
    /// say as problems.
    Status {
        /// HTTP status.
        code: u16,
        /// Its own words, if it had any.
        detail: Option<String>,
        /// How long it asks to wait, in milliseconds.
        retry_after_milliseconds: Option<u32>,
    },
    /// Validation's objections, whether they came with a 2xx or a 4xx.
    Problems(Vec<Problem>),
    /// An answer that isn't what this shop knows.
    Unreadable {
        /// The path that was asked, without anything secret.
        path: String,
        /// Whether it was a web page: the proxy prefix is then probably not
        /// set up, and the static host answered with the shop itself.
        is_page: bool,
    },
}

impl ApiError {
    /// Whether asking again may help by itself.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable => true,
            Self::Status { code, .. } => *code == 429 || *code >= 500,
            Self::Problems(_) | Self::Unreadable { .. } => false,
        }
    }

    /// Whether, after a POST, nobody knows if an order exists (contract 8.3).
    pub fn leaves_order_unknown(&self) -> bool {
        match self {
            Self::Unreachable | Self::Unreadable { .. } => true,
            Self::Status { code, .. } => *code >= 500 || matches!(code, 408 | 429),
            Self::Problems(_) => false,
        }
    }

    /// The HTTP status, if that is what went wrong.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status { code, .. } => Some(*code),
            _ => None,
        }
    }
}

/// A decoded answer of any kind: one data path serves all questions, and only
/// its typed edges are generic.
pub type Model = Arc<dyn Any + Send + Sync>;

/// What makes a model value of a body.
pub(crate) type Reader = Rc<dyn Fn(&Json<'_>) -> Option<Model>>;

/// A question with the reader of its answer.
pub struct Request<T> {
    pub(crate) question: Question,
    answer: PhantomData<fn() -> T>,
}

/// The part of a request that is the same for every answer.
#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) endpoint: Endpoint,
    pub(crate) read: Reader,
    /// How long an answer may be used again, in milliseconds.
    pub(crate) keep_milliseconds: f64,
    /// Whether an answer may replace an earlier one that passed this test.
    pub(crate) is_worth_keeping: fn(&Model) -> bool,
}

/// A minute of cache life.
const MINUTE: f64 = 60_000.0;

impl<T: Send + Sync + 'static> Request<T> {
    fn new(endpoint: Endpoint, read: fn(&Json<'_>) -> Option<T>, keep_milliseconds: f64) -> Self {
        let read = Rc::new(move |body: &Json<'_>| Some(Arc::new(read(body)?) as Model));
        let question = Question {
            endpoint,
            read,
            keep_milliseconds,
            is_worth_keeping: |_| true,
        };
        Self {
            question,
            answer: PhantomData,
        }
    }
}

/// Everything sold in a country. An empty list happens as a passing fault, so
/// it never replaces a good one (contract section 4.3).
pub fn brands(prefix: &ApiPrefix, country: Country) -> Request<Catalogue> {
    let mut request = Request::new(
        endpoint::brands(prefix, country),
        catalog::catalogue,
        5.0 * MINUTE,
    );
    request.question.is_worth_keeping = |model| {
        model
            .downcast_ref::<Catalogue>()
            .is_none_or(|catalogue| !catalogue.is_empty())
    };
    request
}

/// The curated feed of a country.
pub fn feed(prefix: &ApiPrefix, country: Country) -> Request<Vec<Section>> {
    Request::new(
        endpoint::homepage(prefix, country),
        catalog::feed,
        5.0 * MINUTE,
    )
}

/// The countries on offer.
pub fn countries(prefix: &ApiPrefix) -> Request<Vec<Country>> {
    Request::new(
        endpoint::countries(prefix),
        catalog::countries,
        60.0 * MINUTE,
    )
}

/// What a family sells.
pub fn products(
    prefix: &ApiPrefix,
    country: Country,
    family: &str,
    coin: &str,
    language: &str,
) -> Request<Vec<ProductGroup>> {
    Request::new(
        endpoint::products(prefix, country, family, coin, language),
        products::products,
        5.0 * MINUTE,
    )
}

/// The price of a face value, for information only: the order's own amount
/// binds (contract section 7).
pub fn price(
    prefix: &ApiPrefix,
    brand: &str,
    country: Country,
    face_value: &Amount,
    coin: &str,
) -> Request<(String, Amount)> {
    /// Shops keep prices for 15 to 45 s; older ones mislead.
    const LIFE_MILLISECONDS: f64 = 20_000.0;
    Request::new(
        endpoint::price(prefix, brand, country, face_value, coin),
        products::price,
        LIFE_MILLISECONDS,
    )
}

/// All ways to pay.
pub fn payment_options(prefix: &ApiPrefix) -> Request<PaymentOptions> {
    Request::new(
        endpoint::payment_vias(prefix),
        payments::payment_options,
        10.0 * MINUTE,
    )
}

/// One order, never from a cache.
pub fn order(prefix: &ApiPrefix, id: &OrderId) -> Request<Order> {
    Request::new(endpoint::order(prefix, id), orders::order, 0.0)
}

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
    use super::*;

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
