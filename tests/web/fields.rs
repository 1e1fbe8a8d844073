//! An order sends what its fields show.

use refillery::config::Config;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::checkout;
use crate::fixtures::with;
use crate::ordering::{ORDERS, QUOTE, TEN, VALIDATIONS, check, submit};
use crate::problems::TOP_UP;
use crate::stage::Stage;

const RANGE: &str = "/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45&amount=35";

const OWN: &str = "FP1k1k5giovCnZe8PgLfYhhfm6ynPwP62FGgnPpMcaWh";

async fn is_to_be_confirmed(stage: &Stage) {
    stage
        .until("a total to confirm", || {
            stage.text(".buy-bar button").starts_with("Order for")
        })
        .await;
    assert_eq!(stage.asked("POST", ORDERS), 0, "not before it was seen");
}

#[wasm_bindgen_test]
async fn an_email_that_a_program_fills_in_gets_the_goods() {
    for event in ["change", ""] {
        let stage = check(TEN).await;
        stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
        stage.fill("#email", "other@example.com", event).await;
        submit(&stage).await;
        if event.is_empty() {
            // The page had received no event, so it showed no total for it.
            is_to_be_confirmed(&stage).await;
            submit(&stage).await;
        }
        let body = stage.posted(ORDERS).await;
        assert_eq!(body["email"], "other@example.com");
        let to = &body["deliveries"][0]["beneficiary_account"];
        assert_eq!(to, "other@example.com");
    }
}

#[wasm_bindgen_test]
async fn an_amount_that_a_program_fills_in_is_priced_before_it_is_ordered() {
    for event in ["change", ""] {
        let stage = check(RANGE).await;
        stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
        stage.fill("#amount", "36", event).await;
        submit(&stage).await;
        is_to_be_confirmed(&stage).await;
        submit(&stage).await;
        let body = stage.posted(ORDERS).await;
        assert_eq!(body["deliveries"][0]["product_value"], 36);
    }
}

#[wasm_bindgen_test]
async fn a_phone_that_a_program_fills_in_gets_the_credit() {
    for event in ["change", ""] {
        let stage = check(TOP_UP).await;
        stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
        stage
            .fill("#beneficiary", "tel:+1-201-555-0123", event)
            .await;
        submit(&stage).await;
        let body = stage.posted(VALIDATIONS).await;
        let to = &body["deliveries"][0]["beneficiary_account"];
        assert_eq!(to, "+12015550123");
        assert_eq!(stage.value("#beneficiary"), "+12015550123");
    }
}

#[wasm_bindgen_test]
async fn all_that_a_program_fills_in_at_the_checkout_is_sent() {
    for event in ["change", ""] {
        let stage = checkout::check().await;
        let quote = with(QUOTE, &[("coupon_code", json!("SPRING"))]);
        stage.serve_as("POST", VALIDATIONS, 200, &quote, "{}");
        stage.fill("#email", "buyer@example.com", event).await;
        checkout::for_someone_else(&stage, "#line-1").await;
        stage.fill("#to-1", "friend@example.com", event).await;
        stage
            .fill("#coupon", "\u{201C}SPRING\u{201D}.", event)
            .await;
        stage
            .fill("#refund", &*format!("solana:{OWN}?amount=1"), event)
            .await;
        stage.fill(".fold input[type=checkbox]", true, event).await;
        submit(&stage).await;
        is_to_be_confirmed(&stage).await;
        // The request has what the field shows.
        assert_eq!(stage.value("#coupon"), "SPRING");
        assert_eq!(stage.value("#refund"), OWN);
        submit(&stage).await;
        let body = stage.posted(ORDERS).await;
        assert_eq!(body["email"], "buyer@example.com");
        let to = &body["deliveries"][0]["beneficiary_account"];
        assert_eq!(to, "friend@example.com");
        assert_eq!(body["promo_code"], "SPRING");
        assert_eq!(body["user"]["has_accepted_newsletter"], true);
        assert!(body.to_string().contains(OWN));
    }
}

#[wasm_bindgen_test]
async fn what_a_program_fills_in_goes_into_the_cart() {
    let stage = check(RANGE).await;
    stage.fill("#amount", "36", "").await;
    stage.press("Add to cart").await;
    stage.go("/checkout");
    stage.says("USD 36").await;
}

#[wasm_bindgen_test]
async fn boxes_are_what_they_show() {
    let config = Config {
        has_terms_box: true,
        ..Config::default()
    };
    let stage = Stage::with_shop();
    stage.open_with(TEN, config, Vec::new());
    stage.until("the box", || stage.has("input#terms")).await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.fill("#terms", true, "").await;
    stage.fill("#privacy", true, "").await;
    submit(&stage).await;
    assert!(!stage.has("#terms-error"));
    assert_eq!(stage.asked("POST", VALIDATIONS), 1);
    // Unticked by a program while a total is shown: it is not accepted any more.
    stage.answer_post(VALIDATIONS, 200, QUOTE).await;
    is_to_be_confirmed(&stage).await;
    stage.fill("#terms", false, "").await;
    submit(&stage).await;
    assert!(stage.has("#terms-error"));
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn what_is_pasted_becomes_what_is_sent_and_a_total_stays() {
    let stage = check(TEN).await;
    stage
        .fill("#email", "mailto:buyer@example.com", "input")
        .await;
    assert_eq!(
        stage.value("#email"),
        "mailto:buyer@example.com",
        "while it is typed"
    );
    stage
        .fill("#email", "mailto:buyer@example.com", "change")
        .await;
    assert_eq!(stage.value("#email"), "buyer@example.com");
    let dearer = QUOTE.replace("11.24", "11.30");
    stage.serve_as("POST", VALIDATIONS, 200, &dearer, "{}");
    submit(&stage).await;
    is_to_be_confirmed(&stage).await;
    // The browser sends it once more when the field is left; nothing has changed.
    stage.fill("#email", "buyer@example.com", "change").await;
    is_to_be_confirmed(&stage).await;
    // A wrong value stays as it was typed.
    stage.fill("#email", " mailto:buyer ", "input").await;
    stage.fill("#email", " mailto:buyer ", "change").await;
    assert!(stage.value("#email").contains("mailto:buyer"));
}

#[wasm_bindgen_test]
async fn a_number_without_its_country_is_offered_with_it() {
    let hint = ".did-you-mean button";
    let stage = check(TOP_UP).await;
    for typed in ["201 555 0123", "+1 1 201 555 0123", "+1 0 201 555 0123"] {
        stage.type_into("#beneficiary", typed).await;
        stage.pass(600.0).await;
        let said = stage.text(hint);
        assert!(said.contains("+12015550123"), "{typed}: {said}");
        stage.click(hint).await;
        assert_eq!(stage.value("#beneficiary"), "+12015550123");
        assert!(!stage.has(hint));
    }
    for (typed, words) in [
        ("+1 201 555 012", "has 10 digits after +1"),
        (
            "+1 0 201 555 0123",
            "the 0 that is dialled inside the country (United States) is left out",
        ),
        (
            "+1 1 201 555 0123",
            "The country's code +1 stands there twice.",
        ),
    ] {
        stage.type_into("#beneficiary", typed).await;
        submit(&stage).await;
        let said = stage.text("#beneficiary-error");
        assert!(said.contains(words), "{typed}: {said}");
    }
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
}
