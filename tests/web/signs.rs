//! The signs of money: a bare one only for the chosen country's own.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, ORDER_ID, ROBLOX, STEAM, WAITING};
use crate::stage::Stage;

/// Steam's ten dollars.
const TEN: &str = "/product/steam/steam?option=fced6048-c9f2-473e-8638-8631392c8a76";

/// The page of a product in a shop where it is sold.
async fn open(address: &str, country: &str, family: &str, products: &str) -> Stage {
    let stage = Stage::with_shop();
    let code = ["\"", country, "\""].concat();
    let there = |body: &str| body.replace("\"US\"", &code);
    stage.serve("/v2/brands", &there(BRANDS));
    stage.serve(&["family_name=", family].concat(), &there(products));
    stage.open(&[address, "&country=", country].concat());
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
}

#[wasm_bindgen_test]
async fn a_country_s_own_money_needs_its_sign_alone() {
    let stage = open(TEN, "US", "Steam", STEAM).await;
    stage.says("above $10").await;
    assert!(!stage.text(".amounts").contains("$10 USD"));
    // The cart has goods of other countries too.
    stage.press("Add to cart").await;
    stage.says("In the cart").await;
    stage.go("/checkout");
    stage
        .until("the line", || stage.text(".line-head").contains("$10 USD"))
        .await;
}

#[wasm_bindgen_test]
async fn money_of_another_country_is_named() {
    let stage = open(TEN, "CA", "Steam", STEAM).await;
    stage.says("above USD 10").await;
    stage
        .until("a named amount", || {
            stage.text(".amounts").contains("$10 USD")
        })
        .await;
}

#[wasm_bindgen_test]
async fn the_bounds_of_another_country_s_money_are_named() {
    let address = "/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45";
    let stage = open(address, "CA", "Roblox", ROBLOX).await;
    stage.says("From USD 10 to USD 200.").await;
    stage.until("the field", || stage.has("#amount")).await;
    assert!(stage.text(".range-box").contains("USD"), "before the field");
}

#[wasm_bindgen_test]
async fn of_two_moneys_side_by_side_neither_has_a_bare_sign() {
    let two = STEAM.replacen(
        "\"currency_code\": \"USD\"",
        "\"currency_code\": \"CAD\"",
        1,
    );
    assert_ne!(two, STEAM);
    let stage = open(TEN, "CA", "Steam", &two).await;
    stage
        .until("named amounts", || {
            let said = stage.text(".amounts");
            said.contains(" USD") && said.contains(" CAD")
        })
        .await;
}

#[wasm_bindgen_test]
async fn a_unit_that_no_browser_knows_is_said_all_the_same() {
    for unit in ["ROBUX", "USDT", "PTS."] {
        let code = ["\"currency_code\": \"", unit, "\""].concat();
        let products = STEAM.replace("\"currency_code\": \"USD\"", &code);
        let stage = open(TEN, "US", "Steam", &products).await;
        stage.says(&["for 10 ", unit].concat()).await;
    }
    let products = STEAM.replace("\"currency_code\": \"USD\"", "\"currency_code\": \"usd\"");
    let stage = open(TEN, "US", "Steam", &products).await;
    stage.says("for USD 10").await;
}

#[wasm_bindgen_test]
async fn an_order_says_which_money_its_goods_are_worth() {
    let stage = Stage::new();
    stage.serve("/v5/orders/", &WAITING.replace("\"USD\"", "\"CAD\""));
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Amazon.com, $50 CAD").await;
    stage.press("Keep it in the list").await;
    stage.go("/orders");
    stage.says("$50 CAD").await;
}
