//! eSIMs: a place is searched, the plans of all its sellers are in one table, and the chosen one is
//! ordered.

use refillery::config::Config;
use serde_json::{Value, json};
use shop_core::model::brand::Kinds;
use shop_core::model::country::Country;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, ESIM, EUROPE, NO_BRANDS};
use crate::ordering::{ORDERS, QUOTE, VALIDATIONS, submit};
use crate::orders::script;
use crate::stage::{Stage, call, text};

const FIRST: &str = "family_name=eSIM";
const OTHER: &str = "family_name=Roamwell";
/// The first row of a plan.
const ROW: &str = ".plan-table tbody tr";

fn address() -> String {
    text(&call("address", &[]))
}

/// The catalogue of a place with these families of eSIMs.
fn catalogue(place: &str, families: &[&str]) -> String {
    let mut list: Value = serde_json::from_str(BRANDS).expect("a fixture is JSON");
    let all = list["all_brands"].as_array().cloned().unwrap_or_default();
    let esim = all.into_iter().find(|row| row["family"] == "eSIM");
    let esim = esim.expect("an eSIM");
    let rows = families.iter().map(|family| {
        let mut row = esim.clone();
        row["family"] = json!(family);
        row["brand"] = json!(family);
        row
    });
    list["all_brands"] = rows.collect();
    list["categories"] = json!([]);
    list["popular_brands"] = json!([]);
    list["country_code"] = json!(place);
    list.to_string()
}

/// The plans of the other seller: of the same size, cheaper, and one without limit.
fn roamwell() -> String {
    let mut groups: Value = serde_json::from_str(ESIM).expect("a fixture is JSON");
    let group = &mut groups[0];
    group["family"] = json!("Roamwell");
    group["brand"] = json!("Roamwell");
    let prices = ["4.18", "15.68", "36.24", "14.63"];
    let products = group["products"].as_array_mut().expect("products");
    for (place, (product, price)) in products.iter_mut().zip(prices).enumerate() {
        product["product_id"] = json!(format!("roamwell-{place}"));
        product["coin_amount"] = json!(price);
    }
    groups.to_string()
}

/// A stage on which Japan has two sellers.
fn stage() -> Stage {
    let stage = Stage::with_shop();
    let japan = catalogue("JP", &["eSIM", "Roamwell"]);
    stage.serve("/v2/brands?country_code=JP", &japan);
    stage.serve(FIRST, ESIM);
    stage.serve(OTHER, &roamwell());
    stage
}

/// The table of Japan.
async fn japan() -> Stage {
    let stage = stage();
    stage.open("/esims?country=US&to=JP");
    stage.until("all plans", || stage.count(ROW) == 8).await;
    stage
}

/// The words of a column of the table.
fn column(stage: &Stage, place: usize) -> Vec<String> {
    (1..=stage.count(ROW))
        .map(|row| {
            let cell = format!("{ROW}:nth-child({row}) td:nth-child({place})");
            stage.text(&cell).replace('\u{a0}', " ")
        })
        .collect()
}

fn chosen(stage: &Stage) -> bool {
    stage.has(".plan-table :checked")
}

#[wasm_bindgen_test]
async fn a_place_is_found_in_another_language_and_with_a_typo() {
    let stage = stage();
    stage.open("/esims?country=US");
    stage
        .until("the page", || stage.text("main h1") == "eSIMs")
        .await;
    assert!(!stage.has(".plan-table"), "no place is guessed");
    for (typed, found) in [("Japon", "Japan"), ("jpaan", "Japan"), ("日本", "Japan")] {
        stage.type_into("#search", typed).await;
        stage
            .until(typed, || {
                stage.text(".place-list li:first-child").starts_with(found)
            })
            .await;
        assert!(stage.count(".place-list li") <= 6, "{typed}");
    }
    stage.type_into("#search", "euro").await;
    stage
        .until("a region", || stage.text(".place-list").contains("Europe"))
        .await;
    stage.type_into("#search", "qqqq").await;
    stage.says("No country fits.").await;
    stage.type_into("#search", "japan").await;
    script("document.querySelector('.place form').requestSubmit()");
    stage
        .until("its plans", || stage.text("main h1") == "eSIMs · Japan")
        .await;
    assert_eq!(address(), "/esims?country=US&to=JP");
    assert_eq!(stage.value("#search"), "Japan");
    assert!(!stage.has(".place-list"), "nothing is searched any more");
    stage.painted().await;
    assert_eq!(text(&script("document.activeElement.id")), "esims-title");
}

