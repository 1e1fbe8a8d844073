//! The checkout as a page: its total, its rows, and what is in sight.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::checkout::{
    ORDERS, QUOTE, VALIDATIONS, about, ask_for_the_total, check, for_someone_else, one_more, submit,
};
use crate::fixtures::{LYCAMOBILE, STEAM, with};
use crate::problems::TOP_UP;
use crate::stage::{Stage, call, text};

#[wasm_bindgen_test]
async fn the_total_is_there_before_anything_is_typed_and_is_ordered_with_one_press() {
    let stage = check().await;
    one_more(&stage).await;
    let sum = || stage.text(".buy-sum");
    stage.until("the total", || sum() == "22.48 USDC").await;
    assert!(stage.text(".buy-bar").contains("on Solana"));
    assert_eq!(stage.text(".summary"), "Items (2)22.48 USDC");
    assert_eq!(stage.asked("POST", VALIDATIONS), 0, "nobody was asked");
    stage.type_into("#email", "buyer@example.com").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    assert_eq!(stage.text(".buy-bar button"), "Place order");
    submit(&stage).await;
    stage
        .until("the order", || stage.asked("POST", ORDERS) == 1)
        .await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 1);
}

#[wasm_bindgen_test]
async fn a_dearer_total_than_the_items_prices_is_asked_about() {
    let stage = check().await;
    stage
        .until("the total", || stage.text(".buy-sum") == "11.24 USDC")
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage
        .says("It was 11.24 USDC, now it is 22.48 USDC, 11.24 USDC more.")
        .await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn enter_in_a_field_asks_for_the_total_and_orders_nothing() {
    let stage = check().await;
    one_more(&stage).await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    ask_for_the_total(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn a_total_that_cannot_be_reckoned_is_said_in_words_and_asked_for() {
    let stage = check().await;
    let bar = || stage.text(".buy-bar");
    stage.hold("family_name=Steam");
    stage.go("/checkout?coin=BTC&network=Mainnet");
    stage
        .until("the words", || bar().contains("Asking the price…"))
        .await;
    assert!(!bar().contains('–') && !stage.has(".buy-sum"), "{}", bar());
    // A price in another coin is no price.
    stage.answer("family_name=Steam", 200, STEAM).await;
    stage
        .until("the words", || bar().contains("No price right now"))
        .await;
    assert_eq!(stage.text(".buy-bar button"), "See the total");
    stage.type_into("#email", "buyer@example.com").await;
    let quote = with(
        QUOTE,
        &[("coin", json!("BTC")), ("coin_amount", json!("0.0002"))],
    );
    stage.serve_as("POST", VALIDATIONS, 200, &quote, "{}");
    submit(&stage).await;
    stage.says("Order for 0.0002 BTC").await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn a_second_recipient_has_a_row_of_its_own() {
    let stage = check().await;
    one_more(&stage).await;
    one_more(&stage).await;
    assert_eq!(stage.count(".line"), 1);
    assert_eq!(stage.text(".line-count b"), "3");
    assert!(stage.text(".line-to").contains("to you"));
    assert!(!stage.has(".lines input"), "one field, the buyer's");
    for_someone_else(&stage, "#line-1").await;
    assert_eq!(stage.count(".line"), 2);
    assert_eq!(text(&call("focused", &[])), "to-3");
    assert_eq!(stage.text("#line-1 .line-count b"), "2");
    assert_eq!(stage.text("#line-3 .line-count b"), "1");
    // What is for somebody else and has no address goes to nobody.
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage
        .until("the mistake at its row", || stage.has("#to-3-error"))
        .await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    // For the buyer after all, they are one row again.
    stage.click("#line-3 .line-to button").await;
    stage.painted().await;
    assert_eq!(stage.count(".line"), 1);
    assert_eq!(stage.text(".line-count b"), "3");
    assert_eq!(text(&call("focused", &[])), "line-1");
}

#[wasm_bindgen_test]
async fn the_fields_follow_the_order_of_the_page() {
    let stage = check().await;
    for_someone_else(&stage, "#line-1").await;
    let order = "[...document.querySelectorAll('#stage form.buy :is(#to-1, #email, #payment, #coupon, #place-order)')].map((one) => one.id).join()";
    let order = js_sys::eval(order).expect("the fields");
    assert_eq!(text(&order), "to-1,email,payment,coupon,place-order");
    assert_eq!(stage.count("form.buy input[autocomplete=email]"), 1);
    // The buyer's own address is offered where it belongs, and not for somebody else.
    assert_eq!(
        stage.attribute("#to-1", "autocomplete").as_deref(),
        Some("off")
    );
    assert_eq!(stage.text("label[for=email]"), "Your email");
}

#[wasm_bindgen_test]
async fn goods_that_are_gone_are_said_at_their_row() {
    let stage = check().await;
    let mut groups: serde_json::Value = serde_json::from_str(STEAM).expect("a fixture");
    groups[0]["is_out_of_stock"] = json!(true);
    stage.close();
    stage.serve("family_name=Steam", &groups.to_string());
    // Without what was kept of the page before.
    stage.pass(400_000.0).await;
    stage.open("/checkout");
    stage
        .until("the words", || stage.text(".line-price") == "Out of stock")
        .await;
    assert!(stage.text(".buy-bar").contains("No price right now"));
}

#[wasm_bindgen_test]
async fn the_help_about_networks_opens_beside_what_is_typed() {
    let stage = check().await;
    let link = "#payment .help-link";
    assert_eq!(stage.attribute(link, "target").as_deref(), Some("_blank"));
    assert_eq!(stage.attribute(link, "rel").as_deref(), Some("noopener"));
    let address = stage.attribute(link, "href").unwrap_or_default();
    assert!(
        address.starts_with("/help") && address.ends_with("#network"),
        "{address}"
    );
}

#[wasm_bindgen_test]
async fn total_and_button_are_in_sight_with_three_items() {
    for (width, height) in [(1280, 900), (390, 844)] {
        let stage = check().await;
        one_more(&stage).await;
        for_someone_else(&stage, "#line-1").await;
        one_more(&stage).await;
        for_someone_else(&stage, "#line-1").await;
        assert_eq!(stage.count(".line"), 3);
        stage.becomes(width, 100);
        stage.painted().await;
        for selector in [".buy-sum", "#place-order"] {
            let box_of = [
                "JSON.stringify(document.querySelector('#stage ",
                selector,
                "').getBoundingClientRect())",
            ];
            let rect = js_sys::eval(&box_of.concat()).expect("a box");
            let rect: serde_json::Value = serde_json::from_str(&text(&rect)).expect("a box");
            let bottom = rect["bottom"].as_f64().expect("a number");
            assert!(
                bottom <= f64::from(height),
                "{selector} ends at {bottom} of {height}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn equal_items_that_are_gone_are_named_once_and_taken_out_together() {
    let stage = check().await;
    one_more(&stage).await;
    stage.type_into("#email", "buyer@example.com").await;
    let refused = about("OUT_OF_STOCK", "buyer@example.com");
    stage.serve_as("POST", VALIDATIONS, 422, &refused, "{}");
    submit(&stage).await;
    stage.says("This is about Steam $10 USD.").await;
    assert_eq!(stage.count(".problems button"), 1);
    stage.click(".problems button").await;
    stage.says("Nothing in the cart").await;
}

#[wasm_bindgen_test]
async fn a_number_that_is_objected_to_has_its_field_again() {
    let stage = Stage::with_shop();
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    for _ in 0..2 {
        stage.open(TOP_UP);
        stage
            .until("the form", || stage.has("form.buy #email"))
            .await;
        stage.type_into("#beneficiary", "+1 201 555 0123").await;
        stage.press("Add to cart").await;
        stage.says("In the cart").await;
        stage.close();
    }
    stage.open("/checkout");
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    let who = |line: &str| stage.text(&[line, " .line-who"].concat());
    assert_eq!(who("#line-1"), "to +12015550123");
    assert_eq!(who("#line-2"), "to +12015550123");
    assert!(!stage.has(".lines input"), "all is filled in");
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage
        .says("Two top-ups in this order go to one number.")
        .await;
    stage.painted().await;
    assert_eq!(text(&call("focused", &[])), "to-2");
    stage.type_into("#to-2", "+1 201 555 0199").await;
    assert!(stage.has("#to-2"), "while somebody types it stays");
}
