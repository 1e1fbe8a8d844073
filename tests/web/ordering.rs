//! From a filled-in form to an order: never two, never one lost.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{HULU, LYCAMOBILE, ORDER_ID, ROBLOX, WAITING, with};
use crate::stage::{Stage, call, text};

pub(crate) const VALIDATIONS: &str = "/v5/orders/validations";
pub(crate) const ORDERS: &str = "/v5/orders$";
pub(crate) const QUOTE: &str = r#"{"coin":"USDC","coin_amount":"11.24","problems":null}"#;
/// Steam's ten dollars.
pub(crate) const TEN: &str = "/product/steam/steam?option=fced6048-c9f2-473e-8638-8631392c8a76";

/// Opens a product, types an email, and waits until everything is there to order.
pub(crate) async fn check(address: &str) -> Stage {
    let stage = Stage::with_shop();
    stage.serve("family_name=Roblox", ROBLOX);
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.serve("family_name=Hulu", HULU);
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), WAITING);
    stage.open(address);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", " buyer@example.com ").await;
    stage
}

pub(crate) async fn submit(stage: &Stage) {
    stage.on_page("submit", &[]);
    stage.settle().await;
}

#[wasm_bindgen_test]
async fn an_order_is_checked_made_once_and_shown() {
    let stage = check(TEN).await;
    submit(&stage).await;
    submit(&stage).await;
    assert_eq!(stage.text(".buy-bar button"), "Checking…");
    assert_eq!(
        stage.asked("POST", VALIDATIONS),
        1,
        "a second click does nothing"
    );
    stage.answer_post(VALIDATIONS, 200, QUOTE).await;
    assert_eq!(stage.text(".buy-bar button"), "Ordering…");
    submit(&stage).await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    let body = stage.posted(ORDERS).await;
    assert_eq!(body["payment"]["network"], "Solana");
    assert_eq!(body["email"], "buyer@example.com");
    assert_eq!(body["deliveries"][0]["denomination"], "10 USD");
    assert_eq!(
        body["deliveries"][0]["beneficiary_account"],
        "buyer@example.com"
    );
    stage.answer_post(ORDERS, 201, WAITING).await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert!(text(&call("address", &[])).starts_with(&["/order/", ORDER_ID].concat()));
    stage.go("/");
    stage.says("Waiting for payment").await;
}

#[wasm_bindgen_test]
async fn a_total_over_lightning_names_its_satoshi() {
    let stage = check(&[TEN, "&coin=BTC&network=Lightning"].concat()).await;
    submit(&stage).await;
    let quote = r#"{"coin":"BTC","coin_amount":"0.00023021","problems":null}"#;
    stage.answer_post(VALIDATIONS, 200, quote).await;
    stage
        .until("the total", || {
            let bar = stage.text(".buy-bar p").replace('\u{a0}', " ");
            bar.contains("0.00023021 BTC (23,021 sat)")
        })
        .await;
}

#[wasm_bindgen_test]
async fn after_a_lost_answer_nothing_is_sent_again() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    stage.answer_post(ORDERS, 502, "<html>").await;
    stage.says("The order may have been made.").await;
    stage.pass(600_000.0).await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    assert!(!stage.all_text().contains("Nothing was ordered."));
}

#[wasm_bindgen_test]
async fn a_dearer_price_is_shown_before_it_is_ordered() {
    let stage = check(TEN).await;
    let dearer = QUOTE.replace("11.24", "11.30");
    stage.serve_as("POST", VALIDATIONS, 200, &dearer, "{}");
    submit(&stage).await;
    stage
        .says("It was 11.24 USDC, now it is 11.30 USDC, 0.06 USDC more.")
        .await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
    assert_eq!(stage.text(".buy-bar button"), "Order for 11.30 USDC");
    assert!(
        stage.text(".buy-bar").contains("0.06 USDC more"),
        "in sight wherever the page is"
    );
    assert!(
        stage.text(".buy-bar").contains("13% above $10"),
        "above the value is what this total is: {}",
        stage.text(".buy-bar")
    );
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn without_a_quote_nothing_is_ordered() {
    let unpriced = r#"{"coin":"USDC","coin_amount":null,"problems":null}"#;
    is_not_ordered(unpriced, "gave no price").await;
}

#[wasm_bindgen_test]
async fn two_totals_that_differ_are_no_quote() {
    let two = r#"{"coin":"USDC","coin_amount":"11.24","problems":null,
        "summary":{"coin_amount_to_pay_in_crypto":"9.24"}}"#;
    is_not_ordered(two, "two different totals").await;
}

