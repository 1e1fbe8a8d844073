//! The wallet of the page around a widget: when it is asked, and what becomes of its answer.

use refillery::config::Config;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ENGLISH, GERMAN, INVOICE, ORDER_ID, WAITING, with};
use crate::stage::{Stage, call, text};
use crate::widget::{address, command, connect, open, said, shop};
use crate::widget_paying::{REFERENCE, TEN, buy, news};

/// The page of this order in a widget whose partner pays.
async fn shown(order: &str) -> Stage {
    let (stage, config) = shop();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), order);
    let path = ["/embed/order/", ORDER_ID].concat();
    stage.open_with(&address(&path, "&pay=host&lang=en"), config, Vec::new());
    connect(&stage, &json!({})).await;
    stage
}

async fn says_sent(stage: &Stage) -> Value {
    let word = json!({ "order_ref": REFERENCE, "status": "sent" });
    command(stage, "payment.result", &word).await
}

const KEY_ON_SOLANA: &str = "CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF";

const PAY: &str = "Pay with this wallet";

#[wasm_bindgen_test]
async fn after_the_deadline_no_wallet_is_asked_to_pay() {
    let stage = shown(WAITING).await;
    stage.says(PAY).await;
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    stage.press("I have already paid").await;
    stage
        .until("the address to look at", || stage.has(".address"))
        .await;
    stage.says("Do not send money any more.").await;
    assert!(!stage.all_text().contains(PAY));
    assert!(!stage.has(".qr") && !stage.has(".pay .copy"));
}

/// Fails where anything on the page asks for the payment.
fn asks_for_nothing(stage: &Stage) {
    let said = stage.all_text();
    for words in [
        PAY,
        "Send exactly",
        "Waiting for payment",
        "The price is held",
        "is asked to send",
        "Pay it only",
    ] {
        assert!(!said.contains(words), "{words}");
    }
    for way in [".address", ".pay-sum", ".qr", ".pay a", ".pay .copy"] {
        assert!(!stage.has(way), "{way}");
    }
    let html = stage.html().to_lowercase();
    assert!(!html.contains("0x5a4d0b0c"), "the text for support too");
}

#[wasm_bindgen_test]
async fn once_the_wallet_has_sent_nothing_asks_to_pay_again() {
    let stage = shown(WAITING).await;
    stage.press(PAY).await;
    assert!(stage.has(".address") && stage.has(".qr"));
    says_sent(&stage).await;
    stage
        .until("the heading", || {
            stage.text("h1") == "Sent, waiting for the network"
        })
        .await;
    asks_for_nothing(&stage);
    // A press at the one button that is left doesn't either, nor does the buyer who comes back.
    stage.press("I have already paid").await;
    stage.says("No payment has been seen yet.").await;
    asks_for_nothing(&stage);
    stage.go(&address("/embed/orders", "&pay=host&lang=en"));
    stage.says("Your orders").await;
    let path = ["/embed/order/", ORDER_ID].concat();
    stage.go(&address(&path, "&pay=host&lang=en"));
    stage.says("Sent, waiting for the network").await;
    stage
        .until("the heading", || !stage.text("h1").contains("Send"))
        .await;
    asks_for_nothing(&stage);
    // The partner pays no more, and the money that was sent is sent all the same.
    command(&stage, "config.set", &json!({ "pay": "shopper" })).await;
    stage.settle().await;
    asks_for_nothing(&stage);
    // No message was about the rest after a part.
    let part = [
        ("sent_coin_amount", json!("30")),
        ("updated_at", json!("1795167999")),
    ];
    news(&stage, &with(WAITING, &part)).await;
    stage.says("Send 20.66 USDC more on Base").await;
    assert!(stage.has(".address"));
}

#[wasm_bindgen_test]
async fn after_the_deadline_the_wallet_s_word_stays() {
    let stage = shown(WAITING).await;
    stage.press(PAY).await;
    says_sent(&stage).await;
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    stage.says("Sent, waiting for the network").await;
    asks_for_nothing(&stage);
}

