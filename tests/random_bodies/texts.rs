//! Amounts, addresses, settings, and what a buyer types.

use std::cmp::Ordering;

use proptest::prelude::*;
use refillery::config::{ApiPrefix, Config, ConfigProblem};
use shop_core::model::address_name::AddressName;
use shop_core::model::beneficiary::{email, phone_for};
use shop_core::model::country::Country;
use shop_core::model::display_text::cleaned;
use shop_core::model::email_hint::suggestion;
use shop_core::model::letters::lowered;
use shop_core::model::money::Amount;
use shop_core::model::order::{OrderId, OrderState};
use shop_core::model::problem::Problem;
use shop_core::route::{Query, Route};

use crate::input::{any_body, any_leaf, any_number, any_text};
use crate::soundness::amount;

/// Compares two plain decimals letter by letter, by other means than `Amount`.
fn compared(left: &str, right: &str) -> Ordering {
    let split = |text: &str| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        (whole.to_owned(), format!("{fraction:0<40}"))
    };
    let ((left, left_part), (right, right_part)) = (split(left), split(right));
    (left.len().cmp(&right.len()))
        .then(left.cmp(&right))
        .then(left_part.cmp(&right_part))
}

fn any_path() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(&["brands", "brand", "product", "order", "orders", "checkout"][..])
            .prop_map(str::to_owned),
        any_text(),
    ];
    (prop::collection::vec(word, 0..4), any::<bool>()).prop_map(|(words, slash)| {
        let start = if slash { "/" } else { "" };
        start.to_owned() + &words.join("/")
    })
}

fn any_query() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        prop::sample::select(&["country", "coin", "b", "", "%62"][..]).prop_map(str::to_owned),
        any_text(),
    ];
    let pair = (name, prop_oneof![Just(String::new()), any_text()])
        .prop_map(|(name, value)| [name, value].join("="));
    prop_oneof![
        any_text(),
        prop::collection::vec(pair, 0..5).prop_map(|pairs| "?".to_owned() + &pairs.join("&")),
    ]
}

/// A settings block: mostly of fields that it can have.
fn any_block() -> impl Strategy<Value = String> {
    const NAMES: [&str; 11] = [
        "api_prefix",
        "name",
        "support_url",
        "support_email",
        "terms_url",
        "terms_box",
        "country",
        "countries",
        "languages",
        "coins",
        "utm_source",
    ];
    let value = prop_oneof![
        prop::sample::select(
            &[
                "\"/shop/api\"",
                "\"US\"",
                "[\"JP\",\"US\"]",
                "[\"de\"]",
                "\"https://x.example\""
            ][..]
        )
        .prop_map(str::to_owned),
        any_leaf(),
        any_body(),
    ];
    let member = (prop::sample::select(&NAMES[..]), value)
        .prop_map(|(name, value)| format!("\"{name}\":{value}"));
    prop_oneof![
        8 => prop::collection::vec(member, 0..6)
            .prop_map(|members| format!("{{{}}}", members.join(","))),
        1 => any_text(),
        1 => any_body(),
    ]
}

