//! The control API, the log and the page.

use crate::client::Shop;
use serde_json::{Value, json};

#[tokio::test]
async fn the_log_shows_what_was_sent() {
    let shop = Shop::open().await;
    shop.send(
        "GET",
        "/v2/brands?country_code=KZ",
        &[
            ("x-cr-application", "refillery"),
            ("x-country-iso-code", "KZ"),
        ],
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
    assert_eq!((&log[0]["id"], &log[1]["id"]), (&json!(1), &json!(2)));
    assert_eq!(log[0]["path"], "/v2/brands?country_code=KZ");
    assert_eq!(log[0]["headers"]["x-cr-application"], "refillery");
    assert_eq!(
        (&log[0]["country"], &log[1]["country"]),
        (&json!("KZ"), &json!(null))
    );
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
        .post("/__sandbox/api/settings", &json!({ "stepmilliseconds": 1 }))
        .await;
    assert_eq!(wrong.status, Some(400));
}

#[tokio::test]
async fn the_page_says_that_nothing_is_real() {
    let shop = Shop::open().await;
    for path in ["/__sandbox", "/__sandbox/"] {
        let page = shop.get(path).await;
        assert_eq!(page.status, Some(200), "{path}");
        assert!(page.text.contains("Nothing here is real"));
        assert!(!page.text.contains("https://"), "no external resources");
    }
    for path in ["/sandbox", "/sandbox/api/state", "/__sandboxes"] {
        assert_eq!(shop.get(path).await.status, Some(404), "{path}");
    }
    let log = shop.control("GET", "log", json!({})).await;
    assert_eq!(
        log.as_array().map(Vec::len),
        Some(3),
        "other paths are logged"
    );
    let known = shop.control("GET", "scenarios", json!({})).await;
    assert!(
        known["buyers"]
            .as_array()
            .is_some_and(|list| list.len() > 20)
    );
}

#[tokio::test]
async fn the_page_has_every_button_and_field() {
    let shop = Shop::open().await;
    let page = shop.get("/__sandbox/").await.text;
    for (button, action) in [
        ("Pay in full", "pay"),
        ("Pay in part", "partial"),
        ("Pay too much", "overpay"),
        ("Pay late", "late"),
        ("Deliver", "state/Done"),
        ("Refund", "state/Refunded"),
        ("Break the stream", "drop-streams"),
        ("Fail after payment", "fail-paid"),
        ("Expire", "expire"),
        ("Manual review", "state/WaitingForManualAction"),
    ] {
        let written = format!("button(\"{button}\", () => act(o.order_id, \"{action}\")");
        assert!(page.contains(&written), "{button}");
        // The requests of the buttons have routes.
        let id = order(&shop, "buyer@example.com").await;
        shop.control("POST", &format!("orders/{id}/{action}"), json!({}))
            .await;
    }
    assert!(page.contains("act(o.order_id, \"part\""));
    let settings = shop.control("GET", "settings", json!({})).await;
    for name in settings.as_object().expect("settings").keys() {
        let is_shown = page.contains(&format!("name=\"{name}\""));
        assert!(is_shown || name == "seed", "no field for {name}");
    }
    assert!(page.contains("name=\"seed\""));
    assert!(page.contains("el(\"details\""));
}

#[tokio::test]
async fn part_of_what_is_due_stays_part() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    for sent in ["10.94", "16.41"] {
        let row = act(&shop, &id, "partial").await;
        assert_eq!(row["order"]["order_state"], "PartialPaymentStarted");
        assert_eq!(row["order"]["sent_coin_amount"], sent);
        assert_eq!(row["takes_money"], true);
    }
    let row = act(&shop, &id, "pay").await;
    assert_eq!(row["order"]["sent_coin_amount"], "21.87");
    assert_eq!(row["takes_money"], false);
}

#[tokio::test]
async fn too_much_is_a_tenth_more_than_what_is_due() {
    let shop = Shop::open().await;
    // An order that was not set up yet keeps the money as well.
    for buyer in ["buyer@example.com", "created@example.com"] {
        let id = order(&shop, buyer).await;
        for state in ["PaymentStarted", "PaymentReceived"] {
            let action = if state == "PaymentStarted" {
                "overpay"
            } else {
                "advance"
            };
            let row = act(&shop, &id, action).await;
            assert_eq!(row["order"]["order_state"], state, "{buyer}");
            assert_eq!(row["order"]["sent_coin_amount"], "24.06", "{buyer}");
        }
        let again = format!("/__sandbox/api/orders/{id}/overpay");
        assert_eq!(shop.post(&again, &json!({})).await.status, Some(400));
    }
    let id = order(&shop, "buyer@example.com").await;
    act(&shop, &id, "partial").await;
    let row = act(&shop, &id, "overpay").await;
    // 10.94, and 110 % of the other 10.93.
    assert_eq!(row["order"]["sent_coin_amount"], "22.96");
    // After the window has closed, too.
    let id = order(&shop, "buyer@example.com").await;
    act(&shop, &id, "expire").await;
    let row = act(&shop, &id, "overpay").await;
    assert_eq!(
        row["order"]["payment_state"],
        "ExpiredAfterPaymentDetection"
    );
    assert_eq!(row["order"]["sent_coin_amount"], "24.06");
}

