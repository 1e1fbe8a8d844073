//! Every scenario, step by step, and the desk under paused time.

use super::*;
use crate::cart::Cart;
use crate::catalogue::Catalogue;
use crate::quote;
use crate::sandbox::Sandbox;
use crate::settings::Settings;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// One catalogue for all: filling a shelf takes a while in a debug build.
fn catalogue() -> &'static Catalogue {
    static FILLED: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(|| Catalogue::new(1));
    &FILLED
}

fn quote(local: &str, lines: usize) -> Quote {
    let line = json!({
        "brand_name": "Steam", "country_code": "US", "denomination": "20 USD",
        "beneficiary_account": "buyer@example.com",
    });
    let body = json!({
        "email": format!("{local}@example.com"),
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
        "deliveries": vec![line; lines],
    });
    let cart = Cart::read(&body).expect("a whole body");
    quote::judge(cart, catalogue()).expect("an open network")
}

fn order(local: &str, lines: usize) -> Order {
    let quote = quote(local, lines);
    let usd = quote.original_usd().expect("a price");
    Order::new("an-id".to_owned(), 1, &quote, usd, 1000, 1)
}

/// The states an order goes through by itself.
#[track_caller]
fn check(local: &str, states: &[&str]) {
    let mut order = order(local, 2);
    let mut seen = vec![order.state.clone()];
    let mut updated = order.updated;
    while order.moves_by_itself() {
        order.advance(1000);
        assert!(order.updated > updated, "{local}: updated_at advances");
        updated = order.updated;
        seen.push(order.state.clone());
    }
    assert_eq!(seen, states, "{local}");
}

