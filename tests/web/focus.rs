//! The place of the focus after its element has changed or gone.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::checkout::{check, for_someone_else};
use crate::fixtures::{IN_REVIEW, ORDER_ID, STARTED, with};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// Presses the element of a selector as the Enter key does: from where focus is.
async fn enter(stage: &Stage, selector: &str) {
    let found = json!(selector).to_string();
    script(
        &[
            "window.held = document.querySelector(",
            &found,
            "); window.held.focus(); window.held.click()",
        ]
        .concat(),
    );
    stage.settle().await;
}

/// Whether focus is on the very element that was pressed last.
fn stays() -> bool {
    script("document.activeElement === window.held") == JsValue::TRUE
}

fn focused() -> String {
    text(&call("focused", &[]))
}

/// The ids of the rows of the cart.
const LINES: &str = "[...document.querySelectorAll('.line')].map((one) => one.id).join()";

/// A wall of so many brands.
async fn wall(count: usize) -> Stage {
    let stage = Stage::with_shop();
    let rows: Vec<_> = (0..count)
        .map(|place| {
            json!({ "family": format!("Brand {place}"), "brand": format!("Brand {place}"),
                "category": "games", "kind": "giftcard" })
        })
        .collect();
    let body = json!({ "country_code": "US", "all_brands": rows }).to_string();
    stage.serve("/v2/brands", &body);
    stage.open("/brands?country=US");
    stage.until("a window", || cards(&stage) == 48).await;
    stage.settle().await;
    stage.painted().await;
    stage
}

fn cards(stage: &Stage) -> usize {
    stage.count(".wall-body .brand-grid > li")
}

#[wasm_bindgen_test]
async fn who_asks_for_more_cards_stays_on_the_button_until_it_is_gone() {
    let stage = wall(130).await;
    enter(&stage, ".wall-more button").await;
    stage.until("two windows", || cards(&stage) == 96).await;
    assert!(stays());
    stage.says("96 of 130 shown").await;
    enter(&stage, ".wall-more button").await;
    stage.until("all", || cards(&stage) == 130).await;
    assert!(!stage.has(".wall-more button"));
    stage.says("130 of 130 shown").await;
    let class = script("document.activeElement.className");
    assert_eq!(text(&class), "actions wall-more", "where the button was");
}

#[wasm_bindgen_test]
async fn the_wall_stops_growing_by_itself_and_never_grows_under_the_keyboard() {
    let stage = wall(519).await;
    let see_the_end = async || {
        script("scrollTo(0, 0)");
        stage.painted().await;
        script("document.querySelector('.wall-more').scrollIntoView({ block: 'end' })");
        stage.painted().await;
        stage.painted().await;
    };
    // In the footer, and on the way back from it.
    for selector in [".footer a", ".wall-more button"] {
        let focus = ["document.querySelector('", selector, "').focus()"].concat();
        script(&focus);
        for _ in 0..3 {
            see_the_end().await;
        }
        assert_eq!(cards(&stage), 48, "{selector}");
    }
    script("document.activeElement.blur()");
    for _ in 0..12 {
        see_the_end().await;
    }
    assert_eq!(cards(&stage), 192, "what is below can be reached");
    enter(&stage, ".wall-more button").await;
    stage.until("more", || cards(&stage) == 240).await;
    assert!(stays());
}

#[wasm_bindgen_test]
async fn the_way_out_of_no_hit_leads_to_what_is_found() {
    let stage = wall(60).await;
    stage.type_into("#search", "qqqqqqqq").await;
    stage.pass(300.0).await;
    stage.says("No brand here fits").await;
    enter(&stage, ".wall-none .actions a").await;
    stage.until("all", || cards(&stage) == 48).await;
    assert_eq!(focused(), "count");
}

#[wasm_bindgen_test]
async fn one_more_and_one_less_leave_the_keyboard_where_it_is() {
    let stage = check().await;
    let (more, fewer) = (
        ".line-count button:last-child",
        ".line-count button:first-child",
    );
    enter(&stage, more).await;
    enter(&stage, more).await;
    stage
        .until("three", || stage.text(".line-count b") == "3")
        .await;
    assert!(stays());
    enter(&stage, fewer).await;
    assert!(stays());
    // Up to the last one that an order takes, and down to one.
    for (button, count) in [(more, "10"), (fewer, "1")] {
        for _ in 0..10 {
            enter(&stage, button).await;
        }
        assert_eq!(stage.text(".line-count b"), count);
        assert!(stays(), "there is no more to do");
        let end = stage.attribute(button, "aria-disabled");
        assert_eq!(end.as_deref(), Some("true"));
        assert_eq!(stage.attribute(button, "disabled"), None);
    }
    // The next row, at the end the one before, and nothing left at last.
    for _ in 0..3 {
        enter(&stage, more).await;
        for_someone_else(&stage, ".line").await;
    }
    assert_eq!(text(&script(LINES)), "line-1,line-12,line-13,line-14");
    for (pressed, next) in [
        ("#line-12", "line-13"),
        ("#line-14", "line-13"),
        ("#line-13", "line-1"),
    ] {
        enter(
            &stage,
            &[pressed, " .line-actions > .button-plain"].concat(),
        )
        .await;
        stage.painted().await;
        assert_eq!(focused(), next, "after {pressed}");
    }
    enter(&stage, ".line-actions > .button-plain").await;
    stage.painted().await;
    assert!(stage.has(".checkout-empty"));
    assert_eq!(focused(), "main");
}

