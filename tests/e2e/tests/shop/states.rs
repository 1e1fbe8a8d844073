//! What an order's page says in each state, and that it never asks for money again.

use refillery_e2e::{Role, Shop, Test, tests};

use crate::steps::{EMAIL, shows_the_address};

pub(crate) fn tests() -> Vec<Test> {
    tests!["states":
        every_state_has_its_heading_and_only_two_have_an_address,
        money_that_was_seen_hides_the_address_for_good,
    ]
}

/// The order, and the address its page asks to pay to.
async fn opens_an_order(shop: &Shop) -> (String, String) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let order = shop.sandbox.order(&id).await;
    let address = order["wallet_address"].as_str().expect("an address");
    shop.open(&format!("/order/{id}")).await;
    shop.sees(Role::Heading, "Send exactly").await;
    shop.sees(Role::Button, "Copy the address on Solana").await;
    assert!(shows_the_address(shop, address).await, "no address");
    (id, address.to_owned())
}

async fn every_state_has_its_heading_and_only_two_have_an_address(shop: Shop) {
    for (state, heading) in [
        ("Created", "The payment is being prepared"),
        ("WaitingForPayment", "Send exactly"),
        ("PartialPaymentStarted", "more on Solana"),
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
        ("Canceled", "The order was cancelled"),
        ("Cancelled", "The order was cancelled"),
    ] {
        let (id, address) = opens_an_order(&shop).await;
        shop.sandbox.force(&id, state).await;
        shop.until(&format!("“{heading}” in {state}"), async || {
            shop.has(Role::Heading, heading).await.then_some(())
        })
        .await;
        let asks = matches!(state, "WaitingForPayment" | "PartialPaymentStarted");
        assert_eq!(
            shows_the_address(&shop, &address).await,
            asks,
            "{state}:\n{}",
            shop.text().await
        );
    }
}

async fn money_that_was_seen_hides_the_address_for_good(shop: Shop) {
    let (id, address) = opens_an_order(&shop).await;
    shop.sandbox.force(&id, "PartialPaymentStarted").await;
    shop.sees(Role::Heading, "more on Solana").await;
    assert!(shows_the_address(&shop, &address).await);
    for (state, words) in [
        ("PaymentStarted", "Payment seen"),
        // As a late or confused answer has it: the page stays where it was.
        ("WaitingForPayment", "Payment seen"),
        ("PaymentReceived", "Paid"),
    ] {
        shop.sandbox.force(&id, state).await;
        shop.until(&format!("“{words}” in {state}"), async || {
            shop.text().await.contains(words).then_some(())
        })
        .await;
        assert!(
            !shows_the_address(&shop, &address).await,
            "the address is back in {state}"
        );
        assert!(!shop.has(Role::Heading, "Send").await, "{state}");
    }
    is_done(&shop, &id, &address).await;
}

/// Delivered, and no address to pay to, also not after a reload.
async fn is_done(shop: &Shop, id: &str, address: &str) {
    shop.sandbox.force(id, "Done").await;
    for _ in 0..2 {
        shop.sees(Role::Heading, "Your order is here").await;
        assert!(!shows_the_address(shop, address).await);
        shop.reload().await;
    }
}
