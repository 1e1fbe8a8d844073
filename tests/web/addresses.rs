//! The addresses of brands: the family's own name, which every older form leads to.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, LYCAMOBILE, STEAM};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// The families of the shop on the stage.
const FAMILIES: [&str; 6] = [
    "Steam",
    "Uber Eats",
    "Amazon.com",
    "AT&T / Cricket",
    "Instacart",
    "Instacart+",
];

/// A shop that sells these families, each with what Steam sells.
fn stage() -> Stage {
    let stage = Stage::with_shop();
    let rows: Vec<Value> = FAMILIES
        .iter()
        .map(|name| json!({ "family": name, "brand": name, "category": "games", "country_code": "US" }))
        .collect();
    stage.serve("/v2/brands", &json!({ "all_brands": rows }).to_string());
    for name in FAMILIES {
        let name_of = String::from(js_sys::encode_uri_component(name));
        let products = STEAM.replace("\"Steam\"", &Value::from(name).to_string());
        stage.serve(&["family_name=", &name_of, "&"].concat(), &products);
    }
    stage
}

fn address() -> String {
    text(&call("address", &[]))
}

#[wasm_bindgen_test]
async fn each_card_leads_to_the_family_s_own_name() {
    let stage = stage();
    stage.open("/brands?country=US");
    stage.says("Uber Eats").await;
    let links = text(&stage.on_page("hrefs", &[]));
    for name in FAMILIES {
        let mut encoded = String::from(js_sys::encode_uri_component(name));
        encoded.insert_str(0, "/brand/");
        assert!(links.contains(&encoded), "{encoded} in {links}");
    }
    stage.click("a[href^='/brand/Uber%20Eats?']").await;
    stage
        .until("the page", || stage.text("main h1") == "Uber Eats")
        .await;
    assert_eq!(address(), "/brand/Uber%20Eats?country=US");
}

#[wasm_bindgen_test]
async fn every_older_form_of_an_address_leads_to_it() {
    for (asked, name, stays) in [
        ("/brand/uber-eats", "Uber Eats", "/brand/Uber%20Eats"),
        ("/brand/uber%20eats", "Uber Eats", "/brand/Uber%20Eats"),
        ("/brand/UBER%20EATS", "Uber Eats", "/brand/Uber%20Eats"),
        ("/brand/amazon-com-i6bde", "Amazon.com", "/brand/Amazon.com"),
        ("/brand/amazon-com", "Amazon.com", "/brand/Amazon.com"),
        (
            "/brand/at-t-cricket",
            "AT&T / Cricket",
            "/brand/AT%26T%20%2F%20Cricket",
        ),
        ("/brand/instacart", "Instacart", "/brand/Instacart"),
        ("/brand/Instacart%2B", "Instacart+", "/brand/Instacart%2B"),
        (
            "/product/uber-eats/uber-eats",
            "Uber Eats",
            "/product/Uber%20Eats/Uber%20Eats",
        ),
    ] {
        let stage = stage();
        stage.open(&[asked, "?country=US&lang=en"].concat());
        stage.until(name, || stage.text("main h1") == name).await;
        let wanted = [stays, "?country=US&lang=en"].concat();
        stage
            .until(&wanted, || {
                address() == wanted && stage.text("main h1") == name
            })
            .await;
        // The request has the name itself, and the first one may have an address of that form.
        let about = |name: &str| stage.asked("GET", &["family_name=", name, "&"].concat());
        let own = about(&String::from(js_sys::encode_uri_component(name)));
        assert!(own > 0, "{asked}");
        let other = asked
            .contains("%20")
            .then(|| about(&asked["/brand/".len()..]));
        let others = other.unwrap_or_default();
        assert_eq!(own + others, stage.asked("GET", "family_name="), "{asked}");
    }
}

#[wasm_bindgen_test]
async fn a_page_stays_where_its_address_was_spelled_in_another_way() {
    let stage = Stage::with_shop();
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.hold("/v2/brands");
    stage.open("/brand/lycamobile?country=US");
    // Requests of an earlier test are over.
    stage.painted().await;
    script("document.activeElement.blur()");
    stage.answer("/v2/brands", 200, BRANDS).await;
    stage
        .until("the page", || address() == "/brand/Lycamobile?country=US")
        .await;
    stage.painted().await;
    assert_ne!(
        text(&call("focused", &[])),
        "main",
        "nobody has gone anywhere"
    );
    // Nothing leads back to the spelling of before, or out of the page that comes next.
    stage.go("/orders?country=US");
    stage.says("Take your orders along").await;
    assert_eq!(address(), "/orders?country=US");
}

#[wasm_bindgen_test]
async fn a_viewed_brand_is_listed_once_under_all_its_addresses() {
    let stage = stage();
    script(
        "localStorage.setItem('refillery.seen.1', JSON.stringify([
           { country: 'US', slug: 'uber-eats', title: 'Uber Eats' }]))",
    );
    stage.open("/brand/uber-eats?country=US");
    stage
        .until("the page", || stage.text("main h1") == "Uber Eats")
        .await;
    stage.go("/?country=US");
    stage
        .until("what was looked at", || stage.has("#left-off"))
        .await;
    let strip = "[aria-labelledby=left-off]";
    let chips = [strip, " .chip"].concat();
    assert_eq!(stage.count(&chips), 1, "{}", stage.text(strip));
    assert!(stage.has(&[strip, " a[href^='/brand/Uber%20Eats']"].concat()));
}