#[wasm_bindgen_test]
async fn the_table_has_all_sellers_and_is_sorted_by_its_headings() {
    let stage = japan().await;
    assert_eq!(
        column(&stage, 3),
        [
            "4.18 USDC",
            "4.71 USDC",
            "9.41 USDC",
            "14.63 USDC",
            "15.68 USDC",
            "16.73 USDC",
            "36.24 USDC",
            "38.66 USDC"
        ]
    );
    assert_eq!(column(&stage, 5)[..2], ["Roamwell", "eSIM"]);
    assert_eq!(column(&stage, 4)[..5], ["4.18", "4.71", "–", "–", "3.14"]);
    let sorted = || stage.attribute("th[aria-sort]", "aria-sort");
    assert_eq!(sorted().as_deref(), Some("ascending"));
    stage.press("Data").await;
    let data = column(&stage, 1);
    assert!(data[0].starts_with("1 GB"), "{data:?}");
    assert!(data[7].starts_with("Unlimited*"), "{data:?}");
    assert!(stage.text("th[aria-sort]").contains("Data"));
    stage.press("Data").await;
    assert_eq!(sorted().as_deref(), Some("descending"));
    assert!(column(&stage, 1)[0].starts_with("Unlimited*"));
    stage.says("by how much the seller does not say").await;
}

#[wasm_bindgen_test]
async fn filters_narrow_the_table_and_take_a_hidden_choice_back() {
    let stage = japan().await;
    stage.click(ROW).await;
    stage.until("a choice", || chosen(&stage)).await;
    assert!(address().contains("option=roamwell-0"), "{}", address());
    stage.press("30").await;
    stage.until("fewer plans", || stage.count(ROW) == 4).await;
    assert!(!chosen(&stage));
    assert!(!address().contains("option="), "{}", address());
    assert!(stage.text(".buy-bar").contains("Choose what to buy"));
    stage.press("Any").await;
    stage.until("all plans", || stage.count(ROW) == 8).await;
    assert!(!chosen(&stage), "a filter chooses nothing");
    stage.press("Unlimited").await;
    stage.until("two plans", || stage.count(ROW) == 2).await;
    stage.press("7").await;
    stage.says("No plan fits all of this.").await;
    stage.press("Show all plans").await;
    stage.until("all plans", || stage.count(ROW) == 8).await;
}

#[wasm_bindgen_test]
async fn the_chosen_plan_is_what_is_ordered() {
    let stage = japan().await;
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0, "nothing is chosen");
    stage.painted().await;
    assert_eq!(text(&script("document.activeElement.id")), "choice");
    stage.click(".plan-table tr:nth-child(5) input").await;
    stage.says("on Solana").await;
    assert!(stage.text(".plan-chosen h2").contains("5 GB 30 days"));
    assert!(stage.text(".buy-bar").contains("15.68"));
    assert!(stage.text(".buy-bar").contains("5 GB 30 days"));
    assert!(
        !stage.text(".buy-bar").contains('\u{a5}'),
        "not its value in yen"
    );
    assert_eq!(stage.value("#email"), "buyer@example.com");
    let quote = QUOTE.replace("11.24", "15.68");
    stage.serve_as("POST", VALIDATIONS, 200, &quote, "{}");
    submit(&stage).await;
    stage
        .until("ordering", || stage.asked("POST", ORDERS) == 1)
        .await;
    let body = stage.posted(ORDERS).await;
    let item = &body["deliveries"][0];
    assert_eq!(item["brand_name"], "Roamwell");
    assert_eq!(item["denomination"], "5 GB 30 days");
    assert_eq!(item["country_code"], "JP");
    assert_eq!(item["beneficiary_account"], "buyer@example.com");
}

#[wasm_bindgen_test]
async fn a_reload_keeps_place_and_plan_and_another_place_keeps_no_plan() {
    let stage = stage();
    stage.open("/esims?country=US&to=JP&seller=Roamwell&brand=Roamwell&option=roamwell-1");
    stage.until("the choice", || chosen(&stage)).await;
    assert_eq!(stage.text("main h1"), "eSIMs · Japan");
    assert!(stage.text(".plan-table tr:has(:checked)").contains("15.68"));
    stage.says("Does my phone take an eSIM?").await;
    let france = catalogue("FR", &["Roamwell"]);
    stage.serve("/v2/brands?country_code=FR", &france);
    stage.type_into("#search", "france").await;
    stage
        .until("the place", || stage.has(".place-list button"))
        .await;
    stage.click(".place-list button").await;
    stage.until("its plans", || stage.count(ROW) == 4).await;
    assert_eq!(address(), "/esims?country=US&to=FR");
    assert!(!chosen(&stage));
    assert!(!stage.has(".plan-seller"), "there is one seller");
}

