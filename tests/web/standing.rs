//! The status of an order: what is due, which of its items are there, and what it means for the
//! money.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, NOW, ORDER_ID, WAITING, with};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// Opens the page of an order of the fixtures.
pub(crate) async fn order(body: &str, words: &str) -> Stage {
    let stage = Stage::new();
    stage.serve("/v5/orders/", body);
    let order: Value = serde_json::from_str(body).expect("JSON");
    stage.open(&["/order/", order["order_id"].as_str().expect("an id")].concat());
    stage.says(words).await;
    stage
}

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../fixtures/order_", $name, ".json"))
    };
}

#[wasm_bindgen_test]
async fn what_a_coupon_pays_is_a_line_of_the_total_and_is_not_sent() {
    let stage = order(fixture!("v_coupon_part"), "Send exactly 48.94 USDC on Base").await;
    let receipt = stage.text(".receipt").replace('\u{a0}', " ");
    for line in [
        "Price of the goods53.94 USDC",
        "Paid by coupon−5.00 USDC",
        "Total48.94 USDC on Base",
    ] {
        assert!(receipt.contains(line), "{line} in {receipt}");
    }
    stage.press("Copy the amount, 48.94\u{a0}USDC").await;
    assert_eq!(text(&call("copied", &[])), "48.94");
    assert!(stage.html().contains("uint256=48940000"), "in the link too");
    assert!(!stage.html().contains("53940000"));
}

#[wasm_bindgen_test]
async fn after_a_part_the_missing_amount_has_a_code_of_its_own() {
    let stage = order(
        fixture!("o_1_partial_missing_amount"),
        "Send 0.00021300 BTC more on Bitcoin",
    )
    .await;
    let link = stage.attribute(".pay-code a", "href").expect("a link");
    assert!(link.ends_with("?amount=0.000213"), "{link}");
    assert!(!stage.html().contains("amount=0.000613"), "the old text");
}

#[wasm_bindgen_test]
async fn sums_that_disagree_ask_for_nothing_and_are_reported() {
    let body = fixture!("o_2_partial_disagreeing");
    let stage = order(body, "Do not pay this order.").await;
    stage
        .says("The amounts that came with this order contradict each other")
        .await;
    let address = "bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de";
    assert!(!stage.html().contains(address), "nowhere on the page");
    assert!(!stage.has(".qr") && !stage.has(".pay-sum"));
    assert!(!stage.all_text().contains("more on Bitcoin"));
    // The help for a buyer who has sent too little doesn't ask for the rest either.
    stage.press("Something went wrong with the payment?").await;
    stage.click("[name=recovery-case][value=under]").await;
    stage.says("Send nothing now, not even the rest").await;
    assert!(!stage.all_text().contains("send the rest to the same"));
}

#[wasm_bindgen_test]
async fn sums_that_disagree_are_reported_before_there_is_an_address() {
    let fields = [(
        "summary",
        json!({ "coin_amount_to_pay_in_crypto": "0", "coin_amount_to_pay_via_coupon": "0" }),
    )];
    let body = with(fixture!("w_1_coupon_covers_all"), &fields);
    let stage = order(&body, "Do not pay this order.").await;
    stage
        .says("The amounts that came with this order contradict each other")
        .await;
}

#[wasm_bindgen_test]
async fn two_networks_stop_the_payment() {
    let body = with(WAITING, &[("payment_method_protocol", json!("TRON_LIKE"))]);
    let stage = order(&body, "Do not pay this order.").await;
    stage
        .says("Two different networks came with this order")
        .await;
    assert!(!stage.has(".address") && !stage.has(".qr"));
}

