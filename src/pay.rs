//! From an order to what a wallet needs. Pure.

pub mod address;
pub mod qr;

use crate::model::order::Order;

/// What stands in the QR code, so that its caption can say it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QrKind {
    /// The address alone: every wallet understands it, none can misread it.
    AddressOnly,
    /// A whole Lightning invoice, the amount in it.
    Invoice,
}

/// The text of the QR code. The bare address is the safe default on every
/// network (`design/payments.md` section 2); an invoice is upper-cased, which
/// makes the code smaller.
pub fn qr_text(order: &Order) -> Option<(QrKind, String)> {
    let address = order.address.as_deref()?;
    if is_invoice(order) {
        return Some((
            QrKind::Invoice,
            ["lightning:", &address.to_ascii_uppercase()].concat(),
        ));
    }
    Some((QrKind::AddressOnly, address.to_owned()))
}

/// Whether the address is a Lightning invoice.
pub fn is_invoice(order: &Order) -> bool {
    order.pair.network == "Lightning"
        && order.address.as_deref().is_some_and(|address| {
            address
                .get(..4)
                .is_some_and(|start| start.eq_ignore_ascii_case("lnbc"))
        })
}
