//! Languages: which are offered, what a switch keeps, right to left.

use refillery::config::{Config, LANGUAGES};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{
    ARABIC, BRANDS, DELIVERED, ENGLISH, GERMAN, JAPANESE, NOW, ORDER_ID, WAITING,
};
use crate::orders::script;
use crate::stage::{Stage, call, text};

fn root(name: &str) -> Option<String> {
    let root = leptos::prelude::document().document_element();
    root.expect("a root").get_attribute(name)
}

/// The name that each language has for itself: one name a language, or this doesn't
/// compile.
const OWN_NAMES: [&str; LANGUAGES.len()] = [
    "English",
    "日本語",
    "Deutsch",
    "français",
    "español",
    "italiano",
    "português",
    "中文",
    "Türkçe",
    "Tiếng Việt",
    "Filipino",
    "العربية",
];

#[wasm_bindgen_test]
async fn every_language_is_offered_by_its_own_name() {
    let stage = Stage::with_shop();
    stage.open("/brands");
    stage.says("Brands · United States").await;
    let names = stage.text("header select");
    for name in OWN_NAMES {
        assert!(names.contains(name), "{name} in {names}");
    }
    assert_eq!(
        stage
            .attribute("header option[value=ja]", "lang")
            .as_deref(),
        Some("ja")
    );
    let stage = Stage::with_shop();
    let config = Config {
        languages: vec!["en".to_owned()],
        ..Config::default()
    };
    stage.open_with("/brands", config, Vec::new());
    stage.says("Brands · United States").await;
    assert!(!stage.has("header select"), "one language is no choice");
}

#[wasm_bindgen_test]
async fn a_switch_of_language_keeps_the_order_as_it_is() {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    stage.serve("/locales/de.json", GERMAN);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert!(!stage.all_text().contains("decimal sign"), "English has it");
    stage.type_into("#recovery-transaction", "0xabc").await;
    stage.click("[name=recovery-case][value=over]").await;
    stage.choose_language("de").await;
    stage.says("Der Punkt ist hier das Dezimalzeichen.").await;
    assert_eq!(stage.value("#recovery-transaction"), "0xabc");
    assert_eq!(stage.value("[name=recovery-case]:checked"), "over");
    assert_eq!(stage.text(".pay-sum"), "50.66 USDC", "the same digits");
    assert_eq!(stage.asked("GET", "/v5/orders/"), 1);
}

#[wasm_bindgen_test]
async fn a_switch_of_language_does_not_cover_a_code_again() {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", DELIVERED);
    stage.serve("/locales/ja.json", JAPANESE);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Show code").await;
    stage.press("Show code").await;
    let code = stage.text(".ticket code");
    assert!(!code.is_empty());
    stage.choose_language("ja").await;
    stage.says("注文番号").await;
    stage
        .until("the code", || stage.text(".ticket code") == code)
        .await;
}

#[wasm_bindgen_test]
async fn a_switch_of_language_keeps_a_search_and_the_place() {
    let stage = Stage::with_shop();
    stage.serve("/locales/ja.json", JAPANESE);
    stage.open("/brands?country=US");
    stage.says("10 brands").await;
    stage.type_into("#search", "ste").await;
    // Typed text reaches the address once the typing rests.
    stage.pass(300.0).await;
    stage.choose_language("ja").await;
    stage.says("日本語").await;
    stage
        .until("Japanese", || root("lang").as_deref() == Some("ja"))
        .await;
    assert_eq!(stage.value("#search"), "ste");
    assert!(text(&call("address", &[])).contains("q=ste"));
    assert_eq!(stage.asked("GET", "/v2/brands"), 1);
}

