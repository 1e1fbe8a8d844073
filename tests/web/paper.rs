//! Orders on paper and on narrow phones.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, RECEIVED, WAITING, with};
use crate::orders::script;
use crate::stage::{Stage, call, text};

const ADDRESS: &str = "0x5a4d0b0c0000000000000000000000000e7ac0de";
const CODE: &str = "DEMO-7Q2KXW-M4PA";

/// Opens the page of an order that is in this state.
async fn check(order: &str, words: &str) -> Stage {
    let stage = Stage::new();
    stage.serve("/v5/orders/", order);
    let order: Value = serde_json::from_str(order).expect("JSON");
    stage.open(&["/order/", order["order_id"].as_str().expect("an id")].concat());
    stage.says(words).await;
    stage
}

/// The words of the page on paper, which is white on any screen.
fn printed(stage: &Stage) -> String {
    for theme in ["dark", "light"] {
        js_sys::eval(&["document.documentElement.dataset.theme = '", theme, "'"].concat())
            .expect("a theme");
        let (_, colour) = stage.on_paper();
        assert_eq!(colour, "rgb(255, 255, 255)", "{theme}");
        let ink = js_sys::eval("getComputedStyle(document.querySelector('#stage h1')).color");
        let ink = ink.expect("a colour").as_string().expect("a colour");
        let light = ink
            .trim_start_matches("oklch(")
            .split([' ', '%'])
            .next()
            .and_then(|light| light.parse::<f64>().ok());
        assert!(light.is_some_and(|light| light < 0.3), "dark ink: {ink}");
    }
    stage.on_paper().0
}

#[wasm_bindgen_test]
async fn a_delivered_order_prints_shop_number_day_code_and_steps() {
    let stage = check(DELIVERED, "Show code").await;
    stage.press("Show code").await;
    stage.says(CODE).await;
    let order: Value = serde_json::from_str(DELIVERED).expect("JSON");
    let paper = printed(&stage);
    for words in [
        "Refillery",
        order["order_id"].as_str().expect("an id"),
        "2026",
        CODE,
        "How to redeem",
        "Paste the code.",
    ] {
        assert!(paper.contains(words), "{words} in {paper}");
    }
    assert!(!paper.contains("USDC"), "a gift says no price: {paper}");
}

#[wasm_bindgen_test]
async fn a_covered_code_is_printed_as_not_shown_yet() {
    let stage = check(DELIVERED, "Show code").await;
    let paper = printed(&stage);
    assert!(paper.contains("Not shown yet."), "{paper}");
    assert!(!paper.contains(CODE) && !paper.contains("Show code"));
    assert!(!paper.contains("••••"), "no empty card: {paper}");
    assert!(!paper.contains("can't be returned"), "{paper}");
}

#[wasm_bindgen_test]
async fn a_waiting_order_prints_what_is_to_be_paid_and_by_when() {
    let stage = check(WAITING, "Send exactly").await;
    let order: Value = serde_json::from_str(WAITING).expect("JSON");
    let paper = printed(&stage);
    let joined = paper.replace(' ', "");
    assert!(joined.contains(ADDRESS), "{paper}");
    for words in [
        "Refillery",
        order["order_id"].as_str().expect("an id"),
        "Send exactly 50.66",
        "50.66 USDC",
        "Base",
        "The price is held until",
        "2026",
    ] {
        assert!(
            paper.replace('\u{a0}', " ").contains(words),
            "{words} in {paper}"
        );
    }
    assert!(!paper.contains("I have already paid"), "{paper}");
    assert!(!paper.contains("Paying from an exchange?"), "{paper}");
}

#[wasm_bindgen_test]
async fn a_partners_dark_colours_are_not_printed() {
    let stage = check(DELIVERED, "Show code").await;
    js_sys::eval(
        "{ const style = document.documentElement.style; \
         style.setProperty('--paper', '#000'); style.setProperty('--ink', '#eee'); }",
    )
    .expect("colours");
    let (_, colour) = stage.on_paper();
    let reset = "{ const style = document.documentElement.style; \
         style.removeProperty('--paper'); style.removeProperty('--ink'); }";
    js_sys::eval(reset).expect("colours");
    assert_eq!(colour, "rgb(255, 255, 255)");
}

/// An order for somebody with a long address.
fn long(order: &str, email: &str, word: &str) -> String {
    let user = json!({ "email": email });
    let fields = [("email", json!(email)), ("user", user)];
    let mut order: Value = serde_json::from_str(&with(order, &fields)).expect("JSON");
    let goods = &mut order["deliveries"][0]["deliverable"];
    goods["beneficiary_account"] = json!(email);
    goods["brand_name"] = json!(word);
    goods["localized_denomination"] = json!(word);
    order.to_string()
}

