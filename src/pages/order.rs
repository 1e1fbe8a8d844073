//! An order: what to pay, then how far it is, then what was delivered.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::ApiError;
use crate::api::client::Client;
use crate::components::failure::failure;
use crate::components::icon::icon;
use crate::components::notice::{Tone, notice};
use crate::components::pay_panel::pay_panel;
use crate::components::placeholder;
use crate::components::status_line::status_line;
use crate::components::ticket::ticket;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::model::order::{Order, OrderId, OrderState, Stage};
use crate::model::payment::network_words;
use crate::navigation::Navigation;
use crate::route::Route;
use crate::store;
use crate::tracking::{self, Following};

/// How often the page looks at the clock, in milliseconds. Minutes are shown,
/// so this only bounds how late one of them changes.
const TICK_MILLISECONDS: u64 = 5_000;

/// The page of the order in the address. The title never has the id.
pub fn order_page(id: &str) -> AnyView {
    Navigation::here().title(t("order.title"));
    let body = match OrderId::parse(id) {
        Some(id) => followed(id),
        None => not_an_order(I18n::here().text("order.not_an_id")),
    };
    view! { <main id=MAIN_ID class="order" tabindex="-1">{body}</main> }.into_any()
}

fn followed(id: OrderId) -> AnyView {
    let client: Client = expect_context();
    let following = tracking::follow(client, id);
    let now = RwSignal::new(client.now());
    let tick = set_interval_with_handle(
        move || {
            now.try_set(client.now());
        },
        std::time::Duration::from_millis(TICK_MILLISECONDS),
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let order = Memo::new({
        let following = following.clone();
        move |_| following.with(|tracking| tracking.order.clone())
    });
    Effect::new(move |_| {
        if let Some(order) = order.get() {
            now.set(client.now());
            store::note_order(&order, client.now());
        }
    });
    let error = Memo::new({
        let following = following.clone();
        move |_| following.with(|tracking| tracking.error.clone())
    });
    (move || match (order.get(), error.get()) {
        (Some(order), _) => order_view(&order, &following, now.into()),
        (None, Some(error)) => no_order(&error, &following),
        (None, None) => placeholder::order(),
    })
    .into_any()
}

fn no_order(error: &ApiError, following: &Following) -> AnyView {
    if error.status() == Some(404) {
        return not_an_order(I18n::here().text("order.unknown"));
    }
    let following = following.clone();
    failure(
        error,
        Callback::new(move |()| following.check_now()),
        RwSignal::new(false),
    )
}

fn not_an_order(words: String) -> AnyView {
    let navigation = Navigation::here();
    view! {
        <h1>{t("order.none_title")}</h1>
        {notice(Tone::Bad, words, Some(I18n::here().text("order.none_body")))}
        <div class="actions">
            <a class="button button-quiet" href=move || navigation.href(&Route::Home)>{t("failure.home")}</a>
        </div>
    }
    .into_any()
}

fn order_view(order: &Arc<Order>, following: &Following, now: Signal<f64>) -> AnyView {
    let i18n = I18n::here();
    let link = Memo::new({
        let following = following.clone();
        move |_| following.with(|tracking| tracking.link.clone())
    });
    let status = {
        let order = Arc::clone(order);
        move || status_line(&order, &link.get())
    };
    let on_paid = {
        let following = following.clone();
        Callback::new(move |()| following.check_now())
    };
    view! {
        <header class="order-head">
            {item(order)}
            <h1>{heading(i18n, order)}</h1>
        </header>
        {status}
        {order.asks_for_payment().then(|| pay_panel(order, now, on_paid))}
        {advice(i18n, order)}
        {tickets(i18n, order)}
        {receipt(i18n, order)}
        <p class="hint">{i18n.text("order.link_is_secret")}</p>
    }
    .into_any()
}

/// What was ordered and for whom, in a line.
fn item(order: &Order) -> Option<AnyView> {
    let first = order.deliveries.first()?;
    let i18n = I18n::here();
    let title = match &first.label {
        Some(label) => [&first.brand, ", ", label].concat(),
        None => first.brand.clone(),
    };
    let more = order.deliveries.len().saturating_sub(1);
    let others = (more > 0).then(|| [", ", &i18n.count("order.and_more", more, &[])].concat());
    let to = first
        .beneficiary
        .as_ref()
        .map(|beneficiary| i18n.fill("order.to", &[("beneficiary", beneficiary)]));
    Some(view! { <div class="item"><p><b>{title}{others}</b><br/><span class="hint">{to}</span></p></div> }.into_any())
}

/// The one thing to know or do now.
fn heading(i18n: I18n, order: &Order) -> String {
    let network = network_words(&order.pair);
    let left = order.amount_left().filter(|_| order.asks_for_payment());
    match left {
        Some(left) => {
            let amount = i18n.coin(&left, &order.pair.coin);
            let key = if order.state == OrderState::PartialPaymentStarted {
                "order.send_rest"
            } else {
                "order.send"
            };
            i18n.fill(key, &[("amount", &amount), ("network", &network)])
        }
        None => i18n.text(&["order.head_", order.state.key()].concat()),
    }
}

/// What the state means for the money, and what to do.
fn advice(i18n: I18n, order: &Order) -> Option<AnyView> {
    if order.asks_for_payment() {
        return None;
    }
    let tone = match order.state.stage() {
        Stage::Delivered => return None,
        Stage::Waiting | Stage::Paid | Stage::Delivering => Tone::Plain,
        Stage::Review => Tone::Warn,
        Stage::Ended if order.state == OrderState::Refunded => Tone::Good,
        Stage::Ended if order.state == OrderState::Expired => Tone::Warn,
        Stage::Ended => Tone::Bad,
    };
    let is_late = order.state == OrderState::Expired && order.was_paid_late;
    let key = if is_late { "late" } else { order.state.key() };
    let raw = match &order.state {
        OrderState::Unknown(name) => crate::model::display_text::cleaned(name),
        _ => String::new(),
    };
    let title = i18n.fill(&["order.money_", key].concat(), &[("state", &raw)]);
    let refund = order.refund.as_ref().map(|refund| {
        let amount = refund
            .amount
            .as_ref()
            .map(|amount| i18n.coin(amount, refund.currency.as_deref().unwrap_or_default()));
        i18n.fill(
            "order.refund",
            &[
                ("amount", &amount.unwrap_or_default()),
                ("reason", refund.reason.as_deref().unwrap_or_default()),
            ],
        )
    });
    let body = refund.or_else(|| Some(i18n.text(&["order.next_", key].concat())));
    let navigation = Navigation::here();
    let again = matches!(order.state.stage(), Stage::Ended).then(|| {
        view! {
            <div class="actions">
                <a class="button" href=move || navigation.href(&Route::Brands)>{i18n.text("order.choose_again")}</a>
                {support(i18n)}
            </div>
        }
        .into_any()
    });
    Some(view! { {notice(tone, title, body)}{again} }.into_any())
}

fn support(i18n: I18n) -> Option<AnyView> {
    let config = Navigation::here().config();
    let href = config
        .support_url
        .clone()
        .or_else(|| Some(["mailto:", config.support_email.as_deref()?].concat()))?;
    Some(view! { <a class="button button-quiet" href=href>{icon("mail")}{i18n.text("order.support")}</a> }.into_any())
}

/// The goods: those that are there, and the place of those that will be.
fn tickets(i18n: I18n, order: &Order) -> Option<AnyView> {
    let shows = order
        .deliveries
        .iter()
        .any(|delivery| delivery.is_done || delivery.failure.is_some())
        || order.state.stage() == Stage::Delivered;
    if !shows {
        return None;
    }
    let tickets: Vec<AnyView> = order.deliveries.iter().map(ticket).collect();
    let email = order.email.as_ref().map(|email| {
        view! { <p class="hint">{i18n.fill("order.also_emailed", &[("email", email)])}</p> }
            .into_any()
    });
    Some(view! { <section class="tickets" aria-label=i18n.text("order.goods")>{tickets}</section>{email} }.into_any())
}

fn receipt(i18n: I18n, order: &Order) -> AnyView {
    let network = network_words(&order.pair);
    let total = order.amount.as_ref().map(|amount| {
        let amount = i18n.coin(amount, &order.pair.coin);
        let words = i18n.fill("order.amount_on", &[("amount", &amount), ("network", &network)]);
        view! { <div class="summary-total"><dt>{i18n.text("product.total")}</dt><dd>{words}</dd></div> }.into_any()
    });
    let received = order
        .sent
        .as_ref()
        .filter(|sent| !sent.is_zero())
        .map(|sent| {
            let amount = i18n.coin(sent, &order.pair.coin);
            view! { <div><dt>{i18n.text("order.received")}</dt><dd>{amount}</dd></div> }.into_any()
        });
    let made = order.created_at.map(|made| {
        let words = [i18n.day(made), ", ".to_owned(), i18n.time(made)].concat();
        view! { <div><dt>{i18n.text("order.made")}</dt><dd>{words}</dd></div> }.into_any()
    });
    view! {
        <section class="sheet" aria-labelledby="receipt">
            <h2 id="receipt">{i18n.text("order.receipt")}</h2>
            <dl class="summary receipt">
                {received}
                {total}
                {made}
                <div><dt>{i18n.text("order.number")}</dt><dd dir="ltr">{order.id.as_str().to_owned()}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}
