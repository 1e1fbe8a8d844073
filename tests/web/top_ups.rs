//! Top-ups: the number first, then the operators of its country, then everything to order.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{ARABIC, BRANDS, LYCAMOBILE};

use crate::ordering::{ORDERS, QUOTE, VALIDATIONS, submit};
use crate::orders::script;
use crate::stage::{Stage, call, text};

fn address() -> String {
    text(&call("address", &[]))
}

/// The page in a shop for the United States.
async fn top_ups(query: &str) -> Stage {
    top_ups_after(query, "").await
}

/// The same in a browser that has these orders.
async fn top_ups_after(query: &str, past_orders: &str) -> Stage {
    let stage = Stage::with_shop();
    if !past_orders.is_empty() {
        let name = "refillery.orders.1";
        call("keepElsewhere", &[name.into(), past_orders.into()]);
    }
    stage.serve("/v2/brands?country_code=US", BRANDS);
    stage.serve(
        "/v2/brands?country_code=BR",
        &BRANDS.replace("\"US\"", "\"BR\""),
    );
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.open(&["/top-ups?country=US", query].concat());
    stage
        .until("the operators", || stage.has(".operator"))
        .await;
    stage
}

/// The page with an operator chosen and an email typed.
async fn lycamobile() -> Stage {
    let stage = top_ups("&seller=Lycamobile").await;
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    stage
}

async fn choose_lycamobile(stage: &Stage) {
    script(
        "[...document.querySelectorAll('.operator')]
           .find((each) => each.querySelector('b').textContent === 'Lycamobile').click()",
    );
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
}

#[wasm_bindgen_test]
async fn the_number_comes_first_and_is_what_the_order_tops_up() {
    let stage = top_ups("").await;
    assert!(!stage.has("form.buy"), "before there is an operator");
    stage.type_into("#beneficiary", "201-555 0123").await;
    stage.says("+1 201-555 0123, United States").await;
    choose_lycamobile(&stage).await;
    assert_eq!(stage.count("#beneficiary"), 1, "it is asked for once");
    stage.type_into("#email", "buyer@example.com").await;
    stage.click(".amount input").await;
    stage.says("+12015550123").await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage.says("Order for 11.24 USDC").await;
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    let item = stage.posted(ORDERS).await["deliveries"][0].take();
    assert_eq!(item["beneficiary_account"], "+12015550123");
    assert_eq!(item["brand_name"], "Lycamobile Credits");
    assert_eq!(item["denomination"], "10 USD");
}

#[wasm_bindgen_test]
async fn the_number_is_in_no_address_and_in_no_title() {
    let stage = top_ups("").await;
    stage.type_into("#beneficiary", "201 555 0123").await;
    choose_lycamobile(&stage).await;
    assert!(address().contains("seller=Lycamobile"), "{}", address());
    for shown in [address(), text(&script("document.title"))] {
        assert!(!shown.contains("555"), "{shown}");
    }
}

#[wasm_bindgen_test]
async fn a_pasted_number_brings_the_operators_of_its_country() {
    let stage = top_ups("&seller=Lycamobile").await;
    stage.type_into("#beneficiary", "+55 11 91234-5678").await;
    stage.says("+55 11 91234-5678, Brazil").await;
    assert!(address().contains("to=BR"), "{}", address());
    assert!(
        !address().contains("seller"),
        "it is one of the other country"
    );
    stage
        .until("the other country's operators", || {
            stage.asked("GET", "/v2/brands?country_code=BR") == 1
        })
        .await;
    assert!(
        stage
            .text("header .picker-country")
            .contains("United States"),
        "the shop stays where it is"
    );
    let orders = stage.attribute(".header-orders", "href");
    assert_eq!(orders.as_deref(), Some("/orders?country=US"));
}

#[wasm_bindgen_test]
async fn a_code_of_several_countries_is_asked_about() {
    let stage = top_ups("&to=BR").await;
    stage.type_into("#beneficiary", "+44 7911 123456").await;
    stage.says("Several countries share this code.").await;
    assert!(
        address().contains("to=BR"),
        "nothing is guessed: {}",
        address()
    );
    stage.press("United Kingdom").await;
    stage.says("+44 7911 123456, United Kingdom").await;
    assert!(!stage.all_text().contains("Several countries"));
}

#[wasm_bindgen_test]
async fn a_number_that_is_too_short_is_pointed_at_before_anything_is_sent() {
    let stage = lycamobile().await;
    stage.click(".amount input").await;
    submit(&stage).await;
    stage.says("Type the number to top up.").await;
    assert_eq!(text(&script("document.activeElement.id")), "beneficiary");
    stage.type_into("#beneficiary", "201 555").await;
    assert!(
        !stage.all_text().contains("Type the number to top up."),
        "while it is being typed"
    );
    submit(&stage).await;
    stage.says("has 10 digits after +1").await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
}

#[wasm_bindgen_test]
async fn another_number_keeps_the_email_and_the_operator() {
    let stage = lycamobile().await;
    stage.type_into("#beneficiary", "201 555 0123").await;
    stage.type_into("#beneficiary", "201 555 0199").await;
    stage.says("+1 201 555 0199").await;
    assert_eq!(stage.value("#email"), "buyer@example.com");
    assert!(address().contains("seller=Lycamobile"));
}

