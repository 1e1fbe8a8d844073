//! The ways from what is chosen into the cart and on to the checkout.

use super::choice::Choice;
use super::is_chosen;
use super::region::Region;
use crate::cart::Cart;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::purchase::fields::catch_up;
use crate::purchase::ordering::Ordering;
use crate::reactive::{Derived, State};
use shop_core::route::Route;

/// Puts what is chosen into the cart, and says whether it is there.
pub(super) fn to_cart(choice: Choice, region: Region, ordering: Ordering) -> View {
    let i18n = I18n::here();
    let cart = Cart::here();
    // What was put in here. Who comes back later may want the same once more.
    let added = State::new(Vec::new());
    // Of what is chosen now, in the cart as it is now: both change, the cart in other tabs too.
    let is_in_it = Derived::new(move || {
        let item = choice.item();
        item.is_some_and(|item| added.with(|ids| cart.has(&item, ids)))
    });
    let words = move || {
        i18n.text(match (is_in_it.get(), cart.is_full()) {
            (true, _) => "cart.added",
            (_, true) => "cart.full",
            (false, false) => "cart.add",
        })
    };
    let button = element("button")
        .attr("class", "button button-quiet")
        .attr("type", "button")
        // Not `disabled`, which would take focus away from it. A full cart takes no more.
        .live_attr("aria-disabled", move || cart.is_full().then_some("true"))
        .attr("aria-live", "polite")
        .on("click", move |_| {
            let seen = choice.item().filter(|_| is_in_it.get_untracked());
            catch_up();
            cart.catch_up();
            if !is_chosen(choice, region, ordering) || is_in_it.get_untracked() {
                return;
            }
            // A program may have changed a field without an event; then the button named other goods.
            let Some(item) = choice
                .item()
                .filter(|item| seen.is_none_or(|seen| seen.is_same_goods(item)))
            else {
                return;
            };
            let id = cart.add_one(item);
            added.update(|ids| ids.extend(id));
        })
        .child(words);
    let navigation = Navigation::here();
    let has_items = Derived::new(move || cart.count() > 0);
    let checkout = move || {
        has_items.get().then(|| {
            element("a")
                .attr("class", "button button-plain")
                .live_attr("href", move || navigation.href(&Route::Checkout))
                .child(i18n.text("checkout.title"))
                .into_child()
        })
    };
    element("div")
        .attr("class", "cart-row")
        .child(button)
        .child(checkout)
        .into_child()
}

/// The way to what only the checkout has. Here it would stand between most buyers and the
/// button that orders.
pub(super) fn to_checkout(choice: Choice, region: Region, ordering: Ordering) -> View {
    let navigation = Navigation::here();
    let cart = Cart::here();
    element("p")
        .child(
            element("button")
                .attr("class", "button button-plain")
                .attr("type", "button")
                .attr("id", "extras")
                .on("click", move |_| {
                    catch_up();
                    if !is_chosen(choice, region, ordering) {
                        return;
                    }
                    if let Some(item) = choice.item() {
                        cart.put_in(item);
                        navigation.go(navigation.href(&Route::Checkout));
                    }
                })
                .child(t("product.extras")),
        )
        .into_child()
}
