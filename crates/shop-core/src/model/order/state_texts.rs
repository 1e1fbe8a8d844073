//! The texts that describe an order's state.

use super::{OrderState, Trouble};
use crate::text_key::TextKey;

/// The texts of a state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StateTexts {
    /// The state in a few words.
    pub name: TextKey,
    /// The most important fact, as a heading.
    pub heading: TextKey,
    /// Further advice. A delivered order needs none.
    pub advice: Option<Advice>,
}

/// The meaning of a state for the buyer, and what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Advice {
    /// What it means for the buyer's money. It may include the API's name of the state.
    pub money: TextKey,
    /// What happens next, or what to do.
    pub next: TextKey,
}

/// The options of a buyer whose payment did not go as asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TroubleTexts {
    /// What happened, as a choice for the buyer.
    pub case: TextKey,
    /// The consequence.
    pub next: TextKey,
}

/// A list of orders shows this state for an order that waits for money which must not be sent.
pub const UNSAFE: &str = "fault";

/// The words of a state in a list of orders. A list from elsewhere may contain any text.
pub fn listed_text(key: &str) -> TextKey {
    match OrderState::of_key(key) {
        Some(state) => state.texts().name,
        None if key == UNSAFE => TextKey::OrderStateFault,
        None => TextKey::OrderStateUnknown,
    }
}

impl OrderState {
    /// The texts that describe it. The advice for an order that lacks all goods is the same as for
    /// one that lacks a part.
    pub fn texts(&self) -> StateTexts {
        let (name, heading, advice) = match self {
            Self::Created => (
                TextKey::OrderStateCreated,
                TextKey::OrderHeadCreated,
                Some((TextKey::OrderMoneyCreated, TextKey::OrderNextCreated)),
            ),
            Self::WaitingForPayment => (
                TextKey::OrderStateWaiting,
                TextKey::OrderHeadWaiting,
                Some((TextKey::OrderMoneyWaiting, TextKey::OrderNextWaiting)),
            ),
            Self::PartialPaymentStarted => (
                TextKey::OrderStatePartial,
                TextKey::OrderHeadPartial,
                Some((TextKey::OrderMoneyPartial, TextKey::OrderNextPartial)),
            ),
            Self::PaymentStarted => (
                TextKey::OrderStateStarted,
                TextKey::OrderHeadStarted,
                Some((TextKey::OrderMoneyStarted, TextKey::OrderNextStarted)),
            ),
            Self::PaymentReceived => (
                TextKey::OrderStateReceived,
                TextKey::OrderHeadReceived,
                Some((TextKey::OrderMoneyReceived, TextKey::OrderNextReceived)),
            ),
            Self::WaitingForDelivery => (
                TextKey::OrderStateDelivering,
                TextKey::OrderHeadDelivering,
                Some((TextKey::OrderMoneyDelivering, TextKey::OrderNextDelivering)),
            ),
            Self::Covered => (
                TextKey::OrderStateCovered,
                TextKey::OrderHeadCovered,
                Some((TextKey::OrderMoneyCovered, TextKey::OrderNextCovered)),
            ),
            Self::Elsewhere => (
                TextKey::OrderStateElsewhere,
                TextKey::OrderHeadElsewhere,
                Some((TextKey::OrderMoneyElsewhere, TextKey::OrderNextElsewhere)),
            ),
            Self::WaitingForRebuy => (
                TextKey::OrderStateRebuy,
                TextKey::OrderHeadRebuy,
                Some((TextKey::OrderMoneyRebuy, TextKey::OrderNextRebuy)),
            ),
            Self::WaitingForManualAction => (
                TextKey::OrderStateManual,
                TextKey::OrderHeadManual,
                Some((TextKey::OrderMoneyManual, TextKey::OrderNextManual)),
            ),
            Self::Done => (TextKey::OrderStateDone, TextKey::OrderHeadDone, None),
            Self::DoneOpen => (
                TextKey::OrderStateDoneOpen,
                TextKey::OrderHeadDoneOpen,
                Some((TextKey::OrderMoneyDoneOpen, TextKey::OrderNextDoneOpen)),
            ),
            Self::DoneInPart => (
                TextKey::OrderStateDonePart,
                TextKey::OrderHeadDonePart,
                Some((TextKey::OrderMoneyDonePart, TextKey::OrderNextDonePart)),
            ),
            Self::NotDelivered => (
                TextKey::OrderStateDoneNone,
                TextKey::OrderHeadDoneNone,
                Some((TextKey::OrderMoneyDonePart, TextKey::OrderNextDonePart)),
            ),
            Self::FailedPaid => (
                TextKey::OrderStateFailedPaid,
                TextKey::OrderHeadFailedPaid,
                Some((TextKey::OrderMoneyFailedPaid, TextKey::OrderNextFailedPaid)),
            ),
            Self::Expired => (
                TextKey::OrderStateExpired,
                TextKey::OrderHeadExpired,
                Some((TextKey::OrderMoneyExpired, TextKey::OrderNextExpired)),
            ),
            Self::PaymentFailed => (
                TextKey::OrderStateFailed,
                TextKey::OrderHeadFailed,
                Some((TextKey::OrderMoneyFailed, TextKey::OrderNextFailed)),
            ),
            Self::PaymentSetupFailed => (
                TextKey::OrderStateSetupFailed,
                TextKey::OrderHeadSetupFailed,
                Some((
                    TextKey::OrderMoneySetupFailed,
                    TextKey::OrderNextSetupFailed,
                )),
            ),
            Self::Refunded => (
                TextKey::OrderStateRefunded,
                TextKey::OrderHeadRefunded,
                Some((TextKey::OrderMoneyRefunded, TextKey::OrderNextRefunded)),
            ),
            Self::Canceled => (
                TextKey::OrderStateCanceled,
                TextKey::OrderHeadCanceled,
                Some((TextKey::OrderMoneyCanceled, TextKey::OrderNextCanceled)),
            ),
            Self::Unknown(_) => (
                TextKey::OrderStateUnknown,
                TextKey::OrderHeadUnknown,
                Some((TextKey::OrderMoneyUnknown, TextKey::OrderNextUnknown)),
            ),
        };
        StateTexts {
            name,
            heading,
            advice: advice.map(|(money, next)| Advice { money, next }),
        }
    }
}

