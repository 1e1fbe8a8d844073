//! The states of an order and what the buyer sees of them.

/// The states in docs/api.md#order-states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OrderState {
    /// Made; the address isn't there yet.
    Created,
    /// The address is there; nothing has arrived.
    WaitingForPayment,
    /// Some money has arrived, not all.
    PartialPaymentStarted,
    /// All money is seen, not yet confirmed.
    PaymentStarted,
    /// Paid.
    PaymentReceived,
    /// The goods are under way.
    WaitingForDelivery,
    /// A person looks at it, for up to 24 hours.
    WaitingForManualAction,
    /// Delivered.
    Done,
    /// The time to pay is over; a late payment can still be fulfilled.
    Expired,
    /// The payment was seen and failed.
    PaymentFailed,
    /// No address could be made; there is nothing to pay.
    PaymentSetupFailed,
    /// The money went back.
    Refunded,
    /// Cancelled.
    Canceled,
    /// A name this shop doesn't know, kept as text.
    Unknown(String),
}

/// The four dots of the buyer's status line, and what is beside them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Money is awaited.
    Waiting,
    /// Money is seen.
    Paid,
    /// Goods are under way.
    Delivering,
    /// All is there.
    Delivered,
    /// It ended without goods.
    Ended,
    /// Somebody looks at it.
    Review,
}

impl OrderState {
    /// Reads a state's name; both spellings of cancelled, and `Completed` for
    /// `Done`, exist.
    pub fn parse(name: &str) -> Self {
        match name {
            "Created" => Self::Created,
            "WaitingForPayment" => Self::WaitingForPayment,
            "PartialPaymentStarted" => Self::PartialPaymentStarted,
            "PaymentStarted" => Self::PaymentStarted,
            "PaymentReceived" => Self::PaymentReceived,
            "WaitingForDelivery" => Self::WaitingForDelivery,
            "WaitingForManualAction" => Self::WaitingForManualAction,
            "Done" | "Completed" => Self::Done,
            "Expired" => Self::Expired,
            "PaymentFailed" => Self::PaymentFailed,
            "PaymentSetupFailed" => Self::PaymentSetupFailed,
            "Refunded" => Self::Refunded,
            "Canceled" | "Cancelled" => Self::Canceled,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// How far along the order is. A snapshot of lower rank never overwrites
    /// one of higher rank unless it is provably newer.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Created => 0,
            Self::WaitingForPayment => 1,
            Self::PartialPaymentStarted => 2,
            // Money may still arrive after the end of the window.
            Self::Expired => 3,
            Self::PaymentStarted => 4,
            Self::PaymentReceived => 5,
            Self::Unknown(_) => 6,
            Self::WaitingForDelivery => 7,
            Self::WaitingForManualAction => 8,
            Self::PaymentFailed | Self::PaymentSetupFailed | Self::Canceled => 9,
            Self::Refunded | Self::Done => 10,
        }
    }

    /// Whether no money at all has been seen in this state.
    pub fn awaits_first_payment(&self) -> bool {
        matches!(self, Self::Created | Self::WaitingForPayment)
    }

    /// Whether an order in this state has been paid in full.
    pub fn is_paid(&self) -> bool {
        Self::is_paid_key(self.key())
    }

    /// Whether this [`OrderState::key`] is one of an order that was paid in full.
    pub fn is_paid_key(key: &str) -> bool {
        [
            Self::PaymentStarted,
            Self::PaymentReceived,
            Self::WaitingForDelivery,
            Self::WaitingForManualAction,
            Self::Done,
            Self::Refunded,
        ]
        .iter()
        .any(|state| state.key() == key)
    }

