//! The browser's promise to keep the list of orders, and what the page says of it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ORDER_ID, WAITING};
use crate::orders::{CODE, show, stored};
use crate::stage::{Stage, call};

const WARNING: &str = "This browser may clear the list when it runs out of room.";

/// The page of an order that is in the list, in a browser which promises nothing yet and would
/// promise this when it is asked.
async fn listed(answer: &str, asks_the_buyer: bool) -> Stage {
    let stage = Stage::with_shop();
    call("promise", &[answer.into(), asks_the_buyer.into()]);
    show(&stage, WAITING, "Send exactly").await;
    stage.press("Keep it in the list").await;
    stage.settle().await;
    stage
}

fn times_asked() -> Option<f64> {
    call("timesAsked", &[]).as_f64()
}

#[wasm_bindgen_test]
async fn a_browser_that_decides_by_itself_is_asked_at_once() {
    let stage = listed("granted", false).await;
    assert_eq!(times_asked(), Some(1.0));
    assert!(!stage.all_text().contains(WARNING));
    stage.close();
    let stage = listed("refused", false).await;
    stage.says(WARNING).await;
    assert_eq!(times_asked(), Some(1.0));
    assert!(stage.html().contains("Copy the link of the order"));
}

#[wasm_bindgen_test]
async fn a_browser_that_asks_the_buyer_is_asked_by_a_press() {
    for answer in ["granted", "refused"] {
        let stage = listed(answer, true).await;
        stage.says(WARNING).await;
        assert_eq!(times_asked(), Some(0.0), "nobody has pressed");
        stage.press("Keep on this device").await;
        stage
            .until("the answer", || {
                !stage.all_text().contains("Keep on this device")
            })
            .await;
        assert_eq!(times_asked(), Some(1.0));
        assert_eq!(stage.all_text().contains(WARNING), answer == "refused");
        stage.close();
    }
}

#[wasm_bindgen_test]
async fn a_browser_that_has_promised_is_not_asked_again() {
    let stage = listed("promised", true).await;
    assert_eq!(times_asked(), Some(0.0));
    assert!(!stage.all_text().contains(WARNING));
}

#[wasm_bindgen_test]
async fn a_look_at_an_order_leaves_nothing_in_the_list() {
    let stage = Stage::with_shop();
    show(&stage, WAITING, "Send exactly").await;
    assert_eq!(stored("refillery.orders.1"), None);
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    assert_eq!(stored("refillery.orders.1"), None);
}

#[wasm_bindgen_test]
async fn a_code_stays_uncovered_when_its_order_is_put_into_the_list() {
    let stage = Stage::with_shop();
    show(&stage, DELIVERED, "Show code").await;
    stage.press("Show code").await;
    stage.says(CODE).await;
    stage.press("Keep it in the list").await;
    stage.settle().await;
    stage.go("/orders");
    stage.says("Amazon.com").await;
    show(&stage, DELIVERED, CODE).await;
    let tab = leptos::prelude::window().session_storage();
    let visited = tab
        .expect("storage")
        .expect("storage")
        .get_item("refillery.visited.1");
    let visited = visited.expect("storage").unwrap_or_default();
    assert!(
        !visited.contains(ORDER_ID),
        "the list has it, the tab needs no copy"
    );
}
