//! The orders of this device in a file: out of one browser, into another.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{NOW, ORDER_ID};
use crate::orders::{CODE, OTHER_ID, history, script, stored};
use crate::stage::Stage;

const PASSPHRASE: &str = "correct horse battery";

/// Waits for slow work of the browser itself, such as a cipher.
async fn slowly(stage: &Stage, words: &str) {
    for _ in 0..100_000 {
        if stage.all_text().contains(words) {
            return;
        }
        stage.settle().await;
    }
    panic!("never {words}: {}", stage.all_text());
}

/// The text of the file that was saved.
async fn saved(stage: &Stage) -> String {
    stage.type_into("#passphrase", PASSPHRASE).await;
    stage.press("Encrypt and save").await;
    slowly(stage, "The file is ready").await;
    let address = stage.attribute("a[download]", "href").expect("an address");
    let file = address
        .strip_prefix("data:application/json,")
        .expect("data");
    String::from(js_sys::decode_uri_component(file).expect("encoded"))
}

/// Reads this file with this passphrase.
async fn read(stage: &Stage, file: &str, passphrase: &str, words: &str) {
    let file = Value::from(file).to_string();
    script(&format!(
        "(() => {{ const all = new DataTransfer(); all.items.add(new File([{file}], 'x.json'));
        const field = document.querySelector('#backup-file'); field.files = all.files;
        field.dispatchEvent(new Event('change')); }})()"
    ));
    for _ in 0..500 {
        stage.settle().await;
    }
    stage.type_into("#passphrase", passphrase).await;
    stage.press("Decrypt and add").await;
    slowly(stage, words).await;
}

#[wasm_bindgen_test]
async fn orders_go_into_a_file_and_come_out_of_it() {
    let stage = history().await;
    stage.type_into("#passphrase", "short").await;
    stage.press("Encrypt and save").await;
    stage.says("Use a longer passphrase").await;
    let file = saved(&stage).await;
    assert!(!file.contains(ORDER_ID) && !file.contains("Amazon"));
    assert_eq!(stage.asked("GET", "/v5/orders/"), 0, "no codes unasked");

    stage.press("Forget everything").await;
    stage.press("Forget everything").await;
    stage.says("No orders in this browser").await;
    read(
        &stage,
        &file,
        "wrong horse battery",
        "does not fit this file",
    )
    .await;
    read(&stage, "holiday", PASSPHRASE, "not a file with orders").await;
    let damaged = file.replace("\"rounds\":600000", "\"rounds\":600001");
    read(&stage, &damaged, PASSPHRASE, "This file is damaged").await;
    let newer = file.replace("\"version\":1", "\"version\":2");
    read(&stage, &newer, PASSPHRASE, "A newer version").await;
    stage.says("No orders in this browser").await;
    read(&stage, &file, PASSPHRASE, "The file holds 2 orders").await;
    assert!(stage.text(".options").contains("Amazon $50"));
    assert!(stored("refillery.orders.1").is_some_and(|text| text.contains(OTHER_ID)));
}

#[wasm_bindgen_test]
async fn codes_go_into_the_file_only_when_asked_for() {
    let stage = history().await;
    stage
        .press("Put the codes of delivered orders into the file")
        .await;
    let file = saved(&stage).await;
    assert_eq!(
        stage.asked("GET", "/v5/orders/"),
        1,
        "the delivered one, once"
    );
    assert!(!stored("refillery.orders.1").is_some_and(|text| text.contains(CODE)));
    read(&stage, &file, PASSPHRASE, "The file holds 2 orders").await;
    assert!(!stage.html().contains(CODE), "covered");
    stage.press("Show the codes in the file").await;
    assert!(stage.text(".copies").contains(CODE));
}

#[wasm_bindgen_test]
async fn codes_of_orders_that_came_in_part_go_into_the_file_too() {
    let stage = Stage::with_shop();
    let failed_part = include_str!("../fixtures/order_p_1_done_failed_part.json");
    let rebuy_part = include_str!("../fixtures/order_p_3_done_rebuy_part.json");
    let mut orders = Vec::new();
    for (body, state) in [(failed_part, "done_part"), (rebuy_part, "done_open")] {
        let order: Value = serde_json::from_str(body).expect("JSON");
        let id = order["order_id"].as_str().expect("an id");
        stage.serve(&["/v5/orders/", id].concat(), body);
        orders.push(json!({ "id": id, "title": "Steam $20", "created_at": NOW, "state": state }));
    }
    // One that can't be had is counted.
    orders.push(
        json!({ "id": OTHER_ID, "title": "Steam $20", "created_at": NOW, "state": "manual" }),
    );
    let gone = r#"{"status":404,"detail":"Order not found"}"#;
    stage.serve_as("GET", OTHER_ID, 404, gone, "{}");
    let orders = Value::from(orders).to_string();
    script(&format!(
        "localStorage.setItem('refillery.orders.1', '{orders}')"
    ));
    stage.open("/orders");
    stage.says("Not complete yet").await;
    stage
        .press("Put the codes of delivered orders into the file")
        .await;
    let file = saved(&stage).await;
    stage
        .says("The codes of 1 order could not be fetched")
        .await;
    read(&stage, &file, PASSPHRASE, "The file holds 3 orders").await;
    stage.press("Show the codes in the file").await;
    for code in ["DEMO-PART-OK01-7K2Q", "DEMO-PART-OK03-2H8W"] {
        assert!(stage.text(".copies").contains(code), "{code}");
    }
}

#[wasm_bindgen_test]
async fn a_password_manager_is_offered_the_passphrase() {
    let stage = history().await;
    // Such programs look for a form, whose passphrase it is, and a button that sends it.
    let found = |look: &str| {
        let field = "document.querySelector('#passphrase')";
        crate::stage::text(&script(&[field, look].concat()))
    };
    assert_eq!(found(".autocomplete"), "current-password");
    assert_eq!(
        found(".form?.querySelector('[autocomplete=username]')?.value ?? 'nobody'"),
        "Refillery"
    );
    let enter = ".form.querySelector('[type=submit]').textContent";
    assert_eq!(found(enter), "Encrypt and save");
    stage.type_into("#passphrase", "short").await;
    let sent = "(() => { const form = document.querySelector('#passphrase').form;
        let is_sent = null;
        addEventListener('submit', (event) => { is_sent = !event.defaultPrevented; event.preventDefault(); }, { once: true });
        form.querySelector('[type=submit]').click();
        return String(is_sent); })()";
    assert_eq!(
        crate::stage::text(&script(sent)),
        "false",
        "the form leaves the page or is never sent"
    );
    stage.says("Use a longer passphrase").await;
    // With a file at hand Enter reads it.
    script(
        "(() => { const all = new DataTransfer(); all.items.add(new File(['{}'], 'x.json'));
        const field = document.querySelector('#backup-file'); field.files = all.files;
        field.dispatchEvent(new Event('change')); })()",
    );
    for _ in 0..500 {
        stage.settle().await;
    }
    assert_eq!(found(enter), "Decrypt and add");
}