#[wasm_bindgen_test]
async fn a_seller_that_fails_leaves_the_others() {
    let stage = stage();
    stage.serve_as("GET", OTHER, 500, "{}", "{}");
    stage.open("/esims?country=US&to=JP");
    stage
        .until("the first plans", || stage.count(".plan-table input") == 4)
        .await;
    // It is asked more than once by itself.
    stage.pass(60_000.0).await;
    stage
        .says("The plans of Roamwell could not be loaded.")
        .await;
    assert_eq!(stage.count(".plan-table input"), 4);
    stage.serve(OTHER, &roamwell());
    stage.press("Try again").await;
    stage
        .until("the others", || stage.count(".plan-table input") == 8)
        .await;
    assert!(!stage.has(".plan-missing"));
}

#[wasm_bindgen_test]
async fn a_region_has_plans_of_its_own_that_name_their_countries() {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands?country_code=EU", &catalogue("EU", &["eSIM"]));
    stage.serve(FIRST, EUROPE);
    stage.open("/esims?country=US&to=EU");
    stage.until("the plans", || stage.count(ROW) == 4).await;
    assert_eq!(stage.text("main h1"), "eSIMs · Europe");
    assert!(column(&stage, 1)[0].contains("30 countries"));
    stage.click(ROW).await;
    stage
        .says("Works inAustria, Belgium, Bulgaria, Croatia")
        .await;
}

#[wasm_bindgen_test]
async fn a_place_without_esims_leads_to_others() {
    let stage = stage();
    stage.serve("/v2/brands?country_code=KZ", NO_BRANDS);
    stage.open("/esims?country=US&to=JP");
    stage.until("all plans", || stage.count(ROW) == 8).await;
    stage.go("/esims?country=US&to=KZ");
    stage
        .says("No eSIM is sold for this place at the moment: Kazakhstan.")
        .await;
    assert_eq!(
        stage.attribute(".plans .chip", "href").as_deref(),
        Some("/esims?country=US&to=JP")
    );
    stage.says("All brands").await;
}

#[wasm_bindgen_test]
async fn a_shop_of_some_countries_has_no_others_and_no_regions() {
    let stage = stage();
    let countries = ["US", "JP"].into_iter().filter_map(Country::parse);
    let config = Config {
        countries: countries.collect(),
        ..Config::default()
    };
    stage.open_with("/esims?country=US&to=FR", config, Vec::new());
    stage
        .until("the places", || stage.has(".place + .chips a"))
        .await;
    assert_eq!(stage.text("main h1"), "eSIMs");
    assert_eq!(stage.text(".place + .chips"), "United States");
    stage.type_into("#search", "france").await;
    stage.says("No country fits.").await;
}

#[wasm_bindgen_test]
async fn a_shop_without_esims_has_no_page_of_them() {
    let stage = stage();
    let config = Config {
        kinds: Kinds::parse("gift_card").expect("a kind"),
        ..Config::default()
    };
    stage.open_with("/esims?country=US&to=JP", config, Vec::new());
    stage.says("There is no page at this address").await;
    assert!(!stage.has(".place"));
}

#[wasm_bindgen_test]
async fn another_coin_changes_the_prices_and_keeps_the_plan() {
    let stage = japan().await;
    stage.click(ROW).await;
    stage.until("a choice", || chosen(&stage)).await;
    let in_bitcoin = |body: &str| {
        let mut groups: Value = serde_json::from_str(body).expect("JSON");
        let products = groups[0]["products"].as_array_mut().expect("products");
        for product in products {
            product["coin"] = json!("BTC");
            product["coin_amount"] = json!("0.00004400");
        }
        groups.to_string()
    };
    stage.serve("family_name=eSIM&coin=BTC", &in_bitcoin(ESIM));
    stage.serve("family_name=Roamwell&coin=BTC", &in_bitcoin(&roamwell()));
    let now = address();
    stage.go(&[&now, "&coin=BTC&network=Lightning"].concat());
    stage
        .until("the other prices", || {
            column(&stage, 3)
                .iter()
                .all(|price| price == "0.00004400 BTC")
        })
        .await;
    assert_eq!(column(&stage, 4)[0], "0.00004400");
    assert_eq!(
        stage.attribute(".plan-table :checked", "value").as_deref(),
        Some("roamwell-0")
    );
}
