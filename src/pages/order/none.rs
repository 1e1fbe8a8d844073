//! Where there is no order to show, and why.

use leptos::prelude::Callback;

use crate::api::ApiError;
use crate::components::failure::failure;
use crate::components::notice::{Tone, notice};
use crate::components::seller::seller;
use crate::components::ways_back::ways_back;
use crate::host::Host;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element, fragment};
use crate::tracking::Following;
use shop_core::route::Route;

/// A widget has no footer, and a buyer without an order needs to know whom to ask.
pub(super) fn seller_in_a_widget() -> View {
    Host::here().map(|_| seller()).into_child()
}

pub(super) fn no_order(error: &ApiError, following: &Following) -> View {
    if error.status() == Some(404) {
        return not_an_order(I18n::here().text("order.unknown"));
    }
    let is_asking = following.is_asking();
    let following = following.clone();
    let again = Callback::new(move |()| following.check_now());
    failure(error, "failure.order_safe", again, is_asking)
}

pub(super) fn not_an_order(words: String) -> View {
    fragment([
        element("h1").child(t("order.none_title")).into_child(),
        notice(Tone::Bad, words, Some(I18n::here().text("order.none_body"))).into_child(),
        ways_back([
            ("button button-quiet", Route::Orders, "orders.title"),
            ("button button-plain", Route::Home, "failure.home"),
        ]),
    ])
    .into_child()
}
