//! The page on which a partner puts a widget together.

use refillery_e2e::{Shop, Test, tests};
use serde_json::json;

pub(crate) fn tests() -> Vec<Test> {
    tests!["builder": what_is_filled_in_is_seen_and_stands_in_the_snippet]
}

/// The snippets: with the loader, and without.
async fn snippets(shop: &Shop) -> Vec<String> {
    let texts = shop
        .run("return [...document.querySelectorAll('.builder-result code')].map((each) => each.textContent)")
        .await;
    serde_json::from_value(texts).unwrap_or_default()
}

async fn fills_in(shop: &Shop, label: &str, text: &str) {
    shop.types(label, text).await;
    // A field counts once it is left.
    shop.run("document.activeElement.blur()").await;
}

/// Waits until the preview shows this.
async fn previews(shop: &Shop, what: &str, script: &str) {
    let script = format!(
        "const page = document.querySelector('.builder-preview').contentDocument;
         return !!page && !!page.body && ({script});"
    );
    shop.until_script(what, &script).await;
}

async fn what_is_filled_in_is_seen_and_stands_in_the_snippet(shop: Shop) {
    shop.open("/embed/builder?country=US").await;
    shop.reads("The shop on your page").await;
    previews(
        &shop,
        "a shop",
        "page.body.innerText.includes('brands in United States')",
    )
    .await;
    let plain = snippets(&shop).await;
    assert_eq!(plain.len(), 2, "{plain:?}");
    assert!(plain[0].contains("/widget/v1/loader.js\""), "{}", plain[0]);
    assert!(plain[0].contains(&format!("<gift-shop src=\"{}/embed\"", shop.url)));

    fills_in(&shop, "Country country", "DE").await;
    fills_in(&shop, "Language lang", "de").await;
    previews(
        &shop,
        "another country and language",
        "page.documentElement.lang === 'de' && page.body.innerText.includes('Deutschland')",
    )
    .await;
    let chosen = snippets(&shop).await;
    for words in ["country=\"DE\"", "lang=\"de\""] {
        assert!(chosen[0].contains(words), "{words} in {}", chosen[0]);
    }
    assert!(chosen[1].contains("country=DE"), "{}", chosen[1]);

    // What can't be used is said at its field, and stands in neither.
    fills_in(&shop, "Accent colour accent", "greenish").await;
    shop.reads("This value does not have the right form.").await;
    assert_eq!(snippets(&shop).await, chosen);
    fills_in(&shop, "Accent colour accent", "0b6e4f").await;
    shop.no_longer_reads("does not have the right form").await;
    assert!(snippets(&shop).await[0].contains("accent=\"0b6e4f\""));
    let sticks_out = "return document.documentElement.scrollWidth > innerWidth";
    shop.look_with((360, 780), "light").await;
    assert_eq!(shop.run(sticks_out).await, json!(false));
}
