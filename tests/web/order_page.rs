//! An order's page: asking for money, covering codes, copying.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, IN_REVIEW, ORDER_ID, PARTIAL, RECEIVED, STARTED, WAITING, with};
use crate::stage::{Stage, call, text};

const CODE: &str = "DEMO-7Q2KXW-M4PA";

/// Opens the page of an order that is in this state.
async fn check(order: &str, words: &str) -> Stage {
    let stage = Stage::new();
    stage.serve("/v5/orders/", order);
    let order: serde_json::Value = serde_json::from_str(order).expect("JSON");
    stage.open(&["/order/", order["order_id"].as_str().expect("an id")].concat());
    stage.says(words).await;
    stage
}

async fn send(stage: &Stage, data: &str) {
    call("send", &[data.into()]);
    stage.settle().await;
}

#[wasm_bindgen_test]
async fn the_network_is_before_the_amount_and_the_amount_before_the_address() {
    let stage = check(WAITING, "Send exactly 50.66 USDC on Base").await;
    let text = stage.text(".pay");
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words} in {text}"))
    };
    assert!(place("Send on Base only.") < place("50.66 USDC"));
    assert!(place("50.66 USDC") < place("0x5a"));
    assert_eq!(
        stage.attribute(".address", "aria-label").as_deref(),
        Some("0x5a4d0b0c0000000000000000000000000e7ac0de")
    );
    assert!(stage.has(".pay svg path"), "a QR code");
    stage.says("The price is held until").await;
    assert!(!stage.all_text().contains("left."), "no hurry yet");
    stage.pass(10.0 * 60_000.0).await;
    stage.says("About 9 minutes left.").await;
}

#[wasm_bindgen_test]
async fn the_time_left_is_said_aloud_at_ten_five_and_one_minute_only() {
    let stage = check(WAITING, "Send exactly 50.66 USDC on Base").await;
    let place = ".pay-time [role=status]";
    assert!(stage.has(place), "there before it says anything");
    let mut said = Vec::new();
    let mut before = stage.text(place);
    for _ in 0..2 * 30 {
        stage.pass(30_000.0).await;
        let now = if stage.has(place) {
            stage.text(place)
        } else {
            String::new()
        };
        if !now.is_empty() && now != before {
            said.push(now.clone());
        }
        before = now;
    }
    assert_eq!(
        said,
        [
            "About 10 minutes left.",
            "About 5 minutes left.",
            "About 1 minute left."
        ]
    );
}

#[wasm_bindgen_test]
async fn after_a_part_only_the_rest_is_asked_for() {
    let stage = check(PARTIAL, "Send 20.66 USDC more on Base").await;
    stage.says("30 USDC of 50.66 USDC received").await;
    stage.press("Copy the amount, 20.66\u{a0}USDC").await;
    assert_eq!(text(&call("copied", &[])), "20.66");
}

#[wasm_bindgen_test]
async fn the_pay_panel_goes_when_money_is_seen_and_never_comes_back() {
    let stage = check(WAITING, "Send exactly").await;
    assert!(stage.has(".pay"));
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    send(&stage, STARTED).await;
    assert!(!stage.has(".pay"), "seen money hides the panel");
    let newer = |state: &str, sent: &str| {
        with(
            WAITING,
            &[
                ("order_state", json!(state)),
                ("sent_coin_amount", json!(sent)),
                ("updated_at", json!("1795167999")),
            ],
        )
    };
    for (what, order) in [
        ("an older snapshot", WAITING.to_owned()),
        (
            "a snapshot that has all the money",
            newer("WaitingForPayment", "50.66"),
        ),
        (
            "a later snapshot that has lost the money",
            newer("WaitingForPayment", "0"),
        ),
    ] {
        send(&stage, &order).await;
        assert!(
            !stage.has(".pay") && !stage.all_text().contains("Send exactly"),
            "{what} asks for money again"
        );
        assert!(
            !stage.all_text().contains("The address is on its way"),
            "{what} waits for money again"
        );
    }
}

