//! Coming back: reload, history, links, other devices, another language.

use refillery_e2e::{Role, Shop, Test, tests, text, text_of};

use serde_json::{Value, json};

use crate::shop::accessible::looks::speaks;
use crate::steps::{
    EMAIL, chooses_a_card, fills_in_the_checkout, has_a_price, place_order, search, shown_total,
    start_title,
};

pub(crate) fn tests() -> Vec<Test> {
    let in_every_engine = || tests!["moving": hundreds_of_addresses_in_a_second_are_survived];
    let mut tests = tests!["moving":
        reload_back_and_forward_show_the_same_order,
        the_link_of_an_order_shows_it_on_another_device,
        an_order_can_be_found_again_from_the_start_page,
        japanese_keeps_what_was_typed,
        another_language_keeps_the_place_on_a_product_page,
        another_language_keeps_the_place_in_the_checkout,
        another_language_keeps_what_was_typed_beside_an_order,
        a_link_to_a_choice_shows_that_choice_to_others,
        a_link_to_a_search_shows_what_it_found,
        a_chosen_country_is_remembered,
        a_page_that_does_not_exist_helps_on,
    ];
    tests.extend(super::in_every_engine(in_every_engine));
    tests
}

async fn reload_back_and_forward_show_the_same_order(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    let path = format!("/order/{id}");
    shop.reads(&id).await;
    shop.reload().await;
    shop.reads(&id).await;
    shop.back().await;
    shop.comes_to(|address| address.starts_with("/brand/"))
        .await;
    shop.sees(Role::Button, text("ordering.place")).await;
    shop.forward().await;
    shop.comes_to(|address| address.starts_with(&path)).await;
    shop.reads(&id).await;
    shop.reads(text("order.state_waiting")).await;
    assert_eq!(
        shop.sandbox.orders().await.len(),
        1,
        "going back ordered again"
    );
}

