//! States that the README doesn't show: between two pages, opened, objected to, gone wrong.

use refillery_e2e::{Role, Shop, Test, counted, filled, part, start_of, tests, text};
use serde_json::json;

use super::{WINDOWS, is_no_wider, seen, seen_after};
use crate::steps::{
    EMAIL, WRONG_ADDRESS, asks_for_the_total, chooses_a_card, comes_to_its_order,
    fills_in_the_checkout, has_a_price, search,
};

/// Faults of the boxes in place of later content: they reach over the page's margins, or lie one
/// over the other.
const BOXES: &str = "
    const main = document.querySelector('main'), edge = getComputedStyle(main);
    const frame = main.getBoundingClientRect();
    const from = frame.left + parseFloat(edge.paddingLeft), to = frame.right - parseFloat(edge.paddingRight);
    const boxes = [...main.querySelectorAll('.ph')].map((each) => each.getBoundingClientRect())
      .filter((box) => box.width && box.height);
    const row = main.querySelector('.brand-row');
    const wrong = [];
    if (Math.abs(Math.min(...boxes.map((box) => box.left)) - from) > 1) wrong.push('not at the margin');
    if (!row && Math.max(...boxes.map((box) => box.right)) > to + 1) wrong.push('past the margin');
    boxes.forEach((one, place) => boxes.slice(place + 1).forEach((other) => {
      if (one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1)
        wrong.push(`${one.left},${one.top} over ${other.left},${other.top}`);
    }));
    return wrong.join('; ');";

/// Every page has its placeholders where the content will be.
async fn waits_in_its_place(shop: &Shop, name: &str) {
    for window in WINDOWS {
        shop.look_with(window, "light").await;
        is_no_wider(shop, name, window).await;
        let wrong = shop.run(BOXES).await;
        assert_eq!(wrong, "", "{name} at {window:?}");
    }
}

pub(crate) fn tests() -> Vec<Test> {
    tests!["pictures":
        states_before_an_order,
        states_that_are_opened,
        states_of_a_form,
        states_of_a_checkout,
        states_of_an_order,
        states_of_a_payment,
        states_of_a_delivery,
    ]
}

async fn states_before_an_order(shop: Shop) {
    for (path, words, name) in [
        (
            "/checkout?country=US",
            text("checkout.empty"),
            "checkout-empty",
        ),
        ("/orders?country=US", text("backup.title"), "orders-empty"),
        (
            "/brands?country=US&q=zzzzzz",
            &*counted("brands.count", 0, &[]),
            "brands-none",
        ),
        ("/brands?country=US&q=stem", "Steam", "brands-search"),
        ("/brand/steam?country=US", "$20", "brand-amounts"),
        (
            "/product/amazon-com-i6bde/amazon-com-i6bde?country=US",
            text("product.recommended"),
            "product-range",
        ),
        (
            "/product/hulu/hulu?country=US",
            text("brand.out_of_stock_words"),
            "product-out",
        ),
    ] {
        shop.open(path).await;
        shop.until(words, async || {
            let page = shop.text().await.to_lowercase();
            page.contains(&words.to_lowercase()).then_some(())
        })
        .await;
        seen(&shop, name).await;
    }
}

async fn states_of_an_order(shop: Shop) {
    for (state, words, name) in [
        (
            "PartialPaymentStarted",
            &*part("order.send_rest", &[("network", "Solana")]),
            "order-partial",
        ),
        ("PaymentStarted", text("order.head_started"), "order-paid"),
        (
            "WaitingForManualAction",
            text("order.head_manual"),
            "order-held",
        ),
        ("Expired", text("order.head_expired"), "order-expired"),
        ("Refunded", text("order.head_refunded"), "order-refunded"),
    ] {
        let id = shop.sandbox.make_order(EMAIL).await;
        shop.sandbox.force(&id, state).await;
        shop.open(&format!("/order/{id}")).await;
        shop.reads(words).await;
        seen(&shop, name).await;
    }
}