#[wasm_bindgen_test]
async fn after_the_deadline_nothing_is_advertised_but_the_order_is_watched() {
    let stage = check(WAITING, "Send exactly").await;
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    assert!(!stage.has(".address") && !stage.has(".pay svg path[d^=M]"));
    assert!(
        !stage.all_text().contains("Send exactly"),
        "the heading too"
    );
    stage.press("I have already paid").await;
    stage.says("To compare with your wallet").await;
    assert_eq!(
        stage.text(".pay .address"),
        "0x5a4d0b0c0000000000000000000000000e7ac0de",
        "who has sent can see where it went"
    );
    stage.says("Do not send money any more.").await;
    stage.says("The time to pay is over").await;
    stage
        .says("No payment has been seen yet. If you have sent it, do not send it again: the order")
        .await;
    for way in [".qr", ".pay-sum", ".pay .copy", ".pay a", "#exchange-fee"] {
        assert!(!stage.has(way), "{way} would be one more payment");
    }
    assert!(!stage.html().contains("uint256"), "no link into a wallet");
    assert!(!stage.all_text().contains("The price is held until"));
}

#[wasm_bindgen_test]
async fn a_buyer_who_has_paid_reads_what_was_found_and_what_comes_next() {
    let stage = check(WAITING, "Send exactly").await;
    stage.hold("/v5/orders/");
    stage.press("I have already paid").await;
    stage.says("Looking for your payment").await;
    stage.answer("/v5/orders/", 200, WAITING).await;
    stage.says("Looked up at ").await;
    stage
        .says("No payment has been seen yet. If you have sent it, do not send it again.")
        .await;
    assert!(stage.has(".address"), "there is still time");
    // Every later look is silent, or it would be read aloud for ever.
    let said = stage.text(".pay-foot [role=status]");
    stage.serve("/v5/orders/", WAITING);
    stage.pass(3.0 * 60_000.0).await;
    assert_eq!(stage.text(".pay-foot [role=status]"), said);
    // A second press says when that was.
    stage.press("I have already paid").await;
    stage
        .until("a later time", || {
            let now = stage.text(".pay-foot [role=status]");
            now.starts_with("Looked up at ") && now != said
        })
        .await;
    let part = with(PARTIAL, &[("updated_at", json!("1795167999"))]);
    stage.serve("/v5/orders/", &part);
    stage.press("I have already paid").await;
    stage
        .says("So far 30 USDC of 50.66 USDC has been seen.")
        .await;
}

#[wasm_bindgen_test]
async fn a_look_that_fails_is_said_until_one_succeeds() {
    let stage = check(WAITING, "Send exactly").await;
    stage.serve_as("GET", "/v5/orders/", 500, "{}", "{}");
    stage.press("I have already paid").await;
    stage.pass(20_000.0).await;
    stage.says("It could not be looked up just now.").await;
    stage.says("do not send it again: it counts").await;
    stage.serve("/v5/orders/", WAITING);
    stage.pass(90_000.0).await;
    stage.says("No payment has been seen yet.").await;
}

#[wasm_bindgen_test]
async fn a_wrong_clock_does_not_move_the_deadline() {
    let stage = Stage::new();
    // The device is a day ahead; the API's own clock says what time it is.
    call("setNow", &[(crate::fixtures::NOW + 86_400_000.0).into()]);
    stage.serve_as(
        "GET",
        "/v5/orders/",
        200,
        WAITING,
        r#"{"date":"Fri, 20 Nov 2026 09:31:00 GMT"}"#,
    );
    let server = js_sys::Date::parse("Fri, 20 Nov 2026 09:31:00 GMT");
    let order = with(
        WAITING,
        &[(
            "payment_requested_at",
            json!((server / 1_000.0 - 11.0 * 60.0).to_string()),
        )],
    );
    stage.serve_as(
        "GET",
        "/v5/orders/",
        200,
        &order,
        r#"{"date":"Fri, 20 Nov 2026 09:31:00 GMT"}"#,
    );
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("About 9 minutes left.").await;
}