#[wasm_bindgen_test]
async fn long_words_stretch_no_order() {
    let email = |letters: usize| [&"x".repeat(letters - 12), "@example.com"].concat();
    let cases = [
        (320, 100, email(52)),
        (360, 100, email(203)),
        (390, 200, email(52)),
        (320, 200, email(203)),
    ];
    for (order, words) in [
        (WAITING, "Send exactly"),
        (RECEIVED, "Payment received"),
        (DELIVERED, "Show code"),
    ] {
        for (width, percent, email) in &cases {
            let stage = check(&long(order, email, &"Wort".repeat(30)), words).await;
            stage.becomes_a_phone(*width, *percent);
            if words == "Show code" {
                stage.press(words).await;
                stage.says(CODE).await;
            }
            assert_eq!(stage.stands_out(), "", "{words} {width} {percent}");
            // Nothing that has no words is cut either.
            let wide = js_sys::eval(
                "[...document.querySelectorAll('#stage main > *')].filter((one) => \
                 one.getBoundingClientRect().width > one.parentElement.clientWidth).length",
            );
            assert_eq!(wide.expect("a count").as_f64(), Some(0.0));
            call("narrow", &[stage_root(), 800.into(), 100.into()]);
        }
    }
}

fn stage_root() -> wasm_bindgen::JsValue {
    js_sys::eval("document.getElementById('stage')").expect("the stage")
}

#[wasm_bindgen_test]
async fn a_phone_has_the_orders_in_the_bar_of_tabs() {
    let stage = Stage::with_shop();
    stage.open("/brands");
    stage.until("a wall", || stage.has("#count")).await;
    for width in [320, 360, 390, 430, 479] {
        stage.becomes_a_phone(width, 100);
        let script = "(() => { const links = [...document.querySelectorAll('#stage .tabs a')]; \
             const seen = (link) => link.getBoundingClientRect().width >= 44; \
             const header = document.querySelector('#stage header.header'); \
             return links.length === 4 && links.every(seen) && links.at(-1).pathname === '/orders' \
                 && header.scrollWidth <= header.clientWidth; })()";
        let fits = js_sys::eval(script).expect("a bar");
        assert!(fits.is_truthy(), "{width}");
    }
}

#[wasm_bindgen_test]
async fn the_header_leads_to_the_orders_where_an_order_has_its_bar() {
    for is_full in [false, true] {
        let stage = Stage::with_shop();
        stage.open(crate::ordering::TEN);
        stage
            .until("the form", || stage.has("form.buy #email"))
            .await;
        if is_full {
            stage.press("Add to cart").await;
        }
        for width in [320, 360, 390, 430, 479] {
            stage.becomes_a_phone(width, 100);
            let script = "(() => { const header = document.querySelector('#stage header.header'); \
                 const link = header.querySelector('a[href^=\"/orders\"]').getBoundingClientRect(); \
                 const last = header.lastElementChild.getBoundingClientRect(); \
                 const end = header.getBoundingClientRect().right; \
                 return link.width >= 44 && link.right <= end && last.right <= end \
                     && header.scrollWidth <= header.clientWidth; })()";
            let fits = js_sys::eval(script).expect("a header");
            assert!(fits.is_truthy(), "{width} {is_full}");
        }
    }
}

/// Opens the page of a waiting order on a screen that is a phone's, or none.
async fn waiting(is_phone: bool) -> Stage {
    script(&format!(
        "window.matchMediaBefore ??= window.matchMedia; window.matchMedia = () => ({{ matches: {is_phone} }})"
    ));
    let stage = check(WAITING, "Send exactly 50.66 USDC on Base").await;
    script("window.matchMedia = window.matchMediaBefore");
    stage
}

#[wasm_bindgen_test]
async fn on_a_phone_the_wallet_follows_what_it_must_show_and_the_code_is_folded() {
    let stage = waiting(true).await;
    let words = stage.text(".pay");
    let place = |part: &str| {
        words
            .find(part)
            .unwrap_or_else(|| panic!("{part} in {words}"))
    };
    let order = [
        "Send on Base only.",
        "50.66",
        "0x5a",
        "Open in wallet",
        "QR code, for the camera of another device",
    ];
    assert!(order.map(place).is_sorted(), "{words}");
    assert!(stage.has("details:not([open]) .qr svg"));
    assert_eq!(stage.count(".pay a[href^='ethereum:']"), 1);
    stage.becomes_a_phone(390, 100);
    assert_eq!(stage.stands_out(), "");
    stage.close();
    // With a camera for it the code is open, and the link is under it.
    let stage = waiting(false).await;
    assert!(stage.has(".pay .qr svg") && !stage.has("details .qr"));
    let html = stage.html();
    assert!(html.find("class=\"qr\"") < html.find("ethereum:"));
}

#[wasm_bindgen_test]
async fn no_browser_turns_what_cameras_read_around() {
    let stage = waiting(false).await;
    stage.becomes_a_phone(390, 100);
    let scheme = "getComputedStyle(document.querySelector('#stage .qr svg')).colorScheme";
    let scheme = text(&script(scheme));
    assert!(
        scheme.contains("only") && scheme.contains("light"),
        "{scheme}"
    );
    // A box's background would be turned around all the same, so the white is drawn.
    assert!(stage.has("#stage .qr svg > rect.scan-ground:first-child"));
    // Every rule that draws for a camera says so.
    let css = include_str!("../../style/components.css");
    for rule in css
        .lines()
        .filter(|line| line.contains("background: var(--scan-light)"))
    {
        assert!(rule.contains("color-scheme: only light"), "{rule}");
    }
}
