//! Every way an order can go, as its page tells it. The buyer's address chooses the way;
//! each order moves only when it is told to, so that every step can be read.

use refillery_e2e::{Role, Shop, Test, tests};
use serde_json::Value;

use crate::steps::{cents, code_is_shown};
use crate::watched::{ASKS, Watched, opens};

pub(crate) fn tests() -> Vec<Test> {
    tests!["scenarios":
        a_paid_order_goes_step_by_step_to_the_goods,
        an_order_may_be_delivered_at_once,
        an_order_may_end_as_completed,
        part_of_the_money_leaves_the_rest_to_send_with_a_fresh_code,
        an_order_in_review_tells_support_what_it_needs,
        a_refund_says_how_much,
        a_payment_that_is_not_set_up_asks_for_nothing,
        a_cancelled_order_asks_for_nothing,
        an_order_without_an_address_waits_for_it,
        a_state_that_nobody_knows_is_in_review,
        other_types_for_the_same_things_change_nothing,
        a_memo_is_said_before_the_address,
    ]
}

async fn a_paid_order_goes_step_by_step_to_the_goods(shop: Shop) {
    let order = opens(&shop, "auto", ASKS).await;
    order.asks_for_money(true).await;
    for heading in [
        "Your payment has been seen",
        "Payment received",
        "Your order is being delivered",
        "Your order is here",
    ] {
        order.goes_on_to(heading).await;
        order.never_asks_for_money_again(heading).await;
    }
    code_is_shown(&shop, &order.id).await;
}

async fn an_order_may_be_delivered_at_once(shop: Shop) {
    let order = opens(&shop, "instant", ASKS).await;
    order.goes_on_to("Your order is here").await;
    order.never_asks_for_money_again("Your order is here").await;
    code_is_shown(&shop, &order.id).await;
}

async fn an_order_may_end_as_completed(shop: Shop) {
    let order = opens(&shop, "completed", ASKS).await;
    order.goes_on_to("Your payment has been seen").await;
    order.goes_on_to("Payment received").await;
    order.goes_on_to("Your order is being delivered").await;
    order.goes_on_to("Your order is here").await;
    assert_eq!(order.field("order_state").await, "Completed");
    code_is_shown(&shop, &order.id).await;
}

async fn part_of_the_money_leaves_the_rest_to_send_with_a_fresh_code(shop: Shop) {
    const CODE: &str = "QR code";
    let order = opens(&shop, "partial", ASKS).await;
    let (total, address) = (
        order.field("coin_amount").await,
        order.field("wallet_address").await,
    );
    shop.sees(Role::Button, &format!("Copy the amount, {total} USDC"))
        .await;
    // The form of the code that holds the amount.
    shop.sees(Role::Picture, CODE).await;
    if !shop
        .has(Role::Picture, "QR code with address and amount")
        .await
    {
        shop.press("Show another QR code").await;
    }
    let first = shop.drawing(CODE).await;
    assert!(
        shop.leads_to("Open in wallet")
            .await
            .contains(&format!("amount={total}"))
    );

    order.goes_on_to("more on Solana").await;
    let part = order.field("sent_coin_amount").await;
    let rest = cents(&total) - cents(&part);
    let rest = format!("{}.{:02}", rest / 100, rest % 100);
    shop.sees(Role::Heading, &format!("Send {rest} USDC more on Solana"))
        .await;
    shop.reads(&format!("{part} USDC of {total} USDC received"))
        .await;
    shop.sees(Role::Button, &format!("Copy the amount, {rest} USDC"))
        .await;
    assert_eq!(order.field("wallet_address").await, address);
    order.asks_for_money(true).await;
    assert_ne!(shop.drawing(CODE).await, first, "the code of the whole sum");
    let link = shop.leads_to("Open in wallet").await;
    assert!(link.contains(&format!("amount={rest}")), "{link}");
    assert!(link.contains(&address), "{link}");

    order.does("pay").await;
    shop.sees(Role::Heading, "Your payment has been seen").await;
    order
        .never_asks_for_money_again("Your payment has been seen")
        .await;
}

/// Paid, and on its way to this heading.
async fn is_paid_and_comes_to(order: &Watched, heading: &str) {
    order.goes_on_to("Your payment has been seen").await;
    order.goes_on_to("Payment received").await;
    order.goes_on_to("Your order is being delivered").await;
    order.goes_on_to(heading).await;
    order.never_asks_for_money_again(heading).await;
}

