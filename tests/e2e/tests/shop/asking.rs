//! When the API fails: what is said, and that trying again works.

use refillery_e2e::{Role, Shop, Test, filled, part, start_of, tests, text};

use crate::steps::{EMAIL, FAST_TIME};

pub(crate) fn tests() -> Vec<Test> {
    tests!["asking":
        a_passing_fault_is_not_seen,
        an_api_that_is_down_is_said_and_trying_again_works,
        an_api_that_does_not_answer_is_said_and_trying_again_works,
        a_pause_that_the_api_asks_for_is_said,
        half_an_answer_is_said_and_trying_again_works,
        an_empty_brand_list_is_said,
        an_order_page_without_the_api_tries_again,
    ]
}

async fn a_passing_fault_is_not_seen(shop: Shop) {
    shop.sandbox.fault("brands", "html-502", Some(1)).await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    assert_eq!(shop.sandbox.log("brands").await.len(), 2);
}

async fn fails_then_works(shop: &Shop, fault: &str, words: &str) {
    shop.before_every_page(FAST_TIME).await;
    shop.sandbox.fault("brands", fault, None).await;
    shop.open("/brands?country=US").await;
    shop.reads(words).await;
    shop.reads(text("failure.money_safe")).await;
    shop.sandbox.heal().await;
    shop.press(text("failure.try_again")).await;
    shop.sees(Role::Link, "Amazon.com").await;
    assert!(
        !shop.text().await.contains(words),
        "the failure still stands"
    );
}

async fn an_api_that_is_down_is_said_and_trying_again_works(shop: Shop) {
    fails_then_works(
        &shop,
        "http-503",
        &filled("failure.server", &[("code", "503")]),
    )
    .await;
}

async fn an_api_that_does_not_answer_is_said_and_trying_again_works(shop: Shop) {
    shop.sandbox
        .set(serde_json::json!({ "hang_milliseconds": 8_000 }))
        .await;
    fails_then_works(&shop, "hang", text("failure.unreachable")).await;
}

async fn a_pause_that_the_api_asks_for_is_said(shop: Shop) {
    fails_then_works(&shop, "http-429", start_of("failure.too_many_wait")).await;
}

async fn half_an_answer_is_said_and_trying_again_works(shop: Shop) {
    fails_then_works(&shop, "cut-json", &part("failure.unreadable", &[])).await;
}

async fn an_empty_brand_list_is_said(shop: Shop) {
    shop.sandbox.fault("brands", "empty-brands", None).await;
    shop.open("/brands?country=US").await;
    shop.reads(&filled("brands.none_here", &[("country", "United States")]))
        .await;
}

async fn an_order_page_without_the_api_tries_again(shop: Shop) {
    shop.before_every_page(FAST_TIME).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.fault("any", "http-503", None).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(&filled("failure.server", &[("code", "503")]))
        .await;
    shop.sandbox.heal().await;
    if shop.has(Role::Button, text("failure.try_again")).await {
        shop.press(text("failure.try_again")).await;
    }
    shop.reads(text("order.state_waiting")).await;
}
