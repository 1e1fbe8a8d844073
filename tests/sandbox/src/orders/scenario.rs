//! What an order does is chosen by the part of the buyer's address before the
//! `@`, so that a person and a test can choose it in the shop itself.

use super::{PAID, Step};

/// A way an order can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    Plain,
    Auto,
    Partial,
    Late,
    Expired,
    Manual,
    Refund,
    SetupFailed,
    PaymentFailed,
    Cancel,
    Cancelled,
    Created,
    Over,
    UnknownState,
    Loose,
    Memo,
    FailCreate,
    TimeoutCreate,
    Two,
    OneFails,
    Completed,
    Instant,
    Link,
    Alias,
}

/// Address, scenario, and what it does, for the control page.
pub(crate) const SCENARIOS: [(&str, Scenario, &str); 24] = [
    (
        "anyone",
        Scenario::Plain,
        "waits until it is paid on this page",
    ),
    (
        "auto",
        Scenario::Auto,
        "pays itself and runs through to Done",
    ),
    (
        "instant",
        Scenario::Instant,
        "waiting, then Done at once, as Lightning often does",
    ),
    (
        "partial",
        Scenario::Partial,
        "60 % arrives by itself; the rest is up to you",
    ),
    (
        "over",
        Scenario::Over,
        "10 % too much arrives; delivered all the same",
    ),
    (
        "late",
        Scenario::Late,
        "expires, the money is seen too late, then Done",
    ),
    ("expired", Scenario::Expired, "expires unpaid"),
    (
        "manual",
        Scenario::Manual,
        "paid, then held in WaitingForManualAction until you advance it",
    ),
    ("refund", Scenario::Refund, "paid, held, then Refunded"),
    (
        "payment-failed",
        Scenario::PaymentFailed,
        "payment seen, then PaymentFailed",
    ),
    (
        "setup-failed",
        Scenario::SetupFailed,
        "Created, then PaymentSetupFailed, never an address",
    ),
    ("cancel", Scenario::Cancel, "Canceled, with one l"),
    ("cancelled", Scenario::Cancelled, "Cancelled, with two"),
    (
        "created",
        Scenario::Created,
        "Created without an address for three steps, then waits",
    ),
    (
        "completed",
        Scenario::Completed,
        "pays itself and ends as Completed",
    ),
    (
        "unknown-state",
        Scenario::UnknownState,
        "paid, then held in Reviewing, a state nobody knows",
    ),
    (
        "two",
        Scenario::Two,
        "paid; the first item is ready while the rest is reviewed, then Done",
    ),
    (
        "one-fails",
        Scenario::OneFails,
        "paid; Done, but the last item failed",
    ),
    (
        "loose",
        Scenario::Loose,
        "numbers for texts and texts for numbers; waits to be paid",
    ),
    ("memo", Scenario::Memo, "asks for a memo; waits to be paid"),
    (
        "link",
        Scenario::Link,
        "pays itself; delivers links instead of codes",
    ),
    (
        "alias",
        Scenario::Alias,
        "pays itself; codes come as voucher_code and pin",
    ),
    (
        "fail-create",
        Scenario::FailCreate,
        "the order is made, but the answer is a 500",
    ),
    (
        "timeout-create",
        Scenario::TimeoutCreate,
        "the order is made, but the connection closes without an answer",
    ),
];

impl Scenario {
    /// The scenario of a local part; any other name is a plain buyer.
    pub(crate) fn of(local_part: &str) -> Self {
        SCENARIOS
            .iter()
            .find(|(name, ..)| *name == local_part)
            .map_or(Self::Plain, |(_, scenario, _)| *scenario)
    }

    /// Its name on the control page.
    pub(crate) fn name(self) -> &'static str {
        SCENARIOS
            .iter()
            .find(|(_, scenario, _)| *scenario == self)
            .map_or("anyone", |(name, ..)| name)
    }

    /// The steps an order takes by itself from the start.
    pub(crate) fn plan(self) -> Vec<Step> {
        use Step::{Enter, LateMoney, Money, Pause};
        match self {
            Self::Plain | Self::Loose | Self::Memo | Self::FailCreate | Self::TimeoutCreate => {
                Vec::new()
            }
            Self::Partial => vec![Money(60)],
            Self::Late => vec![Enter("Expired"), LateMoney, Enter("Done")],
            Self::Expired => vec![Enter("Expired")],
            Self::SetupFailed => vec![Enter("PaymentSetupFailed")],
            Self::Cancel => vec![Enter("Canceled")],
            Self::Cancelled => vec![Enter("Cancelled")],
            Self::Created => vec![Pause, Pause, Enter("WaitingForPayment")],
            _ => self.after_payment(),
        }
    }

    /// The steps after the money was sent.
    pub(crate) fn after_payment(self) -> Vec<Step> {
        use Step::{DoneWithFailure, Enter, Money};
        let paid = |last: &[Step]| [&PAID[..3], last].concat();
        match self {
            Self::Over => [&[Money(110)], &PAID[1..]].concat(),
            Self::Manual => paid(&[Enter("WaitingForManualAction")]),
            Self::Refund => paid(&[Enter("WaitingForManualAction"), Enter("Refunded")]),
            Self::PaymentFailed => vec![Enter("PaymentStarted"), Enter("PaymentFailed")],
            Self::UnknownState => paid(&[Enter("Reviewing")]),
            Self::Two => paid(&[Enter("WaitingForManualAction"), Enter("Done")]),
            Self::OneFails => paid(&[DoneWithFailure]),
            Self::Completed => paid(&[Enter("Completed")]),
            Self::Instant => vec![Enter("Done")],
            _ => PAID.to_vec(),
        }
    }
}
