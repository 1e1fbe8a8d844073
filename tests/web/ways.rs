//! The choice of a coin on a network: what is shown first, and the sheet with all of them.

use refillery::config::Config;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{WAITING, WAYS_TO_PAY};
use crate::ordering::{ORDERS, QUOTE, TEN, VALIDATIONS, check, submit};
use crate::stage::{Stage, call, text};

/// Opens the sheet with all ways to pay.
pub(crate) async fn open_ways(stage: &Stage) {
    stage.click("#ways-open").await;
    stage
        .until("the sheet", || stage.has("#ways[open] [type=radio]"))
        .await;
}

/// The product page in a shop of these settings, with these ways to pay.
async fn offering(settings: &str, ways: &str) -> Stage {
    let stage = Stage::with_shop();
    stage.serve("/v3/payment_vias", ways);
    let (config, problems) = Config::parse(settings);
    stage.open_with(TEN, config, problems);
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage
}

/// The names of the ways that are shown without the sheet.
fn shown(stage: &Stage) -> Vec<String> {
    let names = stage.on_page("lines", &["#payment .options > .option .network".into()]);
    text(&names).lines().map(str::to_owned).collect()
}

/// The selector of the row with this coin in the sheet.
fn in_sheet(place: usize) -> String {
    format!("#ways .option:nth-of-type({place}) input")
}

#[wasm_bindgen_test]
async fn three_ways_are_shown_and_the_others_are_one_press_away() {
    let stage = offering("{}", WAYS_TO_PAY).await;
    assert_eq!(
        shown(&stage),
        ["USDC Solana", "BTC Lightning", "BTC Bitcoin"]
    );
    assert_eq!(stage.text("#ways-open"), "All coins and networks (17)");
    assert!(!stage.has("#ways input"), "nothing is made before");
    open_ways(&stage).await;
    assert_eq!(stage.count("#ways [type=radio]"), 17);
    let headings = stage.on_page("lines", &["#ways h3".into()]);
    assert_eq!(text(&headings), "Stablecoins\nBitcoin\nOthers");
    drop(stage);
    let few = offering(r#"{"coins":["ETH:Base","BTC:Lightning"]}"#, WAYS_TO_PAY).await;
    assert_eq!(shown(&few), ["ETH Base", "BTC Lightning"]);
    assert!(!few.has("#ways-open"), "all of them are there");
}

#[wasm_bindgen_test]
async fn cost_and_least_order_are_said_of_the_chosen_way_alone() {
    let stage = check(TEN).await;
    let said = stage.text("#payment .options");
    assert!(said.contains("At least 0.58 USDC."), "{said}");
    assert!(!said.contains("BTC."), "{said}");
    stage.click(".option:nth-of-type(3) input").await;
    let cost = "Network cost about €0.85, the provider's estimate. At least 0.00003027 BTC.";
    stage
        .until("the cost", || stage.text("#payment").contains(cost))
        .await;
    assert!(!stage.text("#payment").contains("0.58"));
    assert_eq!(
        shown(&stage),
        ["USDC Solana", "BTC Lightning", "BTC Bitcoin"],
        "no row moves"
    );
}

#[wasm_bindgen_test]
async fn a_way_that_is_chosen_in_the_sheet_comes_first() {
    let stage = check(TEN).await;
    open_ways(&stage).await;
    assert_eq!(
        stage.text("#ways .option:has(input:checked) .network"),
        "USDC Solana"
    );
    stage.type_into("#ways-words", "litecoin").await;
    assert_eq!(stage.count("#ways [type=radio]"), 1);
    assert_eq!(stage.text("#ways [role=status]"), "1 way to pay");
    stage.click(&in_sheet(1)).await;
    stage
        .until("a closed sheet", || !stage.has("#ways[open]"))
        .await;
    stage
        .until("the chosen way", || {
            shown(&stage) == ["LTC Litecoin", "USDC Solana", "BTC Lightning"]
        })
        .await;
    assert!(stage.text(".option:has(input:checked)").contains("LTC"));
    assert_eq!(text(&call("focused", &[])), "ways-open");
    assert!(text(&call("address", &[])).contains("coin=LTC&network=Mainnet"));
    assert_eq!(stage.value("#email"), "buyer@example.com");
}

#[wasm_bindgen_test]
async fn the_sheet_finds_ways_by_coin_and_network() {
    let stage = check(TEN).await;
    open_ways(&stage).await;
    for (typed, count) in [
        ("usdc", 5),
        ("USDC sol", 1),
        ("base", 2),
        ("bitcoin", 2),
        ("toncoin", 0),
        ("gram", 1),
        ("", 17),
    ] {
        stage.type_into("#ways-words", typed).await;
        assert_eq!(stage.count("#ways [type=radio]"), count, "{typed}");
        let says_none = stage.text("#ways").contains("No coin or network fits.");
        assert_eq!(says_none, count == 0, "{typed}");
    }
}

#[wasm_bindgen_test]
async fn keys_go_through_the_sheet_and_enter_chooses() {
    let stage = check(TEN).await;
    open_ways(&stage).await;
    let chosen = || stage.text(".option:has(input:checked) .network");
    let focused = "#ways input:focus";
    // It begins at the chosen way, and arrows choose nothing.
    assert!(stage.has("#ways input:checked:focus"));
    call("key", &["ArrowDown".into()]);
    call("key", &["ArrowDown".into()]);
    stage.settle().await;
    assert!(stage.has(focused) && !stage.has("#ways input:checked:focus"));
    assert!(stage.has("#ways[open]"));
    assert_eq!(chosen(), "USDC Solana");
    call("key", &["Enter".into()]);
    stage
        .until("a closed sheet", || !stage.has("#ways[open]"))
        .await;
    stage
        .until("another way", || chosen() != "USDC Solana")
        .await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0, "Enter orders nothing");
}

