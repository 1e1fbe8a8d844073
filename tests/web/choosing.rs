//! The choices of a buyer, and the price during a choice.

use refillery::config::Config;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{ESIM, HULU, LYCAMOBILE, MORE_WAYS_TO_PAY, ROBLOX, WAYS_TO_PAY};
use crate::ordering::{TEN, VALIDATIONS, check, submit};
use crate::stage::{Stage, call, text};
use crate::ways::open_ways;

#[wasm_bindgen_test]
async fn a_range_is_priced_for_exactly_what_is_typed() {
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    stage.serve("face_value=35", r#"{"coin":"USDC","coin_amount":"35.52"}"#);
    stage.type_into("#amount", "3").await;
    stage.says("At least $10.").await;
    stage.press("Use $10").await;
    assert_eq!(stage.value("#amount"), "10");
    assert!(!stage.has("#amount-fault"));
    stage.type_into("#amount", "35").await;
    stage.pass(349.0).await;
    assert_eq!(stage.asked("GET", "face_value=3"), 0, "not for each key");
    stage.pass(1.0).await;
    stage.says("35.52 USDC").await;
    stage.says("1.4% above $35").await;
    stage.type_into("#amount", "36").await;
    assert!(
        !stage.text(".buy-bar").contains("35.52"),
        "no price of another amount"
    );
    assert_eq!(stage.asked("GET", "face_value=35"), 1);
}

#[wasm_bindgen_test]
async fn a_price_in_a_coin_by_its_other_name_is_its_price() {
    let range = "/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45";
    let stage = check(&[range, "&coin=GRAM&network=Ton"].concat()).await;
    stage.serve("face_value=35", r#"{"coin":"TON","coin_amount":"21.32"}"#);
    stage.type_into("#amount", "35").await;
    stage.pass(350.0).await;
    stage.says("21.32 TON (Gram)").await;
}

#[wasm_bindgen_test]
async fn an_amount_that_is_refused_says_so_and_is_not_asked_about_again() {
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    let refused = include_str!("../fixtures/error_400_price_off_step.json");
    stage.serve_as("GET", "face_value=35", 400, refused, "{}");
    stage.serve("face_value=36", r#"{"coin":"USDC","coin_amount":"36.54"}"#);
    stage.type_into("#amount", "35").await;
    stage.pass(350.0).await;
    stage
        .until("the words at the amount", || {
            let words = stage.text("#amount-fault");
            words.starts_with("The supplier does not sell this amount.")
        })
        .await;
    assert_eq!(
        stage.attribute("#amount", "aria-invalid").as_deref(),
        Some("true")
    );
    stage.pass(120_000.0).await;
    assert_eq!(stage.asked("GET", "face_value=35"), 1);
    stage.type_into("#amount", "36").await;
    assert!(!stage.has("#amount-fault"), "not said of another amount");
    stage.pass(350.0).await;
    stage.says("36.54 USDC").await;
    stage.pass(30_000.0).await;
    assert_eq!(stage.asked("GET", "face_value=36"), 2);
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

/// Whether the field with this id has the focus, and is the very one that was typed into:
/// a rebuilt field loses the keys that come next.
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
async fn plans_are_put_in_the_order_of_their_data_their_days_or_their_price() {
    let stage = Stage::with_shop();
    stage.serve("family_name=eSIM", ESIM);
    stage.open("/product/esim/esim");
    stage.until("the plans", || stage.has(".option b")).await;
    stage.choose("#plan-order", "data").await;
    let labels = || text(&stage.on_page("lines", &["#choice .options b".into()]));
    let by_data = "1 GB 7 days\n5 GB 30 days\n20 GB 30 days\nUnlimited 3 days";
    stage.until("by data", || labels() == by_data).await;
    stage.choose("#plan-order", "days").await;
    let by_days = "Unlimited 3 days\n1 GB 7 days\n5 GB 30 days\n20 GB 30 days";
    stage.until("by days", || labels() == by_days).await;
    stage.choose("#plan-order", "price").await;
    let by_price = "1 GB 7 days\nUnlimited 3 days\n5 GB 30 days\n20 GB 30 days";
    stage.until("by price", || labels() == by_price).await;
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
async fn plans_that_differ_in_delivery_alone_are_distinguished() {
    let mut groups: serde_json::Value = serde_json::from_str(LYCAMOBILE).expect("JSON");
    let products = groups[1]["products"].as_array_mut().expect("products");
    let plan = |row: &&serde_json::Value| row["denomination"] == "5 GB 30 days";
    let mut twin = products.iter().find(plan).expect("a plan").clone();
    twin["product_id"] = json!("a-twin");
    twin["denomination"] = json!("5 GB 30 days - PIN");
    twin["delivery_type"] = json!("by_email");
    products.push(twin);
    let stage = Stage::with_shop();
    stage.serve("family_name=Lycamobile", &groups.to_string());
    stage.open("/product/lycamobile/lycamobile-bundle");
    stage.until("the plans", || stage.has(".option b")).await;
    let text = stage.text(".options");
    for words in ["code by email", "credit to the phone"] {
        assert_eq!(text.matches(words).count(), 1, "{words} in {text}");
    }
}

#[wasm_bindgen_test]
async fn an_amount_is_taken_as_it_is_shown_or_not_at_all() {
    let wide = ROBLOX.replace("\"min\": 10.0", "\"min\": 1.0");
    assert_ne!(wide, ROBLOX, "the fixture has its least amount");
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    stage.close();
    stage.serve("family_name=Roblox", &wide);
    stage.open("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45");
    stage.until("the field", || stage.has("#amount")).await;
    for typed in ["1,000", "1.000"] {
        stage.type_into("#amount", typed).await;
        stage.says("without a mark between the thousands").await;
        stage.pass(350.0).await;
        assert!(!stage.text(".buy-bar").contains('$'), "{typed}");
    }
    assert_eq!(stage.asked("GET", "/v4/products/price"), 0);
    stage.serve("face_value=35", r#"{"coin":"USDC","coin_amount":"35.52"}"#);
    stage.type_into("#amount", "٣٥").await;
    stage.pass(350.0).await;
    stage.says("35.52 USDC").await;
    assert!(text(&call("address", &[])).contains("amount=35"));
}

#[wasm_bindgen_test]
async fn an_amount_that_the_brand_proposes_is_said() {
    let stage = Stage::with_shop();
    let proposing = ROBLOX.replace("\"default\": \"200.0\"", "\"default\": \"25.0\"");
    assert_ne!(proposing, ROBLOX);
    stage.serve("family_name=Roblox", &proposing);
    stage.open("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45");
    stage
        .says("From $10 to $200. In steps of $1. Suggested: $25.")
        .await;
}

#[wasm_bindgen_test]
async fn no_text_offers_a_paused_coin_on_another_network() {
    let mut ways: serde_json::Value = serde_json::from_str(WAYS_TO_PAY).expect("JSON");
    let currencies = ways[0]["currencies"].as_array_mut().expect("coins");
    for currency in currencies {
        match currency["name"].as_str() {
            Some("BTC") => currency["is_suspended"] = json!(true),
            // Only one network of this coin is paused.
            Some("USDC") => currency["networks"][0]["is_suspended"] = json!(true),
            _ => {}
        }
    }
    let stage = Stage::with_shop();
    stage.serve("/v3/payment_vias", &ways.to_string());
    stage.open("/product/steam/steam");
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    open_ways(&stage).await;
    let said = stage.text("#ways");
    let coin = "Paused by the payment provider on every network. Choose another coin for now.";
    let network = "Paused by the payment provider. Choose another network for now.";
    assert!(
        said.matches(coin).count() >= 2,
        "both networks of bitcoin: {said}"
    );
    assert!(said.contains(&["USDC Base ", network].concat()), "{said}");
}

/// The product page with the newer list of ways to pay, in a shop of these settings.
async fn pays_with(query: &str, settings: &str) -> Stage {
    let stage = Stage::with_shop();
    stage.serve("/v3/payment_vias", MORE_WAYS_TO_PAY);
    let address = [TEN, query].concat();
    let (config, problems) = Config::parse(settings);
    stage.open_with(&address, config, problems);
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage
}

/// The product page in a shop that takes these coins.
fn taking(coins: &str) -> Stage {
    let stage = Stage::with_shop();
    let (config, problems) = Config::parse(&format!(r#"{{"coins":{coins}}}"#));
    stage.open_with(TEN, config, problems);
    stage
}

#[wasm_bindgen_test]
async fn of_a_list_of_coins_the_good_entries_count() {
    let stage = taking(r#"["XYZ","USDC:Slana","BTC:Mainnet","ETH:Base"]"#);
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    assert_eq!(stage.count("input[name=pair]"), 2);
    let chosen = stage.text(".option:has(input:checked)");
    assert!(
        chosen.contains("Bitcoin"),
        "the first that can be used: {chosen}"
    );
    assert!(!stage.all_text().contains("XYZ"), "no buyer can mend it");
}

#[wasm_bindgen_test]
async fn a_shop_without_any_coin_that_is_offered_says_that_nothing_can_be_ordered() {
    let stage = taking(r#"["XYZ","USDC:Slana"]"#);
    stage
        .says("Nothing can be ordered: the shop takes no coin")
        .await;
    stage.says("(XYZ, USDC:Slana)").await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    let page = stage.all_text();
    for promise in ["Place order", "Choose the network that your wallet"] {
        assert!(!page.contains(promise), "{promise}");
    }
}

#[wasm_bindgen_test]
async fn toncoin_is_one_choice_under_both_of_its_names() {
    let stage = pays_with("&coin=GRAM&network=Gram", "{}").await;
    assert!(
        stage
            .text(".option:has(input:checked)")
            .contains("TON (Gram)")
    );
    // A price is asked for in the list's own spelling.
    let address = text(&call("address", &[]));
    assert!(address.contains("network=Ton"), "{address}");
    open_ways(&stage).await;
    assert_eq!(stage.count("#ways [type=radio]"), 23, "of 24 rows");
}

#[wasm_bindgen_test]
async fn stablecoins_on_tron_are_last_and_say_why() {
    let stage = pays_with("&coin=USDT&network=Tron", "{}").await;
    // The chosen one is there with its reason.
    stage.says("buyers whose full name it has on file").await;
    assert!(stage.has(".option:has(input:checked:disabled)"));
    open_ways(&stage).await;
    let last = "#ways [aria-labelledby=ways-stable] .option:nth-last-child(1)";
    assert!(stage.text(last).contains("Tron"));
    assert!(stage.has(&[last, " input:disabled"].concat()));
    assert_eq!(
        stage.count("#ways [type=radio]:disabled"),
        2,
        "USDT and USDC"
    );
    drop(stage);
    // No choice begins with what can't be chosen.
    let stage = pays_with("", r#"{"coins":["USDT:Tron","USDC:Base"]}"#).await;
    assert!(stage.text(".option:has(input:checked)").contains("Base"));
    drop(stage);
    let stage = pays_with("", r#"{"tron_stablecoins":true}"#).await;
    open_ways(&stage).await;
    assert_eq!(stage.count("#payment [type=radio]:disabled"), 0);
    assert!(!stage.all_text().contains("full name"));
}

#[wasm_bindgen_test]
async fn a_top_up_asks_for_the_phone_before_an_amount_is_chosen() {
    let stage = check("/product/lycamobile/lycamobile-credits").await;
    assert!(stage.has("#beneficiary"), "{}", stage.all_text());
    assert!(!stage.all_text().contains("Email for the code"));
}

#[wasm_bindgen_test]
async fn a_wrong_amount_is_reported_at_its_field_and_in_the_list_alone() {
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    stage.type_into("#amount", "1").await;
    submit(&stage).await;
    stage.says("Type an amount that can be bought.").await;
    assert_eq!(stage.text("#amount-fault"), "At least $10.");
    assert!(!stage.has("#choice-error"), "not once more in other words");
    let page = stage.all_text();
    assert_eq!(
        page.matches("Type an amount that can be bought.").count(),
        1
    );
    assert!(
        stage.has("#problems a[href='#choice']"),
        "the list leads there"
    );
    // An empty field has no words of its own.
    stage.type_into("#amount", "").await;
    submit(&stage).await;
    stage
        .until("the words", || stage.has("#choice-error"))
        .await;
}
