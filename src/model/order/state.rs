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
