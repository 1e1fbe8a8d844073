//! The country: chosen from all of them, found by any name, suggested once.

use refillery::config::Config;
use shop_core::model::country::Country;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, COUNTRIES};
use crate::stage::{Stage, call, text};

/// A search, and the country that must come first.
const SEARCHES: [(&str, &str); 61] = [
    // Codes, and what people say.
    ("jp", "JP"),
    ("US", "US"),
    ("usa", "US"),
    ("uk", "GB"),
    ("england", "GB"),
    ("uae", "AE"),
    ("holland", "NL"),
    ("turkey", "TR"),
    ("ivory coast", "CI"),
    // English: the beginning, a word inside, without accents and blanks.
    ("japan", "JP"),
    ("germ", "DE"),
    ("zealand", "NZ"),
    ("hongkong", "HK"),
    ("Curacao", "CW"),
    ("  south   korea ", "KR"),
    ("st. lucia", "LC"),
    ("guinea-bissau", "GW"),
    // The shop's other languages in Latin letters.
    ("deutschland", "DE"),
    ("österreich", "AT"),
    ("oster", "AT"),
    ("schweiz", "CH"),
    ("allemagne", "DE"),
    ("états-unis", "US"),
    ("etats unis", "US"),
    ("royaume", "GB"),
    ("espana", "ES"),
    ("españa", "ES"),
    ("países bajos", "NL"),
    ("stati uniti", "US"),
    ("giappone", "JP"),
    ("alemanha", "DE"),
    ("japao", "JP"),
    ("almanya", "DE"),
    ("türkiye", "TR"),
    ("TURKIYE", "TR"),
    ("isviçre", "CH"),
    ("İSVİÇRE", "CH"),
    ("nhật bản", "JP"),
    ("nhat ban", "JP"),
    ("đức", "DE"),
    ("duc", "DE"),
    ("pilipinas", "PH"),
    // Japanese, also as it is typed; Chinese; Arabic.
    ("日本", "JP"),
    ("ドイツ", "DE"),
    ("どいつ", "DE"),
    ("ｱﾒﾘｶ", "US"),
    ("アメリカ", "US"),
    ("美国", "US"),
    ("德国", "DE"),
    ("台湾", "TW"),
    ("臺灣", "TW"),
    ("德國", "DE"),
    ("اليابان", "JP"),
    ("يابان", "JP"),
    ("ألمانيا", "DE"),
    ("المانيا", "DE"),
    // The country's own name.
    ("대한민국", "KR"),
    ("Ελλάδα", "GR"),
    ("ελλαδα", "GR"),
    ("україна", "UA"),
    ("भारत", "IN"),
];

#[wasm_bindgen_test]
async fn a_country_is_found_by_any_of_its_names() {
    let stage = Stage::with_shop();
    stage.open("/brands?country=US");
    stage.open_countries().await;
    let mut wrong = Vec::new();
    for (typed, code) in SEARCHES {
        stage.type_into("#country-words", typed).await;
        let first = stage.attribute("#countries li button", "value");
        if first.as_deref() != Some(code) {
            wrong.push((typed, code, first));
        }
    }
    assert!(wrong.is_empty(), "typed, wanted, found: {wrong:?}");
    stage.type_into("#country-words", "atlantis").await;
    assert!(stage.text("#countries").contains("No country fits."));
    assert!(!stage.has("#countries li"));
}

#[wasm_bindgen_test]
async fn the_list_has_every_country_and_the_ones_chosen_first() {
    let stage = Stage::with_shop();
    stage.open("/brands?country=US");
    assert!(!stage.has("#countries form"), "nothing is made before");
    stage.open_countries().await;
    let count = || stage.count("#countries ul:last-of-type button[value]");
    assert_eq!(count(), 233);
    let current = stage.attribute("#countries button[aria-current]", "value");
    assert_eq!(current.as_deref(), Some("US"));
    // Sorted as the language sorts: Å with A.
    let names = stage.text("#countries ul:last-of-type");
    let place = |name: &str| names.find(name).expect(name);
    assert!(place("Åland") < place("Albania") && place("Albania") < place("Zambia"));
    assert!(
        stage.text("#countries").contains("日本"),
        "its own name too"
    );
    for code in ["JP", "DE"] {
        let body = BRANDS.replace("\"US\"", &["\"", code, "\""].concat());
        stage.serve(&["country_code=", code].concat(), &body);
    }
    stage.click("#countries button[value=JP]").await;
    stage.says("Brands · Japan").await;
    assert_eq!(text(&call("address", &[])), "/brands?country=JP");
    stage.choose_country("DE").await;
    stage.says("Brands · Germany").await;
    stage.open_countries().await;
    let first = stage.text("#countries ul");
    assert!(first.starts_with("Germany"), "{first}");
    assert!(first.contains("Japan") && !first.contains("Zambia"));
}

