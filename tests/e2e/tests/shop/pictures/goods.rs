//! States of goods other than a card, of an order that is objected to, and of the widget's builder.

use refillery_e2e::{Role, Shop, Test, counted, tests, text};

use super::seen;
use crate::steps::{EMAIL, chooses_a_card, comes_to_its_order, has_a_price, search};

pub(crate) fn tests() -> Vec<Test> {
    tests!["pictures":
        states_of_an_esim,
        states_of_the_known_problems,
        a_builder_of_widgets,
    ]
}

/// Codes whose details become a sentence with numbers, buttons or names, as the sandbox names
/// them in an email.
const WITH_DETAILS: [&str; 8] = [
    "amount_less_then_minimum_allowed",
    "maximum_amount_per_order_exceeded",
    "daily_spending_limit_exceeded",
    "unsupported_protocol_coin_combination",
    "maximum_number_of_products_per_day_exceeded",
    "coupon_not_valid_for_brand",
    "out_of_stock",
    "kyc_missing",
];

async fn states_of_an_esim(shop: Shop) {
    search(&shop, "US", "eSIM").await;
    seen(&shop, "esim-plans").await;
    shop.choose("5 GB 30 days").await;
    has_a_price(&shop).await;
    seen(&shop, "esim-product").await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    let id = comes_to_its_order(&shop).await;
    shop.sandbox.force(&id, "Done").await;
    shop.reads(text("order.head_done")).await;
    shop.press(text("delivery.show_code")).await;
    shop.sees(Role::Button, text("delivery.print")).await;
    seen(&shop, "esim-delivered").await;
}

async fn states_of_the_known_problems(shop: Shop) {
    chooses_a_card(&shop).await;
    let words = counted("ordering.problems", 1, &[]);
    for code in WITH_DETAILS {
        let email = format!("problem-{code}@example.com");
        shop.types(text("recipient.email"), &email).await;
        shop.no_longer_reads(&words).await;
        shop.press(text("ordering.place")).await;
        shop.reads(&words).await;
        seen(&shop, &format!("problem-{code}")).await;
    }
}

async fn a_builder_of_widgets(shop: Shop) {
    shop.open("/embed/builder?country=US").await;
    shop.reads(text("builder.title")).await;
    seen(&shop, "builder").await;
    let label = format!("{} height", text("builder.height"));
    shop.types(&label, "12px").await;
    // A field counts once it is left.
    shop.run("document.activeElement.blur()").await;
    shop.reads(text("builder.wrong")).await;
    seen(&shop, "builder-with-a-mistake").await;
}
