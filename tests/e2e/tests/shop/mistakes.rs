//! Bad input: addresses, storage and clocks that are wrong. Each has a sentence.

use refillery_e2e::{Role, Shop, Test, counted, filled, part, start_of, tests, text};

use crate::steps::{EMAIL, chooses_a_card, code_is_shown, is_delivered, place_order, start_title};

pub(crate) fn tests() -> Vec<Test> {
    tests!["mistakes":
        a_link_with_something_stuck_to_it_leads_to_its_order,
        a_country_that_is_none_is_said_and_the_shop_goes_on,
        a_brand_that_is_none_is_said,
        a_product_that_is_none_is_said,
        an_order_id_that_is_none_is_said_without_asking,
        an_order_that_does_not_exist_is_said,
        a_choice_that_is_none_is_left_to_the_visitor,
        a_coin_that_is_none_is_said_before_ordering,
        an_amount_that_is_none_is_said,
        refused_storage_does_not_stop_a_purchase,
        full_storage_does_not_stop_a_purchase,
        spoiled_storage_does_not_stop_the_shop,
        a_clock_a_day_behind_does_not_move_the_deadline,
        a_clock_a_day_ahead_does_not_move_the_deadline,
    ]
}

async fn a_country_that_is_none_is_said_and_the_shop_goes_on(shop: Shop) {
    shop.open("/?country=ZZ").await;
    shop.reads(&filled(
        "frame.unknown_country",
        &[("asked", "ZZ"), ("country", "United States")],
    ))
    .await;
    shop.reads(&start_title("United States")).await;
    shop.open("/brands?country=%3Cb%3E").await;
    shop.reads(&filled(
        "frame.unknown_country",
        &[("asked", "<b>"), ("country", "United States")],
    ))
    .await;
    shop.sees(Role::Link, "Amazon.com").await;
}

async fn a_brand_that_is_none_is_said(shop: Shop) {
    shop.open("/brand/no-such-brand?country=US").await;
    shop.reads(text("lost.title")).await;
    shop.reads(&filled("lost.body", &[("country", "United States")]))
        .await;
    shop.open("/brand/%E0%A4%A?country=US").await;
    shop.reads(text("lost.title")).await;
}

async fn a_product_that_is_none_is_said(shop: Shop) {
    shop.open("/product/no-such/brand?country=US").await;
    shop.reads(text("lost.title")).await;
}

async fn an_order_id_that_is_none_is_said_without_asking(shop: Shop) {
    shop.open("/order/not-an-order").await;
    shop.reads(text("order.not_an_id")).await;
    shop.open("/order/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        .await;
    shop.reads(text("order.not_an_id")).await;
    assert!(
        shop.sandbox.log("order").await.is_empty(),
        "the API was asked"
    );
    assert!(
        shop.sandbox.log("subscribe").await.is_empty(),
        "the API was asked"
    );
}

async fn an_order_that_does_not_exist_is_said(shop: Shop) {
    shop.open("/order/1c4fbf20-5c0c-4148-902b-3e25f0f84bb5")
        .await;
    shop.reads(text("order.unknown")).await;
    shop.reads(text("order.none_body")).await;
    assert!(
        shop.sandbox.log("subscribe").await.is_empty(),
        "a stream was opened for nothing"
    );
}

async fn a_choice_that_is_none_is_left_to_the_visitor(shop: Shop) {
    shop.open("/product/steam/steam?country=US&option=nonsense&amount=abc")
        .await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("problem.choice_missing")).await;
    assert!(shop.sandbox.log("validations").await.is_empty());
    shop.choose("$20").await;
    place_order(&shop).await;
}

async fn a_coin_that_is_none_is_said_before_ordering(shop: Shop) {
    shop.open("/product/steam/steam?country=US&coin=NOPE&network=Nowhere")
        .await;
    let works = text("product.pay_with");
    let seen = shop
        .reads_one_of(&[works, text("failure.title"), start_of("failure.refused")])
        .await;
    assert_eq!(seen, works, "a coin in the link takes the whole page down");
    shop.choose("$20").await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("problem.pair_missing")).await;
    assert!(shop.sandbox.log("validations").await.is_empty());
    shop.choose("USDC Solana").await;
    place_order(&shop).await;
}

