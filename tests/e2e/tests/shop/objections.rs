//! Everything that the supplier can object to, as the sandbox lists it: each has its words, which
//! the tests compare with `tests/problem-codes.md`.

use refillery_e2e::{Role, Shop, Test, counted, start_of, tests, text};
use serde_json::json;

use crate::steps::{
    EMAIL, asks_for_the_total, cents, chooses_a_card, fills_in_the_checkout, shown_total,
};

pub(crate) fn tests() -> Vec<Test> {
    tests!["objections":
        every_code_is_said_in_its_own_words,
        a_paused_coin_and_a_paused_network_can_be_left_for_another,
        objections_that_come_as_a_list_are_said,
        without_a_price_nothing_is_ordered,
        every_coupon_is_taken_off_or_objected_to,
    ]
}

/// The words of a code, by the table that the program is checked against.
fn words_of(code: &str) -> String {
    let table = include_str!("../../../problem-codes.md");
    let row = |code: &str| {
        let start = format!("| `{code}` | ");
        let rest = table.lines().find_map(|line| line.strip_prefix(&start))?;
        rest.split(" | ").next().map(str::to_owned)
    };
    let words = row(code).or_else(|| row("SOME_FUTURE_CODE"));
    let words = words.unwrap_or_else(|| panic!("no words for {code}"));
    words.replace("{code}", code)
}

/// The codes that the sandbox has an address for, with the address.
async fn codes(shop: &Shop) -> Vec<(String, String)> {
    let buyers = shop.sandbox.offers("buyers").await;
    let mut codes = Vec::new();
    for (address, _) in buyers {
        let name = address.strip_prefix("problem-").map(str::to_owned);
        let name = name.filter(|name| !name.contains('<'));
        if let Some(name) = name {
            let code = name.trim_end_matches("@example.com").to_uppercase();
            codes.push((code, address));
        }
    }
    assert!(codes.len() > 30, "{codes:?}");
    codes
}

async fn orders_with(shop: &Shop, address: &str, words: &str) {
    shop.types(text("recipient.email"), address).await;
    shop.no_longer_reads(words).await;
    shop.press(text("ordering.place")).await;
    shop.reads(words).await;
}

async fn every_code_is_said_in_its_own_words(shop: Shop) {
    chooses_a_card(&shop).await;
    let codes = codes(&shop).await;
    let are_said = codes
        .iter()
        .filter(|(code, _)| !code.starts_with("SUSPENDED_"));
    for (code, address) in are_said {
        orders_with(&shop, address, &words_of(code)).await;
        shop.sees(Role::Alert, &counted("ordering.problems", 1, &[]))
            .await;
    }
    assert!(shop.sandbox.log("orders-create").await.is_empty());
    // And the buyer can go on.
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.comes_to(|address| address.starts_with("/order/"))
        .await;
}

async fn a_paused_coin_and_a_paused_network_can_be_left_for_another(shop: Shop) {
    let codes = codes(&shop).await;
    let paused = codes
        .iter()
        .filter(|(code, _)| code.starts_with("SUSPENDED_"));
    // The coin that was paid with last is chosen already the next time, and then it is paused.
    for ((code, address), other) in paused.zip(["USDT Solana", "USDC Solana"]) {
        chooses_a_card(&shop).await;
        orders_with(&shop, address, &words_of(code)).await;
        shop.types(text("recipient.email"), EMAIL).await;
        shop.press(text("ordering.place")).await;
        // A coin that is known to be paused is not asked about again.
        shop.reads(text("problem.pair_missing")).await;
        assert!(shop.sandbox.log("orders-create").await.is_empty());
        if !shop.has(Role::Choice, other).await {
            shop.press(start_of("product.all_ways")).await;
        }
        shop.choose(other).await;
        let coin = other.split(' ').next().unwrap_or_default();
        shop.until("the price in the other coin", async || {
            shown_total(&shop).await.ends_with(coin).then_some(())
        })
        .await;
        shop.press(text("ordering.place")).await;
        shop.comes_to(|address| address.starts_with("/order/"))
            .await;
        shop.sees(Role::Heading, start_of("order.send")).await;
        let orders = shop.sandbox.orders().await;
        let field = |name: &str| orders[0][name].as_str().unwrap_or_default();
        assert_eq!(format!("{} {}", field("coin"), field("network")), other);
        shop.sandbox.reset().await;
    }
}

