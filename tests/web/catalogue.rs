//! What is said of goods before they are bought: where they work, what a plan holds, what a tax
//! takes, what isn't sold here, and deals.

use js_sys::Function;
use refillery::model::country::Country;
use refillery::model::country::place::{Names, Place};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{
    BRANDS, BUNDLES, DEALS, DISCOUNT, ESIM, EUROPE, NEW_KINDS, STEAM, TAXED, TAXED_RANGE, UTILITY,
};
use crate::ordering::{TEN, submit};
use crate::stage::{Stage, text};

/// Steam with this place to redeem it in.
fn redeemed_in(place: &Value) -> String {
    let mut groups: Value = serde_json::from_str(STEAM).expect("JSON");
    groups[0]["rich_description"]["redeem_geo"] = place.clone();
    groups.to_string()
}

/// Steam's ten dollars, for a buyer in Germany.
async fn in_germany(place: &Value) -> Stage {
    let stage = Stage::with_shop();
    stage.serve("country_code=DE", &BRANDS.replace("\"US\"", "\"DE\""));
    let steam = redeemed_in(place).replace("\"country_code\":\"US\"", "\"country_code\":\"DE\"");
    stage.serve("family_name=Steam", &steam);
    stage.open(&[TEN, "&country=DE"].concat());
    stage
        .until("the form", || stage.has("input[name=pair]"))
        .await;
    stage
}

/// A family of one brand in the catalogue of the United States, with what it sells.
fn serve_family(stage: &Stage, products: &str) {
    let groups: Value = serde_json::from_str(products).expect("JSON");
    let family = groups[0]["family"].as_str().expect("a family");
    let mut row = groups[0].clone();
    row["products"] = Value::Null;
    let brands = json!({ "country_code": "US", "all_brands": [row] });
    stage.serve("/v2/brands", &brands.to_string());
    stage.serve(
        &["family_name=", &family.replace(' ', "%20")].concat(),
        products,
    );
}

