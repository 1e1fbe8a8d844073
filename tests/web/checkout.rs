//! The cart and the checkout: kept, ordered once, and not again by accident.

use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{LYCAMOBILE, ORDER_ID, WAITING, with};
use crate::problems::TOP_UP;
use crate::stage::{Stage, call, text};

pub(crate) const VALIDATIONS: &str = "/v5/orders/validations";
pub(crate) const ORDERS: &str = "/v5/orders$";
pub(crate) const QUOTE: &str = r#"{"coin":"USDC","coin_amount":"22.48","problems":null}"#;
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

/// Puts one more of the first row into the cart.
pub(crate) async fn one_more(stage: &Stage) {
    stage.click(".line-count button:last-child").await;
}

/// Opens the field for somebody else's email; one of several items gets a row of its own.
pub(crate) async fn for_someone_else(stage: &Stage, line: &str) {
    stage.click(&[line, " .line-to button"].concat()).await;
    stage.painted().await;
}

/// Presses Enter in the field of the email, which asks for the total.
pub(crate) async fn ask_for_the_total(stage: &Stage) {
    js_sys::eval("document.querySelector('#email').focus()").expect("the field");
    call("key", &["Enter".into()]);
    stage.settle().await;
}

pub(crate) async fn submit(stage: &Stage) {
    stage.on_page("submit", &[]);
    stage.settle().await;
}

#[wasm_bindgen_test]
async fn a_coupon_that_is_taken_back_leaves_its_field_open() {
    let stage = check().await;
    stage.click(".fold summary").await;
    stage.type_into("#coupon", "S").await;
    stage.type_into("#coupon", "").await;
    assert!(stage.has(".fold[open] #coupon"));
}

#[wasm_bindgen_test]
async fn several_items_are_one_order_and_the_cart_is_empty_after() {
    let stage = check().await;
    one_more(&stage).await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
    stage.type_into("#email", "buyer@example.com").await;
    for_someone_else(&stage, "#line-1").await;
    stage.type_into("#to-2", "friend@example.com").await;
    stage.type_into("#coupon", " SPRING ").await;
    let quote = with(QUOTE, &[("coupon_code", json!("SPRING"))]);
    stage.serve_as("POST", VALIDATIONS, 200, &quote, "{}");
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
    assert_eq!(body["promo_code"], "SPRING");
    assert_eq!(body["user"]["has_accepted_newsletter"], false);
    stage.answer_post(ORDERS, 201, WAITING).await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert_eq!(stage.cart(), None, "it is empty");
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
    ask_for_the_total(&stage).await;
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
    for_someone_else(&stage, "#line-1").await;
    stage.type_into("#to-1", "friend@example.com").await;
    stage.close();
    stage.open("/checkout");
    stage.says("to friend@example.com").await;
    assert!(!stage.has("#to-1"), "it is right as it is");
    stage.press("Change").await;
    stage.painted().await;
    assert_eq!(stage.value("#to-1"), "friend@example.com");
    assert_eq!(text(&call("focused", &[])), "to-1");
    let most = "At most 10 items fit into one order.";
    for _ in 0..8 {
        one_more(&stage).await;
    }
    assert!(!stage.all_text().contains(most), "the ninth is no reason");
    for _ in 0..4 {
        one_more(&stage).await;
    }
    assert_eq!(stage.cart().as_deref(), Some("Cart, 10 items"));
    stage.says(most).await;
    assert_eq!(stage.count(".line"), 1, "they are equal");
    stage.click(".line-count button:first-child").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 9 items"));
    assert_eq!(stage.value("#to-1"), "friend@example.com");
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
    // By default the buyer goes on with it.
    assert_eq!(
        stage.text(".buy-bar button"),
        "Open the order you have made"
    );
    submit(&stage).await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    // Later than a moment ago, while it can still be paid.
    stage.pass(300_000.0).await;
    stage.go("/checkout");
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    submit(&stage).await;
    stage.says("You have already ordered exactly this.").await;
    stage.press("Order once more").await;
    stage
        .until("the second order", || stage.asked("POST", ORDERS) == 2)
        .await;
}

