//! An order: its state, its payment and what was delivered.

use std::fmt;

use super::money::Amount;
use super::payment::Pair;

/// The id of an order. Whoever has it can read the order, codes included, so
/// it never reaches a log: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderId(String);

impl OrderId {
    /// Takes an id of the form the API gives (a UUID) or anything as harmless:
    /// 16 to 64 letters, digits and hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let harmless = (16..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        harmless.then(|| Self(text.to_owned()))
    }

    /// The id, for requests, links and the buyer's own eyes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OrderId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OrderId(…)")
    }
}

/// The states of contract section 9.1.
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

/// One delivered (or awaited) item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivery {
    /// Brand, made safe to show.
    pub brand: String,
    /// Label, made safe to show.
    pub label: Option<String>,
    /// Whether the goods are there.
    pub is_done: bool,
    /// Whether this goes to a phone: no code is to be expected.
    pub is_top_up: bool,
    /// Email or phone that gets it.
    pub beneficiary: Option<String>,
    /// The code, or a link when it starts with `https://`.
    pub code: Option<Code>,
    /// Further numbers: (locale key, value).
    pub numbers: Vec<(&'static str, String)>,
    /// Pictures to show: a barcode or an eSIM's QR code.
    pub images: Vec<String>,
    /// HTML from the API, not to be trusted.
    pub instructions: Option<String>,
    /// Why it failed.
    pub failure: Option<String>,
}

/// What redeems a card. A secret: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// Text to type.
    Text(String),
    /// An https address to open.
    Link(String),
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Code(…)")
    }
}

/// Money that went back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refund {
    /// How much.
    pub amount: Option<Amount>,
    /// In which coin.
    pub currency: Option<String>,
    /// Why, as a code or prose of the API.
    pub reason: Option<String>,
}

/// A snapshot of an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Its state.
    pub state: OrderState,
    /// Whether the API says that money came after the window closed.
    pub was_paid_late: bool,
    /// Epoch milliseconds by the API's clock.
    pub created_at: Option<u64>,
    /// Epoch milliseconds by the API's clock; orders snapshots in time.
    pub updated_at: Option<u64>,
    /// Epoch milliseconds by the API's clock; the time to pay starts here.
    pub payment_requested_at: Option<u64>,
    /// Coin and network to pay with.
    pub pair: Pair,
    /// The exact amount to send, in the coin.
    pub amount: Option<Amount>,
    /// What has arrived so far, in the coin.
    pub sent: Option<Amount>,
    /// Address, or a whole BOLT11 invoice for Lightning.
    pub address: Option<String>,
    /// A memo or tag without which the money is lost; never seen, loudly
    /// shown if it comes (contract section 8.4).
    pub memo: Option<String>,
    /// What was ordered.
    pub deliveries: Vec<Delivery>,
    /// Money that went back.
    pub refund: Option<Refund>,
    /// The buyer's email.
    pub email: Option<String>,
}

/// How long a buyer has to pay, in milliseconds: 30 minutes (contract 9.3).
const PAYMENT_WINDOW_MILLISECONDS: u64 = 30 * 60 * 1000;

impl Order {
    /// When the time to pay ends, in epoch milliseconds by the API's clock.
    pub fn deadline(&self) -> Option<u64> {
        self.payment_requested_at
            .or(self.created_at)
            .map(|start| start + PAYMENT_WINDOW_MILLISECONDS)
    }

    /// Whether the page may ask for money: an address is there, the state
    /// waits for it, and not all of it has arrived (contract section 9.2).
    pub fn asks_for_payment(&self) -> bool {
        matches!(
            self.state,
            OrderState::WaitingForPayment | OrderState::PartialPaymentStarted
        ) && self.address.is_some()
            && self.amount_left().is_some()
    }

    /// What is still to be sent: all of it, or the rest after a part.
    /// `None` when nothing is left or no amount is known.
    pub fn amount_left(&self) -> Option<Amount> {
        let amount = self.amount.as_ref()?;
        match &self.sent {
            Some(sent) if !sent.is_zero() => amount.minus(sent),
            _ => Some(amount.clone()),
        }
    }

    /// Whether this snapshot may replace `shown`: a newer one may, an older
    /// one may not, and of the same time the further one stays.
    pub fn supersedes(&self, shown: &Self) -> bool {
        match (self.updated_at, shown.updated_at) {
            (Some(mine), Some(theirs)) if mine != theirs => mine > theirs,
            (None, Some(_)) => self.state.rank() > shown.state.rank(),
            _ => self.state.rank() >= shown.state.rank(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Order, OrderId, OrderState, Pair, Stage};

    fn order(state: &str, updated_at: Option<u64>) -> Order {
        Order {
            id: OrderId::parse("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5").expect("an id"),
            state: OrderState::parse(state),
            was_paid_late: false,
            created_at: Some(1_000),
            updated_at,
            payment_requested_at: None,
            pair: Pair::new("USDC", "Base"),
            amount: Amount::parse("50.66"),
            sent: Amount::parse("0"),
            address: Some("0x5a4d0b0c0000000000000000000000000e7ac0de".to_owned()),
            memo: None,
            deliveries: Vec::new(),
            refund: None,
            email: None,
        }
    }

    #[test]
    fn an_older_snapshot_never_wins() {
        let shown = order("PaymentReceived", Some(200));
        assert!(!order("WaitingForPayment", Some(100)).supersedes(&shown));
        assert!(!order("WaitingForPayment", None).supersedes(&shown));
        assert!(!order("PaymentStarted", Some(200)).supersedes(&shown));
        assert!(order("PaymentReceived", Some(200)).supersedes(&shown));
        assert!(order("Done", Some(300)).supersedes(&shown));
        assert!(order("Done", None).supersedes(&shown));
        assert!(order("Done", Some(900)).supersedes(&order("Expired", Some(800))));
    }

    #[test]
    fn money_is_asked_for_only_while_it_is_due() {
        let mut waiting = order("WaitingForPayment", None);
        assert!(waiting.asks_for_payment());
        waiting.sent = Amount::parse("50.66");
        assert!(
            !waiting.asks_for_payment(),
            "never again once all of it is seen"
        );
        let mut partial = order("PartialPaymentStarted", None);
        partial.sent = Amount::parse("30");
        assert_eq!(partial.amount_left(), Amount::parse("20.66"));
        assert!(partial.asks_for_payment());
        for state in [
            "Created",
            "PaymentStarted",
            "PaymentReceived",
            "Done",
            "Expired",
            "Reviewing",
        ] {
            assert!(!order(state, None).asks_for_payment(), "{state}");
        }
        waiting.sent = None;
        waiting.address = None;
        assert!(!waiting.asks_for_payment(), "no address, nothing to pay");
    }

    #[test]
    fn unknown_states_are_in_review_and_kept() {
        let state = OrderState::parse("Reviewing");
        assert_eq!(state, OrderState::Unknown("Reviewing".to_owned()));
        assert_eq!(state.stage(), Stage::Review);
        assert!(!state.is_final());
        assert_eq!(OrderState::parse("Cancelled"), OrderState::Canceled);
        assert_eq!(OrderState::parse("Completed"), OrderState::Done);
    }

    #[test]
    fn ids_are_harmless_and_secret() {
        let id = OrderId::parse("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5").expect("an id");
        assert!(!format!("{id:?}").contains("1c4f"));
        for wrong in [
            "",
            "42",
            "../../v2/brands?x=1",
            "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5/",
        ] {
            assert!(OrderId::parse(wrong).is_none(), "{wrong:?}");
        }
    }
}
