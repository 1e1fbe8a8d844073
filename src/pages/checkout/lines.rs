//! The items of the cart, each with its price and its recipient.

mod recipient;

use leptos::prelude::*;

use super::filled_in::FilledIn;
use super::prices::ItemPrice;
use super::rows::sum_of;
use crate::browser::focus::focus;
use crate::browser::listeners::when_pressed;
use crate::cart::use_cart;
use crate::checkout::bar::quoted;
use crate::checkout::ordering::Ordering;
use crate::checkout::problems;
use crate::components::brand::goods::credited;
use crate::components::brand::logo::logo;
use crate::components::ui::hint::Hint;
use crate::i18n::{t, use_i18n};
use crate::layout::MAIN_ID;
use crate::navigation::use_navigation;
use shop_core::model::brand::initial;
use shop_core::model::cart::{CartItem, MOST_ITEMS};
use shop_core::model::money::Amount;
use shop_core::model::problem::Field;
use shop_core::text_key::{PluralKey, TextKey};

/// The rows in the order in which their first items were put in.
pub(super) fn view(filled_in: FilledIn, ordering: Ordering) -> AnyView {
    let i18n = use_i18n();
    let cart = use_cart();
    // Each index by itself: a row that stays is the same element, and keeps focus.
    let lines = (0..MOST_ITEMS).map(|index| {
        let first = Memo::new(move |_| filled_in.rows.ids(index).first().copied());
        let line = move || {
            let first = first.get()?;
            let items = untrack(|| cart.items());
            let item = items.into_iter().find(|item| item.id == first)?;
            let line = Line {
                index,
                first,
                filled_in,
                ordering,
            };
            Some(line.view(item))
        };
        line.into_any()
    });
    let full = move || {
        cart.is_full().then(|| {
            let words = i18n.count(PluralKey::ProblemFactCount, MOST_ITEMS, &[]);
            view! { <Hint words /> }.into_any()
        })
    };
    view! {
        <fieldset
            id="choice"
            tabindex="-1"
            aria-describedby=move || {
                problems::said(ordering, Field::Amount).map(|_| "choice-error")
            }
        >
            <legend class="visually-hidden">{t(TextKey::CheckoutItems)}</legend>
            <ul class="lines" role="list">
                {lines.collect::<Vec<_>>()}
            </ul>
            <div role="status">{full}</div>
            {problems::field_error(ordering, Field::Amount, "choice-error")}
        </fieldset>
    }
    .into_any()
}

/// The id of a row: focus goes to the next one when one is taken out.
fn line_id(id: u32) -> String {
    ["line-", &id.to_string()].concat()
}

/// A row of the page. A copyable handle.
#[derive(Clone, Copy)]
struct Line {
    index: usize,
    /// The item by which the row is known.
    first: u32,
    filled_in: FilledIn,
    ordering: Ordering,
}

impl Line {
    /// The ids of its items, tracked; empty while the row is taken off the page.
    fn ids(self) -> Vec<u32> {
        let ids = self.filled_in.rows.ids(self.index);
        if ids.first() == Some(&self.first) {
            ids
        } else {
            Vec::new()
        }
    }

    /// Its first item, tracked.
    fn item(self) -> Option<CartItem> {
        let mut items = use_cart().items().into_iter();
        items.find(|item| item.id == self.first)
    }

    fn view(self, item: CartItem) -> AnyView {
        let i18n = use_i18n();
        let is_abroad = use_navigation().country().code() != item.country;
        let country =
            is_abroad.then(|| view! { <small>{i18n.country(&item.country)}</small> }.into_any());
        let reaches = item.credited.as_ref();
        let reaches = reaches.map(|value| view! { <small>{credited(value)}</small> }.into_any());
        view! {
            <li class="line" id=line_id(self.first) tabindex="-1">
                {self.picture(&item)}
                <p class="line-head">
                    <b translate="no">{item.title.clone()}</b>
                    " "
                    <bdi translate="no">{item.label.clone()}</bdi>
                    " "
                    {country}
                    " "
                    {reaches}
                </p>
                {move || self.price()}
                {self.recipient(&item)}
                {self.buttons(item)}
            </li>
        }
        .into_any()
    }

    /// The brand's picture. Its room is there from the beginning.
    fn picture(self, item: &CartItem) -> AnyView {
        let goods = self.filled_in.rows.goods(self.index);
        let first = initial(&item.title);
        let picture = move || {
            let brand = goods?.brand.get();
            if brand.is_none() {
                return Some(view! { <span class="ph logo"></span> }.into_any());
            }
            let brand = brand.flatten();
            let brand = brand.as_deref();
            Some(logo(
                brand.and_then(|brand| brand.logo.clone()),
                brand.and_then(|brand| brand.ground.clone()),
                first.clone(),
            ))
        };
        view! { <div class="line-logo">{picture}</div> }.into_any()
    }

