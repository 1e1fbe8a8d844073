//! What the product page says about the cart, and does to it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::ordering::{ORDERS, QUOTE, TEN, VALIDATIONS, check};
use crate::stage::{Stage, call, text};

const RANGE: &str = "/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45&amount=35";

/// The words of the main button.
fn button(stage: &Stage) -> String {
    stage.text("#place-order")
}

/// Whether the page says that the choice is in the cart.
fn is_in_it(stage: &Stage) -> bool {
    stage.text(".cart-row [role=status]") == "In the cart"
}

/// Another amount that can be bought.
const OTHER: &str = ".amounts label:not(:has(:checked)) input:not(:disabled)";

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
async fn the_main_button_orders_then_adds_then_leads_to_the_checkout() {
    let stage = check(TEN).await;
    assert_eq!(button(&stage), "Place order", "the cart is empty");
    stage.press("Add to cart").await;
    assert!(is_in_it(&stage));
    assert_eq!(button(&stage), "Checkout (1 item)");
    stage
        .until("focus on what the button became", || {
            text(&call("focused", &[])) == "place-order"
        })
        .await;
    assert!(stage.text(".buy-bar").contains("1 item in the cart"));
    // Another amount is not in it.
    stage.click(OTHER).await;
    stage
        .until("the offer to add it", || button(&stage) == "Add to cart")
        .await;
    assert!(!is_in_it(&stage));
    stage.click("#place-order").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
    assert!(is_in_it(&stage));
    assert_eq!(button(&stage), "Checkout (2 items)");
    stage.click("#place-order").await;
    stage.until("both lines", || stage.has("#line-2")).await;
}

#[wasm_bindgen_test]
async fn the_second_click_of_a_double_click_adds_nothing_and_leads_nowhere() {
    let stage = check(TEN).await;
    stage.click(".cart-row button").await;
    stage.on_page("clickAgain", &["#place-order".into()]);
    stage.settle().await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
    stage.click(OTHER).await;
    stage
        .until("the offer to add it", || button(&stage) == "Add to cart")
        .await;
    stage.on_page("clickAgain", &["#place-order".into()]);
    stage.settle().await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
    stage.click("#place-order").await;
    stage.on_page("clickAgain", &["#place-order".into()]);
    stage.settle().await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
    assert!(stage.has(".amounts"), "still the page of the brand");
}

#[wasm_bindgen_test]
async fn another_amount_of_a_range_is_not_in_the_cart() {
    let stage = check(RANGE).await;
    stage.press("Add to cart").await;
    assert!(is_in_it(&stage));
    stage.type_into("#amount", "36").await;
    assert!(!is_in_it(&stage));
    stage.type_into("#amount", "35").await;
    assert!(is_in_it(&stage));
    stage.type_into("#amount", "36").await;
    // Filled in by a program without an event: 35 is in the cart already.
    stage.fill("#amount", "35", "").await;
    stage.click("#place-order").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
    assert_eq!(button(&stage), "Checkout (1 item)");
}

#[wasm_bindgen_test]
async fn a_cart_that_another_tab_changes_is_followed() {
    let stage = check(TEN).await;
    stage.press("Add to cart").await;
    let full = stored();
    another_tab_stores("[]", true);
    stage
        .until("the offer to order it", || button(&stage) == "Place order")
        .await;
    another_tab_stores(&full, true);
    stage
        .until("the word that it is there", || is_in_it(&stage))
        .await;
    // A tab that slept got no event; the press does what the button said.
    another_tab_stores("[]", true);
    stage
        .until("the offer to order it", || button(&stage) == "Place order")
        .await;
    another_tab_stores(&full, false);
    stage.press("Add to cart").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"), "not two");
    assert!(is_in_it(&stage));
}

#[wasm_bindgen_test]
async fn what_an_earlier_visit_put_into_the_cart_can_be_added_once_more() {
    let stage = check(TEN).await;
    stage.press("Add to cart").await;
    stage.go("/checkout");
    stage.until("the line", || stage.has("#line-1")).await;
    stage.go(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    assert_eq!(button(&stage), "Add to cart");
    stage.click("#place-order").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
}

#[wasm_bindgen_test]
async fn an_order_beside_the_cart_says_that_it_is_of_this_item_alone() {
    let stage = check(TEN).await;
    const NOTE: &str = "This orders this item only. The cart stays as it is.";
    assert!(
        !stage.all_text().contains("Order only this"),
        "an empty cart"
    );
    stage.press("Add to cart").await;
    assert!(!stage.text(".buy-bar").contains(NOTE), "nothing is ordered");
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    let dearer = QUOTE.replace("11.24", "11.90");
    stage.serve_as("POST", VALIDATIONS, 200, &dearer, "{}");
    stage.press("Order only this").await;
    stage.says("Order for 11.90 USDC").await;
    assert!(stage.text(".buy-bar").contains(NOTE));
    assert!(
        !stage.all_text().contains("Order only this"),
        "one button orders"
    );
    stage.click("#place-order").await;
    let body = stage.posted(ORDERS).await;
    assert_eq!(body["deliveries"].as_array().map(Vec::len), Some(1));
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"), "as it was");
}

#[wasm_bindgen_test]
async fn the_way_to_a_coupon_keeps_a_new_recipient_and_doubles_no_item() {
    let stage = check(TEN).await;
    stage.press("Add to cart").await;
    stage.press("For someone else").await;
    stage.type_into("#other-email", "friend@example.com").await;
    stage.click("#extras").await;
    stage
        .until("both lines", || stage.count(".line") == 2)
        .await;
    assert!(stage.text(".lines").contains("friend@example.com"));
    stage.go(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    // Without a recipient the item in the cart is the one that is meant.
    stage.click("#extras").await;
    stage.until("the lines", || stage.has(".line")).await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
}

#[wasm_bindgen_test]
async fn the_recipient_goes_into_the_cart_too() {
    let stage = check(TEN).await;
    stage.press("For someone else").await;
    stage.type_into("#other-email", "friend@example.com").await;
    stage.press("Add to cart").await;
    assert!(is_in_it(&stage));
    // For another person it is another item.
    stage.type_into("#other-email", "ann@example.com").await;
    assert!(!is_in_it(&stage));
    stage.click("#place-order").await;
    stage.go("/checkout");
    stage.until("both lines", || stage.has("#line-2")).await;
    let who = |line: &str| stage.text(&[line, " .line-who"].concat());
    assert_eq!(who("#line-1"), "to friend@example.com");
    assert_eq!(who("#line-2"), "to ann@example.com");
}