#[wasm_bindgen_test]
async fn a_coupon_that_does_not_count_orders_nothing() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.type_into("#coupon", "NOTHERE5").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage
        .says("This coupon does not count for this order")
        .await;
    assert!(stage.text("#coupon-error").contains("does not count"));
    assert_eq!(
        stage.attribute(".notice a", "href").as_deref(),
        Some("#coupon")
    );
    submit(&stage).await;
    stage
        .says("This coupon does not count for this order")
        .await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
    stage.type_into("#coupon", "").await;
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
}

#[wasm_bindgen_test]
async fn coupon_and_points_are_lines_of_the_total() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.type_into("#coupon", "WELCOME5").await;
    let quote = r#"{"coin":"USDC","coin_amount":"22.48","original_coin_amount":"22.48",
        "coupon_code":"WELCOME5","summary":{"coin_amount_to_pay_in_crypto":"17.23",
        "coin_amount_to_pay_via_coupon":"5.00","coin_amount_to_pay_via_nft":"0",
        "coin_amount_to_pay_via_loyalty_points":"0.25"},"problems":null}"#;
    stage.serve_as("POST", VALIDATIONS, 200, quote, "{}");
    submit(&stage).await;
    stage.says("Order for 17.23 USDC").await;
    let summary = stage.text(".buy-foot");
    for line in [
        "Items (1)22.48 USDC",
        "Coupon WELCOME5−5.00 USDC",
        "Paid by points−0.25 USDC",
        "Total17.23 USDC",
    ] {
        assert!(summary.contains(line), "{line}: {summary}");
    }
    let seen = stage.on_a_phone();
    assert!(seen.contains("Coupon WELCOME5"), "{seen}");
    // Without another payer there are no such lines.
    stage.type_into("#coupon", "").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    assert_eq!(stage.text(".summary"), "Items (1)22.48 USDC");
    let seen = stage.on_a_phone();
    assert!(!seen.contains("Total"), "a phone has it in the bar: {seen}");
}

#[wasm_bindgen_test]
async fn a_coupon_is_named_with_any_answer_about_it() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.type_into("#coupon", "WELCOME5").await;
    for (quote, line) in [
        (
            r#"{"coin":"USDC","coin_amount":"51.24","original_coin_amount":"53.94",
            "coupon_code":"WELCOME5","problems":null}"#,
            "Coupon WELCOME5−2.7 USDC",
        ),
        (
            r#"{"coin":"USDC","coin_amount":"51.24","coupon_code":"WELCOME5","problems":null}"#,
            "Coupon WELCOME5Counted in the total",
        ),
    ] {
        stage.serve_as("POST", VALIDATIONS, 200, quote, "{}");
        submit(&stage).await;
        stage.says("Order for 51.24 USDC").await;
        let summary = stage.text(".summary");
        assert!(summary.contains(line), "{line}: {summary}");
        assert!(stage.on_a_phone().contains("Coupon WELCOME5"), "{line}");
        // The next one is requested again.
        stage.type_into("#coupon", "WELCOME").await;
        stage.type_into("#coupon", "WELCOME5").await;
    }
}

#[wasm_bindgen_test]
async fn each_row_has_its_price_at_once_and_that_of_the_total_later() {
    let stage = check().await;
    one_more(&stage).await;
    for_someone_else(&stage, "#line-1").await;
    one_more(&stage).await;
    stage.type_into("#to-2", "friend@example.com").await;
    let prices = || {
        let of = |line: &str| stage.text(&[line, " .line-price"].concat());
        (of("#line-1"), of("#line-2"))
    };
    let told = |one: &str, other: &str| {
        let words = |price: &str| ["Price: ", price, " USDC"].concat();
        (words(one), words(other))
    };
    stage
        .until("the prices of the shop window", || {
            prices() == told("22.48", "11.24")
        })
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    let row = |price: &str| {
        json!({ "deliverable": {
            "denomination": "10 USD", "brand_name": "Steam", "coin_amount": price,
        } })
    };
    let quote = |rows: Vec<serde_json::Value>| {
        let total = json!({ "coin": "USDC", "coin_amount": "34.50", "deliveries": rows });
        total.to_string()
    };
    let good = quote(vec![row("11.50"), row("11.50"), row("11.50")]);
    stage.serve_as("POST", VALIDATIONS, 200, &good, "{}");
    submit(&stage).await;
    stage.says("Order for 34.50 USDC").await;
    assert_eq!(prices(), told("23", "11.50"));
    // Prices with another sum are none.
    stage.type_into("#email", "other@example.com").await;
    let other = quote(vec![row("11.50"), row("12.50"), row("11.50")]);
    stage.serve_as("POST", VALIDATIONS, 200, &other, "{}");
    submit(&stage).await;
    stage.says("Order for 34.50 USDC").await;
    assert_eq!(prices(), told("22.48", "11.24"));
}

