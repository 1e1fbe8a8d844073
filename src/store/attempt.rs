//! The last attempt to order on this device, so that the same isn't ordered
//! twice by a second tab, a reload or an impatient finger.

use serde::Serialize;

use super::{read, remove, write};
use crate::json::{Fields, Json};
use crate::model::order::OrderId;

/// Name of the attempt in storage.
pub(super) const ATTEMPT: &str = "refillery.attempt.1";

/// How long the same order counts as a repetition, in milliseconds. Shops saw
/// three orders from one click and settled on 60 to 90 s (contract section 8.3).
const REPETITION_MILLISECONDS: f64 = 90_000.0;

#[derive(Serialize)]
struct Attempt<'a> {
    fingerprint: &'a str,
    /// Epoch milliseconds.
    at: u64,
    order: Option<&'a str>,
}

/// Whether the same was tried a moment before `now` (epoch milliseconds), and
/// the order that came of it, where that is known.
pub fn recent_attempt(fingerprint: &str, now: f64) -> Option<Option<OrderId>> {
    let text = read(ATTEMPT)?;
    let stored = Json::parse(&text)?;
    let fields = Fields::of_object(&stored)?;
    let is_same = fields.text("fingerprint") == Some(fingerprint);
    let at = fields.text_or_number("at")?.parse::<f64>().ok()?;
    // The API tells its time in whole seconds, so a later moment may seem the earlier one.
    let is_recent = (now - at).abs() < REPETITION_MILLISECONDS;
    (is_same && is_recent).then(|| fields.text("order").and_then(OrderId::parse))
}

/// Notes an attempt before it is sent, and again once its order is known.
pub fn note_attempt(fingerprint: &str, order: Option<&OrderId>, now: f64) {
    let attempt = Attempt {
        fingerprint,
        at: now.max(0.0) as u64,
        order: order.map(OrderId::as_str),
    };
    write(ATTEMPT, &attempt);
}

/// Nothing came of the attempt, for certain.
pub fn forget_attempt() {
    remove(ATTEMPT);
}
