//! Every fault that the sandbox has, and every setting of the API: what a visitor reads of
//! it, and that no order is made twice or lost.

use refillery_e2e::{Role, Shop, Test, filled, part, says_it_failed, start_of, tests, text};
use serde_json::json;

use crate::steps::{
    EMAIL, FAST_TIME, chooses_a_card, comes_to_its_order, has_a_price, is_delivered, place_order,
    start_title,
};

pub(crate) fn tests() -> Vec<Test> {
    tests!["faults":
        every_status_of_a_page_is_said_and_trying_again_works,
        every_other_fault_of_a_page_is_said_and_trying_again_works,
        every_fault_while_ordering_says_whether_there_may_be_an_order,
        a_visitor_over_the_limit_is_told_to_wait,
        an_order_is_followed_through_the_limit,
        an_order_over_the_limit_may_have_been_made,
        refused_preflights_stop_nobody,
        images_that_are_not_there_stop_nobody,
    ]
}

/// The page's text for a fault that stays; none when the page only has to wait.
fn said(fault: &str) -> Option<String> {
    let fault_of = |code: &str| filled("failure.server", &[("code", code)]);
    Some(match fault {
        "slow" => return None,
        "http-429" => start_of("failure.too_many_wait").to_owned(),
        // A burst of questions is answered with 403, so it is a matter of waiting too.
        "http-429-bare" | "http-403" => text("failure.too_many").to_owned(),
        "http-400" => part("failure.refused", &[("code", "400")]),
        "http-404" => text("failure.not_found").to_owned(),
        "http-500" => fault_of("500"),
        "http-503" => fault_of("503"),
        "html-502" => fault_of("502"),
        "html-200" => start_of("failure.prefix").to_owned(),
        "empty-body" | "cut-json" => part("failure.unreadable", &[]),
        "cut-body" | "hang" => text("failure.unreachable").to_owned(),
        "empty-brands" => filled("brands.none_here", &[("country", "United States")]),
        _ => panic!("what does the shop say of {fault}?"),
    })
}

/// The faults that any route can have.
async fn faults(shop: &Shop) -> Vec<String> {
    let faults = shop.sandbox.offers("faults").await;
    faults
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("stream-"))
        .collect()
}

async fn every_status_of_a_page_is_said_and_trying_again_works(shop: Shop) {
    let of_status = |fault: &String| fault.starts_with("http-");
    let faults = faults(&shop).await.into_iter().filter(of_status);
    are_said_and_trying_again_works(&shop, faults.collect()).await;
}

async fn every_other_fault_of_a_page_is_said_and_trying_again_works(shop: Shop) {
    let of_body = |fault: &String| !fault.starts_with("http-");
    let faults = faults(&shop).await.into_iter().filter(of_body);
    are_said_and_trying_again_works(&shop, faults.collect()).await;
}

async fn are_said_and_trying_again_works(shop: &Shop, faults: Vec<String>) {
    assert!(faults.len() > 2, "{faults:?}");
    shop.before_every_page(FAST_TIME).await;
    // Longer than the shop waits in fast time.
    shop.sandbox
        .set(json!({ "hang_milliseconds": 8_000 }))
        .await;
    for fault in faults {
        shop.sandbox.fault("brands", &fault, None).await;
        shop.open("/brands?country=US").await;
        if let Some(words) = said(&fault) {
            shop.reads(&words).await;
            assert!(!shop.has(Role::Link, "Amazon.com").await, "{fault}");
        }
        shop.sandbox.heal().await;
        if fault == "empty-brands" {
            shop.reload().await;
        } else if said(&fault).is_some() {
            shop.reads(text("failure.money_safe")).await;
            shop.press(text("failure.try_again")).await;
        }
        shop.sees(Role::Link, "Amazon.com").await;
        // The list that is kept for such times would replace the next one.
        shop.run("caches.delete('refillery.catalogue.1')").await;
    }
}

