//! The page where a widget begins, and the address that it keeps.

use leptos::prelude::untrack;

use super::bar::Fixed;
use super::settings::{Settings, Start};
use crate::navigation::Navigation;
use shop_core::model::address_name::AddressName;
use shop_core::route::query_name::{
    AMOUNT, COIN, COINS, COUNTRY, FIXED, LANGUAGE, NETWORK, SHOW_PAYMENT,
};
use shop_core::route::{Query, Route};

/// Settings that the address has by other names from now on, or no longer needs.
const ALIASES: [&str; 13] = [
    // They are refused, and must not stay in the address.
    "email",
    "phone",
    "refund_address",
    "region",
    "hl",
    "language",
    "paymentMethods",
    "paymentmethods",
    "paymentMethod",
    "paymentmethod",
    "showPaymentInfo",
    "showpaymentinfo",
    "view",
];

/// Brings the address into the form that it keeps: the shop's own names, and
/// the page to begin with.
pub(super) fn begin(navigation: Navigation, query: &Query, settings: &Settings) -> Fixed {
    let fixed = match query.get(FIXED) {
        Some(fixed) => Fixed {
            country: fixed.contains(COUNTRY),
            language: fixed.contains(LANGUAGE),
        },
        None => Fixed {
            country: settings.country.is_some(),
            language: settings.language.is_some(),
        },
    };
    let words = match (fixed.country, fixed.language) {
        (true, true) => "country-lang",
        (true, false) => COUNTRY,
        (false, true) => LANGUAGE,
        (false, false) => "none",
    };
    let coins = settings.coins.join(",");
    let mut values = vec![
        (FIXED, Some(words)),
        (
            COUNTRY,
            settings.country.as_ref().map(|country| country.code()),
        ),
        (LANGUAGE, settings.language.as_deref()),
        (COINS, Some(coins.as_str())),
        (SHOW_PAYMENT, (!settings.shows_payment).then_some("0")),
    ];
    values.extend(ALIASES.iter().map(|alias| (*alias, None)));
    let pair = first_pair(navigation, settings);
    if let Some((coin, network)) = &pair {
        values.extend([
            (COIN, Some(coin.as_str())),
            (NETWORK, Some(network.as_str())),
        ]);
    }
    let is_home = untrack(|| navigation.route()) == Route::Home;
    match route_of(&settings.start).filter(|_| is_home) {
        // In one step: the second of two steps would begin at the old address.
        Some((route, amount)) => {
            let kept = values
                .iter()
                .filter_map(|(name, value)| Some((*name, (*value)?)));
            let kept: Vec<_> = kept.chain([(AMOUNT, amount.as_str())]).collect();
            navigation.stand_in(untrack(|| navigation.href_with(&route, &kept)));
        }
        None => navigation.set(&values),
    }
    fixed
}

/// The pair to begin with, if the current one is not on the partner's list.
pub(super) fn first_pair(navigation: Navigation, settings: &Settings) -> Option<(String, String)> {
    let pair = untrack(|| navigation.pair());
    if settings.coins.iter().any(|entry| pair.is_meant_by(entry)) {
        return None;
    }
    let (coin, network) = settings.coins.first()?.split_once(':')?;
    Some((coin.to_owned(), network.to_owned()))
}

/// The page that a partner means, and the amount on it.
pub(super) fn route_of(start: &Start) -> Option<(Route, String)> {
    let named = |name: &str| (!name.is_empty()).then(|| AddressName::from_address(name));
    let brand = named(&start.brand).or_else(|| named(&start.product));
    let route = match (start.view.as_str(), brand) {
        ("brands", _) => Route::Brands,
        ("checkout", _) => Route::Checkout,
        ("order" | "orders", _) => Route::Orders,
        ("brand" | "product" | "", Some(family)) => match named(&start.product) {
            Some(brand) if start.view != "brand" => Route::Product { family, brand },
            _ => Route::Brand { family },
        },
        ("", None) => return None,
        _ => Route::Home,
    };
    Some((route, start.amount.clone()))
}
