//! Following an order: the stream, its breaks, polling, and leaving.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{
    DELIVERED, NOW, ORDER_ID, PART_ORDER_ID, REBUY_PART, RECEIVED, STARTED, UNKNOWN_STATE, WAITING,
    with,
};
use crate::stage::{Stage, call, number, text};

/// Opens the page of the waiting order and waits for its stream.
async fn check() -> Stage {
    let stage = Stage::new();
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly 50.66 USDC on Base").await;
    stage.until("a stream", || streams() == 1).await;
    stage
}

fn streams() -> usize {
    number(&call("streams", &[]))
}

fn open_streams() -> usize {
    number(&call("openStreams", &[]))
}

async fn send(stage: &Stage, data: &str) {
    call("send", &[data.into()]);
    stage.settle().await;
}

async fn cut(stage: &Stage) {
    call("cut", &[]);
    stage.settle().await;
}

/// Cuts the stream and expects a new one after exactly this wait, in milliseconds.
async fn cut_and_expect(stage: &Stage, wait: f64) {
    let before = streams();
    cut(stage).await;
    assert_eq!(open_streams(), 0, "a broken stream is closed");
    stage.pass(wait - 1.0).await;
    assert_eq!(streams(), before, "no new stream before {wait} ms");
    stage.pass(1.0).await;
    assert_eq!(streams(), before + 1, "a new stream after {wait} ms");
    assert_eq!(open_streams(), 1);
}

#[wasm_bindgen_test]
async fn the_stream_is_opened_once_the_order_is_known_to_exist() {
    let stage = check().await;
    assert_eq!(
        text(&call("streamAddress", &[])),
        ["/api/orders/", ORDER_ID, "/subscribe"].concat()
    );
    send(&stage, WAITING).await;
    stage.says("Live").await;
    stage.pass(14_000.0).await;
    assert_eq!(
        stage.asked("GET", "/v5/orders/"),
        1,
        "while the stream speaks nothing is polled"
    );
}

#[wasm_bindgen_test]
async fn the_formatters_of_a_page_are_made_once() {
    let stage = check().await;
    send(&stage, WAITING).await;
    call("countFormatters", &[]);
    let mut first = 0;
    for (place, sent) in ["10.5", "20", "30.25"].into_iter().enumerate() {
        let order = with(WAITING, &[("sent_coin_amount", json!(sent))]);
        send(&stage, &order).await;
        let made = number(&call("formatters", &[]));
        assert!(
            place == 0 || made == first,
            "{made} formatters, not {first}"
        );
        first = made;
    }
}

#[wasm_bindgen_test]
async fn no_stream_is_opened_for_an_order_that_does_not_exist() {
    let stage = Stage::new();
    stage.serve_as(
        "GET",
        "/v5/orders/",
        404,
        r#"{"status":404,"detail":"Order not found"}"#,
        "{}",
    );
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("There is no order with this number.").await;
    stage.pass(3_600_000.0).await;
    assert_eq!((streams(), stage.asked("GET", "/v5/orders/")), (0, 1));
}

#[wasm_bindgen_test]
async fn waits_double_from_one_second_to_thirty() {
    let stage = check().await;
    // The half of each wait, because chance gives a half here.
    for wait in [
        500.0, 1_500.0, 3_000.0, 6_000.0, 12_000.0, 23_000.0, 30_000.0,
    ] {
        cut_and_expect(&stage, wait).await;
    }
}

#[wasm_bindgen_test]
async fn waits_are_spread_so_that_buyers_do_not_come_back_at_once() {
    for (random, wait) in [(0.1, 100.0), (0.9, 900.0)] {
        let stage = check().await;
        call("setRandom", &[random.into()]);
        cut_and_expect(&stage, wait).await;
    }
}

#[wasm_bindgen_test]
async fn a_valid_message_starts_the_waits_over_and_an_open_stream_does_not() {
    let stage = check().await;
    cut_and_expect(&stage, 500.0).await;
    cut_and_expect(&stage, 1_500.0).await;
    call("open", &[]);
    cut_and_expect(&stage, 3_000.0).await;
    send(&stage, WAITING).await;
    cut_and_expect(&stage, 500.0).await;
}

