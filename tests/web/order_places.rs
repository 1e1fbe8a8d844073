//! What stands where on the pages of orders, and what they say once only.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{ARABIC, DELIVERED, IN_REVIEW, JAPANESE, NOW, ORDER_ID, WAITING, with};
use crate::orders::{CODE, history, list, script, show};
use crate::stage::{Stage, call, real, text};
use crate::standing::order;

/// A side of the first element of a selector, in pixels of the window.
fn side(name: &str, selector: &str) -> f64 {
    real(&script(&format!(
        "document.querySelector('#stage {selector}').getBoundingClientRect().{name}"
    )))
}

/// Whether two sides are on one line.
#[track_caller]
fn meets(one: f64, other: f64, what: &str) {
    assert!((one - other).abs() <= 1.0, "{what}: {one} and {other}");
}

/// Some letters of text, as often as they stand in it.
fn times(page: &str, words: &str) -> usize {
    page.matches(words).count()
}

#[wasm_bindgen_test]
async fn an_order_has_two_columns_where_there_is_room() {
    let stage = order(WAITING, "Send exactly").await;
    stage.becomes(1280, 100);
    stage.painted().await;
    let start = side("left", "main") + 40.0;
    meets(side("left", ".order-main"), start, "the edge of the page");
    meets(side("width", ".order-main"), 690.0, "seven columns");
    meets(side("left", ".order-side"), start + 714.0, "the eighth");
    meets(side("width", ".order-side"), 486.0, "five columns");
    meets(
        side("top", ".order-side"),
        side("top", ".order-main"),
        "one line",
    );
    for part in [".receipt", ".handover", ".recovery", ".support"] {
        assert!(stage.has(&[".order-side ", part].concat()), "{part}");
    }
    stage.becomes(1023, 100);
    stage.painted().await;
    assert!(side("top", ".order-side") > side("bottom", ".order-main"));
    meets(side("left", ".order-side"), side("left", "h1"), "one edge");
}

#[wasm_bindgen_test]
async fn the_list_has_the_folds_beside_it_where_there_is_room() {
    let stage = history().await;
    stage.becomes(1280, 100);
    stage.painted().await;
    let start = side("left", "main") + 40.0;
    meets(side("left", ".orders-main"), start, "the edge of the page");
    meets(side("width", ".orders-main"), 792.0, "eight columns");
    meets(side("left", ".orders-side"), start + 816.0, "the ninth");
    meets(side("width", ".orders-side"), 384.0, "four columns");
    assert!(stage.has(".orders-side details:not([open]) .copies"));
    stage.becomes_a_phone(390, 100);
    stage.painted().await;
    assert!(side("top", ".orders-side") > side("bottom", ".orders-main"));
}

#[wasm_bindgen_test]
async fn how_fresh_an_order_is_stands_at_the_end_of_a_line_of_its_head() {
    let stage = order(WAITING, "Send exactly").await;
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    call("send", &[WAITING.into()]);
    stage.says("Live").await;
    stage.becomes(1280, 100);
    stage.painted().await;
    meets(side("right", ".fresh"), side("right", ".steps"), "the end");
    // In the heading's own line its words would move the page when they change.
    assert!(side("top", ".fresh") >= side("bottom", "h1"));
    assert!(side("bottom", ".fresh") <= side("top", ".steps"));
    let step = |place: u32| side("left", &format!(".steps li:nth-child({place})"));
    let apart = step(2) - step(1);
    meets(step(3) - step(2), apart, "equal columns");
    let last = side("right", ".steps li:last-child") - 14.0 - step(3);
    meets(last, apart, "equal columns");
    for width in [360, 390] {
        stage.becomes_a_phone(width, 100);
        stage.painted().await;
        meets(side("right", ".fresh"), side("right", ".steps"), "the end");
        assert!(side("top", ".fresh") >= side("bottom", "h1"), "{width}");
        assert!(side("bottom", ".fresh") <= side("top", ".steps"), "{width}");
        meets(
            side("right", ".steps li:last-child"),
            side("right", "h1"),
            "the last",
        );
    }
}

