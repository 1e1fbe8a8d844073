//! Orders whose answer is late, lost or not what was agreed to, in one tab and in several.

use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::checkout;
use crate::fixtures::{NOW, ORDER_ID, PARTIAL, RECEIVED, STEAM, WAITING, with};
use crate::ordering::{TEN, VALIDATIONS, check, submit};
use crate::stage::{Stage, call};
use refillery::store;

const ORDERS: &str = "/v5/orders$";
const QUOTE: &str = r#"{"coin":"USDC","coin_amount":"11.24","problems":null}"#;
const NEVER_CAME: &str = "The order may have been made.";

fn answer(status: u16, body: &str) {
    let [method, path, headers] = ["POST", ORDERS, "{}"].map(JsValue::from);
    call(
        "answer",
        &[method, path, status.into(), body.into(), headers],
    );
}

fn break_off() {
    call("breakOff", &["POST".into(), ORDERS.into()]);
}

fn stored(name: &str) -> Option<String> {
    let storage = leptos::prelude::window().local_storage();
    let storage = storage.expect("storage").expect("storage");
    storage.get_item(name).expect("storage")
}

/// Changes storage as another tab does: this one only gets an event.
fn another_tab_stores(name: &str, value: &str) {
    let storage = leptos::prelude::window().local_storage();
    let storage = storage.expect("storage").expect("storage");
    storage.set_item(name, value).expect("room");
    js_sys::eval("window.dispatchEvent(new StorageEvent('storage'))").expect("told");
}

/// Whether the browser would ask before it leaves the page.
fn asks_before_leaving() -> bool {
    let leave = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    js_sys::eval(leave).expect("an answer").is_truthy()
}

async fn order(stage: &Stage, count: usize) {
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == count)
        .await;
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_reported_also_when_its_page_was_left() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    assert!(!stage.all_text().contains(NEVER_CAME), "it may still come");
    break_off();
    stage.pass(3_000.0).await;
    stage.says(NEVER_CAME).await;
    // As after a reload.
    stage.close();
    stage.open("/orders");
    stage.says(NEVER_CAME).await;
    stage.go("/checkout");
    stage.says("Nothing in the cart").await;
    stage.says(NEVER_CAME).await;
    stage.press("I have looked").await;
    assert!(!stage.all_text().contains(NEVER_CAME));
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    assert!(!stage.all_text().contains(NEVER_CAME), "it is known");
    assert_eq!(stage.asked("POST", ORDERS), 1);
}

#[wasm_bindgen_test]
async fn what_comes_late_after_all_is_not_lost() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    answer(201, WAITING);
    stage.pass(3_000.0).await;
    assert!(!stage.all_text().contains(NEVER_CAME));
}

#[wasm_bindgen_test]
async fn an_attempt_without_an_answer_is_reported_for_half_an_hour() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    break_off();
    stage.says(NEVER_CAME).await;
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    stage.pass(1_790_000.0).await;
    stage.says(NEVER_CAME).await;
    stage.pass(15_000.0).await;
    assert!(!stage.all_text().contains(NEVER_CAME));
    assert_eq!(stored("refillery.attempts.1"), None);
}

