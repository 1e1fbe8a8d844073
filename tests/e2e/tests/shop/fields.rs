//! Programs fill in the fields of an order with a `change` event, or without any event.

use refillery_e2e::{Shop, Test, start_of, tests, text};

use super::in_every_engine;
use crate::steps::{EMAIL, comes_to_its_order, has_a_price, sent};

const OTHER: &str = "somebody@example.com";

pub(crate) fn tests() -> Vec<Test> {
    in_every_engine(|| {
        tests!["fields":
            an_email_that_is_filled_in_without_an_event_gets_the_goods,
            an_email_that_is_filled_in_with_a_change_event_gets_the_goods,
        ]
    })
}

/// Chooses a card, types an email, and lets a program replace it.
async fn filled_in(shop: &Shop, event: &str) {
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    shop.types(text("recipient.email"), EMAIL).await;
    has_a_price(shop).await;
    shop.run(&format!(
        "const field = document.querySelector('#email');
         field.value = ' mailto:{OTHER}';
         if ('{event}') field.dispatchEvent(new Event('{event}', {{ bubbles: true }}));"
    ))
    .await;
}

async fn goes_to_the_other(shop: &Shop) {
    comes_to_its_order(shop).await;
    let order = sent(shop).await;
    assert_eq!(order["email"], OTHER);
    assert_eq!(order["deliveries"][0]["beneficiary_account"], OTHER);
}

/// A browser may report the change when the field is left, and then the first press orders.
/// Otherwise the total was shown for another address, and is shown once more.
async fn an_email_that_is_filled_in_without_an_event_gets_the_goods(shop: Shop) {
    filled_in(&shop, "").await;
    shop.press(text("ordering.place")).await;
    let start = start_of("ordering.confirm");
    let confirm = shop
        .until("the total once more, or the order", async || {
            let words = shop
                .run("return document.querySelector('#place-order')?.textContent ?? '';")
                .await;
            let words = words.as_str().unwrap_or_default().to_owned();
            let is_ordered = shop.address().await.contains("/order/");
            (is_ordered || words.starts_with(start)).then_some(words)
        })
        .await;
    if confirm.starts_with(start) {
        let typed = shop.typed(text("recipient.email")).await;
        assert_eq!(typed.as_deref(), Some(OTHER));
        assert!(
            shop.sandbox.orders().await.is_empty(),
            "nothing is ordered unseen"
        );
        shop.press(&confirm).await;
    }
    goes_to_the_other(&shop).await;
}

async fn an_email_that_is_filled_in_with_a_change_event_gets_the_goods(shop: Shop) {
    filled_in(&shop, "change").await;
    assert_eq!(
        shop.typed(text("recipient.email")).await.as_deref(),
        Some(OTHER)
    );
    shop.press(text("ordering.place")).await;
    goes_to_the_other(&shop).await;
}