async fn states_that_are_opened(shop: Shop) {
    shop.open("/?country=US").await;
    shop.press(text("frame.country")).await;
    shop.sees(Role::Heading, text("country.title")).await;
    seen(&shop, "country-dialog").await;
    // Another language rebuilds the filters, closed.
    const OPEN: &str = "const filters = document.querySelector('#filters');
         if (!filters.matches(':popover-open')) filters.showPopover();";
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    seen_after(&shop, "brands-filters", OPEN).await;
    shop.sandbox
        .set(json!({ "hang_milliseconds": 20_000 }))
        .await;
    shop.sandbox.fault("any", "hang", None).await;
    for (path, name) in [
        ("/brands?country=CA", "brands-waiting"),
        ("/product/steam/steam?country=CA", "product-waiting"),
    ] {
        shop.open(path).await;
        shop.until("boxes that wait", async || {
            let script = "return !!document.querySelector('main .ph')";
            shop.run(script).await.as_bool().filter(|waits| *waits)
        })
        .await;
        waits_in_its_place(&shop, name).await;
    }
    shop.sandbox.heal().await;
}

async fn states_of_a_form(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(&filled("product.amount_in", &[("currency", "USD")]), "1")
        .await;
    shop.types(text("recipient.email"), "visitor@gmial.com")
        .await;
    shop.press(text("ordering.place")).await;
    shop.reads(start_of("recipient.did_you_mean")).await;
    seen(&shop, "product-problems").await;
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.sandbox.fault("orders-create", "html-502", None).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("ordering.unknown_title")).await;
    seen(&shop, "product-unanswered").await;
    shop.sandbox.heal().await;
    shop.before_every_page(
        r#"const real = window.fetch;
           window.fetch = async (...given) => {
             const answer = await real(...given);
             if (!String(given[0].url || given[0]).includes("family_name=")) return answer;
             const text = await answer.text();
             return new Response(text.replace(/"redeem_geo": ?("[^"]*"|null)/g, '"redeem_geo":"United Kingdom"'), answer);
           };"#,
    )
    .await;
    shop.open("/product/steam/steam?country=US").await;
    shop.reads(&filled(
        "product.region_only",
        &[("country", "United Kingdom")],
    ))
    .await;
    seen(&shop, "product-region").await;
}

async fn states_of_a_checkout(shop: Shop) {
    fills_in_the_checkout(&shop).await;
    asks_for_the_total(&shop).await;
    shop.sees(Role::Button, start_of("ordering.confirm")).await;
    seen(&shop, "checkout-total").await;
    shop.types(text("recipient.email_receipt"), "many@example.com")
        .await;
    asks_for_the_total(&shop).await;
    shop.reads(&part("ordering.problems", &[])).await;
    seen(&shop, "checkout-problems").await;
    shop.open("/?country=US").await;
    shop.sees(Role::Heading, text("home.popular")).await;
    seen(&shop, "home-with-cart").await;
}

async fn states_of_a_payment(shop: Shop) {
    search(&shop, "US", "Steam").await;
    shop.choose("$20").await;
    shop.choose("BTC Lightning").await;
    has_a_price(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    comes_to_its_order(&shop).await;
    shop.reads(text("pay.invoice")).await;
    seen(&shop, "order-lightning").await;
    let id = shop.sandbox.make_order("memo@example.com").await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("pay.memo")).await;
    shop.click(Role::Button, text("pay.exchange_title")).await;
    seen(&shop, "order-memo").await;
    shop.before_every_page(WRONG_ADDRESS).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("pay.fault_title")).await;
    seen(&shop, "order-unsafe").await;
}

async fn states_of_a_delivery(shop: Shop) {
    let id = shop.sandbox.make_order_of(EMAIL, 2).await;
    shop.sandbox.force(&id, "Done").await;
    shop.open(&format!("/order/{id}")).await;
    shop.press(text("delivery.show_code")).await;
    shop.sees(Role::Button, text("delivery.print")).await;
    seen(&shop, "order-code").await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.force(&id, "Expired").await;
    shop.open(&format!("/order/{id}")).await;
    shop.click(Role::Button, text("recovery.fold_ended")).await;
    seen(&shop, "order-recovery").await;
}