impl Trouble {
    /// The texts to show if the buyer knows what happened.
    pub fn texts(self) -> TroubleTexts {
        let (case, next) = match self {
            Self::Late => (TextKey::RecoveryCaseLate, TextKey::RecoveryNextLate),
            Self::Under => (TextKey::RecoveryCaseUnder, TextKey::RecoveryNextUnder),
            Self::Over => (TextKey::RecoveryCaseOver, TextKey::RecoveryNextOver),
            Self::Network => (TextKey::RecoveryCaseNetwork, TextKey::RecoveryNextNetwork),
            Self::Failed => (TextKey::RecoveryCaseFailed, TextKey::RecoveryNextFailed),
            Self::FailedPaid => (
                TextKey::RecoveryCaseFailedPaid,
                TextKey::RecoveryNextFailedPaid,
            ),
            Self::Manual => (TextKey::RecoveryCaseManual, TextKey::RecoveryNextManual),
            Self::Undelivered => (
                TextKey::RecoveryCaseUndelivered,
                TextKey::RecoveryNextUndelivered,
            ),
        };
        TroubleTexts { case, next }
    }

    /// The texts for an order whose time to pay is over, if the trouble explains more than that.
    pub fn advice_when_expired(self) -> Option<Advice> {
        let (money, next) = match self {
            Self::Late => (TextKey::OrderMoneyLate, TextKey::OrderNextLate),
            Self::Under => (TextKey::OrderMoneyUnder, TextKey::OrderNextUnder),
            _ => return None,
        };
        Some(Advice { money, next })
    }
}
