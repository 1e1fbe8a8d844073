//! The goods of an order: those that have come, and placeholders for those that will come.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::order::ticket::{Cover, ticket};
use crate::components::ui::hint::Hint;
use crate::i18n::use_i18n;
use shop_core::model::order::{Delivery, DeliveryState, Order, OrderState, StatusStage};
use shop_core::text_key::TextKey;

/// One ticket per item, once anything is known about any of them.
#[component]
pub(super) fn Tickets(order: Memo<Arc<Order>>, revealed: RwSignal<u64>) -> impl IntoView {
    let i18n = use_i18n();
    // Only these values, so that other updates cover no code again.
    let goods = Memo::new(move |_| {
        order.with(|order| {
            let (deliveries, state) = (order.deliveries.clone(), order.state.clone());
            have_tickets(order).then(|| (deliveries, state, order.email.clone()))
        })
    });
    move || {
        let (deliveries, state, email) = goods.get()?;
        // What went wrong comes first; a cover belongs to its delivery's own index.
        let mut ordered: Vec<_> = deliveries.iter().enumerate().collect();
        ordered.sort_by_key(|(_, delivery)| delivery.state != DeliveryState::Failed);
        let tickets = ordered
            .into_iter()
            .map(|(index, delivery)| ticket(delivery, coming(&state), Cover { index, revealed }))
            .collect_view();
        // Goods that haven't come were not sent by email either.
        let has_sent = deliveries.iter().any(Delivery::is_done);
        let email = email
            .filter(|_| has_sent)
            .map(|email| i18n.fill(TextKey::OrderAlsoEmailed, &[("email", &email)]));
        Some(view! {
            <section class="tickets" aria-label=i18n.text(TextKey::OrderGoods)>
                {tickets}
            </section>
            {email.map(|words| view! { <Hint words /> })}
        })
    }
}

/// Whether the items have tickets: something is known about one of them. Where the heading and the
/// advice say everything, a ticket would only repeat it: of money that went back whole without an
/// item's reason, and of one item alone that is checked or bought again.
pub(super) fn have_tickets(order: &Order) -> bool {
    let is_alone = order.deliveries.len() == 1;
    let is_known = |delivery: &Delivery| match (delivery.state, &order.state) {
        (DeliveryState::Coming, _) => false,
        (DeliveryState::Refunded, OrderState::Refunded) => delivery.failure.is_some(),
        (DeliveryState::Review, OrderState::WaitingForManualAction)
        | (DeliveryState::Rebuy, OrderState::WaitingForRebuy) => !is_alone,
        _ => true,
    };
    order.deliveries.iter().any(is_known) || order.state.stage() == StatusStage::Delivered
}

/// The key of the text for an item that hasn't come but may still come: `None` if the order waits
/// for money or has ended.
fn coming(state: &OrderState) -> Option<TextKey> {
    match (state, state.stage()) {
        // Its money goes back, or is checked first.
        (OrderState::FailedPaid, _) => None,
        (_, StatusStage::Paid | StatusStage::Delivering) => Some(TextKey::DeliveryPending),
        (_, StatusStage::Review) => Some(TextKey::DeliveryReview),
        _ => None,
    }
}
