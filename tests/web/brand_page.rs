//! The page of a family: everything to order one of its brands, and the others as tabs.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, LYCAMOBILE, STEAM, WAITING};
use crate::ordering::{ORDERS, QUOTE, TEN, VALIDATIONS, check, submit};
use crate::orders::{script, stored};
use crate::stage::{Stage, call, text};

fn address() -> String {
    text(&call("address", &[]))
}

/// The page of Lycamobile, which sells credit and bundles.
async fn lycamobile() -> Stage {
    let stage = Stage::with_shop();
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.open("/brand/Lycamobile?country=US");
    stage
        .until("the tabs", || stage.count(".tab-row a") == 2)
        .await;
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
}

fn tab() -> &'static str {
    ".tab-row [aria-current=page]"
}

/// Orders, and gives what was sent.
async fn ordered(stage: &Stage) -> serde_json::Value {
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    stage.posted(ORDERS).await
}

#[wasm_bindgen_test]
async fn a_brand_of_one_product_is_chosen_and_priced_on_its_own_page() {
    let stage = Stage::with_shop();
    stage.open("/brand/Steam?country=US");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    assert!(!stage.has(".tab-row"), "there is nothing to choose between");
    assert!(stage.text(".buy-bar").contains("Choose what to buy"));
    stage.click(".amount input").await;
    stage.says("11.24 USDC").await;
    assert!(
        stage
            .text(".buy-bar")
            .contains("on Solana · 12.4% above $10")
    );
    assert!(address().starts_with("/brand/Steam?"), "{}", address());
}

#[wasm_bindgen_test]
async fn a_brand_is_sold_before_the_list_of_brands_has_come() {
    let stage = Stage::with_shop();
    stage.hold("/v2/brands");
    stage.open("/brand/Steam?country=US");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    assert_eq!(stage.text("main h1"), "Steam");
    stage.click(".amount input").await;
    stage.says("11.24 USDC").await;
    stage.type_into("#email", "buyer@example.com").await;
    script(
        "document.querySelector('#email').focus(); document.querySelector('#email').isSame = true",
    );
    stage.answer("/v2/brands", 200, BRANDS).await;
    stage.says("Others in Games").await;
    let is_same = "document.activeElement.isSame === true && document.activeElement.value";
    assert_eq!(text(&script(is_same)), "buyer@example.com");
    assert_eq!(stage.asked("GET", "family_name="), 1);
}

#[wasm_bindgen_test]
async fn a_brand_is_sold_without_the_list_of_brands() {
    let stage = Stage::with_shop();
    stage.serve_as("GET", "/v2/brands", 403, "{}", "{}");
    stage.open("/product/Steam/Steam?country=US");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.settle().await;
    assert!(!stage.has(".failure"), "{}", stage.all_text());
}

#[wasm_bindgen_test]
async fn an_answer_about_another_name_waits_for_the_list_of_brands() {
    let stage = Stage::with_shop();
    stage.hold("/v2/brands");
    // The API reads names without regard to case.
    stage.serve("family_name=STEAM", STEAM);
    stage.open("/brand/STEAM?country=US");
    stage
        .until("an answer", || stage.asked("GET", "family_name=STEAM") == 1)
        .await;
    stage.settle().await;
    assert!(!stage.has("form.buy"), "{}", stage.all_text());
    stage.answer("/v2/brands", 200, BRANDS).await;
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    assert_eq!(stage.asked("GET", "family_name=Steam"), 1);
}

#[wasm_bindgen_test]
async fn what_a_country_does_not_have_is_lost_once_its_list_says_so() {
    let stage = Stage::with_shop();
    stage.hold("/v2/brands");
    stage.serve("family_name=Nowhere", "[]");
    stage.open("/brand/Nowhere?country=US");
    stage
        .until("an answer", || {
            stage.asked("GET", "family_name=Nowhere") == 1
        })
        .await;
    stage.settle().await;
    assert!(!stage.has("main h1"), "{}", stage.all_text());
    stage.answer("/v2/brands", 200, BRANDS).await;
    stage.until("the words", || stage.has("main h1")).await;
    assert!(!stage.has("form.buy"));
}

#[wasm_bindgen_test]
async fn a_family_s_products_are_tabs_with_addresses_and_what_is_typed_stays() {
    let stage = lycamobile().await;
    assert_eq!(stage.text("main h1"), "Lycamobile");
    assert_eq!(stage.text(tab()), "Credits");
    assert!(stage.text(".amounts").contains("$20"));
    stage.type_into("#email", "buyer@example.com").await;
    script("document.querySelector('.tab-row a:last-child').focus()");
    stage.press("Bundle").await;
    stage
        .until("the other tab", || stage.text(tab()) == "Bundle")
        .await;
    assert_eq!(
        address(),
        "/product/Lycamobile/Lycamobile%20Bundle?country=US"
    );
    stage.says("5 GB 30 days").await;
    assert!(!stage.has(".amounts"), "the amounts of the tab before");
    assert_eq!(stage.value("#email"), "buyer@example.com");
    stage.painted().await;
    assert_eq!(
        text(&script("document.activeElement.textContent")),
        "Bundle"
    );
    assert_eq!(
        text(&script("document.title")),
        "Lycamobile Bundle · Refillery"
    );
    stage.go("/brand/Lycamobile?country=US");
    stage
        .until("the first tab", || stage.text(tab()) == "Credits")
        .await;
    assert_eq!(stage.value("#email"), "buyer@example.com");
}