#[wasm_bindgen_test]
async fn garbage_is_ignored() {
    let stage = check().await;
    cut_and_expect(&stage, 500.0).await;
    let other_order = with(
        DELIVERED,
        &[("order_id", json!("00000000-0000-4000-8000-000000000000"))],
    );
    let stateless = with(RECEIVED, &[("order_state", json!(null))]);
    for garbage in [
        "",
        "{",
        "null",
        "[]",
        "<!doctype html>",
        "{\"order_state\":\"Done\"}",
        &other_order,
        &stateless,
    ] {
        send(&stage, garbage).await;
        assert_eq!(
            stage.text("main h1"),
            "Send exactly 50.66 USDC on Base",
            "after {garbage:.40}"
        );
        assert_eq!(open_streams(), 1);
        assert!(!stage.all_text().contains("Live"));
    }
    // It was no valid message either, so the waits go on growing.
    cut_and_expect(&stage, 1_500.0).await;
}

#[wasm_bindgen_test]
async fn stop_ends_the_stream_for_good() {
    let stage = check().await;
    send(&stage, WAITING).await;
    call("stop", &[]);
    stage.settle().await;
    assert_eq!(open_streams(), 0);
    stage.pass(3_600_000.0).await;
    assert_eq!(streams(), 1, "never again");
    assert!(
        stage.asked("GET", "/v5/orders/") > 2,
        "an order that isn't over is still asked for"
    );
}

#[wasm_bindgen_test]
async fn stop_of_a_stream_holds_after_the_page_was_away() {
    let stage = check().await;
    call("stop", &[]);
    stage.settle().await;
    call("leave", &[]);
    stage.settle().await;
    call("comeBack", &[]);
    stage.pass(60_000.0).await;
    assert_eq!(streams(), 1);
}

#[wasm_bindgen_test]
async fn a_final_state_ends_everything() {
    let stage = check().await;
    send(&stage, DELIVERED).await;
    stage.says("Your order is here").await;
    assert_eq!(open_streams(), 0);
    let asked = stage.asked("GET", "/v5/orders/");
    stage.pass(3_600_000.0).await;
    assert_eq!((streams(), stage.asked("GET", "/v5/orders/")), (1, asked));
}

#[wasm_bindgen_test]
async fn where_there_are_no_streams_the_order_is_polled() {
    let stage = Stage::new();
    call("setStreams", &[false.into()]);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.settle().await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 1);
    stage.pass(9_999.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 1);
    stage.pass(1.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 2);
    stage.says("Checked from time to time").await;
    stage.says("Just checked").await;
    stage.pass(5_000.0).await;
    stage.says("Checked 5 s ago").await;
    stage.serve("/v5/orders/", STARTED);
    stage.pass(5_000.0).await;
    stage.says("Your payment has been seen").await;
    stage.says("Just checked").await;
    let asked = stage.asked("GET", "/v5/orders/");
    stage.pass(10_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked + 1);
}

#[wasm_bindgen_test]
async fn an_order_that_is_done_is_asked_for_until_each_item_is_at_its_end() {
    let stage = Stage::new();
    call("setStreams", &[false.into()]);
    stage.serve("/v5/orders/", REBUY_PART);
    stage.open(&["/order/", PART_ORDER_ID].concat());
    stage.says("Your order is not complete yet").await;
    stage
        .says("This item is bought again from another supplier")
        .await;
    stage.pass(59_999.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 1);
    let mut later: serde_json::Value = serde_json::from_str(REBUY_PART).expect("JSON");
    later["updated_at"] = json!("1795169999");
    later["deliveries"][1]["delivery_state"] = json!("Succeeded");
    later["deliveries"][1]["deliverable"]["pin_code"] = json!("DEMO-LATE");
    stage.serve("/v5/orders/", &later.to_string());
    stage.pass(1.0).await;
    stage.says("Your order is here").await;
    let asked = stage.asked("GET", "/v5/orders/");
    stage.pass(3_600_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked, "now it is over");
}

