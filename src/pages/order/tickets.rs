//! The goods of an order: those that are there, and the place of those that will be.

use crate::components::ticket::ticket;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::reactive::State;
use shop_core::model::order::{Delivery, DeliveryState, OrderState, Stage};

/// One ticket an item, once anything is known of any of them.
pub(super) fn tickets(
    i18n: I18n,
    deliveries: &[Delivery],
    state: &OrderState,
    email: Option<String>,
    revealed: State<u64>,
) -> Option<View> {
    let is_news = |delivery: &Delivery| delivery.state != DeliveryState::Coming;
    if !deliveries.iter().any(is_news) && state.stage() != Stage::Delivered {
        return None;
    }
    let tickets = deliveries
        .iter()
        .enumerate()
        .map(|(place, delivery)| ticket(delivery, place, coming(state), revealed));
    // What isn't there was not sent by email either.
    let has_sent = deliveries.iter().any(Delivery::is_done);
    let email = email.filter(|_| has_sent).map(|email| {
        element("p")
            .attr("class", "hint")
            .child(i18n.fill("order.also_emailed", &[("email", &email)]))
            .into_child()
    });
    Some(fragment([
        element("section")
            .attr("class", "tickets")
            .attr("aria-label", i18n.text("order.goods"))
            .child(tickets.collect::<Vec<_>>())
            .into_child(),
        email.into_child(),
    ]))
}

/// The key of what is said of an item that isn't there, while it may still come: nothing where the
/// order waits for money or has ended.
fn coming(state: &OrderState) -> Option<&'static str> {
    match (state, state.stage()) {
        // Its money goes back, or is looked at first.
        (OrderState::FailedPaid, _) => None,
        (_, Stage::Paid | Stage::Delivering) => Some("delivery.pending"),
        (_, Stage::Review) => Some("delivery.review"),
        _ => None,
    }
}
