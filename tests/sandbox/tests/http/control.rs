//! The control API, the log and the page.

use crate::client::Shop;
use serde_json::json;

#[tokio::test]
async fn the_log_shows_what_was_sent() {
    let shop = Shop::open().await;
    shop.send(
        "GET",
        "/v2/brands?country_code=KZ",
        &[("x-cr-application", "refillery")],
        "",
    )
    .await;
    shop.fault("any", "http-503").await;
    shop.post(
        "/v5/orders/validations",
        &json!({ "email": "buyer@example.com" }),
    )
    .await;
    let log = shop.control("GET", "log", json!({})).await;
    let log = log.as_array().expect("entries");
    assert_eq!(log.len(), 2, "control requests are not logged");
    assert_eq!(log[0]["path"], "/v2/brands?country_code=KZ");
    assert_eq!(log[0]["headers"]["x-cr-application"], "refillery");
    assert_eq!(
        (&log[0]["status"], &log[0]["body"]),
        (&json!(200), &json!(null))
    );
    assert_eq!(log[1]["method"], "POST");
    assert_eq!(log[1]["body"]["email"], "buyer@example.com");
    assert_eq!(log[1]["status"], 503);
    let one = shop.control("GET", "log?route=brands", json!({})).await;
    assert_eq!(one.as_array().map(Vec::len), Some(1));
    shop.control("DELETE", "log", json!({})).await;
    assert_eq!(shop.control("GET", "log", json!({})).await, json!([]));
}

#[tokio::test]
async fn reset_goes_back_to_the_start() {
    let shop = Shop::open().await;
    shop.control(
        "POST",
        "settings",
        json!({ "rate_limits": true, "image_base": "/x/cdn/" }),
    )
    .await;
    shop.control("POST", "faults", json!({ "fault": "http-500" }))
        .await;
    let state = shop.control("POST", "reset", json!({})).await;
    assert_eq!(state["settings"]["rate_limits"], false);
    assert_eq!(
        state["settings"]["image_base"],
        "https://cdn.cryptorefills.com"
    );
    assert_eq!(state["faults"], json!([]));
    let wrong = shop
        .post("/sandbox/api/settings", &json!({ "stepmilliseconds": 1 }))
        .await;
    assert_eq!(wrong.status, Some(400));
}

#[tokio::test]
async fn the_page_says_that_nothing_is_real() {
    let shop = Shop::open().await;
    let page = shop.get("/sandbox").await;
    assert_eq!(page.status, Some(200));
    assert!(page.text.contains("Nothing here is real"));
    assert!(!page.text.contains("https://"), "no external resources");
    let known = shop.control("GET", "scenarios", json!({})).await;
    assert!(
        known["buyers"]
            .as_array()
            .is_some_and(|list| list.len() > 20)
    );
}
