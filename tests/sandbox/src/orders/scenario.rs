//! The part of the buyer's address before the `@` chooses what an order does, so that a
//! person and a test can choose it in the shop itself.

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
    Serial,
    Captured,
    WebTypes,
    NoSummary,
    TestOrder,
    Disagreeing,
    OldCode,
    Rebuy,
    PartRefunded,
    PartRebuy,
    PartReview,
    NothingDelivered,
    FailedAfterPayment,
    Recovered,
    RecoveredCoin,
    TokenAccount,
    TokenAccountOnCurve,
    External,
    ExternalElsewhere,
    EsimElsewhere,
    Expiry,
    WithProblems,
}

/// Address, scenario, and what it does, for the control page.
pub(crate) const SCENARIOS: [(&str, Scenario, &str); 46] = [
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
        "serial",
        Scenario::Serial,
        "pays itself; the code has a serial number and no picture",
    ),
    (
        "captured",
        Scenario::Captured,
        "replies as they were captured: no summary, no clock, older details",
    ),
    (
        "web-types",
        Scenario::WebTypes,
        "the types of the web client: numbers for times, no updated_at",
    ),
    (
        "no-summary",
        Scenario::NoSummary,
        "orders without summary: of a coupon, only the missing address tells",
    ),
    (
        "test-order",
        Scenario::TestOrder,
        "sandbox_mode is true; waits to be paid",
    ),
    (
        "disagreeing",
        Scenario::Disagreeing,
        "60 % arrives; missing_amount is not what is missing",
    ),
    (
        "old-code",
        Scenario::OldCode,
        "60 % arrives; missing_amount without a payment text of its own",
    ),
    (
        "rebuy",
        Scenario::Rebuy,
        "paid, then held in WaitingForRebuy until you advance it",
    ),
    (
        "part-refunded",
        Scenario::PartRefunded,
        "paid; Done, but the last item was refunded",
    ),
    (
        "part-rebuy",
        Scenario::PartRebuy,
        "paid; Done, but the last item waits for another supplier until you advance it",
    ),
    (
        "part-review",
        Scenario::PartReview,
        "paid; Done, but the last item is under review until you advance it",
    ),
    (
        "all-failed",
        Scenario::NothingDelivered,
        "paid; Done, but nothing was delivered",
    ),
    (
        "failed-after-payment",
        Scenario::FailedAfterPayment,
        "the money came, then PaymentFailed",
    ),
    (
        "recovered",
        Scenario::Recovered,
        "pays itself on another network; the supplier found it, and delivers",
    ),
    (
        "recovered-coin",
        Scenario::RecoveredCoin,
        "the same with another coin on another network",
    ),
    (
        "token-account",
        Scenario::TokenAccount,
        "on Solana a token account off the curve; waits to be paid",
    ),
    (
        "token-account-on-curve",
        Scenario::TokenAccountOnCurve,
        "on Solana a token account that looks like a wallet; waits to be paid",
    ),
    (
        "external",
        Scenario::External,
        "somebody else takes the money: checkout_url and no address",
    ),
    (
        "external-elsewhere",
        Scenario::ExternalElsewhere,
        "the same with a checkout_url on a host that nobody knows",
    ),
    (
        "esim-elsewhere",
        Scenario::EsimElsewhere,
        "pays itself; an eSIM's install links lead to other hosts",
    ),
    (
        "expiry",
        Scenario::Expiry,
        "says itself when it expires: after 15 minutes",
    ),
    (
        "with-problems",
        Scenario::WithProblems,
        "the order is made, and problems stand beside it in the answer",
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
        if local_part.starts_with(REASON) {
            return Self::NothingDelivered;
        }
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
            Self::Plain
            | Self::Loose
            | Self::Memo
            | Self::FailCreate
            | Self::TimeoutCreate
            | Self::Captured
            | Self::WebTypes
            | Self::NoSummary
            | Self::TestOrder
            | Self::TokenAccount
            | Self::TokenAccountOnCurve
            | Self::External
            | Self::ExternalElsewhere
            | Self::Expiry
            | Self::WithProblems => Vec::new(),
            Self::Partial | Self::Disagreeing | Self::OldCode => vec![Money(60)],
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
        use Step::{DoneWith, Enter, FailedAfterPayment, Money, NothingDelivered};
        let paid = |last: &[Step]| [&PAID[..3], last].concat();
        match self {
            Self::Over => [&[Money(110)], &PAID[1..]].concat(),
            Self::Manual => paid(&[Enter("WaitingForManualAction")]),
            Self::Rebuy => paid(&[Enter("WaitingForRebuy")]),
            Self::Refund => paid(&[Enter("WaitingForManualAction"), Enter("Refunded")]),
            Self::PaymentFailed => vec![Enter("PaymentStarted"), Enter("PaymentFailed")],
            Self::FailedAfterPayment => vec![
                Enter("PaymentStarted"),
                Enter("PaymentReceived"),
                FailedAfterPayment,
            ],
            Self::UnknownState => paid(&[Enter("Reviewing")]),
            Self::Two => paid(&[Enter("WaitingForManualAction"), Enter("Done")]),
            Self::OneFails => paid(&[DoneWith("Failed")]),
            Self::PartRefunded => paid(&[DoneWith("Refunded")]),
            Self::PartRebuy => paid(&[DoneWith("WaitingForRebuy")]),
            Self::PartReview => paid(&[DoneWith("WaitingForManualAction")]),
            Self::NothingDelivered => paid(&[NothingDelivered]),
            Self::Completed => paid(&[Enter("Completed")]),
            Self::Instant => vec![Enter("Done")],
            _ => PAID.to_vec(),
        }
    }

    /// Whether the buyer gets an address to pay to.
    pub(crate) fn has_an_address(self) -> bool {
        !matches!(self, Self::External | Self::ExternalElsewhere)
    }

    /// The token account in place of the address on Solana, if there is one; both are
    /// invented.
    pub(crate) fn token_account(self, network: &str) -> Option<&'static str> {
        match self {
            _ if network != "Solana" => None,
            Self::TokenAccount => Some("9zpwg4JaqXoHK817yJrGAxnSBbxmQGPBTzydxtMxrGA8"),
            Self::TokenAccountOnCurve => Some("CYxTzwxg2eR8fVbZPfXnNBghBXAN5ycsbNzD5E3wviKo"),
            _ => None,
        }
    }
}

/// The beginning of an address, before the reason for which every part of the order
/// fails.
pub(crate) const REASON: &str = "reason-";

/// The reasons for a failed top-up that have names; see
/// docs/api.md#failure-reasons.
pub(crate) const REASONS: [&str; 10] = [
    "invalid_recipient",
    "recipient_barred",
    "recipient_ineligible",
    "invalid_amount",
    "limit_exceeded",
    "duplicate_transaction",
    "product_not_available",
    "provider_unavailable",
    "insufficient_funds",
    "generic_decline",
];