    /// What the row costs: its part of the supplier's total if there is one, else by the prices of
    /// the shop window. Tracked.
    fn price(self) -> AnyView {
        let i18n = use_i18n();
        let ids = self.ids();
        let of_quote = || {
            let total = quoted(self.ordering)?;
            let items = use_cart().items();
            let of_item = |id: &u32| {
                let index = items.iter().position(|item| item.id == *id)?;
                total.items.get(index).cloned()
            };
            sum_of(ids.iter().map(of_item).collect::<Option<Vec<Amount>>>()?)
        };
        let goods = self.filled_in.rows.goods(self.index);
        let price = goods.map_or(ItemPrice::Unknown, |goods| goods.price());
        let sum = of_quote().or_else(|| match &price {
            ItemPrice::Known(price) => sum_of(vec![price.clone(); ids.len()]),
            _ => None,
        });
        match (sum, price) {
            (Some(sum), _) => {
                let sum = i18n.coin_of(&sum, &use_navigation().pair());
                view! {
                    <p class="line-price" translate="no">
                        <span class="visually-hidden">
                            {i18n.text(TextKey::CheckoutPrice)} {i18n.text(TextKey::ListColon)}
                        </span>
                        <bdi>{sum}</bdi>
                    </p>
                }
                .into_any()
            }
            (None, ItemPrice::Asked) => {
                view! { <p class="line-price ph" aria-hidden="true"></p> }.into_any()
            }
            (None, ItemPrice::SoldOut) => {
                view! { <p class="line-price line-out">{i18n.text(TextKey::BrandOutOfStock)}</p> }
                    .into_any()
            }
            (None, _) => ().into_any(),
        }
    }

    /// How many there are, and the button that takes them out.
    fn buttons(self, item: CartItem) -> AnyView {
        let i18n = use_i18n();
        let cart = use_cart();
        let values = [
            ("name", item.title.as_str()),
            ("label", item.label.as_str()),
        ];
        let away = i18n.fill(TextKey::CheckoutRemoveName, &values);
        // A number gets one top-up in an order.
        let count = (!item.is_for_phone).then(|| self.count(&item));
        let take_out = move || {
            self.ordering.start_over();
            let (rows, index) = (self.filled_in.rows, self.index);
            let ids = untrack(|| self.ids());
            let next = untrack(|| rows.ids(index + 1).first().copied());
            let before = index.checked_sub(1);
            let before = before.and_then(|index| untrack(|| rows.ids(index).first().copied()));
            cart.take_out(&ids);
            let next = next.or(before).map_or(MAIN_ID.to_owned(), line_id);
            request_animation_frame(move || focus(&next));
        };
        view! {
            <div class="line-actions">
                {count}
                <button
                    class="button button-plain"
                    type="button"
                    aria-label=away
                    on:click=when_pressed(take_out)
                >
                    {i18n.text(TextKey::CheckoutRemove)}
                </button>
            </div>
        }
        .into_any()
    }

    fn count(self, item: &CartItem) -> AnyView {
        let i18n = use_i18n();
        let cart = use_cart();
        let values = [
            ("name", item.title.as_str()),
            ("label", item.label.as_str()),
        ];
        let more = i18n.fill(TextKey::CheckoutAgainName, &values);
        let fewer = i18n.fill(TextKey::CheckoutFewerName, &values);
        let is_one = Memo::new(move |_| self.ids().len() < 2);
        let add = move |_| {
            self.ordering.start_over();
            let Some(item) = untrack(|| self.item()) else {
                return;
            };
            let is_own = untrack(|| self.filled_in.is_own(&item));
            // It comes into this row, also while no email is typed.
            if let Some(id) = cart.add_one(item).filter(|_| !is_own) {
                self.filled_in.for_others.update(|ids| ids.push(id));
            }
        };
        let take = move |_| {
            if is_one.get_untracked() {
                return;
            }
            self.ordering.start_over();
            if let Some(last) = untrack(|| self.ids()).last() {
                cart.take_out(&[*last]);
            }
        };
        view! {
            <span class="line-count">
                <button
                    class="button button-quiet"
                    type="button"
                    aria-label=fewer
                    // Not `disabled`, which would take focus away from it.
                    aria-disabled=move || is_one.get().then_some("true")
                    on:click=take
                >
                    "−"
                </button>
                <b aria-live="polite">{move || i18n.number(&self.ids().len().to_string())}</b>
                <button
                    class="button button-quiet"
                    type="button"
                    aria-label=more
                    // A full cart takes no more.
                    aria-disabled=move || cart.is_full().then_some("true")
                    on:click=add
                >
                    "+"
                </button>
            </span>
        }
        .into_any()
    }
}
