//! Judges an answer: data, a refusal or a fault.

mod details;

use super::ApiError;
use super::endpoint::Endpoint;
use super::orders;
use details::{details, is_harmless, shown_code};
use shop_core::json::{Fields, Json};
use shop_core::model::display_text::cleaned;
use shop_core::model::order::Order;
use shop_core::model::problem::{self, Details, Problem};

/// Reads the further details of a problem, by its code.
type ReadDetails = fn(&str, Fields<'_>) -> Details;

/// Decides what an answer is. The body is read before the status, because problems come with a 2xx
/// as well as with a 4xx (docs/api.md#error-bodies).
///
/// # Errors
/// Problems, a refusal by status, or a body that can't be read.
pub fn judge<'a>(endpoint: &Endpoint, status: u16, body: &'a [u8]) -> Result<Json<'a>, ApiError> {
    judge_with(endpoint, status, body, details)
}

/// As `judge`, without the details of problems: only carts have some, and pages that ask for
/// nothing else don't load the code that reads them.
///
/// # Errors
/// As `judge`.
pub(super) fn judge_without_details<'a>(
    endpoint: &Endpoint,
    status: u16,
    body: &'a [u8],
) -> Result<Json<'a>, ApiError> {
    judge_with(endpoint, status, body, |_, _| Details::default())
}

fn judge_with<'a>(
    endpoint: &Endpoint,
    status: u16,
    body: &'a [u8],
    read: ReadDetails,
) -> Result<Json<'a>, ApiError> {
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
    match refusal(&value, status, read) {
        Some(error) => Err(error),
        None => Ok(value),
    }
}

/// Decides the outcome of making an order. An answer with an id means that the order was made, for
/// any other content and any status: if it counted as a refusal, the order would be forgotten and
/// made once more. This also holds for an answer without a state.
///
/// # Errors
/// As `judge`; an order that can't be read may exist.
pub fn judge_order(endpoint: &Endpoint, status: u16, body: &[u8]) -> Result<Order, ApiError> {
    let unreadable = || ApiError::Unreadable {
        path: endpoint.public_path().to_owned(),
        is_page: false,
    };
    if let Some(value) = parsed(body)
        && Fields::new(&value).text_or_number("order_id").is_some()
    {
        return orders::created_order(&value).ok_or_else(unreadable);
    }
    let value = judge(endpoint, status, body)?;
    orders::order(&value).ok_or_else(unreadable)
}

fn parsed(body: &[u8]) -> Option<Json<'_>> {
    std::str::from_utf8(body).ok().and_then(Json::parse)
}

/// The status of an answer: for a refusal that comes with a 2xx it is the status in its body
/// (docs/api.md#error-bodies).
fn status_of(fields: Fields<'_>, status: u16) -> u16 {
    let is_code = |name| fields.text(name).is_some_and(Problem::is_code);
    let is_refusal = (200..300).contains(&status)
        && fields.text_or_number("order_id").is_none()
        && (is_code("detail") || is_code("error_code"));
    let said = fields.text_or_number("status").filter(|_| is_refusal);
    said.and_then(|said| said.trim().parse().ok())
        .filter(|said| *said >= 400)
        .unwrap_or(status)
}

fn refusal(value: &Json<'_>, status: u16, read: ReadDetails) -> Option<ApiError> {
    let fields = Fields::new(value);
    let status = status_of(fields, status);
    // Objections that come with a fault settle nothing: after a POST it is unknown whether an order
    // was made all the same.
    let problems = if is_fault(status) {
        Vec::new()
    } else {
        problems(value, read)
    };
    if !problems.is_empty() {
        return Some(ApiError::Problems(problems));
    }
    if (200..300).contains(&status) {
        return None;
    }
    let names = ["detail", "message", "error", "error_code"];
    let words = names.into_iter().find_map(|name| fields.text(name));
    // A reason is for developers (docs/api.md#refusals), unless it is the only text and a code.
    Some(match words.or_else(|| fields.text("reason")) {
        // A code of a refusal is a problem to solve; the same letters on a 429 or 5xx are a fault
        // that may pass, and after a POST the outcome is unknown.
        Some(code) if Problem::is_code(code) && is_refusal(status) => {
            ApiError::Problems(vec![Problem {
                details: read(code, fields),
                ..Problem::new(code)
            }])
        }
        _ => ApiError::Status {
            code: status,
            detail: words.map(cleaned).filter(|words| is_harmless(words)),
            retry_after_milliseconds: None,
        },
    })
}

/// Whether the API understood and refused, so that asking again is useless.
fn is_refusal(status: u16) -> bool {
    (400..500).contains(&status) && status != 404 && !is_fault(status)
}

/// Whether this status says that something went wrong on the way, but not what.
fn is_fault(status: u16) -> bool {
    status >= 500 || matches!(status, 408 | 429)
}

/// All objections. An objection that can't be read still counts: if it were left out, the rest
/// would be taken for a yes.
fn problems(value: &Json<'_>, read: ReadDetails) -> Vec<Problem> {
    let problem = |row| problem(row, read);
    if let Some(rows) = value.as_list() {
        // A list of other things is an ordinary answer.
        let is_problem = |row: &&Json<'_>| Fields::new(row).text("problem").is_some();
        return rows.iter().filter(is_problem).map(problem).collect();
    }
    let fields = Fields::new(value);
    // An order may list the problems that it had; it is an order nevertheless.
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

fn problem(row: &Json<'_>, read: ReadDetails) -> Problem {
    let fields = Fields::new(row);
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
    let code = code.and_then(shown_code);
    let code = code.as_deref().unwrap_or(problem::UNREADABLE);
    Problem {
        details: read(code, fields),
        ..Problem::new(code)
    }
}

#[cfg(test)]
mod tests;
