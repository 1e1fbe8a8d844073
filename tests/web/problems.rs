//! Obstacles to an order, reported where they can be put right.

use refillery::config::Config;
use serde_json::{Value, json};
use shop_core::model::problem::{Field, Problem};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::checkout;
use crate::fixtures::{ENGLISH, STEAM};
use crate::ordering::{ORDERS, QUOTE, TEN, VALIDATIONS, check, submit};
use crate::stage::{Stage, call, text};

const MINIMUM: &str = include_str!("../fixtures/validation_problems_minimum_details.json");
const DAILY_LIMIT: &str = include_str!("../fixtures/validation_problems_daily_limit.json");
const MONTHLY_LIMIT: &str = include_str!("../fixtures/validation_problems_monthly_limit.json");
const ORDER_LIMITS: &str = include_str!("../fixtures/validation_problems_order_limits.json");
const COUPON_DETAILS: &str = include_str!("../fixtures/validation_problems_coupon_details.json");
const PRODUCTS_PER_DAY: &str = include_str!("../fixtures/error_create_products_per_day.json");
const GOODS: &str = include_str!("../fixtures/validation_problems_goods.json");
const PAIRS: &str = include_str!("../fixtures/validation_problems_pairs.json");
pub(crate) const TOP_UP: &str =
    "/product/lycamobile/lycamobile-credits?option=865bbfb5-78c1-424f-8c55-5b18854fe0bd";

fn words(problem: &Problem) -> String {
    let english: Value = serde_json::from_str(ENGLISH).expect("JSON");
    let words = english[problem.message_key().name()]
        .as_str()
        .expect("a text");
    words.replace("{code}", &problem.code)
}

/// Where the page shows it: the field it belongs to, and the summary.
async fn is_said(stage: &Stage, problem: &Problem) {
    let words = words(problem);
    let code = &problem.code;
    stage.says("One thing to fix before the order.").await;
    assert!(stage.text(".notice").contains(&words), "{code}");
    let (field, target) = match problem.field() {
        Field::Beneficiary | Field::Email => ("#email-error", "#email"),
        Field::Amount => ("#choice-error", "#choice"),
        Field::Payment => ("#payment-error", "#payment"),
        Field::Region => ("#region-error", "#region"),
        Field::Terms => ("#terms-error", "#terms"),
        Field::Coupon if stage.has("#coupon") => ("#coupon-error", "#coupon"),
        Field::Coupon | Field::Order => {
            assert!(!stage.has(".error"), "{code} is at no field");
            assert!(!stage.has(".notice a"), "{code} leads nowhere");
            return;
        }
    };
    assert_eq!(stage.text(field), words, "{code}");
    assert_eq!(
        stage.attribute(".notice a", "href").as_deref(),
        Some(target),
        "{code}"
    );
}

#[wasm_bindgen_test]
async fn every_problem_is_said_at_its_place() {
    for is_checkout in [false, true] {
        let stage = if is_checkout {
            checkout::check().await
        } else {
            check(TEN).await
        };
        stage.type_into("#email", "buyer@example.com").await;
        let codes = Problem::known()
            .filter(|code| Problem::is_code(code) && !code.starts_with("SUSPENDED_"))
            .chain(["COUPON_OF_TOMORROW", "SOME_FUTURE_CODE"]);
        for (place, code) in codes.enumerate() {
            let body = json!({ "problems": [{ "problem": code }] }).to_string();
            stage.serve_as("POST", VALIDATIONS, 200, &body, "{}");
            submit(&stage).await;
            is_said(&stage, &Problem::new(code)).await;
            // A change takes the objection away.
            let other = ["buyer", &place.to_string(), "@example.com"].concat();
            stage.type_into("#email", &other).await;
            assert!(!stage.has(".notice a") && !stage.has(".error"), "{code}");
        }
        assert_eq!(stage.asked("POST", "/v5/orders$"), 0);
    }
}

