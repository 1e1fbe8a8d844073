//! What is where on a page, as the style sheets place it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ORDER_ID};
use crate::ordering::{check, submit};
use crate::orders::script;
use crate::stage::{Stage, number};

/// Pixels from the start of the page to an element in it.
fn distance(side: &str, selector: &str) -> usize {
    number(&script(&format!(
        "Math.round(document.querySelector('#stage {selector}').getBoundingClientRect().{side} \
         - document.querySelector('#stage main').getBoundingClientRect().{side})"
    )))
}

#[wasm_bindgen_test]
async fn headings_begin_at_one_height() {
    let mut heights = Vec::new();
    for address in [
        "/",
        "/brands",
        "/top-ups",
        "/checkout",
        "/orders",
        "/nothing/here",
    ] {
        let stage = Stage::with_shop();
        stage.open(address);
        stage.until("a heading", || stage.has("main h1")).await;
        stage.becomes_a_phone(360, 100);
        stage.painted().await;
        heights.push((address, distance("top", "main h1")));
    }
    let first = heights[0].1;
    assert!(
        heights.iter().all(|(_, height)| *height == first),
        "{heights:?}"
    );
}

#[wasm_bindgen_test]
async fn the_amounts_on_a_card_are_whole() {
    let stage = Stage::with_shop();
    stage.open("/brands");
    stage.says("Unlimited").await;
    for width in [320, 360, 390] {
        stage.becomes_a_phone(width, 100);
        stage.painted().await;
        let cut = script(
            "[...document.querySelectorAll('#stage .brand-span')]
             .filter((span) => span.scrollWidth > span.clientWidth)
             .map((span) => span.textContent).join()",
        );
        assert_eq!(cut.as_string().as_deref(), Some(""), "{width}");
    }
}

#[wasm_bindgen_test]
async fn the_last_step_ends_at_the_edge() {
    let stage = Stage::new();
    stage.serve("/v5/orders/", DELIVERED);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Show code").await;
    for width in [360, 390] {
        stage.becomes_a_phone(width, 100);
        stage.painted().await;
        let end = script(
            "getComputedStyle(document.querySelector('#stage .steps li:last-child'), '::before')
             .insetInlineEnd",
        );
        assert_eq!(end.as_string().as_deref(), Some("0px"), "{width}");
    }
}

#[wasm_bindgen_test]
async fn an_amount_that_cannot_be_ordered_has_the_sign_of_errors() {
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    stage.type_into("#amount", "1").await;
    submit(&stage).await;
    stage
        .until("an error", || {
            stage.text("#amount-fault") == "At least $10."
        })
        .await;
    assert!(stage.has("#amount-fault svg.icon"));
}

#[wasm_bindgen_test]
async fn a_failure_on_the_start_page_keeps_the_margin_of_a_phone() {
    let stage = Stage::new();
    for part in ["/v2/homepage", "/v2/brands"] {
        stage.serve_as("GET", part, 400, r#"{"detail":"not today"}"#, "{}");
    }
    stage.open("/");
    stage.until("a failure", || stage.has(".failure")).await;
    stage.becomes_a_phone(360, 100);
    stage.painted().await;
    assert!(distance("left", ".failure") >= 16);
}
