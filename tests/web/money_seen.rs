//! Money that was seen is never asked for again, after any later answer and however often
//! the page is opened.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ORDER_ID, PARTIAL, STARTED, WAITING, with};
use crate::orders::{send, show};
use crate::stage::Stage;

/// A later snapshot that still waits, of which this much has come.
fn waits_with(sent: &str) -> String {
    with(
        WAITING,
        &[
            ("sent_coin_amount", json!(sent)),
            ("updated_at", json!("1795167999")),
        ],
    )
}

fn asks_for_nothing(stage: &Stage) {
    let text = stage.all_text();
    assert!(!stage.has(".pay"), "{text}");
    for words in ["Send exactly", "more on Base", "The address is on its way"] {
        assert!(!text.contains(words), "{words} in {text}");
    }
}

#[wasm_bindgen_test]
async fn all_the_money_while_the_order_still_waits_is_enough() {
    let stage = Stage::new();
    show(&stage, WAITING, "Send exactly 50.66 USDC").await;
    send(&stage, &waits_with("50.66")).await;
    stage.says("Your payment has been seen").await;
    asks_for_nothing(&stage);
    send(&stage, &waits_with("0")).await;
    asks_for_nothing(&stage);
}

#[wasm_bindgen_test]
async fn a_page_that_is_opened_again_remembers_the_money() {
    let stage = Stage::new();
    show(&stage, STARTED, "Your payment has been seen").await;
    stage.close();
    show(&stage, WAITING, "Your payment has been seen").await;
    asks_for_nothing(&stage);
    stage.press("Keep it in the list").await;
    stage.go("/orders");
    stage.says("Payment seen").await;
}

#[wasm_bindgen_test]
async fn too_little_money_is_said_while_the_order_still_waits() {
    let stage = Stage::new();
    show(&stage, &waits_with("30"), "Send 20.66 USDC more on Base").await;
    stage.says("30 USDC of 50.66 USDC received").await;
}

#[wasm_bindgen_test]
async fn a_part_of_unknown_size_is_not_asked_for_again() {
    for unknown in [json!(null), json!("0")] {
        let stage = Stage::new();
        let body = with(PARTIAL, &[("sent_coin_amount", unknown)]);
        show(&stage, &body, "Part of the payment has arrived").await;
        stage
            .says("How much is still missing is not known yet")
            .await;
        asks_for_nothing(&stage);
    }
}

#[wasm_bindgen_test]
async fn an_answer_about_another_order_is_not_shown() {
    let stage = Stage::new();
    let other = with(
        WAITING,
        &[("order_id", json!("00000000-0000-4000-8000-000000000000"))],
    );
    stage.serve("/v5/orders/", &other);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("could not be understood").await;
    assert!(!stage.has(".pay"));
}

#[wasm_bindgen_test]
async fn an_order_without_its_network_shows_nothing_to_pay() {
    let stage = Stage::new();
    let body = with(WAITING, &[("network", json!(null))]);
    show(&stage, &body, "Waiting for your payment").await;
    assert!(!stage.has(".pay"));
}

#[wasm_bindgen_test]
async fn a_link_that_hides_where_it_leads_is_text() {
    let stage = Stage::new();
    let hidden = "https://www.amazon.com@evil.example/";
    let mut body: serde_json::Value = serde_json::from_str(DELIVERED).expect("JSON");
    body["deliveries"][0]["deliverable"]["pin_code"] = json!(hidden);
    show(&stage, &body.to_string(), "Your order is here").await;
    stage.press("Show code").await;
    stage.says(hidden).await;
    assert!(!stage.html().contains("href=\"https://www.amazon.com@"));
}

#[wasm_bindgen_test]
async fn after_the_deadline_no_text_has_the_address_to_copy() {
    let stage = Stage::new();
    show(&stage, PARTIAL, "Send 20.66 USDC more on Base").await;
    let address = "0x5a4d0b0c0000000000000000000000000e7ac0de";
    assert!(stage.text(".recovery-text").contains(address));
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    assert!(
        !stage.all_text().contains(address),
        "in the card for support"
    );
}

#[wasm_bindgen_test]
async fn the_chosen_code_of_one_coin_says_nothing_about_another() {
    let ether = with(WAITING, &[("coin", json!("ETH"))]);
    let caption = async |stage: &Stage, body: &str| {
        show(stage, body, "Send exactly").await;
        stage.text(".qr figcaption")
    };
    let stage = Stage::new();
    let first = caption(&stage, &ether).await;
    stage.close();
    let token = caption(&stage, WAITING).await;
    stage.click(".pay-code .button-plain").await;
    assert_ne!(stage.text(".qr figcaption"), token, "another form");
    stage.close();
    assert_eq!(caption(&stage, &ether).await, first, "ether as before");
    stage.close();
    assert_ne!(caption(&stage, WAITING).await, token, "kept for the token");
}
