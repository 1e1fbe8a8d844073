//! The block field by field, and what follows from several.

use super::{Config, ConfigProblem, path_of};

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
            ("api_prefix", "config.expects_api_prefix"),
            ("country", "config.expects_country"),
            ("languages", "config.expects_languages"),
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
    // A word that is no country, none of the list, and the wrong kind.
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
    // The list is what is wrong here, so all countries are sold in.
    let (config, problems) = Config::parse(r#"{"country":"KR","countries":["Japan"]}"#);
    assert_eq!((config.country.code(), problems.len()), ("KR", 1));
    let (config, problems) = Config::parse(r#"{"countries":[]}"#);
    assert_eq!((config.country.code(), problems.len()), ("US", 0));
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
