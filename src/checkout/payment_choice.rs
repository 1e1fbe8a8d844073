//! Coin and network, from live data only.

use std::sync::Arc;

use leptos::prelude::*;

use super::ordering::Ordering;
use super::problems::{field_error, said};
use crate::api;
use crate::api::client::Client;
use crate::components::payment::network_badge::network_badge;
use crate::components::ui::hint::Hint;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::placeholder;
use crate::host::use_host;
use crate::i18n::use_i18n;
use crate::navigation::use_navigation;
use crate::remote::Remote;
use shop_core::model::payment::{PaymentOption, PaymentOptions};
use shop_core::model::problem::Field;
use shop_core::model::short_list::sort_short;
use shop_core::route::query_name::{COIN, NETWORK};
use shop_core::text_key::TextKey;

/// Decimal places of a least order: the API gives fifteen, which help no buyer to make an order or
/// to read a size.
const SHOWN_PLACES: u32 = 8;

/// Options that are shown at once; the others are one tap away. A list of twenty networks frightens
/// first-time buyers.
const OPEN_OPTIONS: usize = 4;

/// The ways to pay, the chosen and the recommended first.
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
                        view! { <Hint words=i18n.text(TextKey::ProductNetworkHint) /> }.into_any()
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
    let mut sorted: Vec<PaymentOption> = options.distinct().into_iter().cloned().collect();
    let rank = |option: &PaymentOption| match option {
        option if option.is_refused => 4,
        option if option.pair.means(&chosen) => 0,
        option if option.pair.is_recommended() => 1,
        option if option.is_suspended => 3,
        _ => 2,
    };
    // Within each rank the API's order stays.
    sort_short(&mut sorted, |left, right| rank(left) < rank(right));
    let rest = sorted.split_off(sorted.len().min(OPEN_OPTIONS));
    let row = move |option: &PaymentOption| option_row(option, ordering);
    let more = (!rest.is_empty()).then(|| {
        let rows: Vec<AnyView> = rest.iter().map(row).collect();
        view! {
            <details class="options-more">
                <summary>{i18n.text(TextKey::ProductMoreNetworks)}</summary>
                {rows}
            </details>
        }
        .into_any()
    });
    view! { <div class="options">{sorted.iter().map(row).collect::<Vec<_>>()}{more}</div> }
        .into_any()
}

fn option_row(option: &PaymentOption, ordering: Ordering) -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let (pair, own, offered) = (
        option.pair.clone(),
        option.pair.clone(),
        option.pair.clone(),
    );
    let is_chosen = move || navigation.pair().means(&own);
    // The API may refuse a coin or network only when it is used.
    let is_closed = Memo::new(move |_| ordering.usable(&offered).is_none());
    let is_refused = option.is_refused;
    let coin = option.pair.coin.clone();
    // If none of the coin's networks works, another network doesn't help.
    let is_coin_closed = Memo::new(move |_| {
        ordering.options.with(|options| {
            let options = options.as_ref();
            options.is_some_and(|options| !options.has_usable(&coin))
        })
    });
    // "About €0" says nothing.
    let is_felt = |cost: &&String| cost.contains(|digit: char| ('1'..='9').contains(&digit));
    let cost = option
        .transfer_cost
        .as_ref()
        .filter(is_felt)
        .map(|cost| i18n.fill(TextKey::ProductTransferCost, &[("cost", cost)]));
    let least = option.threshold.as_ref().map(|least| {
        i18n.fill(
            TextKey::ProductThreshold,
            &[(
                "amount",
                &i18n.coin_of(&least.rounded_up(SHOWN_PLACES), &option.pair),
            )],
        )
    });
    let terms = [cost, least]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let words = move || {
        i18n.text(match (is_refused, is_closed.get(), is_coin_closed.get()) {
            (false, false, _) => return terms.clone(),
            (true, _, false) => TextKey::ProductNeedsName,
            (true, _, true) => TextKey::ProductNeedsNameCoin,
            (false, true, false) => TextKey::ProductSuspended,
            (false, true, true) => TextKey::ProductSuspendedCoin,
        })
    };
    let is_recommended = option.pair.is_recommended();
    let badge = move || {
        (is_recommended && !is_closed.get()).then(|| {
            view! { <span class="badge">{i18n.text(TextKey::ProductRecommended)}</span> }
        })
    };
    let choose = move |_| {
        ordering.start_over();
        navigation.choose(&[(COIN, &pair.coin), (NETWORK, &pair.network)]);
    };
    view! {
        <label class="option">
            <input
                type="radio"
                name="pair"
                disabled=move || is_closed.get()
                prop:checked=is_chosen.clone()
                prop:knownValue=is_chosen
                on:change=choose
            />
            <span class="brand-meta">{network_badge(&option.pair, "network")}" " {badge}</span>
            <small>{words}</small>
        </label>
    }
    .into_any()
}
