//! How the buyer finds the order again: the list of this device, and the link.

use std::sync::Arc;

use leptos::prelude::{expect_context, untrack};

use crate::api::client::Client;
use crate::components::copy_button::copy_button;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::past_orders::PastOrders;
use crate::persistence::{asks_the_buyer, is_persistent, persist};
use crate::reactive::{Derived, State, spawn};
use crate::store;
use shop_core::model::order::Order;
use shop_core::pay;
use shop_core::route::Route;

/// What the browser has said about keeping the list for good.
#[derive(Clone, Copy, PartialEq)]
enum Promise {
    /// It hasn't answered, or there is nothing to be said.
    Unknown,
    /// It would ask the buyer.
    ToAskFor,
    /// It may clear the list when it needs room.
    Refused,
}

/// Whether the order is kept, and what can be done where it isn't. A widget is no place for a list.
pub(super) fn view(i18n: I18n, order: Derived<Option<Arc<Order>>>, is_embedded: bool) -> View {
    let secret = element("p")
        .attr("class", "hint")
        .child(i18n.text("order.link_is_secret"))
        .into_child();
    if is_embedded {
        return secret;
    }
    let orders = PastOrders::here();
    let promise = State::new(Promise::Unknown);
    spawn(async move {
        let (asks, is_safe) = (asks_the_buyer(), is_persistent().await != Some(false));
        // A browser that decides by itself may as well be asked.
        if !is_safe && (asks || !persist().await) && promise.is_alive() {
            promise.set(if asks {
                Promise::ToAskFor
            } else {
                Promise::Refused
            });
        }
    });
    let id = Derived::new(move || {
        let id = order.with(|order| Some(order.as_ref()?.id.as_str().to_owned()));
        id.unwrap_or_default()
    });
    let is_listed = Derived::new(move || orders.has(&id.get()));
    let keep = move || {
        if let Some(order) = order.get_untracked() {
            let client: Client = expect_context();
            orders.change(|| store::keep_order(&order, pay::listed_key(&order), client.now()));
        }
    };
    let ask = move || {
        spawn(async move {
            let is_given = persist().await;
            if promise.is_alive() {
                promise.set(if is_given {
                    Promise::Unknown
                } else {
                    Promise::Refused
                });
            }
        });
    };
    let link = move || {
        let route = Route::Order { id: id.get() };
        copy_button(
            untrack(|| Navigation::here().link(&route)),
            i18n.text("order.copy_link"),
        )
    };
    let is_kept = move || {
        Some(if !is_listed.get() {
            row(i18n, "order.not_listed", button(i18n, "order.keep", keep))
        } else {
            match promise.get() {
                Promise::Unknown => return None,
                Promise::ToAskFor => row(
                    i18n,
                    "order.may_be_cleared",
                    button(i18n, "order.keep_for_good", ask),
                ),
                Promise::Refused => row(i18n, "order.may_be_cleared", link()),
            }
        })
    };
    fragment([
        element("div")
            .attr("role", "status")
            .child(is_kept)
            .into_child(),
        secret,
    ])
}

fn row(i18n: I18n, words: &str, way: View) -> View {
    element("div")
        .attr("class", "keeping")
        .child(element("p").attr("class", "hint").child(i18n.text(words)))
        .child(way)
        .into_child()
}

fn button(i18n: I18n, words: &str, press: impl Fn() + Send + 'static) -> View {
    element("button")
        .attr("class", "button button-quiet")
        .attr("type", "button")
        .on("click", move |_| press())
        .child(i18n.text(words))
        .into_child()
}
