//! Turns an order into the data that a wallet needs. This code is pure.
//!
//! Everything an order says about money is checked before it is shown: the address by its checksum,
//! an invoice by its amount and end, the API's own payment text by its recipient. A part that can't
//! be created safely is left out; the bare address and the amount always remain.

pub mod address;
mod dust;
pub mod encoding;
pub mod exchange;
pub mod fault;
pub mod hash;
pub mod intent;
pub mod invoice;
pub mod network;
pub mod payable;
pub mod qr;
pub mod qr_text;
pub mod request;
pub mod token;
pub mod units;

use crate::model::money::Amount;
use crate::model::order::{Order, UNSAFE};
use crate::model::payment::Pair;
use address::AddressCheck;
use fault::{Note, PayFault};
use invoice::Invoice;
use network::Network;
use qr_text::Comparison;
use request::{Payment, WalletRequest};
pub use request::{QrKind, QrText};

/// The longest memo in bytes: wallets cut longer ones, and a memo that is cut is a different memo.
/// See docs/payments.md#orders-that-are-not-safe-to-pay.
const LONGEST_MEMO: usize = 64;

/// The checked data that a wallet needs for an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentRequest {
    /// Address or invoice, byte for byte as the API gave it, without blanks
    /// around it.
    pub recipient: String,
    /// How much of the recipient could be checked.
    pub check: AddressCheck,
    /// The amount that is left to send, in coins.
    pub amount: Amount,
    /// The text of the QR code to show first: the safe choice.
    pub code: QrText,
    /// The other choice, if the network has one.
    pub other_code: Option<QrText>,
    /// The address behind "open in wallet".
    pub link: Option<String>,
    /// When the Lightning invoice expires, in epoch milliseconds.
    pub invoice_ends_at: Option<u64>,
    /// Parts that were left out or unusual: for reports, not for the buyer.
    pub notes: Vec<Note>,
}

impl PaymentRequest {
    /// The request for the rest of an order, at a time of the API's clock in epoch milliseconds; or
    /// the reason why it must not be paid. It doesn't check the order's state.
    pub fn from_order(order: &Order, now: u64) -> Result<Self, PayFault> {
        if order.sums_disagree() {
            return Err(PayFault::Sums);
        }
        if order.networks_differ {
            return Err(PayFault::Networks);
        }
        let (Some(amount), Some(recipient)) = (order.amount_left(), recipient(order)) else {
            return Err(PayFault::Incomplete);
        };
        let check = address::check(&order.pair, recipient).map_err(PayFault::Address)?;
        let network = Network::from_pair(&order.pair);
        if token::is_contract(recipient) {
            return Err(PayFault::TokenContract);
        }
        if order.has_part() && dust::is_too_little(network, recipient, &amount) {
            return Err(PayFault::TooLittle);
        }
        let invoice_ends_at = match invoice(order) {
            // An invoice is paid in full: after a part of the money has come, it must be a new one
            // over the rest.
            Some(invoice)
                if invoice
                    .amount
                    .as_ref()
                    .is_none_or(|told| !told.is_about(&amount)) =>
            {
                return Err(PayFault::InvoiceAmount);
            }
            Some(invoice) if invoice.ends_at <= now => return Err(PayFault::InvoiceExpired),
            invoice => invoice.map(|invoice| invoice.ends_at),
        };
        let payment = Payment {
            network,
            asset: token::asset(&order.pair),
            recipient,
            amount: &amount,
            memo: memo(order)?,
            deadline: deadline(order),
        };
        let mut notes = Vec::new();
        // After a part the first text still asks for the whole sum, and only its recipient is used.
        let has_part = order.has_part();
        let missing_text = order.sums.missing_text.as_deref().filter(|_| has_part);
        // A new invoice always has another recipient than the first text.
        let is_first = order.address.as_deref() == Some(recipient);
        let first_text = order.qr_text.as_deref().filter(|_| is_first);
        let texts = [(first_text, has_part), (missing_text, false)];
        for (text, is_old) in texts {
            let Some(text) = text else { continue };
            match qr_text::compare(text, &payment) {
                Comparison::OtherRecipient => return Err(PayFault::OtherRecipient),
                Comparison::Equal => {}
                _ if is_old => {}
                Comparison::OtherAmount => return Err(PayFault::OtherAmount),
                Comparison::Different => notes.push(Note::QrTextDiffers),
                Comparison::Unreadable => notes.push(Note::QrTextUnreadable),
            }
        }
        let WalletRequest {
            code,
            other_code,
            link,
            note,
        } = WalletRequest::new(&payment);
        notes.extend(note);
        notes.extend(request::doubt(&payment));
        Ok(Self {
            recipient: recipient.to_owned(),
            check,
            code,
            other_code,
            link,
            invoice_ends_at,
            notes,
            amount,
        })
    }
}

/// When the page stops asking for money, in epoch milliseconds by the API's
/// clock: the order's own deadline, or the end of its invoice if that is
/// earlier (docs/payments.md#time-to-pay).
pub fn deadline(order: &Order) -> Option<u64> {
    let end = invoice(order).map(|invoice| invoice.ends_at);
    match (order.deadline(), end) {
        (Some(deadline), Some(end)) => Some(deadline.min(end)),
        (deadline, end) => deadline.or(end),
    }
}

/// Whether this order must not be paid as it is, at any time.
pub fn is_unsafe(order: &Order) -> bool {
    lasting_fault(order).is_some()
}

/// The reason why this order must not be paid as it is, at any time.
pub fn lasting_fault(order: &Order) -> Option<PayFault> {
    let fault = PaymentRequest::from_order(order, 0).err();
    fault.filter(|fault| !matches!(fault, PayFault::Incomplete | PayFault::InvoiceExpired))
}

/// The order's state in a list of orders: [`UNSAFE`] if it waits for money that must not be sent.
/// Money that has come is more important, and is remembered by its state.
pub fn listed_key(order: &Order) -> &'static str {
    if order.asks_for_payment() && !order.has_part() && is_unsafe(order) {
        UNSAFE
    } else {
        order.state.key()
    }
}

/// Whether the address is a Lightning invoice.
pub fn is_invoice(order: &Order) -> bool {
    is_by_invoice(&order.pair)
}

/// Whether all addresses of this coin on this network are Lightning invoices.
pub fn is_by_invoice(pair: &Pair) -> bool {
    Network::from_pair(pair) == Some(Network::Lightning)
}

/// The recipient of the money: the order's address, or the new invoice over the rest after a part.
pub fn recipient(order: &Order) -> Option<&str> {
    let rest = order.sums.missing_text.as_deref();
    let rest = rest.filter(|_| is_invoice(order) && order.has_part());
    rest.map(qr_text::without_lightning)
        .filter(|invoice| Invoice::read(invoice).is_ok())
        .or(order.address.as_deref())
}

fn invoice(order: &Order) -> Option<Invoice> {
    let text = recipient(order).filter(|_| is_invoice(order))?;
    Invoice::read(text).ok()
}

/// The memo, if it can be typed and copied as it is.
fn memo(order: &Order) -> Result<Option<&str>, PayFault> {
    let Some(memo) = order.memo.as_deref() else {
        return Ok(None);
    };
    // Control characters, and marks that reverse or hide letters, are invisible.
    let is_hidden = |letter: char| {
        matches!(
            letter,
            '\0'..='\u{1f}'
                | '\u{7f}'..='\u{9f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
    };
    if memo.trim().is_empty() || memo.len() > LONGEST_MEMO || memo.contains(is_hidden) {
        Err(PayFault::Memo)
    } else {
        Ok(Some(memo))
    }
}