#[wasm_bindgen_test]
async fn the_browser_asks_before_an_order_under_way_is_left() {
    let stage = check(TEN).await;
    assert!(!asks_before_leaving());
    order(&stage, 1).await;
    assert!(asks_before_leaving());
    answer(400, r#"{"problems":["OUT_OF_STOCK"]}"#);
    stage.says("This has just gone out of stock.").await;
    assert!(!asks_before_leaving());
}

#[wasm_bindgen_test]
async fn a_refusal_of_one_order_forgets_no_other_one() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    break_off();
    stage.says(NEVER_CAME).await;
    stage.type_into("#email", "other@example.com").await;
    // Another order can end the one without an answer, so that one is asked about first.
    submit(&stage).await;
    stage.says("Order once more").await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    order(&stage, 2).await;
    answer(400, r#"{"problems":["OUT_OF_STOCK"]}"#);
    stage.says("This has just gone out of stock.").await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says(NEVER_CAME).await;
    assert_eq!(stage.text(".buy-bar button"), "Order once more");
    assert_eq!(stage.asked("POST", ORDERS), 2);
    // A buyer who says "once more" and is refused has still sent the first one.
    submit(&stage).await;
    stage
        .until("once more", || stage.asked("POST", ORDERS) == 3)
        .await;
    answer(400, r#"{"problems":["OUT_OF_STOCK"]}"#);
    stage.says("This has just gone out of stock.").await;
    stage.go("/orders");
    stage.says(NEVER_CAME).await;
}

#[wasm_bindgen_test]
async fn an_unanswered_order_is_not_called_safe_to_repeat() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    break_off();
    stage.says(NEVER_CAME).await;
    stage.says("Order again only if none has come.").await;
    assert!(!stage.all_text().contains("safe"));
    // Also when it is no repetition of a moment ago any more.
    stage.pass(300_000.0).await;
    submit(&stage).await;
    stage.says("Order once more").await;
    stage.says(NEVER_CAME).await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
}

#[wasm_bindgen_test]
async fn a_pause_that_the_api_asks_for_is_kept() {
    for (headers, wait) in [("{}", 60_000.0), (r#"{"retry-after":"20"}"#, 20_000.0)] {
        let stage = check(TEN).await;
        stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
        let body = r#"{"status":429,"detail":"TOO_MANY_REQUESTS"}"#;
        stage.serve_as("POST", ORDERS, 429, body, headers);
        submit(&stage).await;
        stage.says("The supplier asks for a pause.").await;
        stage
            .says("It is not certain whether the order was made. Wait until")
            .await;
        stage.says("then look in your email").await;
        // A change meanwhile ends no pause.
        stage.pass(wait - 1_000.0).await;
        stage.type_into("#email", "other@example.com").await;
        submit(&stage).await;
        stage.says("The supplier asks for a pause.").await;
        assert_eq!(stage.asked("POST", VALIDATIONS), 1, "nothing is sent");
        assert_eq!(stage.asked("POST", ORDERS), 1);
        stage.pass(1_000.0).await;
        stage.type_into("#email", "buyer@example.com").await;
        submit(&stage).await;
        stage.says("Order once more").await;
        stage.says(NEVER_CAME).await;
        assert_eq!(stage.asked("POST", ORDERS), 1);
        submit(&stage).await;
        stage
            .until("once more", || stage.asked("POST", ORDERS) == 2)
            .await;
    }
}

#[wasm_bindgen_test]
async fn a_pause_holds_for_every_order_and_after_a_reload() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    let body = r#"{"status":429,"detail":"TOO_MANY_REQUESTS"}"#;
    stage.serve_as("POST", ORDERS, 429, body, r#"{"retry-after":"120"}"#);
    submit(&stage).await;
    stage.says("The supplier asks for a pause.").await;
    stage.close();
    stage.open("/");
    order_twenty(&stage).await;
    stage.says("The supplier asks for a pause.").await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 1, "nothing is sent");
    // A buyer who has looked knows of the order, and not that the API takes orders again.
    stage.go("/orders");
    stage.says(NEVER_CAME).await;
    stage.press("I have looked").await;
    stage.pass(100_000.0).await;
    order_twenty(&stage).await;
    stage.says("The supplier asks for a pause.").await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    stage.pass(20_000.0).await;
    submit(&stage).await;
    stage
        .until("the order", || stage.asked("POST", ORDERS) == 2)
        .await;
}

#[wasm_bindgen_test]
async fn another_order_is_asked_about_while_one_is_unanswered() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    break_off();
    stage.says(NEVER_CAME).await;
    order_twenty(&stage).await;
    stage.says(NEVER_CAME).await;
    assert_eq!(stage.text(".buy-bar button"), "Order once more");
    assert_eq!(stage.asked("POST", ORDERS), 1);
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    stage.press("I have looked").await;
    order_twenty(&stage).await;
    stage
        .until("the second", || stage.asked("POST", ORDERS) == 2)
        .await;
}

#[wasm_bindgen_test]
async fn a_refusal_without_a_reason_leaves_an_order_possible() {
    for code in ["ORDER_CREATE_ERROR", "BAD_REQUEST"] {
        let stage = check(TEN).await;
        order(&stage, 1).await;
        answer(400, &json!({ "status": 400, "detail": code }).to_string());
        stage.says("Look in your email before you try again").await;
        submit(&stage).await;
        stage.says(NEVER_CAME).await;
        assert_eq!(stage.text(".buy-bar button"), "Order once more", "{code}");
        assert_eq!(stage.asked("POST", ORDERS), 1, "{code}");
    }
}

const TWENTY: &str = "/product/steam/steam?option=750a3a2d-7765-44ef-b4d9-93436f2ba908";
const UNPAID: &str = "You have an order that is not paid yet.";

