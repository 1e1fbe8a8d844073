//! What pages say about goods before they are bought: where they work, what a plan holds, what a
//! tax takes, what isn't sold here, and deals.

use js_sys::Function;
use serde_json::{Value, json};
use shop_core::model::country::Country;
use shop_core::model::country::place::{Place, PlaceNames};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{
    ARABIC, BONUS, BRANDS, BUNDLES, DEALS, DISCOUNT, ESIM, EUROPE, LYCAMOBILE, NEW_KINDS, PIN,
    STEAM, TAXED, TAXED_RANGE, UTILITY,
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
    let names = PlaceNames::new(&name_of);
    let rows = include_str!("../../crates/shop-core/tests/country_names.tsv").lines();
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
    stage.says("Usable only here: United States.").await;
    stage
        .says("Gift card for accounts from here: United States")
        .await;
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
    stage.says("Usable only here: United States.").await;
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
    stage
        .says("Gift card for accounts from here: United Kingdom")
        .await;
    assert!(!stage.has("#region"));
}

#[wasm_bindgen_test]
async fn a_place_that_nobody_knows_is_shown_as_it_is_and_ticked() {
    let stage = in_germany(&json!("the states east of the river")).await;
    stage
        .says("where it works: “the states east of the river”")
        .await;
    stage.says("Gift card, sold here: Germany").await;
    assert!(stage.has("#region"));
}

#[wasm_bindgen_test]
async fn a_card_without_a_place_may_only_work_where_it_is_sold() {
    for nothing in [Value::Null, json!(""), json!("<p> </p>")] {
        let stage = in_germany(&nothing).await;
        stage.says("May only work here: Germany").await;
        stage.says("Gift card, sold here: Germany").await;
        assert!(!stage.has("#region"), "{nothing}");
    }
}

#[wasm_bindgen_test]
async fn a_card_that_is_sold_for_the_whole_world_is_not_said_to_work_in_a_part_of_it() {
    let stage = Stage::with_shop();
    let world = STEAM.replace("\"country_code\":\"US\"", "\"country_code\":\"WW\"");
    let world = world.replace("\"country_code\": \"US\"", "\"country_code\": \"WW\"");
    stage.serve("family_name=Steam", &world);
    stage.open(TEN);
    stage.says("DeliveredBy email").await;
    assert!(!stage.all_text().contains("May only work"));
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
    let seen = stage.on_a_phone();
    assert!(seen.contains("Austria, Belgium, Bulgaria"), "{seen}");
    assert!(!seen.contains("Total"), "which a phone has in the bar");
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
    stage.says("Reaches the phone after taxNGN 930").await;
    stage.says("for NGN 1,000").await;
    stage.go("/brand/savanna");
    stage.says("Reaches the phone after taxNGN 930").await;
    stage.close();
    serve_family(&stage, TAXED_RANGE);
    stage.open("/product/sierra/sierra-credits?amount=100");
    stage.says("Reaches the phone after taxMX$86.20").await;
    let seen = stage.on_a_phone();
    assert!(
        seen.contains("Reaches the phone after tax MX$86.20"),
        "{seen}"
    );
    stage.press("Add to cart").await;
    stage.go("/checkout");
    stage.says("$86.20 reaches the phone after tax").await;
    // As it was kept.
    stage.close();
    stage.open("/checkout");
    stage.says("$86.20 reaches the phone after tax").await;
}

#[wasm_bindgen_test]
async fn a_taxed_plan_says_what_reaches_the_phone_too() {
    let mut label: Value = serde_json::from_str(TAXED).expect("JSON");
    let product = &mut label[0]["products"][0];
    product["denomination"] = json!("Airtime and calls");
    product["localized_denomination"] = json!("Airtime and calls");
    product["face_value"] = Value::Null;
    let stage = Stage::with_shop();
    serve_family(&stage, &label.to_string());
    for address in ["/product/savanna/savanna-credits", "/brand/savanna"] {
        stage.open(address);
        stage
            .until("the line", || {
                stage.text(".option").contains("NGN 930 reaches the phone")
            })
            .await;
        stage.close();
    }
}

