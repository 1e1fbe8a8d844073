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
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::order::{Order, OrderId, OrderState, Stage};
use crate::model::payment::network_words;
use crate::navigation::Navigation;
use crate::reactive::{State, effect};
use crate::route::Route;
use crate::store;
use crate::tracking::{self, Following};

/// How often the page looks at the clock, in milliseconds. Minutes are shown,
/// so this only bounds how late one of them changes.
const TICK_MILLISECONDS: u64 = 5_000;

/// The page of the order in the address. The title never has the id.
pub fn order_page(id: &str) -> View {
    Navigation::here().title(t("order.title"));
    let body = match OrderId::parse(id) {
        Some(id) => followed(id),
        None => not_an_order(I18n::here().text("order.not_an_id")),
    };
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "order")
        .attr("tabindex", "-1")
        .child(body)
        .into_child()
}

fn followed(id: OrderId) -> View {
    let client: Client = expect_context();
    let following = tracking::follow(client, id);
    let now = State::new(client.now());
    let tick = set_interval_with_handle(
        move || {
            now.set(client.now());
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
    effect(move || {
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
        (Some(order), _) => order_view(&order, &following, now),
        (None, Some(error)) => no_order(&error, &following),
        (None, None) => placeholder::order(),
    })
    .into_child()
}

fn no_order(error: &ApiError, following: &Following) -> View {
    if error.status() == Some(404) {
        return not_an_order(I18n::here().text("order.unknown"));
    }
    let following = following.clone();
    failure(
        error,
        Callback::new(move |()| following.check_now()),
        State::new(false),
    )
}

fn not_an_order(words: String) -> View {
    let navigation = Navigation::here();
    fragment([
        (element("h1").child(t("order.none_title"))).into_child(),
        (notice(Tone::Bad, words, Some(I18n::here().text("order.none_body")))).into_child(),
        (element("div").attr("class", "actions").child(
            element("a")
                .attr("class", "button button-quiet")
                .live_attr("href", move || navigation.href(&Route::Home))
                .child(t("failure.home")),
        ))
        .into_child(),
    ])
    .into_child()
}

fn order_view(order: &Arc<Order>, following: &Following, now: State<f64>) -> View {
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
    fragment([
        (element("header")
            .attr("class", "order-head")
            .child(item(order))
            .child(element("h1").child(heading(i18n, order))))
        .into_child(),
        (status).into_child(),
        (order
            .asks_for_payment()
            .then(|| pay_panel(order, now, on_paid)))
        .into_child(),
        (advice(i18n, order)).into_child(),
        (tickets(i18n, order)).into_child(),
        (receipt(i18n, order)).into_child(),
        (element("p")
            .attr("class", "hint")
            .child(i18n.text("order.link_is_secret")))
        .into_child(),
    ])
    .into_child()
}

/// What was ordered and for whom, in a line.
fn item(order: &Order) -> Option<View> {
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
    Some(
        element("div")
            .attr("class", "item")
            .child(
                element("p")
                    .child(element("b").child(title).child(others))
                    .child(element("br"))
                    .child(element("span").attr("class", "hint").child(to)),
            )
            .into_child(),
    )
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
fn advice(i18n: I18n, order: &Order) -> Option<View> {
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
        element("div")
            .attr("class", "actions")
            .child(
                element("a")
                    .attr("class", "button")
                    .live_attr("href", move || navigation.href(&Route::Brands))
                    .child(i18n.text("order.choose_again")),
            )
            .child(support(i18n))
            .into_child()
    });
    Some(
        fragment([
            (notice(tone, title, body)).into_child(),
            (again).into_child(),
        ])
        .into_child(),
    )
}

fn support(i18n: I18n) -> Option<View> {
    let config = Navigation::here().config();
    let href = config
        .support_url
        .clone()
        .or_else(|| Some(["mailto:", config.support_email.as_deref()?].concat()))?;
    Some(
        element("a")
            .attr("class", "button button-quiet")
            .attr("href", href)
            .child(icon("mail"))
            .child(i18n.text("order.support"))
            .into_child(),
    )
}

/// The goods: those that are there, and the place of those that will be.
fn tickets(i18n: I18n, order: &Order) -> Option<View> {
    let shows = order
        .deliveries
        .iter()
        .any(|delivery| delivery.is_done || delivery.failure.is_some())
        || order.state.stage() == Stage::Delivered;
    if !shows {
        return None;
    }
    let tickets: Vec<View> = order.deliveries.iter().map(ticket).collect();
    let email = order.email.as_ref().map(|email| {
        element("p")
            .attr("class", "hint")
            .child(i18n.fill("order.also_emailed", &[("email", email)]))
            .into_child()
    });
    Some(
        fragment([
            (element("section")
                .attr("class", "tickets")
                .attr("aria-label", i18n.text("order.goods"))
                .child(tickets))
            .into_child(),
            (email).into_child(),
        ])
        .into_child(),
    )
}

fn receipt(i18n: I18n, order: &Order) -> View {
    let network = network_words(&order.pair);
    let total = order.amount.as_ref().map(|amount| {
        let amount = i18n.coin(amount, &order.pair.coin);
        let words = i18n.fill(
            "order.amount_on",
            &[("amount", &amount), ("network", &network)],
        );
        element("div")
            .attr("class", "summary-total")
            .child(element("dt").child(i18n.text("product.total")))
            .child(element("dd").child(words))
            .into_child()
    });
    let received = order
        .sent
        .as_ref()
        .filter(|sent| !sent.is_zero())
        .map(|sent| {
            let amount = i18n.coin(sent, &order.pair.coin);
            element("div")
                .child(element("dt").child(i18n.text("order.received")))
                .child(element("dd").child(amount))
                .into_child()
        });
    let made = order.created_at.map(|made| {
        let words = [i18n.day(made), ", ".to_owned(), i18n.time(made)].concat();
        element("div")
            .child(element("dt").child(i18n.text("order.made")))
            .child(element("dd").child(words))
            .into_child()
    });
    element("section")
        .attr("class", "sheet")
        .attr("aria-labelledby", "receipt")
        .child(
            element("h2")
                .attr("id", "receipt")
                .child(i18n.text("order.receipt")),
        )
        .child(
            element("dl")
                .attr("class", "summary receipt")
                .child(received)
                .child(total)
                .child(made)
                .child(
                    element("div")
                        .child(element("dt").child(i18n.text("order.number")))
                        .child(
                            element("dd")
                                .attr("dir", "ltr")
                                .child(order.id.as_str().to_owned()),
                        ),
                ),
        )
        .into_child()
}