#[wasm_bindgen_test]
async fn the_live_list_takes_the_place_of_the_bundled_one() {
    let stage = Stage::with_shop();
    stage.open("/brands?country=US");
    assert_eq!(stage.asked("GET", "available-countries"), 0);
    stage.open_countries().await;
    stage
        .answer("available-countries", 200, r#"{"countries":[{"isoCode":"US"},{"isoCode":"jp"},{"isoCode":"RU"},{"isoCode":"??"}]}"#)
        .await;
    let count = || stage.count("#countries ul:last-of-type button[value]");
    stage.until("two countries", || count() == 2).await;
    let stage = Stage::with_shop();
    stage.serve("available-countries", COUNTRIES);
    stage.open("/brands?country=US");
    stage.open_countries().await;
    stage.settle().await;
    assert!(stage.has("#countries button[value=JP]"));
}

#[wasm_bindgen_test]
async fn a_shop_offers_only_its_own_countries() {
    let countries = |codes: &[&str]| Config {
        countries: codes
            .iter()
            .filter_map(|code| Country::parse(code))
            .collect(),
        ..Config::default()
    };
    let stage = Stage::with_shop();
    stage.open_with("/brands", countries(&["US", "JP"]), Vec::new());
    stage.open_countries().await;
    assert_eq!(stage.count("#countries ul:last-of-type button[value]"), 2);
    let stage = Stage::with_shop();
    stage.open_with("/brands", countries(&["US"]), Vec::new());
    stage.says("Brands · United States").await;
    assert!(!stage.has(".picker-country"), "one is no choice");
}

#[wasm_bindgen_test]
async fn arrows_go_through_the_list_and_escape_changes_nothing() {
    let stage = Stage::with_shop();
    stage.open("/brands?country=US");
    stage.open_countries().await;
    stage.type_into("#country-words", "united").await;
    stage
        .until("focus in the search", || {
            text(&call("focused", &[])) == "country-words"
        })
        .await;
    let press = |key: &str| call("key", &[key.into()]);
    let focused = || text(&call("focusedValue", &[]));
    press("ArrowDown");
    let first = focused();
    press("ArrowDown");
    assert_ne!(focused(), first);
    press("ArrowUp");
    assert_eq!(focused(), first);
    press("ArrowUp");
    assert_eq!(text(&call("focused", &[])), "country-words");
    stage.press("Close").await;
    stage
        .until("a closed list", || !stage.has("#countries[open]"))
        .await;
    assert_eq!(text(&call("address", &[])), "/brands?country=US");
}

/// A shop whose visitor's browser speaks these languages in this time zone.
fn stage_in(languages: &str, zone: &str) -> Stage {
    let stage = Stage::with_shop();
    call("setPlace", &[languages.into(), zone.into()]);
    stage
}

#[wasm_bindgen_test]
async fn a_first_visit_is_suggested_its_country_and_never_moved() {
    let stage = stage_in("en-JP", "Asia/Tokyo");
    stage.serve("country_code=JP", &BRANDS.replace("\"US\"", "\"JP\""));
    stage.open("/brands");
    stage.says("You seem to be here: Japan.").await;
    stage.says("Brands · United States").await;
    assert_eq!(stage.asked("GET", "country_code=JP"), 0);
    stage.press("Show what is sold there").await;
    stage.says("Brands · Japan").await;
    assert!(!stage.all_text().contains("You seem to be"));
    assert_eq!(text(&call("address", &[])), "/brands?country=JP");
    stage.close();
    stage.open("/brands");
    stage.says("Brands · Japan").await;
    assert!(!stage.all_text().contains("You seem to be"));
}

#[wasm_bindgen_test]
async fn who_wants_to_stay_is_not_asked_again() {
    let stage = stage_in("en-JP", "Asia/Tokyo");
    stage.open("/brands");
    stage.says("You seem to be here: Japan.").await;
    stage.press("Keep: United States").await;
    assert!(!stage.all_text().contains("You seem to be"));
    stage.close();
    stage.open("/brands");
    stage.says("Brands · United States").await;
    assert!(!stage.all_text().contains("You seem to be"));
}

#[wasm_bindgen_test]
async fn no_country_is_suggested_to_who_has_one() {
    for (languages, zone, address) in [
        ("en-JP", "Asia/Tokyo", "/brands?country=US"),
        ("en-US", "America/New_York", "/brands"),
        ("en-US", "UTC", "/brands"),
        ("en-JP", "Asia/Tokyo", "/orders"),
        // Not sold to.
        ("ru-RU", "Europe/Moscow", "/brands"),
    ] {
        let stage = stage_in(languages, zone);
        stage.open(address);
        stage.until("a page", || stage.has("main h1")).await;
        assert!(!stage.has(".suggestion"), "{languages} in {zone}");
    }
}

#[wasm_bindgen_test]
async fn the_time_zone_decides_between_languages_and_the_language_alone_without_one() {
    for (languages, zone, name) in [
        ("en-US en-GB de-AT", "Europe/Vienna", "Austria"),
        ("ja", "Asia/Tokyo", "Japan"),
        ("en-GB", "UTC", "United Kingdom"),
    ] {
        let stage = stage_in(languages, zone);
        stage.open("/brands?lang=en");
        let words = ["You seem to be here: ", name, "."].concat();
        stage.says(&words).await;
    }
}

#[wasm_bindgen_test]
async fn a_traveller_gets_the_suggestion_with_the_next_page() {
    // One of the first that the browser is asked for, a country a turn.
    let stage = stage_in("en-US", "Europe/Andorra");
    stage.open("/brands");
    stage.says("Brands · United States").await;
    for _ in 0..20 {
        stage.settle().await;
    }
    assert!(!stage.has(".suggestion"), "nothing moves on the first page");
    stage.go("/");
    stage.says("You seem to be here: Andorra.").await;
}

#[wasm_bindgen_test]
async fn a_zone_that_browsers_say_for_everybody_is_no_place() {
    for (languages, is_suggested) in [
        ("en-US", false),
        ("en-US en", false),
        // Two that say the same are more than one.
        ("is-IS", true),
        ("en-US is-IS", true),
    ] {
        let stage = stage_in(languages, "Atlantic/Reykjavik");
        stage.open("/brands");
        stage.says("Brands · United States").await;
        // The longer look would end by the next page.
        for _ in 0..30 {
            stage.settle().await;
        }
        stage.go("/");
        stage.until("the start", || stage.has("main.home")).await;
        stage.settle().await;
        let says = stage.all_text().contains("You seem to be here: Iceland");
        assert_eq!(says, is_suggested, "{languages}");
        assert!(is_suggested || !stage.has(".suggestion"), "{languages}");
    }
}

#[wasm_bindgen_test]
async fn a_key_of_a_word_that_is_being_composed_leaves_the_list_alone() {
    let stage = Stage::with_shop();
    stage.open("/brands?country=US");
    stage.says("Brands · United States").await;
    stage.open_countries().await;
    stage.type_into("#country-words", "jap").await;
    let press = |more: &str| {
        let script = [
            "{ const field = document.querySelector('#country-words'); field.focus();
               field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true, ",
            more,
            " })) }",
        ];
        js_sys::eval(&script.concat()).expect("a key");
        text(&call("focused", &[]))
    };
    assert_eq!(press("isComposing: true"), "country-words");
    assert_eq!(press("keyCode: 229"), "country-words");
    assert_ne!(press("keyCode: 40"), "country-words");
}