#[wasm_bindgen_test]
async fn an_expired_order_is_asked_for_an_hour_and_then_when_somebody_looks() {
    let stage = Stage::new();
    call("setStreams", &[false.into()]);
    let expired = with(WAITING, &[("order_state", json!("Expired"))]);
    stage.serve("/v5/orders/", &expired);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("The time to pay is over").await;
    stage.pass(3_700_000.0).await;
    let asked = stage.asked("GET", "/v5/orders/");
    assert!((55..=62).contains(&asked), "{asked} times in an hour");
    stage.pass(3_600_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked);
    call("setVisible", &[false.into()]);
    call("setVisible", &[true.into()]);
    stage.settle().await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked + 1);
}

#[wasm_bindgen_test]
async fn a_stream_that_stays_silent_is_not_believed() {
    let stage = check().await;
    stage.serve("/v5/orders/", STARTED);
    stage.pass(7_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 1);
    stage.pass(9_000.0).await;
    stage.says("Your payment has been seen").await;
    assert_eq!(open_streams(), 1, "it may still speak");
    send(&stage, RECEIVED).await;
    stage.says("Payment received").await;
    stage.says("Live").await;
}

#[wasm_bindgen_test]
async fn a_stream_that_is_silent_after_a_break_is_not_believed_either() {
    let stage = check().await;
    send(&stage, WAITING).await;
    cut_and_expect(&stage, 500.0).await;
    stage.serve("/v5/orders/", STARTED);
    stage.pass(15_000.0).await;
    stage.says("Your payment has been seen").await;
    assert_eq!(open_streams(), 1, "it may still speak");
}

#[wasm_bindgen_test]
async fn a_poll_that_hangs_is_waited_for_and_not_repeated() {
    let stage = check().await;
    stage.hold("/v5/orders/");
    stage.pass(12_000.0).await;
    assert_eq!(stage.pending("/v5/orders/"), 1);
    for wait in [500.0, 1_500.0] {
        cut_and_expect(&stage, wait).await;
    }
    // From here on it is polled, but not beside the request that is under way.
    cut(&stage).await;
    stage.pass(10_000.0).await;
    assert_eq!(stage.pending("/v5/orders/"), 1);
    stage.answer("/v5/orders/", 200, STARTED).await;
    stage.says("Your payment has been seen").await;
}

#[wasm_bindgen_test]
async fn after_three_breaks_the_order_is_polled_besides() {
    let stage = check().await;
    cut_and_expect(&stage, 500.0).await;
    stage.serve("/v5/orders/", STARTED);
    cut_and_expect(&stage, 1_500.0).await;
    cut(&stage).await;
    stage.says("Checked from time to time").await;
    stage.pass(16_000.0).await;
    stage.says("Your payment has been seen").await;
}

/// Streams break while a request hangs: nothing is due before its time, and the page rests.
#[wasm_bindgen_test]
async fn on_a_dead_line_the_page_rests_between_its_attempts() {
    let stage = check().await;
    stage.hold("/v5/orders/");
    call("setVisible", &[false.into()]);
    call("setVisible", &[true.into()]);
    stage.settle().await;
    assert_eq!(stage.pending("/v5/orders/"), 1);
    for _ in 0..4 {
        if open_streams() == 1 {
            cut(&stage).await;
        }
        let before = number(&call("timersSet", &[]));
        stage.pass(30_000.0).await;
        let turns = number(&call("timersSet", &[])) - before;
        assert!(turns < 40, "{turns} turns in half a minute");
    }
}

#[wasm_bindgen_test]
async fn a_server_that_hangs_up_after_each_snapshot_is_not_hammered() {
    let stage = check().await;
    let mut minutes = 0;
    while minutes < 3 {
        let before = streams();
        let end = NOW + f64::from(minutes + 1) * 60_000.0;
        while call("now", &[]).as_f64().expect("a time") < end {
            if open_streams() == 1 {
                send(&stage, WAITING).await;
                cut(&stage).await;
            }
            stage.pass(500.0).await;
        }
        assert!(
            streams() - before <= 16,
            "{} in a minute",
            streams() - before
        );
        minutes += 1;
    }
}