#[wasm_bindgen_test]
async fn a_quote_for_another_amount_is_no_quote() {
    let fallen_back = r#"{"coin":"USDC","coin_amount":"11.24","problems":null,"deliveries":[
        {"deliverable":{"brand_name":"Steam","denomination":"100 USD"}}]}"#;
    is_not_ordered(fallen_back, "about another amount").await;
}

/// Validation answers with this, and the page says why it orders nothing.
async fn is_not_ordered(validation: &str, words: &str) {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, validation, "{}");
    submit(&stage).await;
    stage.says("Nothing was ordered.").await;
    stage.says(words).await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn an_objection_in_an_unknown_form_stops_the_order() {
    for problems in [r#"["OUT_OF_STOCK"]"#, r#"[{"code":"OUT_OF_STOCK"}]"#] {
        let stage = check(TEN).await;
        let body = [r#"{"coin_amount":"11.24","problems":"#, problems, "}"].concat();
        stage.serve_as("POST", VALIDATIONS, 200, &body, "{}");
        submit(&stage).await;
        stage.says("This has just gone out of stock.").await;
        assert_eq!(stage.asked("POST", ORDERS), 0);
    }
}

#[wasm_bindgen_test]
async fn an_order_with_objections_is_an_order() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    let made = with(
        WAITING,
        &[("problems", json!([{ "problem": "OUT_OF_STOCK" }]))],
    );
    stage.serve_as("POST", ORDERS, 201, &made, "{}");
    submit(&stage).await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    stage.go("/");
    stage.says("Waiting for payment").await;
}

#[wasm_bindgen_test]
async fn objections_of_a_broken_answer_leave_the_order_unknown() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    let broken = r#"{"problems":[{"problem":"OUT_OF_STOCK"}]}"#;
    stage.serve_as("POST", ORDERS, 503, broken, "{}");
    submit(&stage).await;
    stage.says("The order may have been made.").await;
}

