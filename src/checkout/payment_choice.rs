//! Coin and network, from live data only: three ways to pay, and a sheet with all of them.

mod row;
mod sheet;

use std::sync::Arc;

use leptos::prelude::*;

use super::ordering::Ordering;
use super::problems::{field_error, said};
use crate::api;
use crate::api::client::Client;
use crate::components::ui::help_link::HelpLink;
use crate::components::ui::hint::Hint;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::placeholder;
use crate::host::use_host;
use crate::i18n::use_i18n;
use crate::navigation::use_navigation;
use crate::remote::Remote;
use crate::store;
use row::Ways;
use shop_core::model::payment::{
    OPEN_WAYS, Pair, PaymentOption, PaymentOptions, open_ways, with_chosen,
};
use shop_core::model::problem::Field;
use shop_core::model::topic::Topic;
use shop_core::route::query_name::{COIN, NETWORK};
use shop_core::text_key::TextKey;

/// The ways to pay, the chosen one first.
pub fn view(ordering: Ordering) -> AnyView {
    let client: Client = expect_context();
    let i18n = use_i18n();
    let remote = Remote::new(client, move || Some(api::payment_options(&client.prefix())));
    view! {
        <fieldset
            id="payment"
            tabindex="-1"
            aria-describedby=move || { said(ordering, Field::Payment).map(|_| "payment-error") }
        >
            <legend class="legend">{i18n.text(TextKey::ProductPayWith)}</legend>
            {remote.view(placeholder::lines, move |options| list(options, ordering))}
            {field_error(ordering, Field::Payment, "payment-error")}
            {move || {
                (!ordering.has_no_way_to_pay())
                    .then(|| {
                        view! {
                            <div>
                                <Hint words=i18n.text(TextKey::ProductNetworkHint) />
                                <HelpLink topic=Topic::Network is_apart=true />
                            </div>
                        }
                            .into_any()
                    })
            }}
        </fieldset>
    }
    .into_any()
}

fn list(options: Arc<PaymentOptions>, ordering: Ordering) -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    if let Some(host) = use_host() {
        // The page around may offer other coins from now on.
        host.coins.track();
    }
    let config = navigation.config();
    let unknown = options.unknown(&config.coins);
    let options = options.allowed(&config.coins, config.tron_stablecoins);
    if !unknown.is_empty() {
        let values = [("list", &*i18n.joined(&unknown))];
        // For the owner: a buyer can't do anything about it.
        leptos::logging::error!("{}", i18n.fill(TextKey::ConfigUnknownCoins, &values));
    }
    if options.options.is_empty() {
        ordering.options.set(Some(Arc::new(options)));
        let values = [("list", &*unknown.join(", "))];
        let words = i18n.fill(TextKey::ProductNoCoinSetUp, &values);
        return notice(Tone::Bad, words, None);
    }
    let chosen = untrack(|| navigation.pair());
    let chosen = match options.find(&chosen) {
        // The first of the list was no coin at all, so the next one counts.
        None if !unknown.is_empty() && !untrack(|| navigation.has_chosen_pair()) => {
            let first = options.first_of(&config.coins).unwrap_or(chosen);
            navigation.set(&[(COIN, Some(&first.coin)), (NETWORK, Some(&first.network))]);
            first
        }
        _ => chosen,
    };
    if let Some(PaymentOption { pair, .. }) = options.find(&chosen)
        && *pair != chosen
    {
        // Prices are asked for in the spelling that the list has.
        navigation.set(&[(COIN, Some(&pair.coin)), (NETWORK, Some(&pair.network))]);
    }
    ordering.options.set(Some(Arc::new(options.clone())));
    let listed = options.listed(&config.coins);
    let has_more = listed.len() > OPEN_WAYS;
    let ways = Ways {
        ordering,
        listed: StoredValue::new(listed),
        used: StoredValue::new(store::used_pair()),
        cheapest: Memo::new(move |_| {
            ordering
                .options
                .with(|options| options.as_ref()?.cheapest())
        }),
    };
    let open = Memo::new(move |open: Option<&Vec<Pair>>| {
        let chosen = navigation.pair();
        ways.listed.with_value(|listed| match open {
            Some(open) => with_chosen(open, listed, &chosen),
            None => ways
                .used
                .with_value(|used| open_ways(listed, &chosen, used.as_ref())),
        })
    });
    let rows = move || {
        open.with(|open| {
            ways.listed.with_value(|listed| {
                let find = |pair: &Pair| listed.iter().find(|option| option.pair == *pair);
                let open = open.iter().filter_map(find);
                open.map(|option| ways.row(option, false))
                    .collect::<Vec<_>>()
            })
        })
    };
    view! { <div class="options">{rows}{has_more.then(|| sheet::view(ways))}</div> }.into_any()
}
