//! Every page in every state that it can be seen in. One browser walks through a group of
//! them, because starting one costs more than looking.

use refillery_e2e::{Role, Shop, Test, counted, filled, start_of, tests, text};
use serde_json::Value;

use super::layout::the_ruler_finds_what_is_planted;
use super::looks::Findings;
use crate::steps::{EMAIL, WRONG_ADDRESS, asks_for_the_total, chooses_a_card};

pub(crate) fn tests() -> Vec<Test> {
    tests!["accessible":
        the_audit_finds_what_is_planted,
        the_ruler_finds_what_is_planted,
        pages_that_lead_to_brands,
        pages_that_find_brands,
        pages_of_a_brand_and_of_no_page,
        pages_that_sell_something,
        pages_that_order_something,
        pages_of_an_order_that_waits,
        pages_of_an_order_that_moves,
        pages_of_an_order_that_went_wrong,
        pages_of_an_order_that_must_not_be_paid,
        pages_of_the_orders_of_this_device,
        pages_that_answer,
        pages_that_failed,
    ]
}

/// An audit that can't fail shows nothing.
async fn the_audit_finds_what_is_planted(shop: Shop) {
    shop.open("/?country=US").await;
    shop.sees(Role::Heading, text("home.popular")).await;
    assert_eq!(shop.violations().await, Vec::<String>::new());
    assert_eq!(shop.second_violations().await, Vec::<String>::new());
    shop.run(
        "const planted = document.createElement('div');
         planted.innerHTML = '<img src=\"favicon.svg\"><input><p>grey</p><a href=\"#a\">a</a><a href=\"#b\">b</a>';
         planted.querySelector('p').style.color = '#bbb';
         for (const a of planted.querySelectorAll('a')) Object.assign(a.style, { display: 'block', width: '9px', height: '9px', overflow: 'hidden' });
         document.querySelector('main').prepend(planted);",
    )
    .await;
    let axe = ["image-alt", "label", "color-contrast", "target-size"];
    let ibm = [
        "img_alt_valid",
        "input_label_exists",
        "text_contrast_sufficient",
        "target_spacing_sufficient",
    ];
    for (rules, violations) in [
        (axe, shop.violations().await),
        (ibm, shop.second_violations().await),
    ] {
        for rule in rules {
            let begins = format!("{rule}: ");
            assert!(
                violations.iter().any(|line| line.starts_with(&begins)),
                "{rule} was not found in: {violations:#?}"
            );
        }
    }
}

async fn pages_that_lead_to_brands(shop: Shop) {
    let mut findings = Findings::default();
    shop.open("/?country=US").await;
    shop.sees(Role::Heading, text("home.popular")).await;
    shop.sees(Role::Heading, text("home.categories")).await;
    findings.look(&shop, "home").await;
    shop.press(text("frame.country")).await;
    shop.sees(Role::Heading, text("country.title")).await;
    findings.look(&shop, "country-dialog").await;
    findings.are_none();
}

async fn pages_that_find_brands(shop: Shop) {
    let mut findings = Findings::default();
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    findings.look(&shop, "brands").await;
    shop.open("/top-ups?country=US").await;
    shop.sees(Role::Choice, "Lycamobile").await;
    findings.look(&shop, "top-ups").await;
    shop.open("/esims?country=US").await;
    shop.reads(text("esims.where")).await;
    findings.look(&shop, "esims").await;
    shop.open("/esims?country=US&to=US").await;
    shop.reads("Roamwell eSIM").await;
    shop.reads(text("product.recommended")).await;
    findings.look(&shop, "esims-plans").await;
    shop.open("/brands?country=US&q=amazon").await;
    shop.sees(Role::Link, "Amazon.com").await;
    findings.look(&shop, "brands-found").await;
    shop.open("/brands?country=US&q=zzzzzzzz").await;
    shop.reads(start_of("brands.none_for")).await;
    findings.look(&shop, "brands-nothing-found").await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    shop.choose(text("brands.kind_esim")).await;
    shop.sees(
        Role::Button,
        &filled("brands.remove", &[("name", text("brands.kind_esim"))]),
    )
    .await;
    findings.look(&shop, "brands-filtered").await;
    findings.are_none();
}

async fn pages_of_a_brand_and_of_no_page(shop: Shop) {
    let mut findings = Findings::default();
    shop.open("/brand/lycamobile?country=US").await;
    shop.sees(Role::Link, "Bundle").await;
    shop.reads(text("product.recommended")).await;
    findings.look(&shop, "brand").await;
    shop.open("/nothing/here?country=US").await;
    shop.reads(text("lost.title")).await;
    findings.look(&shop, "lost").await;
    findings.are_none();
}