#[wasm_bindgen_test]
async fn arabic_runs_from_right_to_left_and_its_amounts_do_not() {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    stage.serve("/locales/ar.json", ARABIC);
    stage.serve("/locales/en.json", ENGLISH);
    stage.open(&["/order/", ORDER_ID, "?lang=ar"].concat());
    stage
        .until("right to left", || root("dir").as_deref() == Some("rtl"))
        .await;
    stage.says("رقم الطلب").await;
    let receipt = stage.text(".receipt");
    assert!(receipt.contains("\u{2066}50.66 USDC\u{2069}"), "{receipt}");
    // Text that is selected by hand has no marks in it.
    assert_eq!(stage.text(".pay-sum"), "50.66 USDC");
    assert_eq!(stage.attribute(".pay-sum", "dir").as_deref(), Some("ltr"));
    stage.choose_language("en").await;
    stage
        .until("left to right", || root("dir").as_deref() == Some("ltr"))
        .await;
}

#[wasm_bindgen_test]
async fn the_api_is_asked_in_a_language_that_it_has() {
    let stage = Stage::with_shop();
    stage.serve("/locales/ar.json", ARABIC);
    stage.serve("/v2/brands", BRANDS);
    stage.open("/product/steam/steam?lang=ar");
    stage.says("Steam").await;
    stage
        .until("its products", || {
            stage.asked("GET", "family_name=Steam&coin=USDC&lang=en") == 1
        })
        .await;
    stage.until("its texts", || stage.has(".prose")).await;
    assert_eq!(stage.attribute(".prose", "lang").as_deref(), Some("en"));
    assert_eq!(stage.attribute(".prose", "dir").as_deref(), Some("auto"));
}

#[wasm_bindgen_test]
async fn a_switch_of_language_keeps_the_start_page_and_what_is_typed_there() {
    let stage = Stage::with_shop();
    stage.serve("/locales/de.json", GERMAN);
    let kept =
        json!([{ "id": ORDER_ID, "title": "Steam 10 USD", "created_at": NOW, "state": "waiting" }]);
    call(
        "keepElsewhere",
        &["refillery.orders.1".into(), kept.to_string().into()],
    );
    stage.open("/?country=US");
    stage.says("Steam 10 USD").await;
    script("window.field = document.querySelector('#search')");
    stage.type_into("#search", "mine").await;
    stage.choose_language("de").await;
    stage.says("Alle Marken").await;
    assert_eq!(stage.value("#search"), "mine");
    let is_same = script("window.field === document.querySelector('#search')");
    assert!(is_same.is_truthy(), "the page was built anew");
}

#[wasm_bindgen_test]
async fn a_switch_of_language_rebuilds_no_page() {
    // But for those of brands, products and orders, whose words come from the supplier.
    for address in ["/", "/brands", "/checkout", "/orders", "/nowhere/at/all"] {
        let stage = Stage::with_shop();
        stage.serve("/locales/de.json", GERMAN);
        stage.serve("/v5/orders/", WAITING);
        let kept = json!([{ "id": ORDER_ID, "title": "Steam 10 USD", "created_at": NOW, "state": "waiting" }]);
        call(
            "keepElsewhere",
            &["refillery.orders.1".into(), kept.to_string().into()],
        );
        stage.open(address);
        stage.until("a heading", || stage.has("main h1")).await;
        stage.settle().await;
        script("window.page = document.querySelector('main h1')");
        stage.choose_language("de").await;
        stage
            .until("German", || root("lang").as_deref() == Some("de"))
            .await;
        stage.settle().await;
        let is_same = script("window.page === document.querySelector('main h1')");
        assert!(is_same.is_truthy(), "{address} was built anew");
    }
}

#[wasm_bindgen_test]
async fn a_switch_of_language_keeps_what_is_typed_on_a_product() {
    let stage = Stage::with_shop();
    stage.serve("/locales/de.json", GERMAN);
    stage.open("/product/steam/steam?option=fced6048-c9f2-473e-8638-8631392c8a76");
    stage.until("a field", || stage.has("#email")).await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.choose_language("de").await;
    stage
        .until("German", || root("lang").as_deref() == Some("de"))
        .await;
    stage.settle().await;
    stage
        .until("what was typed", || {
            stage.has("#email") && stage.value("#email") == "buyer@example.com"
        })
        .await;
}
