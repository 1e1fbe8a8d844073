//! The last attempts to order on this device, so that a second tab, a reload or an impatient finger
//! doesn't order the same twice, and so that a missing answer is shown on any page that the buyer
//! is on by then.

use std::cell::RefCell;

use serde::Serialize;

use super::{read, remove, write};
use shop_core::json::{Fields, Json, rows};
use shop_core::model::order::OrderId;

/// Name of the attempts in storage.
pub(super) const ATTEMPTS: &str = "refillery.attempts.1";

/// How long the same order counts as a repetition, in milliseconds. Shops saw
/// three orders from one click and chose 60 to 90 s
/// (docs/api.md#not-safe-to-repeat).
const REPETITION_MILLISECONDS: f64 = 90_000.0;

/// How long an attempt without an answer is shown, and how long the order of another one is known,
/// in milliseconds. An order waits for money for half an hour (docs/api.md#time-to-pay), and the
/// email about it comes sooner; after that no order can be doubled any more.
const TOLD_MILLISECONDS: f64 = 1_800_000.0;

/// The longest time to pay of any network, in milliseconds: three hours (docs/api.md#time-to-pay).
/// `agreed` is kept for as long.
pub const LONGEST_TIME_TO_PAY_MILLISECONDS: f64 = 10_800_000.0;

/// The maximum number of kept attempts: more than a buyer makes while they count.
const MOST_ATTEMPTS: usize = 12;

