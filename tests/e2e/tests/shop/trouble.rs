//! Payments that did not go as asked: what the page says, and what support is told.

use refillery_e2e::{Role, Shop, Test, tests};

use crate::steps::{cents, code_is_shown};
use crate::watched::{ASKS, Watched, opens};

pub(crate) fn tests() -> Vec<Test> {
    tests!["trouble":
        part_of_the_money_and_no_time_left_is_for_support,
        too_much_money_is_delivered_and_for_support,
        late_money_is_told_and_delivered,
        money_on_another_network_is_for_support,
        a_failed_payment_is_not_paid_again,
    ]
}

async fn part_of_the_money_and_no_time_left_is_for_support(shop: Shop) {
    let order = opens(&shop, "partial", ASKS).await;
    order.goes_on_to("more on Solana").await;
    order.does("expire").await;
    shop.sees(Role::Heading, "The time to pay is over").await;
    order
        .never_asks_for_money_again("The time to pay is over")
        .await;
    let part = order.field("sent_coin_amount").await;
    let received = format!("Received: {part} USDC");
    order
        .support_is_told(&["What happened: Too little was sent", &received])
        .await;
    shop.reads("Do not send the rest now: the time is over")
        .await;
}

async fn too_much_money_is_delivered_and_for_support(shop: Shop) {
    let by_itself = opens(&shop, "over", ASKS).await;
    by_itself.goes_on_to("Your payment has been seen").await;
    is_too_much(&by_itself).await;
    let by_hand = opens(&shop, "anyone", ASKS).await;
    by_hand.does("overpay").await;
    shop.sees(Role::Heading, "Your payment has been seen").await;
    is_too_much(&by_hand).await;
}

async fn is_too_much(order: &Watched) {
    let (due, sent) = (
        order.field("coin_amount").await,
        order.field("sent_coin_amount").await,
    );
    assert!(cents(&sent) > cents(&due), "{sent} of {due}");
    let lines = [
        "What happened: Too much was sent",
        &format!("Amount: {due} USDC"),
        &format!("Received: {sent} USDC"),
    ];
    order.support_is_told(&lines).await;
    order.shop.reads("comes back only through support").await;
    order.goes_on_to("Payment received").await;
    order.goes_on_to("Your order is being delivered").await;
    order.goes_on_to("Your order is here").await;
    order.support_is_told(&lines).await;
    order.never_asks_for_money_again("Your order is here").await;
    code_is_shown(&order.shop, &order.id).await;
}

async fn late_money_is_told_and_delivered(shop: Shop) {
    const OVER: &str = "The time to pay is over";
    let by_itself = opens(&shop, "late", ASKS).await;
    by_itself.goes_on_to(OVER).await;
    shop.reads("Do not send money to this order any more.")
        .await;
    by_itself.asks_for_money(false).await;
    by_itself.goes_on_to(OVER).await;
    is_late(&by_itself).await;
    let by_hand = opens(&shop, "anyone", ASKS).await;
    by_hand.does("late").await;
    shop.sees(Role::Heading, OVER).await;
    is_late(&by_hand).await;
}

async fn is_late(order: &Watched) {
    order
        .shop
        .reads("Your payment arrived after the time was over.")
        .await;
    let happened = "What happened: The payment came after the time was over";
    order.support_is_told(&[happened]).await;
    order
        .never_asks_for_money_again("The time to pay is over")
        .await;
    order.goes_on_to("Your order is here").await;
    code_is_shown(&order.shop, &order.id).await;
}

async fn money_on_another_network_is_for_support(shop: Shop) {
    let order = opens(&shop, "expired", ASKS).await;
    let fold = "Something went wrong with the payment?";
    shop.sees(Role::Button, fold).await;
    order.goes_on_to("The time to pay is over").await;
    order
        .never_asks_for_money_again("The time to pay is over")
        .await;
    shop.sees(Role::Link, "Choose again").await;
    shop.press("Have you sent money all the same?").await;
    shop.reads("does not reach the order by itself").await;
    shop.types("Transaction ID", "5hTransaction").await;
    order
        .support_text_has(&[
            "What happened: Sent on another network or in another coin",
            "Transaction ID: 5hTransaction",
        ])
        .await;
    // Only the buyer knows what it was.
    shop.picks("What happened", "under").await;
    order
        .support_text_has(&[
            "What happened: Too little was sent",
            "Transaction ID: 5hTransaction",
        ])
        .await;
}

async fn a_failed_payment_is_not_paid_again(shop: Shop) {
    let order = opens(&shop, "payment-failed", ASKS).await;
    order.goes_on_to("Your payment has been seen").await;
    order.goes_on_to("The payment failed").await;
    shop.reads("The payment was seen but did not go through.")
        .await;
    shop.reads("Do not pay again before support has answered.")
        .await;
    order
        .support_is_told(&["What happened: The payment failed"])
        .await;
    order.never_asks_for_money_again("The payment failed").await;
}
