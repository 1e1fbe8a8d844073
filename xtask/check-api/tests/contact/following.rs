//! An order that exists.

use refillery_check_api::Outcome;
use serde_json::{Value, json};

use crate::world::{World, assert_says, assert_silent, changed};

/// An order on the sandbox, which does what the buyer's address says.
pub(crate) fn ordered(world: &World, buyer: &str) -> Value {
    let email = format!("{buyer}@example.com");
    let body = json!({
        "email": email, "user": { "email": email }, "lang": "en",
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
        "deliveries": [{ "brand_name": "Amazon.com", "country_code": "US", "denomination": "range",
            "product_value": 50, "beneficiary_account": email }],
    });
    world.send("/v5/orders", Some(&body))
}

#[test]
fn an_order_is_followed_to_its_end_and_not_reported() {
    let world = World::open();
    let order = ordered(&world, "auto");
    let checked = world.visit(&world.following(&order), |_, _, _| {});
    let report = &checked.report;
    assert_eq!(checked.outcome, Outcome::Right, "{report}");
    assert_says(report, "`Done`");
    assert_says(report, "events of its stream");
    for name in ["order_id", "payment_id", "wallet_address"] {
        let secret = order[name].as_str().expect(name);
        assert_silent(report, secret);
        assert_silent(report, &secret[..8]);
    }
    assert_silent(report, "auto@example.com");
    let made = world.send("/__sandbox/api/log?route=orders-create", None);
    assert_eq!(made.as_array().map(Vec::len), Some(1), "the test's own");
}

#[test]
fn new_states_mislead_a_buyer() {
    let world = World::open();
    let order = ordered(&world, "auto");
    let id = order["order_id"].as_str().expect("an id").to_owned();
    let checked = world.visit(&world.following(&order), |path, _, answer| {
        if path.ends_with(&id) {
            changed(answer, |body| {
                body["order_state"] = json!("WaitingForMoon");
                body["deliveries"][0]["delivery_state"] = json!("Lost");
                body["payment_state"] = json!("PaymentDreamt");
                body["phase"] = json!("new");
            });
        }
    });
    assert_eq!(checked.outcome, Outcome::Wrong);
    assert_says(&checked.report, "New state of an order: `WaitingForMoon`");
    assert_says(&checked.report, "New state of a delivery: `Lost`");
    assert_says(&checked.report, "New state of a payment: `PaymentDreamt`");
    assert_says(&checked.report, "Nobody knows the field `phase`");
}

#[test]
fn a_payment_that_the_shop_would_refuse_is_wrong() {
    let world = World::open();
    let order = ordered(&world, "anyone");
    let mut options = world.following(&order);
    options.order.as_mut().expect("an order").seconds = 1;
    let id = order["order_id"].as_str().expect("an id").to_owned();
    let checked = world.visit(&options, |path, _, answer| {
        if path.ends_with(&id) {
            changed(answer, |body| body["wallet_address"] = json!("0x0"));
        }
    });
    assert_eq!(checked.outcome, Outcome::Wrong);
    assert_says(&checked.report, "the shop's checks refuse it");
}

#[test]
fn an_order_that_does_not_exist_could_not_be_asked() {
    let world = World::open();
    let order = json!({ "order_id": "99999999-2222-4333-8444-555555555555" });
    let checked = world.visit(&world.following(&order), |_, _, _| {});
    assert_eq!(checked.outcome, Outcome::Unasked, "{}", checked.report);
    assert_silent(&checked.report, "99999999");
}
