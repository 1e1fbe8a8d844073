//! Payments that did not go as asked, as far as an order shows it.

use super::{DeliveryState, Order, OrderState};

/// What went wrong with a payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The money came after the time to pay.
    Late,
    /// Too little came, and the time to send the rest is over.
    Under,
    /// Too much came.
    Over,
    /// The money went over another network, or in another coin. Only the buyer can know this: such
    /// money never reaches the order.
    Network,
    /// The payment was seen and failed.
    Failed,
    /// The money came and the order failed.
    FailedPaid,
    /// Somebody checks the order.
    Manual,
    /// The order was paid, and a part of it could not be delivered.
    Undelivered,
}

impl Trouble {
    /// Trouble that a buyer may have had and that the order doesn't show.
    pub const TOLD_BY_BUYERS: [Self; 4] = [Self::Network, Self::Late, Self::Under, Self::Over];

    /// A stable name, for a choice on a page.
    pub fn key(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Under => "under",
            Self::Over => "over",
            Self::Network => "network",
            Self::Failed => "failed",
            Self::FailedPaid => "failed_paid",
            Self::Manual => "manual",
            Self::Undelivered => "undelivered",
        }
    }
}

impl Order {
    /// The trouble with the payment, according to the order. `is_over`: whether the time to pay has
    /// passed.
    pub fn trouble(&self, is_over: bool) -> Option<Trouble> {
        let sent = self.sent.as_ref().filter(|sent| !sent.is_zero());
        let (more, less) = match (sent, &self.amount) {
            (Some(sent), Some(amount)) => (sent.minus(amount), amount.minus(sent)),
            _ => (None, None),
        };
        match self.state {
            OrderState::PaymentFailed => Some(Trouble::Failed),
            OrderState::FailedPaid => Some(Trouble::FailedPaid),
            OrderState::NotDelivered => Some(Trouble::Undelivered),
            OrderState::DoneInPart if self.has_failed() => Some(Trouble::Undelivered),
            // An amount that was paid too much is refunded with the rest.
            OrderState::Refunded => None,
            _ if more.is_some() => Some(Trouble::Over),
            OrderState::WaitingForManualAction => Some(Trouble::Manual),
            OrderState::Expired if less.is_some() => Some(Trouble::Under),
            OrderState::Expired if self.was_paid_late || sent.is_some() => Some(Trouble::Late),
            OrderState::WaitingForPayment | OrderState::PartialPaymentStarted
                if is_over && less.is_some() =>
            {
                Some(Trouble::Under)
            }
            _ => None,
        }
    }

    /// Whether an item could not be delivered and its money was not refunded.
    fn has_failed(&self) -> bool {
        let mut items = self.deliveries.iter();
        items.any(|item| item.state == DeliveryState::Failed)
    }

    /// Whether the buyer may have had trouble that the order doesn't show: it waits for money, or
    /// has stopped waiting.
    pub fn may_have_trouble(&self) -> bool {
        matches!(
            self.state,
            OrderState::WaitingForPayment
                | OrderState::PartialPaymentStarted
                | OrderState::Expired
                | OrderState::Canceled
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, OrderState, Trouble};
    use crate::model::money::Amount;

    fn order(state: &str, sent: &str, was_paid_late: bool) -> Order {
        Order {
            was_paid_late,
            sent: Amount::parse(sent),
            ..crate::model::order::tests::order(state, None)
        }
    }

    #[test]
    fn each_trouble_has_its_own_words() {
        let keys = [
            (Trouble::Late, "late"),
            (Trouble::Under, "under"),
            (Trouble::Over, "over"),
            (Trouble::Network, "network"),
            (Trouble::Failed, "failed"),
            (Trouble::FailedPaid, "failed_paid"),
            (Trouble::Manual, "manual"),
            (Trouble::Undelivered, "undelivered"),
        ];
        for (trouble, key) in keys {
            assert_eq!(trouble.key(), key);
        }
    }

    #[test]
    fn an_order_may_have_trouble_while_money_is_due_or_was_given_up() {
        for (state, may_have) in [
            ("Created", false),
            ("WaitingForPayment", true),
            ("PartialPaymentStarted", true),
            ("PaymentStarted", false),
            ("PaymentReceived", false),
            ("WaitingForManualAction", false),
            ("Expired", true),
            ("Canceled", true),
            ("Done", false),
            ("Packing", false),
        ] {
            let found = order(state, "0", false).may_have_trouble();
            assert_eq!(found, may_have, "{state}");
        }
    }

    #[test]
    fn money_that_came_to_a_failed_order_is_its_own_trouble() {
        for sent in ["0", "50.66", "60"] {
            let mut failed = order("PaymentFailed", sent, false);
            failed.state = OrderState::FailedPaid;
            assert_eq!(failed.trouble(true), Some(Trouble::FailedPaid), "{sent}");
        }
    }

    #[test]
    fn each_trouble_is_told_from_the_others() {
        for (state, sent, was_late, is_over, trouble) in [
            ("WaitingForPayment", "0", false, false, None),
            ("WaitingForPayment", "0", false, true, None),
            ("WaitingForPayment", "30", false, true, Some(Trouble::Under)),
            ("PartialPaymentStarted", "30", false, false, None),
            (
                "PartialPaymentStarted",
                "30",
                false,
                true,
                Some(Trouble::Under),
            ),
            ("PaymentReceived", "50.66", false, true, None),
            (
                "PaymentReceived",
                "50.67",
                false,
                false,
                Some(Trouble::Over),
            ),
            ("Done", "60", false, true, Some(Trouble::Over)),
            ("Done", "50.660", false, true, None),
            ("Refunded", "60", false, true, None),
            ("PaymentFailed", "60", false, true, Some(Trouble::Failed)),
            (
                "WaitingForManualAction",
                "60",
                false,
                true,
                Some(Trouble::Over),
            ),
            (
                "WaitingForManualAction",
                "30",
                false,
                true,
                Some(Trouble::Manual),
            ),
            ("PaymentReceived", "30", false, true, None),
            ("Expired", "30", true, false, Some(Trouble::Under)),
            ("Expired", "60", true, true, Some(Trouble::Over)),
            ("Expired", "0", false, true, None),
            ("Expired", "0", true, true, Some(Trouble::Late)),
            ("Expired", "50.66", false, true, Some(Trouble::Late)),
            ("Expired", "30", false, true, Some(Trouble::Under)),
            ("PaymentFailed", "50.66", false, true, Some(Trouble::Failed)),
            (
                "WaitingForManualAction",
                "50.66",
                false,
                true,
                Some(Trouble::Manual),
            ),
            ("PaymentSetupFailed", "0", false, true, None),
        ] {
            let found = order(state, sent, was_late).trouble(is_over);
            assert_eq!(
                found, trouble,
                "{state} {sent} late: {was_late} over: {is_over}"
            );
        }
    }
}
