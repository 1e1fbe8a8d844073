//! Payments that did not go as asked: what the page says, and what support gets.

use refillery_e2e::{Role, Shop, Test, part, tests, text};

use crate::shop::watched::{Watched, asks, line, opens};
use crate::steps::{cents, code_is_shown};

pub(crate) fn tests() -> Vec<Test> {
    tests!["trouble":
        part_of_the_money_and_no_time_left_is_for_support,
        too_much_money_is_delivered_and_for_support,
        late_money_is_shown_and_delivered,
        money_on_another_network_is_for_support,
        a_failed_payment_is_not_paid_again,
    ]
}

async fn part_of_the_money_and_no_time_left_is_for_support(shop: Shop) {
    let order = opens(&shop, "partial", asks()).await;
    order
        .goes_on_to(&part("order.send_rest", &[("network", "Solana")]))
        .await;
    order.does("expire").await;
    shop.sees(Role::Heading, text("order.head_expired")).await;
    order
        .never_asks_for_money_again(text("order.head_expired"))
        .await;
    let sent = order.field("sent_coin_amount").await;
    let happened = line("recovery.what", text("recovery.case_under"));
    let received = line("order.received", &format!("{sent} USDC"));
    order.support_is_told(&[&happened, &received]).await;
    shop.reads(text("recovery.next_short")).await;
}

async fn too_much_money_is_delivered_and_for_support(shop: Shop) {
    let by_itself = opens(&shop, "over", asks()).await;
    by_itself.goes_on_to(text("order.head_started")).await;
    is_too_much(&by_itself).await;
    let by_hand = opens(&shop, "anyone", asks()).await;
    by_hand.does("overpay").await;
    shop.sees(Role::Heading, text("order.head_started")).await;
    is_too_much(&by_hand).await;
}

async fn is_too_much(order: &Watched) {
    let (due, sent) = (
        order.field("coin_amount").await,
        order.field("sent_coin_amount").await,
    );
    assert!(cents(&sent) > cents(&due), "{sent} of {due}");
    let lines = [
        line("recovery.what", text("recovery.case_over")),
        line("pay.amount", &format!("{due} USDC")),
        line("order.received", &format!("{sent} USDC")),
    ];
    let lines = lines.each_ref().map(String::as_str);
    order.support_is_told(&lines).await;
    order.shop.reads(text("recovery.next_over")).await;
    order.goes_on_to(text("order.head_received")).await;
    order.goes_on_to(text("order.head_delivering")).await;
    order.goes_on_to(text("order.head_done")).await;
    order.support_is_told(&lines).await;
    order
        .never_asks_for_money_again(text("order.head_done"))
        .await;
    code_is_shown(&order.shop, &order.id).await;
}

async fn late_money_is_shown_and_delivered(shop: Shop) {
    let over = text("order.head_expired");
    let by_itself = opens(&shop, "late", asks()).await;
    by_itself.goes_on_to(over).await;
    shop.reads(text("order.money_expired")).await;
    by_itself.asks_for_money(false).await;
    by_itself.goes_on_to(over).await;
    is_late(&by_itself).await;
    let by_hand = opens(&shop, "anyone", asks()).await;
    by_hand.does("late").await;
    shop.sees(Role::Heading, over).await;
    is_late(&by_hand).await;
}

async fn is_late(order: &Watched) {
    order.shop.reads(text("order.money_late")).await;
    let happened = line("recovery.what", text("recovery.case_late"));
    order.support_is_told(&[&happened]).await;
    order
        .never_asks_for_money_again(text("order.head_expired"))
        .await;
    order.goes_on_to(text("order.head_done")).await;
    code_is_shown(&order.shop, &order.id).await;
}

async fn money_on_another_network_is_for_support(shop: Shop) {
    let order = opens(&shop, "expired", asks()).await;
    let fold = text("recovery.fold");
    shop.sees(Role::Button, fold).await;
    order.goes_on_to(text("order.head_expired")).await;
    order
        .never_asks_for_money_again(text("order.head_expired"))
        .await;
    shop.sees(Role::Link, text("order.choose_again")).await;
    shop.press(text("recovery.fold_ended")).await;
    shop.reads(text("recovery.next_network")).await;
    shop.types(text("recovery.transaction"), "5hTransaction")
        .await;
    let transaction = line("recovery.transaction", "5hTransaction");
    let happened = line("recovery.what", text("recovery.case_network"));
    order.support_text_has(&[&happened, &transaction]).await;
    // Only the buyer knows what it was.
    shop.click(Role::Choice, text("recovery.case_under")).await;
    let happened = line("recovery.what", text("recovery.case_under"));
    order.support_text_has(&[&happened, &transaction]).await;
}

async fn a_failed_payment_is_not_paid_again(shop: Shop) {
    let order = opens(&shop, "payment-failed", asks()).await;
    order.goes_on_to(text("order.head_started")).await;
    order.goes_on_to(text("order.head_failed")).await;
    shop.reads(text("order.money_failed")).await;
    shop.reads(text("recovery.next_failed")).await;
    let happened = line("recovery.what", text("recovery.case_failed"));
    order.support_is_told(&[&happened]).await;
    order
        .never_asks_for_money_again(text("order.head_failed"))
        .await;
}