#[wasm_bindgen_test]
async fn what_a_coupon_covers_whole_is_ordered_with_nothing_to_pay() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    stage.type_into("#coupon", "FREEGAME").await;
    let quote = r#"{"coin":"USDC","coin_amount":"22.48","original_coin_amount":"22.48",
        "coupon_code":"FREEGAME","summary":{"coin_amount_to_pay_in_crypto":"0",
        "coin_amount_to_pay_via_coupon":"22.48"},"problems":null}"#;
    stage.serve_as("POST", VALIDATIONS, 200, quote, "{}");
    submit(&stage).await;
    stage.says("Order, nothing to pay").await;
    assert!(stage.text(".buy-bar").contains("Total0 USDC"));
    submit(&stage).await;
    let body = stage.posted(ORDERS).await;
    assert_eq!(body["promo_code"], "FREEGAME");
}

/// The API's answer about the goods of the cart that are worth ten dollars.
pub(crate) fn about(code: &str, to: &str) -> String {
    let goods = json!({ "kind": "giftcard", "deliverable": { "brand_name": "Steam",
        "country_code": "US", "denomination": "10 USD", "beneficiary_account": to } });
    json!({ "status": 422, "detail": code, "moreDetails": { "delivery": goods } }).to_string()
}

#[wasm_bindgen_test]
async fn the_goods_that_are_gone_are_named_and_taken_out() {
    let stage = check().await;
    one_more(&stage).await;
    stage.type_into("#email", "buyer@example.com").await;
    for_someone_else(&stage, "#line-1").await;
    stage.type_into("#to-2", "friend@example.com").await;
    let refused = about("OUT_OF_STOCK", "friend@example.com");
    stage.serve_as("POST", VALIDATIONS, 422, &refused, "{}");
    submit(&stage).await;
    stage.says("This is about Steam $10 USD.").await;
    assert!(!stage.text(".problems").contains('@'));
    assert_eq!(stage.count(".problems button"), 1, "the other one can stay");
    stage.press("Remove Steam $10\u{a0}USD").await;
    // Two buttons say so: that of the problem comes first.
    assert!(stage.has("#line-1") && !stage.has("#line-2"));
    assert!(!stage.has(".problems [role=alert]"));
}

#[wasm_bindgen_test]
async fn a_wrong_recipient_is_said_at_their_item() {
    let stage = check().await;
    one_more(&stage).await;
    stage.type_into("#email", "buyer@example.com").await;
    for_someone_else(&stage, "#line-1").await;
    for_someone_else(&stage, "#line-1").await;
    stage.type_into("#to-1", "other@example.com").await;
    stage.type_into("#to-2", "friend@example.com").await;
    let wrong = about("INVALID_BENEFICIARY_ACCOUNT", "friend@example.com");
    stage.serve_as("POST", VALIDATIONS, 422, &wrong, "{}");
    submit(&stage).await;
    stage.says("does not accept this email address").await;
    assert!(stage.has("#to-2-error"));
    assert!(!stage.has("#to-1-error") && !stage.has("#email-error"));
    assert_eq!(
        stage.attribute(".notice a", "href").as_deref(),
        Some("#to-2")
    );
}

