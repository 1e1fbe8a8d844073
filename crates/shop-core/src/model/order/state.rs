//! The states of an order and how the buyer sees them.

use super::delivery::{Delivery, DeliveryState};

/// The states in docs/api.md#order-states, and those that the API expresses only together with
/// other fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OrderState {
    /// Created; the address isn't there yet.
    Created,
    /// A coupon pays for all of it: there is nothing to send.
    Covered,
    /// Another company takes the money, on a page of its own.
    Elsewhere,
    /// The address is there; nothing has arrived.
    WaitingForPayment,
    /// Some money has arrived, not all.
    PartialPaymentStarted,
    /// All money is seen, not yet confirmed.
    PaymentStarted,
    /// Paid.
    PaymentReceived,
    /// The goods are being delivered.
    WaitingForDelivery,
    /// The goods are being bought again from another supplier.
    WaitingForRebuy,
    /// A person checks it, for up to 24 hours.
    WaitingForManualAction,
    /// All of it is delivered.
    Done,
    /// Done, but an item hasn't arrived yet.
    DoneOpen,
    /// Done, and an item could not be delivered.
    DoneInPart,
    /// Done, and nothing could be delivered.
    NotDelivered,
    /// The time to pay is over; a late payment can still be fulfilled.
    Expired,
    /// The payment was seen and failed.
    PaymentFailed,
    /// The money came, but the order failed: a refund or a review follows.
    FailedPaid,
    /// No address could be made; there is nothing to pay.
    PaymentSetupFailed,
    /// The money was refunded.
    Refunded,
    /// Cancelled.
    Canceled,
    /// A name this shop doesn't know, kept as text.
    Unknown(String),
}

/// The four dots of the buyer's status line, and the stages beside them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StatusStage {
    /// Money is awaited.
    Waiting,
    /// Money is seen.
    Paid,
    /// Goods are being delivered.
    Delivering,
    /// Everything is there.
    Delivered,
    /// It ended without goods.
    Ended,
    /// Somebody checks it.
    Review,
}

impl OrderState {
    /// All states that have a name of their own.
    const KNOWN: [Self; 20] = [
        Self::Created,
        Self::Covered,
        Self::Elsewhere,
        Self::WaitingForPayment,
        Self::PartialPaymentStarted,
        Self::PaymentStarted,
        Self::PaymentReceived,
        Self::WaitingForDelivery,
        Self::WaitingForRebuy,
        Self::WaitingForManualAction,
        Self::Done,
        Self::DoneOpen,
        Self::DoneInPart,
        Self::NotDelivered,
        Self::Expired,
        Self::PaymentFailed,
        Self::FailedPaid,
        Self::PaymentSetupFailed,
        Self::Refunded,
        Self::Canceled,
    ];

    /// Reads a state's name; two spellings of cancelled exist, and `Completed` exists for `Done`.
    pub fn parse(name: &str) -> Self {
        match name {
            "Created" => Self::Created,
            "WaitingForPayment" => Self::WaitingForPayment,
            "PartialPaymentStarted" => Self::PartialPaymentStarted,
            "PaymentStarted" => Self::PaymentStarted,
            "PaymentReceived" => Self::PaymentReceived,
            "WaitingForDelivery" => Self::WaitingForDelivery,
            "WaitingForRebuy" => Self::WaitingForRebuy,
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

    /// The meaning of `Done` for an order with these items: each has a state of its own
    /// (docs/api.md#delivery-states).
    pub fn done(deliveries: &[Delivery]) -> Self {
        let has = |state| deliveries.iter().any(|delivery| delivery.state == state);
        if deliveries.iter().any(|delivery| delivery.state.is_open()) {
            return Self::DoneOpen;
        }
        match (
            has(DeliveryState::Delivered),
            has(DeliveryState::Failed),
            has(DeliveryState::Refunded),
        ) {
            (_, false, false) => Self::Done,
            (true, ..) => Self::DoneInPart,
            (false, false, true) => Self::Refunded,
            (false, true, _) => Self::NotDelivered,
        }
    }

    /// How far along the order is. A snapshot of lower rank never overwrites one of higher rank
    /// unless it is known to be newer.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Created => 0,
            Self::WaitingForPayment | Self::Covered | Self::Elsewhere => 1,
            Self::PartialPaymentStarted => 2,
            // Money may still arrive after the end of the window.
            Self::Expired => 3,
            Self::PaymentStarted => 4,
            Self::PaymentReceived => 5,
            Self::Unknown(_) => 6,
            Self::WaitingForDelivery => 7,
            Self::WaitingForRebuy | Self::WaitingForManualAction => 8,
            Self::PaymentFailed | Self::FailedPaid | Self::PaymentSetupFailed | Self::Canceled => 9,
            Self::Refunded
            | Self::Done
            | Self::DoneOpen
            | Self::DoneInPart
            | Self::NotDelivered => 10,
        }
    }

