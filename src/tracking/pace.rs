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