async fn every_fault_while_ordering_says_whether_there_may_be_an_order(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.sandbox
        .set(json!({ "hang_milliseconds": 1_000 }))
        .await;
    for (place, fault) in faults(&shop).await.into_iter().enumerate() {
        let words = match &*fault {
            "slow" | "empty-brands" => continue,
            "http-400" | "http-403" | "http-404" => text("ordering.failed_title"),
            _ => text("ordering.unknown_title"),
        };
        shop.sandbox.forget().await;
        shop.sandbox.fault("orders-create", &fault, None).await;
        let email = format!("visitor+{place}@example.com");
        shop.types(text("recipient.email"), &email).await;
        shop.no_longer_reads(words).await;
        shop.press(text("ordering.place")).await;
        shop.reads(words).await;
        for other in [
            text("ordering.failed_title"),
            text("ordering.unknown_title"),
        ] {
            let is_said = shop.text().await.contains(other);
            assert_eq!(is_said, other == words, "“{other}” after {fault}");
        }
        assert_eq!(
            shop.sandbox.log("orders-create").await.len(),
            1,
            "sent again after {fault}"
        );
        let typed = shop.typed(text("recipient.email")).await;
        assert_eq!(typed.as_deref(), Some(&*email), "typed text is gone");
        shop.sandbox.heal().await;
        // The page would first ask about an order that may exist, and wait for a pause.
        shop.run("localStorage.removeItem('refillery.attempts.1')")
            .await;
    }
    shop.sandbox.fault("orders-create", "slow", None).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.sees(Role::Button, text("ordering.creating")).await;
    comes_to_its_order(&shop).await;
    shop.reads(text("order.state_waiting")).await;
}

/// Somebody at the same address has used up what the API allows for this.
async fn uses_up(shop: &Shop, path: &str, limit: usize) {
    shop.sandbox.set(json!({ "rate_limits": true })).await;
    for _ in 0..limit {
        shop.sandbox.api(path).await;
    }
}

async fn is_let_through_again(shop: &Shop) {
    shop.sandbox.set(json!({ "rate_limits": false })).await;
}

async fn a_visitor_over_the_limit_is_told_to_wait(shop: Shop) {
    uses_up(&shop, "/v2/brands?country_code=KZ", 60).await;
    shop.open("/brands?country=US").await;
    shop.reads(start_of("failure.too_many_wait")).await;
    is_let_through_again(&shop).await;
    shop.press(text("failure.try_again")).await;
    shop.sees(Role::Link, "Amazon.com").await;
    // The start page does without its own list.
    shop.sandbox.reset().await;
    uses_up(&shop, "/v2/homepage?country_code=US", 30).await;
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    let log = shop.sandbox.log("homepage").await;
    assert_eq!(log.last().map(|entry| &entry["status"]), Some(&json!(429)));
}

async fn an_order_is_followed_through_the_limit(shop: Shop) {
    shop.before_every_page(FAST_TIME).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    uses_up(&shop, &format!("/v5/orders/{id}"), 120).await;
    shop.sandbox.forget().await;
    shop.sandbox.act(&id, "drop-streams").await;
    shop.until("the limit", async || {
        let log = [
            shop.sandbox.log("order").await,
            shop.sandbox.log("subscribe").await,
        ];
        log.concat()
            .iter()
            .any(|entry| entry["status"] == 429)
            .then_some(())
    })
    .await;
    let page = shop.text().await;
    assert!(page.contains(text("order.state_waiting")), "{page}");
    assert!(!says_it_failed(&page), "{page}");
    is_let_through_again(&shop).await;
    is_delivered(&shop, &id).await;
}

async fn an_order_over_the_limit_may_have_been_made(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.sandbox.set(json!({ "rate_limits": true })).await;
    for _ in 0..30 {
        shop.sandbox.make_order(EMAIL).await;
    }
    shop.sandbox.forget().await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("ordering.unknown_title")).await;
    let sent = shop.sandbox.log("orders-create").await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["status"], 429);
}

async fn refused_preflights_stop_nobody(shop: Shop) {
    shop.sandbox.set(json!({ "refuse_preflights": true })).await;
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    is_delivered(&shop, &id).await;
    let log = shop.sandbox.log("any").await;
    assert!(log.iter().all(|entry| entry["method"] != "OPTIONS"));
}

async fn images_that_are_not_there_stop_nobody(shop: Shop) {
    shop.sandbox
        .set(json!({ "image_base": "/api/nowhere" }))
        .await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    shop.until("an image to be asked for in vain", async || {
        let log = shop.sandbox.log("other").await;
        log.iter().any(|entry| entry["status"] == 404).then_some(())
    })
    .await;
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    has_a_price(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    is_delivered(&shop, &id).await;
}