proptest! {
    #[test]
    fn amounts_are_exact(
        left in prop_oneof![any_number(), any_text()],
        right in any_number(),
        places in 0..40_u32,
    ) {
        let strict = Amount::parse(&left);
        if let Some(strict) = &strict {
            prop_assert_eq!(strict.as_str(), &left);
            prop_assert_eq!(Amount::parse_loosely(&left), Some(strict.clone()));
        }
        if let (Some(left), Some(right)) = (Amount::parse_loosely(&left), Amount::parse_loosely(&right)) {
            [&left, &right].into_iter().for_each(amount);
            prop_assert_eq!(left.cmp(&right), compared(left.as_str(), right.as_str()));
            prop_assert!(left.minus(&right).is_none() || left > right);
            prop_assert!(left.rounded_up(places) >= left);
            let _ = (left.exceeds(&right, 5), left.percent_of(&right));
            let _ = (left.is_on_step(&right, &left), left.is_on_step(&left, &right));
        }
    }

    #[test]
    fn an_address_is_printed_as_it_is_read(base in "(/[a-z]{1,4}){0,2}", path in any_path()) {
        for path in [path.clone(), base.clone() + "/" + &path] {
            let route = Route::parse(&base, &path);
            let printed = route.path(&base);
            prop_assert!(printed.starts_with(&base));
            prop_assert_eq!(Route::parse(&base, &printed), route, "{}", path);
        }
    }

    #[test]
    fn a_query_is_printed_as_it_is_read(text in any_query(), value in any_text()) {
        let query = Query::parse(&text);
        prop_assert_eq!(Query::parse(&query.print()), query.clone());
        for name in ["country", "b", ""] {
            let with = query.clone().with(name, Some(&value));
            prop_assert_eq!(with.get(name), Some(value.as_str()).filter(|value| !value.is_empty()));
            prop_assert!(query.clone().with(name, None).get(name).is_none());
        }
        let choices = query.choices(&[]);
        prop_assert_eq!(choices.get("country"), query.get("country"));
    }

    #[test]
    fn settings_are_sound_or_default(block in any_block()) {
        let (config, problems) = Config::parse(&block);
        let prefix = config.api_prefix.as_str();
        prop_assert_eq!(ApiPrefix::parse(prefix), Some(config.api_prefix.clone()));
        prop_assert!(prefix.starts_with('/') && !prefix.starts_with("//"));
        prop_assert!(!config.name.is_empty() && !config.languages.is_empty());
        prop_assert!(config.country.is_listed());
        prop_assert!(config.countries.iter().all(|country| country.is_listed()));
        for address in [config.support_url, config.legal.terms].into_iter().flatten() {
            prop_assert!(address.starts_with("https://"));
        }
        if problems.contains(&ConfigProblem::Unreadable) {
            prop_assert_eq!(problems.len(), 1);
        }
    }

    #[test]
    fn what_is_typed_is_tidied_once(text in any_text()) {
        if let Some(address) = email(&text) {
            prop_assert_eq!(email(&address), Some(address.clone()));
            if let Some(meant) = suggestion(&address) {
                prop_assert!(email(&meant).is_some() && suggestion(&meant).is_none(), "{}", meant);
            }
        }
        for country in [Country::UNITED_STATES, Country::parse("JP").expect("two letters")] {
            if let Ok(number) = phone_for(&text, country) {
                let digits = number.strip_prefix('+').expect("a plus");
                prop_assert!(digits.bytes().all(|digit| digit.is_ascii_digit()));
                prop_assert!((8..=15).contains(&digits.len()));
                prop_assert_eq!(phone_for(&number, country), Ok(number));
            }
        }
        prop_assert_eq!(cleaned(&cleaned(&text)), cleaned(&text));
        prop_assert_eq!(lowered(&lowered(&text)), lowered(&text));
    }

    #[test]
    fn names_are_kept(text in any_text()) {
        let name = AddressName::from_name(&text);
        prop_assert!(!name.as_str().is_empty());
        prop_assert_eq!(AddressName::from_address(name.as_str()), name.clone());
        prop_assert_eq!(name.find(&[&*text]), Some(&*text));
        if let Some(country) = Country::parse(&text) {
            prop_assert!(country.code().eq_ignore_ascii_case(&text));
        }
        if let Some(id) = OrderId::parse(&text) {
            prop_assert_eq!(id.as_str(), &text);
        }
        if let OrderState::Unknown(name) = OrderState::parse(&text) {
            prop_assert_eq!(name, text.clone());
        }
        let problem = Problem::new(&text);
        prop_assert!(!problem.message_key().name().is_empty());
        prop_assert!(!Problem::is_code(&text) || text.is_ascii());
    }
}
