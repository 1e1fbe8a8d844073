//! Storage that is refused or full: memory stands in.

use refillery::store;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, ORDER_ID, WAITING};
use crate::stage::{Stage, call, text};

/// Chooses a country and looks at an order while storage fails in this way.
async fn check(how: &str) {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    call(how, &[]);
    stage.open("/brands?country=US");
    stage.says("Brands in United States").await;
    stage.serve("country_code=JP", &BRANDS.replace("\"US\"", "\"JP\""));
    stage.choose_country("JP").await;
    stage.says("Brands in Japan").await;
    assert_eq!(text(&call("address", &[])), "/brands?country=JP");
    stage.go("/brands");
    stage.settle().await;
    assert_eq!(
        stage.text("main h1"),
        "Brands in Japan",
        "{how}: the choice is remembered while the page lives"
    );
    stage.go(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.go("/");
    stage.says("Recent orders").await;
}

#[wasm_bindgen_test]
async fn storage_that_throws_is_done_without() {
    check("refuseStorage").await;
}

#[wasm_bindgen_test]
async fn storage_that_is_full_is_done_without() {
    check("fillStorage").await;
}

#[wasm_bindgen_test]
async fn storage_with_rubbish_in_it_is_as_good_as_empty() {
    for rubbish in [
        "",
        "{",
        "[]",
        "7",
        "{\"country\":7}",
        "[{\"id\":\"<script>\"},null]",
    ] {
        let stage = Stage::with_shop();
        for name in ["refillery.preferences.1", "refillery.orders.1"] {
            leptos::prelude::window()
                .local_storage()
                .expect("storage")
                .expect("storage")
                .set_item(name, rubbish)
                .expect("room");
        }
        stage.open("/");
        stage.says("10 brands in United States").await;
        assert!(!stage.all_text().contains("Recent orders"), "{rubbish}");
    }
}

#[wasm_bindgen_test]
fn an_attempt_is_recent_for_a_minute_and_a_half_whichever_way_the_clock_jumps() {
    Stage::with_shop();
    let is_recent = |fingerprint: &str, now: f64| {
        store::attempt_of(fingerprint, now).is_some_and(|attempt| attempt.is_recent(now))
    };
    store::begin_attempt("same", 1_000_000.0);
    for now in [1_000_000.0, 1_089_999.0, 999_100.0] {
        assert!(is_recent("same", now), "{now}");
    }
    for now in [1_090_000.0, 910_000.0] {
        assert!(!is_recent("same", now), "{now}");
    }
    assert!(!is_recent("other", 1_000_000.0));
    store::forget_attempt("same", None, 1_000_000.0);
    assert!(!is_recent("same", 1_000_000.0));
}

#[wasm_bindgen_test]
fn a_pause_ends_by_itself_and_lasts_half_an_hour_at_most() {
    Stage::with_shop();
    store::pause_attempt("same", 1_020_000.0, 1_000_000.0);
    assert_eq!(store::paused_until(1_019_999.0), Some(1_020_000.0));
    assert_eq!(store::paused_until(1_020_000.0), None);
    // What a proxy on the way says for a year.
    store::pause_attempt("same", 1.0e12, 1_000_000.0);
    // The buyer knows of the order, and the pause goes on.
    store::close_attempts(1_000_000.0);
    assert_eq!(store::paused_until(2_799_999.0), Some(1.0e12));
    assert_eq!(store::paused_until(2_800_000.0), None);
}