#[test]
fn scenarios_take_their_steps() {
    let paid = [
        "WaitingForPayment",
        "PaymentStarted",
        "PaymentReceived",
        "WaitingForDelivery",
    ];
    let then = |last: &[&'static str]| [&paid[..], last].concat();
    check("anyone", &paid[..1]);
    check("loose", &paid[..1]);
    check("memo", &paid[..1]);
    check("fail-create", &paid[..1]);
    check("timeout-create", &paid[..1]);
    check("auto", &then(&["Done"]));
    check("auto+tag", &then(&["Done"]));
    check("link", &then(&["Done"]));
    check("alias", &then(&["Done"]));
    check("over", &then(&["Done"]));
    check("one-fails", &then(&["Done"]));
    check("completed", &then(&["Completed"]));
    check("manual", &then(&["WaitingForManualAction"]));
    check("refund", &then(&["WaitingForManualAction", "Refunded"]));
    check("two", &then(&["WaitingForManualAction", "Done"]));
    check("unknown-state", &then(&["Reviewing"]));
    check("instant", &["WaitingForPayment", "Done"]);
    check("partial", &["WaitingForPayment", "PartialPaymentStarted"]);
    check("late", &["WaitingForPayment", "Expired", "Expired", "Done"]);
    check("expired", &["WaitingForPayment", "Expired"]);
    check(
        "payment-failed",
        &["WaitingForPayment", "PaymentStarted", "PaymentFailed"],
    );
    check("setup-failed", &["Created", "PaymentSetupFailed"]);
    check("cancel", &["WaitingForPayment", "Canceled"]);
    check("cancelled", &["WaitingForPayment", "Cancelled"]);
    check(
        "created",
        &["Created", "Created", "Created", "WaitingForPayment"],
    );
}

#[test]
fn every_state_is_reached_by_some_scenario_or_by_force() {
    for state in STATES {
        let mut order = order("anyone", 1);
        order.force(state, 2000);
        assert_eq!(order.snapshot()["order_state"], state);
    }
}

#[test]
fn money_is_counted_exactly() {
    let mut order = order("partial", 1);
    order.advance(1001);
    assert_eq!(order.snapshot()["sent_coin_amount"], "13.12");
    order.pay_part(money::exact("8.74"), 1002);
    assert_eq!(order.snapshot()["sent_coin_amount"], "21.86");
    assert_eq!(order.state, "PartialPaymentStarted");
    order.pay_part(money::exact("0.01"), 1003);
    assert_eq!(
        (order.state.as_str(), order.total),
        ("PaymentStarted", money::exact("21.87"))
    );

    let mut over = super::tests::order("over", 1);
    over.advance(1001);
    assert_eq!(over.snapshot()["sent_coin_amount"], "24.06");
    over.advance(1002);
    assert_eq!(over.snapshot()["sent_coin_amount"], "24.06");
}

#[test]
fn late_money_is_no_plain_expiry() {
    let mut order = order("late", 1);
    order.advance(1001);
    assert_eq!(order.snapshot()["payment_state"], "Expired");
    order.advance(1002);
    let late = order.snapshot();
    assert_eq!(late["payment_state"], "ExpiredAfterPaymentDetection");
    assert_eq!(late["sent_coin_amount"], "21.87");
    assert!(!order.is_over());

    let mut expired = super::tests::order("expired", 1);
    expired.advance(1001);
    assert!(expired.is_over());
    expired.pay(1002);
    assert!(!expired.is_over());
    expired.advance(1003);
    assert_eq!(expired.state, "Done");
}

#[test]
fn an_order_without_set_up_has_no_address() {
    let mut order = order("created", 1);
    assert_eq!(order.snapshot().get("wallet_address"), None);
    order.pay(1001);
    assert!(order.snapshot()["wallet_address"].is_string());
}

#[test]
fn one_item_may_be_ready_and_another_fail() {
    let deliveries = |order: &Order| order.snapshot()["deliveries"].clone();
    let mut two = order("two", 2);
    (0..4).for_each(|step| two.advance(1001 + step));
    let some = deliveries(&two);
    assert!(some[0]["deliverable"]["pin_code"].is_string());
    assert_eq!(some[1]["deliverable"].get("pin_code"), None);

    let mut fails = order("one-fails", 2);
    (0..4).for_each(|step| fails.advance(1001 + step));
    let some = deliveries(&fails);
    assert_eq!(some[0]["delivery_state"], "Succeeded");
    assert_eq!(some[1]["delivery_state"], "Failed");
    assert!(some[1]["deliverable"]["error_description"].is_string());
}

#[test]
fn loose_orders_have_the_other_types() {
    let body = order("loose", 1).snapshot();
    assert_eq!(body["created_at"], 1000);
    assert_eq!(body["updated_at"].to_string(), "1000.75");
    assert_eq!(body["coin_amount"].to_string(), "21.87");
    assert_eq!(body["sent_coin_amount"].to_string(), "0");
    assert_eq!(body["payment_value"], "19.0174");
    assert_eq!(order("memo", 1).snapshot()["memo"], "SBX-00001");
}

#[test]
fn each_sort_of_goods_is_delivered_in_its_way() {
    let goods = |brand: &str, denomination: &str, country: &str, account: &str| -> Value {
        let body = json!({
            "email": "auto@example.com",
            "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
            "deliveries": [{ "brand_name": brand, "country_code": country, "denomination": denomination, "beneficiary_account": account }],
        });
        let cart = Cart::read(&body).expect("a whole body");
        let quote = quote::judge(cart, catalogue()).expect("an open network");
        assert_eq!(quote.problems, [] as [Value; 0], "{brand}");
        let usd = quote.original_usd().expect("a price");
        let mut order = Order::new("an-id".to_owned(), 1, &quote, usd, 1000, 1);
        order.force("Done", 1001);
        order.snapshot()["deliveries"][0]["deliverable"].clone()
    };
    let top_up = goods("Claro", "20 BRL", "BR", "+5511999990000");
    assert!(top_up["operator_reference"].is_string());
    assert_eq!(top_up.get("pin_code"), None);
    let esim = goods("Roamwell eSIM", "5 GB 30 days", "US", "buyer@example.com");
    assert!(
        esim["pin_code"]
            .as_str()
            .is_some_and(|pin| pin.starts_with("LPA:1$"))
    );
    assert!(esim["qr_image_url"].is_string());
    let pin = goods(
        "Lycamobile Credits",
        "10 USD - PIN",
        "US",
        "buyer@example.com",
    );
    assert!(pin["pin_code"].is_string());
}

#[tokio::test(start_paused = true)]
async fn the_desk_takes_a_step_a_period() {
    let settings = Settings {
        step_milliseconds: 5000,
        epoch: Some(1000),
        ..Settings::default()
    };
    let sandbox = Arc::new(Sandbox::new(settings));
    let entry = sandbox.desk.take(&sandbox, order("auto", 1));
    let waits = sandbox.desk.take(&sandbox, order("anyone", 1));
    let mut seen = Vec::new();
    tokio::time::sleep(Duration::from_millis(2500)).await;
    for _ in 0..5 {
        seen.push(entry.order().state);
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
    assert_eq!(
        seen,
        [
            "WaitingForPayment",
            "PaymentStarted",
            "PaymentReceived",
            "WaitingForDelivery",
            "Done"
        ]
    );
    assert_eq!(waits.order().state, "WaitingForPayment");
    assert!(entry.order().updated >= 1020);
    waits.change(|order| order.pay(sandbox.clock.seconds()));
    tokio::time::sleep(Duration::from_secs(16)).await;
    assert_eq!(waits.order().state, "Done");
}