#[wasm_bindgen_test]
async fn another_operator_keeps_the_number_and_the_email() {
    let stage = lycamobile().await;
    stage.type_into("#beneficiary", "201 555 0123").await;
    stage.click(".amount input").await;
    let other = "[...document.querySelectorAll('.operator input')].find((each) => !each.checked)";
    script(&[other, ".click()"].concat());
    stage
        .until("another operator", || {
            !address().contains("seller=Lycamobile")
        })
        .await;
    assert!(!address().contains("option="), "{}", address());
    assert_eq!(stage.value("#beneficiary"), "201 555 0123");
    stage.settle().await;
    assert!(!stage.has(".amount"), "the amounts of the operator before");
    stage.go("/top-ups?country=US&seller=Lycamobile");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    assert_eq!(stage.value("#email"), "buyer@example.com");
    assert!(stage.text(".buy-bar").contains("Choose what to buy"));
}

#[wasm_bindgen_test]
async fn the_brands_of_an_operator_are_chips_and_the_email_stays() {
    let stage = lycamobile().await;
    stage.press("Bundle").await;
    stage.says("5 GB 30 days").await;
    assert!(
        address().contains("brand=Lycamobile%20Bundle"),
        "{}",
        address()
    );
    assert_eq!(stage.value("#email"), "buyer@example.com");
}

#[wasm_bindgen_test]
async fn a_country_without_operators_says_so() {
    let stage = Stage::with_shop();
    stage.serve(
        "/v2/brands?country_code=AQ",
        r#"{"country_code":"AQ","categories":[]}"#,
    );
    stage.open("/top-ups?country=US&to=AQ");
    stage.says("No operator is sold here: Antarctica.").await;
    assert!(stage.has("#beneficiary"), "another number can be typed");
}

#[wasm_bindgen_test]
async fn the_number_beside_the_button_reads_from_left_in_arabic() {
    let stage = Stage::with_shop();
    stage.serve("/locales/ar.json", ARABIC);
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.open("/top-ups?country=US&seller=Lycamobile&lang=ar");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
        .until("Arabic", || stage.text(".tab[aria-current]") == "شحن رصيد")
        .await;
    stage.type_into("#beneficiary", "201 555 0123").await;
    stage.click(".amount input").await;
    stage
        .until("the number", || {
            stage.text(".buy-bar").contains("12015550123")
        })
        .await;
    let bar = stage.text(".buy-bar");
    assert!(bar.contains("\u{2066}+12015550123\u{2069}"), "{bar:?}");
}

/// Past orders with these numbers and brands, the newest first.
fn topped_up(numbers: &[(&str, &str)]) -> String {
    let orders: Vec<serde_json::Value> = numbers
        .iter()
        .enumerate()
        .map(|(age, (phone, brand))| {
            serde_json::json!({
                "id": format!("1c4fbf20-5c0c-4148-902b-3e25f0f84bb{age}"),
                "title": "Lycamobile 10 USD",
                "created_at": 1_795_167_060_000_u64 - age as u64,
                "state": "done",
                "bought": [{ "brand": brand, "country": "US", "phone": phone }],
            })
        })
        .collect();
    serde_json::Value::from(orders).to_string()
}

#[wasm_bindgen_test]
async fn a_number_topped_up_before_is_one_press_with_its_operator() {
    let orders = topped_up(&[
        ("+12015550123", "Lycamobile Credits"),
        ("+12015550199", "gone"),
        ("+12015550123", "gone"),
    ]);
    let stage = top_ups_after("", &orders).await;
    assert_eq!(stage.count(".chips button"), 2, "each number once");
    script("document.querySelector('.chips button').click()");
    stage.says("+1 2015550123, United States").await;
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    assert!(address().contains("seller=Lycamobile"), "{}", address());
    assert!(!address().contains("2015550123"), "{}", address());
    let first = stage.text(".operator");
    assert!(
        first.contains("Lycamobile") && first.contains("Last used"),
        "{first}"
    );
    assert!(stage.has(".operator:first-child :checked"));
}

#[wasm_bindgen_test]
async fn a_typed_number_finds_its_last_operator_unless_another_is_chosen() {
    let orders = topped_up(&[("+12015550123", "Lycamobile Credits")]);
    let stage = top_ups_after("", &orders).await;
    stage.type_into("#beneficiary", "201 555 0124").await;
    assert!(!address().contains("seller="), "another number");
    stage.type_into("#beneficiary", "201 555 0123").await;
    stage
        .until("its operator", || address().contains("seller=Lycamobile"))
        .await;
    // The buyer's choice counts.
    script(
        "[...document.querySelectorAll('.operator')]
           .find((each) => each.querySelector('b').textContent !== 'Lycamobile').click()",
    );
    stage
        .until("the other operator", || {
            !address().contains("seller=Lycamobile")
        })
        .await;
    assert!(address().contains("seller="));
}