#[wasm_bindgen_test]
async fn one_heading_says_the_state_and_nothing_repeats_it() {
    for (body, words) in [
        (WAITING, "Send exactly"),
        (DELIVERED, "Your order is here"),
        (IN_REVIEW, "A person is looking at this order"),
        (
            include_str!("../fixtures/order_p_6_done_all_failed.json"),
            "Nothing could be",
        ),
        (
            include_str!("../fixtures/order_j_refunded.json"),
            "Your money went back",
        ),
    ] {
        let stage = order(body, words).await;
        stage.becomes_a_phone(390, 100);
        stage.painted().await;
        assert_eq!(stage.count("h1"), 1, "{words}");
        // The name of the state is for ears, which hear its changes.
        assert!(side("width", ".status-now strong") <= 1.0 || !stage.has(".status"));
        stage.close();
    }
    // A refund is said by the heading, and once with its sum.
    let body = include_str!("../fixtures/order_j_refunded.json");
    let stage = order(body, "Your money went back").await;
    let page = stage.all_text();
    assert_eq!(times(&page, "sent back"), 1, "{page}");
    stage
        .says("It can take a while to show in your wallet.")
        .await;
    stage.close();
    // What is ordered is in the head until its ticket says so.
    let stage = order(WAITING, "Send exactly").await;
    assert!(stage.has(".order-head .item"));
    stage.close();
    let stage = order(DELIVERED, "Your order is here").await;
    assert!(!stage.has(".order-head .item"));
    assert!(stage.text(".ticket-head").contains("to buyer@example.com"));
}

#[wasm_bindgen_test]
async fn a_time_that_is_over_is_said_by_the_heading_alone() {
    let stage = order(WAITING, "Send exactly").await;
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    assert_eq!(times(&stage.all_text(), "The time to pay is over"), 1);
}

#[wasm_bindgen_test]
async fn a_button_that_copies_is_at_the_end_of_what_it_copies() {
    let stage = order(WAITING, "Send exactly").await;
    for (width, is_phone) in [(390, true), (360, true), (1280, false)] {
        if is_phone {
            stage.becomes_a_phone(width, 100);
        } else {
            stage.becomes(width, 100);
        }
        stage.painted().await;
        for (line, copied) in [(".pay-line", ".pay-sum"), (".address-line", ".address")] {
            let button = [line, " > .copy"].concat();
            meets(side("right", &button), side("right", line), "the end");
            assert!(
                side("left", &button) >= side("right", copied),
                "{line} {width}"
            );
            let middle = (side("top", &button) + side("bottom", &button)) / 2.0;
            let (top, bottom) = (side("top", copied), side("bottom", copied));
            assert!(middle > top && middle < bottom, "{line} {width}");
            assert!(side("height", &button) >= 44.0, "{line} {width}");
        }
    }
}

#[wasm_bindgen_test]
async fn long_words_for_copied_move_no_button_below_the_amount() {
    let stage = Stage::new();
    stage.serve("/locales/ja.json", JAPANESE);
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID, "?lang=ja"].concat());
    stage.says("コピー").await;
    for width in [360, 390] {
        stage.becomes_a_phone(width, 100);
        stage.painted().await;
        let button = ".pay-line > .copy";
        meets(side("right", button), side("right", ".pay-line"), "the end");
        assert!(side("top", button) < side("bottom", ".pay-sum"), "{width}");
    }
}

#[wasm_bindgen_test]
async fn what_a_phone_needs_to_pay_is_on_its_first_screen() {
    let stage = order(WAITING, "Send exactly").await;
    stage.becomes_a_phone(390, 100);
    stage.painted().await;
    // Below the banner of the sandbox (27) and the header (56), above the bar of tabs (56).
    let room = 844.0 - 27.0 - 56.0 - 56.0;
    let end = side("bottom", ".address-line > .copy") - side("top", "main");
    assert!(end <= room, "{end}");
    assert!(side("bottom", ".network-big") < side("top", ".pay-sum"));
    assert!(side("bottom", ".pay-line > .copy") < side("top", ".address"));
}