#[wasm_bindgen_test]
async fn an_invoice_that_ends_before_its_order_is_not_asked_for_any_more() {
    let stage = shown(&with(
        WAITING,
        &[
            ("coin", json!("BTC")),
            ("network", json!("Lightning")),
            ("coin_amount", json!("0.00023021")),
            ("wallet_address", json!(INVOICE)),
            ("qr_text", Value::Null),
        ],
    ))
    .await;
    stage.says(PAY).await;
    // The invoice ends after 15 minutes, the order after 20.
    stage.pass(16.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    stage.press("I have already paid").await;
    stage.settle().await;
    assert!(!stage.all_text().contains(PAY));
}

#[wasm_bindgen_test]
async fn a_payment_with_a_memo_is_made_by_the_buyer() {
    // Its link would carry the memo, and a wallet that pays by the numbers would not.
    let fields = [
        ("coin", json!("SOL")),
        ("network", json!("Solana")),
        ("wallet_address", json!(KEY_ON_SOLANA)),
        ("qr_text", Value::Null),
    ];
    let stage = shown(&with(WAITING, &fields)).await;
    stage.says(PAY).await;
    stage.close();
    let memo = [&fields[..], &[("memo", json!("12345"))]].concat();
    let stage = shown(&with(WAITING, &memo)).await;
    stage.says("12345").await;
    assert!(!stage.all_text().contains(PAY));
}

#[wasm_bindgen_test]
async fn what_the_wallet_said_is_known_when_the_buyer_comes_back() {
    let stage = shown(WAITING).await;
    stage.press(PAY).await;
    // The wallet works while the buyer looks at other things.
    stage.go(&address("/embed/orders", "&pay=host&lang=en"));
    stage.says("Your orders").await;
    assert_eq!(says_sent(&stage).await["ok"], true);
    let path = ["/embed/order/", ORDER_ID].concat();
    stage.go(&address(&path, "&pay=host&lang=en"));
    stage.says("Sent, waiting for the network").await;
    assert!(!stage.all_text().contains(PAY), "not twice");
    // No message was about the rest after a part.
    let part = [
        ("sent_coin_amount", json!("30")),
        ("updated_at", json!("1795167999")),
    ];
    news(&stage, &with(WAITING, &part)).await;
    stage.says(PAY).await;
}

#[wasm_bindgen_test]
async fn a_late_word_about_a_part_is_no_word_about_the_rest() {
    let stage = shown(WAITING).await;
    stage.press(PAY).await;
    // The wallet answers when its payment is confirmed; a part of it was seen before.
    let part = [
        ("sent_coin_amount", json!("30")),
        ("updated_at", json!("1795167999")),
    ];
    news(&stage, &with(WAITING, &part)).await;
    stage.says("20.66").await;
    assert_eq!(says_sent(&stage).await["ok"], true);
    stage.settle().await;
    stage.press(PAY).await;
    stage
        .until("the rest", || said("payment.intent").len() == 2)
        .await;
    assert_eq!(said("payment.intent")[1]["amount"], "20.66");
    says_sent(&stage).await;
    stage.says("Sent, waiting for the network").await;
}

#[wasm_bindgen_test]
async fn an_order_is_credited_to_whom_the_partner_named_last() {
    let more = [TEN, "&ref=corner-shop&utm_source=old"].concat();
    let stage = open("/embed/product/steam/steam", &more, &json!({})).await;
    command(&stage, "config.set", &json!({ "utm_source": "spring" })).await;
    buy(&stage).await;
    let body = text(&call("body", &["POST".into(), "/v5/orders$".into()]));
    let body: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(body["acquisition"]["utm_source"], "spring");
}

#[wasm_bindgen_test]
async fn a_word_or_a_setting_takes_no_focus_and_folds_nothing() {
    let stage = shown(WAITING).await;
    stage.says(PAY).await;
    let script = "document.querySelector('.pay details').open = true; document.querySelector('.pay-host button').focus()";
    js_sys::eval(script).expect("a script");
    let is_open = || stage.has(".pay details[open]");
    command(&stage, "config.set", &json!({ "theme": "dark" })).await;
    stage.settle().await;
    assert!(is_open());
    assert_eq!(text(&call("focusedText", &[])), PAY);
    let word = json!({ "order_ref": REFERENCE, "status": "rejected" });
    command(&stage, "payment.result", &word).await;
    stage.says("The wallet has not sent it.").await;
    assert!(is_open());
    assert_eq!(text(&call("focusedText", &[])), PAY);
}

#[wasm_bindgen_test]
async fn between_the_order_and_its_page_the_window_stays_guarded() {
    let stage = open("/embed/product/steam/steam", TEN, &json!({})).await;
    buy(&stage).await;
    let guards = said("close.guard");
    let active: Vec<bool> = guards
        .iter()
        .filter_map(|guard| guard["active"].as_bool())
        .collect();
    assert_eq!(active, [true, true], "no moment without one");
    assert_ne!(guards[0]["reason"], guards[1]["reason"]);
}

#[wasm_bindgen_test]
async fn the_words_of_the_window_follow_the_language() {
    let stage = shown(WAITING).await;
    stage.says(PAY).await;
    stage.serve("/locales/de.json", GERMAN);
    command(&stage, "config.set", &json!({ "lang": "de" })).await;
    stage
        .until("German words", || {
            said("words")
                .last()
                .is_some_and(|data| data["words"]["close"] == "Schließen")
        })
        .await;
    let guard = said("close.guard").pop().expect("a guard");
    assert_eq!(
        (&guard["active"], &guard["leave"]),
        (&json!(true), &json!("Trotzdem schließen"))
    );
}

#[wasm_bindgen_test]
async fn a_language_by_message_leaves_the_focus_where_it_is() {
    let stage = open("/embed/product/steam/steam", TEN, &json!({})).await;
    stage.serve("/locales/de.json", GERMAN);
    stage.serve("/locales/en.json", ENGLISH);
    let script = |script: &str| js_sys::eval(script).expect("a script");
    script(
        "window.realFocus = HTMLElement.prototype.focus;
        HTMLElement.prototype.focus = function (...all) { window.focused += 1; window.realFocus.apply(this, all); };",
    );
    for (has_focus, lang, words) in [(true, "de", "Bestellen"), (false, "en", "Place order")] {
        stage.until("a field", || stage.has("#email")).await;
        script("document.querySelector('#email').focus(); window.focused = 0");
        // The focus of the window, which is the page around's or this frame's.
        script(&format!("document.hasFocus = () => {has_focus}"));
        command(&stage, "config.set", &json!({ "lang": lang })).await;
        stage.says(words).await;
        stage.painted().await;
        if has_focus {
            assert_eq!(text(&call("focused", &[])), "email", "{lang}");
        } else {
            // Nothing takes it from the page around.
            assert_eq!(script("window.focused").as_f64(), Some(0.0), "{lang}");
        }
    }
    script("delete document.hasFocus; HTMLElement.prototype.focus = window.realFocus");
}

#[wasm_bindgen_test]
async fn a_refused_country_leaves_the_buyers_own() {
    let stage = open("/embed/brands", "", &json!({})).await;
    stage.says("Brands · United States").await;
    stage.choose_country("JP").await;
    stage.says("Brands · Japan").await;
    command(&stage, "config.set", &json!({ "country": "Germany" })).await;
    stage.settle().await;
    assert!(text(&call("address", &[])).contains("country=JP"));
    command(&stage, "config.set", &json!({ "Country": "US" })).await;
    stage.says("Brands · United States").await;
}

#[wasm_bindgen_test]
async fn help_opens_beside_the_order() {
    let (stage, config) = shop();
    let config = Config {
        support_url: Some("https://help.example/".to_owned()),
        ..config
    };
    let failed = with(DELIVERED, &[("order_state", json!("PaymentFailed"))]);
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), &failed);
    let path = ["/embed/order/", ORDER_ID].concat();
    stage.open_with(&address(&path, "&lang=en"), config, Vec::new());
    stage
        .until("a link", || {
            stage.has("main a[href^='https://help.example']")
        })
        .await;
    let link = "main a[href^='https://help.example']";
    assert_eq!(
        stage.count(link),
        stage.count(&[link, "[target=_blank][rel='noopener noreferrer']"].concat())
    );
}

#[wasm_bindgen_test]
async fn what_a_frame_can_not_do_is_not_offered() {
    let stage = shown(DELIVERED).await;
    stage.says("Show code").await;
    stage.press("Show code").await;
    stage.settle().await;
    assert!(!stage.all_text().contains("Print"));
    let stage = Stage::with_shop();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), DELIVERED);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Show code").await;
    stage.press("Show code").await;
    stage.says("Print").await;
}