async fn an_order_in_review_tells_support_what_it_needs(shop: Shop) {
    let order = opens(&shop, "manual", ASKS).await;
    is_paid_and_comes_to(&order, "A person is looking at this order").await;
    shop.reads("Your payment has arrived and is safe.").await;
    shop.reads("This takes up to 24 hours.").await;
    order
        .support_is_told(&["What happened: The order is in review"])
        .await;
    order.goes_on_to("Your order is here").await;
    code_is_shown(&shop, &order.id).await;
}

async fn a_refund_says_how_much(shop: Shop) {
    let order = opens(&shop, "refund", ASKS).await;
    is_paid_and_comes_to(&order, "A person is looking at this order").await;
    order.goes_on_to("Your money went back").await;
    let amount = order.field("coin_amount").await;
    shop.reads(&format!("{amount} USDC was sent back.")).await;
    order
        .never_asks_for_money_again("Your money went back")
        .await;
    shop.sees(Role::Link, "Choose again").await;
}

async fn a_payment_that_is_not_set_up_asks_for_nothing(shop: Shop) {
    let order = opens(&shop, "setup-failed", "The payment is being prepared").await;
    order.asks_for_money(false).await;
    let heading = "The payment could not be set up";
    order.goes_on_to(heading).await;
    shop.reads("There is nothing to pay, and nothing was taken from you.")
        .await;
    order.never_asks_for_money_again(heading).await;
    shop.sees(Role::Link, "Choose again").await;
}

async fn a_cancelled_order_asks_for_nothing(shop: Shop) {
    for way in ["cancel", "cancelled"] {
        let order = opens(&shop, way, ASKS).await;
        order.goes_on_to("The order was cancelled").await;
        shop.reads("There is nothing to pay any more.").await;
        order
            .never_asks_for_money_again("The order was cancelled")
            .await;
    }
}

async fn an_order_without_an_address_waits_for_it(shop: Shop) {
    let prepares = "The payment is being prepared";
    let order = opens(&shop, "created", prepares).await;
    shop.reads("In a few seconds the address to pay to stands here.")
        .await;
    for _ in 0..2 {
        order.goes_on_to(prepares).await;
        order.asks_for_money(false).await;
    }
    order.goes_on_to(ASKS).await;
    order.asks_for_money(true).await;
}

async fn a_state_that_nobody_knows_is_in_review(shop: Shop) {
    let order = opens(&shop, "unknown-state", ASKS).await;
    is_paid_and_comes_to(&order, "The order is in review").await;
    shop.reads("The order is being looked at (Reviewing).")
        .await;
    shop.reads("Do not pay again.").await;
    order.goes_on_to("Your order is here").await;
    code_is_shown(&shop, &order.id).await;
}

async fn other_types_for_the_same_things_change_nothing(shop: Shop) {
    let order = opens(&shop, "loose", ASKS).await;
    let amount = shop.sandbox.order(&order.id).await["coin_amount"].take();
    assert!(matches!(amount, Value::Number(_)), "{amount}");
    shop.sees(Role::Heading, &format!("Send exactly {amount} USDC"))
        .await;
    shop.reads("The price is held until").await;
    order.asks_for_money(true).await;
    order.does("pay").await;
    is_paid_from_here(&order).await;
    code_is_shown(&shop, &order.id).await;
}

async fn is_paid_from_here(order: &Watched) {
    let seen = "Your payment has been seen";
    order.shop.sees(Role::Heading, seen).await;
    order.never_asks_for_money_again(seen).await;
    order.goes_on_to("Payment received").await;
    order.goes_on_to("Your order is being delivered").await;
    order.goes_on_to("Your order is here").await;
}

async fn a_memo_is_said_before_the_address(shop: Shop) {
    let order = opens(&shop, "memo", ASKS).await;
    let memo = order.field("memo").await;
    assert!(!memo.is_empty());
    shop.reads("This payment needs a memo.").await;
    shop.sees(Role::Button, "Copy the memo").await;
    let page = shop.text().await;
    let place = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("no {words} on:\n{page}"))
    };
    assert!(place(&memo) < place("Address on"), "{page}");
    order.does("pay").await;
    is_paid_from_here(&order).await;
}