#[wasm_bindgen_test]
async fn the_sheet_closes_without_a_choice_and_gives_focus_back() {
    let stage = check(TEN).await;
    for way_out in ["#ways .dialog-close", "#ways"] {
        open_ways(&stage).await;
        stage.click(way_out).await;
        stage
            .until("a closed sheet", || !stage.has("#ways[open]"))
            .await;
        stage
            .until("focus", || text(&call("focused", &[])) == "ways-open")
            .await;
        // The browser says only later that it has closed it.
        stage
            .until("an empty sheet", || !stage.has("#ways input"))
            .await;
    }
    assert_eq!(
        shown(&stage),
        ["USDC Solana", "BTC Lightning", "BTC Bitcoin"]
    );
}

/// The ways to pay with a cost for each network that has none, and this one for Lightning.
fn with_costs(lightning: &str) -> String {
    let mut ways: Value = serde_json::from_str(WAYS_TO_PAY).expect("JSON");
    let coins = ways[0]["currencies"].as_array_mut().expect("coins");
    for network in coins
        .iter_mut()
        .flat_map(|coin| coin["networks"].as_array_mut().expect("networks"))
    {
        let is_lightning = network["name"] == "Lightning";
        network["estimated_transfer_cost"] =
            json!(if is_lightning { lightning } else { "€0.20" });
    }
    ways.to_string()
}

#[wasm_bindgen_test]
async fn the_lowest_cost_is_said_where_all_costs_compare() {
    let note = ".option:nth-of-type(2) .way-note";
    for (cost, said) in [
        ("€0.03", "Lowest network cost"),
        ("$0.03", ""),
        ("€0.20", ""),
        ("", ""),
    ] {
        let stage = offering("{}", &with_costs(cost)).await;
        assert_eq!(stage.text(note), said, "{cost}");
        assert_eq!(stage.text(".option .way-note"), "Recommended");
    }
    // In the API's own list some costs are missing.
    let stage = offering("{}", WAYS_TO_PAY).await;
    open_ways(&stage).await;
    assert!(!stage.all_text().contains("Lowest network cost"));
}

#[wasm_bindgen_test]
async fn the_way_of_the_last_order_is_named_and_shown() {
    let stage = check(TEN).await;
    submit(&stage).await;
    stage.answer_post(VALIDATIONS, 200, QUOTE).await;
    assert!(!stage.all_text().contains("Last used"), "only chosen");
    stage.answer_post(ORDERS, 201, WAITING).await;
    stage.close();
    stage.open(&[TEN, "&coin=BTC&network=Mainnet"].concat());
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    assert_eq!(
        shown(&stage),
        ["BTC Bitcoin", "USDC Solana", "BTC Lightning"]
    );
    assert_eq!(stage.text(".option:nth-of-type(2) .way-note"), "Last used");
}