#[wasm_bindgen_test]
async fn in_arabic_the_amount_of_a_ticket_is_at_the_other_end() {
    let stage = Stage::new();
    stage.serve("/locales/ar.json", ARABIC);
    stage.serve("/v5/orders/", DELIVERED);
    stage.open(&["/order/", ORDER_ID, "?lang=ar"].concat());
    stage
        .until("a ticket", || stage.has(".ticket-head .money"))
        .await;
    for width in [360, 768, 1280] {
        stage.becomes(width, 100);
        stage.painted().await;
        let inset = if width < 768 { 16.0 } else { 24.0 };
        let head = side("left", ".ticket-head");
        meets(
            side("left", ".ticket-head .money"),
            head + inset,
            "the left end",
        );
        let name = side("right", ".ticket-head h2");
        meets(name, side("right", ".ticket-head") - inset, "the right end");
    }
}

#[wasm_bindgen_test]
async fn how_to_redeem_opens_with_the_code() {
    let stage = order(DELIVERED, "Show code").await;
    assert!(stage.has(".ticket details:not([open]) .prose"));
    stage.press("Show code").await;
    stage.says(CODE).await;
    stage
        .until("the steps", || stage.has(".ticket details[open] .prose"))
        .await;
    // What the buyer folds stays folded, and what is shown already begins unfolded.
    script("document.querySelector('#stage .ticket details').open = false");
    stage.pass(5_000.0).await;
    assert!(stage.has(".ticket details:not([open])"));
    stage.close();
    show(&stage, DELIVERED, CODE).await;
    stage
        .until("the steps", || stage.has(".ticket details[open]"))
        .await;
}

#[wasm_bindgen_test]
async fn each_number_of_a_ticket_has_its_own_button_to_copy() {
    let body = include_str!("../fixtures/order_b_2_done_url_pin.json");
    let stage = order(body, "Show code").await;
    assert!(!stage.has(".ticket .copied-line"), "covered");
    stage.press("Show code").await;
    stage
        .until("numbers", || stage.has(".ticket .copied-line"))
        .await;
    let number = stage.text(".ticket .copied-line code");
    stage.click(".ticket .copied-line .copy").await;
    assert_eq!(text(&call("copied", &[])), number);
}

#[wasm_bindgen_test]
async fn what_failed_comes_before_what_has_come() {
    let body = include_str!("../fixtures/order_p_1_done_failed_part.json");
    let mut body: Value = serde_json::from_str(body).expect("JSON");
    let items = body["deliveries"].as_array_mut().expect("deliveries");
    // The one that failed is the last of the API's.
    items.sort_by_key(|item| item["delivery_state"] == "Failed");
    items[0]["deliverable"]["pin_code"] = json!("DEMO-FIRST");
    let stage = order(&body.to_string(), "Not everything could be delivered").await;
    assert!(stage.has(".ticket:first-child .notice"));
    // The cover is that of the item.
    stage.press("Show code").await;
    stage.says("DEMO-FIRST").await;
    assert!(!stage.text(".ticket:first-child").contains("DEMO-FIRST"));
}

#[wasm_bindgen_test]
async fn the_link_of_an_order_can_be_copied() {
    let stage = order(WAITING, "The link of this order").await;
    stage.press("Copy the link of the order").await;
    let link = [&*text(&script("location.origin")), "/order/", ORDER_ID].concat();
    assert_eq!(text(&call("copied", &[])), link);
}

