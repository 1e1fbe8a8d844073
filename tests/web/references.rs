//! A page's own references between its parts, for programs that read it: no name of a part that
//! isn't there, no list without items, one title.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::stage::Stage;

fn all(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).expect("a selector");
    (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into().ok())
        .collect()
}

fn holds(page: &str) {
    for name in ["aria-describedby", "aria-controls", "aria-labelledby"] {
        for element in all(&["[", name, "]"].concat()) {
            let ids = element.get_attribute(name).unwrap_or_default();
            assert!(!ids.trim().is_empty(), "{page}: an empty {name}");
            for id in ids.split(' ') {
                let is_there = document().get_element_by_id(id).is_some();
                assert!(is_there, "{page}: {name} names {id}");
            }
        }
    }
    for list in all("[role=list]:not([aria-hidden])") {
        let items = list.query_selector("li:not([aria-hidden])");
        assert!(
            items.expect("a selector").is_some(),
            "{page}: an empty list"
        );
    }
    assert_eq!(all("main h1").len(), 1, "{page}");
    for form in all("form.filters") {
        let submits = form.query_selector("[type=submit]");
        assert!(submits.expect("a selector").is_some(), "{page}");
    }
}

#[wasm_bindgen_test]
async fn no_page_names_a_part_that_is_not_there() {
    let stage = Stage::with_shop();
    stage.open("/?country=US");
    stage.says("paid with crypto").await;
    stage.settle().await;
    holds("home");
    stage.open("/brands?country=US&q=zzzzzz");
    stage.says("zzzzzz").await;
    stage.settle().await;
    holds("brands");
    stage.open("/product/steam/steam?option=fced6048-c9f2-473e-8638-8631392c8a76");
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage.settle().await;
    holds("product");
    // Errors are named once they are shown.
    stage.press("Place order").await;
    stage.settle().await;
    holds("product with a mistake");
    let email = all("#email").pop().expect("the field");
    let named = email.get_attribute("aria-describedby").unwrap_or_default();
    assert!(named.contains("email-error"), "{named}");
}
