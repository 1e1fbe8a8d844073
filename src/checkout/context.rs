//! The context of an attempt to order, which may outlive its page.

use crate::api::client::Client;
use crate::cart::{Cart, UnderWay, use_cart};
use crate::host::{Host, News};
use crate::navigation::Navigation;
use leptos::prelude::*;
use shop_core::model::order::OrderId;

/// An attempt, and handles of everything that outlives the page.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub(super) client: Client,
    pub(super) navigation: Navigation,
    pub(super) cart: Cart,
    /// The page around a widget, which is notified of the progress.
    pub(super) host: Option<Host>,
    /// Which attempt it is.
    pub(super) attempt: u32,
    /// Whether the buyer wants it beside an earlier order.
    pub(super) is_repeat: bool,
}

impl Context {
    /// Notifies the page around.
    pub(super) fn tell(self, told: News) {
        if let Some(host) = self.host {
            host.tell(told);
        }
    }

    /// Records that an order is being made from now on.
    pub(super) fn begins(self) {
        self.tell(News::Ordering(true));
        self.cart.under_way.set(UnderWay::Here);
    }

    /// Records that it is not being made any more; `made` is its id, if it was made.
    pub(super) fn ends(self, made: Option<&OrderId>) {
        self.tell(News::Ordering(false));
        let is_left = !self.cart.under_way.is_disposed()
            && self.cart.under_way.get_untracked() == UnderWay::Left;
        let made = made.filter(|_| is_left);
        let made = made.map_or(UnderWay::No, |id| UnderWay::Made(id.clone()));
        self.cart.under_way.set(made);
    }
}

/// Makes the other pages say that an order is under way, if this page is left meanwhile.
pub(super) fn say_when_left() {
    let cart = use_cart();
    leptos::prelude::on_cleanup(move || {
        let is_alive = !cart.under_way.is_disposed();
        if is_alive && cart.under_way.get_untracked() == UnderWay::Here {
            cart.under_way.set(UnderWay::Left);
        }
    });
}
