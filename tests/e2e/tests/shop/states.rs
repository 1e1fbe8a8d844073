//! An order's page in each state: what it says, and that it never asks for money again.

use refillery_e2e::{Role, Shop, Test, filled, part, start_of, tests, text};

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
    shop.sees(Role::Heading, start_of("order.send")).await;
    shop.sees(
        Role::Button,
        &filled("pay.copy_address", &[("network", "Solana")]),
    )
    .await;
    assert!(shows_the_address(shop, address).await, "no address");
    (id, address.to_owned())
}

async fn every_state_has_its_heading_and_only_two_have_an_address(shop: Shop) {
    for (state, heading) in [
        ("Created", text("order.head_created")),
        ("WaitingForPayment", start_of("order.send")),
        (
            "PartialPaymentStarted",
            &*part("order.send_rest", &[("network", "Solana")]),
        ),
        ("PaymentStarted", text("order.head_started")),
        ("PaymentReceived", text("order.head_received")),
        ("WaitingForDelivery", text("order.head_delivering")),
        ("WaitingForRebuy", text("order.head_rebuy")),
        ("WaitingForManualAction", text("order.head_manual")),
        ("Done", text("order.head_done")),
        ("Completed", text("order.head_done")),
        ("Expired", text("order.head_expired")),
        ("PaymentFailed", text("order.head_failed")),
        ("PaymentSetupFailed", text("order.head_setup_failed")),
        ("Refunded", text("order.head_refunded")),
        ("Canceled", text("order.head_canceled")),
        ("Cancelled", text("order.head_canceled")),
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
    shop.sees(
        Role::Heading,
        &part("order.send_rest", &[("network", "Solana")]),
    )
    .await;
    assert!(shows_the_address(&shop, &address).await);
    for (state, words) in [
        ("PaymentStarted", text("order.state_started")),
        // As a late or confused answer has it: the page stays where it was.
        ("WaitingForPayment", text("order.state_started")),
        ("PaymentReceived", text("order.state_received")),
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
        for asks in ["order.send", "order.send_rest"] {
            let heading = start_of(asks);
            assert!(!shop.has(Role::Heading, heading).await, "{state}");
        }
    }
    is_done(&shop, &id, &address).await;
}

/// Delivered, and no address to pay to, also not after a reload.
async fn is_done(shop: &Shop, id: &str, address: &str) {
    shop.sandbox.force(id, "Done").await;
    for _ in 0..2 {
        shop.sees(Role::Heading, text("order.head_done")).await;
        assert!(!shows_the_address(shop, address).await);
        shop.reload().await;
    }
}
