//! How often an order is asked for where the stream can't be held.

use crate::model::order::OrderState;

/// The pace by state and by how long the page has been following, after what
/// docs/api.md#polling says of other integrations. A shop that asked every 4 s
/// used up its rate limit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pace {
    began: f64,
}

const MINUTE: f64 = 60_000.0;

impl Pace {
    /// Following begins now.
    pub(super) fn new(now: f64) -> Self {
        Self { began: now }
    }

    /// Milliseconds until the next question.
    pub(super) fn wait(self, state: &OrderState, now: f64) -> f64 {
        let seconds = match state {
            OrderState::PartialPaymentStarted
            | OrderState::PaymentStarted
            | OrderState::PaymentReceived => 10.0,
            OrderState::WaitingForDelivery => 8.0,
            OrderState::WaitingForManualAction | OrderState::Unknown(_) => 60.0,
            // A late payment has turned an expired order into a delivered one.
            OrderState::Expired => 60.0,
            _ => match now - self.began {
                age if age < 2.0 * MINUTE => 15.0,
                age if age < 5.0 * MINUTE => 30.0,
                age if age < 15.0 * MINUTE => 60.0,
                _ => 120.0,
            },
        };
        seconds * 1_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::{MINUTE, OrderState, Pace};

    /// When following began, in epoch milliseconds.
    const BEGAN: f64 = 1_795_167_000_000.0;

    fn seconds(state: &str, age_milliseconds: f64) -> f64 {
        Pace::new(BEGAN).wait(&OrderState::parse(state), BEGAN + age_milliseconds) / 1_000.0
    }

    #[test]
    fn each_slower_pace_begins_at_its_minute() {
        for (minutes, before, from) in [(2.0, 15.0, 30.0), (5.0, 30.0, 60.0), (15.0, 60.0, 120.0)] {
            let moment = minutes * 60_000.0;
            for state in ["Created", "WaitingForPayment"] {
                assert_eq!(seconds(state, moment - 1.0), before, "{state} {minutes}");
                assert_eq!(seconds(state, moment), from, "{state} {minutes}");
                assert_eq!(seconds(state, moment + 1.0), from, "{state} {minutes}");
            }
        }
        assert_eq!(seconds("WaitingForPayment", 0.0), 15.0);
        assert_eq!(seconds("WaitingForPayment", -1.0), 15.0, "a clock set back");
        assert_eq!(seconds("WaitingForPayment", 86_400_000.0), 120.0);
    }

    #[test]
    fn once_money_is_seen_the_state_alone_sets_the_pace() {
        for (state, wait) in [
            ("PartialPaymentStarted", 10.0),
            ("PaymentStarted", 10.0),
            ("PaymentReceived", 10.0),
            ("WaitingForDelivery", 8.0),
            ("WaitingForManualAction", 60.0),
            ("Packing", 60.0),
            ("Expired", 60.0),
        ] {
            for minutes in [0.0, 3.0, 10.0, 60.0] {
                assert_eq!(
                    seconds(state, minutes * 60_000.0),
                    wait,
                    "{state} {minutes}"
                );
            }
        }
    }

    #[test]
    fn waiting_slows_down_and_money_speeds_up() {
        let pace = Pace::new(0.0);
        let waits = [0.0, 3.0, 10.0, 60.0]
            .map(|age| pace.wait(&OrderState::WaitingForPayment, age * MINUTE));
        assert_eq!(waits, [15_000.0, 30_000.0, 60_000.0, 120_000.0]);
        assert_eq!(
            pace.wait(&OrderState::PaymentStarted, 60.0 * MINUTE),
            10_000.0
        );
        assert_eq!(
            pace.wait(&OrderState::WaitingForManualAction, 0.0),
            60_000.0
        );
    }
}