async fn an_amount_that_is_none_is_said(shop: Shop) {
    chooses_a_card(&shop).await;
    for (amount, words) in [
        ("fifty", text("product.fault_number")),
        ("1", &*filled("product.fault_small", &[("min", "$5")])),
        (
            "100000",
            &*filled("product.fault_large", &[("max", "$1,000")]),
        ),
    ] {
        shop.types(&filled("product.amount_in", &[("currency", "USD")]), amount)
            .await;
        shop.reads(words).await;
    }
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("problem.amount_missing")).await;
    assert!(shop.sandbox.log("validations").await.is_empty());
}

/// A purchase with a browser whose storage is spoiled by this script.
async fn buys_with_storage(shop: &Shop, script: &str) {
    shop.before_every_page(script).await;
    chooses_a_card(shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(shop).await;
    shop.reads(text("order.not_kept_title")).await;
    shop.reads(&format!("{}/order/{id}", shop.url)).await;
    shop.sees(Role::Button, text("order.copy_link")).await;
    is_delivered(shop, &id).await;
    code_is_shown(shop, &id).await;
}

async fn refused_storage_does_not_stop_a_purchase(shop: Shop) {
    let script = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, \
        { get() { throw new DOMException('refused', 'SecurityError'); } });";
    buys_with_storage(&shop, script).await;
}

async fn full_storage_does_not_stop_a_purchase(shop: Shop) {
    let script = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; \
        Storage.prototype.getItem = () => { throw new DOMException('broken', 'InvalidStateError'); };";
    buys_with_storage(&shop, script).await;
}

async fn spoiled_storage_does_not_stop_the_shop(shop: Shop) {
    let script = "try { for (const name of ['refillery.preferences.1', 'refillery.orders.1']) \
        localStorage.setItem(name, '[{\"id\": 7, \"lang\": {}}, null'); } catch (error) { /* about:blank has none */ }";
    shop.before_every_page(script).await;
    shop.open("/").await;
    shop.reads(&start_title("United States")).await;
}

/// The deadline comes from the API's clock, not from the visitor's.
async fn reads_half_an_hour(shop: &Shop, hours: i32) {
    let script = format!(
        "const Real = Date, now = () => Real.now() + {hours} * 3600000; \
         window.Date = class extends Real {{ \
           constructor(...given) {{ if (given.length) super(...given); else super(now()); }} \
           static now() {{ return now(); }} }};"
    );
    shop.before_every_page(&script).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(start_of("pay.until")).await;
    let page = shop.text().await;
    assert!(page.contains(start_of("order.send")), "{page}");
    assert!(
        !page.contains(text("pay.over_title"))
            && !page.contains(&part("pay.minutes_left", &[]))
            && !page.contains(&counted("pay.minutes_left", 1, &[])),
        "{page}"
    );
    is_delivered(shop, &id).await;
}

async fn a_clock_a_day_behind_does_not_move_the_deadline(shop: Shop) {
    reads_half_an_hour(&shop, -24).await;
}

async fn a_clock_a_day_ahead_does_not_move_the_deadline(shop: Shop) {
    reads_half_an_hour(&shop, 24).await;
}

/// Mail programs, chats and fingers change links like this.
async fn a_link_with_something_stuck_to_it_leads_to_its_order(shop: Shop) {
    let id = shop.sandbox.make_order("visitor@example.com").await;
    let whole = format!("/order/{id}");
    let capitals = format!("/Order/{}", id.to_uppercase());
    for path in [
        format!("{whole}."),
        format!("{whole}%29,"),
        format!("{whole}%E2%80%8B"),
        format!("/order/=3D{id}%3E"),
        format!("{whole}/receipt?lang=en"),
        capitals,
    ] {
        shop.open(&path).await;
        shop.reads(text("order.link_live")).await;
        let address = shop.comes_to(|address| address.starts_with(&whole)).await;
        let end = address.trim_start_matches(&whole);
        assert!(end.is_empty() || end.starts_with('?'), "{path}: {address}");
    }
    shop.open("/order/").await;
    shop.reads(text("order.not_an_id")).await;
}
