//! An earlier order of this device that a new one would double or end.

use crate::api;
use crate::api::ApiError;
use crate::api::client::Client;
use crate::store::{self, Attempt, LONGEST_TIME_TO_PAY_MILLISECONDS, PastOrder};
use shop_core::model::order::{Order, OrderId, OrderState};
use shop_core::pay;

/// The number of orders of the history that are asked about, newest first. A buyer who has more
/// open ones has read about them at each.
const MOST_ASKED: usize = 3;

/// What blocks the new order; the buyer decides.
#[derive(Clone, PartialEq)]
pub enum Earlier {
    /// An order was sent, this one or another, and its outcome is unknown.
    Unanswered,
    /// The same was ordered a moment ago, or can still be paid.
    Same(OrderId),
    /// Something else was ordered and can still be paid. A newer order can end it at once
    /// (docs/api.md#early-expiry).
    Other(OrderId),
}

/// Looks for an earlier order: `before` is the last attempt at the very same order. The API is
/// asked, because this device's knowledge of an order may be old.
pub(super) async fn earlier(client: Client, before: Option<&Attempt>) -> Option<Earlier> {
    let now = client.now();
    if let Some(past) = before {
        let is_recent = past.is_recent(now);
        match past.order() {
            Some(id) => match found(client, &id).await {
                EarlierAnswer::Payable => return Some(Earlier::Same(id)),
                EarlierAnswer::Over if is_recent => return Some(Earlier::Same(id)),
                EarlierAnswer::Over | EarlierAnswer::Faulty => {}
            },
            None if is_recent || past.is_open() => return Some(Earlier::Unanswered),
            None => {}
        }
    }
    // Regardless of its goods: this order may end the one whose outcome is unknown.
    if store::has_open_attempt(now) {
        return Some(Earlier::Unanswered);
    }
    let candidates = store::past_orders()
        .into_iter()
        .filter(|past| may_be_paid(past, now));
    for past in candidates.take(MOST_ASKED) {
        let Some(id) = OrderId::parse(&past.id) else {
            continue;
        };
        if found(client, &id).await == EarlierAnswer::Payable {
            return Some(Earlier::Other(id));
        }
    }
    None
}

/// Whether an order of the history was last seen waiting for money. Orders older than any known
/// time to pay aren't asked about, unless a part has come: that money is not forgotten.
fn may_be_paid(past: &PastOrder, now: f64) -> bool {
    let is = |state: OrderState| state.key() == past.state;
    let waits =
        is(OrderState::Created) || is(OrderState::Elsewhere) || is(OrderState::WaitingForPayment);
    let is_young = now - (past.created_at as f64) < LONGEST_TIME_TO_PAY_MILLISECONDS;
    is(OrderState::PartialPaymentStarted) || (waits && is_young)
}

/// The API's answer about an earlier order.
#[derive(Clone, Copy, PartialEq)]
enum EarlierAnswer {
    /// It can be paid, or a part of it is: a newer one would do harm.
    Payable,
    /// It should not be paid, and its page advises the buyer to make a new one.
    Faulty,
    /// It is paid, has ended, or there is none.
    Over,
}

async fn found(client: Client, id: &OrderId) -> EarlierAnswer {
    match client.get(api::order(&client.prefix(), id)).await {
        Ok(order) if waits_for_money(&order, client.now()) => {
            // A buyer who has paid a part doesn't pay all of it again before that is settled.
            if pay::is_unsafe(&order) && !order.has_part() {
                EarlierAnswer::Faulty
            } else {
                EarlierAnswer::Payable
            }
        }
        Ok(_) | Err(ApiError::Status { code: 404, .. }) => EarlierAnswer::Over,
        // Then this device's knowledge of it counts.
        Err(_) => EarlierAnswer::Payable,
    }
}

/// Whether the buyer can pay it, or has paid a part of it, so that a newer order would do harm.
fn waits_for_money(order: &Order, now: f64) -> bool {
    let is_over = order.deadline().is_some_and(|end| now > end as f64);
    !order.is_paid
        && match order.state {
            OrderState::Created | OrderState::Elsewhere => !is_over,
            // As long as the API says so, also after the shop has stopped asking for money
            // (docs/api.md#time-to-pay). If a coupon pays all of it, there is nothing to send.
            OrderState::WaitingForPayment => order.address.is_some() || order.amount.is_some(),
            OrderState::PartialPaymentStarted => true,
            _ => false,
        }
}