#[tokio::test]
async fn late_money_comes_after_the_window_has_closed() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    let row = act(&shop, &id, "late").await;
    assert_eq!(row["order"]["order_state"], "Expired");
    assert_eq!(
        row["order"]["payment_state"],
        "ExpiredAfterPaymentDetection"
    );
    assert_eq!(row["order"]["sent_coin_amount"], "21.87");
    let again = format!("/__sandbox/api/orders/{id}/late");
    assert_eq!(shop.post(&again, &json!({})).await.status, Some(400));
    let row = act(&shop, &id, "advance").await;
    assert_eq!(row["order"]["order_state"], "Done");
}

#[tokio::test]
async fn forced_states_bring_what_they_imply() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    let row = act(&shop, &id, "state/WaitingForManualAction").await;
    assert_eq!(row["order"]["order_state"], "WaitingForManualAction");
    let row = act(&shop, &id, "state/Done").await;
    let item = &row["order"]["deliveries"][0];
    assert_eq!(item["delivery_state"], "Succeeded");
    assert!(item["deliverable"]["pin_code"].is_string());
    let row = act(&shop, &id, "state/Refunded").await;
    assert_eq!(row["order"]["refund"]["amount"], "21.87");
}

#[tokio::test]
async fn a_part_has_a_state_of_its_own() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    act(&shop, &id, "state/Done").await;
    let wanted =
        json!({ "place": 0, "state": "Failed", "says": { "failure_reason": "limit_exceeded" } });
    let row = shop
        .control("POST", &format!("orders/{id}/part"), wanted)
        .await;
    let part = &row["order"]["deliveries"][0];
    assert_eq!(part["delivery_state"], "Failed");
    assert_eq!(part["deliverable"]["failure_reason"], "limit_exceeded");
    assert_eq!(part["deliverable"].get("pin_code"), None);
    let wrong = format!("/__sandbox/api/orders/{id}/part");
    for body in [json!({}), json!({ "place": 1, "state": "Failed" })] {
        assert_eq!(shop.post(&wrong, &body).await.status, Some(400), "{body}");
    }
}

#[tokio::test]
async fn the_clock_can_be_put_ahead() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    let times = async || {
        let body = shop.get(&format!("/v5/orders/{id}")).await.json();
        let made: u64 = body["created_at"]
            .as_str()
            .expect("a text")
            .parse()
            .expect("seconds");
        (
            made,
            body["timestamp_of_request"].as_u64().expect("seconds"),
        )
    };
    let (made, before) = times().await;
    assert!(before < made + 600);
    shop.control("POST", "settings", json!({ "clock_ahead_seconds": 900 }))
        .await;
    let (same, after) = times().await;
    assert_eq!(same, made);
    assert!(after >= made + 900);
    shop.control("POST", "reset", json!({})).await;
    let state = shop.control("GET", "state", json!({})).await;
    assert!(state["now"].as_u64() < Some(made + 600));
}

#[tokio::test]
async fn an_order_can_fail_after_its_payment() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    let row = act(&shop, &id, "fail-paid").await;
    assert_eq!(row["order"]["order_state"], "PaymentFailed");
    assert_eq!(row["order"]["payment_state"], "PaymentReceived");
    assert_eq!(row["order"]["sent_coin_amount"], "21.87");
    let row = act(&shop, &id, "advance").await;
    assert_eq!(row["order"]["order_state"], "Refunded");
}

#[tokio::test]
async fn replies_say_what_a_test_wants() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    let wanted = json!({ "set": { "sandbox_mode": true }, "drop": ["summary"] });
    shop.control("POST", &format!("orders/{id}/reply"), wanted)
        .await;
    let body = shop.get(&format!("/v5/orders/{id}")).await.json();
    assert_eq!(body["sandbox_mode"], true);
    assert_eq!(body.get("summary"), None);
    let wrong = format!("/__sandbox/api/orders/{id}/reply");
    let misspelt = json!({ "sets": {} });
    assert_eq!(shop.post(&wrong, &misspelt).await.status, Some(400));
}

#[tokio::test]
async fn a_fault_reports_its_seed() {
    let shop = Shop::open().await;
    let wanted = json!({ "fault": "http-500", "chance": 0.5, "seed": 7 });
    shop.control("POST", "faults", wanted).await;
    let faults = shop.control("GET", "faults", json!({})).await;
    assert_eq!(faults[0]["seed"], 7);
}

async fn order(shop: &Shop, email: &str) -> String {
    let body = json!({
        "email": email,
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
        "deliveries": [{ "brand_name": "Steam", "country_code": "US", "denomination": "20 USD", "beneficiary_account": "buyer@example.com" }],
    });
    let order = shop.post("/v5/orders", &body).await.json();
    order["order_id"].as_str().expect("an id").to_owned()
}

/// Does something to an order and returns its row.
async fn act(shop: &Shop, id: &str, action: &str) -> Value {
    shop.control("POST", &format!("orders/{id}/{action}"), json!({}))
        .await
}