#[wasm_bindgen_test]
async fn codes_are_covered_until_they_are_asked_for() {
    let stage = check(DELIVERED, "Your order is here").await;
    assert!(
        !stage.html().contains(CODE),
        "not even in the markup of the page"
    );
    stage.press("Show code").await;
    assert!(stage.text(".code").contains(CODE));
    stage.press("Copy the code").await;
    assert_eq!(text(&call("copied", &[])), CODE);
}

#[wasm_bindgen_test]
async fn a_code_that_is_shown_stays_shown_when_news_come() {
    let stage = check(IN_REVIEW, "A person is looking at this order").await;
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    stage.press("Show code").await;
    assert!(stage.html().contains("DEMO-STM-1A2B-3C4D"));
    send(
        &stage,
        &with(IN_REVIEW, &[("updated_at", json!("1795169999"))]),
    )
    .await;
    assert!(
        stage.html().contains("DEMO-STM-1A2B-3C4D"),
        "somebody is typing it"
    );
}

#[wasm_bindgen_test]
async fn news_leave_focus_where_it_was() {
    let stage = check(WAITING, "Send exactly").await;
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    js_sys::eval("document.querySelector('#stage .pay .copy').focus()").expect("focus");
    send(
        &stage,
        &with(WAITING, &[("updated_at", json!("1795167099"))]),
    )
    .await;
    let is_inside = js_sys::eval("document.activeElement.classList.contains('copy')");
    assert!(
        is_inside.is_ok_and(|value| value.is_truthy()),
        "the same state again takes nothing from the buyer's hands"
    );
}

#[wasm_bindgen_test]
async fn the_copied_text_is_exactly_the_shown_one() {
    let stage = check(WAITING, "Send exactly").await;
    stage.press("Copy the address on Base").await;
    stage.press("Copy the amount, 50.66\u{a0}USDC").await;
    assert_eq!(
        text(&call("copied", &[])),
        "0x5a4d0b0c0000000000000000000000000e7ac0de\n50.66"
    );
    assert!(stage.has(".copy[data-done]"));
    assert!(stage.has("[role=status]"));
    stage.pass(2_000.0).await;
    assert!(!stage.has(".copy[data-done]"), "and then is ready again");
}

#[wasm_bindgen_test]
async fn each_press_says_that_it_copied_for_as_long() {
    let stage = check(WAITING, "Send exactly").await;
    stage.press("Copy the address on Base").await;
    stage.pass(1_500.0).await;
    stage.press("Copy the address on Base").await;
    stage.pass(1_000.0).await;
    assert!(
        stage.has(".copy[data-done]"),
        "the first press ends the second's words"
    );
    stage.pass(1_500.0).await;
    assert!(!stage.has(".copy[data-done]"));
}

#[wasm_bindgen_test]
async fn a_browser_that_refuses_to_copy_is_said() {
    let stage = check(WAITING, "Send exactly").await;
    call("refuseCopying", &[]);
    stage.press("Copy the address on Base").await;
    stage.says("Select the text and copy it by hand.").await;
    assert!(!stage.has(".copy[data-done]"));
}

/// The text that the buyer has selected.
fn selected() -> String {
    text(&js_sys::eval("getSelection().toString()").expect("a selection"))
}

