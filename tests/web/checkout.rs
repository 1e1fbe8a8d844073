//! The cart and the checkout: kept, ordered once, and not again by accident.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{ORDER_ID, WAITING};
use crate::stage::{Stage, call, text};

const VALIDATIONS: &str = "/v5/orders/validations";
const ORDERS: &str = "/v5/orders$";
const QUOTE: &str = r#"{"coin":"USDC","coin_amount":"22.48","problems":null}"#;
/// Steam's ten dollars.
const TEN: &str = "/product/steam/steam?option=fced6048-c9f2-473e-8638-8631392c8a76";

/// Puts ten dollars into the cart and goes to the checkout, where everything
/// is there to order.
pub(crate) async fn check() -> Stage {
    let stage = Stage::with_shop();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), WAITING);
    stage.open(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.press("Add to cart").await;
    stage.says("In the cart").await;
    stage.go("/checkout");
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage
}

async fn submit(stage: &Stage) {
    stage.on_page("submit", &[]);
    stage.settle().await;
}

#[wasm_bindgen_test]
async fn several_items_are_one_order_and_the_cart_is_empty_after() {
    let stage = check().await;
    stage.press("One more").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
    stage.type_into("#email", "buyer@example.com").await;
    stage.type_into("#to-2", "friend@example.com").await;
    stage.type_into("#coupon", " SPRING ").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    assert_eq!(stage.text(".buy-bar button"), "See the total");
    submit(&stage).await;
    stage
        .until("the total", || {
            stage.text(".buy-bar button") == "Order for 22.48 USDC"
        })
        .await;
    assert_eq!(
        stage.asked("POST", ORDERS),
        0,
        "a total is seen before it is ordered"
    );
    submit(&stage).await;
    let body = stage.posted(ORDERS).await;
    assert_eq!(
        body["deliveries"][0]["beneficiary_account"],
        "buyer@example.com"
    );
    assert_eq!(
        body["deliveries"][1]["beneficiary_account"],
        "friend@example.com"
    );
    assert_eq!(body["deliveries"][1]["denomination"], "10 USD");
    assert_eq!(body["coupon"], "SPRING");
    assert_eq!(body["promo_code"], "SPRING");
    assert_eq!(body["user"]["has_accepted_newsletter"], false);
    stage.answer_post(ORDERS, 201, WAITING).await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert!(
        !stage.has("header a[href^='/checkout']"),
        "the cart is empty"
    );
}

