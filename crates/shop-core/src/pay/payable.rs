//! A payment as a page asks for it.

use super::fault::PayFault;
use super::{PaymentRequest, recipient};
use crate::model::money::Amount;
use crate::model::order::{Order, Sums};

/// A payment without what another part of the money changes. It can only be compared, so no
/// outdated amount can be read from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PayableForm(Payable);

/// What is to be paid, and where. All of it comes from one snapshot of the order, so the amount and
/// the texts for wallets always agree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payable {
    /// The part of the order that matters for paying.
    pub order: Order,
    /// The amount that is still to be sent, in coins; `None` if nothing is, or if it is unknown.
    pub amount: Option<Amount>,
    /// The address or the invoice to send it to, as the API gave it.
    pub address: Option<String>,
    /// What a wallet needs, or why the order must not be paid.
    pub request: Result<PaymentRequest, PayFault>,
}

impl Payable {
    /// The payment of an order at a time of the API's clock, in epoch milliseconds.
    pub fn new(order: Order, now: u64) -> Self {
        Self {
            amount: order.amount_left(),
            address: recipient(&order).map(str::to_owned),
            request: PaymentRequest::from_order(&order, now),
            order,
        }
    }

    /// The payment without its amounts, without the texts that contain one, and without the
    /// transactions that were seen: each part of the money has its own. The same panel can show all
    /// payments of one form.
    pub fn form(&self) -> PayableForm {
        let zero = Amount::parse("0");
        let request = self.request.clone().map(|mut request| {
            request.amount = zero.clone().unwrap_or(request.amount);
            request.code.text.clear();
            if let Some(code) = &mut request.other_code {
                code.text.clear();
            }
            request.link = request.link.map(|_| String::new());
            request
        });
        PayableForm(Self {
            amount: self.amount.as_ref().and(zero.clone()),
            address: self.address.clone(),
            request,
            order: Order {
                amount: None,
                sent: None,
                sums: Sums::default(),
                qr_text: None,
                transactions: Vec::new(),
                ..self.order.clone()
            },
        })
    }
}
