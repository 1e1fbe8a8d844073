//! Exactly as many orders as were meant, however impatient the finger.

use refillery_e2e::{Role, Shop, Test, counted, filled, start_of, tests, text};
use serde_json::{Value, json};

use crate::steps::{
    EMAIL, asks_for_the_total, cents, chooses_a_card, code_is_shown, comes_to_its_order,
    fills_in_the_checkout, has_a_price, is_delivered, reads_how_to_pay, search, sent, shown_total,
};

/// Somebody else, who gets a card as a present.
const FRIEND: &str = "friend@example.com";

/// Said instead of ordering the same again.
fn repeated() -> &'static str {
    text("ordering.repeated_title")
}

/// Said while another window has not finished.
fn other_tab() -> &'static str {
    text("ordering.other_tab")
}

/// Said where the total is above what was shown.
fn risen() -> &'static str {
    text("ordering.price_changed_title")
}

pub(crate) fn tests() -> Vec<Test> {
    tests!["once":
        enter_in_a_field_orders_nothing_and_leads_to_the_button,
        enter_held_down_makes_one_order,
        enter_held_down_confirms_no_price_that_nobody_has_read,
        enter_held_down_repeats_no_order,
        a_double_click_orders_no_total_that_nobody_has_read,
        two_windows_with_the_same_order_make_one,
        two_windows_pressed_at_once_make_one,
        two_brands_are_one_order_and_empty_the_cart,
        a_lost_answer_keeps_the_cart_and_sends_nothing_again,
        a_cut_answer_keeps_the_cart_and_sends_nothing_again,
        a_risen_price_is_shown_with_the_old_one_and_the_difference,
        a_price_that_rises_after_the_total_is_shown_in_the_same_way,
        back_and_ordering_again_asks_first,
    ]
}

/// How many orders the shop has sent.
async fn orders_sent(shop: &Shop) -> usize {
    shop.sandbox.log("orders-create").await.len()
}

