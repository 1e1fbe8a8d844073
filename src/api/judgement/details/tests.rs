//! Each known form of `moreDetails`, and the content that is left out of all others.

use super::{
    Details, Fields, ProblemGoods, ProblemLimit, Sum, day, details, is_harmless, shown_code,
};
use shop_core::json::Json;
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::payment::Pair;

fn told(code: &str, more: &str) -> Details {
    let body = [r#"{"moreDetails":"#, more, "}"].concat();
    details(code, Fields::new(&Json::parse(&body).expect("JSON")))
}

fn limits_of(code: &str, more: &str) -> Vec<ProblemLimit> {
    told(code, more).limits
}

fn amount(digits: &str) -> Amount {
    Amount::parse(digits).expect("an amount")
}

fn worth(digits: &str, currency: &str) -> FaceValue {
    FaceValue {
        amount: amount(digits),
        currency: currency.to_owned(),
    }
}

#[test]
fn the_least_order_is_told_in_the_coin_and_in_dollars() {
    let both = r#"{"threshold":"5.00","minimumAmountCoinSymbol":"BTC","minimumAmountUSD":"5.61",
        "minimumAmountCoin":"0.00006412"}"#;
    let coin = Sum::Coin(amount("0.00006412"), "BTC".to_owned());
    let dollars = Sum::Fiat(worth("5.61", "USD"));
    assert_eq!(
        limits_of("AMOUNT_LESS_THEN_MINIMUM_ALLOWED", both),
        [ProblemLimit::Least(coin, Some(dollars.clone()))]
    );
    assert_eq!(
        limits_of("X", r#"{"minimumAmountUSD":5.61,"minimumAmountCoin":"1"}"#),
        [ProblemLimit::Least(dollars, None)],
        "an amount without its coin says nothing"
    );
    assert_eq!(limits_of("X", r#"{"threshold":"5.00"}"#), [], "in what?");
    assert_eq!(limits_of("X", r#""0.000006052631579""#), []);
}

#[test]
fn limits_of_an_order_are_numbers() {
    assert_eq!(
        limits_of("X", r#"{"max_for_each_purchase":"2000"}"#),
        [ProblemLimit::Most(Sum::Plain(amount("2000")))]
    );
    assert_eq!(
        limits_of("X", r#"{"max_products_per_order":10}"#),
        [ProblemLimit::Count(10)]
    );
    assert_eq!(
        limits_of(
            "X",
            r#"{"why":"buyer@example.com","max_per_day":5,"exceeding":"2"}"#
        ),
        [ProblemLimit::PerDay(5), ProblemLimit::Exceeding(2)]
    );
    assert_eq!(limits_of("X", r#"{"max_per_day":-5,"exceeding":0}"#), []);
}

#[test]
fn what_is_left_of_a_limit_counts_the_greater_of_both_sums() {
    let limits = |own: &str, line: &str| {
        let more = r#"{"daily_max":{"amount":4000,"currency":"EUR"},
            "monthly_max":{"amount":5000,"currency":"EUR"},
            "spent_today_by_user":{"amount":OWN,"currency":"EUR"},
            "spent_today_from_ip":{"amount":LINE,"currency":"EUR"},
            "spent_this_month_by_user":{"amount":4810.25,"currency":"EUR"}}"#;
        more.replace("OWN", own).replace("LINE", line)
    };
    let day = "DAILY_SPENDING_LIMIT_EXCEEDED";
    for (own, line, left) in [
        ("3820.5", "100", "179.5"),
        ("0", "3820.5", "179.5"),
        ("4000", "0", "0"),
        ("0", "4999", "0"),
    ] {
        assert_eq!(
            limits_of(day, &limits(own, line)),
            [ProblemLimit::LeftToday(
                worth(left, "EUR"),
                worth("4000", "EUR")
            )],
            "{own} and {line}"
        );
    }
    assert_eq!(
        limits_of("MONTHLY_SPENDING_LIMIT_EXCEEDED", &limits("0", "0")),
        [ProblemLimit::LeftThisMonth(
            worth("189.75", "EUR"),
            worth("5000", "EUR")
        )]
    );
    for silent in [
        "{}",
        r#"{"daily_max":{"amount":4000,"currency":"EUR"}}"#,
        r#"{"daily_max":{"amount":4000,"currency":"Euro"},
            "spent_today_by_user":{"amount":1,"currency":"Euro"}}"#,
    ] {
        assert_eq!(limits_of(day, silent), [], "{silent}");
    }
}

#[test]
fn a_coupon_says_what_it_is_for() {
    let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect();
    for (more, limit) in [
        (
            r#"{"valid_until":"2026-11-01T00:00:00Z","valid_until_pretty":"1 November 2026"}"#,
            ProblemLimit::Until(1_793_534_400_000),
        ),
        (
            r#"{"valid_until":1793534400}"#,
            ProblemLimit::Until(1_793_534_400_000),
        ),
        (
            r#"{"min_order_amount":"25/EUR"}"#,
            ProblemLimit::Least(Sum::Fiat(worth("25", "EUR")), None),
        ),
        (
            r#"{"min_order_amount":"25"}"#,
            ProblemLimit::Least(Sum::Plain(amount("25")), None),
        ),
        (
            r#"{"valid_categories":["games"]}"#,
            ProblemLimit::Categories(names(&["games"])),
        ),
        (
            r#"{"valid_kinds":["giftcard"]}"#,
            ProblemLimit::Categories(names(&["giftcard"])),
        ),
        (
            r#"{"paymentVia":"USER_WALLET","allowedKinds":["giftcard","mobile_recharge"]}"#,
            ProblemLimit::Categories(names(&["giftcard", "mobile_recharge"])),
        ),
        (
            r#"{"valid_brand_names":["Steam",7,"a@b.example","https://x.example","4915112345678"]}"#,
            ProblemLimit::Brands(names(&["Steam"])),
        ),
        (
            r#"{"spendable_country_codes":["US","CA","Canada","","u1"]}"#,
            ProblemLimit::Countries(names(&["US", "CA"])),
        ),
        (
            r#"{"storeRestrictions":["androidapp"]}"#,
            ProblemLimit::Stores(names(&["androidapp"])),
        ),
    ] {
        assert_eq!(limits_of("COUPON_X", more), [limit], "{more}");
    }
}

#[test]
fn goods_and_pairs_are_read_in_each_form() {
    let goods = r#"{"kind":"giftcard","deliverable":{"brand_name":"Steam","country_code":"US",
        "denomination":"20 USD","product_value":null,"beneficiary_account":"buyer@example.com",
        "brand_logo":"https://cdn.cryptorefills.com/x.webp"}}"#;
    let steam = ProblemGoods {
        brand: "Steam".to_owned(),
        country: Some("US".to_owned()),
        denomination: Some("20 USD".to_owned()),
        value: None,
        beneficiary: Some("buyer@example.com".to_owned()),
    };
    let one = told("OUT_OF_STOCK", &[r#"{"delivery":"#, goods, "}"].concat());
    assert_eq!(one.goods, std::slice::from_ref(&steam));
    let two = [r#"{"deliveries":[null,"#, goods, ",7,", goods, "]}"].concat();
    assert_eq!(told("LOGIN_REQUIRED", &two).goods, [steam.clone(), steam]);
    let pairs = [Pair::new("USDC", "Solana"), Pair::new("USDT", "TRON_LIKE")];
    for more in [
        r#"{"supported_protocol_coin_combo":[{"protocol":"Solana","coin":"USDC"},null,{"coin":"X"},
            {"protocol":"TRON_LIKE","coin":"USDT"}]}"#,
        r#"[{"coin":"USDC","network":"Solana"},{"coin":"USDT","network":"TRON_LIKE"}]"#,
    ] {
        assert_eq!(told("X", more).pairs, pairs, "{more}");
    }
}

#[test]
fn nothing_else_is_kept_of_them() {
    for more in [
        "null",
        "true",
        "7",
        r#""buyer@example.com""#,
        r#"["buyer@example.com"]"#,
        r#"{"anything":[1,2],"declined_reason":"buyer@example.com is blocked"}"#,
        r#"{"brand_logo":"https://cdn.cryptorefills.com/logos_v2/x.webp"}"#,
    ] {
        assert_eq!(told("SOME_FUTURE_CODE", more), Details::default(), "{more}");
    }
}

#[test]
fn a_code_is_shown_and_prose_is_not() {
    for (code, is_shown) in [
        ("OUT_OF_STOCK", true),
        ("some_reason", true),
        ("Cryptorefill_NFT_GIFTCARD", true),
        ("buyer@example.com is blocked", false),
        ("+4915112345678", false),
        ("4915112345678", false),
        ("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5", false),
    ] {
        assert_eq!(shown_code(code).is_some(), is_shown, "{code}");
    }
    for (words, is_shown) in [
        ("price not found", true),
        ("Face value 17.5 is off the step of 10", true),
        ("no user buyer@example.com", false),
        ("see https://example.com", false),
        ("no phone +4915112345678", false),
        ("no phone +49 170 123 456", false),
        ("no phone (0170) 123-456", false),
        ("from 10 to 5000 in steps of 10", true),
        ("the code 123456", false),
        ("cdn.cryptorefills.com/logos_v2/x.webp", false),
        ("see shop.example", false),
        ("Not sold. Try another amount.", true),
    ] {
        assert_eq!(is_harmless(words), is_shown, "{words}");
    }
}

#[test]
fn a_day_is_the_noon_of_it() {
    for (text, day_number) in [
        ("1970-01-01", Some(0)),
        ("1970-03-01", Some(59)),
        ("2000-02-29T23:59:59Z", Some(11_016)),
        ("2000-03-01", Some(11_017)),
        ("2026-11-01", Some(20_758)),
        ("2026-13-01", None),
        ("1969-12-31", None),
        ("1 November 2026", None),
        ("2026-11", None),
        ("", None),
    ] {
        let noon = day_number.map(|number: u64| number * 86_400_000 + 43_200_000);
        assert_eq!(day(text), noon, "{text}");
    }
}
