//! The sandbox sends what the fixtures say, with the same values. `drift` checks that
//! every example is there with all its keys.

use crate::client::Shop;
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures")
        .join(name);
    let text = std::fs::read_to_string(&path).expect(name);
    serde_json::from_str(&text).expect(name)
}

#[tokio::test]
async fn plain_reads_are_served_word_for_word() {
    let shop = Shop::open().await;
    let index = fixture("_index.json");
    let mut served = 0;
    for example in index["examples"].as_array().expect("a list") {
        let (file, path) = (
            example["file"].as_str().unwrap_or(""),
            example["path"].as_str().unwrap_or(""),
        );
        let whole = [
            "products_",
            "price_US_amazon_50_",
            "error_400_",
            "error_404_price",
        ];
        // Two that say different things about one brand are served as one.
        let is_merged = file.starts_with("products_US_esim")
            || matches!(
                file,
                "products_US_rewarble.json" | "products_US_loose_types.json"
            );
        // A rate of its own, which the sandbox does not have.
        let is_other = file == "price_US_amazon_50_gram.json";
        if is_merged || is_other || !whole.iter().any(|start| file.starts_with(start)) {
            continue;
        }
        let reply = shop.get(path).await;
        assert_eq!(json!(reply.status), example["status"], "{file}");
        says(&reply.json(), &fixture(file), file);
        served += 1;
    }
    assert_eq!(served, 29);
}

#[tokio::test]
async fn the_lists_contain_the_fixtures() {
    let shop = Shop::open().await;
    for (file, country) in [
        ("brands_US.json", "US"),
        ("brands_BR_no_all_brands.json", "BR"),
    ] {
        let wanted = fixture(file);
        let body = shop
            .get(&format!("/v2/brands?country_code={country}"))
            .await
            .json();
        for group in wanted["categories"].as_array().expect("groups") {
            let found = body["categories"]
                .as_array()
                .expect("groups")
                .iter()
                .find(|each| {
                    each["category"] == group["category"] && each["kind"] == group["kind"]
                });
            let rows = &found.expect("the group")["brands"];
            for row in group["brands"].as_array().expect("rows") {
                assert!(
                    rows.as_array().expect("rows").contains(row),
                    "{file}: {row}"
                );
            }
        }
        for key in ["all_brands", "popular_brands"] {
            assert_eq!(
                body.get(key).is_some(),
                wanted.get(key).is_some(),
                "{file} {key}"
            );
            for row in wanted[key].as_array().into_iter().flatten() {
                assert!(
                    body[key].as_array().expect("rows").contains(row),
                    "{file}: {row}"
                );
            }
        }
    }
    let home = shop.get("/v2/homepage?country_code=US").await.json();
    for section in fixture("homepage_US.json")["sections"]
        .as_array()
        .expect("sections")
    {
        assert!(
            home["sections"]
                .as_array()
                .expect("sections")
                .contains(section)
        );
    }
    let countries = shop.get("/api/available-countries").await.json();
    for country in fixture("available_countries.json")["countries"]
        .as_array()
        .expect("a list")
    {
        assert!(
            countries["countries"]
                .as_array()
                .expect("a list")
                .contains(country),
            "{country}"
        );
    }
}

#[tokio::test]
async fn errors_and_passing_faults_are_the_fixtures() {
    let shop = Shop::open().await;
    let unknown = shop
        .get("/v5/orders/00000000-0000-4000-8000-000000000000")
        .await;
    assert_eq!(unknown.status, Some(404));
    assert_eq!(unknown.json(), fixture("error_404_order.json"));

    shop.fault("brands", "http-429").await;
    let reply = shop.get("/v2/brands?country_code=US").await;
    assert_eq!(reply.json(), fixture("error_429.json"));
    assert_eq!(reply.header("retry-after"), Some("20"));
    assert_eq!(reply.header("x-ratelimit-limit"), Some("60"));

    shop.fault("brands", "http-500").await;
    let reply = shop.get("/v2/brands?country_code=US").await;
    assert_eq!(
        (reply.status, reply.json()),
        (Some(500), fixture("error_500_generic.json"))
    );

    shop.fault("brands", "empty-brands").await;
    let reply = shop.get("/v2/brands?country_code=KZ").await;
    assert_eq!(reply.json(), fixture("brands_KZ_transient_empty.json"));
}

