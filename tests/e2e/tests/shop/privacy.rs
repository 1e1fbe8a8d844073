//! Data that leaves the browser, and data that doesn't.

use refillery_e2e::{Role, Shop, Test, tests, text};
use serde_json::Value;

use crate::steps::{EMAIL, chooses_a_card, code_is_shown, is_delivered, place_order};

pub(crate) fn tests() -> Vec<Test> {
    tests!["privacy":
        partner_headers_come_from_the_proxy_and_never_from_the_browser,
        no_order_id_and_no_code_leave_the_page,
    ]
}

async fn buys_and_looks_around(shop: &Shop) -> String {
    chooses_a_card(shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(shop).await;
    shop.reads(text("order.link_live")).await;
    is_delivered(shop, &id).await;
    code_is_shown(shop, &id).await;
    id
}

async fn partner_headers_come_from_the_proxy_and_never_from_the_browser(shop: Shop) {
    shop.network().await;
    buys_and_looks_around(&shop).await;
    // The list of countries is requested when a visitor looks for a country.
    shop.press(text("frame.country")).await;
    shop.until("the countries to be asked for", async || {
        let asked = shop.sandbox.log("countries").await;
        (!asked.is_empty()).then_some(())
    })
    .await;
    let log = shop.sandbox.log("any").await;
    for route in [
        "homepage",
        "brands",
        "products",
        "price",
        "vias",
        "validations",
        "orders-create",
        "order",
        "subscribe",
        "countries",
        "cdn",
    ] {
        assert!(
            log.iter().any(|entry| entry["route"] == route),
            "{route} was never asked"
        );
    }
    for entry in &log {
        let header = |name: &str| entry["headers"][name].as_str().unwrap_or_default();
        let path = &entry["path"];
        assert_eq!(header("x-cr-application"), "sandbox-partner", "{path}");
        assert_eq!(header("x-cr-version"), "refillery-dev", "{path}");
        assert!(!header("x-country-iso-code").is_empty(), "{path}");
        assert_eq!(header("content-type"), "application/json", "{path}");
    }
    let mut looked_at = 0;
    for (method, event) in shop.network().await {
        let headers = match method.as_str() {
            "Network.requestWillBeSent" => &event["request"]["headers"],
            "Network.requestWillBeSentExtraInfo" => &event["headers"],
            _ => continue,
        };
        for (name, value) in headers.as_object().into_iter().flatten() {
            looked_at += 1;
            assert!(
                !name.to_lowercase().starts_with("x-cr-"),
                "the browser sent {name}: {value}"
            );
        }
    }
    assert!(looked_at > 100, "the browser's requests were not seen");
}

async fn no_order_id_and_no_code_leave_the_page(shop: Shop) {
    shop.network().await;
    let id = buys_and_looks_around(&shop).await;
    let order = shop.sandbox.order(&id).await;
    let deliverable = &order["deliveries"][0]["deliverable"];
    let written = |value: &Value| value.as_str().map(str::to_owned);
    let secrets: Vec<String> = [
        Some(id),
        written(&deliverable["pin_code"]),
        written(&order["wallet_address"]),
        written(&order["payment_id"]),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert_eq!(secrets.len(), 4);
    let has_secret = |words: &str| secrets.iter().any(|secret| words.contains(secret.as_str()));
    assert_eq!(
        shop.title().await,
        format!("{} · Refillery", text("order.head_done"))
    );
    shop.follow(text("frame.all_brands")).await;
    shop.sees(Role::Link, "Amazon.com").await;
    let title = shop.title().await;
    assert!(!has_secret(&title), "{title}");
    for line in shop.console().await {
        assert!(!has_secret(&line), "the console says {line}");
    }
    for (method, event) in shop.network().await {
        let url = event["request"]["url"].as_str().unwrap_or_default();
        if method == "Network.requestWillBeSent" && url.starts_with("http") {
            assert!(url.starts_with(&shop.url), "another origin is asked: {url}");
        }
        for headers in [&event["request"]["headers"], &event["headers"]] {
            for (name, value) in headers.as_object().into_iter().flatten() {
                let is_referrer = name.eq_ignore_ascii_case("referer");
                let value = value.as_str().unwrap_or_default();
                assert!(
                    !(is_referrer && has_secret(value)),
                    "{method} has {name}: {value}"
                );
            }
        }
    }
    for entry in shop.sandbox.log("any").await {
        let referrer = entry["headers"]["referer"].as_str().unwrap_or_default();
        assert!(!has_secret(referrer), "the API is told {referrer}");
    }
}
