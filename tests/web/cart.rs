//! What the product page says about the cart, and does to it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::ordering::{ORDERS, QUOTE, TEN, VALIDATIONS, check, submit};
use crate::stage::Stage;

const RANGE: &str = "/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45&amount=35";

fn button(stage: &Stage) -> String {
    stage.text(".cart-row button")
}

/// Stores the cart as another tab does; tabs that sleep get no event.
fn another_tab_stores(cart: &str, is_told: bool) {
    let storage = leptos::prelude::window().local_storage();
    let storage = storage.expect("storage").expect("storage");
    storage.set_item("refillery.cart.1", cart).expect("room");
    if is_told {
        js_sys::eval("window.dispatchEvent(new StorageEvent('storage'))").expect("told");
    }
}

fn stored() -> String {
    let storage = leptos::prelude::window().local_storage();
    let storage = storage.expect("storage").expect("storage");
    let cart = storage.get_item("refillery.cart.1").expect("storage");
    cart.unwrap_or_default()
}

#[wasm_bindgen_test]
async fn only_what_is_in_the_cart_is_said_to_be_there() {
    let stage = check(TEN).await;
    stage.press("Add to cart").await;
    assert_eq!(button(&stage), "In the cart");
    // Another amount is not in it.
    let other = ".amounts label:not(:has(:checked)) input:not(:disabled)";
    stage.click(other).await;
    stage
        .until("the offer to add it", || button(&stage) == "Add to cart")
        .await;
    stage.press("Add to cart").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
    assert_eq!(button(&stage), "In the cart");
    // Pressed once more it does what it says: nothing.
    stage.press("In the cart").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
}

#[wasm_bindgen_test]
async fn a_double_click_puts_one_into_the_cart() {
    let stage = check(TEN).await;
    stage.click(".cart-row button").await;
    stage.on_page("clickAgain", &[".cart-row button".into()]);
    stage.settle().await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
}

#[wasm_bindgen_test]
async fn another_amount_of_a_range_is_not_in_the_cart() {
    let stage = check(RANGE).await;
    stage.press("Add to cart").await;
    assert_eq!(button(&stage), "In the cart");
    stage.type_into("#amount", "36").await;
    assert_eq!(button(&stage), "Add to cart");
    stage.type_into("#amount", "35").await;
    assert_eq!(button(&stage), "In the cart");
    // Filled in by a program without an event: the message holds for 35 alone.
    stage.fill("#amount", "50", "").await;
    stage.press("In the cart").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
    assert_eq!(button(&stage), "Add to cart");
}

#[wasm_bindgen_test]
async fn a_cart_that_another_tab_changes_is_followed() {
    let stage = check(TEN).await;
    stage.press("Add to cart").await;
    let full = stored();
    another_tab_stores("[]", true);
    stage
        .until("the offer to add it", || button(&stage) == "Add to cart")
        .await;
    another_tab_stores(&full, true);
    stage
        .until("the word that it is there", || {
            button(&stage) == "In the cart"
        })
        .await;
    // A tab that slept got no event; the press does what the button said.
    another_tab_stores("[]", false);
    stage.press("In the cart").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
    assert_eq!(button(&stage), "In the cart");
}

#[wasm_bindgen_test]
async fn what_an_earlier_visit_put_into_the_cart_can_be_added_once_more() {
    let stage = check(TEN).await;
    stage.press("Add to cart").await;
    stage.go("/checkout");
    stage.until("the line", || stage.has("#to-1")).await;
    stage.go(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.press("Add to cart").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
}

#[wasm_bindgen_test]
async fn an_order_beside_the_cart_says_that_it_is_of_this_item_alone() {
    let stage = check(TEN).await;
    const NOTE: &str = "This orders this item only. The cart stays as it is.";
    assert!(!stage.all_text().contains(NOTE));
    stage.press("Add to cart").await;
    assert!(stage.text(".buy-bar").contains(NOTE));
    stage.press("Checkout").await;
    stage.until("the line", || stage.has("#to-1")).await;
    // The buyer's own address is offered where it belongs, and not for somebody else.
    let fills_in = |field: &str| stage.attribute(field, "autocomplete");
    assert_eq!(fills_in("#email").as_deref(), Some("email"));
    assert_eq!(fills_in("#to-1").as_deref(), Some("off"));
    assert!(
        !stage.all_text().contains(NOTE),
        "all of it is ordered here"
    );
    stage.go(TEN);
    stage.says(NOTE).await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    let body = stage.posted(ORDERS).await;
    assert_eq!(body["deliveries"].as_array().map(Vec::len), Some(1));
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"), "as it was");
}