/// WebKit throws at the hundredth address in ten seconds, Firefox at the two hundredth, and Chromium
/// leaves the address as it was.
async fn hundreds_of_addresses_in_a_second_are_survived(shop: Shop) {
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    shop.comes_to(|address| address.contains("option=")).await;
    let twenty = shop.address().await;
    shop.run(
        "const amounts = [...document.querySelectorAll('.amount input')];
         for (let count = 0; count < 301; count += 1) amounts[count % 2 ? 1 : 2].click();",
    )
    .await;
    // The choice has moved at once; the address follows when the browser lets it.
    shop.until("the total of the last choice", async || {
        let total = shown_total(&shop).await;
        total.starts_with("53.94").then_some(())
    })
    .await;
    shop.until("the address of the last choice", async || {
        let address = shop.address().await;
        (address.contains("option=") && address != twenty).then_some(())
    })
    .await;
    // The program still runs.
    shop.choose("$100").await;
    has_a_price(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    shop.reads(&id).await;
}

async fn the_link_of_an_order_shows_it_on_another_device(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.state_waiting")).await;
    let somebody = shop.somebody_else().await;
    somebody.open(&shop.address().await).await;
    somebody.reads(&id).await;
    shop.sandbox.act(&id, "pay").await;
    shop.reads(text("order.head_done")).await;
    somebody.reads(text("order.head_done")).await;
}

async fn an_order_can_be_found_again_from_the_start_page(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    shop.open("/?country=US").await;
    shop.reads(text("order.state_waiting")).await;
    shop.follow("Amazon.com $50").await;
    let address = shop
        .comes_to(|address| address.starts_with("/order/"))
        .await;
    assert!(address.contains(&id));
}

async fn japanese_keeps_what_was_typed(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.picks(text("frame.language"), "ja").await;
    shop.no_longer_reads(text("ordering.place")).await;
    shop.comes_to(|address| address.contains("lang=ja")).await;
    let typed = shop
        .run("return [...document.querySelectorAll('input')].map((field) => field.value)")
        .await;
    assert!(
        typed.to_string().contains(EMAIL),
        "the email is gone: {typed}"
    );
    let language = shop.run("return document.documentElement.lang").await;
    assert_eq!(language, "ja");
    let page = shop.text().await;
    assert!(
        page.contains(text_of("ja", "product.pay_with")),
        "not Japanese:\n{page}"
    );
    // And it stays for the next visit.
    shop.open("/?country=US").await;
    shop.until_equal("ja".into(), async || {
        shop.run("return document.documentElement.lang").await
    })
    .await;
}

/// What a buyer in the middle of a form sees.
async fn place(shop: &Shop) -> Value {
    shop.run(
        "const field = document.querySelector('#email');
         return {
           typed: field.value,
           focus: document.activeElement.id,
           top: Math.round(field.getBoundingClientRect().top),
           unfolded: [...document.querySelectorAll('main details')].map((fold) => fold.open),
         };",
    )
    .await
}

async fn languages_keep_the_place(shop: &Shop) {
    shop.run(
        "for (const fold of document.querySelectorAll('main details > summary')) fold.click();
         const field = document.querySelector('#email');
         field.focus();
         field.scrollIntoView({ block: 'center', behavior: 'instant' });",
    )
    .await;
    let before = place(shop).await;
    assert_eq!(before["typed"], EMAIL);
    assert_eq!(before["focus"], "email");
    assert!(before["unfolded"].to_string().contains("true"), "{before}");
    for language in ["ja", "ar", "de", "en"] {
        speaks(shop, language).await;
        // Texts of the API come a moment after the shop's own.
        shop.until_equal(before.clone(), async || {
            let mut now = place(shop).await;
            let [was, is] = [&before, &now].map(|place| place["top"].as_i64().unwrap_or(-9999));
            // A line of another height above doesn't make it another place.
            if (was - is).abs() <= 80 {
                now["top"] = json!(was);
            }
            now
        })
        .await;
    }
}

async fn another_language_keeps_the_place_on_a_product_page(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    for window in [(1280, 600), (360, 640)] {
        shop.look_with(window, "light").await;
        languages_keep_the_place(&shop).await;
        shop.run("for (const fold of document.querySelectorAll('main details[open] > summary')) fold.click();")
            .await;
    }
}

async fn another_language_keeps_the_place_in_the_checkout(shop: Shop) {
    fills_in_the_checkout(&shop).await;
    shop.look_with((360, 640), "light").await;
    languages_keep_the_place(&shop).await;
}

/// Types into fields by their ids, and reads them in other languages.
async fn languages_keep_what_is_typed(shop: &Shop, ids: &[&str]) {
    let values = async || {
        shop.run("return [...document.querySelectorAll('main input:not([type=radio], [type=checkbox], [type=file])')].filter((field) => field.value).map((field) => field.id + ' ' + field.value)")
            .await
    };
    for id in ids {
        shop.run(&format!(
            "const field = document.getElementById('{id}'); field.value = '0.5';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ))
        .await;
    }
    let before = values().await;
    for id in ids {
        assert!(
            before.to_string().contains(&format!("{id} 0.5")),
            "{before}"
        );
    }
    for language in ["ja", "en"] {
        speaks(shop, language).await;
        shop.until_equal(before.clone(), values).await;
    }
}

async fn another_language_keeps_what_was_typed_beside_an_order(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.sees(Role::Button, text("pay.exchange_title")).await;
    languages_keep_what_is_typed(&shop, &["exchange-fee"]).await;
    shop.sandbox.force(&id, "WaitingForManualAction").await;
    shop.reads(text("recovery.transaction")).await;
    languages_keep_what_is_typed(&shop, &["recovery-transaction"]).await;
    shop.open("/orders?country=US").await;
    shop.reads(text("backup.title")).await;
    languages_keep_what_is_typed(&shop, &["passphrase"]).await;
}

async fn a_link_to_a_choice_shows_that_choice_to_others(shop: Shop) {
    search(&shop, "US", "Steam").await;
    shop.choose("$20").await;
    shop.choose("BTC Lightning").await;
    shop.until("a price in BTC", async || {
        shown_total(&shop).await.contains("BTC").then_some(())
    })
    .await;
    let (address, total) = (shop.address().await, shown_total(&shop).await);
    let somebody = shop.somebody_else().await;
    somebody.open(&address).await;
    has_a_price(&somebody).await;
    assert_eq!(shown_total(&somebody).await, total);
    let chosen = async |shop: &Shop| {
        shop.run("return document.querySelector('.amount:has(:checked) b').textContent")
            .await
    };
    assert_eq!(chosen(&somebody).await, chosen(&shop).await);
    somebody.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&somebody).await;
    let order = shop.sandbox.order(&id).await;
    assert_eq!(order["network"], "Lightning");
    somebody.reads(text("pay.invoice")).await;
}

async fn a_link_to_a_search_shows_what_it_found(shop: Shop) {
    shop.open("/brands?country=US&q=steam").await;
    shop.sees(Role::Link, "Steam").await;
    assert_eq!(
        shop.typed(text("search.label")).await.as_deref(),
        Some("steam")
    );
    assert!(
        !shop.has(Role::Link, "Amazon.com").await,
        "the search finds everything"
    );
}

async fn a_chosen_country_is_remembered(shop: Shop) {
    shop.open("/").await;
    shop.reads("United States").await;
    shop.press(text("frame.country")).await;
    shop.types(text("country.search"), "japan").await;
    shop.press("Japan").await;
    let words = start_title("Japan");
    shop.reads(&words).await;
    shop.open("/").await;
    shop.reads(&words).await;
}

async fn a_page_that_does_not_exist_helps_on(shop: Shop) {
    shop.open("/nothing/here").await;
    shop.sees(Role::Heading, text("lost.title")).await;
    shop.types_and_enters(text("search.label"), "steam").await;
    shop.comes_to(|address| address.starts_with("/brands"))
        .await;
    shop.sees(Role::Link, "Steam").await;
}
