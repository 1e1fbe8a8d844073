//! The name of the supplier, who delivers the goods and helps with them: before they are
//! ordered, on the order and under every page, with the pages about the law.

use refillery::config::{Config, Legal};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ORDER_ID, RECEIVED, WAITING, with};
use crate::ordering::{TEN, VALIDATIONS, submit};
use crate::stage::{Stage, call, text};

const TOPPED_UP: &str = include_str!("../fixtures/order_d_topup_done.json");
const SENTENCE: &str = "The goods are delivered and supported by Cryptorefills";
const OBJECTION: &str = "Tick both boxes";
const CONTACT: &str = "https://www.cryptorefills.com/en/contact-us";
const TERMS: &str = "https://www.cryptorefills.com/en/terms-of-service";
const PRIVACY: &str = "https://www.cryptorefills.com/en/privacy-policy";

/// The sentence, and the supplier's two pages, inside of this element.
async fn is_said_in(stage: &Stage, inside: &str) {
    stage
        .until("the sentence", || {
            stage.has(inside) && stage.text(inside).contains(SENTENCE)
        })
        .await;
    for address in [TERMS, PRIVACY] {
        let link =
            format!("{inside} a[href='{address}'][target=_blank][rel='noopener noreferrer']");
        assert_eq!(stage.count(&link), 1, "{link}");
    }
}

#[wasm_bindgen_test]
async fn it_is_said_on_every_page_that_orders_on_orders_and_under_all() {
    let stage = Stage::with_shop();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), WAITING);
    let order = ["/order/", ORDER_ID].concat();
    for (path, inside) in [
        ("/", "footer"),
        (TEN, "form.buy .seller"),
        (order.as_str(), "main .seller"),
    ] {
        stage.open(path);
        is_said_in(&stage, inside).await;
        stage.close();
    }
    let stage = crate::checkout::check().await;
    is_said_in(&stage, "form.checkout-form .seller").await;
}

#[wasm_bindgen_test]
async fn a_widget_says_it_on_an_order_that_can_not_be_read() {
    let path = ["/v5/orders/", ORDER_ID].concat();
    for (status, body) in [(404, "{}"), (200, "<html>")] {
        let (stage, config) = crate::widget::shop();
        stage.serve_as("GET", &path, status, body, "{}");
        let page = ["/embed/order/", ORDER_ID].concat();
        let address = crate::widget::address(&page, "&country=US&lang=en");
        stage.open_with(&address, config, Vec::new());
        crate::widget::connect(&stage, &json!({})).await;
        is_said_in(&stage, "main .seller").await;
        assert!(!stage.has("footer"), "it would be said twice");
        stage.close();
        // The page of the shop itself has it in its footer.
        let stage = Stage::with_shop();
        stage.serve_as("GET", &path, status, body, "{}");
        stage.open(&["/order/", ORDER_ID].concat());
        is_said_in(&stage, "footer").await;
        assert!(!stage.has("main .seller"));
        stage.close();
    }
}

#[wasm_bindgen_test]
async fn the_owner_s_own_pages_are_beside_those_of_the_supplier() {
    let own = |page: &str| Some(format!("https://corner.example/{page}"));
    let config = Config {
        name: "Corner Shop".to_owned(),
        legal: Legal {
            terms: own("terms"),
            privacy: own("privacy"),
            refund: own("refunds"),
            imprint: own("imprint"),
        },
        ..Config::default()
    };
    let stage = Stage::with_shop();
    stage.open_with(TEN, config, Vec::new());
    for inside in ["footer", "form.buy .seller"] {
        is_said_in(&stage, inside).await;
        for (page, words) in [
            ("terms", "Terms of Corner Shop"),
            ("privacy", "Privacy notice of Corner Shop"),
            ("refunds", "Refunds"),
            ("imprint", "Legal notice"),
        ] {
            let link = format!("{inside} a[href='https://corner.example/{page}']");
            assert_eq!(stage.text(&link), words, "{inside}");
        }
    }
    stage.close();
    stage.open("/");
    is_said_in(&stage, "footer").await;
    assert!(!stage.has("footer a[href^='https://corner.example']"));
}

