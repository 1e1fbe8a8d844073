//! Every scenario, step by step, and the desk under paused time.

use super::*;
use crate::cart::{Cart, Form};
use crate::catalogue::Catalogue;
use crate::problems::Spent;
use crate::quote::{self, Rules};
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
    judged(&body)
}

fn judged(body: &Value) -> Quote {
    let cart = Cart::read(body, Form::Either).expect("a whole body");
    let rules = Rules {
        catalogue: catalogue(),
        vias: &payment::vias(payment::ALL),
        spent: Spent::default(),
    };
    quote::judge(cart, rules).expect("an open network")
}

fn made(quote: &Quote) -> Order {
    let caller = "192.0.2.1".to_owned();
    Order::new("an-id".to_owned(), 1, quote, caller, 1000, 1).expect("a price")
}

fn order(local: &str, lines: usize) -> Order {
    made(&quote(local, lines))
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
    check("rebuy", &then(&["WaitingForRebuy"]));
    for done in [
        "serial",
        "recovered",
        "recovered-coin",
        "esim-elsewhere",
        "part-refunded",
        "part-rebuy",
        "part-review",
        "all-failed",
        "reason-limit_exceeded",
    ] {
        check(done, &then(&["Done"]));
    }
    for waits in [
        "captured",
        "web-types",
        "test-order",
        "token-account",
        "token-account-on-curve",
        "external",
        "external-elsewhere",
        "expiry",
        "with-problems",
    ] {
        check(waits, &paid[..1]);
    }
    for partial in ["disagreeing", "old-code"] {
        check(partial, &["WaitingForPayment", "PartialPaymentStarted"]);
    }
    check(
        "failed-after-payment",
        &[
            "WaitingForPayment",
            "PaymentStarted",
            "PaymentReceived",
            "PaymentFailed",
        ],
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
        assert_eq!(order.snapshot(2000)["order_state"], state);
    }
}

#[test]
fn money_is_counted_exactly() {
    let mut order = order("partial", 1);
    order.advance(1001);
    assert_eq!(order.snapshot(2000)["sent_coin_amount"], "13.12");
    order.pay_part(money::exact("8.74"), 1002);
    assert_eq!(order.snapshot(2000)["sent_coin_amount"], "21.86");
    assert_eq!(order.state, "PartialPaymentStarted");
    order.pay_part(money::exact("0.01"), 1003);
    assert_eq!(
        (order.state.as_str(), order.parts.to_pay),
        ("PaymentStarted", money::exact("21.87"))
    );
    assert_eq!(order.transactions.len(), 3, "one for each payment");

    let mut over = super::tests::order("over", 1);
    over.advance(1001);
    assert_eq!(over.snapshot(2000)["sent_coin_amount"], "24.06");
    over.advance(1002);
    assert_eq!(over.snapshot(2000)["sent_coin_amount"], "24.06");
}

#[test]
fn late_money_is_no_plain_expiry() {
    let mut order = order("late", 1);
    order.advance(1001);
    assert_eq!(order.snapshot(2000)["payment_state"], "Expired");
    order.advance(1002);
    let late = order.snapshot(2000);
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
    assert_eq!(order.snapshot(2000).get("wallet_address"), None);
    order.pay(1001);
    assert!(order.snapshot(2000)["wallet_address"].is_string());
}