#[wasm_bindgen_test]
async fn without_a_clipboard_the_older_command_copies_in_the_same_press() {
    let address = "0x5a4d0b0c0000000000000000000000000e7ac0de";
    for clipboard in [
        "undefined",
        "{}",
        "{ writeText() { throw new TypeError('no'); } }",
        "{ writeText: () => Promise.reject(new Error('no')) }",
    ] {
        let stage = check(WAITING, "Send exactly").await;
        let fake = [
            "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: ",
            clipboard,
            " }); window.taken = []; document.execCommand = (name) => {
                const field = document.activeElement;
                const part = field.value.slice(field.selectionStart, field.selectionEnd);
                taken.push(name + ' ' + part);
                return true;
            }; document.querySelector('#stage .address-line .copy').focus()",
        ]
        .concat();
        js_sys::eval(&fake).expect("a clipboard");
        stage.press("Copy the address on Base").await;
        let taken = text(&js_sys::eval("taken.join()").expect("a list"));
        assert_eq!(taken, ["copy ", address].concat(), "{clipboard}");
        assert!(stage.has(".address-line .copy[data-done]"), "{clipboard}");
        assert!(!stage.has("textarea") && !stage.has(".copy-by-hand"));
        let is_inside = js_sys::eval("document.activeElement.classList.contains('copy')");
        assert!(is_inside.is_ok_and(|value| value.is_truthy()), "focus");
    }
}

#[wasm_bindgen_test]
async fn what_cannot_be_copied_is_selected() {
    let stage = check(WAITING, "Send exactly").await;
    call("refuseCopying", &[]);
    js_sys::eval("document.execCommand = () => false").expect("a command");
    for (words, exact) in [
        (
            "Copy the address on Base",
            "0x5a4d0b0c0000000000000000000000000e7ac0de",
        ),
        ("Copy the amount, 50.66\u{a0}USDC", "50.66"),
        (
            "Copy the address on Base",
            "0x5a4d0b0c0000000000000000000000000e7ac0de",
        ),
    ] {
        stage.press(words).await;
        stage.painted().await;
        assert_eq!(selected(), exact);
        stage.says("Select the text and copy it by hand.").await;
    }
}

#[wasm_bindgen_test]
async fn a_clipboard_that_never_answers_has_refused_after_a_second() {
    let stage = check(WAITING, "Send exactly").await;
    js_sys::eval(
        "navigator.clipboard.writeText = () => new Promise(() => {}); \
         document.execCommand = () => false",
    )
    .expect("a clipboard");
    stage.press("Copy the address on Base").await;
    stage.pass(999.0).await;
    assert!(!stage.has(".copy-by-hand"));
    stage.pass(1.0).await;
    stage.says("Select the text and copy it by hand.").await;
    stage.painted().await;
    assert_eq!(selected(), "0x5a4d0b0c0000000000000000000000000e7ac0de");
}

#[wasm_bindgen_test]
async fn three_clicks_on_an_amount_select_its_digits_alone() {
    let stage = check(WAITING, "Send exactly").await;
    call(
        "dress",
        &[include_str!("../../style/components.css").into()],
    );
    assert_eq!(stage.text(".pay-sum"), "50.66 USDC");
    // Three clicks take the paragraph.
    let script = "{ let at = document.querySelector('#stage .pay-sum'); \
        while (at.firstChild) at = at.firstChild; \
        const selection = getSelection(); selection.collapse(at, 1); \
        selection.modify('move', 'backward', 'paragraphboundary'); \
        selection.modify('extend', 'forward', 'paragraphboundary'); \
        selection.toString(); }";
    let taken = text(&js_sys::eval(script).expect("a selection"));
    assert_eq!(taken, "50.66");
}

#[wasm_bindgen_test]
async fn a_second_press_at_show_code_hits_no_other_button() {
    let stage = check(DELIVERED, "Show code").await;
    stage.press("Show code").await;
    stage.says(CODE).await;
    // What stands in its place is not to be pressed for half a second.
    let first = ".ticket-goods .actions > :first-child";
    assert!(stage.text(first).contains("Copy"));
    assert!(stage.has(".ticket-goods .actions > [inert]:first-child"));
    stage.pass(499.0).await;
    assert!(stage.has(".ticket-goods [inert]"));
    stage.pass(1.0).await;
    assert!(!stage.has(".ticket-goods [inert]"));
    assert_eq!(text(&call("copied", &[])), "");
    stage.press("Copy the code").await;
    assert_eq!(text(&call("copied", &[])), CODE);
}