async fn pages_that_sell_something(shop: Shop) {
    let mut findings = Findings::default();
    chooses_a_card(&shop).await;
    findings.look(&shop, "product-range").await;
    shop.types(&filled("product.amount_in", &[("currency", "USD")]), "1")
        .await;
    shop.types(text("recipient.email"), "visitor@gmial.com")
        .await;
    shop.press(text("ordering.place")).await;
    shop.sees(Role::Alert, &counted("ordering.problems", 1, &[]))
        .await;
    shop.reads(start_of("recipient.did_you_mean")).await;
    findings.look(&shop, "product-range-problems").await;
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    shop.reads(text("product.recommended")).await;
    findings.look(&shop, "product-fixed").await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("recipient.email_missing")).await;
    findings.look(&shop, "product-fixed-problems").await;
    shop.open("/brand/lycamobile?country=US").await;
    shop.follow("Bundle").await;
    shop.choose("5 GB 30 days").await;
    shop.sees(Role::Button, text("ordering.place")).await;
    shop.reads(text("product.recommended")).await;
    findings.look(&shop, "product-plan").await;
    shop.open("/product/hulu/hulu?country=US").await;
    shop.reads(text("brand.out_of_stock_words")).await;
    findings.look(&shop, "product-sold-out").await;
    findings.are_none();
}

async fn pages_that_order_something(shop: Shop) {
    let mut findings = Findings::default();
    shop.open("/checkout?country=US").await;
    shop.reads(text("checkout.empty")).await;
    findings.look(&shop, "checkout-empty").await;
    for _ in 0..2 {
        shop.open("/product/steam/steam?country=US").await;
        shop.choose("$20").await;
        shop.press(text("cart.add")).await;
        shop.reads(text("cart.added")).await;
    }
    shop.open("/checkout?country=US").await;
    shop.reads(text("product.recommended")).await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    findings.look(&shop, "checkout").await;
    shop.types(text("recipient.email_receipt"), "visitor@example")
        .await;
    asks_for_the_total(&shop).await;
    shop.reads(text("recipient.email_wrong")).await;
    findings.look(&shop, "checkout-problems").await;
    findings.are_none();
}

/// The texts of an order's page that differ from run to run.
async fn secrets_of(shop: &Shop, id: &str) -> Vec<(String, &'static str)> {
    let order = shop.sandbox.order(id).await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let goods = &order["deliveries"][0]["deliverable"];
    let address = text(&order["wallet_address"]);
    // Read as one, and written in groups of four.
    let first: String = address.chars().take(4).collect();
    let codes = goods.as_object().into_iter().flatten();
    // Short texts are words and no codes.
    let codes = codes
        .map(|(_, value)| (text(value), "<code>"))
        .filter(|(code, _)| code.len() > 8 && !code.contains(' '));
    let fixed = [
        (address, "<address>"),
        (first, "<group>"),
        (id.to_owned(), "<id>"),
        (text(&order["coin_amount"]), "<amount>"),
    ];
    let transactions = order["payment_transactions"].as_array();
    let transactions = transactions.into_iter().flatten();
    let transactions = transactions.map(|hash| (text(hash), "<transaction>"));
    fixed.into_iter().chain(codes).chain(transactions).collect()
}

async fn looks_at_order(shop: &Shop, findings: &mut Findings, id: &str, name: &str) {
    let secrets = secrets_of(shop, id).await;
    let secrets: Vec<(&str, &str)> = secrets
        .iter()
        .map(|(secret, stands)| (secret.as_str(), *stands))
        .collect();
    findings.look_past(shop, name, &secrets).await;
}

async fn opens(shop: &Shop, id: &str, words: &str) {
    shop.open(&format!("/order/{id}")).await;
    shop.reads(words).await;
}

async fn pages_of_an_order_that_waits(shop: Shop) {
    let mut findings = Findings::default();
    let id = shop.sandbox.make_order(EMAIL).await;
    opens(&shop, &id, text("order.link_live")).await;
    looks_at_order(&shop, &mut findings, &id, "order-waiting").await;
    // The look took longer than a silent stream is believed.
    opens(&shop, &id, text("order.link_live")).await;
    shop.click(Role::Button, text("pay.exchange_title")).await;
    shop.types(&filled("pay.exchange_fee", &[("coin", "USDC")]), "0.5")
        .await;
    looks_at_order(&shop, &mut findings, &id, "order-waiting-exchange").await;
    shop.sandbox.act(&id, "partial").await;
    shop.reads(text("pay.still_to_send")).await;
    looks_at_order(&shop, &mut findings, &id, "order-partial").await;
    let id = shop.sandbox.make_order("memo@example.com").await;
    opens(&shop, &id, text("order.link_live")).await;
    looks_at_order(&shop, &mut findings, &id, "order-memo").await;
    findings.are_none();
}

