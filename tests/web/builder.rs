//! The page where a partner puts a widget together.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::COUNTRIES;
use crate::orders::{history, script};
use crate::stage::{Stage, text};

/// The page, once it has asked for all that there is to choose from.
async fn builder() -> Stage {
    let stage = Stage::with_shop();
    stage.serve("/available-countries", COUNTRIES);
    stage.open("/embed/builder");
    stage
        .until("the fields", || {
            stage.has("#option-country option[value=DE]") && stage.has("fieldset .tick")
        })
        .await;
    stage
}

/// The snippet with the loader.
fn snippet(stage: &Stage) -> String {
    stage.text(".builder-result .kept-link code")
}

#[wasm_bindgen_test]
async fn a_value_that_cannot_be_read_stands_beside_one_that_can() {
    let stage = builder().await;
    for (field, example) in [("#option-accent", "0b6e4f"), ("#option-height", "760")] {
        assert_eq!(stage.attribute(field, "placeholder"), None, "{field}");
        assert_eq!(
            stage.text(&[field, "-hint"].concat()),
            ["For example: ", example].concat()
        );
        stage.fill(field, "blau", "change").await;
        let error = [field, "-error"].concat();
        stage
            .until("the words", || {
                stage.text(&error) == "This value does not have the right form."
            })
            .await;
        stage.fill(field, example, "change").await;
        stage.until("no words", || !stage.has(&error)).await;
    }
}

#[wasm_bindgen_test]
async fn what_is_offered_is_chosen_and_not_typed() {
    let stage = builder().await;
    let plain = snippet(&stage);
    assert!(!plain.contains("country="), "{plain}");
    stage.choose("#option-country", "DE").await;
    stage.choose("#option-lang", "de").await;
    for words in ["eSIMs", "Gift cards"] {
        // The header has links with the same words.
        crate::orders::script(&format!(
            "[...document.querySelectorAll('#stage .ticks label')]
             .find((label) => label.textContent.trim() === '{words}').click()"
        ));
        stage.settle().await;
    }
    stage.press("USDC · Solana").await;
    let chosen = snippet(&stage);
    for words in [
        " country=\"DE\"",
        " lang=\"de\"",
        " kinds=\"esim,giftcard\"",
        " coins=\"USDC:Solana\"",
    ] {
        assert!(chosen.contains(words), "{words} is missing: {chosen}");
    }
    stage.press("USDC · Solana").await;
    assert!(!snippet(&stage).contains("coins="));
    // Goods that are not sold can't be chosen.
    assert_eq!(stage.count("#option-lang option"), 13);
}

#[wasm_bindgen_test]
async fn what_is_typed_counts_once_typing_rests() {
    let stage = builder().await;
    stage.type_into("#option-brand", "Steam").await;
    assert!(!snippet(&stage).contains("brand="), "at once");
    stage.pass(600.0).await;
    assert!(snippet(&stage).contains(" brand=\"Steam\""));
}

#[wasm_bindgen_test]
async fn the_preview_shows_a_stranger_s_shop() {
    let stage = builder().await;
    let name = stage.attribute(".builder-preview", "name");
    drop(stage);
    // As the page inside that frame sees it.
    let stage = history().await;
    stage.close();
    script(&format!(
        "window.before = window.name; window.name = '{}';
         Object.defineProperty(window, 'frameElement', {{ value: document.body, configurable: true }})",
        name.expect("a name")
    ));
    stage.open("/orders?country=US");
    stage.says("No orders in this browser").await;
    let (is_kept, words) = (stage.all_text().contains("Amazon $50"), stage.all_text());
    script("delete window.frameElement; window.name = window.before");
    assert!(!is_kept, "{words}");
    // The orders are still there for the page itself.
    stage.close();
    stage.open("/orders?country=US");
    stage.says("Amazon $50").await;
    assert_eq!(text(&script("window.name")), text(&script("window.before")));
}
