//! What the wallet of a page around needs to send a payment by itself.

use super::fault::Note;
use super::network::Network;
use super::units::{decimal, units};
use super::{PaymentRequest, deadline, token};
use crate::model::order::Order;

/// A payment in numbers that no wallet has to work out. Only for pairs whose
/// chain and units are verified: a wallet is asked for nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Intent {
    /// The link that a wallet would open, where the network has one.
    pub uri: Option<String>,
    /// Address or invoice.
    pub address: String,
    /// What the address is besides a wallet's own, or may be: `off_curve` or
    /// `maybe_token_account`. A wallet must look who owns it before it derives an
    /// account from it (docs/widget.md#solana-addresses).
    pub address_kind: Option<&'static str>,
    /// What is left to send, in coins.
    pub amount: String,
    /// The same in the coin's smallest units.
    pub units: String,
    /// The chain by its CAIP-2 name.
    pub chain: String,
    /// Contract, mint or jetton master of a token.
    pub token: Option<&'static str>,
    /// Digits after the point that its units have.
    pub decimals: usize,
    /// When the order stops waiting, in epoch milliseconds.
    pub expires_at: Option<u64>,
}

impl Intent {
    /// The payment of what is left of an order; `None` of one that a wallet
    /// can't be asked for: unsafe, unverified, or with a memo, which a wallet that
    /// pays by these numbers would leave out.
    ///
    /// Whether its time is over is not asked here: the page knows the API's clock, and
    /// offers nothing to pay any more.
    pub fn of(order: &Order) -> Option<Self> {
        let request = PaymentRequest::of(order, 0).ok()?;
        let asset = token::asset(&order.pair)?;
        let doubts = [Note::OffCurve, Note::MaybeTokenAccount];
        let doubt = doubts
            .into_iter()
            .find(|doubt| request.notes.contains(doubt));
        // Of the chain's own coin nobody needs an account without a key.
        if order.memo.is_some() || (doubt.is_some() && asset.contract.is_none()) {
            return None;
        }
        Some(Self {
            address_kind: doubt.map(Note::code),
            address: request.recipient,
            amount: decimal(&request.amount, asset.decimals).ok()?.to_owned(),
            units: units(&request.amount, asset.decimals).ok()?,
            chain: Network::of(&order.pair)?.chain()?,
            token: asset.contract,
            decimals: asset.decimals,
            expires_at: deadline(order),
            uri: request.link,
        })
    }
}
