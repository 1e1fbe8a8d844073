//! The order's page while the order moves, whatever becomes of its stream.

use refillery_e2e::{Shop, Test, tests};

use crate::steps::{EMAIL, FAST_TIME, is_delivered};

pub(crate) fn tests() -> Vec<Test> {
    tests!["following":
        a_stream_cut_five_times_still_ends_delivered,
        a_stream_that_answers_502_is_replaced_by_asking,
        a_stream_that_answers_a_web_page_is_replaced_by_asking,
        a_stream_that_stays_silent_is_replaced_by_asking,
        a_stream_with_garbage_between_its_messages_is_followed,
        a_stream_that_breaks_after_each_message_still_ends_delivered,
        failed_polls_are_never_a_failed_order,
        a_part_of_the_payment_counts_and_the_rest_is_asked_for,
        a_paid_order_never_asks_for_money_again,
        every_ending_says_what_became_of_the_money,
    ]
}

async fn opens_an_order(shop: &Shop, email: &str) -> String {
    let id = shop.sandbox.make_order(email).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads("Waiting for payment").await;
    id
}

async fn a_stream_cut_five_times_still_ends_delivered(shop: Shop) {
    let id = opens_an_order(&shop, EMAIL).await;
    for cut in 1..=5 {
        shop.until_equal(cut, async || shop.sandbox.log("subscribe").await.len())
            .await;
        shop.reads("Live").await;
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

/// With a stream that is of no use, asking brings the order to its end.
async fn ends_by_asking(shop: &Shop, fault: &str) {
    shop.before_every_page(FAST_TIME).await;
    shop.sandbox.fault("subscribe", fault, None).await;
    let id = opens_an_order(shop, EMAIL).await;
    shop.reads("Checked from time to time").await;
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

async fn a_stream_that_stays_silent_is_replaced_by_asking(shop: Shop) {
    ends_by_asking(&shop, "stream-silent").await;
}

async fn a_stream_with_garbage_between_its_messages_is_followed(shop: Shop) {
    shop.sandbox
        .fault("subscribe", "stream-garbage", None)
        .await;
    let id = opens_an_order(&shop, EMAIL).await;
    shop.reads("Live").await;
    is_delivered(&shop, &id).await;
}

async fn a_stream_that_breaks_after_each_message_still_ends_delivered(shop: Shop) {
    shop.before_every_page(FAST_TIME).await;
    shop.sandbox.fault("subscribe", "stream-drop", None).await;
    let id = opens_an_order(&shop, EMAIL).await;
    is_delivered(&shop, &id).await;
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
        page.contains("Waiting for payment"),
        "the order is gone from:\n{page}"
    );
    assert!(
        !page.contains("could not be loaded"),
        "a fault of the line is shown:\n{page}"
    );
    shop.sandbox.heal().await;
    is_delivered(&shop, &id).await;
}

async fn a_part_of_the_payment_counts_and_the_rest_is_asked_for(shop: Shop) {
    let id = opens_an_order(&shop, EMAIL).await;
    shop.sandbox.act(&id, "partial").await;
    shop.reads("Part of the payment has arrived").await;
    shop.reads("more on").await;
    shop.reads("Still to send").await;
    let order = shop.sandbox.order(&id).await;
    let part = order["sent_coin_amount"].as_str().unwrap_or_default();
    shop.reads(&format!("{part} USDC of ")).await;
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
    shop.no_longer_reads("Send exactly").await;
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
        shop.reads("There is nothing more to send.").await;
    }
}

async fn every_ending_says_what_became_of_the_money(shop: Shop) {
    for (state, words) in [
        ("Expired", "Do not send money to this order any more."),
        (
            "PaymentFailed",
            "The payment was seen but did not go through.",
        ),
        (
            "PaymentSetupFailed",
            "There is nothing to pay, and nothing was taken from you.",
        ),
        ("Refunded", "The payment was sent back."),
        ("Canceled", "There is nothing to pay any more."),
        ("Cancelled", "There is nothing to pay any more."),
        (
            "WaitingForManualAction",
            "Your payment has arrived and is safe.",
        ),
        ("Completed", "Your order is here"),
        ("Reviewing", "The order is being looked at (Reviewing)."),
    ] {
        let id = shop.sandbox.make_order(EMAIL).await;
        shop.sandbox.force(&id, state).await;
        shop.open(&format!("/order/{id}")).await;
        shop.reads(words).await;
        assert!(
            !shop.text().await.contains("Send exactly"),
            "{state} asks for money"
        );
    }
}
