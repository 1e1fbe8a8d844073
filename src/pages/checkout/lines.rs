//! The items of the cart, each with its recipient.

use crate::browser::listeners::when_pressed;
use crate::components::ui::hint::Hint;
use leptos::prelude::*;

use super::filled_in::FilledIn;
use crate::browser::focus::focus;
use crate::cart::use_cart;
use crate::checkout::bar::quoted;
use crate::checkout::ordering::Ordering;
use crate::checkout::problems;
use crate::components::brand::goods::credited;
use crate::components::ui::entry::Entry;
use crate::components::ui::text_field::{TextField, TextKind};
use crate::i18n::{t, use_i18n};
use crate::layout::MAIN_ID;
use crate::navigation::use_navigation;
use shop_core::model::beneficiary::phone_meant;
use shop_core::model::cart::{CartItem, MOST_ITEMS};
use shop_core::model::country::Country;
use shop_core::model::email_hint;
use shop_core::model::problem::{Field, Problem};
use shop_core::text_key::TextKey;

/// The items in the order they were put in.
pub(super) fn view(filled_in: FilledIn, ordering: Ordering) -> AnyView {
    let cart = use_cart();
    // Typing into a line must not rebuild the lines.
    let ids = Memo::new(move |_| cart.items().iter().map(|item| item.id).collect::<Vec<_>>());
    // Each index by itself: a line that stays is the same element, and keeps focus.
    let lines = (0..MOST_ITEMS).map(|place| {
        let id = Memo::new(move |_| ids.with(|ids| ids.get(place).copied()));
        let line = move || {
            id.get()?;
            let items = leptos::prelude::untrack(|| cart.items());
            let item = items.into_iter().nth(place)?;
            Some(line(item, filled_in, ordering))
        };
        line.into_any()
    });
    view! {
        <fieldset
            id="choice"
            tabindex="-1"
            aria-describedby=move || {
                problems::said(ordering, Field::Amount).map(|_| "choice-error")
            }
        >
            <legend class="legend">{t(TextKey::CheckoutItems)}</legend>
            <ul class="lines" role="list">
                {lines.collect::<Vec<_>>()}
            </ul>
            {move || {
                cart.is_full()
                    .then(|| {
                        view! { <Hint words=use_i18n().text(TextKey::CartFull) /> }.into_any()
                    })
            }}
            {problems::field_error(ordering, Field::Amount, "choice-error")}
        </fieldset>
    }
    .into_any()
}

fn line_id(id: u32) -> String {
    ["line-", &id.to_string()].concat()
}

fn line(item: CartItem, filled_in: FilledIn, ordering: Ordering) -> impl IntoView {
    let i18n = use_i18n();
    let cart = use_cart();
    let id = item.id;
    let is_abroad = use_navigation().country().code() != item.country;
    let country =
        is_abroad.then(|| view! { <small>{i18n.country(&item.country)}</small> }.into_any());
    let values = [
        ("name", item.title.as_str()),
        ("label", item.label.as_str()),
    ];
    let (again, away) = (
        i18n.fill(TextKey::CheckoutAgainName, &values),
        i18n.fill(TextKey::CheckoutRemoveName, &values),
    );
    // Its price is known together with the total.
    let price = move || {
        let total = quoted(ordering)?;
        let place = cart.items().iter().position(|item| item.id == id)?;
        let price = i18n.coin_of(total.items.get(place)?, &use_navigation().pair());
        Some(
            view! {
                <p class="hint line-price">
                    {i18n.text(TextKey::CheckoutPrice)}{i18n.text(TextKey::ListColon)}
                    <bdi translate="no">{price}</bdi>
                </p>
            }
            .into_any(),
        )
    };
    let repeated = item.clone();
    let buttons = view! {
        <p class="actions">
            <button
                class="button button-quiet"
                type="button"
                aria-label=again
                // Not `disabled`, which would take focus away from it. A full cart takes no more.
                aria-disabled=move || cart.is_full().then_some("true")
                on:click=move |_| {
                    ordering.start_over();
                    cart.add_one(repeated.clone());
                }
            >
                {i18n.text(TextKey::CheckoutAgain)}
            </button>
            <button
                class="button button-plain"
                type="button"
                aria-label=away
                on:click=when_pressed(move || {
                    ordering.start_over();
                    let mut before = cart.items();
                    let place = before.iter().position(|item| item.id == id).unwrap_or(0);
                    before.retain(|item| item.id != id);
                    cart.take_out(&[id]);
                    let next = before.get(place).or(before.last());
                    let next = next.map_or(MAIN_ID.to_owned(), |next| line_id(next.id));
                    request_animation_frame(move || focus(&next));
                })
            >
                {i18n.text(TextKey::CheckoutRemove)}
            </button>
        </p>
    };
    view! {
        <li class="line" id=line_id(id) tabindex="-1">
            <p class="line-head">
                <span>
                    <b translate="no">{item.title.clone()}</b>
                    " "
                    {country}
                </span>
                <span translate="no">{item.label.clone()}</span>
            </p>
            {price}
            {item
                .credited
                .as_ref()
                .map(|value| { view! { <Hint words=credited(value) /> }.into_any() })}
            {recipient(item, filled_in, ordering)}
            {buttons}
        </li>
    }
}

fn recipient(item: CartItem, filled_in: FilledIn, ordering: Ordering) -> impl IntoView {
    let i18n = use_i18n();
    let cart = use_cart();
    let (id, is_for_phone) = (item.id, item.is_for_phone);
    let country = Country::parse(&item.country);
    let country = country.unwrap_or_else(|| use_navigation().country());
    let mine = move || cart.items().into_iter().find(|item| item.id == id);
    let error = move || {
        let item = mine()?;
        // An empty email is reported at the buyer's own field.
        let is_own = item.is_for_buyer();
        let is_wrong =
            filled_in.is_judged.get() && !is_own && filled_in.beneficiary(&item).is_none();
        let words = || {
            let fault = filled_in.phone(&item)?.err()?;
            Some(problems::phone_words(i18n, fault, country))
        };
        is_wrong
            .then(|| words().unwrap_or_else(|| i18n.text(TextKey::RecipientEmailWrong)))
            .or_else(|| {
                let is_mine = |problem: &Problem| !is_own && problem.is_about(id);
                problems::said_of(ordering, Field::Beneficiary, is_mine)
            })
    };
    // A change of another item in the cart doesn't update this field.
    let beneficiary = Memo::new(move |_| mine().map(|item| item.beneficiary).unwrap_or_default());
    let give = move |to| {
        ordering.start_over();
        cart.give_to(id, to);
    };
    let entry = Entry::new(move || beneficiary.get(), give);
    let id = ["to-", &id.to_string()].concat();
    if is_for_phone {
        view! {
            <TextField
                kind=TextKind::Phone(country)
                id
                label=t(TextKey::RecipientPhone)
                hint=t(TextKey::RecipientPhoneHint)
                entry
                error
                prefill=|prefill| &prefill.phone
                meant=move |typed: &str| phone_meant(typed, country)
            />
        }
        .into_any()
    } else {
        view! {
            <TextField
                kind=TextKind::OtherEmail
                id
                label=t(TextKey::CheckoutToEmail)
                hint=t(TextKey::CheckoutToEmailHint)
                entry
                error
                meant=email_hint::suggestion
            />
        }
        .into_any()
    }
}