#[wasm_bindgen_test]
async fn a_payment_text_over_another_amount_stops_the_payment() {
    let body = with(
        fixture!("o_1_partial_missing_amount"),
        &[
            ("order_state", json!("WaitingForPayment")),
            ("payment_state", json!("PaymentRequested")),
            ("sent_coin_amount", json!("0")),
            ("missing_amount", json!(null)),
            (
                "qr_text",
                json!("bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.00071300"),
            ),
        ],
    );
    let stage = order(&body, "Do not pay this order.").await;
    stage
        .says("The payment code that came with this order asks for another amount")
        .await;
    assert!(!stage.has(".address") && !stage.has(".qr"));
}

#[wasm_bindgen_test]
async fn an_order_that_a_coupon_covers_waits_for_nothing() {
    let stage = order(fixture!("w_1_coupon_covers_all"), "There is nothing to pay").await;
    stage.says("Your coupon covers the whole price.").await;
    stage.says("Nothing to pay").await;
    let page = stage.all_text();
    for words in ["The payment is being prepared", "address", "Send exactly"] {
        assert!(!page.contains(words), "{words} in {page}");
    }
}

#[wasm_bindgen_test]
async fn an_order_that_is_paid_elsewhere_leads_there_or_to_the_supplier() {
    let at = |checkout: Value| {
        with(
            fixture!("k_created"),
            &[
                ("is_payment_processor_external", json!(true)),
                ("checkout_url", checkout),
            ],
        )
    };
    let own = "https://www.cryptorefills.com/en/pay/1";
    let words = "This order is paid on another page";
    let stage = order(&at(json!(own)), words).await;
    assert_eq!(
        stage
            .attribute("main a[target=_blank].button", "href")
            .as_deref(),
        Some(own)
    );
    stage.says("Open www.cryptorefills.com").await;
    stage.close();
    for other in [json!("https://pay.example/1"), json!(null)] {
        let stage = order(&at(other), words).await;
        stage.says("Ask the supplier").await;
        assert!(!stage.html().contains("pay.example"));
        assert_eq!(
            stage
                .attribute("main .actions a[target=_blank]", "href")
                .as_deref(),
            Some("https://www.cryptorefills.com/en/contact-us")
        );
        assert!(!stage.all_text().contains("In a few seconds"));
    }
}

#[wasm_bindgen_test]
async fn money_that_came_to_a_failed_order_is_not_asked_for_again() {
    let stage = order(
        fixture!("q_payment_failed_after_received"),
        "Your payment has arrived, but the order failed",
    )
    .await;
    stage.says("Do not pay again").await;
    stage.says("A refund or a review follows").await;
    let page = stage.all_text();
    assert!(!page.contains("did not go through"), "{page}");
    assert!(
        !page.contains("Choose again") && !stage.has(".pay"),
        "{page}"
    );
    stage.press("Keep it in the list").await;
    stage.go("/orders");
    stage.says("Payment arrived, order failed").await;
}

#[wasm_bindgen_test]
async fn each_item_says_its_status() {
    for (body, heading, said, listed) in [
        (
            fixture!("p_1_done_failed_part"),
            "Not everything could be delivered",
            "Only prepaid numbers can.",
            "Delivered in part",
        ),
        (
            fixture!("p_2_done_refunded_part"),
            "Not everything could be delivered",
            "The money for this item was sent back.",
            "Delivered in part",
        ),
        (
            fixture!("p_3_done_rebuy_part"),
            "Your order is not complete yet",
            "bought again from another supplier",
            "Not complete yet",
        ),
        (
            fixture!("p_4_done_review_part"),
            "Your order is not complete yet",
            "A person looks at this item",
            "Not complete yet",
        ),
        (
            fixture!("p_5_rebuy_all"),
            "Your order comes from another supplier",
            "bought again from another supplier",
            "Waiting for another supplier",
        ),
        (
            fixture!("p_6_done_all_failed"),
            "Nothing could be delivered",
            "Ask the operator why.",
            "Not delivered",
        ),
    ] {
        let stage = order(body, heading).await;
        stage.says(said).await;
        let page = stage.all_text();
        assert!(!page.contains("Sent by email."), "{page}");
        for raw in [
            "invalid_recipient",
            "recipient_barred",
            "order.",
            "delivery.",
        ] {
            assert!(!page.contains(raw), "{raw} in {page}");
        }
        stage.press("Keep it in the list").await;
        stage.go("/orders");
        stage.says(listed).await;
    }
}

