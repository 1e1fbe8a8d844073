//! Several tabs of one browser, and several views of one order.

use js_sys::Promise;
use leptos::prelude::{Owner, untrack};
use refillery::api::client::Client;
use refillery::config::ApiPrefix;
use refillery::tracking::{self, Following};
use serde_json::json;
use shop_core::model::brand::Kinds;
use shop_core::model::country::Country;
use shop_core::model::order::{MoneySeen, OrderId};
use shop_core::order_tracking::tab_mark;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ORDER_ID, RECEIVED, STARTED, WAITING, with};
use crate::stage::{Stage, call, number, text};

/// The lock of the tab that streams.
const LOCK: &str = "refillery-stream";

/// Opens the page of the waiting order and waits for its stream.
async fn followed() -> Stage {
    let stage = Stage::new();
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly 50.66 USDC on Base").await;
    stage.until("a stream", || open_streams() == 1).await;
    call("send", &[WAITING.into()]);
    stage.says("Live").await;
    stage
}

fn open_streams() -> usize {
    number(&call("openStreams", &[]))
}

fn is_held() -> bool {
    call("lockIsHeld", &[LOCK.into()]).is_truthy()
}

fn waits() -> usize {
    number(&call("locksWaitedFor", &[]))
}

fn channels() -> usize {
    number(&call("channels", &[]))
}

fn mark(id: &str) -> String {
    tab_mark(&OrderId::parse(id).expect("an id")).to_string()
}

#[wasm_bindgen_test]
async fn a_tab_gives_its_stream_to_another_and_has_it_back_when_that_one_is_closed() {
    let stage = followed().await;
    assert!(is_held());
    call("takeLock", &[LOCK.into()]);
    stage.until("no stream", || open_streams() == 0).await;
    stage.says("Checked from time to time").await;
    assert_eq!(waits(), 1, "in line for the next turn");
    let asked = stage.asked("GET", "/v5/orders/");
    stage.pass(10_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked + 1, "its own pace");
    call("letLockGo", &[LOCK.into()]);
    stage.until("a stream", || open_streams() == 1).await;
    call("send", &[STARTED.into()]);
    stage.says("Live").await;
    stage.says("Your payment has been seen").await;
}

#[wasm_bindgen_test]
async fn a_tab_that_is_seen_again_takes_the_stream_from_the_one_that_has_it() {
    let stage = followed().await;
    call("setVisible", &[false.into()]);
    call("takeLock", &[LOCK.into()]);
    stage.until("no stream", || open_streams() == 0).await;
    assert_eq!(waits(), 0, "a hidden tab waits for no stream");
    let asked = stage.asked("GET", "/v5/orders/");
    stage.pass(59_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked);
    stage.pass(1_000.0).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked + 1);
    call("setVisible", &[true.into()]);
    stage.until("a stream", || open_streams() == 1).await;
}

#[wasm_bindgen_test]
async fn a_tab_that_waits_in_line_leaves_it_with_its_page() {
    let stage = followed().await;
    call("takeLock", &[LOCK.into()]);
    stage.until("a place in line", || waits() == 1).await;
    stage.go("/nothing");
    stage.says("There is no page at this address").await;
    stage.until("no place in line", || waits() == 0).await;
    assert_eq!(channels(), 0);
    call("letLockGo", &[LOCK.into()]);
    stage.settle().await;
    assert_eq!((open_streams(), is_held()), (0, false));
}

#[wasm_bindgen_test]
async fn lock_and_channel_go_with_the_page_and_at_the_end() {
    let stage = followed().await;
    assert_eq!(channels(), 1);
    call("leave", &[]);
    stage.until("no lock", || !is_held()).await;
    assert_eq!(channels(), 0, "a page with a channel is not kept in memory");
    call("comeBack", &[]);
    stage.until("a stream", || open_streams() == 1).await;
    assert_eq!((channels(), is_held()), (1, true));
    call("send", &[DELIVERED.into()]);
    stage.says("Your order is here").await;
    stage.until("no lock", || !is_held()).await;
}