#[wasm_bindgen_test]
async fn the_amount_of_a_tab_is_not_that_of_another() {
    let stage = lycamobile().await;
    stage.click(".amount input").await;
    stage.says("10.61 USDC").await;
    stage.press("Bundle").await;
    stage
        .until("the other tab", || stage.text(tab()) == "Bundle")
        .await;
    stage
        .until("no choice", || {
            stage.text(".buy-bar").contains("Choose what to buy")
        })
        .await;
}

#[wasm_bindgen_test]
async fn others_of_the_category_are_a_way_on_from_a_brand() {
    let stage = Stage::with_shop();
    stage.open("/brand/Steam?country=US");
    stage.says("Others in Games").await;
    let names = stage.text(".goods-related .brand-row");
    assert!(names.contains("Roblox"), "{names}");
    assert!(!names.contains("Steam"), "itself: {names}");
    let all = stage.attribute(".goods-related .feed-head a", "href");
    assert_eq!(
        all.as_deref(),
        Some("/gift-cards?country=US&category=games")
    );
}

#[wasm_bindgen_test]
async fn a_code_for_someone_else_goes_to_their_email() {
    let stage = check("/brand/Steam?country=US").await;
    stage.click(".amount input").await;
    stage.press("For someone else").await;
    stage.until("the field", || stage.has("#other-email")).await;
    stage.painted().await;
    assert_eq!(text(&script("document.activeElement.id")), "other-email");
    submit(&stage).await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0, "to nobody");
    assert_eq!(
        stage.attribute("#other-email", "aria-invalid").as_deref(),
        Some("true")
    );
    stage
        .type_into("#other-email", " friend@example.com ")
        .await;
    let body = ordered(&stage).await;
    assert_eq!(body["email"], "buyer@example.com");
    assert_eq!(
        body["deliveries"][0]["beneficiary_account"],
        "friend@example.com"
    );
}

#[wasm_bindgen_test]
async fn a_code_is_the_buyer_s_again_if_it_is_for_nobody_else() {
    let stage = check("/brand/Steam?country=US").await;
    stage.click(".amount input").await;
    stage.press("For someone else").await;
    stage.type_into("#other-email", "friend@example.com").await;
    stage.press("For me after all").await;
    assert!(!stage.has("#other-email"));
    let body = ordered(&stage).await;
    assert_eq!(
        body["deliveries"][0]["beneficiary_account"],
        "buyer@example.com"
    );
}

#[wasm_bindgen_test]
async fn a_quote_says_what_its_total_is_about_in_money() {
    let stage = check("/brand/Steam?country=US").await;
    stage.click(".amount input").await;
    let dearer = r#"{"coin":"USDC","coin_amount":"12.24","problems":null,"summary":{
        "coin_amount_to_pay_in_crypto":"12.24","as_USD":{"value_to_pay_in_crypto":"12.25"},
        "as_EUR":{"value_to_pay_in_crypto":"10.65"}}}"#;
    stage.serve_as("POST", VALIDATIONS, 200, dearer, "{}");
    submit(&stage).await;
    stage.says("Order for 12.24 USDC").await;
    assert!(
        stage
            .text(".buy-bar")
            .contains("on Solana · about USD 12.25"),
        "{}",
        stage.text(".buy-bar")
    );
}

/// The names of the brands below this heading.
fn cards_below(id: &str) -> Vec<String> {
    let words = script(&format!(
        "[...document.querySelectorAll('[aria-labelledby={id}] .brand-name')].map((each) => each.textContent).join('|')"
    ));
    let words = words.as_string().unwrap_or_default();
    words
        .split('|')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[wasm_bindgen_test]
async fn what_this_device_bought_is_offered_again_first_what_came_after_this_brand() {
    let stage = Stage::with_shop();
    let orders: Vec<serde_json::Value> = [
        ("US", "Amazon.com"),
        ("US", "Roblox"),
        ("US", "Steam"),
        ("DE", "Netflix"),
    ]
    .into_iter()
    .enumerate()
    .map(|(age, (country, brand))| {
        serde_json::json!({
            "id": format!("1c4fbf20-5c0c-4148-902b-3e25f0f84bb{age}"),
            "title": brand,
            "created_at": 1_795_167_060_000_u64 - age as u64,
            "state": "done",
            "bought": [{ "brand": brand, "country": country, "phone": "" }],
        })
    })
    .collect();
    let orders = serde_json::Value::from(orders).to_string();
    call(
        "keepElsewhere",
        &["refillery.orders.1".into(), orders.into()],
    );
    stage.open("/brand/Steam?country=US");
    stage.says("You bought before").await;
    assert_eq!(cards_below("bought"), ["Roblox", "Amazon.com"]);
}

#[wasm_bindgen_test]
async fn an_order_is_remembered_with_its_goods() {
    let stage = check(TEN).await;
    assert_eq!(cards_below("bought"), [""; 0]);
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(&stage).await;
    stage.answer_post(ORDERS, 201, WAITING).await;
    let bought = || stored("refillery.orders.1").unwrap_or_default();
    stage
        .until("the order in the list", || {
            bought().contains(r#""brand":"Steam","country":"US","phone":"""#)
        })
        .await;
}
