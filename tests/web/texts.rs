//! Words: plural forms, numbers, and a switch of language.

use leptos::prelude::Owner;
use refillery::i18n::{I18n, Messages};
use serde_json::Value;
use shop_core::model::money::Amount;
use shop_core::text_key::{LIST_HASH, NAMES, PluralKey};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{ENGLISH, JAPANESE};
use crate::stage::Stage;

/// A text in the plural form of a count.
fn check(language: &str, file: &str, count: usize, words: &str) {
    let owner = Owner::new();
    let messages = Messages::parse(language, file).expect("a locale file");
    let text = owner.with(|| I18n::provide(messages, "").count(PluralKey::BrandsCount, count, &[]));
    assert_eq!(text, words, "{count} in {language}");
    owner.cleanup();
}

#[wasm_bindgen_test]
fn plural_forms_are_those_of_the_language() {
    check("en", ENGLISH, 0, "0 brands");
    check("en", ENGLISH, 1, "1 brand");
    check("en", ENGLISH, 2, "2 brands");
    check("en", ENGLISH, 1_234, "1,234 brands");
    for count in [0, 1, 2, 11] {
        let words = [&count.to_string(), " 件のブランド"].concat();
        check("ja", JAPANESE, count, &words);
    }
    let polish = r#"{"brands.count":{"one":"{count} karta","few":"{count} karty","many":"{count} kart","other":"{count} karty"}}"#;
    for (count, words) in [
        (1, "1 karta"),
        (2, "2 karty"),
        (5, "5 kart"),
        (12, "12 kart"),
        (22, "22 karty"),
    ] {
        check("pl", polish, count, words);
    }
    // A form that a file doesn't have falls back on `other`.
    check("pl", r#"{"brands.count":{"other":"{count} x"}}"#, 2, "2 x");
}

#[wasm_bindgen_test]
fn amounts_of_a_coin_keep_every_digit() {
    let owner = Owner::new();
    for (language, file) in [("en", ENGLISH), ("ja", JAPANESE)] {
        let messages = Messages::parse(language, file).expect("a locale file");
        owner.with(|| {
            let i18n = I18n::provide(messages, "");
            let amount = Amount::parse("1234.56789000").expect("an amount");
            assert_eq!(i18n.coin(&amount, "USDC"), "1234.56789000\u{a0}USDC");
            let large = Amount::parse("12345678901234567.25").expect("an amount");
            assert_eq!(
                i18n.fiat(&large, "USD", true),
                "$12,345,678,901,234,567.25",
                "no digit is lost to a float"
            );
        });
    }
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_switch_of_language_keeps_what_was_typed_and_asked() {
    let stage = Stage::with_shop();
    stage.serve("/locales/ja.json", JAPANESE);
    stage.open("/product/steam/steam?option=fced6048-c9f2-473e-8638-8631392c8a76");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.says("Place order").await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.choose_language("ja").await;
    stage.says("注文する").await;
    stage
        .until("the form again", || stage.has("form.buy #email"))
        .await;
    assert_eq!(stage.value("#email"), "buyer@example.com");
    assert!(
        stage.all_text().contains("11.24 USDC"),
        "digits stay digits"
    );
    let root = leptos::prelude::document()
        .document_element()
        .expect("a root");
    assert_eq!(root.get_attribute("lang").as_deref(), Some("ja"));
    assert_eq!(stage.asked("GET", "/v2/brands"), 1);
    assert_eq!(stage.asked("GET", "family_name=Steam"), 1);
    assert_eq!(stage.asked("GET", "/locales/ja.json"), 1);
    assert!(
        !stage.all_text().contains("Place order"),
        "no word of the language before"
    );
}

#[wasm_bindgen_test]
async fn a_language_that_cannot_be_had_leaves_the_one_there_is() {
    let stage = Stage::with_shop();
    stage.serve_as("GET", "/locales/ja.json", 404, "<html>", "{}");
    stage.open("/brands?lang=ja");
    stage.says("Brands · United States").await;
    stage.settle().await;
    assert_eq!(stage.asked("GET", "/locales/ja.json"), 1);
    assert!(stage.all_text().contains("10 brands"));
}

/// The Japanese texts as a release has them, with the hash of some list of keys.
fn japanese_without_keys(hash: &str) -> String {
    let texts: Value = serde_json::from_str(JAPANESE).expect("JSON");
    let listed = NAMES.iter().map(|name| texts[*name].clone());
    let all = [Value::from(hash)].into_iter().chain(listed);
    Value::from_iter(all).to_string()
}

#[wasm_bindgen_test]
async fn a_language_of_this_release_is_read_without_keys() {
    let stage = Stage::with_shop();
    stage.serve("/locales/ja.json", &japanese_without_keys(LIST_HASH));
    stage.open("/nothing?lang=ja");
    stage.says("このアドレスにページはありません").await;
}

#[wasm_bindgen_test]
async fn a_language_of_another_release_leaves_the_one_there_is() {
    let stage = Stage::with_shop();
    let others = japanese_without_keys("0123456789abcdef");
    stage.serve("/locales/ja.json", &others);
    stage.open("/brands?lang=ja");
    stage.says("Brands · United States").await;
    stage.settle().await;
    assert_eq!(stage.asked("GET", "/locales/ja.json"), 1);
    assert!(stage.all_text().contains("10 brands"));
}

#[wasm_bindgen_test]
async fn a_language_in_the_address_is_loaded_alone() {
    let stage = Stage::with_shop();
    stage.serve("/locales/ja.json", JAPANESE);
    stage.open("/nothing?lang=ja");
    stage.says("このアドレスにページはありません").await;
    assert_eq!(stage.asked("GET", "/locales/"), 1);
}
