//! An order: its state, its payment and its deliveries.

mod delivery;
mod due;
mod money_seen;
mod state;
mod state_texts;
mod trouble;

use std::fmt;

use super::money::Amount;
use super::payment::Pair;
pub use delivery::{Code, Delivery, DeliveryState, Install, Reason, link_host};
pub use due::Sums;
pub use money_seen::MoneySeen;
pub use state::{OrderState, StatusStage};
pub use state_texts::{Advice, StateTexts, TroubleTexts, UNSAFE, listed_text};
pub use trouble::Trouble;

/// The id of an order. Anyone who has it can read the order, including its codes, so it never
/// reaches a log: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderId(String);

/// The length of a UUID with its hyphens (RFC 9562, section 4).
const UUID_LETTERS: usize = 36;

impl OrderId {
    /// Takes an id of the API's form (a UUID) or anything as harmless: 16 to 64 letters, digits and
    /// hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let harmless = (16..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        harmless.then(|| Self(text.to_owned()))
    }

    /// The only UUID in a text to which mail programs, chats or fingers have added something.
    pub fn found_in(text: &str) -> Option<Self> {
        let is_uuid = |letters: &&[u8]| {
            letters
                .iter()
                .enumerate()
                .all(|(place, letter)| match place {
                    8 | 13 | 18 | 23 => *letter == b'-',
                    _ => letter.is_ascii_hexdigit(),
                })
        };
        let mut found = text.as_bytes().windows(UUID_LETTERS).filter(is_uuid);
        let (id, other) = (found.next()?, found.next());
        let id = std::str::from_utf8(id).ok().filter(|_| other.is_none())?;
        Some(Self(id.to_ascii_lowercase()))
    }

    /// The id, for requests, links and display to the buyer.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OrderId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OrderId(…)")
    }
}

/// Money that was refunded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refund {
    /// How much.
    pub amount: Option<Amount>,
    /// The coin of the amount.
    pub currency: Option<String>,
    /// The reason, as a code or prose of the API.
    pub reason: Option<String>,
}

/// A snapshot of an order.
#[derive(PartialEq, Eq, Debug)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Its state.
    pub state: OrderState,
    /// Whether the API says that money came after the window closed.
    pub was_paid_late: bool,
    /// Whether all the money was seen at any time. This never becomes false again.
    pub is_paid: bool,
    /// When it was made, in epoch milliseconds by the API's clock.
    pub created_at: Option<u64>,
    /// Epoch milliseconds by the API's clock; orders snapshots in time.
    pub updated_at: Option<u64>,
    /// Epoch milliseconds by the API's clock; the time to pay starts here.
    pub payment_requested_at: Option<u64>,
    /// Epoch milliseconds by the API's clock: the end of the time to pay, if the API gives one.
    pub ends_at: Option<u64>,
    /// Coin and network to pay with.
    pub pair: Pair,
    /// The exact amount to send in all, in the coin: the price without the part that something else
    /// pays (docs/api.md#amount-to-send).
    pub amount: Option<Amount>,
    /// The other information about its sums.
    pub sums: Sums,
    /// The amount that has arrived so far, in the coin.
    pub sent: Option<Amount>,
    /// Address, or a whole BOLT11 invoice for Lightning.
    pub address: Option<String>,
    /// The API's own payment text: a link, or the bare address. Only compared,
    /// never shown.
    pub qr_text: Option<String>,
    /// A memo or tag without which the money can be lost. None was ever seen
    /// (docs/api.md#payment-fields); if there is one, the page shows it with a warning.
    pub memo: Option<String>,
    /// The ordered items.
    pub deliveries: Vec<Delivery>,
    /// Money that was refunded.
    pub refund: Option<Refund>,
    /// The buyer's email.
    pub email: Option<String>,
    /// The page where another company takes the money, if it is one of the supplier's own pages.
    pub checkout: Option<Code>,
    /// Ids of the transactions that were seen, made safe to show.
    pub transactions: Vec<String>,
    /// The coin and network that were ordered, if the money came in another coin or on another
    /// network and was found (docs/api.md#recovered-payments).
    pub recovered_from: Option<Pair>,
    /// Whether the network's two names belong to two different networks (docs/api.md#inner-names).
    pub networks_differ: bool,
    /// Whether it was made in the supplier's test mode.
    pub is_test: bool,
}

clone_in_one_place!(Order {
    id,
    state,
    was_paid_late,
    is_paid,
    created_at,
    updated_at,
    payment_requested_at,
    ends_at,
    pair,
    amount,
    sums,
    sent,
    address,
    qr_text,
    memo,
    deliveries,
    refund,
    email,
    checkout,
    transactions,
    recovered_from,
    networks_differ,
    is_test,
});

/// How long the page asks for money if the API gives no end, in milliseconds: 20 minutes, as the
/// supplier's own page does. Others say up to 30 (docs/api.md#time-to-pay), but money that comes
/// late may be lost. The decision is docs/decisions/twenty-minutes-to-pay.md.
pub const PAYMENT_WINDOW_MILLISECONDS: u64 = 20 * 60 * 1000;

impl Order {
    /// The parts of the order that matter for paying: a snapshot in which none of them differs
    /// leaves the panel as it is.
    pub fn payment(&self) -> Self {
        Self {
            updated_at: None,
            deliveries: Vec::new(),
            ..self.clone()
        }
    }

    /// When the page stops asking for money, in epoch milliseconds by the API's clock.
    pub fn deadline(&self) -> Option<u64> {
        let start = self.payment_requested_at.or(self.created_at);
        self.ends_at
            .or_else(|| Some(start? + PAYMENT_WINDOW_MILLISECONDS))
    }

    /// Whether the order asks for money: coin, network, address and amount are known, the state
    /// waits for money, and not all of it has arrived; see
    /// docs/payments.md#parts-and-money-that-was-seen. An order whose sums disagree asks for it
    /// too, with or without an address, but must not be paid.
    pub fn asks_for_payment(&self) -> bool {
        let is_due = match self.rest() {
            Err(_) => self.awaits_money() || self.state == OrderState::Created,
            Ok(rest) => {
                rest.is_some()
                    && self.awaits_money()
                    && self.address.is_some()
                    && !self.pair.coin.is_empty()
                    && !self.pair.network.is_empty()
            }
        };
        !self.is_paid && is_due
    }

    /// Whether money is due in its state.
    fn awaits_money(&self) -> bool {
        matches!(
            self.state,
            OrderState::WaitingForPayment | OrderState::PartialPaymentStarted
        )
    }

    /// Whether this snapshot may replace `shown`: a newer one may, an older one may not, and if
    /// both have the same time, the one that is further along stays.
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
