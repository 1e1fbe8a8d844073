//! Spoken messages: status messages appear in places that were there before them (WCAG 4.1.3).
//! `tests/web` tests with a clock of its own when the time left is spoken.

use refillery_e2e::{Role, Shop, Test, counted, filled, part, start_of, tests, text};
use serde_json::Value;

use crate::steps::{EMAIL, chooses_a_card};

pub(crate) fn tests() -> Vec<Test> {
    tests!["accessible":
        what_changes_is_said_by_a_place_that_was_there_before,
        an_order_says_each_of_its_states,
    ]
}

/// Writes down what a screen reader would say: words that come into a live region that has
/// been there for a moment, and alerts whole when they come.
const LISTEN: &str = r#"
    window.__said = [];
    const isLive = (node) => node && node.closest && node.closest("[role=status], [aria-live=polite], [role=alert], [role=log]");
    const known = new WeakSet(document.querySelectorAll("[role=status], [aria-live=polite], [role=alert], [role=log]"));
    const plain = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();
    const say = (text) => { const words = plain(text || ""); if (words) window.__said.push(words); };
    new MutationObserver((records) => {
      const changed = new Set();
      for (const record of records) {
        const place = isLive(record.target.nodeType === 1 ? record.target : record.target.parentElement);
        if (place && known.has(place)) changed.add(place);
        for (const node of record.addedNodes) {
          if (node.nodeType !== 1) continue;
          for (const alert of [node, ...node.querySelectorAll("[role=alert]")].filter((each) => each.matches("[role=alert]"))) say(alert.textContent);
        }
      }
      for (const place of changed) say(place.innerText || place.textContent);
      for (const place of document.querySelectorAll("[role=status], [aria-live=polite], [role=alert], [role=log]")) known.add(place);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });"#;

async fn said(shop: &Shop) -> Vec<String> {
    let said = shop.run("return window.__said").await;
    let words = |line: &Value| line.as_str().unwrap_or_default().to_owned();
    said.as_array().into_iter().flatten().map(words).collect()
}

async fn hears(shop: &Shop, words: &str) {
    hears_one_of(shop, &[words.to_owned()]).await;
}

async fn hears_one_of(shop: &Shop, words: &[String]) {
    shop.until(&format!("one of {words:?} to be said"), async || {
        let said = said(shop).await;
        said.iter()
            .any(|line| words.iter().any(|words| line.contains(words)))
            .then_some(())
    })
    .await;
}

async fn what_changes_is_said_by_a_place_that_was_there_before(shop: Shop) {
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    shop.run(LISTEN).await;
    shop.types(text("search.label"), "amazon").await;
    let counts = [counted("brands.count", 1, &[]), part("brands.count", &[])];
    hears_one_of(&shop, &counts).await;
    chooses_a_card(&shop).await;
    shop.run(LISTEN).await;
    let amount = filled("product.amount_in", &[("currency", "USD")]);
    shop.types(&amount, "1").await;
    hears(&shop, &filled("product.fault_small", &[("min", "$5")])).await;
    shop.types(&amount, "50").await;
    shop.types(text("recipient.email"), "visitor@gmial.com")
        .await;
    hears(&shop, start_of("recipient.did_you_mean")).await;
    shop.press(text("cart.add")).await;
    hears(&shop, text("cart.added")).await;
    shop.types(
        text("recipient.email"),
        "problem-invalid_email_domain@example.com",
    )
    .await;
    shop.press(text("ordering.only_this")).await;
    hears(&shop, &counted("ordering.problems", 1, &[])).await;
}

async fn an_order_says_each_of_its_states(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    shop.run(LISTEN).await;
    shop.press(start_of("pay.copy_amount")).await;
    hears(&shop, text("copy.copied")).await;
    shop.sandbox.act(&id, "partial").await;
    hears(&shop, text("order.state_partial")).await;
    shop.sandbox.act(&id, "pay").await;
    hears(&shop, text("order.state_done")).await;
}
