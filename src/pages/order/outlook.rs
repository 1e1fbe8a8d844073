//! Whether anything is still to come of an order.

use shop_core::model::order::{Order, StatusStage};
use shop_core::pay;

/// Whether the goods are there; `None` if none will come: the order should not be paid any more, or
/// it has ended. `now` is in epoch milliseconds by the API's clock.
pub(super) fn is_done(order: &Order, now: f64) -> Option<bool> {
    let is_late = pay::deadline(order).is_some_and(|deadline| now > deadline as f64);
    if order.asks_for_payment() && (is_late || pay::is_unsafe(order)) {
        return None;
    }
    let state = &order.state;
    let is_done = state.stage() == StatusStage::Delivered;
    let is_over = state.is_final() || state.stage() == StatusStage::Ended;
    (is_done || !is_over).then_some(is_done)
}