#[wasm_bindgen_test]
async fn news_of_another_tab_is_asked_for_and_news_of_this_one_is_told_without_secrets() {
    let stage = followed().await;
    assert_eq!(text(&call("posted", &[])), "[]", "nothing new yet");
    call("send", &[RECEIVED.into()]);
    stage.says("Payment received").await;
    let said = ["[", &mark(ORDER_ID), "]"].concat();
    assert_eq!(text(&call("posted", &[])), said);
    call("takeLock", &[LOCK.into()]);
    stage.until("no stream", || open_streams() == 0).await;
    let asked = stage.asked("GET", "/v5/orders/");
    let other = mark("00000000-0000-4000-8000-000000000000");
    for said in [&other, "null", "\"Done\"", "{\"order_state\":\"Done\"}"] {
        call("sayElsewhere", &[said.into()]);
    }
    stage.settle().await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), asked);
    stage.serve("/v5/orders/", DELIVERED);
    call("sayElsewhere", &[mark(ORDER_ID).into()]);
    // It has asked a moment ago.
    stage.pass(2_000.0).await;
    stage.says("Your order is here").await;
    assert_eq!(
        text(&call("posted", &[])),
        said,
        "what was heard isn't told"
    );
}

/// Waits for the browser's own locks, which take their time.
async fn until_locks(stage: &Stage, is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            return;
        }
        eval("navigator.locks.query()").await;
        stage.settle().await;
    }
    panic!("the browser's locks are as before");
}

/// The value that a script promises.
async fn eval(script: &str) -> JsValue {
    let promised: Promise = js_sys::eval(script).expect("a script").unchecked_into();
    JsFuture::from(promised).await.expect("a value")
}

#[wasm_bindgen_test]
async fn the_locks_of_the_browser_itself_are_taken_given_and_given_back() {
    let stage = Stage::new();
    call("useRealLocks", &[]);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    until_locks(&stage, || open_streams() == 1).await;
    // As another tab does it.
    eval(
        "new Promise((taken) => navigator.locks.request('refillery-stream', { steal: true }, \
         () => new Promise((free) => { window.freeLock = free; taken(); })))",
    )
    .await;
    until_locks(&stage, || open_streams() == 0).await;
    call("setVisible", &[true.into()]);
    until_locks(&stage, || open_streams() == 1).await;
    stage.close();
    let held = "navigator.locks.query().then((all) => all.held.length + all.pending.length)";
    for _ in 0..200 {
        stage.settle().await;
        if number(&eval(held).await) == 0 {
            return;
        }
    }
    panic!("a lock is left");
}

#[wasm_bindgen_test]
async fn where_there_are_no_locks_each_tab_has_a_stream_while_it_is_seen() {
    let stage = Stage::new();
    call("removeLocks", &[]);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.until("a stream", || open_streams() == 1).await;
    assert_eq!(channels(), 0);
    call("setVisible", &[false.into()]);
    stage.pass(31_000.0).await;
    assert_eq!(open_streams(), 0);
    call("setVisible", &[true.into()]);
    stage.until("a stream", || open_streams() == 1).await;
}

#[wasm_bindgen_test]
async fn where_locks_are_refused_each_tab_has_a_stream_too() {
    let stage = Stage::new();
    call("refuseLocks", &[]);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.until("a stream", || open_streams() == 1).await;
}

#[wasm_bindgen_test]
async fn two_views_of_an_order_share_one_stream_until_both_are_gone() {
    let stage = Stage::new();
    stage.serve("/v5/orders/", WAITING);
    let app = Owner::new();
    let country = || Country::UNITED_STATES;
    let client = app.with(|| Client::new(ApiPrefix::default(), Kinds::ALL, country));
    let view = |id: &str| -> (Owner, Following) {
        let owner = app.with(Owner::new);
        let id = OrderId::parse(id).expect("an id");
        let following = owner.with(|| tracking::follow(client, id, MoneySeen::default()));
        (owner, following)
    };
    let (first, one) = view(ORDER_ID);
    let (second, other) = view(ORDER_ID);
    stage.until("a stream", || open_streams() == 1).await;
    assert_eq!(stage.asked("GET", "/v5/orders/"), 1);
    let later = with(RECEIVED, &[("updated_at", json!("1795169999"))]);
    call("send", &[later.into()]);
    stage.settle().await;
    let state = |following: &Following| {
        let order = untrack(|| following.with(|tracking| tracking.order.clone()));
        order.expect("an order").state.clone()
    };
    assert_eq!(state(&one), state(&other));
    first.cleanup();
    stage.settle().await;
    assert_eq!(open_streams(), 1, "the second one still looks");
    assert_eq!(format!("{:?}", state(&other)), "PaymentReceived");
    second.cleanup();
    stage.settle().await;
    assert_eq!((open_streams(), is_held(), channels()), (0, false, 0));
}
