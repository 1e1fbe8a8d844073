//! From a filled-in form to an order: never two, never one lost.

use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{ESIM, HULU, LYCAMOBILE, ORDER_ID, ROBLOX, WAITING, with};
use crate::stage::{Stage, call, text};

pub(crate) const VALIDATIONS: &str = "/v5/orders/validations";
const ORDERS: &str = "/v5/orders$";
const QUOTE: &str = r#"{"coin":"USDC","coin_amount":"11.24","problems":null}"#;
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
    call(
        "answer",
        &[
            "POST".into(),
            VALIDATIONS.into(),
            200.into(),
            QUOTE.into(),
            "{}".into(),
        ],
    );
    stage.settle().await;
    assert_eq!(stage.text(".buy-bar button"), "Ordering…");
    submit(&stage).await;
    assert_eq!(stage.asked("POST", ORDERS), 1);
    stage
        .until("the body", || {
            call("body", &["POST".into(), ORDERS.into()]).is_string()
        })
        .await;
    let body: serde_json::Value =
        serde_json::from_str(&text(&call("body", &["POST".into(), ORDERS.into()]))).expect("JSON");
    assert_eq!(body["payment"]["network"], "Solana");
    assert_eq!(body["email"], "buyer@example.com");
    assert_eq!(body["deliveries"][0]["denomination"], "10 USD");
    assert_eq!(
        body["deliveries"][0]["beneficiary_account"],
        "buyer@example.com"
    );
    call(
        "answer",
        &[
            "POST".into(),
            ORDERS.into(),
            201.into(),
            WAITING.into(),
            "{}".into(),
        ],
    );
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert!(text(&call("address", &[])).starts_with(&["/order/", ORDER_ID].concat()));
    stage.go("/");
    stage.says("Recent orders").await;
}

#[wasm_bindgen_test]
async fn after_a_lost_answer_nothing_is_sent_again() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    call(
        "answer",
        &[
            "POST".into(),
            ORDERS.into(),
            502.into(),
            "<html>".into(),
            "{}".into(),
        ],
    );
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
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn without_a_quote_nothing_is_ordered() {
    let stage = check(TEN).await;
    let unpriced = r#"{"coin":"USDC","coin_amount":null,"problems":null}"#;
    stage.serve_as("POST", VALIDATIONS, 200, unpriced, "{}");
    submit(&stage).await;
    stage.says("Nothing was ordered.").await;
    stage.says("gave no price").await;
    assert_eq!(stage.asked("POST", ORDERS), 0);
}

#[wasm_bindgen_test]
async fn a_problem_stands_at_its_field_and_goes_when_it_is_changed() {
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
    let stage = check(TEN).await;
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
    stage
        .until("the body", || {
            call("body", &["POST".into(), VALIDATIONS.into()]).is_string()
        })
        .await;
    let body: serde_json::Value =
        serde_json::from_str(&text(&call("body", &["POST".into(), VALIDATIONS.into()])))
            .expect("JSON");
    assert_eq!(body["deliveries"][0]["beneficiary_account"], "+12015550123");
    assert_eq!(body["email"], "buyer@example.com");
}