#[wasm_bindgen_test]
async fn a_problem_is_at_its_field_and_goes_when_it_is_changed() {
    let stage = check(TEN).await;
    let problems = r#"{"problems":[{"problem":"INVALID_BENEFICIARY_ACCOUNT"}]}"#;
    stage.serve_as("POST", VALIDATIONS, 400, problems, "{}");
    submit(&stage).await;
    stage.says("One thing to fix before the order.").await;
    assert!(
        stage
            .text("#email-error")
            .contains("does not accept this email address")
    );
    assert_eq!(
        stage.attribute("#email", "aria-invalid").as_deref(),
        Some("true")
    );
    stage.type_into("#email", "other@example.com").await;
    assert!(!stage.has("#email-error"));
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn a_paused_network_is_greyed_out() {
    let stage = check(TEN).await;
    let suspended = r#"{"status":"400","detail":"SUSPENDED_NETWORK","moreDetails":"Solana"}"#;
    stage.serve_as("POST", VALIDATIONS, 400, suspended, "{}");
    submit(&stage).await;
    stage.says("This network is paused at the moment.").await;
    submit(&stage).await;
    assert_eq!(
        stage.asked("POST", VALIDATIONS),
        1,
        "what is known to be paused is not asked about again"
    );
    stage
        .says("Choose a coin and network that can be used now.")
        .await;
    assert!(
        stage.has("input[name=pair][disabled]:checked")
            || stage.has("input[name=pair]:checked:disabled"),
        "the option itself says so"
    );
}

#[wasm_bindgen_test]
async fn nothing_is_sent_while_something_is_missing() {
    let stage = check("/product/steam/steam").await;
    submit(&stage).await;
    stage.says("Choose what to buy.").await;
    assert!(
        !stage.all_text().contains("Type your email address."),
        "one thing is missing, the summary says"
    );
    let stage = check(TEN).await;
    stage.type_into("#email", "").await;
    submit(&stage).await;
    stage.says("Type your email address.").await;
    stage.type_into("#email", "not an email").await;
    submit(&stage).await;
    stage.says("This is not a complete email address.").await;
    assert_eq!(text(&call("focused", &[])), "email");
    assert_eq!(stage.asked("POST", "/v5/orders"), 0);
}

#[wasm_bindgen_test]
async fn a_top_up_asks_for_a_phone_and_sends_it_plain() {
    let slug = "/product/lycamobile/lycamobile-credits?option=865bbfb5-78c1-424f-8c55-5b18854fe0bd";
    let stage = check(slug).await;
    submit(&stage).await;
    stage.says("Type the whole number").await;
    stage.type_into("#beneficiary", "+1 (201) 555-0123").await;
    submit(&stage).await;
    let body = stage.posted(VALIDATIONS).await;
    assert_eq!(body["deliveries"][0]["beneficiary_account"], "+12015550123");
    assert_eq!(body["email"], "buyer@example.com");
}

#[wasm_bindgen_test]
async fn another_coin_chosen_elsewhere_ends_what_was_agreed_to() {
    let stage = check(TEN).await;
    let dearer = r#"{"coin":"USDC","coin_amount":"12.00","problems":null}"#;
    stage.serve_as("POST", VALIDATIONS, 200, dearer, "{}");
    submit(&stage).await;
    stage.says("Order for 12.00 USDC").await;
    stage.go(&[TEN, "&coin=USDT&network=Tron"].concat());
    stage
        .until("a new start", || {
            !stage.text(".buy-bar button").starts_with("Order for")
        })
        .await;
}

#[wasm_bindgen_test]
async fn an_order_made_after_the_page_was_left_is_in_the_history() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    stage.go("/nothing");
    stage.says("There is no page at this address").await;
    let order = with(WAITING, &[("coin", json!("USDC"))]);
    stage.answer_post(ORDERS, 201, &order).await;
    assert_eq!(
        text(&call("address", &[])),
        "/nothing",
        "the buyer is not pulled away"
    );
    stage.go("/");
    stage.says("Waiting for payment").await;
}

#[wasm_bindgen_test]
async fn what_is_changed_while_it_is_checked_is_not_ordered_as_it_was() {
    let stage = check(TEN).await;
    submit(&stage).await;
    assert_eq!(stage.text(".buy-bar button"), "Checking…");
    stage.type_into("#email", "right@example.com").await;
    stage.answer_post(VALIDATIONS, 200, QUOTE).await;
    assert_eq!(
        stage.asked("POST", ORDERS),
        0,
        "the old address gets nothing"
    );
    assert_eq!(stage.text(".buy-bar button"), "Place order");
    assert_eq!(stage.value("#email"), "right@example.com");
}

#[wasm_bindgen_test]
async fn a_confirmed_price_is_that_of_what_was_confirmed() {
    let stage = check(TEN).await;
    let dearer = r#"{"coin":"USDC","coin_amount":"12.00","problems":null}"#;
    stage.serve_as("POST", VALIDATIONS, 200, dearer, "{}");
    submit(&stage).await;
    stage.says("Order for 12.00 USDC").await;
    stage.type_into("#email", "other@example.com").await;
    assert_eq!(
        stage.text(".buy-bar button"),
        "Place order",
        "what was agreed to has changed"
    );
    submit(&stage).await;
    stage.says("Order for 12.00 USDC").await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
}