thread_local! {
    /// Fingerprints of the orders that this page has sent and still waits for.
    static UNDER_WAY: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// An attempt to order.
#[derive(Clone, Serialize)]
pub struct Attempt {
    fingerprint: String,
    /// Epoch milliseconds.
    at: u64,
    order: Option<String>,
    /// Whether the outcome is unknown, and the buyer hasn't said "I know".
    is_open: bool,
    /// What the buyer had agreed to, if the order asks for something else.
    agreed: Option<String>,
    /// Until when the API accepts no order at all, in epoch milliseconds; 0 if it didn't say.
    paused_until: u64,
}

impl Attempt {
    /// The order that the attempt made, if it is known.
    pub fn order(&self) -> Option<OrderId> {
        OrderId::parse(self.order.as_deref()?)
    }

    /// Whether the outcome is unknown, and the buyer hasn't said that they know it.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether this was tried a moment before `now` (epoch milliseconds).
    pub fn is_recent(&self, now: f64) -> bool {
        self.is_within(REPETITION_MILLISECONDS, now)
    }

    fn is_within(&self, limit: f64, now: f64) -> bool {
        // The API gives its time in whole seconds, so a later moment may seem to be earlier.
        (now - self.at as f64).abs() < limit
    }

    fn is_of_use(&self, now: f64) -> bool {
        self.is_pause(now)
            || self.is_within(
                match (self.is_open, &self.agreed) {
                    (true, _) => TOLD_MILLISECONDS,
                    (false, Some(_)) => LONGEST_TIME_TO_PAY_MILLISECONDS,
                    (false, None) if self.order.is_some() => TOLD_MILLISECONDS,
                    (false, None) => REPETITION_MILLISECONDS,
                },
                now,
            )
    }

    /// Whether the API still wants no orders. One answer doesn't close the shop for longer than an
    /// attempt is shown, even if a proxy on the way says so.
    fn is_pause(&self, now: f64) -> bool {
        self.is_within(TOLD_MILLISECONDS, now) && now < self.paused_until as f64
    }
}

/// The attempt at the same order, while it is of any use.
pub fn attempt_of(fingerprint: &str, now: f64) -> Option<Attempt> {
    attempts(now)
        .into_iter()
        .find(|attempt| attempt.fingerprint == fingerprint)
}

/// Records an attempt before it is sent.
pub fn begin_attempt(fingerprint: &str, now: f64) {
    UNDER_WAY.with_borrow_mut(|under_way| under_way.push(fingerprint.to_owned()));
    put(attempt(fingerprint, None, now), now);
}

/// Records an attempt's outcome: an order, with what was agreed to if that is something else;
/// `None` means unknown.
pub fn end_attempt(fingerprint: &str, order: Option<&OrderId>, agreed: Option<String>, now: f64) {
    is_answered(fingerprint);
    let attempt = Attempt {
        agreed,
        ..attempt(fingerprint, order, now)
    };
    put(attempt, now);
}

/// Records that the API refused the attempt for now and that its outcome is unknown: until this
/// moment (epoch milliseconds) the API accepts no order, with any content and from any page.
pub fn pause_attempt(fingerprint: &str, until: f64, now: f64) {
    is_answered(fingerprint);
    let attempt = Attempt {
        paused_until: until.max(0.0) as u64,
        ..attempt(fingerprint, None, now)
    };
    put(attempt, now);
}

/// Until when the API accepts no order, in epoch milliseconds; `None` if it accepts orders.
pub fn paused_until(now: f64) -> Option<f64> {
    attempts(now)
        .iter()
        .filter(|attempt| attempt.is_pause(now))
        .map(|attempt| attempt.paused_until as f64)
        .reduce(f64::max)
}

/// Records that the attempt certainly made no order: the record from before it counts again.
pub fn forget_attempt(fingerprint: &str, before: Option<Attempt>, now: f64) {
    is_answered(fingerprint);
    let mut all = attempts(now);
    all.retain(|attempt| attempt.fingerprint != fingerprint);
    all.extend(before);
    keep(&all);
}

/// Whether an order may have been made that this device doesn't know of. An attempt that this page
/// still waits for isn't lost.
pub fn has_open_attempt(now: f64) -> bool {
    let all = attempts(now);
    UNDER_WAY.with_borrow(|under_way| {
        all.iter()
            .any(|attempt| attempt.is_open && !under_way.contains(&attempt.fingerprint))
    })
}

/// Records that the buyer knows about the attempts without an answer.
pub fn close_attempts(now: f64) {
    let mut all = attempts(now);
    for attempt in &mut all {
        attempt.is_open = false;
    }
    keep(&all);
}

/// What the buyer had agreed to, if this order asks for something else.
pub fn agreed_of(order: &OrderId, now: f64) -> Option<String> {
    attempts(now)
        .into_iter()
        .find(|attempt| attempt.order.as_deref() == Some(order.as_str()))?
        .agreed
}

/// Forgets all stored attempts of this order.
pub(super) fn forget_attempts_of(order: &str) {
    let mut all = stored();
    let count = all.len();
    all.retain(|attempt| attempt.order.as_deref() != Some(order));
    if all.len() != count {
        keep(&all);
    }
}

/// Whether any attempt is kept.
pub(super) fn keeps_attempts() -> bool {
    !stored().is_empty()
}

fn attempt(fingerprint: &str, order: Option<&OrderId>, now: f64) -> Attempt {
    Attempt {
        fingerprint: fingerprint.to_owned(),
        at: now.max(0.0) as u64,
        order: order.map(|order| order.as_str().to_owned()),
        is_open: order.is_none(),
        agreed: None,
        paused_until: 0,
    }
}

fn is_answered(fingerprint: &str) {
    UNDER_WAY.with_borrow_mut(|under_way| under_way.retain(|known| known != fingerprint));
}

/// Attempts that are of use, newest first. The others name an order, which is a secret, so they are
/// removed once they are found to be old.
fn attempts(now: f64) -> Vec<Attempt> {
    let mut all = stored();
    let count = all.len();
    all.retain(|attempt| attempt.is_of_use(now));
    if all.len() != count {
        keep(&all);
    }
    all
}

fn stored() -> Vec<Attempt> {
    let text = read(ATTEMPTS).unwrap_or_default();
    let stored = Json::parse(&text);
    let values = stored.as_ref().and_then(Json::as_list).unwrap_or_default();
    rows(values, |row: Fields<'_>| {
        Some(Attempt {
            fingerprint: row.text("fingerprint")?.to_owned(),
            at: row.text_or_number("at")?.parse().ok()?,
            order: row.text("order").map(str::to_owned),
            is_open: row.is_set("is_open"),
            agreed: row.text("agreed").map(str::to_owned),
            paused_until: row
                .text_or_number("paused_until")
                .and_then(|digits| digits.parse().ok())
                .unwrap_or(0),
        })
    })
    .items
}

fn put(attempt: Attempt, now: f64) {
    let mut all = attempts(now);
    all.retain(|other| other.fingerprint != attempt.fingerprint);
    all.insert(0, attempt);
    all.truncate(MOST_ATTEMPTS);
    keep(&all);
}

fn keep(all: &[Attempt]) {
    if all.is_empty() {
        remove(ATTEMPTS);
    } else {
        write(ATTEMPTS, &all);
    }
}
