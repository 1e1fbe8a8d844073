//! The buttons that put the choice into the cart and lead on to the checkout.

use super::choice::ProductChoice;
use super::is_chosen;
use super::region::RegionConfirmation;
use crate::cart::use_cart;
use crate::checkout::fields::catch_up;
use crate::checkout::ordering::Ordering;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// Puts the choice into the cart, and shows whether it is there.
pub(super) fn to_cart(
    choice: ProductChoice,
    region: RegionConfirmation,
    ordering: Ordering,
) -> impl IntoView {
    let i18n = use_i18n();
    let cart = use_cart();
    // The items that were put in here. A buyer who comes back later may want the same once more.
    let added = RwSignal::new(Vec::new());
    // For the current choice and the current cart: both change, the cart in other tabs too.
    let is_in_it = Memo::new(move |_| {
        let item = choice.item();
        item.is_some_and(|item| added.with(|ids| cart.has(&item, ids)))
    });
    let words = move || {
        i18n.text(match (is_in_it.get(), cart.is_full()) {
            (true, _) => TextKey::CartAdded,
            (_, true) => TextKey::CartFull,
            (false, false) => TextKey::CartAdd,
        })
    };
    let put = move |_| {
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
    };
    let button = view! {
        <button
            class="button button-quiet"
            type="button"
            // Not `disabled`, which would take focus away from it. A full cart takes no more.
            aria-disabled=move || cart.is_full().then_some("true")
            aria-live="polite"
            on:click=put
        >
            {words}
        </button>
    };
    let navigation = use_navigation();
    let has_items = Memo::new(move |_| cart.count() > 0);
    let checkout = move || {
        has_items.get().then(|| {
            view! {
                <a class="button button-plain" href=move || navigation.href(&Route::Checkout)>
                    {i18n.text(TextKey::CheckoutTitle)}
                </a>
            }
            .into_any()
        })
    };
    view! { <div class="cart-row">{button}{checkout}</div> }
}

/// The way to fields that only the checkout has. Here they would be between most buyers and the
/// button that orders.
pub(super) fn to_checkout(
    choice: ProductChoice,
    region: RegionConfirmation,
    ordering: Ordering,
) -> impl IntoView {
    let navigation = use_navigation();
    let cart = use_cart();
    view! {
        <p>
            <button
                class="button button-plain"
                type="button"
                id="extras"
                on:click=move |_| {
                    catch_up();
                    if !is_chosen(choice, region, ordering) {
                        return;
                    }
                    if let Some(item) = choice.item() {
                        cart.put_in(item);
                        navigation.go(navigation.href(&Route::Checkout));
                    }
                }
            >
                {t(TextKey::ProductExtras)}
            </button>
        </p>
    }
}
