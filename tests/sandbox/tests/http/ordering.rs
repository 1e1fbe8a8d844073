//! Carts: what is wrong with them, what they cost, and what creating does.

use crate::client::Shop;
use refillery_sandbox::Settings;
use serde_json::{Value, json};

fn cart(email: &str, line: Value) -> Value {
    json!({
        "email": email,
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
        "deliveries": [line],
        "user": { "email": email, "has_accepted_newsletter": false },
    })
}

fn line(brand: &str, denomination: &str) -> Value {
    json!({
        "brand_name": brand, "country_code": "US", "denomination": denomination,
        "beneficiary_account": "buyer@example.com",
    })
}

/// The codes of the problems of a cart.
async fn problems(shop: &Shop, cart: &Value) -> Vec<String> {
    let body = shop.post("/v5/orders/validations", cart).await.json();
    let list = body["problems"].as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(|each| each["problem"].as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn each_wrong_cart_has_its_problem() {
    let shop = Shop::open().await;
    let buyer = "buyer@example.com";
    let mut phone = line("Fennel Mobile", "10 USD");
    phone["beneficiary_account"] = json!("+447700900123");
    let mut email = line("Steam", "20 USD");
    email["beneficiary_account"] = json!("no address");
    let mut via = cart(buyer, line("Steam", "20 USD"));
    via["payment"]["payment_via"] = json!("GATE_PAY");
    let mut pair = cart(buyer, line("Steam", "20 USD"));
    pair["payment"]["network"] = json!("Tron");
    let mut many = cart(buyer, line("Steam", "20 USD"));
    many["deliveries"] = json!(vec![line("Steam", "20 USD"); 11]);
    let mut ton = cart(buyer, line("Copperleaf Games", "10 USD"));
    ton["promo_code"] = json!("EXPIRED");
    for (cart, code) in [
        (cart(buyer, phone), "INVALID_BENEFICIARY_ACCOUNT"),
        (cart(buyer, email), "INVALID_BENEFICIARY_ACCOUNT"),
        (via, "NOT_ALLOWED_PAYMENT_VIA"),
        (pair, "UNSUPPORTED_PROTOCOL_COIN_COMBINATION"),
        (many, "PRODUCT_COUNT_EXCEEDED"),
        (ton, "COUPON_EXPIRED"),
        (cart(buyer, line("Hulu", "10 USD")), "OUT_OF_STOCK"),
        (
            cart(buyer, line("steam", "20 USD")),
            "NOT_AVAILABLE_PRODUCT",
        ),
        (
            cart(buyer, line("Wintermoor Pass", "2 months")),
            "NOT_AVAILABLE_PRODUCT",
        ),
        (
            cart(buyer, line("Gatehouse Tickets", "30 USD")),
            "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
        ),
        (
            cart("problem-KYC_PENDING@example.com", line("Steam", "20 USD")),
            "KYC_PENDING",
        ),
    ] {
        assert_eq!(problems(&shop, &cart).await, [code]);
        let refused = shop.post("/v5/orders", &cart).await;
        assert_eq!(refused.status, Some(400), "{code}");
        assert_eq!(refused.json()["problems"][0]["problem"], code);
    }
    let many = problems(&shop, &cart("many@example.com", line("Steam", "20 USD"))).await;
    assert_eq!(many.last().map(String::as_str), Some("SOME_FUTURE_CODE"));
}

#[tokio::test]
async fn a_price_can_rise_after_it_was_listed() {
    let shop = Shop::open().await;
    let cart = cart("buyer@example.com", line("Steam", "20 USD"));
    let listed = "/v5/products/country/US?family_name=Steam&coin=USDC&lang=en";
    let before = shop.get(listed).await.text;
    let body = shop.post("/v5/orders/validations", &cart).await.json();
    assert_eq!(body["coin_amount"], "21.87");
    let risen = json!({ "price_rise_percent": 10 });
    shop.control("POST", "settings", risen).await;
    for path in ["/v5/orders/validations", "/v5/orders"] {
        let body = shop.post(path, &cart).await.json();
        assert_eq!(body["coin_amount"], "24.06", "{path}");
    }
    assert_eq!(shop.get(listed).await.text, before, "lists stay");
    let page = shop.get("/__sandbox/").await.text;
    assert!(page.contains("name=\"price_rise_percent\""));
}

/// Each problem code that the sandbox knows (docs/api.md#problem-codes), and one
/// that no client knows, has an address on the control page that provokes it.
#[tokio::test]
async fn every_code_can_be_asked_for() {
    let shop = Shop::open().await;
    let known = shop.control("GET", "scenarios", json!({})).await;
    let names: Vec<&str> = known["buyers"]
        .as_array()
        .expect("buyers")
        .iter()
        .filter_map(|row| row["name"].as_str())
        .filter(|name| name.starts_with("problem-") && !name.contains('<'))
        .collect();
    assert_eq!(names.len(), 35);
    for email in names {
        let code = email
            .trim_start_matches("problem-")
            .trim_end_matches("@example.com")
            .to_uppercase();
        let checked = shop
            .post(
                "/v5/orders/validations",
                &cart(email, line("Steam", "20 USD")),
            )
            .await;
        let is_at_the_top = code.starts_with("SUSPENDED_");
        let said = |body: &Value| {
            if is_at_the_top {
                body["detail"].clone()
            } else {
                body["problems"][0]["problem"].clone()
            }
        };
        assert_eq!(checked.status, Some(if is_at_the_top { 400 } else { 200 }));
        assert_eq!(said(&checked.json()), json!(code));
        let ordered = shop
            .post("/v5/orders", &cart(email, line("Steam", "20 USD")))
            .await;
        assert_eq!(ordered.status, Some(400), "{code}");
        assert_eq!(said(&ordered.json()), json!(code));
    }
    let pairs = shop
        .post(
            "/v5/orders/validations",
            &cart(
                "problem-unsupported_protocol_coin_combination@example.com",
                line("Steam", "20 USD"),
            ),
        )
        .await
        .json();
    assert_eq!(pairs["problems"][0]["moreDetails"][0]["coin"], "USDC");
}

#[tokio::test]
async fn every_coupon_does_what_the_control_page_says() {
    let shop = Shop::open().await;
    let known = shop.control("GET", "scenarios", json!({})).await;
    for row in known["coupons"].as_array().expect("coupons") {
        let (name, does) = (row["name"].as_str(), row["does"].as_str());
        let (name, does) = (name.unwrap_or_default(), does.unwrap_or_default());
        let Some(code) = does.split(' ').find(|word| word.starts_with("COUPON_")) else {
            continue;
        };
        let mut cart = cart("buyer@example.com", line("Amazon.com", "25 USD"));
        cart["promo_code"] = json!(name);
        assert_eq!(problems(&shop, &cart).await, [code], "{name}");
    }
}

#[tokio::test]
async fn small_amounts_are_refused_by_network() {
    let shop = Shop::open().await;
    let mut small = cart("buyer@example.com", line("Cedarmere Play", "60 Gems"));
    small["payment"]["network"] = json!("ETH Mainnet");
    let body = shop.post("/v5/orders/validations", &small).await.json();
    assert_eq!(
        body["problems"][0],
        json!({ "problem": "AMOUNT_LESS_THEN_MINIMUM_ALLOWED", "moreDetails": "2.300000000000000" })
    );
    assert_eq!(body["deliveries"], json!([]));
    assert!(body["coin_amount"].is_string());
}

#[tokio::test]
async fn labels_that_are_not_echoed_cost_more() {
    let shop = Shop::open().await;
    let amount = async |line: Value| {
        let reply = shop
            .post("/v5/orders/validations", &cart("buyer@example.com", line))
            .await
            .json();
        (
            reply["coin_amount"].clone(),
            reply["deliveries"][0]["deliverable"]["denomination"].clone(),
        )
    };
    // A fixed brand falls back to its default without a word.
    assert_eq!(
        amount(line("Steam", "15 USD")).await,
        (json!("107.46"), json!("100 USD"))
    );
    // A literal amount on a range brand is dearer than the range.
    let mut range = line("Amazon.com", "range");
    range["product_value"] = json!("100");
    assert_eq!(amount(range).await.0, "101.32");
    assert_eq!(amount(line("Amazon.com", "100 USD")).await.0, "104.50");
}

#[tokio::test]
async fn creating_can_fail_after_the_order_exists() {
    let shop = Shop::with(Settings {
        hang_milliseconds: 50,
        ..Settings::default()
    })
    .await;
    let failed = shop
        .post(
            "/v5/orders",
            &cart("fail-create@example.com", line("Steam", "20 USD")),
        )
        .await;
    assert_eq!(failed.status, Some(500));
    let hung = shop
        .post(
            "/v5/orders",
            &cart("timeout-create@example.com", line("Steam", "20 USD")),
        )
        .await;
    assert_eq!((hung.status, hung.text.as_str()), (None, ""));
    let orders = shop.control("GET", "orders", json!({})).await;
    let scenarios: Vec<&str> = orders
        .as_array()
        .expect("orders")
        .iter()
        .filter_map(|row| row["scenario"].as_str())
        .collect();
    assert_eq!(scenarios, ["timeout-create", "fail-create"]);
}

#[tokio::test]
async fn the_docs_form_repeats_by_quantity() {
    let shop = Shop::open().await;
    let nested =
        json!({ "kind": "giftcard", "quantity": 3, "deliverable": line("Steam", "20 USD") });
    let order = shop
        .post("/v5/orders", &cart("buyer@example.com", nested))
        .await
        .json();
    assert_eq!(order["deliveries"].as_array().map(Vec::len), Some(3));
    assert_eq!(order["coin_amount"], "65.61");
    let patch = format!("/v5/orders/{}", order["order_id"].as_str().unwrap_or(""));
    assert_eq!(
        shop.send("PATCH", &patch, &[], "{}").await.status,
        Some(404)
    );
    let qr = shop.get(&patch.replace("/v5/orders/", "/v3/qrs/")).await;
    assert_eq!(qr.header("content-type"), Some("image/svg+xml"));
}