#[wasm_bindgen_test]
async fn nothing_is_ordered_before_both_boxes_are_ticked() {
    let stage = Stage::with_shop();
    let config = Config {
        has_terms_box: true,
        ..Config::default()
    };
    stage.open_with(TEN, config, Vec::new());
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", "buyer@example.com").await;
    let is_ticked = |id: &str| stage.has(&format!("#{id}:checked"));
    assert!(!is_ticked("terms") && !is_ticked("privacy"));
    for (tick, focused) in [(None, "terms"), (Some("terms"), "privacy")] {
        if let Some(id) = tick {
            stage.click(&format!("#{id}")).await;
            stage.settle().await;
            assert!(!stage.all_text().contains(OBJECTION), "it is taken away");
        }
        submit(&stage).await;
        assert!(stage.text("#terms-error").contains(OBJECTION));
        assert!(stage.text(".notice a").contains(OBJECTION));
        assert_eq!(text(&call("focused", &[])), focused);
        assert_eq!(stage.asked("POST", VALIDATIONS), 0);
    }
    stage.click("#privacy").await;
    stage.settle().await;
    submit(&stage).await;
    assert!(!stage.all_text().contains(OBJECTION));
    assert_eq!(stage.asked("POST", VALIDATIONS), 1);
}

#[wasm_bindgen_test]
async fn without_the_setting_there_are_no_boxes() {
    let stage = Stage::with_shop();
    stage.open(TEN);
    is_said_in(&stage, "form.buy .seller").await;
    assert!(!stage.has("#terms") && !stage.has("#privacy"));
}

#[wasm_bindgen_test]
async fn an_order_says_whom_to_ask_with_what_and_when_an_answer_comes() {
    let stage = Stage::new();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), DELIVERED);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Need help with this order?").await;
    let help = stage.text(".support");
    for words in ["48 hours", "15 minutes", ORDER_ID] {
        assert!(help.contains(words), "{words} in {help}");
    }
    assert!(!help.contains("mobile operator"), "nothing went to a phone");
    assert_eq!(
        stage.attribute(".support a", "href").as_deref(),
        Some(CONTACT)
    );
    stage.press("Copy the order number").await;
    assert_eq!(text(&call("copied", &[])), ORDER_ID);
}

#[wasm_bindgen_test]
async fn who_waits_for_credit_asks_the_operator_first() {
    let stage = Stage::new();
    let order = with(TOPPED_UP, &[("order_id", json!(ORDER_ID))]);
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), &order);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Ask the mobile operator first").await;
}

#[wasm_bindgen_test]
async fn the_shop_s_own_people_come_first_and_the_supplier_is_named_too() {
    let config = Config {
        support_url: Some("https://help.example/".to_owned()),
        ..Config::default()
    };
    let stage = Stage::new();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), DELIVERED);
    stage.open_with(&["/order/", ORDER_ID].concat(), config, Vec::new());
    stage.says("Need help with this order?").await;
    assert_eq!(stage.count(".support a"), 2);
    assert_eq!(
        stage.attribute(".support a", "href").as_deref(),
        Some("https://help.example/")
    );
    assert!(stage.has(&format!(".support a[href='{CONTACT}']")));
}

#[wasm_bindgen_test]
async fn a_payment_in_trouble_leads_to_the_supplier_where_the_shop_names_nobody() {
    let failed = with(RECEIVED, &[("order_state", json!("PaymentFailed"))]);
    let stage = Stage::new();
    stage.serve("/v5/orders/", &failed);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("What support needs to know").await;
    assert_eq!(
        stage.attribute(".recovery a", "href").as_deref(),
        Some(CONTACT)
    );
    assert!(stage.text(".recovery").contains("Wait at least 15 minutes"));
}
