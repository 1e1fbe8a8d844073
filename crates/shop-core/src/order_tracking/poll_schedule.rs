//! How often an order is requested if the stream can't be held open.

#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "the browser's clock counts milliseconds as a float; no money is here"
)]

use crate::model::order::OrderState;

/// The pace of docs/api.md#polling, depending on the state and on how long the order has been in
/// it. A shop that asked every 4 s used up its rate limit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PollSchedule {
    /// When the order entered its state, in epoch milliseconds.
    began: f64,
    /// The number of requests in a row that failed.
    failures: u32,
}

/// The wait while money is awaited or goods are being delivered, in milliseconds.
const SOON: f64 = 10_000.0;

/// The wait while nothing happens that a buyer sees, in milliseconds.
const SLOWLY: f64 = 60_000.0;

/// For how long an expired order is requested, in milliseconds. A late payment has turned one into
/// a delivered one.
const WATCHED: f64 = 3_600_000.0;

/// The number of times that failures double the pace: up to 80 s between requests.
const MOST_DOUBLINGS: u32 = 3;

impl PollSchedule {
    /// The order enters its state now.
    pub fn new(now: f64) -> Self {
        Self {
            began: now,
            failures: 0,
        }
    }

    /// Records that a request was answered, or failed.
    pub fn note(&mut self, has_failed: bool) {
        self.failures = if has_failed {
            (self.failures + 1).min(MOST_DOUBLINGS)
        } else {
            0
        };
    }

    /// Milliseconds until the next request; infinite if only the buyer's return starts another.
    pub fn interval(self, state: &OrderState, is_hidden: bool, now: f64) -> f64 {
        let wait = match self.calm(state, now) {
            Some(wait) => wait,
            None if is_hidden => SLOWLY,
            None => SOON,
        };
        wait * f64::from(1_u32 << self.failures)
    }

    /// Milliseconds between two requests, or two streams, in a state in which nothing happens that
    /// a buyer waits for on the page.
    pub fn calm(self, state: &OrderState, now: f64) -> Option<f64> {
        match state {
            OrderState::Expired if now - self.began >= WATCHED => Some(f64::INFINITY),
            OrderState::WaitingForRebuy
            | OrderState::WaitingForManualAction
            | OrderState::DoneOpen
            | OrderState::Expired
            | OrderState::Unknown(_) => Some(SLOWLY),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OrderState, PollSchedule};

    /// When the state began, in epoch milliseconds.
    const BEGAN: f64 = 1_795_167_000_000.0;

    fn seconds(state: &OrderState, is_hidden: bool, age_milliseconds: f64) -> f64 {
        PollSchedule::new(BEGAN).interval(state, is_hidden, BEGAN + age_milliseconds) / 1_000.0
    }

    #[test]
    fn the_state_sets_the_pace_and_a_hidden_page_slows_it() {
        for (name, seen, hidden) in [
            ("Created", 10.0, 60.0),
            ("WaitingForPayment", 10.0, 60.0),
            ("PartialPaymentStarted", 10.0, 60.0),
            ("PaymentStarted", 10.0, 60.0),
            ("PaymentReceived", 10.0, 60.0),
            ("WaitingForDelivery", 10.0, 60.0),
            ("WaitingForRebuy", 60.0, 60.0),
            ("WaitingForManualAction", 60.0, 60.0),
            ("Packing", 60.0, 60.0),
            ("Expired", 60.0, 60.0),
        ] {
            let state = OrderState::parse(name);
            for minutes in [0.0, 3.0, 10.0, 59.9] {
                let age = minutes * 60_000.0;
                assert_eq!(seconds(&state, false, age), seen, "{name} {minutes}");
                assert_eq!(seconds(&state, true, age), hidden, "{name} {minutes}");
            }
        }
        assert_eq!(seconds(&OrderState::DoneOpen, false, 0.0), 60.0);
        assert_eq!(seconds(&OrderState::Covered, false, 0.0), 10.0);
        let waiting = OrderState::WaitingForPayment;
        assert_eq!(seconds(&waiting, false, -1.0), 10.0, "a clock set back");
    }

    #[test]
    fn an_expired_order_is_watched_for_an_hour() {
        let expired = OrderState::Expired;
        assert_eq!(seconds(&expired, false, 3_599_999.0), 60.0);
        assert_eq!(seconds(&expired, false, 3_600_000.0), f64::INFINITY);
        // A review goes on for a day.
        let review = OrderState::WaitingForManualAction;
        assert_eq!(seconds(&review, false, 36_000_000.0), 60.0);
    }

    #[test]
    fn only_calm_states_keep_streams_apart() {
        let mut pace = PollSchedule::new(BEGAN);
        pace.note(true);
        for (name, calm) in [
            ("WaitingForPayment", None),
            ("WaitingForDelivery", None),
            ("WaitingForRebuy", Some(60_000.0)),
            ("WaitingForManualAction", Some(60_000.0)),
            ("Expired", Some(60_000.0)),
        ] {
            assert_eq!(pace.calm(&OrderState::parse(name), BEGAN), calm, "{name}");
        }
        let later = BEGAN + 3_600_000.0;
        assert_eq!(pace.calm(&OrderState::Expired, later), Some(f64::INFINITY));
    }

    #[test]
    fn failures_slow_the_pace_until_an_answer_comes() {
        let mut pace = PollSchedule::new(BEGAN);
        let wait = |pace: PollSchedule| pace.interval(&OrderState::WaitingForPayment, false, BEGAN);
        for expected in [20_000.0, 40_000.0, 80_000.0, 80_000.0] {
            pace.note(true);
            assert_eq!(wait(pace), expected);
        }
        pace.note(false);
        assert_eq!(wait(pace), 10_000.0);
    }
}
