//! Where goods work: every name that the API has for a country, found in the country table.

use shop_core::model::country::Country;
use shop_core::model::country::place::{Lock, Place, PlaceNames};

/// Code, the name that browsers have in English, and the API's own; all of the 250 that the web
/// client names (docs/api.md#country-names).
const NAMES: &str = include_str!("country_names.tsv");

fn rows() -> Vec<[&'static str; 3]> {
    let rows = NAMES.lines().map(|line| {
        let mut parts = line.split('\t');
        let mut next = || parts.next().expect("three columns");
        [next(), next(), next()]
    });
    rows.collect()
}

fn country(code: &str) -> Country {
    Country::parse(code).unwrap_or_else(|| panic!("{code} is two letters"))
}

/// The name that a browser gives.
fn name_of(country: Country) -> String {
    let rows = rows();
    let row = rows.iter().find(|[code, ..]| *code == country.code());
    row.map_or_else(
        || country.code().to_owned(),
        |[_, name, _]| (*name).to_owned(),
    )
}

fn places(text: &str) -> Vec<Place> {
    PlaceNames::new(&name_of).places(text)
}

fn countries(codes: &str) -> Vec<Place> {
    let codes = codes.split(' ');
    codes.map(|code| Place::Country(country(code))).collect()
}

#[test]
fn every_name_of_the_api_is_its_country() {
    let rows = rows();
    assert_eq!(rows.len(), 250);
    let names = PlaceNames::new(&name_of);
    for [code, browser, api] in rows {
        for text in [
            api,
            browser,
            code,
            &api.to_uppercase(),
            &format!(" the {api} "),
        ] {
            assert_eq!(names.places(text), countries(code), "{text}");
        }
    }
}

#[test]
fn other_spellings_are_read_too() {
    let names = PlaceNames::new(&name_of);
    for (text, codes) in [
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("United States of America", "US"),
        ("US Virgin Islands", "VI"),
        ("UK", "GB"),
        ("uk", "GB"),
        ("Great Britain", "GB"),
        ("Korea", "KR"),
        ("Korea, South", "KR"),
        ("Turkey", "TR"),
        ("in Tu\u{308}rkiye", "TR"),
        ("in TR", "TR"),
        ("IN", "IN"),
        ("cote d’ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Hong Kong SAR", "HK"),
        ("Czech Republic", "CZ"),
        ("The Netherlands", "NL"),
        ("Germany, Austria and Switzerland", "DE AT CH"),
        ("Trinidad and Tobago, Jamaica & Barbados", "TT JM BB"),
        ("DE; AT; CH", "DE AT CH"),
    ] {
        assert_eq!(names.places(text), countries(codes), "{text}");
    }
    for (text, place) in [
        ("Global", Place::World),
        ("WORLDWIDE", Place::World),
        ("WW", Place::World),
        ("EU", Place::Europe),
        ("Europe", Place::Europe),
        ("ASIA", Place::Asia),
    ] {
        assert_eq!(names.places(text), [place], "{text}");
    }
    for words in [
        "the states east of the river",
        "not in Germany, Austria",
        "United States, Narnia",
        "ZZ",
        "Guinea Ecuatorial",
    ] {
        assert_eq!(names.places(words), [Place::Words(words.to_owned())]);
    }
}

#[test]
fn a_lock_excludes_who_shops_elsewhere_and_nothing_said_excludes_nobody() {
    let germany = country("DE");
    let is_excluded = |text: &str| Lock::Only(places(text)).excludes(germany).is_some();
    for text in [
        "United States",
        "Austria and Switzerland",
        "Asia",
        "wherever it rains",
    ] {
        assert!(is_excluded(text), "{text}");
    }
    for text in ["Germany", "DE", "Austria, Germany", "Europe", "Worldwide"] {
        assert!(!is_excluded(text), "{text}");
    }
    let europe = Lock::Only(places("Europe"));
    assert!(
        europe.excludes(country("GB")).is_some(),
        "nobody says whether it is meant"
    );
    assert!(europe.excludes(country("FR")).is_none());
    for lock in [Lock::Coming, Lock::Unsaid(places("US"))] {
        assert_eq!(lock.excludes(germany), None);
    }
}