#[wasm_bindgen_test]
async fn an_order_of_which_nothing_came_has_a_text_for_support() {
    let body = fixture!("p_6_done_all_failed");
    let stage = order(body, "Nothing could be delivered").await;
    assert!(!stage.has(".steps"), "no step of it is done");
    assert!(
        !stage.all_text().contains("below is"),
        "nothing stands below"
    );
    stage.says("or the money for it is sent back").await;
    stage.says("The order is paid, so send nothing more.").await;
    let text_for_support = stage.text(".recovery-text");
    let id: Value = serde_json::from_str(body).expect("JSON");
    for part in [
        "Something that is paid was not delivered",
        id["order_id"].as_str().expect("an id"),
    ] {
        assert!(
            text_for_support.contains(part),
            "{part}: {text_for_support}"
        );
    }
    stage.press("Copy the text for support").await;
    assert!(!text(&call("copied", &[])).is_empty());
    drop(stage);
    // A part that failed has one too, and its order is not shown as one where all is well.
    let stage = order(
        fixture!("p_1_done_failed_part"),
        "Not everything could be delivered",
    )
    .await;
    assert_eq!(
        stage.attribute(".status", "data-tone").as_deref(),
        Some("warn")
    );
    stage.says("What support needs to know").await;
    drop(stage);
    // Where the money went back nothing is left to ask.
    let body = fixture!("p_2_done_refunded_part");
    let stage = order(body, "Not everything could be delivered").await;
    assert!(!stage.has(".recovery"));
}

#[wasm_bindgen_test]
async fn what_happens_to_the_money_of_a_missing_item_is_said_at_the_top() {
    let stage = order(fixture!("p_1_done_failed_part"), "looked at by hand").await;
    let page = stage.all_text();
    let place = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    assert!(place("or the money for it is sent back") < place("$20"));
    let words = "11.26 USDC was sent back.";
    order(fixture!("p_2_done_refunded_part"), words).await;
}

/// A fixture of two items with other states of them, neither with a code.
fn items(body: &str, states: [&str; 2]) -> String {
    let mut body: Value = serde_json::from_str(body).expect("JSON");
    for (place, state) in states.into_iter().enumerate() {
        let item = &mut body["deliveries"][place];
        item["delivery_state"] = json!(state);
        for name in ["pin_code", "failure_reason", "error_description"] {
            item["deliverable"][name] = Value::Null;
        }
    }
    body.to_string()
}

#[wasm_bindgen_test]
async fn an_order_whose_money_went_back_whole_waits_for_nothing() {
    let stage = order(fixture!("j_refunded"), "Your money went back").await;
    stage.says("11.24 USDC was sent back.").await;
    let page = stage.all_text();
    assert!(!page.contains("looked at by hand"), "{page}");
}

#[wasm_bindgen_test]
async fn each_kind_of_missing_item_is_said_at_the_top_of_an_open_order() {
    let (back, by_hand) = (
        "The money for what was refunded has been sent back.",
        "is looked at by hand for up to 24 hours",
    );
    for (first, is_back, is_by_hand) in [
        ("Refunded", true, false),
        ("Failed", false, true),
        ("Succeeded", false, false),
    ] {
        let body = items(fixture!("p_3_done_rebuy_part"), [first, "WaitingForRebuy"]);
        let stage = order(&body, "What is missing comes here and by email.").await;
        let page = stage.all_text();
        assert_eq!(page.contains(back), is_back, "{first}: {page}");
        assert_eq!(page.contains(by_hand), is_by_hand, "{first}: {page}");
    }
    // If the API says how much it was, the page says it, and what is still to come as well.
    let body = with(
        &items(
            fixture!("p_3_done_rebuy_part"),
            ["Refunded", "WaitingForRebuy"],
        ),
        &[("refund", json!({ "amount": "22.11", "currency": "USDC" }))],
    );
    let stage = order(&body, "22.11 USDC was sent back.").await;
    stage.says("What is missing comes here and by email.").await;
    assert!(!stage.all_text().contains(back));
}