/// Fills in another order than the first one, with a total that is known.
async fn order_twenty(stage: &Stage) {
    stage.go(TWENTY);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.says("21.87 USDC").await;
    stage.type_into("#email", "buyer@example.com").await;
    let quote = QUOTE.replace("11.24", "21.87");
    stage.serve_as("POST", VALIDATIONS, 200, &quote, "{}");
    submit(stage).await;
}

#[wasm_bindgen_test]
async fn a_second_order_is_asked_about_while_the_first_can_be_paid() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    answer(201, WAITING);
    stage.says("Send exactly 50.66 USDC on Base").await;
    order_twenty(&stage).await;
    stage.says(UNPAID).await;
    stage
        .says("A new order may end the one that is not paid yet.")
        .await;
    assert_eq!(stage.asked("POST", ORDERS), 1, "nothing is ordered unasked");
    let first = stage.attribute(".problems a[href^='/order/']", "href");
    assert!(first.is_some_and(|address| address.contains(ORDER_ID)));
    assert_eq!(stage.text(".buy-bar button"), "Order this all the same");
    submit(&stage).await;
    stage
        .until("the second", || stage.asked("POST", ORDERS) == 2)
        .await;
}

#[wasm_bindgen_test]
async fn a_first_order_that_is_paid_or_over_asks_nothing() {
    let path = ["/v5/orders/", ORDER_ID].concat();
    let expired = with(WAITING, &[("order_state", json!("Expired"))]);
    for later in [RECEIVED, &expired] {
        let stage = check(TEN).await;
        order(&stage, 1).await;
        answer(201, WAITING);
        stage.says("Send exactly 50.66 USDC on Base").await;
        // This device has seen it waiting; only the API knows better.
        stage.go("/nothing");
        stage.says("There is no page at this address").await;
        stage.serve(&path, later);
        order_twenty(&stage).await;
        stage
            .until("the second", || stage.asked("POST", ORDERS) == 2)
            .await;
        assert!(!stage.all_text().contains(UNPAID));
    }
}

#[wasm_bindgen_test]
async fn a_first_order_that_is_paid_on_another_page_is_asked_about() {
    let elsewhere = with(
        WAITING,
        &[
            ("wallet_address", json!(null)),
            ("is_payment_processor_external", json!(true)),
        ],
    );
    let stage = check(TEN).await;
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), &elsewhere);
    order(&stage, 1).await;
    answer(201, &elsewhere);
    stage.says("This order is paid on another page").await;
    order_twenty(&stage).await;
    stage.says(UNPAID).await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
}

#[wasm_bindgen_test]
async fn a_first_order_is_asked_about_as_long_as_the_api_calls_it_payable() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    answer(201, WAITING);
    stage.says("Send exactly 50.66 USDC on Base").await;
    stage.pass(22.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    order_twenty(&stage).await;
    stage.says(UNPAID).await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
}

#[wasm_bindgen_test]
async fn orders_are_asked_about_for_the_longest_time_to_pay_and_parts_for_ever() {
    for (hours, state, body, is_asked) in [
        (2.5, "waiting", WAITING, true),
        (3.5, "waiting", WAITING, false),
        (90.0, "partial", PARTIAL, true),
    ] {
        let stage = check(TEN).await;
        stage.serve(&["/v5/orders/", ORDER_ID].concat(), body);
        let past = json!([{ "id": ORDER_ID, "title": "Amazon $50", "state": state,
            "created_at": NOW - hours * 3_600_000.0 }]);
        another_tab_stores("refillery.orders.1", &past.to_string());
        stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
        submit(&stage).await;
        if is_asked {
            stage.says(UNPAID).await;
        } else {
            stage
                .until("the order", || stage.asked("POST", ORDERS) == 1)
                .await;
        }
        let asked = stage.asked("POST", ORDERS);
        assert_eq!(asked == 0, is_asked, "{state} for {hours} hours");
    }
}

#[wasm_bindgen_test]
async fn an_order_that_nobody_should_pay_blocks_no_other() {
    // One letter of a checksummed address is another.
    let address = json!("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02914");
    for (body, listed, is_asked) in [
        (WAITING, "Not safe to pay", false),
        // Money that has come is not paid once more.
        (PARTIAL, "Part of the payment has arrived", true),
    ] {
        let wrong = with(body, &[("wallet_address", address.clone())]);
        let stage = check(TEN).await;
        stage.serve(&["/v5/orders/", ORDER_ID].concat(), &wrong);
        order(&stage, 1).await;
        answer(201, &wrong);
        stage.says("Do not pay this order.").await;
        stage.go("/orders");
        stage.says(listed).await;
        stage.go(TEN);
        stage
            .until("the form", || stage.has("form.buy #email"))
            .await;
        stage.type_into("#email", "buyer@example.com").await;
        submit(&stage).await;
        if is_asked {
            stage.says("You have already ordered exactly this.").await;
            assert_eq!(stage.asked("POST", ORDERS), 1);
        } else {
            stage
                .until("the second", || stage.asked("POST", ORDERS) == 2)
                .await;
        }
    }
}

