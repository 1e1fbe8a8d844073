//! The money that was seen for an order. Snapshots may come from a replica that lags behind, so a
//! later snapshot never takes back money that was seen once, and the buyer isn't asked for it
//! again; see docs/payments.md#parts-and-money-that-was-seen.

use super::{Order, OrderState};
use crate::model::money::Amount;

/// The most that is known about an order's money.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct MoneySeen {
    /// The state in which all of the money was seen.
    paid_state: Option<OrderState>,
    /// Whether a part was seen. Its size may be unknown.
    is_part: bool,
    /// The amount that was seen.
    sent: Option<Amount>,
    /// The amount that was missing then, according to the API, and its payment text.
    missing: Option<Amount>,
    missing_text: Option<String>,
}

impl MoneySeen {
    /// The money recorded by an earlier visit, as [`OrderState::key`].
    pub fn in_past(key: &str) -> Self {
        Self {
            // Later states are not restored: they must be seen again.
            paid_state: OrderState::is_paid_key(key).then_some(OrderState::PaymentStarted),
            is_part: key == OrderState::PartialPaymentStarted.key(),
            ..Self::default()
        }
    }

    /// Whether all of it had been received, and not only been seen.
    fn was_received(&self) -> bool {
        let least = OrderState::PaymentReceived.rank();
        let state = self.paid_state.as_ref();
        state.is_some_and(|state| state.is_paid() && state.rank() >= least)
    }

    /// The money that a settled order shows.
    pub fn from_order(order: &Order) -> Self {
        Self {
            paid_state: order.is_paid.then(|| order.state.clone()),
            is_part: order.state == OrderState::PartialPaymentStarted,
            sent: order.sent.clone(),
            missing: order.sums.missing.clone(),
            missing_text: order.sums.missing_text.clone(),
        }
    }
}

impl Order {
    /// This snapshot with everything that was seen before it. Its state matches its money: an order
    /// that has all of it doesn't wait for any.
    pub fn merged_with_seen_money(mut self, seen: &MoneySeen) -> Self {
        let is_partial = self.state == OrderState::PartialPaymentStarted;
        let own = self.sent.take().filter(|sent| !sent.is_zero());
        // Only this takes "all" back: the API reports a part and its amount.
        let is_short = is_partial
            && own
                .as_ref()
                .is_some_and(|own| self.amount.as_ref().is_some_and(|amount| own < amount));
        let earlier = seen.sent.as_ref().filter(|_| {
            let was_all = seen.paid_state.is_some();
            !(is_short && was_all)
        });
        // The rest is taken from the same snapshot as the sum.
        if earlier.is_some_and(|earlier| own.as_ref().is_none_or(|own| earlier > own)) {
            self.sums.missing.clone_from(&seen.missing);
            self.sums.missing_text.clone_from(&seen.missing_text);
        }
        self.sent = larger(own, earlier.cloned());
        let covers = !self.is_told_short()
            && self
                .sent
                .as_ref()
                .zip(self.amount.as_ref())
                .is_some_and(|(sent, amount)| sent >= amount);
        self.is_paid = covers || (!is_short && (self.is_paid || seen.paid_state.is_some()));
        if self.is_paid {
            if is_partial || self.state.awaits_first_payment() {
                self.state = seen
                    .paid_state
                    .clone()
                    .unwrap_or(OrderState::PaymentStarted);
            } else if self.state == OrderState::PaymentFailed && seen.was_received() {
                // The answer with this state has lost the fact that the money came.
                self.state = OrderState::FailedPaid;
            }
        } else if self.state == OrderState::WaitingForPayment
            && (self.sent.is_some() || seen.is_part)
        {
            // An order may keep waiting after too little money: docs/api.md#wrong-amounts.
            self.state = OrderState::PartialPaymentStarted;
        }
        self
    }
}

fn larger(one: Option<Amount>, other: Option<Amount>) -> Option<Amount> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other > one { other } else { one }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests;