#[wasm_bindgen_test]
async fn a_held_key_and_a_double_click_agree_to_no_total() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    stage.on_page("holdEnter", &["#email".into()]);
    stage.on_page("clickAgain", &[".buy-bar button".into()]);
    stage.settle().await;
    assert_eq!(stage.text(".buy-bar button"), "Order for 22.48 USDC");
    assert_eq!(stage.asked("POST", VALIDATIONS), 1);
    stage.click(".buy-bar button").await;
    stage
        .until("the order", || stage.asked("POST", ORDERS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn a_total_that_rises_after_it_was_shown_is_shown_with_the_old_one() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    assert!(!stage.all_text().contains("It was"), "nothing has risen");
    let dearer = QUOTE.replace("22.48", "23.00");
    stage.serve_as("POST", VALIDATIONS, 200, &dearer, "{}");
    submit(&stage).await;
    stage
        .says("It was 22.48 USDC, now it is 23.00 USDC, 0.52 USDC more.")
        .await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn a_cart_outlives_a_reload_and_never_holds_more_than_an_order_takes() {
    let stage = check().await;
    stage.type_into("#to-1", "friend@example.com").await;
    stage.close();
    stage.open("/checkout");
    stage.until("the line", || stage.has("#to-1")).await;
    assert_eq!(stage.value("#to-1"), "friend@example.com");
    for _ in 0..12 {
        stage.press("One more").await;
    }
    assert_eq!(stage.cart().as_deref(), Some("Cart, 10 items"));
    stage.press("Remove").await;
    assert!(!stage.has("#to-1"), "the first is gone");
    assert!(stage.has("#to-10"), "the others are not");
}

#[wasm_bindgen_test]
async fn the_same_within_a_minute_is_ordered_only_when_the_buyer_says_so() {
    let stage = check().await;
    let kept = leptos::prelude::window()
        .local_storage()
        .expect("storage")
        .expect("storage");
    let cart = kept
        .get_item("refillery.cart.1")
        .expect("storage")
        .expect("a cart");
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    stage.serve_as("POST", ORDERS, 201, WAITING, "{}");
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    submit(&stage).await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    // As a second tab has it, which was opened before.
    stage.close();
    kept.set_item("refillery.cart.1", &cart).expect("room");
    stage.open("/checkout");
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    submit(&stage).await;
    stage.says("You have already ordered exactly this.").await;
    assert_eq!(stage.asked("POST", ORDERS), 1, "nothing was sent again");
    stage
        .until("focus on what stands in the way", || {
            text(&call("focused", &[])) == "problems"
        })
        .await;
    assert!(
        stage
            .attribute(".buy-body a[href^='/order/']", "href")
            .is_some_and(|address| address.contains(ORDER_ID)),
        "the order that was made can be opened"
    );
    submit(&stage).await;
    stage
        .until("the second order", || stage.asked("POST", ORDERS) == 2)
        .await;
}

#[wasm_bindgen_test]
async fn while_another_tab_orders_this_one_does_not() {
    let stage = check().await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    // What the other tab holds, as the browser sees it.
    let hold = js_sys::eval(
        "new Promise(taken => navigator.locks.request('refillery-order', () => new Promise(free => { window.freeLock = free; taken(); })))",
    )
    .expect("locks");
    wasm_bindgen_futures::JsFuture::from(hold.unchecked_into::<js_sys::Promise>())
        .await
        .expect("the lock");
    submit(&stage).await;
    stage
        .says("Another tab of this shop is placing an order.")
        .await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
    js_sys::eval("window.freeLock()").expect("freed");
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    submit(&stage).await;
    stage
        .until("the order", || stage.asked("POST", ORDERS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn what_is_missing_is_said_where_it_is_missing() {
    let stage = check().await;
    submit(&stage).await;
    stage.says("This is not a complete email address.").await;
    stage.type_into("#to-1", "friend@").await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage
        .until("the mistake at its line", || {
            stage
                .text("#to-1-error")
                .contains("not a complete email address")
        })
        .await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
}

#[wasm_bindgen_test]
async fn who_buys_at_once_finds_the_coupon_at_the_checkout() {
    let stage = Stage::with_shop();
    stage.open("/product/steam/steam");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.click("#extras").await;
    stage.says("Choose what to buy.").await;
    stage.go(TEN);
    stage.says("11.24 USDC").await;
    stage.click("#extras").await;
    stage.until("the coupon", || stage.has("#coupon")).await;
    assert!(stage.has("#to-1"), "with what was chosen");
}

#[wasm_bindgen_test]
async fn an_empty_cart_leads_on() {
    let stage = Stage::with_shop();
    stage.open("/checkout");
    stage.says("The cart is empty.").await;
    assert!(!stage.has("form.buy"));
}

#[wasm_bindgen_test]
async fn a_refund_address_of_another_network_is_not_sent() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    stage
        .type_into("#refund", "0x5a4d0b0c0000000000000000000000000e7ac0de")
        .await;
    submit(&stage).await;
    stage
        .says("This is not a complete address on Solana.")
        .await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    stage.type_into("#refund", "").await;
    submit(&stage).await;
    stage
        .until("the check", || stage.asked("POST", VALIDATIONS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn what_a_refund_address_must_be_is_said_for_the_coin() {
    let stage = check().await;
    stage.says("Your own wallet for USDC on Solana").await;
    stage.says("the link holds for 90 days").await;
    stage
        .says("On Solana a refund arrives only in a wallet that has held USDC before.")
        .await;
    stage.go("/checkout?coin=BTC&network=Mainnet");
    stage.says("Your own wallet for BTC on Bitcoin").await;
    assert!(!stage.all_text().contains("has held"));
    let doubt = "takes only Bitcoin addresses that begin with 1 or 3";
    stage
        .type_into("#refund", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")
        .await;
    assert!(!stage.all_text().contains(doubt));
    stage
        .type_into("#refund", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
        .await;
    stage.says(doubt).await;
    // A warning, and no refusal.
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage
        .until("the check", || stage.asked("POST", VALIDATIONS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn an_order_made_after_the_page_was_left_empties_the_cart_of_its_items_alone() {
    let stage = check().await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    stage.go(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.press("Add to cart").await;
    let count = || stage.cart();
    assert_eq!(count().as_deref(), Some("Cart, 2 items"));
    stage.answer_post(ORDERS, 201, WAITING).await;
    stage
        .until("one item", || count().as_deref() == Some("Cart, 1 item"))
        .await;
}

#[wasm_bindgen_test]
async fn a_mistyped_domain_is_asked_about_at_each_item_too() {
    let stage = check().await;
    stage.type_into("#to-1", "friend@gmial.com").await;
    stage.pass(600.0).await;
    let hint = ".lines .email-hint button";
    assert_eq!(stage.text(hint), "Did you mean friend@gmail.com?");
    stage.click(hint).await;
    assert_eq!(stage.value("#to-1"), "friend@gmail.com");
    assert_eq!(text(&call("focused", &[])), "to-1");
}
