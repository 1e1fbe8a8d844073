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
            (deliveries, state, order.email.clone())
        })
    });
    move || {
        let (deliveries, state, email) = goods.get();
        let is_news = |delivery: &Delivery| delivery.state != DeliveryState::Coming;
        if !deliveries.iter().any(is_news) && state.stage() != StatusStage::Delivered {
            return None;
        }
        let tickets = deliveries
            .iter()
            .enumerate()
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
