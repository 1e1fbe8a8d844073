//! The API's reply, and how it is read.

use js_sys::Date;

use crate::api::endpoint::Endpoint;
use crate::api::{ApiError, judge_order};
use shop_core::json::Json;
use shop_core::model::order::Order;

/// Decides what an answer is.
pub(super) type Judge =
    for<'a> fn(&Endpoint, status: u16, body: &'a [u8]) -> Result<Json<'a>, ApiError>;

/// The reply, not yet judged.
pub(super) struct Reply {
    /// HTTP status.
    pub(super) status: u16,
    /// The whole body.
    pub(super) body: Vec<u8>,
    /// The header of that name.
    pub(super) retry_after: Option<String>,
}

impl Reply {
    /// Judges the reply and reads it with the question's reader.
    pub(super) fn read<T>(
        &self,
        endpoint: &Endpoint,
        judge: Judge,
        read: &dyn Fn(&Json<'_>) -> Option<T>,
    ) -> Result<T, ApiError> {
        match judge(endpoint, self.status, &self.body) {
            Ok(body) => read(&body).ok_or_else(|| unreadable(endpoint)),
            Err(error) => Err(with_retry_after(error, self.retry_after.as_deref())),
        }
    }

    /// Reads the answer to the creation of an order.
    pub(super) fn read_order(&self, endpoint: &Endpoint) -> Result<Order, ApiError> {
        judge_order(endpoint, self.status, &self.body)
            .map_err(|error| with_retry_after(error, self.retry_after.as_deref()))
    }
}

/// The error of a body that can't be read.
pub(super) fn unreadable(endpoint: &Endpoint) -> ApiError {
    ApiError::Unreadable {
        path: endpoint.public_path().to_owned(),
        is_page: false,
    }
}

fn with_retry_after(error: ApiError, header: Option<&str>) -> ApiError {
    match error {
        ApiError::Status { code, detail, .. } => ApiError::Status {
            code,
            detail,
            retry_after_milliseconds: header.and_then(wait_of),
        },
        other => other,
    }
}

/// `Retry-After` in milliseconds: seconds, or a date (RFC 9110, 10.2.3).
fn wait_of(header: &str) -> Option<u32> {
    if let Ok(seconds) = header.trim().parse::<u32>() {
        return seconds.checked_mul(1_000);
    }
    let wait = Date::parse(header) - Date::now();
    (wait.is_finite() && wait > 0.0 && wait < f64::from(u32::MAX)).then_some(wait as u32)
}
