//! Browsers and people use the words of a page: browsers translate them, people select them.

use refillery_e2e::{Role, Shop, Test, start_of, tests, text};

use super::in_every_engine;
use crate::steps::{EMAIL, has_a_price, shown_total};

pub(crate) fn tests() -> Vec<Test> {
    in_every_engine(|| {
        tests!["reading":
            a_translated_order_still_says_how_it_is,
            a_translated_total_still_follows_the_choice,
            a_selection_has_the_text_that_is_shown,
            steps_are_in_lines_and_their_links_can_be_pressed,
            without_a_clipboard_the_older_command_copies,
            what_nothing_copies_is_selected,
        ]
    })
}

/// Does what Chrome's translator does: an element with the translation replaces each text node,
/// except where the page forbids it. Returns the texts that were left alone.
const TRANSLATE: &str = "
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [], verbatim = [];
    while (walker.nextNode()) {
      const text = walker.currentNode, around = text.parentElement;
      if (!text.data.trim() || around.closest('script, style, noscript')) continue;
      (around.closest('[translate=no]') ? verbatim : texts).push(text);
    }
    for (const text of texts) {
      const outer = document.createElement('font'), inner = document.createElement('font');
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
    return verbatim.map((text) => text.data);";

async fn translated(shop: &Shop) -> Vec<String> {
    let verbatim = shop.run(TRANSLATE).await;
    let verbatim = verbatim.as_array().into_iter().flatten();
    verbatim
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect()
}

async fn a_translated_order_still_says_how_it_is(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let order = shop.sandbox.order(&id).await;
    let field = |name: &str| order[name].as_str().unwrap_or_default().to_owned();
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    let verbatim = translated(&shop).await.concat();
    let verbatim = verbatim.replace('\u{a0}', " ");
    assert!(verbatim.contains(&field("wallet_address")), "{verbatim}");
    let amount = format!("{} {}", field("coin_amount"), field("coin"));
    // In the heading and beside the address.
    assert!(verbatim.matches(&amount).count() >= 2, "{verbatim}");
    assert!(!verbatim.contains(text("pay.compare")), "{verbatim}");
    shop.sandbox.act(&id, "pay").await;
    shop.reads(text("order.head_done")).await;
    shop.reads(text("order.state_done")).await;
    let page = shop.text().await;
    assert!(!page.contains(start_of("order.send")), "{page}");
    assert!(!page.contains(text("order.state_waiting")), "{page}");
    shop.press(text("delivery.show_code")).await;
    shop.sees(Role::Button, text("delivery.copy_code")).await;
}

async fn a_translated_total_still_follows_the_choice(shop: Shop) {
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    has_a_price(&shop).await;
    let before = shown_total(&shop).await;
    let times = async || shop.text().await.matches(&before).count();
    let times_before = times().await;
    translated(&shop).await;
    shop.choose("$50").await;
    shop.until("another total", async || {
        let total = shown_total(&shop).await;
        let is_sum = total.starts_with(|c: char| c.is_ascii_digit());
        (is_sum && total != before).then_some(())
    })
    .await;
    // It stays beside its own amount, and is nowhere else.
    assert!(times().await < times_before, "{before} is still told");
}

/// By a click on it, by a drag over all of it, and with the whole page.
async fn a_selection_has_the_text_that_is_shown(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let order = shop.sandbox.order(&id).await;
    let address = order["wallet_address"].as_str().unwrap_or_default();
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    let selected = shop
        .run(
            "const selection = getSelection(), all = [];
             for (const exact of document.querySelectorAll('main code')) {
               const range = document.createRange();
               range.selectNodeContents(exact);
               selection.removeAllRanges();
               selection.addRange(range);
               all.push(selection.toString());
             }
             selection.selectAllChildren(document.body);
             return [...all, selection.toString()];",
        )
        .await;
    let selected: Vec<&str> = selected
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|text| text.as_str())
        .collect();
    assert!(selected.contains(&address), "{selected:#?}");
    let page = selected.last().copied().unwrap_or_default();
    assert!(page.lines().any(|line| line.trim() == address), "{page}");
}

async fn steps_are_in_lines_and_their_links_can_be_pressed(shop: Shop) {
    shop.open("/product/steam/steam?country=US").await;
    shop.press(text("product.how_to_redeem")).await;
    let steps = shop
        .until("the steps", async || {
            let steps = shop
                .run("return document.querySelector('.prose:has(li)')?.innerText ?? '';")
                .await;
            let steps = steps.as_str().unwrap_or_default().to_owned();
            (!steps.is_empty()).then_some(steps)
        })
        .await;
    let lines: Vec<&str> = steps.lines().map(str::trim).collect();
    for step in [
        "Sign in to your account.",
        "Open the redeem page.",
        "Enter the code.",
    ] {
        assert!(lines.contains(&step), "{lines:#?}");
    }
    let address = shop.leads_to("the redeem page").await;
    assert!(address.starts_with("https://redeem.example/"), "{address}");
}

/// An order's page on which the clipboard is missing, and the digits of its amount.
async fn without_a_clipboard(shop: &Shop) -> String {
    let id = shop.sandbox.make_order(EMAIL).await;
    let order = shop.sandbox.order(&id).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    shop.run(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });
         document.addEventListener('copy', () => { window.copied = document.activeElement.value; });",
    )
    .await;
    order["coin_amount"].as_str().unwrap_or_default().to_owned()
}

async fn without_a_clipboard_the_older_command_copies(shop: Shop) {
    let amount = without_a_clipboard(&shop).await;
    shop.press(start_of("pay.copy_amount")).await;
    shop.until("the copy", async || {
        let copied = shop.run("return window.copied;").await;
        (copied == amount.as_str()).then_some(())
    })
    .await;
    shop.reads(text("copy.copied")).await;
}

async fn what_nothing_copies_is_selected(shop: Shop) {
    let amount = without_a_clipboard(&shop).await;
    shop.run("document.execCommand = () => false;").await;
    shop.press(start_of("pay.copy_amount")).await;
    shop.reads(text("copy.failed")).await;
    shop.until("the selection", async || {
        let selected = shop.run("return getSelection().toString();").await;
        (selected == amount.as_str()).then_some(())
    })
    .await;
}