#[wasm_bindgen_test]
async fn nothing_is_on_its_way_in_an_order_that_has_ended() {
    let pair = items(
        fixture!("p_1_done_failed_part"),
        ["Failed", "WaitingForPayment"],
    );
    for (state, heading) in [
        ("Refunded", "Your money went back"),
        (
            "PaymentFailed",
            "Your payment has arrived, but the order failed",
        ),
        ("Canceled", "The order was cancelled"),
    ] {
        let stage = order(&with(&pair, &[("order_state", json!(state))]), heading).await;
        let page = stage.all_text();
        for words in ["On its way.", "It comes here"] {
            assert!(!page.contains(words), "{state}: {words} in {page}");
        }
        assert_eq!(stage.count(".ticket"), 2, "{state}");
    }
    let paid = with(&pair, &[("order_state", json!("WaitingForDelivery"))]);
    let stage = order(&paid, "On its way.").await;
    stage.close();
    let body = fixture!("f_1_manual_action");
    let stage = order(body, "A person looks at this item").await;
    assert!(!stage.all_text().contains("On its way."));
}

#[wasm_bindgen_test]
async fn the_title_of_an_order_that_came_in_part_says_so() {
    let body = fixture!("p_1_done_failed_part");
    let _stage = order(body, "Not everything could be delivered").await;
    let title = text(&script("document.title"));
    assert_eq!(title, "Not everything could be delivered · Refillery");
}

#[wasm_bindgen_test]
async fn a_refunded_item_says_why_it_could_not_be_delivered() {
    let body = fixture!("p_2_done_refunded_part");
    let mut body: Value = serde_json::from_str(body).expect("JSON");
    for item in body["deliveries"].as_array_mut().expect("deliveries") {
        if item["delivery_state"] == "Refunded" {
            item["deliverable"]["failure_reason"] = json!("recipient_barred");
        }
    }
    let words = "The money for this item was sent back.";
    let stage = order(&body.to_string(), words).await;
    stage.says("Ask the operator why.").await;
}

#[wasm_bindgen_test]
async fn where_a_refund_of_a_token_arrives_is_said_with_the_help() {
    let body = fixture!("n_2_waiting_on_curve_token_account");
    let stage = order(body, "Send exactly").await;
    let words = "On Solana a refund arrives only in a wallet that has held USDC before.";
    assert!(stage.text(".recovery").contains(words));
    stage.close();
    let stage = order(WAITING, "Send exactly").await;
    assert!(!stage.text(".recovery").contains("has held"));
}

#[wasm_bindgen_test]
async fn transactions_can_be_copied() {
    let stage = order(
        fixture!("o_3_payment_started_transactions"),
        "Your payment has been seen",
    )
    .await;
    assert_eq!(stage.count(".transaction"), 2);
    stage.press("Copy the transaction").await;
    let first = "47aec85672eef9654d358e46f665240eb254ed87733261585ba83c845aa2addd";
    assert_eq!(text(&call("copied", &[])), first);
}

