//! Each known form of `moreDetails`, and the content that is left out of all others.

use super::{Details, Fact, Fields, ProblemGoods, Sum, day, details, is_harmless, shown_code};
use shop_core::json::Json;
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::payment::Pair;

fn told(code: &str, more: &str) -> Details {
    let body = [r#"{"moreDetails":"#, more, "}"].concat();
    details(code, Fields::of(&Json::parse(&body).expect("JSON")))
}

fn facts(code: &str, more: &str) -> Vec<Fact> {
    told(code, more).facts
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
        facts("AMOUNT_LESS_THEN_MINIMUM_ALLOWED", both),
        [Fact::Least(coin, Some(dollars.clone()))]
    );
    assert_eq!(
        facts("X", r#"{"minimumAmountUSD":5.61,"minimumAmountCoin":"1"}"#),
        [Fact::Least(dollars, None)],
        "an amount without its coin says nothing"
    );
    assert_eq!(facts("X", r#"{"threshold":"5.00"}"#), [], "in what?");
    assert_eq!(facts("X", r#""0.000006052631579""#), []);
}

#[test]
fn limits_of_an_order_are_numbers() {
    assert_eq!(
        facts("X", r#"{"max_for_each_purchase":"2000"}"#),
        [Fact::Most(Sum::Plain(amount("2000")))]
    );
    assert_eq!(
        facts("X", r#"{"max_products_per_order":10}"#),
        [Fact::Count(10)]
    );
    assert_eq!(
        facts(
            "X",
            r#"{"why":"buyer@example.com","max_per_day":5,"exceeding":"2"}"#
        ),
        [Fact::PerDay(5), Fact::Exceeding(2)]
    );
    assert_eq!(facts("X", r#"{"max_per_day":-5,"exceeding":0}"#), []);
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
            facts(day, &limits(own, line)),
            [Fact::LeftToday(worth(left, "EUR"), worth("4000", "EUR"))],
            "{own} and {line}"
        );
    }
    assert_eq!(
        facts("MONTHLY_SPENDING_LIMIT_EXCEEDED", &limits("0", "0")),
        [Fact::LeftThisMonth(
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
        assert_eq!(facts(day, silent), [], "{silent}");
    }
}

#[test]
fn a_coupon_says_what_it_is_for() {
    let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect();
    for (more, fact) in [
        (
            r#"{"valid_until":"2026-11-01T00:00:00Z","valid_until_pretty":"1 November 2026"}"#,
            Fact::Until(1_793_534_400_000),
        ),
        (
            r#"{"valid_until":1793534400}"#,
            Fact::Until(1_793_534_400_000),
        ),
        (
            r#"{"min_order_amount":"25/EUR"}"#,
            Fact::Least(Sum::Fiat(worth("25", "EUR")), None),
        ),
        (
            r#"{"min_order_amount":"25"}"#,
            Fact::Least(Sum::Plain(amount("25")), None),
        ),
        (
            r#"{"valid_categories":["games"]}"#,
            Fact::Categories(names(&["games"])),
        ),
        (
            r#"{"valid_kinds":["giftcard"]}"#,
            Fact::Categories(names(&["giftcard"])),
        ),
        (
            r#"{"paymentVia":"USER_WALLET","allowedKinds":["giftcard","mobile_recharge"]}"#,
            Fact::Categories(names(&["giftcard", "mobile_recharge"])),
        ),
        (
            r#"{"valid_brand_names":["Steam",7,"a@b.example","https://x.example","4915112345678"]}"#,
            Fact::Brands(names(&["Steam"])),
        ),
        (
            r#"{"spendable_country_codes":["US","CA","Canada","","u1"]}"#,
            Fact::Countries(names(&["US", "CA"])),
        ),
        (
            r#"{"storeRestrictions":["androidapp"]}"#,
            Fact::Stores(names(&["androidapp"])),
        ),
    ] {
        assert_eq!(facts("COUPON_X", more), [fact], "{more}");
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
