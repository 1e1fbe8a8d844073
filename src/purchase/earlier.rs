//! An earlier order of this device that a new one would double or end.

use crate::api;
use crate::api::ApiError;
use crate::api::client::Client;
use crate::model::order::{Order, OrderId, OrderState};
use crate::store::{self, Attempt, PastOrder};

/// How long an order of the history may still be payable, in milliseconds: longer than any time
/// to pay that is known (docs/api.md#time-to-pay). Older ones aren't asked about.
const MAYBE_PAYABLE_MILLISECONDS: f64 = 3_600_000.0;

/// Orders of the history that are asked about, newest first. Who has more open ones has read of
/// them at each.
const MOST_ASKED: usize = 3;

/// What stands in the way; the buyer decides.
#[derive(Clone, PartialEq)]
pub enum Earlier {
    /// The same was sent, and nobody knows what came of it.
    Unanswered,
    /// The same was ordered a moment ago, or can still be paid.
    Same(OrderId),
    /// Something else was ordered and can still be paid. A newer order can end it at once
    /// (docs/api.md#early-expiry).
    Other(OrderId),
}

/// Looks for it: `before` is the last attempt at the very same order. The API is asked, because
/// what this device knows of an order may be old.
pub(super) async fn earlier(client: Client, before: Option<&Attempt>) -> Option<Earlier> {
    let now = client.now();
    if let Some(past) = before {
        match past.order() {
            Some(id) if past.is_recent(now) || can_be_paid(client, &id).await => {
                return Some(Earlier::Same(id));
            }
            None if past.is_recent(now) || past.is_open() => return Some(Earlier::Unanswered),
            _ => {}
        }
    }
    let candidates = store::past_orders()
        .into_iter()
        .filter(|past| may_be_paid(past, now));
    for past in candidates.take(MOST_ASKED) {
        let Some(id) = OrderId::parse(&past.id) else {
            continue;
        };
        if can_be_paid(client, &id).await {
            return Some(Earlier::Other(id));
        }
    }
    None
}

/// Whether an order of the history was last seen waiting for money, not long ago.
fn may_be_paid(past: &PastOrder, now: f64) -> bool {
    let waits = [
        OrderState::Created,
        OrderState::WaitingForPayment,
        OrderState::PartialPaymentStarted,
    ];
    waits.iter().any(|state| state.key() == past.state)
        && now - (past.created_at as f64) < MAYBE_PAYABLE_MILLISECONDS
}

async fn can_be_paid(client: Client, id: &OrderId) -> bool {
    match client.get(api::order(&client.prefix(), id)).await {
        Ok(order) => waits_for_money(&order, client.now()),
        Err(ApiError::Status { code: 404, .. }) => false,
        // Then what this device knows of it counts.
        Err(_) => true,
    }
}

/// Whether the buyer can pay it, or has paid a part of it, so that a newer order would do harm.
fn waits_for_money(order: &Order, now: f64) -> bool {
    let is_over = order.deadline().is_some_and(|end| now > end as f64);
    !order.is_paid
        && match order.state {
            OrderState::Created => !is_over,
            // Where a coupon pays all of it there is nothing to send.
            OrderState::WaitingForPayment => {
                !is_over && (order.address.is_some() || order.amount.is_some())
            }
            OrderState::PartialPaymentStarted => true,
            _ => false,
        }
}
