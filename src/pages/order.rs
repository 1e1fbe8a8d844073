//! An order: what to pay, then how far it is, then what was delivered.

mod advice;
mod agreed;
mod full_shop;
mod habit;
mod head;
mod keeping;
mod look;
mod none;
mod not_kept;
mod outlook;
mod receipt;
mod tickets;

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::client::Client;
use crate::components::exact_text::exact_text;
use crate::components::host_pay::was_sent;
use crate::components::notify_button::notify_button;
use crate::components::pay_panel::{Kept, pay_panel};
use crate::components::placeholder;
use crate::components::recovery::{Told, recovery};
use crate::components::status_line::status_line;
use crate::frame::MAIN_ID;
use crate::host::{Host, News};
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State, effect, every};
use crate::store;
use crate::tracking::{self, Following};
use head::{heading, item};
use look::Look;
use none::{no_order, not_an_order, seller_in_a_widget};
use shop_core::model::order::{MoneySeen, Order, OrderId, OrderState};
use shop_core::order_tracking::Link;
use shop_core::pay;
use shop_core::route::Route;
use tickets::tickets;

/// How often the page looks at the clock, in milliseconds. Minutes are shown,
/// so this only bounds how late one of them changes.
const TICK_MILLISECONDS: u64 = 5_000;

