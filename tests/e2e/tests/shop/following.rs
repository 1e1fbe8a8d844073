//! The order's page while the order moves, whatever happens to its stream.

use refillery_e2e::{Engine, Shop, Test, filled, part, says_it_failed, start_of, tests, text};

use crate::steps::{EMAIL, FAST_TIME, is_delivered};

pub(crate) fn tests() -> Vec<Test> {
    let all = tests!["following":
        a_stream_cut_five_times_still_ends_delivered,
        a_stream_that_answers_502_is_replaced_by_asking,
        a_stream_that_answers_a_web_page_is_replaced_by_asking,
        a_stream_that_is_forbidden_is_replaced_by_asking,
        a_stream_that_is_asked_for_too_often_is_replaced_by_asking,
        a_stream_that_stays_silent_is_replaced_by_asking,
        a_stream_with_garbage_between_its_messages_is_followed,
        a_stream_that_breaks_after_each_message_still_ends_delivered,
        failed_polls_are_never_a_failed_order,
        a_part_of_the_payment_counts_and_the_rest_is_asked_for,
        a_paid_order_never_asks_for_money_again,
        every_ending_says_what_became_of_the_money,
    ];
    let kept = tests!["following": a_page_that_comes_back_from_memory_has_the_news];
    let kept = kept.into_iter().map(|test| test.on(Engine::Chromium));
    all.into_iter().chain(kept).collect()
}

async fn opens_an_order(shop: &Shop, email: &str) -> String {
    let id = shop.sandbox.make_order(email).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.state_waiting")).await;
    id
}

async fn a_stream_cut_five_times_still_ends_delivered(shop: Shop) {
    let id = opens_an_order(&shop, EMAIL).await;
    for cut in 1..=5 {
        shop.until_equal(cut, async || shop.sandbox.log("subscribe").await.len())
            .await;
        shop.reads(text("order.link_live")).await;
        shop.sandbox.act(&id, "drop-streams").await;
    }
    shop.until_equal(6, async || shop.sandbox.log("subscribe").await.len())
        .await;
    is_delivered(&shop, &id).await;
    assert_eq!(
        shop.sandbox.log("order").await.len(),
        1,
        "short cuts were bridged by asking"
    );
}

/// With a useless stream, requests bring the order to its end.
async fn ends_by_asking(shop: &Shop, fault: &str) {
    shop.before_every_page(FAST_TIME).await;
    shop.sandbox.fault("subscribe", fault, None).await;
    let id = opens_an_order(shop, EMAIL).await;
    shop.reads(text("order.link_polling")).await;
    is_delivered(shop, &id).await;
    assert!(
        !shop.sandbox.log("subscribe").await.is_empty(),
        "the stream was never tried"
    );
    assert!(
        shop.sandbox.log("order").await.len() > 1,
        "the order was not asked for"
    );
}

async fn a_stream_that_answers_502_is_replaced_by_asking(shop: Shop) {
    ends_by_asking(&shop, "stream-502").await;
}

async fn a_stream_that_answers_a_web_page_is_replaced_by_asking(shop: Shop) {
    ends_by_asking(&shop, "stream-html").await;
}

async fn a_stream_that_is_forbidden_is_replaced_by_asking(shop: Shop) {
    ends_by_asking(&shop, "http-403").await;
}

async fn a_stream_that_is_asked_for_too_often_is_replaced_by_asking(shop: Shop) {
    ends_by_asking(&shop, "http-429").await;
}

async fn a_stream_that_stays_silent_is_replaced_by_asking(shop: Shop) {
    ends_by_asking(&shop, "stream-silent").await;
}

async fn a_stream_with_garbage_between_its_messages_is_followed(shop: Shop) {
    shop.sandbox
        .fault("subscribe", "stream-garbage", None)
        .await;
    let id = opens_an_order(&shop, EMAIL).await;
    shop.reads(text("order.link_live")).await;
    is_delivered(&shop, &id).await;
}

async fn a_stream_that_breaks_after_each_message_still_ends_delivered(shop: Shop) {
    shop.before_every_page(FAST_TIME).await;
    shop.sandbox.fault("subscribe", "stream-drop", None).await;
    let id = opens_an_order(&shop, EMAIL).await;
    is_delivered(&shop, &id).await;
}