#[wasm_bindgen_test]
async fn a_code_that_was_shown_can_be_covered_again() {
    let stage = check(DELIVERED, "Show code").await;
    stage.press("Show code").await;
    stage.says(CODE).await;
    // The second half of a double click does nothing.
    js_sys::eval(
        "document.querySelector('#stage .ticket-goods .actions > .button-plain')\
         .dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }))",
    )
    .expect("a click");
    stage.painted().await;
    assert!(stage.all_text().contains(CODE));
    stage.press("Hide code").await;
    stage.says("Show code").await;
    assert!(!stage.all_text().contains(CODE));
    assert!(!stage.all_text().contains("Copy the code"));
    // It stays covered on the next visit.
    stage.close();
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Show code").await;
    assert!(!stage.all_text().contains(CODE));
}

/// Presses "Open in wallet" without leaving the page.
async fn open_wallet(stage: &Stage) {
    js_sys::eval(
        "document.querySelector('.pay-code a')\
         .addEventListener('click', (event) => event.preventDefault())",
    )
    .expect("a link");
    stage.click(".pay-code a").await;
}

#[wasm_bindgen_test]
async fn a_wallet_that_does_not_open_is_said() {
    let stage = check(WAITING, "Send exactly").await;
    open_wallet(&stage).await;
    stage.pass(1_400.0).await;
    assert!(!stage.all_text().contains("Did nothing open?"));
    stage.pass(100.0).await;
    stage.says("Did nothing open?").await;
    assert!(
        !stage.all_text().contains("Try another way"),
        "nobody to ask"
    );
}

#[wasm_bindgen_test]
async fn who_comes_back_from_the_wallet_is_not_asked_whether_it_opened() {
    let stage = check(WAITING, "Send exactly").await;
    open_wallet(&stage).await;
    stage.pass(500.0).await;
    call("setVisible", &[false.into()]);
    call("setVisible", &[true.into()]);
    stage.pass(60_000.0).await;
    assert!(!stage.all_text().contains("Did nothing open?"));
}

