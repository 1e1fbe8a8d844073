//! The receipt: the total, the payment, the day, the number, and who delivers.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::ui::copy_button::copy_button;
use crate::components::ui::exact_text::exact_text;
use crate::components::ui::fact::Fact;
use crate::components::ui::seller::seller;
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::order::{Order, OrderState};
use shop_core::model::payment::network_words;
use shop_core::text_key::TextKey;

/// The sheet of an order's sums, day and number.
#[component]
pub(super) fn Receipt(order: Memo<Arc<Order>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="sheet" aria-labelledby="receipt">
            <h2 id="receipt">{t(TextKey::OrderReceipt)}</h2>
            {move || order.with(|order| sums(i18n, order))}
            {seller()}
        </section>
    }
}

fn sums(i18n: I18n, order: &Order) -> impl IntoView + use<> {
    let pair = &order.pair;
    let sum = |amount| vec![(i18n.coin_of(amount, pair), true)];
    // A total that should not be sent isn't shown.
    let total = order.amount.as_ref().filter(|_| !order.sums_disagree());
    let total = total.map(|amount| {
        let network = network_words(pair);
        let amount = i18n.coin_of(amount, pair);
        let values = [("amount", &*amount), ("network", &*network)];
        i18n.pieces(TextKey::OrderAmountOn, &values)
    });
    let is_covered = order.state == OrderState::Covered;
    let total = total.or_else(|| is_covered.then(|| i18n.pieces(TextKey::OrderStateCovered, &[])));
    let covered = order.sums.covered.iter().map(|(key, part)| {
        let words = vec![(["−", &i18n.coin_of(part, pair)].concat(), true)];
        view! { <Fact name=t(*key) value=exact_text(words) /> }
    });
    let received = order.sent.as_ref().filter(|sent| !sent.is_zero());
    let transactions = order.transactions.iter().cloned();
    let number = view! {
        <span dir="ltr" translate="no">
            {order.id.as_str().to_owned()}
        </span>
    };
    view! {
        <dl class="summary receipt">
            {order
                .created_at
                .map(|made| {
                    let words = vec![(i18n.moment(made), false)];
                    view! { <Fact name=t(TextKey::OrderMade) value=exact_text(words) /> }
                })} <Fact name=t(TextKey::OrderNumber) value=number />
            {received
                .map(|sent| {
                    view! { <Fact name=t(TextKey::OrderReceived) value=exact_text(sum(sent)) /> }
                })} {transactions.map(|id| view! { <Transaction id /> }).collect_view()}
            {order
                .sums
                .price
                .as_ref()
                .map(|price| {
                    view! { <Fact name=t(TextKey::OrderPrice) value=exact_text(sum(price)) /> }
                })} {covered.collect_view()}
            {total
                .map(|words| {
                    view! {
                        <Fact
                            name=t(TextKey::ProductTotal)
                            value=exact_text(words)
                            class="summary-total"
                        />
                    }
                })}
        </dl>
    }
}

#[component]
fn Transaction(id: String) -> impl IntoView {
    let i18n = use_i18n();
    let copied = id.clone();
    let value = view! {
        <span class="copied-line">
            <code class="transaction" dir="ltr" translate="no">
                {id}
            </code>
            {move || copy_button(copied.clone(), i18n.text(TextKey::OrderCopyTransaction))}
        </span>
    };
    view! { <Fact name=t(TextKey::OrderTransaction) value /> }
}

/// The head of the printed page, which has neither the sheet nor the page's own head: whose shop
/// this was, which order, and when.
#[component]
pub(super) fn OnPaper(order: Memo<Arc<Order>>) -> impl IntoView {
    let i18n = use_i18n();
    let number = move || order.with(|order| order.id.as_str().to_owned());
    let made = move || {
        let made = order.with(|order| order.created_at)?;
        let words = move || i18n.moment(made);
        Some(view! { <PaperLine key=TextKey::OrderMade>{words}</PaperLine> })
    };
    view! {
        <div class="print-only">
            <p>
                <b translate="no">{use_navigation().config().name.clone()}</b>
            </p>
            <PaperLine key=TextKey::OrderTitle>{number}</PaperLine>
            {made}
        </div>
    }
}

#[component]
fn PaperLine(key: TextKey, children: Children) -> impl IntoView {
    view! { <p>{t(key)}{t(TextKey::ListColon)}<bdi translate="no">{children()}</bdi></p> }
}