#[test]
fn one_item_may_be_ready_and_another_fail() {
    let deliveries = |order: &Order| order.snapshot(2000)["deliveries"].clone();
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

/// The order of a scenario after so many steps.
fn after(local: &str, steps: u64) -> Order {
    let mut order = order(local, 2);
    (0..steps).for_each(|step| order.advance(1001 + step));
    order
}

#[test]
fn done_is_an_end_once_every_part_is_at_its_own() {
    for (local, state) in [
        ("part-rebuy", "WaitingForRebuy"),
        ("part-review", "WaitingForManualAction"),
    ] {
        let mut order = after(local, 4);
        let body = order.snapshot(2000);
        assert_eq!(body["order_state"], "Done");
        assert_eq!(body["deliveries"][1]["delivery_state"], state);
        assert!(!order.is_over(), "{local}: a part is open");
        order.advance(1010);
        assert!(order.is_over());
        let body = order.snapshot(2000);
        assert!(body["deliveries"][1]["deliverable"]["pin_code"].is_string());
    }
    for (local, state) in [("one-fails", "Failed"), ("part-refunded", "Refunded")] {
        let order = after(local, 4);
        assert!(order.is_over(), "{local}");
        let body = order.snapshot(2000);
        assert_eq!(body["deliveries"][1]["delivery_state"], state);
        assert_eq!(body["deliveries"][1]["deliverable"].get("pin_code"), None);
    }
    let refunded = after("part-refunded", 4).snapshot(2000);
    assert_eq!(refunded["refund"]["amount"], "21.87");
    assert_eq!(refunded["coin_amount"], "43.74");
}

#[test]
fn money_may_come_and_the_order_fail_all_the_same() {
    let body = after("failed-after-payment", 3).snapshot(2000);
    assert_eq!(body["order_state"], "PaymentFailed");
    assert_eq!(body["payment_state"], "PaymentReceived");
    assert_eq!(body["sent_coin_amount"], "43.74");
    assert_eq!(
        body["payment_transactions"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_part_payment_says_what_is_missing() {
    let body = after("partial", 1).snapshot(2000);
    assert_eq!(body["sent_coin_amount"], "26.24");
    assert_eq!(body["missing_amount"], "17.50");
    assert_eq!(body["missing_amount_qr_text"], body["wallet_address"]);
    assert_eq!(
        body["payment_transactions"].as_array().map(Vec::len),
        Some(1)
    );
    let disagreeing = after("disagreeing", 1).snapshot(2000);
    assert_eq!(disagreeing["missing_amount"], "21.87");
    let old = after("old-code", 1).snapshot(2000);
    assert_eq!(old["missing_amount"], "17.50");
    assert_eq!(old.get("missing_amount_qr_text"), None);
    let captured = {
        let mut order = order("captured", 2);
        order.pay_part(money::exact("20"), 1001);
        order.snapshot(2000)
    };
    for key in ["missing_amount", "summary", "timestamp_of_request"] {
        assert_eq!(captured.get(key), None, "{key}");
    }
}

#[test]
fn a_coupon_is_a_part_of_the_payment() {
    let with = |coupon: &str, local: &str| {
        let mut body = json!({
            "email": format!("{local}@example.com"),
            "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
            "deliveries": [{ "brand_name": "Steam", "country_code": "US", "denomination": "50 USD", "beneficiary_account": "buyer@example.com" }],
        });
        body["promo_code"] = json!(coupon);
        made(&judged(&body))
    };
    let part = with("WELCOME5", "anyone").snapshot(2000);
    assert_eq!(part["coin_amount"], "53.94");
    assert_eq!(part["summary"]["coin_amount_to_pay_in_crypto"], "51.24");
    assert_eq!(part["summary"]["coin_amount_to_pay_via_coupon"], "2.70");
    let captured = with("WELCOME5", "captured").snapshot(2000);
    assert_eq!(captured["coin_amount"], "51.24");
    let silent = with("SILENT", "anyone").snapshot(2000);
    assert_eq!(silent["summary"]["coin_amount_to_pay_in_crypto"], "53.94");

    let bare = with("FREEGAME", "no-summary").snapshot(2000);
    assert_eq!(
        (&bare["coin_amount"], bare.get("summary")),
        (&json!("53.94"), None)
    );
    assert_eq!(bare.get("wallet_address"), Some(&Value::Null));

    let mut free = with("FREEGAME", "anyone");
    assert!(!free.takes_money());
    let body = free.snapshot(2000);
    assert_eq!(body["order_state"], "Created");
    assert_eq!(body.get("wallet_address"), Some(&Value::Null));
    assert_eq!(body["summary"]["coin_amount_to_pay_in_crypto"], "0");
    while free.moves_by_itself() {
        free.advance(1001);
    }
    let body = free.snapshot(2000);
    assert_eq!(body["order_state"], "Done");
    assert_eq!(body["sent_coin_amount"], "0");
    assert!(body["deliveries"][0]["deliverable"]["pin_code"].is_string());
}

#[test]
fn replies_say_what_the_control_page_wants() {
    let mut order = order("anyone", 1);
    let set = json!({
        "coin_amount": "9",
        "/deliveries/0/deliverable/pin_code": "DEMO",
        "/summary/coin_amount_to_pay_in_crypto": "8",
    });
    let overlay = Overlay {
        set: set.as_object().cloned().unwrap_or_default(),
        drop: vec![
            "updated_at".to_owned(),
            "/summary/coin_amount_to_pay_via_nft".to_owned(),
        ],
    };
    order.overlay(overlay, 1001);
    let body = order.snapshot(2000);
    assert_eq!(body["coin_amount"], "9");
    assert_eq!(body["deliveries"][0]["deliverable"]["pin_code"], "DEMO");
    assert_eq!(body["summary"]["coin_amount_to_pay_in_crypto"], "8");
    assert_eq!(body["summary"].get("coin_amount_to_pay_via_nft"), None);
    assert_eq!(body.get("updated_at"), None);
    assert!(order.force_part(0, "Refunded", Object::new(), 1002));
    assert!(!order.force_part(1, "Refunded", Object::new(), 1003));
    assert_eq!(
        order.snapshot(2000)["deliveries"][0]["delivery_state"],
        "Refunded"
    );
}

#[test]
fn a_payment_may_be_found_elsewhere() {
    let mut order = order("recovered", 1);
    let before = order.snapshot(2000);
    assert_eq!(before["network"], "Base");
    assert_eq!(before["original_payment_info"], Value::Null);
    order.force("Done", 1001);
    let body = order.snapshot(2000);
    assert_eq!(body["network"], "Polygon (Matic)");
    assert_eq!(
        body["original_payment_info"],
        json!({ "coin": null, "protocol": "BASE_LIKE" })
    );
}

#[test]
fn nobody_has_an_address_where_somebody_else_takes_the_money() {
    let body = order("external", 1).snapshot(2000);
    assert_eq!(body.get("wallet_address"), None);
    assert_eq!(body["is_payment_processor_external"], true);
    assert!(body["checkout_url"].is_string());
}

#[test]
fn loose_orders_have_the_other_types() {
    let body = order("loose", 1).snapshot(2000);
    assert_eq!(body["created_at"], 1000);
    assert_eq!(body["updated_at"].to_string(), "1000.75");
    assert_eq!(body["coin_amount"].to_string(), "21.87");
    assert_eq!(body["sent_coin_amount"].to_string(), "0");
    assert_eq!(body["payment_value"], "19.0174");
    assert_eq!(order("memo", 1).snapshot(2000)["memo"], "SBX-00001");
}

#[test]
fn each_sort_of_goods_is_delivered_in_its_way() {
    let goods = |brand: &str, denomination: &str, country: &str, account: &str| -> Value {
        let body = json!({
            "email": "auto@example.com",
            "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
            "deliveries": [{ "brand_name": brand, "country_code": country, "denomination": denomination, "beneficiary_account": account }],
        });
        let quote = judged(&body);
        assert_eq!(quote.problems, [] as [Value; 0], "{brand}");
        let mut order = made(&quote);
        order.force("Done", 1001);
        order.snapshot(2000)["deliveries"][0]["deliverable"].clone()
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
