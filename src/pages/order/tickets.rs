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
    // The indices of the items: what went wrong comes first. News of an item changes its own ticket,
    // and all tickets only if it moves.
    let arranged = Memo::new(move |_| {
        order.with(|order| {
            let has_failed = |index: &usize| {
                let delivery = order.deliveries.get(*index);
                delivery.is_some_and(|delivery| delivery.state == DeliveryState::Failed)
            };
            let indices = 0..order.deliveries.len();
            let (failed, others): (Vec<_>, Vec<_>) = indices.partition(has_failed);
            have_tickets(order).then(|| [failed, others].concat())
        })
    });
    let email = Memo::new(move |_| {
        order.with(|order| {
            // Goods that haven't come were not sent by email either.
            let has_sent = order.deliveries.iter().any(Delivery::is_done);
            order.email.clone().filter(|_| has_sent)
        })
    });
    let also_emailed = move || {
        let words = i18n.fill(TextKey::OrderAlsoEmailed, &[("email", &email.get()?)]);
        Some(view! { <Hint words /> })
    };
    move || {
        let tickets = arranged.get()?.into_iter().map(|index| {
            let cover = Cover { index, revealed };
            view! { <ItemTicket order cover /> }
        });
        Some(view! {
            <section class="tickets" aria-label=move || i18n.text(TextKey::OrderGoods)>
                {tickets.collect_view()}
            </section>
            {also_emailed}
        })
    }
}

/// The ticket of one item; a cover belongs to the item's index.
#[component]
fn ItemTicket(order: Memo<Arc<Order>>, cover: Cover) -> impl IntoView {
    let shown = Memo::new(move |_| {
        order.with(|order| {
            let delivery = order.deliveries.get(cover.index)?.clone();
            let is_coming = delivery.state == DeliveryState::Coming;
            Some((delivery, coming(&order.state).filter(|_| is_coming)))
        })
    });
    move || {
        shown.with(|shown| {
            let (delivery, coming) = shown.as_ref()?;
            Some(ticket(delivery, *coming, cover))
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