#[wasm_bindgen_test]
async fn an_order_that_has_expired_is_not_streamed_more_often_than_asked_for() {
    let stage = check().await;
    let expired = with(
        WAITING,
        &[
            ("order_state", json!("Expired")),
            ("updated_at", json!("1795167999")),
        ],
    );
    stage.serve("/v5/orders/", &expired);
    send(&stage, &expired).await;
    cut(&stage).await;
    stage.says("Checked from time to time").await;
    for (minutes, most) in [(62, 63), (60, 0)] {
        let before = streams();
        for _ in 0..minutes * 6 {
            stage.pass(10_000.0).await;
            if open_streams() == 1 {
                send(&stage, &expired).await;
                cut(&stage).await;
            }
        }
        let opened = streams() - before;
        assert!(opened <= most, "{opened} streams in {minutes} minutes");
    }
    // On demand it is requested all the same.
    let asked = stage.asked("GET", "/v5/orders/");
    call("setVisible", &[false.into()]);
    call("setVisible", &[true.into()]);
    stage.settle().await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked + 1);
}

#[wasm_bindgen_test]
async fn an_older_snapshot_never_overwrites_a_newer_one() {
    let stage = check().await;
    send(&stage, RECEIVED).await;
    stage.says("Payment received").await;
    let undated = with(WAITING, &[("updated_at", json!(null))]);
    for older in [WAITING, STARTED, &undated] {
        send(&stage, older).await;
        assert_eq!(stage.text("main h1"), "Payment received");
    }
}

#[wasm_bindgen_test]
async fn an_older_poll_never_overwrites_a_newer_message() {
    let stage = check().await;
    stage.hold("/v5/orders/");
    stage.press("I have already paid").await;
    stage
        .until("asking", || stage.pending("/v5/orders/") == 1)
        .await;
    send(&stage, RECEIVED).await;
    stage.answer("/v5/orders/", 200, WAITING).await;
    assert_eq!(stage.text("main h1"), "Payment received");
}

#[wasm_bindgen_test]
async fn an_unknown_state_is_in_review_and_watched_on() {
    let stage = check().await;
    send(
        &stage,
        &with(UNKNOWN_STATE, &[("order_id", json!(ORDER_ID))]),
    )
    .await;
    stage.says("The order is in review").await;
    stage.says("(Reviewing)").await;
    assert_eq!(open_streams(), 1);
}

#[wasm_bindgen_test]
async fn a_hidden_tab_asks_for_nothing_and_asks_at_once_when_it_is_seen() {
    let stage = Stage::new();
    call("setStreams", &[false.into()]);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    call("setVisible", &[false.into()]);
    stage.pass(600_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 1);
    call("setVisible", &[true.into()]);
    stage.settle().await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 2);
}

#[wasm_bindgen_test]
async fn whoever_comes_back_from_a_wallet_beside_the_page_is_answered_at_once() {
    let stage = Stage::new();
    call("setStreams", &[false.into()]);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.pass(5_000.0).await;
    stage.serve("/v5/orders/", STARTED);
    call("focusWindow", &[]);
    stage.says("Your payment has been seen").await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 2);
}

#[wasm_bindgen_test]
async fn a_page_that_is_kept_in_memory_holds_no_connection() {
    let stage = check().await;
    call("leave", &[]);
    stage.settle().await;
    assert_eq!(open_streams(), 0);
    stage.pass(600_000.0).await;
    assert_eq!(streams(), 1);
    call("comeBack", &[]);
    stage.settle().await;
    assert_eq!(open_streams(), 1);
}

/// Nothing of the page may outlive it.
#[track_caller]
fn assert_nothing_is_left(how: &str) {
    assert_eq!(open_streams(), 0, "open streams after {how}");
    assert_eq!(
        number(&call("streamListeners", &[])),
        0,
        "listeners on streams after {how}"
    );
    for event in [
        "visibilitychange",
        "focus",
        "pagehide",
        "pageshow",
        "online",
    ] {
        let left = call("listening", &[event.into()]).as_f64();
        assert_eq!(left, Some(0.0), "listeners of {event} after {how}");
    }
}

