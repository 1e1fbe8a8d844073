//! What `index.html` does before the program is there, and beside it: the scripts of `early/`.

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::orders::script;
use crate::stage::{Stage, call, text};

/// Guards the browser's history from here on, until the fakes are taken away.
fn guard_history() {
    script(include_str!("../../early/history.js"));
}

fn address() -> String {
    text(&call("address", &[]))
}

/// The wall, in a browser that takes so many addresses more. One that refuses says so, or only
/// leaves the address as it was.
async fn refusing_wall(left: u32, is_said: bool) -> Stage {
    let stage = Stage::with_shop();
    call("refuseAddresses", &[JsValue::from(left), is_said.into()]);
    guard_history();
    stage.open("/brands?country=US");
    stage.until("a wall", || stage.has("#count")).await;
    stage
}

#[wasm_bindgen_test]
async fn a_refused_address_follows_after_a_rest() {
    for is_said in [true, false] {
        // The first is that of the wall itself.
        let stage = refusing_wall(101, is_said).await;
        for each in 0..131 {
            let order = if each % 2 == 0 { "name" } else { "" };
            stage.choose("#sort", order).await;
        }
        assert_eq!(stage.value("#sort"), "name", "the choice moves");
        assert_eq!(address(), "/brands?country=US", "the hundredth");
        stage.pass(5_000.0).await;
        assert_eq!(address(), "/brands?country=US", "still refused");
        call("allowAddresses", &[]);
        stage.pass(1_000.0).await;
        assert_eq!(address(), "/brands?country=US&sort=name");
        // And at once from now on.
        stage.choose("#sort", "").await;
        assert_eq!(address(), "/brands?country=US");
        assert!(!stage.has_timers(), "nothing is said again");
    }
}

#[wasm_bindgen_test]
async fn a_page_whose_address_is_refused_is_a_step_of_its_own_later() {
    for is_said in [true, false] {
        let stage = refusing_wall(1, is_said).await;
        // The place in the list, then the page, then a choice on it.
        stage.click("a[href^='/brand/steam']").await;
        stage.says("How to redeem").await;
        assert_eq!(address(), "/brands?country=US");
        call("allowAddresses", &[]);
        stage.pass(1_000.0).await;
        assert_eq!(address(), "/brand/steam?country=US");
        call("back", &[]);
        stage
            .until("the wall", || address() == "/brands?country=US")
            .await;
        stage.until("a wall", || stage.has("#count")).await;
    }
}

#[wasm_bindgen_test]
async fn whoever_goes_back_gets_no_late_address() {
    let stage = Stage::with_shop();
    call("refuseAddresses", &[JsValue::from(2), true.into()]);
    guard_history();
    stage.open("/brands?country=US");
    stage.until("a wall", || stage.has("#count")).await;
    stage.go("/brands?country=US&q=steam");
    stage.choose("#sort", "name").await;
    stage.settle().await;
    call("back", &[]);
    stage
        .until("the step before", || address() == "/brands?country=US")
        .await;
    call("allowAddresses", &[]);
    stage.pass(2_000.0).await;
    assert_eq!(address(), "/brands?country=US");
}

#[wasm_bindgen_test]
async fn what_is_no_address_at_all_is_no_end_either() {
    let stage = Stage::with_shop();
    guard_history();
    for address in ["https://elsewhere.example/", "http://["] {
        script(&["history.pushState(null, '', '", address, "')"].concat());
    }
    stage.pass(120_000.0).await;
    assert!(!stage.has_timers(), "not for ever");
}