#[tokio::test]
async fn validations_match_but_for_their_ids() {
    let shop = Shop::open().await;
    for (name, buyer) in [("amazon_range", "buyer"), ("coupon", "captured")] {
        let mut request = fixture(&format!("validation_request_{name}.json"));
        request["email"] = json!(format!("{buyer}@example.com"));
        let reply = shop.post("/v5/orders/validations", &request).await;
        assert_eq!(reply.status, Some(200));
        let wanted = fixture(&format!("validation_ok_{name}.json"));
        says(&without_ids(reply.json()), &without_ids(wanted), name);
    }

    let mut request = fixture("validation_request_amazon_range.json");
    request["email"] = json!("captured@example.com");
    request["deliveries"][0] = json!({
        "brand_name": "Rewarble VISA USD", "country_code": "US", "denomination": "25 USD",
        "beneficiary_account": "buyer@example.com",
    });
    let unpriced = shop.post("/v5/orders/validations", &request).await;
    says(
        &without_ids(unpriced.json()),
        &without_ids(fixture("validation_unpriced.json")),
        "unpriced",
    );
    let refused = shop.post("/v5/orders", &request).await;
    assert_eq!(refused.status, Some(422));
    assert_eq!(refused.json(), fixture("error_422_login_required.json"));

    request["deliveries"][0] = json!({
        "brand_name": "eSIM", "country_code": "US", "denomination": "12 USD",
        "beneficiary_account": "buyer@example.com",
    });
    let plan = shop.post("/v5/orders/validations", &request).await;
    assert_eq!(plan.json(), fixture("validation_problems_unavailable.json"));

    request["email"] = json!("problem400-out_of_stock@example.com");
    request["deliveries"][0]["denomination"] = json!("1 GB 7 days");
    let refused = shop.post("/v5/orders/validations", &request).await;
    assert_eq!(refused.status, Some(400));
    assert_eq!(refused.json(), fixture("validation_problems_http_400.json"));

    request["email"] = json!("captured@example.com");
    request["payment"] = json!({ "type": "via", "payment_via": "USER_WALLET", "coin": "DOGE", "network": "Mainnet" });
    let coin = shop.post("/v5/orders/validations", &request).await;
    assert_eq!(
        (coin.status, coin.json()),
        (Some(400), fixture("error_suspended_coin.json"))
    );
    request["payment"]["coin"] = json!("USDT");
    request["payment"]["network"] = json!("ETH Mainnet");
    let network = shop.post("/v5/orders", &request).await;
    assert_eq!(
        (network.status, network.json()),
        (Some(400), fixture("error_suspended_network.json"))
    );
}

#[tokio::test]
async fn order_a_lives_as_in_its_fixtures() {
    let shop = Shop::open().await;
    let request = captured("order_create_request_usdc_base.json");
    let created = shop.post("/v5/orders", &request).await;
    assert_eq!(created.status, Some(201));
    let id = created.json()["order_id"].as_str().unwrap_or("").to_owned();
    assert_eq!(
        bare(created.json()),
        bare(fixture("order_a_1_created_response.json"))
    );
    assert_eq!(created.json().get("updated_at"), None);

    let path = format!("/v5/orders/{id}");
    let action = |name: &str| format!("orders/{id}/{name}");
    assert_eq!(
        bare(shop.get(&path).await.json()),
        bare(fixture("order_a_2_waiting.json"))
    );
    shop.control("POST", &action("partial"), json!({ "amount": "30" }))
        .await;
    let mut partial = fixture("order_a_3_partial.json");
    partial["sent_coin_amount"] = json!("30.00");
    assert_eq!(bare(shop.get(&path).await.json()), bare(partial));
    shop.control("POST", &action("pay"), json!({})).await;
    for file in [
        "order_a_4_payment_started.json",
        "order_a_5_payment_received.json",
        "order_a_6_waiting_for_delivery.json",
    ] {
        assert_eq!(
            bare(shop.get(&path).await.json()),
            bare(fixture(file)),
            "{file}"
        );
        shop.control("POST", &action("advance"), json!({})).await;
    }
    let done = shop.get(&path).await.json();
    assert!(done["updated_at"].as_str() > created.json()["created_at"].as_str());
    assert_eq!(bare(done), bare(fixture("order_a_7_done_code.json")));
}