async fn pages_of_an_order_that_moves(shop: Shop) {
    let mut findings = Findings::default();
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox
        .set(serde_json::json!({ "step_milliseconds": 600_000 }))
        .await;
    shop.sandbox.act(&id, "pay").await;
    shop.sandbox.act(&id, "advance").await;
    opens(&shop, &id, text("order.money_received")).await;
    looks_at_order(&shop, &mut findings, &id, "order-paid").await;
    shop.sandbox.force(&id, "Done").await;
    shop.reads(text("order.head_done")).await;
    looks_at_order(&shop, &mut findings, &id, "order-delivered").await;
    shop.press(text("delivery.show_code")).await;
    shop.sees(Role::Button, text("delivery.print")).await;
    // The copy takes presses after half a second.
    let can_copy = "return !document.querySelector('.ticket [inert]')";
    shop.until_script("the copy", can_copy).await;
    looks_at_order(&shop, &mut findings, &id, "order-delivered-shown").await;
    findings.are_none();
}

async fn pages_of_an_order_that_went_wrong(shop: Shop) {
    let mut findings = Findings::default();
    for (state, words, name) in [
        ("Expired", text("order.money_expired"), "order-expired"),
        (
            "WaitingForManualAction",
            text("order.money_manual"),
            "order-held",
        ),
        ("Refunded", text("order.head_refunded"), "order-refunded"),
        ("PaymentFailed", text("order.money_failed"), "order-failed"),
    ] {
        let id = shop.sandbox.make_order(EMAIL).await;
        shop.sandbox.force(&id, state).await;
        opens(&shop, &id, words).await;
        looks_at_order(&shop, &mut findings, &id, name).await;
    }
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.act(&id, "fail-paid").await;
    opens(&shop, &id, text("recovery.case_failed_paid")).await;
    looks_at_order(&shop, &mut findings, &id, "order-failed-paid").await;
    shop.open("/order/1c4fbf20-5c0c-4148-902b-3e25f0f84bb5")
        .await;
    shop.reads(text("order.unknown")).await;
    findings.look(&shop, "order-unknown").await;
    findings.are_none();
}

async fn pages_of_an_order_that_must_not_be_paid(shop: Shop) {
    shop.before_every_page(WRONG_ADDRESS).await;
    let mut findings = Findings::default();
    let id = shop.sandbox.make_order(EMAIL).await;
    opens(&shop, &id, &id).await;
    assert!(!shop.text().await.contains(start_of("order.send")));
    looks_at_order(&shop, &mut findings, &id, "order-unsafe").await;
    findings.are_none();
}

async fn pages_of_the_orders_of_this_device(shop: Shop) {
    let mut findings = Findings::default();
    shop.open("/orders?country=US").await;
    shop.reads(text("orders.none_title")).await;
    findings.look(&shop, "orders-empty").await;
    let id = shop.sandbox.make_order(EMAIL).await;
    opens(&shop, &id, text("order.link_live")).await;
    shop.press(text("order.keep")).await;
    shop.open("/?country=US").await;
    shop.sees(Role::Link, "Amazon.com $50").await;
    shop.sees(Role::Heading, text("home.categories")).await;
    findings.look(&shop, "home-again").await;
    shop.open("/orders?country=US").await;
    shop.reads(text("backup.title")).await;
    let id_masked = [(id.as_str(), "<id>")];
    findings.look_past(&shop, "orders", &id_masked).await;
    shop.press(text("orders.forget_all")).await;
    shop.sees(Role::Button, text("orders.keep")).await;
    findings
        .look_past(&shop, "orders-erasing", &id_masked)
        .await;
    findings.are_none();
}

/// The page loads its texts by itself, also after a switch of language.
async fn pages_that_answer(shop: Shop) {
    let mut findings = Findings::default();
    shop.open("/help?country=US").await;
    shop.sees(Role::Heading, text("frame.help")).await;
    shop.reads("What is a network?").await;
    findings.look(&shop, "help").await;
    shop.open("/help?country=US#too-little").await;
    shop.reads("I sent too little").await;
    shop.until("the answer", async || {
        let open = shop.run("return !!document.querySelector('#too-little details[open]')");
        (open.await == true).then_some(())
    })
    .await;
    findings.look(&shop, "help-open").await;
    findings.are_none();
}

async fn pages_that_failed(shop: Shop) {
    let mut findings = Findings::default();
    shop.sandbox.fault("any", "http-503", None).await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Button, text("failure.try_again")).await;
    findings.look(&shop, "failure").await;
    shop.sandbox.heal().await;
    findings.are_none();
}