/// Codes that refuse an order and no validation, and say why
/// (docs/api.md#codes-of-a-refused-order).
const REFUSALS: [&str; 14] = [
    "OUT_OF_STOCK",
    "PAYMENT_METHOD_NOT_SUPPORTED_FOR_EMAIL",
    "TRANSACTION_LIMIT_EXCEEDED",
    "KYC_MISSING_ON_PAYMENT_PROCESSOR",
    "KYC_PENDING_ON_PAYMENT_PROCESSOR",
    "KYC_INVALID_ON_PAYMENT_PROCESSOR",
    "KYC_DECLINED_ON_PAYMENT_PROCESSOR",
    "MAXIMUM_NUMBER_OF_PRODUCTS_PER_DAY_EXCEEDED",
    "MAXIMUM_NUMBER_OF_SAME_PRODUCT_PER_DAY_EXCEEDED",
    "EMAIL_NOT_CONFIRMED",
    "USER_BLOCKED",
    "USER_BLOCKED_BY_EXTERNAL_PAYMENT_PROCESSOR",
    "BLOCKED_COUNTRY",
    "CANT_SETUP_PAYMENT",
];

#[wasm_bindgen_test]
async fn a_refused_order_is_said_and_can_be_tried_again() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    for (place, code) in REFUSALS.into_iter().enumerate() {
        let body = json!({ "status": 422, "detail": code, "moreDetails": null,
            "reason": "no order for buyer@example.com" });
        stage.serve_as("POST", ORDERS, 422, &body.to_string(), "{}");
        submit(&stage).await;
        is_said(&stage, &Problem::new(code)).await;
        assert!(!stage.all_text().contains("no order for"), "{code}");
        assert_eq!(stage.asked("POST", ORDERS), place + 1, "{code}");
    }
    assert!(
        stage.text(".buy-bar button") == "Place order",
        "nothing was made, so nothing is asked about"
    );
}

#[wasm_bindgen_test]
async fn what_is_known_of_a_problem_is_said_in_numbers() {
    let stage = check(TEN).await;
    for (body, sentences) in [
        (
            MINIMUM,
            &["The minimum is 0.00006412\u{a0}BTC (USD\u{a0}5.61)."][..],
        ),
        (
            DAILY_LIMIT,
            &[
                "This order goes above what is left of the daily limit.",
                "The limit may be shared with others on the same internet connection.",
                "Of €4,000 for a day, €179.50 is left. The limit begins anew 24 hours after the last purchase.",
            ],
        ),
        (
            MONTHLY_LIMIT,
            &[
                "This order goes above what is left of the monthly limit.",
                "The limit may be shared with others on the same internet connection.",
                "Of €5,000 for a month, €189.75 is left. The limit begins anew with the next month.",
            ],
        ),
        (
            ORDER_LIMITS,
            &[
                "At most 10 items fit into one order.",
                "One order may come to 2,000 at most.",
                "Allowed: Gift cards, Phone top-ups.",
            ],
        ),
        (
            COUPON_DETAILS,
            &[
                "It was valid until Nov 1, 2026.",
                "The minimum is €25.",
                "Allowed: Gift cards.",
                "Allowed: Steam, Roblox.",
                "Allowed: United States, Canada.",
                "Allowed: androidapp.",
            ],
        ),
        (
            PRODUCTS_PER_DAY,
            &["At most 5 can be bought in a day. 2 items of this order are too many."],
        ),
        (GOODS, &[]),
        (PAIRS, &[]),
    ] {
        stage.serve_as("POST", VALIDATIONS, 422, body, "{}");
        submit(&stage).await;
        stage
            .until("the problems", || stage.has(".problems [role=alert]"))
            .await;
        let said = stage.text(".problems");
        for sentence in sentences {
            let plain = sentence.replace('\u{a0}', " ");
            assert!(said.contains(&plain), "{plain}: {said}");
        }
        for raw in [
            "is reached",
            "@",
            "https:",
            "limit for this brand",
            "forKYC",
            "713d46f9",
        ] {
            assert!(!said.contains(raw), "{raw}: {said}");
        }
        stage.type_into("#email", "other@example.com").await;
        stage.type_into("#email", "buyer@example.com").await;
    }
}

