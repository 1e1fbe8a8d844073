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
    pair["payment"]["network"] = json!("Fantom");
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
        assert_eq!(refused.status, Some(422), "{code}");
        assert_eq!(refused.json()["detail"], code);
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
    assert_eq!(names.len(), 40);
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
        assert!(ordered.status > Some(399), "{code}");
        assert_eq!(ordered.json()["detail"], json!(code));
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
    let more = &pairs["problems"][0]["moreDetails"];
    let first = &more["supported_protocol_coin_combo"][0];
    assert_eq!(first, &json!({ "protocol": "BASE_LIKE", "coin": "USDC" }));
    assert_eq!(more["deliveries"][0]["deliverable"]["brand_name"], "Steam");
}

/// Each code that only an order brings has an address, and so has each code
/// without its details.
#[tokio::test]
async fn every_refusal_can_be_asked_for_with_and_without_details() {
    let shop = Shop::open().await;
    let known = shop.control("GET", "scenarios", json!({})).await;
    let codes: Vec<String> = known["buyers"]
        .as_array()
        .expect("buyers")
        .iter()
        .filter_map(|row| row["name"].as_str())
        .filter(|name| !name.contains('<'))
        .filter_map(|name| {
            let code = name
                .strip_prefix("create-")
                .or(name.strip_prefix("problem-"))?;
            Some(code.trim_end_matches("@example.com").to_owned())
        })
        .collect();
    assert_eq!(codes.len(), 58);
    let mut with_details = 0;
    for code in codes {
        for start in ["create-", "create-bare-"] {
            let email = format!("{start}{code}@example.com");
            let body = cart(&email, line("Steam", "20 USD"));
            let checked = shop.post("/v5/orders/validations", &body).await;
            assert_eq!(checked.json()["problems"], Value::Null, "{email}");
            let refused = shop.post("/v5/orders", &body).await;
            assert!(refused.status > Some(399), "{email}");
            let reply = refused.json();
            assert_eq!(reply["detail"], code.to_uppercase());
            if start == "create-bare-" {
                let is_paused = code.starts_with("suspended");
                assert!(is_paused || reply.get("moreDetails").is_none(), "{email}");
            } else if reply.get("moreDetails").is_some() {
                with_details += 1;
            }
            let email = email.replace("create-", "problem-");
            let body = cart(&email, line("Steam", "20 USD"));
            let bare = shop.post("/v5/orders/validations", &body).await.json();
            if start == "create-bare-" && !code.starts_with("suspended") {
                assert_eq!(bare["problems"][0].get("moreDetails"), None, "{email}");
            }
        }
    }
    assert!(with_details > 30, "{with_details}");
    let orders = shop.control("GET", "orders", json!({})).await;
    assert_eq!(orders, json!([]), "nothing was made");
}

#[tokio::test]
async fn a_newer_order_ends_the_older_unpaid_one_of_the_same_buyer() {
    let shop = Shop::open().await;
    let make = async |email: &str| {
        let body = cart(email, line("Steam", "20 USD"));
        let order = shop.post("/v5/orders", &body).await.json();
        order["order_id"].as_str().expect("an id").to_owned()
    };
    let state = async |id: &str| {
        let order = shop.get(&format!("/v5/orders/{id}")).await.json();
        order["order_state"].as_str().unwrap_or_default().to_owned()
    };
    let older = make("buyer@example.com").await;
    let other = make("other@example.com").await;
    let part = make("part@example.com").await;
    shop.control("POST", &format!("orders/{part}/partial"), json!({}))
        .await;
    make("Buyer@example.com").await;
    make("part@example.com").await;
    assert_eq!(state(&older).await, "Expired");
    assert_eq!(state(&other).await, "WaitingForPayment");
    assert_eq!(
        state(&part).await,
        "PartialPaymentStarted",
        "money has come"
    );
    shop.control("POST", "settings", json!({ "newer_ends_older": false }))
        .await;
    make("other@example.com").await;
    assert_eq!(state(&other).await, "WaitingForPayment");
}