#[wasm_bindgen_test]
async fn what_is_changed_while_the_first_order_is_looked_up_is_not_ordered() {
    let path = ["/v5/orders/", ORDER_ID].concat();
    let stage = check(TEN).await;
    order(&stage, 1).await;
    answer(201, WAITING);
    stage.says("Send exactly 50.66 USDC on Base").await;
    stage.go("/nothing");
    stage.says("There is no page at this address").await;
    stage.hold(&path);
    order_twenty(&stage).await;
    stage
        .until("the question", || stage.pending(&path) > 0)
        .await;
    stage.type_into("#email", "right@example.com").await;
    stage.answer(&path, 200, RECEIVED).await;
    assert_eq!(
        stage.asked("POST", ORDERS),
        1,
        "the old address gets nothing"
    );
    assert_eq!(stage.text(".buy-bar button"), "Place order");
}

#[wasm_bindgen_test]
async fn a_repetition_counts_from_the_answer_on() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    stage.pass(55_000.0).await;
    answer(201, WAITING);
    stage.says("Send exactly 50.66 USDC on Base").await;
    stage.pass(60_000.0).await;
    stage.go(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("You have already ordered exactly this.").await;
}

#[wasm_bindgen_test]
async fn a_forgotten_order_leaves_its_id_nowhere() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    answer(201, WAITING);
    stage.says("Send exactly 50.66 USDC on Base").await;
    let is_kept = |name: &str| stored(name).is_some_and(|text| text.contains(ORDER_ID));
    assert!(is_kept("refillery.orders.1") && is_kept("refillery.attempts.1"));
    store::forget_order(ORDER_ID);
    assert!(!is_kept("refillery.orders.1") && !is_kept("refillery.attempts.1"));
}

#[wasm_bindgen_test]
async fn an_order_that_asks_for_more_says_so_and_still_does_after_a_reload() {
    let stage = check(TEN).await;
    order(&stage, 1).await;
    let dearer = with(
        WAITING,
        &[
            ("coin_amount", json!("12.24")),
            ("network", json!("Solana")),
        ],
    );
    let path = ["/v5/orders/", ORDER_ID].concat();
    stage.serve(&path, &dearer);
    answer(201, &dearer);
    let words = "It was 11.24\u{a0}USDC, now it is 12.24\u{a0}USDC, 1\u{a0}USDC more.";
    let plain = words.replace('\u{a0}', " ");
    stage.says(&plain).await;
    stage.close();
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says(&plain).await;
    // On another network than was chosen.
    stage.close();
    let stage = check(TEN).await;
    order(&stage, 1).await;
    answer(201, &with(WAITING, &[("coin_amount", json!("11.24"))]));
    stage
        .says("You chose 11.24 USDC on Solana. It asks for")
        .await;
}

#[wasm_bindgen_test]
async fn an_order_that_was_to_cost_nothing_names_no_sum_that_was_agreed() {
    let stage = checkout::check().await;
    let covered = json!({
        "coin_amount_before_discount": "11.24",
        "coin_amount_after_discount": "11.24",
        "coin_amount_to_pay_in_crypto": "0",
        "coin_amount_to_pay_via_coupon": "11.24",
    });
    let free = with(
        QUOTE,
        &[("coupon_code", json!("SPRING")), ("summary", covered)],
    );
    stage.serve_as("POST", VALIDATIONS, 200, &free, "{}");
    stage.serve_as("POST", ORDERS, 201, WAITING, "{}");
    stage.type_into("#email", "buyer@example.com").await;
    stage.type_into("#coupon", "SPRING").await;
    submit(&stage).await;
    stage.says("Order, nothing to pay").await;
    submit(&stage).await;
    stage
        .says("Nothing was to be paid, but now the order asks for 50.66 USDC on Base.")
        .await;
    assert!(!stage.all_text().contains("It was 0"));
}