#[wasm_bindgen_test]
async fn how_goods_come_is_what_can_be_ordered_and_not_their_kind() {
    for (body, address, words) in [
        (
            PIN,
            "/product/access-wireless-pin-usa/access-wireless-pin-usa-credits",
            "DeliveredBy email",
        ),
        (
            TAXED,
            "/product/savanna/savanna-credits",
            "DeliveredTo the phone number, usually",
        ),
        (
            LYCAMOBILE,
            "/product/lycamobile/lycamobile-credits",
            "DeliveredTo the phone number or by email, depending on what you choose",
        ),
    ] {
        let stage = Stage::with_shop();
        serve_family(&stage, body);
        stage.open(address);
        stage.says(words).await;
    }
}

#[wasm_bindgen_test]
async fn the_operator_s_promotion_is_that_of_the_chosen_amount() {
    let stage = Stage::with_shop();
    let mut bonus: Value = serde_json::from_str(BONUS).expect("JSON");
    let mut other = bonus[0]["products"][0].clone();
    other["product_id"] = json!("0b1f3b3e-8b55-4a53-8f53-3f5f6a0d1c11");
    other["denomination"] = json!("100 PHP");
    other["localized_denomination"] = json!("₱100");
    other["additional_details"]["promotions"] = json!([]);
    let mut ended = bonus[0]["products"][0]["additional_details"]["promotions"][0].clone();
    ended["title"] = json!("Last year's bonus");
    ended["end_date"] = json!("2025-12-02");
    let bonuses = &mut bonus[0]["products"][0]["additional_details"]["promotions"];
    bonuses[0]["start_date"] = json!("2026-11-01");
    bonuses.as_array_mut().expect("a list").insert(0, ended);
    bonus[0]["products"]
        .as_array_mut()
        .expect("a list")
        .push(other);
    // A promotion of the brand, which is over, hides none of the operator's.
    bonus[0]["promotion"] = json!({ "title": "Summer", "endDate": "2026-07-31" });
    serve_family(&stage, &bonus.to_string());
    stage.open("/product/palawan/palawan-credits?option=0b1f3b3e-8b55-4a53-8f53-3f5f6a0d1c11");
    stage.says("DeliveredTo the phone number").await;
    stage
        .until("the amounts", || stage.count(".amount input") == 2)
        .await;
    assert!(!stage.all_text().contains("more credit"));
    stage.go("/product/palawan/palawan-credits?option=bd12550a-a560-5e51-b324-b027be592f59");
    stage
        .says("Deal10% more credit (300, 500), until Dec 2")
        .await;
    assert!(!stage.all_text().contains("Last year") && !stage.all_text().contains("Summer"));
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
async fn the_minus_of_a_deal_stays_before_its_number_in_arabic() {
    let stage = Stage::with_shop();
    stage.serve("/locales/ar.json", ARABIC);
    stage.serve("/v2/brands", DEALS);
    stage.open("/brands?lang=ar");
    stage
        .until("the badges", || {
            stage.text(".brand-grid .badge") == "\u{2066}\u{2212}5%\u{2069}"
        })
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
    assert!(!stage.has(".tab-row"), "in two categories");
    assert_eq!(stage.count(".amount"), 2);
    stage.close();
    let mut dated: Value = serde_json::from_str(DISCOUNT).expect("JSON");
    dated[0]["promotion"] = dated[1]["promotion"].clone();
    stage.serve("family_name=Best%20Buy", &dated.to_string());
    stage.open("/brand/best-buy");
    stage.says("Free delivery month, until Dec 2").await;
    stage.close();
    dated[0]["promotion"]["endDate"] = json!("2026-12-24");
    stage.serve("family_name=Best%20Buy", &dated.to_string());
    stage.open("/brand/best-buy");
    stage.says("Free delivery month, until Dec 24").await;
}