#[tokio::test]
async fn many_unpaid_orders_are_stopped() {
    let shop = Shop::open().await;
    shop.control("POST", "settings", json!({ "unpaid_limit": 3 }))
        .await;
    let body = cart("buyer@example.com", line("Steam", "20 USD"));
    let make = async || shop.post("/v5/orders", &body).await;
    let paid = make().await.json()["order_id"].clone();
    let pay = format!("orders/{}/pay", paid.as_str().expect("an id"));
    shop.control("POST", &pay, json!({})).await;
    for _ in 0..3 {
        assert_eq!(make().await.status, Some(201));
    }
    let stopped = make().await;
    assert_eq!(stopped.status, Some(429));
    assert_eq!(stopped.header("retry-after"), Some("600"));
    shop.control("POST", "reset", json!({})).await;
    assert_eq!(make().await.status, Some(201));
}

#[tokio::test]
async fn stablecoins_on_tron_are_refused_when_they_are_ordered() {
    let shop = Shop::open().await;
    for coin in ["USDT", "USDC"] {
        let mut body = cart("buyer@example.com", line("Steam", "20 USD"));
        body["payment"]["coin"] = json!(coin);
        body["payment"]["network"] = json!("Tron");
        assert_eq!(problems(&shop, &body).await, [] as [&str; 0]);
        let refused = shop.post("/v5/orders", &body).await;
        assert_eq!(refused.status, Some(422));
        let reply = refused.json();
        assert_eq!(reply["detail"], "FULLNAME_MISSING");
        let goods = &reply["moreDetails"]["deliveries"][0]["deliverable"];
        assert_eq!(goods["brand_name"], "Steam");
    }
    let mut body = cart("buyer@example.com", line("Steam", "20 USD"));
    body["payment"]["coin"] = json!("TRX");
    body["payment"]["network"] = json!("Tron");
    assert_eq!(shop.post("/v5/orders", &body).await.status, Some(201));
    shop.control("POST", "settings", json!({ "tron_stablecoins": true }))
        .await;
    body["payment"]["coin"] = json!("USDT");
    assert_eq!(shop.post("/v5/orders", &body).await.status, Some(201));
}

#[tokio::test]
async fn what_was_paid_counts_for_the_buyer_and_for_the_address() {
    let shop = Shop::open().await;
    let body = |email: &str| {
        let mut body = cart(email, line("Amazon.com", "range"));
        body["deliveries"][0]["product_value"] = json!(1000);
        body["deliveries"] = json!(vec![body["deliveries"][0].clone(); 3]);
        body
    };
    let order = shop
        .post("/v5/orders", &body("one@example.com"))
        .await
        .json();
    let id = order["order_id"].as_str().expect("an id");
    assert_eq!(
        problems(&shop, &body("one@example.com")).await,
        [] as [&str; 0],
        "an unpaid order is no spending"
    );
    shop.control("POST", &format!("orders/{id}/pay"), json!({}))
        .await;
    for email in ["one@example.com", "two@example.com"] {
        let reply = shop
            .post("/v5/orders/validations", &body(email))
            .await
            .json();
        let problem = &reply["problems"][0];
        assert_eq!(
            problem["problem"], "DAILY_SPENDING_LIMIT_EXCEEDED",
            "{email}"
        );
        let more = &problem["moreDetails"];
        let amount = |key: &str| more[key]["amount"].to_string();
        assert_eq!(amount("daily_max"), "4000");
        assert_eq!(amount("spent_today_from_ip"), "2643.13");
        let own = if email == "one@example.com" {
            "2643.13"
        } else {
            "0"
        };
        assert_eq!(amount("spent_today_by_user"), own);
    }
    let headers = [("x-forwarded-for", "192.0.2.7")];
    let text = body("two@example.com").to_string();
    let elsewhere = shop
        .send("POST", "/v5/orders/validations", &headers, &text)
        .await
        .json();
    assert_eq!(elsewhere["problems"], Value::Null);
}

#[tokio::test]
async fn a_number_is_topped_up_once_an_order_and_once_a_day() {
    let shop = Shop::open().await;
    let top_up = || {
        let mut top_up = line("Fennel Mobile", "10 USD");
        top_up["beneficiary_account"] = json!("+12025550123");
        top_up
    };
    let mut twice = cart("buyer@example.com", top_up());
    twice["deliveries"] = json!([top_up(), top_up()]);
    assert_eq!(
        problems(&shop, &twice).await,
        ["MULTIPLE_LIMITED_PRODUCT_SAME_ORDER"]
    );
    let once = cart("buyer@example.com", top_up());
    let order = shop.post("/v5/orders", &once).await.json();
    let id = order["order_id"].as_str().expect("an id");
    shop.control("POST", &format!("orders/{id}/pay"), json!({}))
        .await;
    let again = shop.post("/v5/orders", &once).await;
    assert_eq!(
        again.json()["detail"],
        "MAXIMUM_NUMBER_OF_SAME_PRODUCT_PER_DAY_EXCEEDED"
    );
}