#[wasm_bindgen_test]
async fn an_order_that_cannot_be_read_has_a_heading_and_somebody_to_ask() {
    let stage = Stage::new();
    stage.serve_as("GET", "/v5/orders/", 400, r#"{"detail":"not today"}"#, "{}");
    stage.open(&["/order/", ORDER_ID].concat());
    stage.until("a failure", || stage.has(".failure")).await;
    assert_eq!((stage.count("h1"), &*stage.text("h1")), (1, "Your order"));
    assert!(stage.has("main a[href*='/help']"), "whom to ask");
    stage.becomes_a_phone(360, 100);
    stage.painted().await;
    meets(side("left", ".failure"), side("left", "h1"), "one edge");
    stage.close();
    let unknown = r#"{"status":404,"detail":"Order not found"}"#;
    stage.serve_as("GET", "/v5/orders/", 404, unknown, "{}");
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("There is no order with this number.").await;
    assert_eq!(stage.count("h1"), 1);
    assert!(stage.has("main a[href*='/help']"), "whom to ask");
}

/// The page of as many orders as there are states.
async fn listed(states: &[&str]) -> Stage {
    let row = |(place, state): (usize, &&str)| {
        let id = [&ORDER_ID[..35], &place.to_string()].concat();
        let made = NOW - 60_000.0 * place as f64;
        json!({ "id": id, "title": format!("Steam ${place}"), "created_at": made, "state": state })
    };
    let orders: Vec<Value> = states.iter().enumerate().map(row).collect();
    list(&orders, "Steam $0").await
}

#[wasm_bindgen_test]
async fn orders_under_way_come_first() {
    let stage = listed(&["done", "delivering", "expired", "waiting"]).await;
    let names = text(&stage.on_page("lines", &[".past a".into()]));
    assert_eq!(names, "Steam $1\nSteam $3\nSteam $0\nSteam $2");
}

#[wasm_bindgen_test]
async fn orders_can_be_searched_from_the_sixth_on() {
    let stage = listed(&["done"; 5]).await;
    assert!(!stage.has("#search"));
    stage.close();
    let stage = listed(&["done"; 6]).await;
    stage.type_into("#search", "steam $4").await;
    assert_eq!(stage.count(".past"), 1);
    // With the search gone nothing stays hidden by what was typed.
    stage.press("Forget").await;
    assert_eq!(stage.count(".past"), 5);
}

#[wasm_bindgen_test]
async fn a_whole_row_leads_to_its_order() {
    let stage = history().await;
    stage.becomes_a_phone(390, 100);
    stage.painted().await;
    let hit = |place: &str| {
        let script_text = format!(
            "(() => {{ const row = document.querySelector('#stage .past'); row.scrollIntoView(); \
             const box = row.getBoundingClientRect(); \
             return document.elementFromPoint({place}).tagName; }})()"
        );
        text(&script(&script_text))
    };
    assert_eq!(hit("box.right - 4, box.top + 4"), "A");
    assert_eq!(hit("box.left + 4, box.bottom - 4"), "A");
    let button = "(() => { const button = document.querySelector('#stage .past button'); \
         const box = button.getBoundingClientRect(); \
         return document.elementFromPoint(box.left + 8, box.top + 8) === button; })()";
    assert!(script(button).is_truthy(), "what can be pressed lies above");
}

#[wasm_bindgen_test]
async fn an_empty_list_says_why_and_leads_on() {
    let stage = Stage::with_shop();
    stage.open("/orders");
    stage.says("No orders in this browser").await;
    assert!(stage.has(".orders-none .drawing"));
    assert!(stage.has(".orders-none a.button[href^='/gift-cards']"));
    let help = stage.attribute(".orders-none .help-link", "href");
    assert!(help.is_some_and(|help| help.ends_with("#missing-order")));
    assert_eq!(times(&stage.text("main"), "An order is missing here"), 0);
}

#[wasm_bindgen_test]
async fn a_part_of_the_money_has_a_meter() {
    let body = with(
        WAITING,
        &[
            ("order_state", json!("PartialPaymentStarted")),
            ("sent_coin_amount", json!("25.33")),
        ],
    );
    let stage = order(&body, "Send 25.33 USDC more on Base").await;
    stage.becomes_a_phone(390, 100);
    stage.painted().await;
    let part =
        script("getComputedStyle(document.querySelector('#stage .meter'), '::before').inlineSize");
    let part: f64 = text(&part)
        .trim_end_matches("px")
        .parse()
        .expect("a length");
    meets(part, side("width", ".meter") / 2.0, "half");
}