#[wasm_bindgen_test]
async fn two_top_ups_to_one_number_are_noticed_before_anybody_is_asked() {
    let stage = Stage::with_shop();
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.open(TOP_UP);
    for _ in 0..2 {
        stage
            .until("the form", || stage.has("form.buy #email"))
            .await;
        stage.press("Add to cart").await;
        stage.says("In the cart").await;
        stage.go("/checkout");
        stage
            .until("the ways to pay", || stage.has("input[name=pair]"))
            .await;
        if !stage.has("#to-2") {
            stage.go(TOP_UP);
        }
    }
    assert!(!stage.has(".line-count"), "a number gets one in an order");
    stage.type_into("#email", "buyer@example.com").await;
    stage.type_into("#to-1", "+1 201 555 0123").await;
    stage.type_into("#to-2", "001 (201) 555-0123").await;
    submit(&stage).await;
    stage
        .says("Two top-ups in this order go to one number.")
        .await;
    assert_eq!(text(&call("focused", &[])), "to-2");
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    stage.type_into("#to-2", "+1 201 555 0199").await;
    submit(&stage).await;
    stage
        .until("the check", || stage.asked("POST", VALIDATIONS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn while_another_tab_orders_this_one_does_not() {
    let stage = check().await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("Order for 22.48 USDC").await;
    // The lock that the other tab holds, as the browser sees it.
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
    stage.says("Type your email address.").await;
    stage.type_into("#email", "buyer@").await;
    stage.says("This is not a complete email address.").await;
    for_someone_else(&stage, "#line-1").await;
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
    assert!(stage.has("#line-1"), "with what was chosen");
}

#[wasm_bindgen_test]
async fn the_email_of_a_product_goes_along_to_the_checkout_and_outlives_a_reload() {
    let stage = Stage::with_shop();
    stage.open(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    // The button says what the press does.
    assert!(stage.text("#extras").contains("put it into the cart"));
    stage.click("#extras").await;
    stage.until("the coupon", || stage.has("#coupon")).await;
    assert_eq!(stage.value("#email"), "buyer@example.com");
    stage.type_into("#email", "other@example.com").await;
    stage.type_into("#coupon", "SPRING").await;
    stage.close();
    stage.open("/checkout");
    stage.until("the coupon", || stage.has("#coupon")).await;
    assert_eq!(stage.value("#email"), "other@example.com");
    assert_eq!(stage.value("#coupon"), "SPRING");
    // It is not kept beyond the tab.
    let kept = js_sys::eval("JSON.stringify(localStorage)").expect("a text");
    let kept = text(&kept);
    assert!(!kept.contains("example.com") && !kept.contains("SPRING"));
    refillery::store::forget_everything();
    let kept = js_sys::eval("JSON.stringify(sessionStorage)").expect("a text");
    assert!(!text(&kept).contains("example.com"));
}

#[wasm_bindgen_test]
async fn a_double_click_takes_out_one_item() {
    let stage = check().await;
    one_more(&stage).await;
    for_someone_else(&stage, "#line-1").await;
    let remove = ".line-actions > .button-plain";
    stage.click(remove).await;
    // The next one takes its place.
    stage.on_page("clickAgain", &[remove.into()]);
    stage.settle().await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
}

#[wasm_bindgen_test]
async fn an_empty_cart_leads_on() {
    let stage = Stage::with_shop();
    stage.open("/checkout");
    stage.says("Nothing in the cart").await;
    assert!(!stage.has("form.buy"));
    assert!(stage.has(".checkout-empty .drawing"));
    stage.press("Choose a gift card").await;
    stage
        .until("the cards", || {
            text(&call("address", &[])).contains("/gift-cards")
        })
        .await;
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
async fn an_invoice_is_no_refund_address() {
    let stage = check().await;
    let typed = "7v91N7iZ9mNicL8WfG6cgSCKyRXydQjLh6UYBWwm6y1Q";
    stage.type_into("#refund", typed).await;
    stage.go("/checkout?coin=BTC&network=Lightning");
    stage
        .says("For Lightning no refund address is given with the order")
        .await;
    assert!(!stage.has("#refund"));
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    let sent = stage.posted(VALIDATIONS).await;
    assert_eq!(sent["payment"]["network"], "Lightning");
    assert!(sent.get("refund_wallet_address").is_none(), "{sent}");
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
    for_someone_else(&stage, "#line-1").await;
    stage.type_into("#to-1", "friend@gmial.com").await;
    stage.pass(600.0).await;
    let hint = ".lines .did-you-mean button";
    assert_eq!(stage.text(hint), "Did you mean friend@gmail.com?");
    stage.click(hint).await;
    assert_eq!(stage.value("#to-1"), "friend@gmail.com");
    assert_eq!(text(&call("focused", &[])), "to-1");
}
