//! Storage that is refused or full: memory replaces it.

use refillery::store;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, NOW, ORDER_ID, RECEIVED, WAITING};
use crate::ordering::{self, QUOTE, TEN, VALIDATIONS, check as product};
use crate::orders::{OTHER_ID, history, send, stored};
use crate::stage::{Stage, call, text};

const ORDERS: &str = "refillery.orders.1";
const CART: &str = "refillery.cart.1";

/// Chooses a country and looks at an order while storage fails in this way.
async fn check(how: &str) {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    call(how, &[]);
    stage.open("/brands?country=US");
    stage.says("Brands · United States").await;
    stage.serve("country_code=JP", &BRANDS.replace("\"US\"", "\"JP\""));
    stage.choose_country("JP").await;
    stage.says("Brands · Japan").await;
    assert_eq!(text(&call("address", &[])), "/brands?country=JP");
    stage.go("/brands");
    stage.settle().await;
    assert_eq!(
        stage.text("main h1"),
        "Brands · Japan",
        "{how}: the choice is remembered while the page lives"
    );
    stage.go(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.press("Keep it in the list").await;
    stage.go("/");
    stage.says("Waiting for payment").await;
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
        stage.says("United States: 10 brands").await;
        assert!(!stage.has(".under-way"), "{rubbish}");
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
    // A proxy on the way says a year.
    store::pause_attempt("same", 1.0e12, 1_000_000.0);
    // The buyer knows of the order, and the pause goes on.
    store::close_attempts(1_000_000.0);
    assert_eq!(store::paused_until(2_799_999.0), Some(1.0e12));
    assert_eq!(store::paused_until(2_800_000.0), None);
}

/// The list of another tab, with one order in it.
fn elsewhere() -> String {
    json!([{ "id": OTHER_ID, "title": "Amazon $50", "created_at": NOW, "state": "done" }])
        .to_string()
}

fn keep_elsewhere(name: &str, text: &str) {
    call("keepElsewhere", &[name.into(), text.into()]);
}

/// Makes an order while storage takes nothing more.
async fn order_without_room() -> Stage {
    let stage = product(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    call("fillUp", &[]);
    ordering::submit(&stage).await;
    stage.answer_post(ordering::ORDERS, 201, WAITING).await;
    stage.says("Send exactly").await;
    stage
        .says("This browser does not let the shop remember orders.")
        .await;
    assert_eq!(stored(ORDERS), None);
    stage
}

fn has_both() -> bool {
    stored(ORDERS).is_some_and(|text| text.contains(OTHER_ID) && text.contains(ORDER_ID))
}

#[wasm_bindgen_test]
async fn orders_of_a_full_tab_and_of_another_one_are_all_kept() {
    // After an event about the other tab's order, this one keeps its own as well.
    let stage = order_without_room().await;
    call("makeRoom", &[]);
    keep_elsewhere(ORDERS, &elsewhere());
    stage.settle().await;
    assert!(has_both());
    stage.close();
    // Without the event, it keeps both with the next news.
    let stage = order_without_room().await;
    call("makeRoom", &[]);
    let storage = leptos::prelude::window().local_storage().expect("storage");
    let storage = storage.expect("storage");
    storage.set_item(ORDERS, &elsewhere()).expect("room");
    send(&stage, RECEIVED).await;
    stage.until("both", has_both).await;
    stage.go("/orders");
    stage.says("Amazon $50").await;
    assert_eq!(stage.count(".past"), 2);
}

#[wasm_bindgen_test]
async fn carts_of_a_full_tab_and_of_another_one_become_one() {
    let stage = product(TEN).await;
    call("fillUp", &[]);
    stage.press("Add to cart").await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 1 item"));
    call("makeRoom", &[]);
    let other = json!([{ "id": 77, "title": "Amazon", "label": "$50", "brand": "Amazon",
        "country": "US", "denomination": "50 USD" }]);
    keep_elsewhere(CART, &other.to_string());
    stage.settle().await;
    assert_eq!(stage.cart().as_deref(), Some("Cart, 2 items"));
    assert!(stored(CART).is_some_and(|text| text.contains("Amazon") && text.contains("Steam")));
    // Goods that another tab has ordered or taken out don't come back.
    keep_elsewhere(CART, "[]");
    stage.settle().await;
    assert_eq!(stored(CART).as_deref(), Some("[]"));
}

#[wasm_bindgen_test]
async fn what_another_tab_forgets_stays_forgotten() {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.press("Keep it in the list").await;
    assert!(stored(ORDERS).is_some_and(|text| text.contains(ORDER_ID)));
    keep_elsewhere(ORDERS, "");
    stage.settle().await;
    send(&stage, RECEIVED).await;
    stage.says("This order is not in the list").await;
    assert!(!stored(ORDERS).unwrap_or_default().contains(ORDER_ID));
    stage.go("/");
    stage.says("United States: 10 brands").await;
    assert!(!stage.has(".under-way"));
}

#[wasm_bindgen_test]
async fn lists_follow_other_tabs() {
    let stage = history().await;
    keep_elsewhere(ORDERS, &elsewhere());
    stage
        .until("the row to go", || {
            !stage.text(".options").contains("Steam")
        })
        .await;
    stage.go("/");
    stage.says("Popular").await;
    let under_way = elsewhere().replace("\"done\"", "\"delivering\"");
    keep_elsewhere(ORDERS, &under_way);
    stage
        .until("the order to come", || stage.has(".under-way"))
        .await;
    keep_elsewhere(ORDERS, "");
    stage
        .until("the order to go", || !stage.has(".under-way"))
        .await;
}

#[wasm_bindgen_test]
async fn an_order_that_was_opened_by_its_link_is_kept_only_when_asked() {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    send(&stage, RECEIVED).await;
    assert!(!stored(ORDERS).unwrap_or_default().contains(ORDER_ID));
    stage.go("/orders");
    stage.says("No orders in this browser").await;
    stage.go(&["/order/", ORDER_ID].concat());
    stage.says("This order is not in the list").await;
    stage.press("Keep it in the list").await;
    assert!(!stage.all_text().contains("This order is not in the list"));
    stage.go("/orders");
    stage.says("Amazon.com").await;
}

#[wasm_bindgen_test]
async fn a_damaged_list_is_set_aside_and_its_orders_are_found() {
    let rows = json!([
        { "id": ORDER_ID, "title": "Steam $20", "created_at": NOW, "state": "waiting" },
        { "id": OTHER_ID, "title": "Amazon $50", "created_at": NOW, "state": "done" },
    ]);
    let whole = rows.to_string();
    let newer = json!({ "version": 2, "orders": rows }).to_string();
    for damaged in [&whole[..whole.len() - 1], &newer] {
        let stage = Stage::with_shop();
        let storage = leptos::prelude::window().local_storage().expect("storage");
        let storage = storage.expect("storage");
        storage.set_item(ORDERS, damaged).expect("room");
        stage.open("/");
        stage.says("Steam $20 Waiting for payment").await;
        assert_eq!(
            stored(ORDERS).as_deref(),
            Some(damaged),
            "looking changes nothing"
        );
        stage.go("/orders");
        stage.says("The list of orders was damaged.").await;
        let list = stage.text(".options");
        assert!(
            list.contains("Steam $20") && list.contains("Amazon $50"),
            "{list}"
        );
        let aside = stored("refillery.orders.1.unreadable");
        assert_eq!(aside.as_deref(), Some(damaged), "nothing is lost");
        let file = stage.attribute("a[download]", "href").expect("a file");
        assert!(file.starts_with("data:text/plain,") && file.contains(ORDER_ID));
        stage.press("Remove it").await;
        assert!(!stage.all_text().contains("was damaged"));
        assert_eq!(stored("refillery.orders.1.unreadable"), None);
        assert!(stored(ORDERS).is_some_and(|text| text.contains(ORDER_ID)));
        stage.close();
    }
}

#[wasm_bindgen_test]
async fn what_a_later_version_has_written_is_carried_along() {
    let stage = history().await;
    let rows = json!([
        { "id": ORDER_ID, "title": "Amazon $50", "created_at": NOW, "state": "done",
          "folder": { "name": "Gifts" } },
        { "order": OTHER_ID, "kind": "bundle", "sum": 1.50 },
    ]);
    keep_elsewhere(ORDERS, &rows.to_string());
    stage.settle().await;
    stage.press("Add a label").await;
    stage.type_into("#orders-label", "For Ana").await;
    stage.press("Save").await;
    let kept: Value = serde_json::from_str(&stored(ORDERS).expect("orders")).expect("JSON");
    assert_eq!(kept[0]["label"], "For Ana");
    assert_eq!(kept[0]["folder"], json!({ "name": "Gifts" }));
    assert_eq!(kept[1], rows[1]);
}