#[wasm_bindgen_test]
async fn nothing_is_left_when_the_shop_is_taken_down() {
    let stage = check().await;
    assert_eq!(
        call("listening", &["visibilitychange".into()]).as_f64(),
        Some(1.0),
        "the count counts"
    );
    stage.close();
    stage.settle().await;
    assert_nothing_is_left("taking down");
    assert!(!stage.has_timers(), "and no timer runs on");
}

#[wasm_bindgen_test]
async fn nothing_is_left_when_another_page_is_opened() {
    let stage = check().await;
    stage.go("/nothing");
    stage.says("There is no page at this address").await;
    stage.settle().await;
    assert_nothing_is_left("opening another page");
    let asked = stage.asked("GET", "/v5/orders/");
    stage.pass(600_000.0).await;
    assert_eq!((streams(), stage.asked("GET", "/v5/orders/")), (1, asked));
}

#[wasm_bindgen_test]
async fn another_order_is_followed_instead_of_the_one_before() {
    let stage = check().await;
    let other = "00000000-0000-4000-8000-000000000000";
    stage.serve(
        other,
        &with(
            WAITING,
            &[("order_id", json!(other)), ("coin_amount", json!("7.5"))],
        ),
    );
    stage.go(&["/order/", other].concat());
    stage.says("Send exactly 7.5 USDC on Base").await;
    stage.until("its stream", || streams() == 2).await;
    assert_eq!(open_streams(), 1);
    assert!(text(&call("streamAddress", &[])).contains(other));
}

#[wasm_bindgen_test]
async fn leaving_during_a_break_opens_nothing_later() {
    let stage = check().await;
    cut(&stage).await;
    stage.close();
    stage.pass(60_000.0).await;
    assert_eq!(streams(), 1);
    assert_nothing_is_left("leaving during a break");
}

#[wasm_bindgen_test]
async fn a_hidden_tab_gives_its_stream_back_and_is_still_notified_of_the_goods() {
    let stage = check().await;
    send(&stage, WAITING).await;
    call("setVisible", &[false.into()]);
    stage.pass(29_000.0).await;
    assert_eq!(open_streams(), 1, "a look into the wallet");
    stage.pass(2_000.0).await;
    assert_eq!(open_streams(), 0);
    let asked = stage.asked("GET", "/v5/orders/");
    stage.pass(600_000.0).await;
    let more = stage.asked("GET", "/v5/orders/") - asked;
    assert!((9..=11).contains(&more), "{more} times in ten minutes");
    assert_eq!(open_streams(), 0);
    stage.serve("/v5/orders/", RECEIVED);
    stage.pass(61_000.0).await;
    assert_eq!(stage.text("main h1"), "Payment received");
    // A visitor who comes back has the stream again, at once.
    call("setVisible", &[true.into()]);
    stage.settle().await;
    assert_eq!(open_streams(), 1);
    send(&stage, RECEIVED).await;
    stage.says("Live").await;
    // Another short look elsewhere changes nothing.
    call("setVisible", &[false.into()]);
    stage.pass(10_000.0).await;
    call("setVisible", &[true.into()]);
    stage.pass(40_000.0).await;
    assert_eq!(open_streams(), 1);
}

#[wasm_bindgen_test]
async fn a_tab_that_is_opened_behind_others_takes_no_stream_until_it_is_seen() {
    let stage = Stage::new();
    stage.serve("/v5/orders/", WAITING);
    call("setVisible", &[false.into()]);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.pass(120_000.0).await;
    assert_eq!(streams(), 0);
    let before = number(&call("timersSet", &[]));
    stage.pass(600_000.0).await;
    let turns = number(&call("timersSet", &[])) - before;
    assert!(turns < 200, "{turns} turns in ten minutes");
    call("setVisible", &[true.into()]);
    stage.settle().await;
    assert_eq!(open_streams(), 1);
}