#[wasm_bindgen_test]
fn the_browser_s_names_lead_to_the_api_s_countries() {
    let body = "return new Intl.DisplayNames('en', { type: 'region' }).of(code)";
    let of = Function::new_with_args("code", body);
    let name_of = |country: Country| {
        let name = of.call1(&JsValue::NULL, &country.code().into());
        text(&name.expect("a name"))
    };
    let names = Names::new(&name_of);
    let rows = include_str!("../country_names.tsv").lines();
    let missed = rows.filter(|line| {
        let mut parts = line.split('\t');
        let code = parts.next().and_then(Country::parse).expect("a code");
        let api = parts.nth(1).expect("a name");
        names.places(api) != [Place::Country(code)]
    });
    assert_eq!(missed.collect::<Vec<_>>(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_card_for_another_country_is_warned_about_and_nothing_says_the_contrary() {
    let stage = in_germany(&json!("United States")).await;
    stage.says("Usable only in United States.").await;
    stage.says("Gift card for accounts in United States").await;
    assert!(
        !stage.text("main").contains("Germany"),
        "{}",
        stage.text("main")
    );
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage.says("Tick the box to say that you can use it").await;
    stage.close();
    stage.open("/brand/steam?country=DE");
    stage.says("Usable only in United States.").await;
    assert!(!stage.text("main").contains("Germany"));
}

#[wasm_bindgen_test]
async fn a_card_for_the_buyer_s_country_needs_no_tick_however_it_is_spelt() {
    for place in [
        "Germany",
        "DE",
        "<p>Germany</p>",
        "Austria & Germany",
        "Europe",
        "Worldwide",
    ] {
        let stage = in_germany(&json!(place)).await;
        assert!(!stage.has("#region"), "{place}");
    }
    let stage = Stage::with_shop();
    stage.serve("country_code=GB", &BRANDS.replace("\"US\"", "\"GB\""));
    stage.serve("family_name=Steam", &redeemed_in(&json!("UK")));
    stage.open(&[TEN, "&country=GB"].concat());
    stage.says("Gift card for accounts in United Kingdom").await;
    assert!(!stage.has("#region"));
}

#[wasm_bindgen_test]
async fn a_place_that_nobody_knows_is_shown_as_it_is_and_ticked() {
    let stage = in_germany(&json!("the states east of the river")).await;
    stage
        .says("where it works: “the states east of the river”")
        .await;
    stage.says("Gift card, sold in Germany").await;
    assert!(stage.has("#region"));
}

#[wasm_bindgen_test]
async fn a_card_without_a_place_may_only_work_where_it_is_sold() {
    for nothing in [Value::Null, json!(""), json!("<p> </p>")] {
        let stage = in_germany(&nothing).await;
        stage.says("May only work in Germany").await;
        stage.says("Gift card, sold in Germany").await;
        assert!(!stage.has("#region"), "{nothing}");
    }
}

#[wasm_bindgen_test]
async fn goods_of_other_kinds_are_in_no_list_and_their_address_says_why() {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", NEW_KINDS);
    stage.serve("family_name=City%20Power", UTILITY);
    stage.open("/brands?country=ZA");
    stage.until("the wall", || stage.has("#count")).await;
    assert_eq!(stage.text("#count"), "2 brands");
    for address in [
        "/brand/city-power",
        "/product/ticket-lottery/ticket-lottery",
    ] {
        stage.go(&[address, "?country=ZA"].concat());
        stage
            .says("Not sold here: this shop can't sell goods of this kind.")
            .await;
        assert!(!stage.has("form.buy"));
        assert!(!stage.all_text().contains("comes back"), "it never does");
    }
}

#[wasm_bindgen_test]
async fn what_goes_to_an_account_is_not_sold_here_whatever_its_kind() {
    let stage = Stage::with_shop();
    serve_family(&stage, &UTILITY.replace("\"utility\"", "\"giftcard\""));
    stage.open("/product/city-power/city-power");
    stage
        .says("Not sold here: this shop can't sell goods of this kind.")
        .await;
    assert!(!stage.has("form.buy"));
    stage.go("/brand/city-power");
    stage
        .says("Not sold here: this shop can't sell goods of this kind.")
        .await;
    assert!(!stage.has(".amount"));
}

#[wasm_bindgen_test]
async fn a_plan_of_a_region_says_where_it_works() {
    let stage = Stage::with_shop();
    serve_family(&stage, EUROPE);
    stage.open("/product/esim/esim");
    stage.until("the plans", || stage.has(".option b")).await;
    let plans = stage.text(".options");
    assert!(
        plans.contains("1 GB of data, 7 days, 30 countries"),
        "{plans}"
    );
    assert!(plans.contains("Germany, Austria, Switzerland"), "{plans}");
    assert!(plans.contains("Worldwide"), "{plans}");
    stage.click(".option input").await;
    stage
        .says("Works inAustria, Belgium, Bulgaria, Croatia")
        .await;
    stage.close();
    stage.serve("family_name=eSIM", ESIM);
    stage.open("/product/esim/esim");
    stage.until("the plans", || stage.has(".option b")).await;
    assert!(
        !stage.text("main").contains("Works in"),
        "a plan of one country"
    );
}

#[wasm_bindgen_test]
async fn a_tax_on_credit_is_said_before_ordering() {
    let stage = Stage::with_shop();
    serve_family(&stage, TAXED);
    stage.open("/product/savanna/savanna-credits");
    stage.says("Reaches the phone after tax₦930").await;
    stage.says("Value₦1,000").await;
    stage.go("/brand/savanna");
    stage.says("₦930 reaches the phone after tax").await;
    stage.close();
    serve_family(&stage, TAXED_RANGE);
    stage.open("/product/sierra/sierra-credits?amount=100");
    stage.says("Reaches the phone after tax$86.20").await;
}

#[wasm_bindgen_test]
async fn a_bundle_says_what_it_holds_and_for_how_long() {
    let stage = Stage::with_shop();
    serve_family(&stage, BUNDLES);
    stage.open("/product/airwave/airwave-bundle");
    stage.until("the plans", || stage.has(".option b")).await;
    stage
        .says("10 GB of data, Unlimited talk time, 100 SMS, 28 days")
        .await;
    stage
        .says("1,000 MB of data, 60 minutes of talk time, 1 month")
        .await;
}

#[wasm_bindgen_test]
async fn deals_have_badges_and_a_filter_and_their_end_is_said() {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", DEALS);
    stage.serve("family_name=Best%20Buy", DISCOUNT);
    stage.open("/brands");
    stage.until("the wall", || stage.has("#count")).await;
    let badges = text(&stage.on_page("lines", &[".brand-grid .badge".into()]));
    assert_eq!(
        badges.lines().collect::<Vec<_>>(),
        [
            "\u{2212}5%",
            "Free delivery month",
            "New",
            "New",
            "Holiday deal"
        ]
    );
    stage.go("/brands?category=sale");
    stage
        .until("the deals", || stage.text("#count") == "4 brands")
        .await;
    stage.go("/brand/best-buy");
    stage.says("Deal\u{2212}5%").await;
    stage.close();
    let mut dated: Value = serde_json::from_str(DISCOUNT).expect("JSON");
    dated[0]["promotion"] = dated[1]["promotion"].clone();
    stage.serve("family_name=Best%20Buy", &dated.to_string());
    stage.open("/brand/best-buy");
    stage.says("Free delivery month, until Dec 2").await;
}
