//! The order's page says that the connection is lost, with the time of the last message.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{ORDER_ID, STARTED, WAITING, with};
use crate::stage::{Stage, call};

const LOST: &str = "No connection. Last checked at ";

/// The page of the waiting order, in a browser that has streams or none.
async fn open(has_streams: bool) -> Stage {
    let stage = Stage::new();
    call("setStreams", &[has_streams.into()]);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage
}

async fn streamed() -> Stage {
    let stage = open(true).await;
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    call("send", &[WAITING.into()]);
    stage.says("Live").await;
    stage
}

/// Breaks off every request that is so many seconds old.
async fn break_all(stage: &Stage, seconds: u32) {
    for _ in 0..seconds {
        if stage.pending("/v5/orders/") > 0 {
            stage.break_off("/v5/orders/").await;
        }
        stage.pass(1_000.0).await;
    }
}

#[wasm_bindgen_test]
async fn a_line_that_breaks_is_said_with_the_time_of_the_last_word() {
    let stage = streamed().await;
    let time = |text: String| {
        let after = text.split("Last checked at ").nth(1)?.to_owned();
        after.split('.').next().map(str::to_owned)
    };
    stage.hold("/v5/orders/");
    for _ in 0..3 {
        call("cut", &[]);
        break_all(&stage, 5).await;
    }
    break_all(&stage, 20).await;
    stage.says(LOST).await;
    let first = time(stage.text(".status-now"));
    // Neither a broken stream nor a minute more of silence is a check.
    call("cut", &[]);
    break_all(&stage, 60).await;
    stage.says(LOST).await;
    assert_eq!(time(stage.text(".status-now")), first);
    assert!(!stage.all_text().contains("Checked from time to time"));
    stage.serve("/v5/orders/", STARTED);
    stage.pass(100_000.0).await;
    stage.says("Your payment has been seen").await;
    assert!(!stage.all_text().contains("No connection"));
}

#[wasm_bindgen_test]
async fn a_line_that_hangs_is_said_before_the_question_is_given_up() {
    let stage = open(false).await;
    stage.pass(10_000.0).await;
    stage.says("Checked from time to time").await;
    stage.hold("/v5/orders/");
    stage.pass(21_000.0).await;
    stage.says(LOST).await;
    assert_eq!(stage.pending("/v5/orders/"), 1, "it may still be answered");
    stage.answer("/v5/orders/", 200, WAITING).await;
    stage.says("Checked from time to time").await;
}

#[wasm_bindgen_test]
async fn a_supplier_that_fails_is_no_missing_connection() {
    let stage = open(false).await;
    stage.serve_as("GET", "/v5/orders/", 503, "{}", "{}");
    stage.pass(60_000.0).await;
    stage
        .says("The supplier does not answer properly just now. Last checked at ")
        .await;
    stage.serve("/v5/orders/", WAITING);
    stage.pass(100_000.0).await;
    stage.says("Checked from time to time").await;
}

#[wasm_bindgen_test]
async fn a_lost_line_counts_the_seconds_until_its_next_try() {
    let stage = open(false).await;
    let seconds = || -> Option<u32> {
        let said = stage.text(".status-now [aria-hidden=true]");
        let after = said.trim().strip_prefix("Next try in ")?.to_owned();
        after
            .split(|sign: char| !sign.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    };
    stage.serve_as("GET", "/v5/orders/", 503, "{}", "{}");
    stage.pass(20_000.0).await;
    stage.says("does not answer properly just now").await;
    while seconds().is_none_or(|left| left < 3) {
        stage.pass(1_000.0).await;
    }
    let before = seconds();
    stage.pass(1_000.0).await;
    assert_eq!(seconds(), before.map(|left| left - 1));
    // While it is tried, that is said.
    stage.hold("/v5/orders/");
    stage
        .pass(f64::from(before.unwrap_or_default()) * 1_000.0)
        .await;
    assert_eq!(stage.pending("/v5/orders/"), 1);
    stage.says("Connecting again…").await;
    stage.answer("/v5/orders/", 200, WAITING).await;
    stage.says("Just checked").await;
    assert_eq!(seconds(), None);
}

#[wasm_bindgen_test]
async fn a_device_that_loses_its_line_says_so_at_once() {
    let stage = streamed().await;
    stage.hold("/v5/orders/");
    js_sys::eval("window.dispatchEvent(new Event('offline'))").expect("a script");
    stage.says(LOST).await;
    // Devices err: an answer that comes all the same counts.
    call(
        "send",
        &[with(WAITING, &[("updated_at", json!("1795167999"))]).into()],
    );
    stage.says("Live").await;
    assert!(!stage.all_text().contains("No connection"));
}

#[wasm_bindgen_test]
async fn an_order_that_is_asked_for_no_more_says_when_it_was() {
    let stage = Stage::new();
    call("setStreams", &[false.into()]);
    let expired = with(WAITING, &[("order_state", json!("Expired"))]);
    stage.serve("/v5/orders/", &expired);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Checked from time to time").await;
    stage.pass(3_800_000.0).await;
    stage.says("Last checked at ").await;
    let said = stage.text(".status-now");
    assert!(!said.contains("from time to time") && !said.contains("No connection"));
}
