//! The data that a host page's wallet needs to send a payment by itself.

use super::fault::Note;
use super::network::Network;
use super::units::{decimal, units};
use super::{PaymentRequest, deadline, token};
use crate::model::order::Order;

/// A payment in numbers that a wallet can use directly. It exists only for pairs whose chain and
/// units are verified: a wallet is asked for nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Intent {
    /// The link that a wallet would open, if the network has one.
    pub uri: Option<String>,
    /// Address or invoice.
    pub address: String,
    /// What the address is or may be besides a wallet's own: `off_curve` or `maybe_token_account`.
    /// A wallet must check who owns it before it derives an account from it
    /// (docs/widget.md#solana-addresses).
    pub address_kind: Option<&'static str>,
    /// The amount that is left to send, in coins.
    pub amount: String,
    /// The same amount in the coin's smallest units.
    pub units: String,
    /// The chain by its CAIP-2 name.
    pub chain: String,
    /// Contract, mint or jetton master of a token.
    pub token: Option<&'static str>,
    /// The number of digits after the point that its units have.
    pub decimals: usize,
    /// When the order stops waiting, in epoch milliseconds.
    pub expires_at: Option<u64>,
}

impl Intent {
    /// The payment of the rest of an order; `None` if a wallet can't be asked for it: it is unsafe,
    /// unverified, or has a memo, which a wallet that pays by these numbers would leave out.
    ///
    /// Whether its time is over is not checked here: the page knows the API's clock, and then no
    /// longer offers a payment.
    pub fn from_order(order: &Order) -> Option<Self> {
        let request = PaymentRequest::from_order(order, 0).ok()?;
        let asset = token::asset(&order.pair)?;
        let doubts = [Note::OffCurve, Note::MaybeTokenAccount];
        let doubt = doubts
            .into_iter()
            .find(|doubt| request.notes.contains(doubt));
        // For the chain's own coin an account without a key is never needed.
        if order.memo.is_some() || (doubt.is_some() && asset.contract.is_none()) {
            return None;
        }
        Some(Self {
            address_kind: doubt.map(Note::code),
            address: request.recipient,
            amount: decimal(&request.amount, asset.decimals).ok()?.to_owned(),
            units: units(&request.amount, asset.decimals).ok()?,
            chain: Network::from_pair(&order.pair)?.chain()?,
            token: asset.contract,
            decimals: asset.decimals,
            expires_at: deadline(order),
            uri: request.link,
        })
    }
}