#[wasm_bindgen_test]
async fn what_has_no_known_form_is_not_printed() {
    let stage = check(TEN).await;
    for details in [
        json!("buyer@example.com"),
        json!(["+12015550123", "https://cdn.cryptorefills.com/x.webp"]),
        json!({ "why": "buyer@example.com", "anything": [1, 2] }),
    ] {
        let problem = json!({ "problem": "SOME_FUTURE_CODE", "moreDetails": details });
        let body = json!({ "problems": [problem] }).to_string();
        stage.serve_as("POST", VALIDATIONS, 200, &body, "{}");
        submit(&stage).await;
        stage.says("(SOME_FUTURE_CODE)").await;
        let said = stage.text(".problems");
        let end = "Change something, or write to support with this code.";
        assert!(said.ends_with(end), "{said}");
    }
    let prose = json!({ "problems": [{ "message": "buyer@example.com is blocked" }] });
    stage.serve_as("POST", VALIDATIONS, 200, &prose.to_string(), "{}");
    submit(&stage).await;
    stage.says("(UNREADABLE)").await;
}

#[wasm_bindgen_test]
async fn allowed_pairs_are_buttons() {
    let stage = check(TEN).await;
    stage.serve_as("POST", VALIDATIONS, 200, PAIRS, "{}");
    submit(&stage).await;
    stage.says("It can be paid with:").await;
    assert_eq!(stage.count(".problems button"), 2, "one of three is paused");
    assert_eq!(stage.text(".problems button"), "USDC Arbitrum");
    // The page leads to the problems in the next frame, which is late on a busy machine.
    stage.painted().await;
    stage.click(".problems button").await;
    let address = || text(&call("address", &[]));
    stage
        .until("the pair", || address().contains("network=Arbitrum"))
        .await;
    assert!(!stage.has(".problems [role=alert]"), "it is solved");
    assert_eq!(text(&call("focused", &[])), "payment");
}

#[wasm_bindgen_test]
async fn allowed_pairs_by_their_inner_names_are_the_list_s_own() {
    let stage = check(TEN).await;
    let inner = PAIRS
        .replace("\"Arbitrum\"", "\"ARBITRUM_LIKE\"")
        .replace("\"ETH Mainnet\"", "\"TRON_LIKE\"");
    assert!(inner.contains("ARBITRUM_LIKE") && inner.contains("TRON_LIKE"));
    stage.serve_as("POST", VALIDATIONS, 200, &inner, "{}");
    submit(&stage).await;
    stage.says("It can be paid with:").await;
    assert_eq!(stage.text(".problems button"), "USDC Arbitrum");
    let said = stage.text(".problems");
    assert!(!said.contains("LIKE") && !said.contains("Tron"), "{said}");
    stage.click(".problems button").await;
    let address = || text(&call("address", &[]));
    stage
        .until("the list's name", || address().contains("network=Arbitrum"))
        .await;
    assert!(!address().contains("LIKE"), "{}", address());
}

#[wasm_bindgen_test]
async fn an_objection_to_somebody_else_leads_to_their_field() {
    let stage = checkout::check().await;
    stage.type_into("#email", "buyer@example.com").await;
    checkout::for_someone_else(&stage, "#line-1").await;
    stage.type_into("#to-1", "friend@example.com").await;
    let body = json!({ "problems": [{ "problem": "INVALID_BENEFICIARY_ACCOUNT" }] }).to_string();
    stage.serve_as("POST", VALIDATIONS, 200, &body, "{}");
    submit(&stage).await;
    stage.says("One thing to fix before the order.").await;
    assert!(stage.has("#to-1-error") && !stage.has("#email-error"));
    assert_eq!(
        stage.attribute(".notice a", "href").as_deref(),
        Some("#to-1")
    );
}

#[wasm_bindgen_test]
async fn a_paused_coin_or_network_is_named_at_the_ways_to_pay() {
    for code in ["SUSPENDED_COIN", "SUSPENDED_NETWORK"] {
        let stage = check(TEN).await;
        let body = json!({ "status": 400, "detail": code, "moreDetails": "x" }).to_string();
        stage.serve_as("POST", VALIDATIONS, 400, &body, "{}");
        submit(&stage).await;
        is_said(&stage, &Problem::new(code)).await;
    }
}