#[wasm_bindgen_test]
async fn an_order_as_agreed_says_nothing() {
    let stage = check(&[TEN, "&coin=USDC&network=Base"].concat()).await;
    let quote = QUOTE.replace("11.24", "50.60");
    stage.serve_as("POST", VALIDATIONS, 200, &quote, "{}");
    stage.serve_as("POST", ORDERS, 201, WAITING, "{}");
    submit(&stage).await;
    stage.says("Order for 50.60 USDC").await;
    submit(&stage).await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert!(!stage.all_text().contains("not quite what you agreed to"));
}

#[wasm_bindgen_test]
async fn what_another_tab_has_ordered_does_not_come_back() {
    let stage = checkout::check().await;
    let count = || stage.cart();
    assert_eq!(count().as_deref(), Some("Cart, 1 item"));
    another_tab_stores("refillery.cart.1", "[]");
    stage.until("an empty cart", || count().is_none()).await;
    // Without the event, as in a tab that sleeps.
    let storage = leptos::prelude::window().local_storage();
    let storage = storage.expect("storage").expect("storage");
    stage.go(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.press("Add to cart").await;
    assert_eq!(count().as_deref(), Some("Cart, 1 item"));
    storage.set_item("refillery.cart.1", "[]").expect("room");
    stage
        .click(".amounts label:not(:has(:checked)) input:not(:disabled)")
        .await;
    stage.press("Add to cart").await;
    assert_eq!(
        count().as_deref(),
        Some("Cart, 1 item"),
        "the ordered one does not come back"
    );
}

#[wasm_bindgen_test]
async fn an_id_of_the_cart_is_never_used_again() {
    let stage = checkout::check().await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    stage.press("Remove").await;
    stage.says("Nothing in the cart").await;
    stage.go(TEN);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.press("Add to cart").await;
    answer(201, WAITING);
    stage.settle().await;
    let count = stage.cart();
    assert_eq!(count.as_deref(), Some("Cart, 1 item"), "the new one stays");
}

#[wasm_bindgen_test]
async fn a_cart_with_addresses_can_be_erased_without_any_order() {
    let stage = checkout::check().await;
    checkout::for_someone_else(&stage, "#line-1").await;
    stage.type_into("#to-1", "friend@example.com").await;
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    stage.press("Forget everything").await;
    stage.says("the cart is emptied with who gets what").await;
    stage.press("Forget everything").await;
    stage
        .until("an empty cart", || stage.cart().is_none())
        .await;
    assert_eq!(stored("refillery.cart.1"), None);
    assert!(!stage.has("#erase"), "nothing is left to forget");
}

#[wasm_bindgen_test]
async fn one_region_agreed_to_is_not_another_one() {
    let stage = Stage::with_shop();
    let elsewhere = STEAM.replace("\"redeem_geo\": null", "\"redeem_geo\": \"United Kingdom\"");
    let other = STEAM.replace("\"redeem_geo\": null", "\"redeem_geo\": \"France\"");
    stage.serve("family_name=Steam", &elsewhere);
    stage.serve("country/JP?family_name=Steam", &other);
    stage.serve(
        "country_code=JP",
        &crate::fixtures::BRANDS.replace("\"US\"", "\"JP\""),
    );
    stage.open(TEN);
    stage.says("Usable only here: United Kingdom.").await;
    stage.click("#region").await;
    assert!(stage.has("#region:checked"));
    stage.choose_country("JP").await;
    stage.says("Usable only here: France.").await;
    assert!(!stage.has("#region:checked"), "that was not agreed to");
}

#[wasm_bindgen_test]
async fn a_buyer_who_leaves_while_an_order_is_made_reads_it_on_every_page() {
    const UNDER_WAY: &str = "Your order is being made.";
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    assert!(!stage.all_text().contains(UNDER_WAY), "the button says it");
    for page in ["/checkout", "/orders", "/brands", TEN] {
        stage.go(page);
        stage.says(UNDER_WAY).await;
    }
    stage.answer_post(ORDERS, 201, WAITING).await;
    stage.says("Your order has been made.").await;
    assert!(!stage.all_text().contains(UNDER_WAY));
    stage
        .press("Your order has been made. Open it to pay.")
        .await;
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert!(!stage.all_text().contains("Your order has been made."));
}

#[wasm_bindgen_test]
async fn an_order_that_fails_is_under_way_no_more() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    stage.go("/brands");
    stage.says("Your order is being made.").await;
    answer(400, r#"{"detail":"no"}"#);
    stage
        .until("the end", || {
            !stage.all_text().contains("Your order is being made.")
        })
        .await;
}