#[wasm_bindgen_test]
async fn a_range_is_priced_for_exactly_what_is_typed() {
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    stage.serve("face_value=35", r#"{"coin":"USDC","coin_amount":"35.52"}"#);
    stage.type_into("#amount", "3").await;
    stage.says("At least $10.").await;
    stage.type_into("#amount", "35").await;
    stage.pass(349.0).await;
    assert_eq!(
        stage.asked("GET", "/v4/products/price"),
        0,
        "not for each key"
    );
    stage.pass(1.0).await;
    stage.says("35.52 USDC").await;
    stage.says("Above the value0.52 USDC (1.4%)").await;
    stage.type_into("#amount", "36").await;
    assert!(
        !stage.text(".buy-bar").contains("35.52"),
        "no price of another amount"
    );
    assert_eq!(stage.asked("GET", "/v4/products/price"), 1);
}

#[wasm_bindgen_test]
async fn a_price_that_is_looked_at_is_kept_fresh() {
    let range = "/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45&amount=35";
    let stage = check(range).await;
    stage
        .answer(
            "face_value=35",
            200,
            r#"{"coin":"USDC","coin_amount":"35.52"}"#,
        )
        .await;
    stage.says("35.52 USDC").await;
    stage.pass(30_000.0).await;
    assert_eq!(stage.asked("GET", "face_value=35"), 2);
    assert!(
        stage.text(".buy-bar").contains("35.52"),
        "the old price stays until the new one is there"
    );
    stage
        .answer(
            "face_value=35",
            200,
            r#"{"coin":"USDC","coin_amount":"35.60"}"#,
        )
        .await;
    stage.says("35.60 USDC").await;
    assert_eq!(stage.value("#email"), "buyer@example.com");
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
async fn out_of_stock_is_said_and_nothing_can_be_ordered() {
    let stage = Stage::with_shop();
    stage.serve("family_name=Hulu", HULU);
    stage.open("/product/hulu/hulu");
    stage.says("Out of stock for now.").await;
    assert!(!stage.has("form.buy"));
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
    call(
        "answer",
        &[
            "POST".into(),
            ORDERS.into(),
            201.into(),
            order.as_str().into(),
            "{}".into(),
        ],
    );
    stage.settle().await;
    assert_eq!(
        text(&call("address", &[])),
        "/nothing",
        "the buyer is not pulled away"
    );
    stage.go("/");
    stage.says("Recent orders").await;
}

/// Whether the field with this id has the focus, and is the very one that was
/// typed into: a field built anew loses the keys that come next.
fn is_still_typed_into(id: &str) -> bool {
    leptos::prelude::document()
        .active_element()
        .is_some_and(|element| element.id() == id && element.has_attribute("data-mine"))
}

fn take_focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = leptos::prelude::document()
        .get_element_by_id(id)
        .expect("the field");
    element
        .set_attribute("data-mine", "")
        .expect("an attribute");
    element
        .unchecked_into::<web_sys::HtmlElement>()
        .focus()
        .expect("focus");
}

#[wasm_bindgen_test]
async fn a_new_price_leaves_the_field_that_is_typed_into_alone() {
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    stage.serve("face_value=35", r#"{"coin":"USDC","coin_amount":"35.52"}"#);
    take_focus("amount");
    stage.type_into("#amount", "35").await;
    stage.pass(350.0).await;
    stage.says("35.52 USDC").await;
    assert!(is_still_typed_into("amount"), "after its own price");
    take_focus("email");
    stage.type_into("#amount", "36").await;
    stage.pass(350.0).await;
    assert!(
        is_still_typed_into("email"),
        "while another field is typed into"
    );
    assert_eq!(stage.value("#amount"), "36");
}

#[wasm_bindgen_test]
async fn what_is_changed_while_it_is_checked_is_not_ordered_as_it_was() {
    let stage = check(TEN).await;
    submit(&stage).await;
    assert_eq!(stage.text(".buy-bar button"), "Checking…");
    stage.type_into("#email", "right@example.com").await;
    let [method, path] = ["POST", VALIDATIONS].map(JsValue::from);
    call(
        "answer",
        &[method, path, 200.into(), QUOTE.into(), "{}".into()],
    );
    stage.settle().await;
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

#[wasm_bindgen_test]
async fn plans_are_put_in_the_order_of_their_data_and_the_unlimited_last() {
    let stage = Stage::with_shop();
    stage.serve("family_name=eSIM", ESIM);
    stage.open("/product/esim/esim");
    stage.until("the plans", || stage.has(".option b")).await;
    stage.press("Sort by data").await;
    stage.says("Sort by price").await;
    let text = stage.text(".options");
    let place = |label: &str| {
        text.find(label)
            .unwrap_or_else(|| panic!("{label} in {text}"))
    };
    assert!(place("1 GB 7 days") < place("5 GB 30 days"));
    assert!(place("5 GB 30 days") < place("20 GB 30 days"));
    assert!(place("20 GB 30 days") < place("Unlimited 3 days"));
}