    /// Whether no money at all has been seen in this state.
    pub fn awaits_first_payment(&self) -> bool {
        matches!(
            self,
            Self::Created | Self::Elsewhere | Self::WaitingForPayment
        )
    }

    /// Whether an order in this state has been paid in full, or needs no payment.
    pub fn is_paid(&self) -> bool {
        matches!(
            self,
            Self::Covered
                | Self::PaymentStarted
                | Self::PaymentReceived
                | Self::WaitingForDelivery
                | Self::WaitingForRebuy
                | Self::WaitingForManualAction
                | Self::Done
                | Self::DoneOpen
                | Self::DoneInPart
                | Self::NotDelivered
                | Self::FailedPaid
                | Self::Refunded
        )
    }

    /// Whether this [`OrderState::key`] belongs to an order that was paid in full.
    pub fn is_paid_key(key: &str) -> bool {
        Self::of_key(key).is_some_and(|state| state.is_paid())
    }

    /// Whether an order in this state may have codes: everything that was ordered is there, or a
    /// part of it while the rest is under way, is being checked or has failed.
    pub fn may_have_codes(&self) -> bool {
        matches!(
            self,
            Self::Done
                | Self::DoneInPart
                | Self::DoneOpen
                | Self::WaitingForManualAction
                | Self::WaitingForRebuy
                | Self::WaitingForDelivery
        )
    }

    /// Whether nothing more will happen. `Expired` isn't final: a late payment has turned it into
    /// `Done`. An order that is done while an item hasn't arrived isn't final either.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Done
                | Self::DoneInPart
                | Self::NotDelivered
                | Self::PaymentFailed
                | Self::FailedPaid
                | Self::PaymentSetupFailed
                | Self::Refunded
                | Self::Canceled
        )
    }

    /// Whether money, goods or somebody's answer is awaited.
    pub fn is_under_way(&self) -> bool {
        !self.is_final() && !matches!(self, Self::Expired | Self::Unknown(_))
    }

    /// Its position on the status line.
    pub fn stage(&self) -> StatusStage {
        match self {
            Self::Created
            | Self::Elsewhere
            | Self::WaitingForPayment
            | Self::PartialPaymentStarted => StatusStage::Waiting,
            Self::Covered | Self::PaymentStarted | Self::PaymentReceived => StatusStage::Paid,
            Self::WaitingForDelivery | Self::WaitingForRebuy | Self::DoneOpen => {
                StatusStage::Delivering
            }
            Self::Done | Self::DoneInPart => StatusStage::Delivered,
            Self::WaitingForManualAction | Self::FailedPaid | Self::Unknown(_) => {
                StatusStage::Review
            }
            Self::Expired
            | Self::NotDelivered
            | Self::PaymentFailed
            | Self::PaymentSetupFailed
            | Self::Refunded
            | Self::Canceled => StatusStage::Ended,
        }
    }

    /// The state of this [`OrderState::key`].
    pub fn of_key(key: &str) -> Option<Self> {
        Self::KNOWN.into_iter().find(|state| state.key() == key)
    }

    /// A stable name, for stored lists of orders and for the page around a widget.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::WaitingForPayment => "waiting",
            Self::PartialPaymentStarted => "partial",
            Self::PaymentStarted => "started",
            Self::PaymentReceived => "received",
            Self::WaitingForDelivery => "delivering",
            Self::Covered => "covered",
            Self::Elsewhere => "elsewhere",
            Self::WaitingForRebuy => "rebuy",
            Self::WaitingForManualAction => "manual",
            Self::Done => "done",
            Self::DoneOpen => "done_open",
            Self::DoneInPart => "done_part",
            Self::NotDelivered => "done_none",
            Self::FailedPaid => "failed_paid",
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
mod tests;
