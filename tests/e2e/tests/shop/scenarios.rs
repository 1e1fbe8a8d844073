//! Every way an order can go, as its page shows it. The buyer's address chooses the way; each order
//! moves only on command, so that every step can be read.

use refillery_e2e::{Role, Shop, Test, filled, part, start_of, tests, text};
use serde_json::Value;

use crate::shop::watched::{Watched, asks, line, opens};
use crate::steps::{cents, code_is_shown};

pub(crate) fn tests() -> Vec<Test> {
    tests!["scenarios":
        a_paid_order_goes_step_by_step_to_the_goods,
        an_order_may_be_delivered_at_once,
        an_order_may_end_as_completed,
        part_of_the_money_leaves_the_rest_to_send,
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
    let order = opens(&shop, "auto", asks()).await;
    order.asks_for_money(true).await;
    for heading in [
        text("order.head_started"),
        text("order.head_received"),
        text("order.head_delivering"),
        text("order.head_done"),
    ] {
        order.goes_on_to(heading).await;
        order.never_asks_for_money_again(heading).await;
    }
    code_is_shown(&shop, &order.id).await;
}

async fn an_order_may_be_delivered_at_once(shop: Shop) {
    let order = opens(&shop, "instant", asks()).await;
    order.goes_on_to(text("order.head_done")).await;
    order
        .never_asks_for_money_again(text("order.head_done"))
        .await;
    code_is_shown(&shop, &order.id).await;
}

async fn an_order_may_end_as_completed(shop: Shop) {
    let order = opens(&shop, "completed", asks()).await;
    order.goes_on_to(text("order.head_started")).await;
    order.goes_on_to(text("order.head_received")).await;
    order.goes_on_to(text("order.head_delivering")).await;
    order.goes_on_to(text("order.head_done")).await;
    assert_eq!(order.field("order_state").await, "Completed");
    code_is_shown(&shop, &order.id).await;
}

async fn part_of_the_money_leaves_the_rest_to_send(shop: Shop) {
    let order = opens(&shop, "partial", asks()).await;
    let (total, address) = (
        order.field("coin_amount").await,
        order.field("wallet_address").await,
    );
    let copies = |amount: &str| filled("pay.copy_amount", &[("amount", amount)]);
    let whole = format!("{total} USDC");
    shop.sees(Role::Button, &copies(&whole)).await;
    // A token on Solana may have a token account for its address, and no wallet is led to one.
    shop.reads(text("pay.account_title")).await;
    assert!(!shop.has(Role::Link, text("pay.open_wallet")).await);
    order
        .goes_on_to(&part("order.send_rest", &[("network", "Solana")]))
        .await;
    let sent = order.field("sent_coin_amount").await;
    let rest = cents(&total) - cents(&sent);
    let rest = format!("{}.{:02}", rest / 100, rest % 100);
    let left = format!("{rest} USDC");
    let heading = filled(
        "order.send_rest",
        &[("amount", &left), ("network", "Solana")],
    );
    shop.sees(Role::Heading, &heading).await;
    let part_of_it = format!("{sent} USDC");
    let received = [("received", part_of_it.as_str()), ("total", &whole)];
    shop.reads(&filled("pay.received", &received)).await;
    shop.sees(Role::Button, &copies(&left)).await;
    assert_eq!(order.field("wallet_address").await, address);
    order.asks_for_money(true).await;
    assert!(!shop.has(Role::Link, text("pay.open_wallet")).await);

    order.does("pay").await;
    shop.sees(Role::Heading, text("order.head_started")).await;
    order
        .never_asks_for_money_again(text("order.head_started"))
        .await;
}

/// Paid, and on its way to this heading.
async fn is_paid_and_comes_to(order: &Watched, heading: &str) {
    order.goes_on_to(text("order.head_started")).await;
    order.goes_on_to(text("order.head_received")).await;
    order.goes_on_to(text("order.head_delivering")).await;
    order.goes_on_to(heading).await;
    order.never_asks_for_money_again(heading).await;
}

async fn an_order_in_review_tells_support_what_it_needs(shop: Shop) {
    let order = opens(&shop, "manual", asks()).await;
    is_paid_and_comes_to(&order, text("order.head_manual")).await;
    shop.reads(text("order.money_manual")).await;
    shop.reads(text("order.next_manual")).await;
    let happened = line("recovery.what", text("recovery.case_manual"));
    order.support_is_told(&[&happened]).await;
    order.goes_on_to(text("order.head_done")).await;
    code_is_shown(&shop, &order.id).await;
}

async fn a_refund_says_how_much(shop: Shop) {
    let order = opens(&shop, "refund", asks()).await;
    is_paid_and_comes_to(&order, text("order.head_manual")).await;
    order.goes_on_to(text("order.head_refunded")).await;
    let amount = order.field("coin_amount").await;
    let amount = format!("{amount} USDC");
    shop.reads(&part("order.refund", &[("amount", &amount)]))
        .await;
    order
        .never_asks_for_money_again(text("order.head_refunded"))
        .await;
    shop.sees(Role::Link, text("order.choose_again")).await;
}

async fn a_payment_that_is_not_set_up_asks_for_nothing(shop: Shop) {
    let order = opens(&shop, "setup-failed", text("order.head_created")).await;
    order.asks_for_money(false).await;
    let heading = text("order.head_setup_failed");
    order.goes_on_to(heading).await;
    shop.reads(text("order.money_setup_failed")).await;
    order.never_asks_for_money_again(heading).await;
    shop.sees(Role::Link, text("order.choose_again")).await;
}

async fn a_cancelled_order_asks_for_nothing(shop: Shop) {
    for way in ["cancel", "cancelled"] {
        let order = opens(&shop, way, asks()).await;
        order.goes_on_to(text("order.head_canceled")).await;
        shop.reads(text("order.money_canceled")).await;
        order
            .never_asks_for_money_again(text("order.head_canceled"))
            .await;
    }
}

async fn an_order_without_an_address_waits_for_it(shop: Shop) {
    let prepares = text("order.head_created");
    let order = opens(&shop, "created", prepares).await;
    shop.reads(text("order.money_created")).await;
    for _ in 0..2 {
        order.goes_on_to(prepares).await;
        order.asks_for_money(false).await;
    }
    order.goes_on_to(asks()).await;
    order.asks_for_money(true).await;
}

async fn a_state_that_nobody_knows_is_in_review(shop: Shop) {
    let order = opens(&shop, "unknown-state", asks()).await;
    is_paid_and_comes_to(&order, text("order.head_unknown")).await;
    shop.reads(&filled("order.money_unknown", &[("state", "Reviewing")]))
        .await;
    shop.reads(text("order.next_unknown")).await;
    order.goes_on_to(text("order.head_done")).await;
    code_is_shown(&shop, &order.id).await;
}

async fn other_types_for_the_same_things_change_nothing(shop: Shop) {
    let order = opens(&shop, "loose", asks()).await;
    let amount = shop.sandbox.order(&order.id).await["coin_amount"].take();
    assert!(matches!(amount, Value::Number(_)), "{amount}");
    shop.sees(
        Role::Heading,
        &part("order.send", &[("amount", &format!("{amount} USDC"))]),
    )
    .await;
    shop.reads(start_of("pay.until")).await;
    order.asks_for_money(true).await;
    order.does("pay").await;
    is_paid_from_here(&order).await;
    code_is_shown(&shop, &order.id).await;
}

async fn is_paid_from_here(order: &Watched) {
    let seen = text("order.head_started");
    order.shop.sees(Role::Heading, seen).await;
    order.never_asks_for_money_again(seen).await;
    order.goes_on_to(text("order.head_received")).await;
    order.goes_on_to(text("order.head_delivering")).await;
    order.goes_on_to(text("order.head_done")).await;
}

async fn a_memo_is_said_before_the_address(shop: Shop) {
    let order = opens(&shop, "memo", asks()).await;
    let memo = order.field("memo").await;
    assert!(!memo.is_empty());
    shop.reads(text("pay.memo_title")).await;
    shop.sees(Role::Button, text("pay.copy_memo")).await;
    let page = shop.text().await;
    let place = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("no {words} on:\n{page}"))
    };
    assert!(place(&memo) < place(start_of("pay.address")), "{page}");
    order.does("pay").await;
    is_paid_from_here(&order).await;
}