#[wasm_bindgen_test]
async fn a_retry_that_fails_again_leaves_the_keyboard_on_its_button() {
    let order = ["/order/", ORDER_ID].concat();
    for (address, part) in [
        ("/brands", "/v2/brands"),
        ("/brand/steam", "family_name=Steam"),
        ("/product/steam/steam", "family_name=Steam"),
        (&*order, "/v5/orders/"),
    ] {
        let stage = Stage::with_shop();
        stage.hold(part);
        stage.open(address);
        stage.until("asking", || stage.pending(part) == 1).await;
        // The same fault, another one, and one of another kind.
        let first = r#"{"detail":"not today"}"#;
        stage.answer(part, 400, first).await;
        stage
            .until("a failure", || stage.has(".failure button"))
            .await;
        for (status, body) in [
            (400, first),
            (400, r#"{"detail":"nor tomorrow"}"#),
            (403, "{}"),
            (400, first),
        ] {
            enter(&stage, ".failure button").await;
            stage.until("asking", || stage.pending(part) == 1).await;
            stage.answer(part, status, body).await;
            stage.settle().await;
            let words = text(&call("focusedText", &[]));
            assert_eq!(words, "Try again", "{address}: {status} {body}");
        }
    }
}

#[wasm_bindgen_test]
async fn what_goes_away_when_it_is_pressed_leaves_the_keyboard_on_the_page() {
    let stage = Stage::with_shop();
    call("setPlace", &["de-DE".into(), "Europe/Berlin".into()]);
    stage.open("/brands");
    stage
        .until("a suggestion", || stage.has(".suggestion"))
        .await;
    enter(&stage, ".suggestion button + button").await;
    stage.until("none", || !stage.has(".suggestion")).await;
    assert_eq!(focused(), "main");
}

#[wasm_bindgen_test]
async fn a_button_that_becomes_a_sentence_leaves_the_keyboard_on_the_page() {
    let real = script(
        "const real = window.Notification; window.Notification = class {
        static requestPermission() { return Promise.resolve('denied'); } }; real",
    );
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", STARTED);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Notify me when it is here").await;
    script(
        "const words = 'Notify me when it is here';
        const all = [...document.querySelectorAll('main button')];
        const one = all.find((one) => one.textContent === words); one.focus(); one.click()",
    );
    stage.says("does not allow notifications").await;
    assert_eq!(focused(), "main");
    let window = leptos::prelude::window();
    js_sys::Reflect::set(&window, &"Notification".into(), &real).expect("a name");
}

#[wasm_bindgen_test]
async fn enter_chooses_letters_that_are_being_composed_and_asks_for_no_total() {
    let stage = check().await;
    stage.type_into("#email", "buyer@example.com").await;
    let asked = stage.asked("POST", "/orders/validations");
    let press = |more: &str| {
        let key = format!(
            "document.querySelector('#email').dispatchEvent(new KeyboardEvent('keydown', \
             {{ key: 'Enter', {more}, bubbles: true, cancelable: true }}))"
        );
        script(&key) == JsValue::TRUE
    };
    for composing in ["isComposing: true", "keyCode: 229"] {
        assert!(press(composing), "{composing} is left to the browser");
        stage.settle().await;
        assert_eq!(stage.asked("POST", "/orders/validations"), asked);
    }
    assert!(!press("keyCode: 13"));
    stage
        .until("the total is asked for", || {
            stage.asked("POST", "/orders/validations") > asked
        })
        .await;
}

#[wasm_bindgen_test]
async fn who_types_already_is_not_led_away_to_what_went_wrong() {
    let stage = check().await;
    stage.serve_as(
        "POST",
        "/v5/orders/validations",
        400,
        r#"{"problems":["OUT_OF_STOCK"]}"#,
        "{}",
    );
    stage.type_into("#email", "buyer@example.com").await;
    // The visitor goes to the field between the words and the next frame.
    script(
        "document.querySelector('.buy-bar button').focus();
        const words = document.querySelector('#problems');
        new MutationObserver(() => {
            window.wasLed = document.activeElement === words;
            document.querySelector('#email').focus();
        }).observe(words, { childList: true })",
    );
    stage.click(".buy-bar button").await;
    stage.says("This has just gone out of stock.").await;
    stage.painted().await;
    assert_eq!(script("window.wasLed"), JsValue::FALSE);
    assert_eq!(focused(), "email");
}

#[wasm_bindgen_test]
async fn an_item_that_comes_leaves_the_others_and_the_focus() {
    let stage = Stage::new();
    let row = |state: &str, brand: &str, code: &str| {
        json!({ "id": brand, "delivery_state": state, "kind": "giftcard",
            "deliverable": { "brand_name": brand, "localized_denomination": "$20", "pin_code": code } })
    };
    let snapshot = |second: Value, time: &str| {
        let fields = [
            ("order_id", json!(ORDER_ID)),
            ("order_state", json!("WaitingForDelivery")),
            ("updated_at", json!(time)),
            (
                "deliveries",
                json!([row("Succeeded", "Steam", "DEMO-STM-1A2B"), second]),
            ),
        ];
        with(IN_REVIEW, &fields)
    };
    let waiting = row("WaitingForDelivery", "Roblox", "");
    stage.serve("/v5/orders/", &snapshot(waiting, "1795169400"));
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("On its way.").await;
    script("window.held = document.querySelector('#show-goods-0'); held.focus()");
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    let come = row("Succeeded", "Roblox", "DEMO-RBX-3C4D");
    call("send", &[snapshot(come, "1795169401").into()]);
    stage
        .until("a second code", || stage.has("#show-goods-1"))
        .await;
    assert!(stays());
    enter(&stage, "#show-goods-1").await;
    stage.says("DEMO-RBX-3C4D").await;
    assert!(!stage.all_text().contains("DEMO-STM-1A2B"));
}