    /// Whether nothing more will happen. `Expired` isn't final: a late
    /// payment has turned it into `Done`.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Done
                | Self::PaymentFailed
                | Self::PaymentSetupFailed
                | Self::Refunded
                | Self::Canceled
        )
    }

    /// Where on the status line it is.
    pub fn stage(&self) -> Stage {
        match self {
            Self::Created | Self::WaitingForPayment | Self::PartialPaymentStarted => Stage::Waiting,
            Self::PaymentStarted | Self::PaymentReceived => Stage::Paid,
            Self::WaitingForDelivery => Stage::Delivering,
            Self::Done => Stage::Delivered,
            Self::WaitingForManualAction | Self::Unknown(_) => Stage::Review,
            Self::Expired
            | Self::PaymentFailed
            | Self::PaymentSetupFailed
            | Self::Refunded
            | Self::Canceled => Stage::Ended,
        }
    }

    /// The key of its words in the locale files, without the page's prefix.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::WaitingForPayment => "waiting",
            Self::PartialPaymentStarted => "partial",
            Self::PaymentStarted => "started",
            Self::PaymentReceived => "received",
            Self::WaitingForDelivery => "delivering",
            Self::WaitingForManualAction => "manual",
            Self::Done => "done",
            Self::Expired => "expired",
            Self::PaymentFailed => "failed",
            Self::PaymentSetupFailed => "setup_failed",
            Self::Refunded => "refunded",
            Self::Canceled => "canceled",
            Self::Unknown(_) => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OrderState, Stage};

    /// Each name of the API with its state, rank, stage and key.
    fn table() -> [(&'static str, OrderState, u8, Stage, &'static str); 16] {
        use OrderState as State;
        [
            ("Created", State::Created, 0, Stage::Waiting, "created"),
            (
                "WaitingForPayment",
                State::WaitingForPayment,
                1,
                Stage::Waiting,
                "waiting",
            ),
            (
                "PartialPaymentStarted",
                State::PartialPaymentStarted,
                2,
                Stage::Waiting,
                "partial",
            ),
            ("Expired", State::Expired, 3, Stage::Ended, "expired"),
            (
                "PaymentStarted",
                State::PaymentStarted,
                4,
                Stage::Paid,
                "started",
            ),
            (
                "PaymentReceived",
                State::PaymentReceived,
                5,
                Stage::Paid,
                "received",
            ),
            (
                "Packing",
                State::Unknown("Packing".to_owned()),
                6,
                Stage::Review,
                "unknown",
            ),
            (
                "WaitingForDelivery",
                State::WaitingForDelivery,
                7,
                Stage::Delivering,
                "delivering",
            ),
            (
                "WaitingForManualAction",
                State::WaitingForManualAction,
                8,
                Stage::Review,
                "manual",
            ),
            (
                "PaymentFailed",
                State::PaymentFailed,
                9,
                Stage::Ended,
                "failed",
            ),
            (
                "PaymentSetupFailed",
                State::PaymentSetupFailed,
                9,
                Stage::Ended,
                "setup_failed",
            ),
            ("Canceled", State::Canceled, 9, Stage::Ended, "canceled"),
            ("Cancelled", State::Canceled, 9, Stage::Ended, "canceled"),
            ("Refunded", State::Refunded, 10, Stage::Ended, "refunded"),
            ("Done", State::Done, 10, Stage::Delivered, "done"),
            ("Completed", State::Done, 10, Stage::Delivered, "done"),
        ]
    }

    /// The names of the states that pass this test.
    fn names(test: fn(&OrderState) -> bool) -> Vec<&'static str> {
        let passing = table().into_iter().filter(|(_, state, ..)| test(state));
        passing.map(|(name, ..)| name).collect()
    }

    #[test]
    fn each_name_has_its_state_rank_stage_and_key() {
        for (name, state, rank, stage, key) in table() {
            assert_eq!(OrderState::parse(name), state);
            assert_eq!(
                (state.rank(), state.stage(), state.key()),
                (rank, stage, key),
                "{name}"
            );
        }
    }

    #[test]
    fn an_order_is_paid_from_the_first_sight_of_all_its_money() {
        let paid = [
            "PaymentStarted",
            "PaymentReceived",
            "WaitingForDelivery",
            "WaitingForManualAction",
            "Refunded",
            "Done",
            "Completed",
        ];
        assert_eq!(names(OrderState::is_paid), paid);
        assert_eq!(names(|state| OrderState::is_paid_key(state.key())), paid);
        assert!(!OrderState::is_paid_key(""));
    }

    #[test]
    fn nothing_follows_a_final_state() {
        assert_eq!(
            names(OrderState::is_final),
            [
                "PaymentFailed",
                "PaymentSetupFailed",
                "Canceled",
                "Cancelled",
                "Refunded",
                "Done",
                "Completed",
            ],
            "an expired order may still be paid"
        );
    }

    #[test]
    fn a_first_payment_is_awaited_before_any_money_is_seen() {
        assert_eq!(
            names(OrderState::awaits_first_payment),
            ["Created", "WaitingForPayment"]
        );
    }
}