#[tokio::test]
async fn the_other_endings_look_like_their_fixtures() {
    let shop = Shop::open().await;
    let steam = |network: &str, denomination: &str| {
        let mut request = captured("order_create_request_btc_lightning.json");
        request["payment"] = json!({ "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": network });
        request["deliveries"][0]["denomination"] = json!(denomination);
        request
    };
    for (file, state) in [
        ("order_g_payment_failed.json", "PaymentFailed"),
        ("order_h_payment_setup_failed.json", "PaymentSetupFailed"),
        ("order_i_canceled.json", "Canceled"),
        ("order_j_refunded.json", "Refunded"),
        ("order_k_created.json", "Created"),
    ] {
        let mut request = steam("Polygon (Matic)", "10 USD");
        let wanted = fixture(file);
        if wanted.get("refund_wallet_address").is_some() {
            request["refund_wallet_address"] = wanted["refund_wallet_address"].clone();
        }
        let id = shop.post("/v5/orders", &request).await.json()["order_id"]
            .as_str()
            .unwrap_or("")
            .to_owned();
        shop.control("POST", &format!("orders/{id}/state/{state}"), json!({}))
            .await;
        let order = shop.get(&format!("/v5/orders/{id}")).await.json();
        assert_eq!(bare(order), bare(wanted), "{file}");
    }
    let lightning = captured("order_create_request_btc_lightning.json");
    let created = shop.post("/v5/orders", &lightning).await;
    assert_eq!(created.status, Some(200));
    // The invoice holds the time it was written at, so only its start is fixed.
    let mut order = created.json();
    let invoice = order["wallet_address"].as_str().unwrap_or("").to_owned();
    assert!(invoice.starts_with("lnbc230210n1p"), "{invoice}");
    assert_eq!(order["qr_text"], format!("lightning:{invoice}"));
    let wanted = fixture("order_b_1_lightning_created_response.json");
    for key in ["wallet_address", "qr_text"] {
        order[key] = wanted[key].clone();
    }
    assert_eq!(bare(order), bare(wanted));

    let nested = fixture("order_create_request_docs_nested.json");
    let created = shop.post("/v5/orders", &nested).await.json();
    assert_eq!(
        created["deliveries"][0]["deliverable"]["brand_name"],
        "Steam"
    );
}

/// A request of the buyer whose replies are as they were captured.
fn captured(name: &str) -> Value {
    let mut request = fixture(name);
    for buyer in [&["email"][..], &["user", "email"]] {
        let mut place = &mut request;
        for key in buyer {
            place = &mut place[*key];
        }
        *place = json!("captured@example.com");
    }
    request
}

/// The answer has all that the fixture says.
#[track_caller]
fn says(answer: &Value, fixture: &Value, place: &str) {
    match (answer, fixture) {
        (Value::Object(answer), Value::Object(fixture)) => {
            for (key, wanted) in fixture {
                let found = answer.get(key).unwrap_or_else(|| panic!("{place}.{key}"));
                says(found, wanted, &format!("{place}.{key}"));
            }
        }
        (Value::Array(answer), Value::Array(fixture)) if answer.len() == fixture.len() => {
            for (number, (found, wanted)) in answer.iter().zip(fixture).enumerate() {
                says(found, wanted, &format!("{place}[{number}]"));
            }
        }
        _ => assert_eq!(answer, fixture, "{place}"),
    }
}

/// Without what must differ from order to order.
fn bare(mut order: Value) -> Value {
    // The inner names of the older examples are guesses.
    order["payment_method_protocol"] = json!("…");
    order["user"]["email"] = json!("…");
    for key in [
        "order_id",
        "payment_id",
        "qr_url",
        "updated_at",
        "created_at",
        "payment_requested_at",
    ] {
        if let Some(order) = order.as_object_mut()
            && let Some(value) = order.get_mut(key)
        {
            assert!(value.is_string(), "{key} is a text");
            *value = json!("…");
        }
    }
    if let Some(order) = order.as_object_mut() {
        order.shift_remove("updated_at");
    }
    for delivery in order["deliveries"].as_array_mut().into_iter().flatten() {
        delivery["id"] = json!("…");
        for key in ["pin_code", "pin_serial"] {
            if let Some(value) = delivery["deliverable"].get_mut(key) {
                *value = json!("…");
            }
        }
    }
    order
}

fn without_ids(mut body: Value) -> Value {
    for delivery in body["deliveries"].as_array_mut().into_iter().flatten() {
        delivery["id"] = json!("…");
    }
    body
}
