//! Coin and network, from live data only.

use std::sync::Arc;

use leptos::prelude::*;

use super::field_error;
use super::ordering::Ordering;
use crate::api;
use crate::api::client::Client;
use crate::components::network_badge::network_badge;
use crate::components::placeholder;
use crate::i18n::I18n;
use crate::model::payment::{PaymentOption, PaymentOptions};
use crate::model::problem::Field;
use crate::navigation::Navigation;
use crate::remote::Remote;
use crate::route::query_name::{COIN, NETWORK};

/// Options that stand open; the others are one tap away. A wall of twenty
/// networks frightens first-time buyers.
const OPEN_OPTIONS: usize = 4;

/// The ways to pay, the chosen and the recommended first.
pub(super) fn view(ordering: Ordering) -> AnyView {
    let client: Client = expect_context();
    let i18n = I18n::here();
    let remote = Remote::new(client, move || Some(api::payment_options(&client.prefix())));
    view! {
        <fieldset id="payment" tabindex="-1">
            <legend class="legend">{i18n.text("product.pay_with")}</legend>
            {remote.view(placeholder::lines, move |options| list(options, ordering))}
            {field_error(ordering, Field::Payment, "payment-error")}
            <p class="hint">{i18n.text("product.network_hint")}</p>
        </fieldset>
    }
    .into_any()
}

fn list(options: Arc<PaymentOptions>, ordering: Ordering) -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let options = options.allowed(&navigation.config().coins);
    let chosen = untrack(|| navigation.pair());
    ordering.options.set(Some(Arc::new(options.clone())));
    let mut sorted = options.options;
    // A stable sort: within each rank the API's order stays.
    sorted.sort_by_key(|option| match option {
        option if option.pair == chosen => 0,
        option if option.pair.is_recommended() => 1,
        option if option.is_suspended => 3,
        _ => 2,
    });
    let rest = sorted.split_off(sorted.len().min(OPEN_OPTIONS));
    let row = move |option: &PaymentOption| option_row(option, ordering);
    let more = (!rest.is_empty()).then(|| {
        let rows: Vec<AnyView> = rest.iter().map(row).collect();
        view! { <details class="options-more"><summary>{i18n.text("product.more_networks")}</summary>{rows}</details> }.into_any()
    });
    view! { <div class="options">{sorted.iter().map(row).collect::<Vec<_>>()}{more}</div> }
        .into_any()
}

fn option_row(option: &PaymentOption, ordering: Ordering) -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let pair = option.pair.clone();
    let own = option.pair.clone();
    let is_chosen = move || navigation.pair() == own;
    let words = if option.is_suspended {
        i18n.text("product.suspended")
    } else {
        let cost = option
            .transfer_cost
            .as_ref()
            .map(|cost| i18n.fill("product.transfer_cost", &[("cost", cost)]));
        let least = option.threshold.as_ref().map(|least| {
            i18n.fill(
                "product.threshold",
                &[("amount", &i18n.coin(least, &option.pair.coin))],
            )
        });
        [cost, least]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let badge = (option.pair.is_recommended() && !option.is_suspended).then(|| {
        view! { <span class="badge badge-good">{i18n.text("product.recommended")}</span> }
            .into_any()
    });
    view! {
        <label class="option">
            <input
                type="radio"
                name="pair"
                disabled=option.is_suspended
                prop:checked=is_chosen
                on:change=move |_| {
                    ordering.start_over();
                    navigation.choose(&[(COIN, &pair.coin), (NETWORK, &pair.network)]);
                }
            />
            <span class="brand-meta">{network_badge(&option.pair, "network")} " " {badge}</span>
            <span class="money"></span>
            <small>{words}</small>
        </label>
    }
    .into_any()
}
