//! Recorded answers, served in the place of invented ones.

use crate::client::Shop;
use crate::fixtures::fixture;
use refillery_sandbox::{Settings, start};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The fixtures, as if they had been recorded.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

async fn recorded() -> Shop {
    Shop::with(Settings {
        replay: Some(fixtures()),
        image_base: "https://cdn.cryptorefills.com".to_owned(),
        ..Settings::default()
    })
    .await
}

#[tokio::test]
async fn what_was_recorded_is_answered_word_for_word() {
    let shop = recorded().await;
    let index = fixture("_index.json");
    let mut served = 0;
    for example in index["examples"].as_array().expect("a list") {
        let path = example["path"].as_str().expect("a path");
        let file = example["file"].as_str().expect("a name");
        // If a request has several answers, the first that succeeded is given.
        let is_first = ["payment_vias.json", "products_", "price_", "brands_US.json"]
            .iter()
            .any(|start| file.starts_with(start));
        if !is_first || file == "products_US_esim_days.json" {
            continue;
        }
        let reply = shop.get(path).await;
        assert_eq!(json!(reply.status), example["status"], "{file}");
        assert_eq!(reply.json(), fixture(file), "{file}");
        served += 1;
    }
    assert!(served > 25, "{served}");
    let countries = shop.get("/available-countries").await.json();
    assert_eq!(countries, fixture("available_countries.json"));
    // In any language, and in any order.
    let other = "/v5/products/country/US?lang=de&coin=USDC&family_name=Steam";
    assert_eq!(
        shop.get(other).await.json(),
        fixture("products_US_steam.json")
    );
}

#[tokio::test]
async fn what_was_not_recorded_is_not_answered() {
    let shop = recorded().await;
    for path in [
        "/v2/brands?country_code=FR",
        "/v5/products/country/US?family_name=Steam&coin=BTC&lang=en",
        "/v2/brands",
        "/cdn/logos_v2/steam.webp",
        "/nothing",
    ] {
        let reply = shop.get(path).await;
        assert_eq!(reply.status, Some(404), "{path}");
        let sentence = reply.json()["error"].as_str().unwrap_or("").to_owned();
        assert!(
            sentence.starts_with("nothing was recorded for GET /"),
            "{sentence}"
        );
    }
    let log = shop.control("GET", "log", json!({})).await;
    assert_eq!(log.as_array().map(Vec::len), Some(5), "the log is kept");
}

#[tokio::test]
async fn an_order_goes_through_its_recorded_answers() {
    let shop = recorded().await;
    let request = fixture("order_create_request_usdc_base.json");
    let created = shop.post("/v5/orders", &request).await;
    assert_eq!(created.status, Some(201));
    let first = fixture("order_a_1_created_response.json");
    assert_eq!(created.json(), first);
    let path = format!("/v5/orders/{}", first["order_id"].as_str().expect("an id"));
    for file in [
        "order_a_2_waiting.json",
        "order_a_3_partial.json",
        "order_a_4_payment_started.json",
        "order_a_5_payment_received.json",
        "order_a_6_waiting_for_delivery.json",
        "order_a_7_done_code.json",
        "order_a_7_done_code.json",
    ] {
        assert_eq!(shop.get(&path).await.json(), fixture(file), "{file}");
    }
    let id = path.trim_start_matches("/v5/orders/");
    let mut stream = shop.follow(id).await;
    assert_eq!(stream.state().await, "WaitingForPayment");
    let unknown = shop
        .get("/v5/orders/00000000-0000-4000-8000-000000000000")
        .await;
    assert_eq!(unknown.json(), fixture("error_404_order.json"));
}

#[tokio::test]
async fn a_cart_has_the_answer_that_was_recorded_for_it() {
    let shop = recorded().await;
    let mut request = fixture("validation_request_amazon_range.json");
    request["email"] = json!("somebody-else@example.com");
    let ask = async |request: &Value| shop.post("/v5/orders/validations", request).await.json();
    assert_eq!(
        ask(&request).await,
        fixture("validation_ok_amazon_range.json")
    );
    let coupon = fixture("validation_request_promo_code.json");
    assert_eq!(
        ask(&coupon).await,
        fixture("validation_ok_coupon_not_echoed.json")
    );
}

#[tokio::test]
async fn a_folder_that_can_not_be_read_is_named() {
    let settings = Settings {
        replay: Some(fixtures().join("nowhere")),
        ..Settings::default()
    };
    let Err(error) = start(settings).await else {
        panic!("it started");
    };
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
    assert!(error.to_string().contains("_index.json"), "{error}");
}
