//! Replies that several handlers give.

use crate::fixtures;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

/// A JSON reply.
pub(crate) fn json_text(status: u16, text: String) -> Response {
    typed(status, "application/json;charset=utf-8", Body::from(text))
}

/// A page of HTML.
pub(crate) fn html(status: u16, text: &'static str) -> Response {
    typed(status, "text/html; charset=utf-8", Body::from(text))
}

/// Any reply.
pub(crate) fn typed(status: u16, kind: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// An error as the fixtures have it; no two statuses agree on a form.
pub(crate) fn error(status: u16) -> Response {
    let text = match status {
        404 => json!({ "status": 404, "detail": "Not found" }).to_string(),
        429 => fixtures::ERROR_TOO_MANY.to_owned(),
        400 => json!({ "status": 400, "detail": "Bad request" }).to_string(),
        403 => json!({ "message": "Forbidden" }).to_string(),
        503 => json!({ "reason": "Service unavailable" }).to_string(),
        _ => fixtures::ERROR_GENERIC.to_owned(),
    };
    json_text(status, text)
}

/// 429 with everything a client may read.
pub(crate) fn too_many(limit: u32, seconds: u64, reset: u64) -> Response {
    let mut response = error(429);
    let headers = response.headers_mut();
    headers.insert("retry-after", HeaderValue::from(seconds));
    headers.insert("x-ratelimit-limit", HeaderValue::from(limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from_static("0"));
    headers.insert("x-ratelimit-reset", HeaderValue::from(reset));
    response
}

/// The passing fault of a list without brands.
pub(crate) fn empty_brands(country: &str) -> Response {
    json_text(200, no_brands(country).to_string())
}

/// The body of that list.
pub(crate) fn no_brands(country: &str) -> Value {
    json!({
        "country_code": country,
        "last_user_purchases": [],
        "suggestions": [],
        "categories": [],
        "all_brands": [],
        "popular_brands": [],
    })
}