async fn objections_that_come_as_a_list_are_said(shop: Shop) {
    chooses_a_card(&shop).await;
    orders_with(&shop, "array@example.com", &words_of("OUT_OF_STOCK")).await;
    assert!(shop.sandbox.log("orders-create").await.is_empty());
}

async fn without_a_price_nothing_is_ordered(shop: Shop) {
    chooses_a_card(&shop).await;
    let words = text("ordering.no_quote");
    orders_with(&shop, "unpriced@example.com", words).await;
    shop.reads(text("ordering.failed_title")).await;
    assert!(shop.sandbox.log("orders-create").await.is_empty());
}

/// Asks for the total, and returns it.
async fn total(shop: &Shop) -> String {
    asks_for_the_total(shop).await;
    shop.sees(Role::Button, start_of("ordering.confirm")).await;
    shown_total(shop).await
}

/// A coupon without an echo orders nothing; one that pays all is ordered with nothing to pay.
async fn counts_not_or_pays_all(shop: &Shop, does: &str) {
    shop.press(text("ordering.see_total")).await;
    if does.starts_with("0 %") {
        shop.reads(text("problem.coupon_ignored")).await;
        assert!(shop.is_marked_wrong(text("checkout.coupon")).await);
    } else {
        shop.sees(Role::Button, text("ordering.confirm_free")).await;
        assert_eq!(cents(&shown_total(shop).await), 0);
    }
    assert!(shop.sandbox.orders().await.is_empty());
}

async fn every_coupon_is_taken_off_or_objected_to(shop: Shop) {
    fills_in_the_checkout(&shop).await;
    let whole = cents(&total(&shop).await);
    shop.press(text("checkout.more")).await;
    for (name, does) in shop.sandbox.offers("coupons").await {
        let coupon = if name == "anything else" {
            "NOSUCHCOUPON"
        } else {
            &name
        };
        shop.types(text("checkout.coupon"), coupon).await;
        if does.starts_with("0 %") || does.starts_with("100 %") {
            counts_not_or_pays_all(&shop, &does).await;
            continue;
        }
        match does
            .split([' ', ','])
            .find(|word| word.starts_with("COUPON_"))
        {
            Some(code) => {
                let words = words_of(code);
                shop.no_longer_reads(&words).await;
                shop.press(text("ordering.see_total")).await;
                shop.reads(&words).await;
                assert!(
                    shop.is_marked_wrong(text("checkout.coupon")).await,
                    "{coupon}"
                );
                assert!(
                    shop.said_about(text("checkout.coupon"))
                        .await
                        .contains(&words)
                );
            }
            None => is_off(&shop, &does, whole).await,
        }
    }
    // Two more, and the order is large enough for the one that needs it.
    shop.press(start_of("checkout.again_name")).await;
    shop.press(start_of("checkout.again_name")).await;
    shop.types(text("checkout.coupon"), "big10").await;
    is_off(&shop, "10 % off", 3 * whole).await;
    let shown = shown_total(&shop).await;
    shop.press(start_of("ordering.confirm")).await;
    shop.comes_to(|address| address.starts_with("/order/"))
        .await;
    let orders = shop.sandbox.orders().await;
    assert_eq!(orders.len(), 1);
    let amount = orders[0]["summary"]["coin_amount_to_pay_in_crypto"].as_str();
    assert_eq!(cents(amount.unwrap_or_default()), cents(&shown));
    let sent = shop.sandbox.log("orders-create").await;
    assert_eq!(sent[0]["body"]["promo_code"], json!("big10"));
}

/// The total is so many per cent lower.
async fn is_off(shop: &Shop, does: &str, whole: u64) {
    let percent: u64 = does
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("no per cent in {does}"));
    let total = cents(&total(shop).await);
    let want = whole * (100 - percent) / 100;
    // Each item is rounded up by itself.
    assert!(total.abs_diff(want) <= 4, "{total} for {does} of {whole}");
}