/// A card and an email: only the button is left to press.
async fn fills_in_a_card(shop: &Shop) {
    chooses_a_card(shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
}

/// Presses Enter in a field until the focus is on the button.
async fn is_led_to_the_button(shop: &Shop) {
    shop.holds_enter(text("recipient.email"), 60).await;
    shop.until("the focus on the button", async || {
        let words = shop.run("return document.activeElement.innerText").await;
        (words == text("ordering.place")).then_some(())
    })
    .await;
}

async fn enter_in_a_field_orders_nothing_and_leads_to_the_button(shop: Shop) {
    fills_in_a_card(&shop).await;
    shop.holds_enter(&filled("product.amount_in", &[("currency", "USD")]), 3)
        .await;
    is_led_to_the_button(&shop).await;
    assert_eq!(orders_sent(&shop).await, 0);
    assert!(shop.sandbox.log("validations").await.is_empty());
    // In the checkout it asks for the total, and then leads on.
    fills_in_the_checkout(&shop).await;
    for _ in 0..3 {
        shop.holds_enter(text("recipient.email_receipt"), 3).await;
        shop.sees(Role::Button, start_of("ordering.confirm")).await;
    }
    assert_eq!(orders_sent(&shop).await, 0);
    let words = shop.run("return document.activeElement.innerText").await;
    let words = words.as_str().unwrap_or_default().to_owned();
    assert!(words.starts_with(start_of("ordering.confirm")), "{words}");
    shop.holds_enter_here(0).await;
    comes_to_its_order(&shop).await;
}

async fn enter_held_down_makes_one_order(shop: Shop) {
    fills_in_a_card(&shop).await;
    is_led_to_the_button(&shop).await;
    shop.holds_enter_here(60).await;
    comes_to_its_order(&shop).await;
    sent(&shop).await;
}

async fn enter_held_down_confirms_no_price_that_nobody_has_read(shop: Shop) {
    fills_in_a_card(&shop).await;
    shop.sandbox.set(json!({ "price_rise_percent": 10 })).await;
    is_led_to_the_button(&shop).await;
    shop.holds_enter_here(60).await;
    shop.reads(risen()).await;
    shop.holds_enter_here(0).await;
    comes_to_its_order(&shop).await;
    let validations = shop.sandbox.log("validations").await.len();
    assert_eq!(validations, 2, "one for each time the key went down");
    sent(&shop).await;
}

async fn enter_held_down_repeats_no_order(shop: Shop) {
    fills_in_a_card(&shop).await;
    shop.press(text("ordering.place")).await;
    comes_to_its_order(&shop).await;
    fills_in_a_card(&shop).await;
    is_led_to_the_button(&shop).await;
    shop.holds_enter_here(60).await;
    shop.reads(repeated()).await;
    assert_eq!(orders_sent(&shop).await, 1);
}

async fn a_double_click_orders_no_total_that_nobody_has_read(shop: Shop) {
    for _ in 0..5 {
        fills_in_the_checkout(&shop).await;
        // With a coupon nobody has seen the total yet.
        shop.press(text("checkout.more")).await;
        shop.types(text("checkout.coupon"), "WELCOME5").await;
        let before = orders_sent(&shop).await;
        // Two clicks that are no double click are two decisions.
        if shop
            .slow_double_click(Role::Button, text("ordering.see_total"))
            .await
        {
            shop.sees(Role::Button, start_of("ordering.confirm")).await;
            assert_eq!(orders_sent(&shop).await, before, "the total was not seen");
            shop.double_click(Role::Button, start_of("ordering.confirm"))
                .await;
            comes_to_its_order(&shop).await;
            shop.until_equal(before + 1, async || orders_sent(&shop).await)
                .await;
            return;
        }
        shop.run("localStorage.clear(); sessionStorage.clear()")
            .await;
    }
    panic!("no double click was quick enough to be counted as one");
}

async fn two_windows_with_the_same_order_make_one(shop: Shop) {
    let first = shop.window().await;
    fills_in_a_card(&shop).await;
    let second = shop.opens_a_window().await;
    fills_in_a_card(&shop).await;
    shop.looks_at(&first).await;
    shop.press(text("ordering.place")).await;
    let id = comes_to_its_order(&shop).await;
    shop.looks_at(&second).await;
    shop.press(text("ordering.place")).await;
    shop.reads(repeated()).await;
    sent(&shop).await;
    shop.follow(text("ordering.repeated_link")).await;
    assert_eq!(comes_to_its_order(&shop).await, id);
    sent(&shop).await;
}

async fn two_windows_pressed_at_once_make_one(shop: Shop) {
    let listen = format!(
        "new BroadcastChannel('press').onmessage = () => \
         [...document.querySelectorAll('button')].find((b) => b.innerText.includes({})).click();",
        json!(text("ordering.place"))
    );
    let first = shop.window().await;
    fills_in_a_card(&shop).await;
    shop.run(&listen).await;
    let second = shop.opens_a_window().await;
    fills_in_a_card(&shop).await;
    shop.run(&listen).await;
    // Long enough for the other to come while the first is being made.
    shop.sandbox.fault("orders-create", "slow", None).await;
    shop.run("new BroadcastChannel('press').postMessage(0)")
        .await;
    let waits = text("order.state_waiting");
    let mut seen = Vec::new();
    for window in [&first, &second] {
        shop.looks_at(window).await;
        seen.push(shop.reads_one_of(&[other_tab(), repeated(), waits]).await);
    }
    let ordered = seen.iter().filter(|words| **words == waits);
    assert_eq!(ordered.count(), 1, "{seen:?}");
    sent(&shop).await;
    // Trying again in the other one asks as well.
    let other = if seen[0] == waits { &second } else { &first };
    shop.looks_at(other).await;
    if !seen.contains(&repeated()) {
        shop.press(text("ordering.place")).await;
        shop.reads(repeated()).await;
    }
    sent(&shop).await;
}

async fn two_brands_are_one_order_and_empty_the_cart(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.press(text("cart.add")).await;
    shop.reads(text("cart.added")).await;
    search(&shop, "BR", "Claro").await;
    shop.choose("R$ 20").await;
    has_a_price(&shop).await;
    shop.press(text("cart.add")).await;
    shop.follow(&counted("cart.link", 2, &[])).await;
    shop.comes_to(|address| address.starts_with("/checkout"))
        .await;
    shop.sees(Role::Choice, "USDC Solana").await;
    shop.press(text("recipient.for_somebody_else")).await;
    shop.types(text("recipient.other_email"), FRIEND).await;
    shop.types(text("recipient.phone"), "+55 11 91234-5678")
        .await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    asks_for_the_total(&shop).await;
    shop.sees(Role::Button, start_of("ordering.confirm")).await;
    assert_eq!(orders_sent(&shop).await, 0, "the total was not seen");
    shop.double_click(Role::Button, start_of("ordering.confirm"))
        .await;
    let id = comes_to_its_order(&shop).await;
    let sent = sent(&shop).await;
    assert_eq!(sent["email"], EMAIL);
    let deliveries = sent["deliveries"].as_array().cloned().unwrap_or_default();
    let told = |item: &Value| -> Vec<Value> {
        let fields = ["brand_name", "country_code", "beneficiary_account"];
        fields.map(|field| item[field].clone()).to_vec()
    };
    assert_eq!(
        deliveries.iter().map(told).collect::<Vec<_>>(),
        [
            ["Amazon.com", "US", FRIEND],
            ["Claro", "BR", "+5511912345678"]
        ]
    );
    reads_how_to_pay(&shop, &id, "USDC Solana").await;
    assert!(
        !shop.has(Role::Link, start_of("cart.link")).await,
        "the cart is not empty"
    );
    is_delivered(&shop, &id).await;
    shop.sees(Role::Heading, "Amazon.com").await;
    shop.sees(Role::Heading, "Claro").await;
    shop.reads("+5511912345678").await;
    code_is_shown(&shop, &id).await;
    shop.open("/checkout").await;
    shop.reads(text("checkout.empty")).await;
}

/// Nobody knows whether there is an order; the form keeps its content, and ordering once more asks
/// first.
async fn loses_the_answer(shop: &Shop, fault: &str) {
    fills_in_the_checkout(shop).await;
    shop.press(text("recipient.for_somebody_else")).await;
    shop.types(text("recipient.other_email"), FRIEND).await;
    shop.sandbox.fault("orders-create", fault, None).await;
    asks_for_the_total(shop).await;
    shop.press(start_of("ordering.confirm")).await;
    shop.reads(text("ordering.unknown_title")).await;
    assert!(!shop.text().await.contains(text("ordering.failed_title")));
    for (label, typed) in [
        (text("recipient.email_receipt"), EMAIL),
        (text("recipient.other_email"), FRIEND),
    ] {
        assert_eq!(shop.typed(label).await.as_deref(), Some(typed), "{label}");
    }
    shop.sees(Role::Link, &counted("cart.link", 1, &[])).await;
    asks_for_the_total(shop).await;
    shop.press(start_of("ordering.confirm")).await;
    shop.sees(Role::Button, text("ordering.repeat")).await;
    assert_eq!(orders_sent(shop).await, 1, "sent again");
}

async fn a_lost_answer_keeps_the_cart_and_sends_nothing_again(shop: Shop) {
    loses_the_answer(&shop, "html-502").await;
}

async fn a_cut_answer_keeps_the_cart_and_sends_nothing_again(shop: Shop) {
    loses_the_answer(&shop, "cut-body").await;
    assert_eq!(shop.sandbox.orders().await.len(), 1, "orders made");
}

/// Reads the old total, the new one and their difference, and orders with one press.
async fn reads_the_rise_and_orders(shop: &Shop, old: &str) {
    const RISE: &str = "…";
    shop.reads(risen()).await;
    let new = shown_total(shop).await;
    let rise = cents(&new).checked_sub(cents(old)).expect("a rise");
    assert!(rise > 0, "{old}, then {new}");
    let page = shop.text().await;
    // The difference follows this text.
    let sentence = filled(
        "ordering.price_changed",
        &[("old", old), ("new", &new), ("rise", RISE)],
    );
    let (sentence, _) = sentence.split_once(RISE).expect("a rise");
    let (_, rest) = page
        .split_once(sentence)
        .unwrap_or_else(|| panic!("no “{sentence}” on:\n{page}"));
    assert_eq!(cents(rest), rise, "{sentence}{rest}");
    assert_eq!(orders_sent(shop).await, 0);
    shop.press(&filled("ordering.confirm", &[("total", &new)]))
        .await;
    let id = comes_to_its_order(shop).await;
    let amount = shop.sandbox.order(&id).await["coin_amount"].take();
    assert_eq!(cents(amount.as_str().unwrap_or_default()), cents(&new));
    sent(shop).await;
}

async fn a_risen_price_is_shown_with_the_old_one_and_the_difference(shop: Shop) {
    fills_in_a_card(&shop).await;
    let old = shown_total(&shop).await;
    shop.sandbox.set(json!({ "price_rise_percent": 7 })).await;
    shop.press(text("ordering.place")).await;
    reads_the_rise_and_orders(&shop, &old).await;
}

async fn a_price_that_rises_after_the_total_is_shown_in_the_same_way(shop: Shop) {
    fills_in_the_checkout(&shop).await;
    asks_for_the_total(&shop).await;
    shop.sees(Role::Button, start_of("ordering.confirm")).await;
    let old = shown_total(&shop).await;
    assert!(
        !shop.text().await.contains(risen()),
        "nothing has risen yet"
    );
    shop.sandbox.set(json!({ "price_rise_percent": 7 })).await;
    shop.press(start_of("ordering.confirm")).await;
    reads_the_rise_and_orders(&shop, &old).await;
}

async fn back_and_ordering_again_asks_first(shop: Shop) {
    fills_in_a_card(&shop).await;
    shop.press(text("ordering.place")).await;
    let first = comes_to_its_order(&shop).await;
    shop.back().await;
    shop.comes_to(|address| address.starts_with("/brand/"))
        .await;
    has_a_price(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(repeated()).await;
    sent(&shop).await;
    // A buyer who wants it twice gets it twice.
    shop.press(text("ordering.repeat")).await;
    let second = comes_to_its_order(&shop).await;
    assert_ne!(first, second);
    assert_eq!(orders_sent(&shop).await, 2);
}