/// The page of the order in the address. The title never has the id.
pub fn order_page(id: &str) -> View {
    let navigation = Navigation::here();
    navigation.keep_private();
    let route = Route::Order { id: id.to_owned() };
    navigation.clean(&route, &route);
    let body = match OrderId::parse(id) {
        Some(id) => followed(id),
        None => {
            navigation.title(t("order.title"));
            not_an_order(I18n::here().text("order.not_an_id"))
        }
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
    let told = Told::new();
    let visit = store::visit_of(&id);
    let seen = MoneySeen::in_past(&visit.state);
    let following = tracking::follow(client, id, seen);
    let now = State::new(client.now());
    every(TICK_MILLISECONDS, move || now.set(client.now()));
    let order = Derived::new({
        let following = following.clone();
        move || following.with(|tracking| tracking.order.clone())
    });
    // Which codes the buyer has asked for, now or in an earlier visit; kept
    // here, so that news about one item doesn't cover another again.
    let revealed = State::new(visit.shown);
    store::try_to_keep_orders();
    let is_kept = State::new(true);
    effect(move || {
        if let Some(order) = order.get() {
            now.set(client.now());
            let state = pay::listed_key(&order);
            store::note_order(&order, state, revealed.get(), client.now());
            is_kept.set(store::keeps_orders());
        }
    });
    if let Some(host) = Host::here() {
        let link = following.clone();
        effect(move || {
            let is_live = link.with(|tracking| tracking.link == Link::Live);
            if let Some(order) = order.get() {
                host.tell(News::Shown(order, is_live));
            }
        });
        on_cleanup(move || host.tell(News::Left));
    }
    // Here, because another language makes all that follows anew.
    let exchange_fee = State::new(String::new());
    let look = Look::new(&following);
    // A tab in the background says by its title that the goods are there.
    let is_done = Derived::new(move || {
        let now = now.get();
        order.with(|order| outlook::is_done(order.as_ref()?, now))
    });
    let done_key = Derived::new(move || {
        let is_part = |order: &Arc<Order>| order.state == OrderState::DoneInPart;
        if order.with(|order| order.as_ref().is_some_and(is_part)) {
            "order.head_done_part"
        } else {
            "order.head_done"
        }
    });
    let i18n = I18n::here();
    Navigation::here().title(move || {
        i18n.text(if is_done.get() == Some(true) {
            done_key.get()
        } else {
            "order.title"
        })
    });
    let error = Derived::new({
        let following = following.clone();
        move || following.with(|tracking| tracking.error.clone())
    });
    // Which of the three is shown; what is in them follows finer values, so
    // that news leaves focus and shown codes alone.
    let has_order = Derived::new(move || order.with(Option::is_some));
    let body = move || {
        if has_order.get() {
            return order_view(
                Shown {
                    order,
                    now,
                    revealed,
                    is_kept,
                    is_done,
                    done_key,
                    told,
                    exchange_fee,
                    look,
                },
                &following,
            );
        }
        match error.get() {
            Some(error) => {
                fragment([no_order(&error, &following), seller_in_a_widget()]).into_child()
            }
            None => placeholder::order(),
        }
    };
    body.into_child()
}

/// What the page of an order shows. A copyable handle.
#[derive(Clone, Copy)]
struct Shown {
    order: Derived<Option<Arc<Order>>>,
    now: State<f64>,
    /// A bit for the place of each delivery whose code is uncovered.
    revealed: State<u64>,
    /// Whether this device remembers the order.
    is_kept: State<bool>,
    /// Whether the goods are there; `None` where none will come.
    is_done: Derived<Option<bool>>,
    /// The key of what is said once they are: all of them, or a part.
    done_key: Derived<&'static str>,
    told: Told,
    /// The withdrawal fee of the buyer's exchange, as typed.
    exchange_fee: State<String>,
    /// What came of the buyer's word that the money is sent.
    look: Look,
}

fn order_view(page: Shown, following: &Following) -> View {
    let i18n = I18n::here();
    let client: Client = expect_context();
    let Shown {
        order,
        now,
        revealed,
        is_kept,
        exchange_fee,
        look,
        ..
    } = page;
    let is_due =
        |order: &Option<Arc<Order>>| order.as_ref().is_some_and(|order| order.asks_for_payment());
    let link = Derived::new({
        let following = following.clone();
        move || match page.is_done.get() {
            // Nobody waits for news of money that should not be sent any more.
            None if order.with(is_due) => Link::Ended,
            _ => following.with(|tracking| tracking.link.clone()),
        }
    });
    let checked = following.checked();
    let checked_at = Derived::new(move || checked.get().at);
    let has_said = Derived::new(move || look.is_late());
    // The order without the times of its snapshots, which nobody sees.
    let shown = Derived::new(move || {
        order.with(|order| {
            order.as_ref().map(|order| {
                Arc::new(Order {
                    updated_at: None,
                    ..(**order).clone()
                })
            })
        })
    });
    // "Waiting for payment" would ask for what nobody should send.
    let has_status = Derived::new(move || {
        shown.with(|order| {
            let is_unsafe = |order: &Order| order.asks_for_payment() && pay::is_unsafe(order);
            order.as_ref().is_some_and(|order| !is_unsafe(order))
        })
    });
    let payment = Derived::new(move || {
        shown.with(|order| {
            order
                .as_ref()
                .filter(|order| order.asks_for_payment())
                .map(|order| order.payment())
        })
    });
    let deliveries = Derived::new(move || {
        shown.with(|order| {
            order.as_ref().map(|order| {
                (
                    order.deliveries.clone(),
                    order.state.clone(),
                    order.email.clone(),
                )
            })
        })
    });
    let is_over = Derived::new(move || {
        let deadline = shown.with(|order| order.as_ref().and_then(|order| pay::deadline(order)));
        deadline.is_some_and(|deadline| now.get() > deadline as f64)
    });
    let kept = Kept {
        prefers_other: habit::preferred_code(order),
        exchange_fee,
    };
    let on_wanted = {
        let following = following.clone();
        Callback::new(move |()| following.keep_asking())
    };
    let paid = Derived::new(move || {
        shown.with(|order| {
            order.as_ref().map(|order| {
                if order.state.is_final() {
                    // Nothing of its items changes any more.
                    Arc::clone(order)
                } else {
                    Arc::new(order.payment())
                }
            })
        })
    });
    let part = move |view: fn(I18n, &Order) -> View| {
        move || shown.with(|order| order.as_ref().map(|order| view(i18n, order)))
    };
    let heading = Derived::new(move || {
        let (is_over, was_sent) = (is_over.get(), was_sent());
        shown.with(|order| {
            let order = order.as_ref();
            order.map_or_else(Vec::new, |order| heading(i18n, order, is_over, was_sent))
        })
    });
    fragment([
        element("header")
            .attr("class", "order-head")
            .child(part(|_, order| item(order).into_child()))
            .child(element("h1").child(move || exact_text(heading.get())))
            .into_child(),
        part(|i18n, order| advice::remarks(i18n, order).into_child()).into_child(),
        (move || {
            has_status
                .get()
                .then(|| status_line(shown, link, checked_at))
        })
        .into_child(),
        (move || {
            let is_lost = Host::here().is_none() && !is_kept.get();
            is_lost.then(|| not_kept::view(i18n, order))
        })
        .into_child(),
        (move || {
            // It asks whether to pay, which is a question only while that can be done.
            if is_over.get() || was_sent() {
                return None;
            }
            let now = client.now();
            shown.with(|order| agreed::view(i18n, order.as_ref()?, now))
        })
        .into_child(),
        (move || {
            payment.get().map(|order| {
                let foot = look::view(i18n, &order, look, is_over);
                pay_panel(&order, now, foot, has_said, kept)
            })
        })
        .into_child(),
        // A widget's own way back, which serves also where nothing is kept.
        (move || full_shop::view(i18n, Host::here()?, order)).into_child(),
        (move || {
            // Only `shown` is followed, which has no time of its snapshot.
            let updated_at = order.get_untracked()?.updated_at;
            // Not `now`, which learns the API's clock a moment after this is shown.
            let now = client.now();
            shown.with(|order| advice::view(i18n, order.as_ref()?, updated_at, now))
        })
        .into_child(),
        (move || {
            deliveries.get().map(|(deliveries, state, email)| {
                tickets(i18n, &deliveries, &state, email, revealed)
            })
        })
        .into_child(),
        recovery(paid, is_over, page.told),
        part(|_, order| advice::again(order).into_child()).into_child(),
        notify_button(page.is_done, page.done_key, on_wanted),
        part(receipt::receipt).into_child(),
        keeping::view(i18n, order, Host::here().is_some()),
    ])
}