#[wasm_bindgen_test]
async fn an_amount_that_is_not_sold_is_not_asked_about() {
    let stage = check("/product/roblox/roblox?option=080f6c82-b165-4b65-ab26-1d4f0ace0e45").await;
    stage.type_into("#amount", "3").await;
    submit(&stage).await;
    stage.says("Type an amount that can be bought.").await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
}

#[wasm_bindgen_test]
async fn a_phone_is_held_against_its_country() {
    let stage = check(TOP_UP).await;
    submit(&stage).await;
    assert!(
        stage
            .text("#beneficiary-error")
            .starts_with("Type the whole number")
    );
    for (typed, words) in [
        ("201 555 0123", "United States: +1."),
        (
            "+44 7700 900123",
            "This number is not from this country: United States.",
        ),
        ("+1 800 FLOWERS", "Type the whole number"),
    ] {
        stage.type_into("#beneficiary", typed).await;
        submit(&stage).await;
        let said = stage.text("#beneficiary-error");
        assert!(said.contains(words), "{typed}: {said}");
        assert_eq!(text(&call("focused", &[])), "beneficiary");
    }
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    stage.type_into("#beneficiary", "001 (201) 555-0123").await;
    assert!(!stage.has("#beneficiary-error"));
    submit(&stage).await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 1);
}

#[wasm_bindgen_test]
async fn a_mistyped_mail_domain_is_asked_about_and_stops_nobody() {
    let hint = ".did-you-mean button";
    let stage = check(TEN).await;
    stage.type_into("#email", "buyer@gmail.co").await;
    stage.pass(599.0).await;
    assert!(!stage.has(hint), "not while it is typed");
    stage.type_into("#email", "buyer@gmail.com").await;
    stage.pass(1_000.0).await;
    assert!(!stage.has(hint));
    let asked = text(&call("addresses", &[]));
    stage.type_into("#email", "buyer@gmial.com").await;
    stage.pass(600.0).await;
    assert_eq!(stage.text(hint), "Did you mean buyer@gmail.com?");
    assert!(!stage.has("#email-error"), "it is no mistake");
    assert_eq!(text(&call("addresses", &[])), asked, "nobody is told");
    stage.click(hint).await;
    assert_eq!(stage.value("#email"), "buyer@gmail.com");
    assert_eq!(text(&call("focused", &[])), "email");
    stage.pass(1_000.0).await;
    assert!(!stage.has(hint));
    // A buyer who means it as typed just orders.
    stage.type_into("#email", "buyer@gmial.com").await;
    stage.pass(600.0).await;
    submit(&stage).await;
    let body = || text(&call("body", &["POST".into(), VALIDATIONS.into()]));
    stage
        .until("the body", || body().contains("buyer@gmial.com"))
        .await;
}

#[wasm_bindgen_test]
async fn a_hint_that_comes_after_the_page_is_gone_does_no_harm() {
    let stage = check(TEN).await;
    stage.type_into("#email", "buyer@gmial.com").await;
    stage.go("/nothing");
    stage.says("There is no page at this address").await;
    stage.pass(1_000.0).await;
    assert!(!stage.has(".did-you-mean"));
}

#[wasm_bindgen_test]
async fn what_works_elsewhere_is_agreed_to_first() {
    let stage = Stage::with_shop();
    let elsewhere = STEAM.replace("\"redeem_geo\": null", "\"redeem_geo\": \"United Kingdom\"");
    assert_ne!(elsewhere, STEAM, "the fixture names its region");
    stage.serve("family_name=Steam", &elsewhere);
    stage.open(TEN);
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.says("Usable only here: United Kingdom.").await;
    stage.type_into("#email", "buyer@example.com").await;
    submit(&stage).await;
    stage
        .says("Tick the box to say that you can use it in the country it works in.")
        .await;
    assert_eq!(
        stage.attribute(".notice a", "href").as_deref(),
        Some("#region")
    );
    stage.press("Add to cart").await;
    assert_eq!(stage.cart(), None, "nor into the cart");
    stage.click("#region").await;
    submit(&stage).await;
    stage
        .until("the check", || stage.asked("POST", VALIDATIONS) == 1)
        .await;
}

