//! An order: its state, its payment and what was delivered.

mod money_seen;
mod state;
mod trouble;

use std::fmt;

use super::display_text::cleaned;
use super::money::Amount;
use super::payment::Pair;
pub use money_seen::MoneySeen;
pub use state::{OrderState, Stage};
pub use trouble::Trouble;

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

/// One delivered (or awaited) item. Most of it can redeem the card: `Debug`
/// shows only what was ordered and whether it is there.
#[derive(Clone, PartialEq, Eq)]
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

impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Delivery")
            .field("brand", &self.brand)
            .field("label", &self.label)
            .field("is_done", &self.is_done)
            .field("is_top_up", &self.is_top_up)
            .finish_non_exhaustive()
    }
}

/// What redeems a card. A secret: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// Text to type.
    Text(String),
    /// An https address to open, which [`link_host`] finds a host in.
    Link(String),
}

impl Code {
    /// Reads a code. It is a link only when the page can say where it leads:
    /// plain `http` can be read on the way, and an address with a name before
    /// its host pretends to lead elsewhere, so both are shown as text.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        if link_host(text).is_some() {
            Self::Link(text.to_owned())
        } else {
            Self::Text(cleaned(text))
        }
    }
}

/// The host that an https address leads to, as a browser finds it (WHATWG URL,
/// where a backslash ends the host as a slash does). `None` when it is no https
/// address or its host can't be said in plain letters.
pub fn link_host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_at_checked(8)?;
    let host = rest.split(['/', '\\', '?', '#']).next()?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let is_link = scheme.eq_ignore_ascii_case("https://")
        && !host.is_empty()
        && host.bytes().all(is_plain)
        && !address.contains(char::is_whitespace);
    is_link.then_some(host)
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
    /// Whether all the money was seen at some time. It stays so.
    pub is_paid: bool,
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
    /// The API's own payment text: a link, or the bare address. Only compared,
    /// never shown.
    pub qr_text: Option<String>,
    /// A memo or tag without which the money can be lost. None was ever seen
    /// (docs/api.md#payment-fields); if one comes, the page shows it with a
    /// warning.
    pub memo: Option<String>,
    /// What was ordered.
    pub deliveries: Vec<Delivery>,
    /// Money that went back.
    pub refund: Option<Refund>,
    /// The buyer's email.
    pub email: Option<String>,
}

/// How long the page asks for money, in milliseconds: 25 minutes. The API gives
/// 30 (docs/api.md#time-to-pay), but a transfer that is sent in the last of them
/// arrives after the end and may be lost. The decision is
/// docs/decisions/twenty-five-minutes-to-pay.md.
const PAYMENT_WINDOW_MILLISECONDS: u64 = 25 * 60 * 1000;

impl Order {
    /// The order as far as it matters for paying: a snapshot that differs in
    /// nothing of it leaves the panel as it is.
    pub fn payment(&self) -> Self {
        Self {
            updated_at: None,
            deliveries: Vec::new(),
            ..self.clone()
        }
    }

    /// When the page stops asking for money, in epoch milliseconds by the API's clock.
    pub fn deadline(&self) -> Option<u64> {
        self.payment_requested_at
            .or(self.created_at)
            .map(|start| start + PAYMENT_WINDOW_MILLISECONDS)
    }

    /// Whether the page may ask for money: coin, network, address and amount
    /// are known, the state waits for money, and not all of it has arrived; see
    /// docs/payments.md#parts-and-money-that-was-seen.
    pub fn asks_for_payment(&self) -> bool {
        !self.is_paid
            && matches!(
                self.state,
                OrderState::WaitingForPayment | OrderState::PartialPaymentStarted
            )
            && self.address.is_some()
            && !self.pair.coin.is_empty()
            && !self.pair.network.is_empty()
            && self.amount_left().is_some()
    }

    /// What is still to be sent: all of it, or the rest after a part.
    /// `None` when nothing is left, or when it can't be known: no amount is
    /// there, or a part has arrived and nobody says how much.
    pub fn amount_left(&self) -> Option<Amount> {
        let amount = self.amount.as_ref()?;
        match &self.sent {
            Some(sent) if !sent.is_zero() => amount.minus(sent),
            _ if self.state == OrderState::PartialPaymentStarted => None,
            _ => Some(amount.clone()),
        }
    }

    /// Whether this snapshot may replace `shown`: a newer one may, an older
    /// one may not, and of the same time the further one stays.
    pub fn supersedes(&self, shown: &Self) -> bool {
        let (rank, shown_rank) = (self.state.rank(), shown.state.rank());
        match (self.updated_at, shown.updated_at) {
            (Some(time), Some(shown_time)) => (time, rank) >= (shown_time, shown_rank),
            (None, Some(_)) => rank > shown_rank,
            (_, None) => rank >= shown_rank,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