/// A browser keeps a page that was left only if nothing of it is connected any more.
async fn a_page_that_comes_back_from_memory_has_the_news(shop: Shop) {
    let id = opens_an_order(&shop, EMAIL).await;
    shop.reads(text("order.link_live")).await;
    shop.run("addEventListener('pageshow', (event) => { window.isFromMemory = event.persisted; })")
        .await;
    shop.open("/favicon.svg").await;
    shop.sandbox.force(&id, "PaymentStarted").await;
    shop.back().await;
    shop.until("the page from memory", async || {
        (shop.run("return window.isFromMemory").await == true).then_some(())
    })
    .await;
    shop.reads(text("order.state_started")).await;
    shop.reads(text("order.link_live")).await;
    assert_eq!(shop.sandbox.log("subscribe").await.len(), 2);
    shop.sandbox.force(&id, "WaitingForManualAction").await;
    shop.reads(text("order.state_manual")).await;
}

async fn failed_polls_are_never_a_failed_order(shop: Shop) {
    shop.before_every_page(FAST_TIME).await;
    let id = opens_an_order(&shop, EMAIL).await;
    shop.sandbox.fault("subscribe", "stream-502", None).await;
    shop.sandbox.fault("order", "http-500", None).await;
    shop.sandbox.act(&id, "drop-streams").await;
    shop.until("several failed questions", async || {
        (shop.sandbox.log("order").await.len() > 4).then_some(())
    })
    .await;
    let page = shop.text().await;
    assert!(
        page.contains(text("order.state_waiting")),
        "the order is gone from:\n{page}"
    );
    assert!(
        !says_it_failed(&page),
        "a fault of the line is shown:\n{page}"
    );
    shop.sandbox.heal().await;
    is_delivered(&shop, &id).await;
}

async fn a_part_of_the_payment_counts_and_the_rest_is_asked_for(shop: Shop) {
    let id = opens_an_order(&shop, EMAIL).await;
    shop.sandbox.act(&id, "partial").await;
    shop.reads(text("order.state_partial")).await;
    shop.reads(&part("order.send_rest", &[])).await;
    shop.reads(text("pay.still_to_send")).await;
    let order = shop.sandbox.order(&id).await;
    let sent = order["sent_coin_amount"].as_str().unwrap_or_default();
    shop.reads(&part(
        "pay.received",
        &[("received", &format!("{sent} USDC"))],
    ))
    .await;
    is_delivered(&shop, &id).await;
}

async fn a_paid_order_never_asks_for_money_again(shop: Shop) {
    let id = opens_an_order(&shop, EMAIL).await;
    // Stops after the first step, so that the page can be read between the states.
    shop.sandbox
        .set(serde_json::json!({ "step_milliseconds": 60_000 }))
        .await;
    shop.sandbox.act(&id, "pay").await;
    shop.sandbox.act(&id, "advance").await;
    shop.no_longer_reads(start_of("order.send")).await;
    let address = shop.sandbox.order(&id).await["wallet_address"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    for _ in 0..3 {
        let page: String = shop.text().await.split_whitespace().collect();
        assert!(
            !page.contains(&address),
            "the address to pay to is back:\n{page}"
        );
        shop.reload().await;
        shop.reads(text("order.money_received")).await;
    }
}

async fn every_ending_says_what_became_of_the_money(shop: Shop) {
    for (state, words) in [
        ("Expired", text("order.money_expired")),
        ("PaymentFailed", text("order.money_failed")),
        ("PaymentSetupFailed", text("order.money_setup_failed")),
        ("Refunded", text("order.head_refunded")),
        ("Canceled", text("order.money_canceled")),
        ("Cancelled", text("order.money_canceled")),
        ("WaitingForManualAction", text("order.money_manual")),
        ("Completed", text("order.head_done")),
        (
            "Reviewing",
            &*filled("order.money_unknown", &[("state", "Reviewing")]),
        ),
    ] {
        let id = shop.sandbox.make_order(EMAIL).await;
        shop.sandbox.force(&id, state).await;
        shop.open(&format!("/order/{id}")).await;
        shop.reads(words).await;
        assert!(
            !shop.text().await.contains(start_of("order.send")),
            "{state} asks for money"
        );
    }
}