/// Steam's ten dollars in French, in which the supplier has no texts: they are requested in
/// English.
async fn untold() -> Stage {
    let stage = Stage::with_shop();
    let mut untold: Value = serde_json::from_str(STEAM).expect("JSON");
    for group in untold.as_array_mut().expect("groups") {
        group["rich_description"] = Value::Null;
    }
    stage.hold("family_name=Steam");
    stage.serve("lang=fr", &untold.to_string());
    stage.serve("/locales/fr.json", ENGLISH);
    let config = Config {
        languages: vec!["en".to_owned(), "fr".to_owned()],
        ..Config::default()
    };
    stage.open_with(&[TEN, "&lang=fr"].concat(), config, Vec::new());
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    stage
}

/// Steam, which works in the United Kingdom alone.
fn elsewhere() -> String {
    STEAM.replace("\"redeem_geo\": null", "\"redeem_geo\": \"United Kingdom\"")
}

/// The message until the box is ticked; then it is ordered.
async fn ticks_the_region(stage: &Stage) {
    submit(stage).await;
    stage
        .says("Tick the box to say that you can use it in the country it works in.")
        .await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    stage.click("#region").await;
    submit(stage).await;
    stage
        .until("the check", || stage.asked("POST", VALIDATIONS) == 1)
        .await;
}

#[wasm_bindgen_test]
async fn nothing_is_bought_before_its_region_is_known() {
    let stage = untold().await;
    submit(&stage).await;
    stage
        .says("The text that says where this works is still loading.")
        .await;
    assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    stage.answer("lang=en", 200, &elsewhere()).await;
    stage.says("Usable only here: Royaume-Uni.").await;
    ticks_the_region(&stage).await;
}

#[wasm_bindgen_test]
async fn a_region_that_could_not_be_asked_for_is_asked_for_again_and_not_bought() {
    for (status, body) in [(429, "{}"), (403, "{}"), (500, "{}"), (200, "<html>")] {
        let stage = untold().await;
        stage.serve_as("GET", "lang=en", status, body, "{}");
        stage.answer("lang=en", status, body).await;
        // Until the program has given up.
        stage.pass(300_000.0).await;
        let asked = stage.asked("GET", "lang=en");
        stage.pass(300_000.0).await;
        assert_eq!(stage.asked("GET", "lang=en"), asked, "{status}");
        assert!(!stage.all_text().contains("May only work"), "{status}");
        submit(&stage).await;
        stage
            .says("The text that says where this works is still loading.")
            .await;
        assert_eq!(stage.asked("POST", VALIDATIONS), 0, "{status}");
        assert_eq!(stage.asked("GET", "lang=en"), asked + 1, "{status}");
        stage.press("Add to cart").await;
        assert_eq!(stage.cart(), None, "{status}");
        stage.pass(300_000.0).await;
        stage.serve("lang=en", &elsewhere());
        submit(&stage).await;
        stage.says("Usable only here: Royaume-Uni.").await;
        ticks_the_region(&stage).await;
    }
}

#[wasm_bindgen_test]
async fn a_refusal_with_200_leaves_nobody_in_doubt() {
    let stage = check(TEN).await;
    let suspended = json!({ "status": "400", "detail": "SUSPENDED_NETWORK" }).to_string();
    let missing = json!({ "status": 422, "detail": "KYC_MISSING" }).to_string();
    stage.serve_as("POST", VALIDATIONS, 200, &missing, "{}");
    submit(&stage).await;
    is_said(&stage, &Problem::new("KYC_MISSING")).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    for body in [&missing, &suspended] {
        stage.serve_as("POST", ORDERS, 200, body, "{}");
        submit(&stage).await;
        stage.says("One thing to fix before the order.").await;
        assert!(!stage.all_text().contains("may have been made"), "{body}");
    }
    assert_eq!(stage.asked("POST", ORDERS), 2);
}
