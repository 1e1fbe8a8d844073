//! Tests the block field by field, and the effects of several fields.

use super::{Config, ConfigProblem, path_of};
use shop_core::model::brand::{Kind, Kinds};
use shop_core::model::country::Country;
use shop_core::text_key::TextKey;

#[test]
fn a_wrong_field_keeps_its_default_and_is_named() {
    let (config, problems) = Config::parse(
        r#"{"api_prefix":"https://x","country":"zz9","name":"Corner Shop","languages":["../en"],"colour":"red"}"#,
    );
    assert_eq!(config.api_prefix.as_str(), "/api");
    assert_eq!(config.country.code(), "US");
    assert_eq!(config.name, "Corner Shop");
    assert_eq!(config.languages, super::LANGUAGES);
    let said: Vec<_> = problems
        .iter()
        .filter_map(|problem| match problem {
            ConfigProblem::WrongField { field, expects } => Some((field.as_str(), *expects)),
            _ => None,
        })
        .collect();
    assert_eq!(
        said,
        [
            ("api_prefix", TextKey::ConfigExpectsApiPrefix),
            ("country", TextKey::ConfigExpectsCountry),
            ("languages", TextKey::ConfigExpectsLanguages),
        ]
    );
    assert!(problems.contains(&ConfigProblem::UnknownField("colour".to_owned())));
}

#[test]
fn a_broken_block_is_one_problem() {
    for broken in ["", "{", "[]", "null"] {
        assert_eq!(
            Config::parse(broken),
            (Config::default(), vec![ConfigProblem::Unreadable])
        );
    }
}

#[test]
fn an_allow_list_decides_the_default_country() {
    let (config, problems) = Config::parse(r#"{"countries":["JP","KR"]}"#);
    assert_eq!((config.country.code(), problems.len()), ("JP", 0));
    // In either order of the two fields.
    for named in [
        r#"{"country":"KR","countries":["JP","KR"]}"#,
        r#"{"countries":["JP","KR"],"country":"kr"}"#,
    ] {
        let (config, problems) = Config::parse(named);
        assert_eq!((config.country.code(), problems.len()), ("KR", 0));
    }
}

#[test]
fn nobody_starts_where_nothing_is_sold() {
    // A word that is no country, a country that isn't in the list, and the wrong kind.
    for country in [r#""zz9""#, r#""QQ""#, r#""US""#, "7", "null"] {
        for block in [
            [r#"{"country":"#, country, r#","countries":["JP","KR"]}"#],
            [r#"{"countries":["JP","KR"],"country":"#, country, "}"],
        ] {
            let (config, problems) = Config::parse(&block.concat());
            assert_eq!(config.country.code(), "JP", "{block:?}");
            assert!(config.offers(config.country));
            let wrong = super::wrong("country", super::EXPECTS_COUNTRY);
            assert_eq!(problems, [wrong], "{block:?}");
        }
    }
    // The list itself is wrong here, so nothing is sold anywhere.
    let (config, problems) = Config::parse(r#"{"country":"KR","countries":["Japan"]}"#);
    assert_eq!((config.country.code(), problems.len()), ("KR", 1));
    assert_eq!(config.kinds, Kinds::NONE);
    let (config, problems) = Config::parse(r#"{"countries":[]}"#);
    assert_eq!((config.country.code(), problems.len()), ("US", 0));
}

#[test]
fn one_wrong_entry_does_not_undo_its_list() {
    let named = |block: &str| {
        let (config, problems) = Config::parse(block);
        let named: Vec<String> = problems
            .into_iter()
            .map(|problem| match problem {
                ConfigProblem::WrongEntries { field, entries, .. } => [field, entries].join(" "),
                other => panic!("{block}: {other:?}"),
            })
            .collect();
        (config, named)
    };
    let (config, wrong) = named(r#"{"countries":["US","UK",7]}"#);
    assert_eq!(wrong, ["countries “UK”, “…”"]);
    assert_eq!(config.countries, [Country::UNITED_STATES]);
    let (config, wrong) = named(r#"{"kinds":["gift_card","top-up"]}"#);
    assert_eq!(wrong, ["kinds “top-up”"]);
    assert!(config.kinds.has(Kind::GiftCard) && !config.kinds.has(Kind::Esim));
    let (config, wrong) = named(r#"{"coins":["usdc","BTC"],"languages":["xx","de"]}"#);
    assert_eq!(wrong, ["coins “usdc”", "languages “xx”"]);
    assert_eq!(
        (config.coins, config.languages),
        (vec!["BTC".into()], vec!["de".into()])
    );
    let list = r#"{"partner_origins":["https://a.example/","https://b.example"]}"#;
    let (config, wrong) = named(list);
    assert_eq!(wrong, ["partner_origins “https://a.example/”"]);
    assert_eq!(config.partner_origins, ["https://b.example"]);
}

#[test]
fn a_list_without_a_good_entry_sells_nothing() {
    for (field, lists) in [
        (
            "countries",
            [r#"["UK"]"#, r#"["RU",""]"#, r#""US""#, "null"],
        ),
        ("kinds", [r#"["giftcard"]"#, "[1]", r#""esim""#, "{}"]),
        ("coins", [r#"["usdc"]"#, "[[]]", r#""BTC""#, "null"]),
    ] {
        for list in lists {
            // In either order with a good list.
            let wrong = [r#"""#, field, r#"":"#, list].concat();
            for block in [
                ["{", &wrong, "}"].concat(),
                ["{", &wrong, r#","country":"US"}"#].concat(),
                [r#"{"kinds":["esim"],"#, &wrong, "}"].concat(),
            ] {
                let (config, problems) = Config::parse(&block);
                assert_eq!(config.kinds, Kinds::NONE, "{block}");
                assert!(
                    problems.iter().any(|problem| matches!(
                        problem,
                        ConfigProblem::NothingLeft { field: named, .. } if named == field
                    )),
                    "{block}: {problems:?}"
                );
            }
        }
    }
}

#[test]
fn the_base_path_is_that_of_the_document() {
    for (address, path) in [
        ("http://127.0.0.1:8080/", "/"),
        ("https://x.example/shop/", "/shop/"),
        ("https://x.example/shop/index.html", "/shop/"),
        ("https://x.example", "/"),
    ] {
        assert_eq!(path_of(address), path);
    }
}