#[wasm_bindgen_test]
async fn a_failed_load_of_an_order_never_says_that_there_was_none() {
    let stage = Stage::new();
    stage.serve_as("GET", "/v5/orders/", 400, r#"{"detail":"not today"}"#, "{}");
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("not today").await;
    assert!(
        !stage.all_text().contains("No order was made"),
        "this order was made, and may be paid"
    );
}

#[wasm_bindgen_test]
async fn each_state_has_its_heading_and_nothing_to_pay() {
    for (state, words) in [
        ("Created", "The payment is being prepared"),
        ("PaymentStarted", "Your payment has been seen"),
        ("PaymentReceived", "Payment received"),
        ("WaitingForDelivery", "Your order is being delivered"),
        (
            "WaitingForManualAction",
            "A person is looking at this order",
        ),
        ("Done", "Your order is here"),
        ("Completed", "Your order is here"),
        ("Expired", "The time to pay is over"),
        ("PaymentFailed", "The payment failed"),
        ("PaymentSetupFailed", "The payment could not be set up"),
        ("Refunded", "Your money went back"),
        ("Cancelled", "The order was cancelled"),
        ("Reviewing", "The order is in review"),
    ] {
        // No money, which by itself would make it a paid order.
        let is_done = matches!(state, "Done" | "Completed");
        let order = with(
            if is_done { DELIVERED } else { RECEIVED },
            &[
                ("order_state", json!(state)),
                ("payment_state", json!("WalletCreated")),
                ("sent_coin_amount", json!("0")),
            ],
        );
        let stage = check(&order, words).await;
        assert!(!stage.has(".pay"), "{state}");
        assert!(
            !stage.all_text().contains("order."),
            "{state}: a key in place of words"
        );
    }
}

#[wasm_bindgen_test]
async fn a_payment_that_turns_out_to_be_a_part_asks_for_the_rest() {
    let stage = check(WAITING, "Send exactly").await;
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    send(&stage, STARTED).await;
    assert!(!stage.has(".pay"));
    let part = with(PARTIAL, &[("updated_at", json!("1795167999"))]);
    send(&stage, &part).await;
    stage.says("Send 20.66 USDC more on Base").await;
    assert!(stage.has(".address"), "where to send the rest");
}

#[wasm_bindgen_test]
async fn an_early_press_does_not_keep_the_address_open_after_the_end() {
    let stage = check(WAITING, "Send exactly").await;
    stage.press("I have already paid").await;
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    assert!(!stage.has(".address"));
}

#[wasm_bindgen_test]
async fn an_address_that_cannot_be_right_is_not_shown() {
    // One letter of a checksummed address is another.
    let address = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02914";
    let wrong = with(WAITING, &[("wallet_address", json!(address))]);
    let stage = check(&wrong, "Do not pay this order.").await;
    stage.says("has a wrong character in it").await;
    assert!(!stage.html().contains(address), "nowhere on the page");
    assert!(!stage.has(".qr"), "no code");
    assert!(!stage.all_text().contains("Waiting for payment"));
    stage.press("Choose again").await;
}

#[wasm_bindgen_test]
async fn a_second_recipient_in_the_payment_text_stops_the_payment() {
    let other = "ethereum:0x1111111111111111111111111111111111111111@8453";
    let wrong = with(WAITING, &[("qr_text", json!(other))]);
    let stage = check(&wrong, "Do not pay this order.").await;
    stage
        .says("Two different addresses came with this order")
        .await;
    assert!(!stage.has(".address"), "no address");
}

#[wasm_bindgen_test]
async fn the_other_code_is_shown_on_request_and_remembered() {
    let stage = check(WAITING, "Address only, on Base.").await;
    assert!(
        stage
            .attribute(".pay-code a", "href")
            .is_some_and(|link| link.starts_with("ethereum:") && link.contains("uint256=50660000")),
        "a wallet opens with the exact amount"
    );
    stage.press("Show another QR code").await;
    stage
        .says("Only if your wallet supports payment requests: address and amount, USDC on Base.")
        .await;
    stage.close();
    stage.open(&["/order/", ORDER_ID].concat());
    stage
        .says("Only if your wallet supports payment requests: address and amount, USDC on Base.")
        .await;
}

#[wasm_bindgen_test]
async fn after_the_deadline_nothing_promises_a_price_or_news() {
    let stage = check(WAITING, "Send exactly").await;
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    send(
        &stage,
        &with(WAITING, &[("updated_at", json!("1795167099"))]),
    )
    .await;
    stage.says("The price is held until").await;
    stage.says("Live").await;
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    let page = stage.all_text();
    for words in ["The price is held until", "Live", "Notify me"] {
        assert!(!page.contains(words), "{words} in {page}");
    }
}

#[wasm_bindgen_test]
async fn the_link_can_be_scanned_by_a_phone_once_it_is_asked_for() {
    let stage = Stage::new();
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Continue on your phone").await;
    assert!(!stage.has(".handover svg"), "it is covered");
    assert!(
        stage
            .text(".handover")
            .contains("whoever has the link has the order")
    );
    stage.press("Show the QR code").await;
    stage.until("the code", || stage.has(".handover svg")).await;
    assert_eq!(
        stage.attribute(".handover svg", "aria-label").as_deref(),
        Some("The link of this order")
    );
    stage.press("Hide the QR code").await;
    assert!(!stage.has(".handover svg"));
}