#[wasm_bindgen_test]
async fn a_recovered_payment_and_a_test_order_are_named() {
    let stage = order(
        fixture!("s_2_recovered_coin_and_network"),
        "Your payment was found and counts.",
    )
    .await;
    stage
        .says("It came as USDT on Polygon, while the order asked for USDC on Base.")
        .await;
    stage.close();
    let gram = with(
        fixture!("s_2_recovered_coin_and_network"),
        &[(
            "original_payment_info",
            json!({ "coin": "GRAM", "protocol": "TON_LIKE" }),
        )],
    );
    let stage = order(&gram, "the order asked for TON (Gram) on TON.").await;
    stage.close();
    // An order that has ended says what became of its money.
    for state in ["Refunded", "Expired", "Canceled", "PaymentFailed"] {
        let ended = with(
            fixture!("s_1_recovered_network"),
            &[("order_state", json!(state)), ("deliveries", json!([]))],
        );
        let stage = order(&ended, "Receipt").await;
        assert!(!stage.all_text().contains("found and counts"), "{state}");
    }
    let stage = order(fixture!("t_sandbox_mode"), "This is a test order.").await;
    stage.says("Send no real money to it.").await;
}

#[wasm_bindgen_test]
async fn an_esim_is_installed_on_the_phone_and_scanned_from_a_screen() {
    let agent = |name: &str| {
        script(&format!(
            "Object.defineProperty(navigator, 'userAgent', {{ configurable: true, get: () => '{name}' }})"
        ));
    };
    let apple = "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24smdp.example%24DEMO-0000-1111";
    let android = apple.replace("apple", "android");
    let link = |stage: &Stage| stage.attribute(".ticket a.button-big", "href");
    let without = |system: &str| {
        let body: Value = serde_json::from_str(fixture!("r_1_esim_install_links")).expect("JSON");
        let mut body = body;
        let goods = &mut body["deliveries"][0]["deliverable"];
        let name = [system, "_universal_link"].concat();
        assert!(goods[&name].is_string());
        goods[name] = Value::Null;
        if system == "apple" {
            goods["installation_url"] = Value::Null;
        }
        body.to_string()
    };
    for (name, given, expected) in [
        ("iPhone", fixture!("r_1_esim_install_links"), apple),
        (
            "Linux; Android 16",
            fixture!("r_1_esim_install_links"),
            &*android,
        ),
        // No link came, so it is made of the code.
        ("iPhone", fixture!("e_esim_done"), apple),
        // Only that of the other system came.
        ("iPhone", &without("apple"), apple),
        ("Linux; Android 16", &without("android"), &*android),
    ] {
        agent(name);
        let stage = order(given, "Install on this phone").await;
        assert_eq!(link(&stage).as_deref(), Some(expected), "{name}");
    }
    agent("X11; Linux");
    let stage = order(fixture!("r_1_esim_install_links"), "Scan the code with").await;
    assert_eq!(link(&stage), None);
    stage.close();
    // An unknown host is text, and only once it is asked for.
    agent("iPhone");
    let stage = order(fixture!("r_2_esim_link_other_host"), "Your order is here").await;
    assert!(!stage.html().contains("install.example"));
    stage.press("Show code").await;
    stage.says("https://install.example/esim").await;
    assert!(!stage.html().contains("href=\"https://install.example"));
    assert!(
        stage.has(".ticket .qr svg path"),
        "the code to scan is drawn"
    );
    script("delete navigator.userAgent");
}

#[wasm_bindgen_test]
async fn a_serial_without_a_picture_gets_a_bar_code() {
    let mut body: Value = serde_json::from_str(DELIVERED).expect("JSON");
    body["deliveries"][0]["deliverable"]["barcode_image_url"] = Value::Null;
    let stage = order(&body.to_string(), "Your order is here").await;
    assert!(!stage.has(".bar-code"), "covered with the rest");
    stage.press("Show code").await;
    assert_eq!(
        stage.attribute(".bar-code svg", "aria-label").as_deref(),
        Some("Bar code of the serial number")
    );
    assert!(stage.has(".bar-code path"));
    // Each module is as wide as the others: a whole number of the screen's pixels.
    let width: f64 = stage
        .attribute(".bar-code svg", "width")
        .and_then(|width| width.parse().ok())
        .expect("a width");
    let modules: f64 = stage
        .attribute(".bar-code svg", "viewBox")
        .and_then(|view| view.split(' ').nth(2)?.parse().ok())
        .expect("modules");
    let density = script("devicePixelRatio").as_f64().expect("a number");
    let each = width * density / modules;
    assert!(each >= 1.0 && (each - each.round()).abs() < 0.001, "{each}");
    stage.close();
    // An eSIM has a code of its own to scan.
    let mut body: Value = serde_json::from_str(fixture!("e_esim_done")).expect("JSON");
    let goods = &mut body["deliveries"][0]["deliverable"];
    goods["pin_serial"] = json!("8988307000001234567");
    goods["barcode_image_url"] = Value::Null;
    let stage = order(&body.to_string(), "Your order is here").await;
    stage.press("Show code").await;
    stage.says("8988307000001234567").await;
    assert!(!stage.has(".bar-code"));
}