#[tokio::test]
async fn only_a_coupon_that_counts_is_echoed() {
    let shop = Shop::open().await;
    let reply = async |field: &str, coupon: &str| {
        let mut body = cart("buyer@example.com", line("Steam", "50 USD"));
        body[field] = json!(coupon);
        shop.post("/v5/orders/validations", &body).await.json()
    };
    let counts = reply("promo_code", "welcome5").await;
    assert_eq!(counts["coupon_code"], "welcome5");
    assert_eq!(counts["coin_amount"], "53.94");
    assert_eq!(counts["summary"]["coin_amount_to_pay_in_crypto"], "51.24");
    let free = reply("promo_code", "FREEGAME").await;
    assert_eq!(free["summary"]["coin_amount_to_pay_in_crypto"], "0");
    for (field, coupon) in [("promo_code", "SILENT"), ("coupon", "WELCOME5")] {
        let silent = reply(field, coupon).await;
        assert_eq!(silent["coupon_code"], Value::Null, "{field}");
        assert_eq!(silent["problems"], Value::Null);
        assert_eq!(silent["summary"]["coin_amount_to_pay_in_crypto"], "53.94");
    }
}

#[tokio::test]
async fn an_answer_may_have_problems_beside_the_order() {
    let shop = Shop::open().await;
    let body = cart("with-problems@example.com", line("Steam", "20 USD"));
    let reply = shop.post("/v5/orders", &body).await;
    assert_eq!(reply.status, Some(201));
    assert!(reply.json()["order_id"].is_string());
    assert!(reply.json()["problems"][0]["problem"].is_string());
}

#[tokio::test]
async fn flat_items_can_be_refused() {
    let shop = Shop::open().await;
    let flat = cart("buyer@example.com", line("Steam", "20 USD"));
    let nested =
        json!({ "kind": "giftcard", "quantity": 1, "deliverable": line("Steam", "20 USD") });
    let nested = cart("buyer@example.com", nested);
    let status = async |path: &str, body: &Value| shop.post(path, body).await.status;
    for path in ["/v5/orders/validations", "/v5/orders"] {
        assert!(status(path, &flat).await < Some(300));
        assert!(status(path, &nested).await < Some(300));
    }
    shop.control("POST", "settings", json!({ "refuse_flat_items": true }))
        .await;
    for path in ["/v5/orders/validations", "/v5/orders"] {
        assert_eq!(status(path, &flat).await, Some(400));
        assert!(status(path, &nested).await < Some(300));
    }
}

#[tokio::test]
async fn a_refusal_can_come_with_200() {
    let shop = Shop::open().await;
    let cart = cart("create-KYC_MISSING@example.com", line("Steam", "20 USD"));
    assert_eq!(shop.post("/v5/orders", &cart).await.status, Some(422));
    shop.control("POST", "settings", json!({ "refuse_with_200": true }))
        .await;
    let refused = shop.post("/v5/orders", &cart).await;
    assert_eq!(refused.status, Some(200));
    let body = refused.json();
    assert_eq!(
        (&body["status"], &body["detail"]),
        (&json!(422), &json!("KYC_MISSING"))
    );
    let page = shop.get("/__sandbox/").await.text;
    assert!(page.contains("name=\"refuse_with_200\""));
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
        json!({ "problem": "AMOUNT_LESS_THEN_MINIMUM_ALLOWED", "moreDetails": {
            "threshold": "2.00",
            "minimumAmountCoinSymbol": "USDC",
            "minimumAmountUSD": "2.30",
            "minimumAmountCoin": "2.3",
        }})
    );
    assert_eq!(body["deliveries"], json!([]));
    assert_eq!(body["coin_amount"], Value::Null);
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
    // A fixed brand falls back to its default silently.
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
