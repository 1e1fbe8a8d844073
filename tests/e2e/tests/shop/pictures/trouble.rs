//! States of trouble: a payment that isn't seen, a lost connection, an order without its goods, a
//! shop that is set up wrongly.

use refillery_e2e::{Files, Role, Shop, Test, start_of, tests, text};
use serde_json::json;

use super::{for_eyes, is_no_wider, seen};
use crate::shop::paid::ends_before_it_is_opened;
use crate::steps::{EMAIL, FAST_TIME, fills_in_the_checkout};

pub(crate) fn tests() -> Vec<Test> {
    tests!["pictures":
        states_of_a_payment_that_is_not_seen,
        states_of_an_order_in_trouble,
        states_of_a_shop_in_trouble,
        states_on_paper,
    ]
}

/// An email as long as some people's, with no place to break.
const LONG_EMAIL: &str = "somebody.with.a.very.long.name.indeed@mail.university.example";

async fn states_of_a_payment_that_is_not_seen(shop: Shop) {
    shop.before_every_page(FAST_TIME).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    shop.press(text("pay.already_paid")).await;
    shop.reads(start_of("pay.look_seen")).await;
    seen(&shop, "order-looked-at").await;
    shop.sandbox.fault("any", "cut-body", None).await;
    shop.sandbox.act(&id, "drop-streams").await;
    shop.reads(start_of("order.link_lost")).await;
    seen(&shop, "order-dead-line").await;
    shop.sandbox.heal().await;
    let id = ends_before_it_is_opened(&shop).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.head_expired")).await;
    shop.press(text("pay.already_paid")).await;
    shop.reads(text("pay.sent_to")).await;
    seen(&shop, "order-late").await;
}

async fn states_of_an_order_in_trouble(shop: Shop) {
    let id = shop.sandbox.make_order(LONG_EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(LONG_EMAIL).await;
    seen(&shop, "order-long-email").await;
    shop.sandbox.force(&id, "Done").await;
    shop.sandbox.force_part(&id, 0, "Failed").await;
    // An order that was delivered is not followed any more.
    shop.reload().await;
    shop.reads(text("order.head_done_none")).await;
    seen(&shop, "order-part-failed").await;
}

async fn states_of_a_shop_in_trouble(shop: Shop) {
    fills_in_the_checkout(&shop).await;
    shop.press(text("checkout.more")).await;
    shop.types(text("checkout.coupon"), "WELCOME5").await;
    shop.press(text("ordering.see_total")).await;
    shop.sees(Role::Button, start_of("ordering.confirm")).await;
    seen(&shop, "checkout-coupon").await;
    let none = r#""coins": ["XYZ", "USDC:Slana"], "api_prefix": "/api""#;
    let files = Files {
        edits: vec![(r#""api_prefix": "/api""#.to_owned(), none.to_owned())],
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/product/steam/steam?country=US").await;
    shop.reads(start_of("product.no_coin_set_up")).await;
    seen(&shop, "product-no-coin").await;
}

/// `tests/web/paper.rs` compares the words; here nothing leaves the sheet, and a picture shows it.
async fn states_on_paper(shop: Shop) {
    let id = shop.sandbox.make_order(LONG_EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    is_printed(&shop, "paper-waiting").await;
    shop.sandbox.force(&id, "Done").await;
    shop.reads(text("order.head_done")).await;
    is_printed(&shop, "paper-covered").await;
    shop.press(text("delivery.show_code")).await;
    shop.sees(Role::Button, text("delivery.print")).await;
    is_printed(&shop, "paper-code").await;
}

/// A sheet of A4 at 96 pixels an inch, of a page with a dark theme.
async fn is_printed(shop: &Shop, name: &str) {
    let sheet = (794, 1123);
    shop.look_with(sheet, "dark").await;
    shop.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await;
    is_no_wider(shop, name, sheet).await;
    for_eyes(shop, name).await;
    shop.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }))
        .await;
}