#[wasm_bindgen_test]
async fn the_operator_s_reference_is_the_first_thing_to_give() {
    let stage = order(fixture!("d_topup_done"), "ask the operator first").await;
    stage.press("Operator reference: Copy").await;
    assert_eq!(text(&call("copied", &[])), "OP-0000451");
}

#[wasm_bindgen_test]
async fn the_id_of_the_payment_is_nowhere() {
    let body = fixture!("n_1_waiting_summary");
    let secret = "3ce70909-53da-4294-9f71-b398d4020de1";
    assert!(body.contains(secret));
    let stage = order(body, "Send exactly").await;
    assert!(!stage.html().contains(secret));
    let kept = script("JSON.stringify({ ...localStorage, ...sessionStorage }) + document.title");
    let kept = text(&kept);
    assert!(!kept.contains(secret));
    assert!(kept.contains("refillery.visited.1"), "the order is kept");
}

#[wasm_bindgen_test]
async fn the_api_s_own_clock_counts_before_its_headers() {
    let stage = Stage::new();
    // Eleven minutes after the request for payment, while a cache gives an old date.
    let made = NOW / 1_000.0;
    let body = with(
        WAITING,
        &[
            ("payment_requested_at", json!(made)),
            ("timestamp_of_request", json!(made + 11.0 * 60.0)),
        ],
    );
    let old = r#"{"date":"Fri, 20 Nov 2020 09:31:00 GMT"}"#;
    stage.serve_as("GET", "/v5/orders/", 200, &body, old);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("About 9 minutes left.").await;
}

#[wasm_bindgen_test]
async fn an_order_that_a_newer_one_ended_says_so() {
    let body = fixture!("u_expired_by_newer");
    let id: Value = serde_json::from_str(body).expect("JSON");
    let address = ["/order/", id["order_id"].as_str().expect("an id")].concat();
    let newer = "It ended early, most likely because a newer order was made.";
    let late = |name| with(body, &[(name, json!(1_795_169_000))]);
    for (state, body, is_said) in [
        ("waiting", body.to_owned(), true),
        ("partial", body.to_owned(), true),
        ("expired", body.to_owned(), false),
        ("delivering", body.to_owned(), false),
        ("done", body.to_owned(), false),
        // This one ended at its time, and that one can't be paid any more.
        ("waiting", late("updated_at"), false),
        ("waiting", late("timestamp_of_request"), false),
    ] {
        let stage = Stage::new();
        let past = json!([{ "id": ORDER_ID, "title": "Amazon $50", "state": state,
            "created_at": 1_795_167_200_000_u64 }]);
        script(&format!(
            "localStorage.setItem('refillery.orders.1', '{past}')"
        ));
        stage.serve("/v5/orders/", &body);
        stage.open(&address);
        stage.says("The time to pay is over").await;
        let page = stage.all_text();
        assert_eq!(page.contains(newer), is_said, "{state}: {page}");
        let words = if is_said {
            "do not pay the newer one: wait here"
        } else {
            "If a payment is on its way already, keep this link"
        };
        assert!(page.contains(words), "{state}: {page}");
    }
}
