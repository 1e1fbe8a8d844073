//! The items of the cart, each with who gets it.

use crate::listeners::when_pressed;
use leptos::prelude::*;

use super::filled_in::FilledIn;
use crate::cart::Cart;
use crate::components::did_you_mean::did_you_mean;
use crate::components::goods::credited;
use crate::components::host_note::filled_in_by_host;
use crate::components::text_field::{Kind, text_field};
use crate::focus::focus;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::navigation::Navigation;
use crate::purchase::bar::quoted;
use crate::purchase::ordering::Ordering;
use crate::purchase::problems;
use shop_core::model::beneficiary::phone_meant;
use shop_core::model::cart::{CartItem, MOST_ITEMS};
use shop_core::model::country::Country;
use shop_core::model::email_hint;
use shop_core::model::problem::{Field, Problem};
use shop_core::text_key::TextKey;

/// The items in the order they were put in.
pub(super) fn view(filled_in: FilledIn, ordering: Ordering) -> AnyView {
    let cart = Cart::here();
    // What is typed into a line must not build the lines anew.
    let ids = Memo::new(move |_| cart.items().iter().map(|item| item.id).collect::<Vec<_>>());
    // Each place by itself: a line that stays is the same element, and keeps focus.
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
                        view! { <p class="hint">{I18n::here().text(TextKey::CartFull)}</p> }.into_any()
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
    let i18n = I18n::here();
    let cart = Cart::here();
    let id = item.id;
    let is_abroad = Navigation::here().country().code() != item.country;
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
    // What it costs is known with the total.
    let price = move || {
        let total = quoted(ordering)?;
        let place = cart.items().iter().position(|item| item.id == id)?;
        let price = i18n.coin_of(total.items.get(place)?, &Navigation::here().pair());
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
                    // The line that stands there now, else the last one.
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
                .map(|value| { view! { <p class="hint">{credited(value)}</p> }.into_any() })}
            {recipient(item, filled_in, ordering)}
            {buttons}
        </li>
    }
}

fn recipient(item: CartItem, filled_in: FilledIn, ordering: Ordering) -> impl IntoView {
    let i18n = I18n::here();
    let cart = Cart::here();
    let (id, is_for_phone) = (item.id, item.is_for_phone);
    let country = Country::parse(&item.country);
    let country = country.unwrap_or_else(|| Navigation::here().country());
    let mine = move || cart.items().into_iter().find(|item| item.id == id);
    let error = move || {
        let item = mine()?;
        // An empty email is said at the buyer's own.
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
    let (kind, label, hint) = if is_for_phone {
        (
            Kind::Phone(country),
            TextKey::RecipientPhone,
            TextKey::RecipientPhoneHint,
        )
    } else {
        (
            Kind::OtherEmail,
            TextKey::CheckoutToEmail,
            TextKey::CheckoutToEmailHint,
        )
    };
    // Looked at by the hint alone: the cart has what counts.
    let typed = RwSignal::new(item.beneficiary.clone());
    let give = move |to: String| {
        ordering.start_over();
        typed.set(to.clone());
        cart.give_to(id, to);
    };
    let by_host = is_for_phone.then(|| {
        let phone = move || mine().map(|item| item.beneficiary).unwrap_or_default();
        filled_in_by_host(
            |prefill| &prefill.phone,
            phone,
            move |phone| cart.give_to(id, phone),
        )
    });
    let field_id = ["to-", &id.to_string()].concat();
    let field = text_field(
        kind,
        field_id.clone(),
        i18n.text(label).into_any(),
        Some(i18n.text(hint).into_any()),
        move || mine().map(|item| item.beneficiary).unwrap_or_default(),
        give,
        error,
    );
    let field_id = StoredValue::new(field_id);
    let put = move |meant: String| {
        give(meant);
        field_id.with_value(|id| focus(id));
    };
    let meant = move |typed: &str| {
        if is_for_phone {
            phone_meant(typed, country)
        } else {
            email_hint::suggestion(typed)
        }
    };
    view! { <div>{field}{by_host.flatten()}{did_you_mean(typed, meant, put)}</div> }
}
