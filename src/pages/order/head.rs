//! The head of an order: the ordered items, and the one thing to know or do now.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::prelude::*;

use super::tickets::have_tickets;
use crate::i18n::{Pieces, use_i18n};
use shop_core::model::order::{Order, OrderState};
use shop_core::model::payment::network_words;
use shop_core::pay;
use shop_core::text_key::{PluralKey, TextKey};

/// The ordered items and their recipient, until each has a ticket that says so.
#[component]
pub(super) fn OrderedItem(order: Memo<Arc<Order>>) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let order = order.get();
        let first = order.deliveries.first().filter(|_| !have_tickets(&order))?;
        let title = match &first.label {
            Some(label) => i18n.joined(&[&first.brand, label]),
            None => first.brand.clone(),
        };
        let more = order.deliveries.len().saturating_sub(1);
        let others =
            (more > 0).then(|| i18n.joined(&["", &i18n.count(PluralKey::OrderAndMore, more, &[])]));
        let to = first
            .beneficiary
            .as_ref()
            .map(|beneficiary| i18n.fill(TextKey::OrderTo, &[("beneficiary", beneficiary)]));
        // Without an attribute it would be the only element that is made of markup.
        let no_class: Option<&str> = None;
        Some(view! {
            <div class="item">
                <p>
                    <b>
                        <bdi translate="no">{title}</bdi>
                        {others}
                    </b>
                    <br class=no_class />
                    <span class="hint">{to}</span>
                </p>
            </div>
        })
    }
}

/// The one thing to know or do now. `is_over`: whether the time to pay is over; `was_sent`: whether
/// the page around a widget reports that it has paid.
pub(super) fn heading(order: &Order, is_over: bool, was_sent: bool) -> Pieces {
    let i18n = use_i18n();
    let plain = |key| i18n.pieces(key, &[]);
    let fault = pay::lasting_fault(order);
    if let Some(fault) = fault.filter(|_| order.asks_for_payment()) {
        return plain(fault.title_key());
    }
    if is_over && order.asks_for_payment() {
        return plain(TextKey::OrderHeadExpired);
    }
    if was_sent && order.asks_for_payment() {
        return plain(TextKey::EmbedWordSent);
    }
    let network = network_words(&order.pair);
    let left = order.amount_left().filter(|_| order.asks_for_payment());
    match left {
        Some(left) => {
            let amount = i18n.coin_of(&left, &order.pair);
            let key = if order.state == OrderState::PartialPaymentStarted {
                TextKey::OrderSendRest
            } else {
                TextKey::OrderSend
            };
            i18n.pieces(key, &[("amount", &amount), ("network", &network)])
        }
        None => plain(order.state.texts().heading),
    }
}
