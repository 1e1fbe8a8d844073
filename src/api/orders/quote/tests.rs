//! Totals, what pays them, and quotes about something else.

use super::super::{Extras, Item, OrderRequest, ProductValue};
use super::{Quote, Total, is_about, quote};
use crate::json::Json;
use crate::model::money::Amount;
use crate::model::payment::Pair;

fn item(brand: &str, denomination: &str, value: Option<&str>) -> Item {
    let value = value.and_then(Amount::parse);
    Item {
        beneficiary_account: "buyer@example.com".to_owned(),
        brand_name: brand.to_owned(),
        country_code: "US".to_owned(),
        denomination: denomination.to_owned(),
        product_value: value.as_ref().map(ProductValue::of),
        localized_denomination: None,
    }
}

fn judged(items: Vec<Item>, deliveries: &str) -> bool {
    let pair = Pair::new("USDC", "Solana");
    let order = OrderRequest::new(
        "buyer@example.com",
        &pair,
        items,
        "en",
        None,
        Extras::default(),
    );
    let body = ["{", deliveries, r#","coin_amount":"51"}"#].concat();
    is_about(&Json::parse(&body).expect("JSON"), &order)
}

fn row(brand: &str, rest: &str) -> String {
    [
        r#"{"deliverable":{"brand_name":""#,
        brand,
        "\",",
        rest,
        "}}",
    ]
    .concat()
}

fn rows(rows: &[String]) -> String {
    [r#""coin":"USDC","deliveries":["#, &rows.join(","), "]"].concat()
}

fn read(body: &str, coupon: Option<&str>) -> Option<Quote> {
    quote(&Json::parse(body).expect("JSON"), coupon)
}

fn priced(to_pay: &str, by_coupon: Option<&str>, by_points: Option<&str>) -> Option<Quote> {
    let amount = |digits| Amount::parse(digits).expect("an amount");
    Some(Quote::Total(Total {
        to_pay: amount(to_pay),
        by_coupon: by_coupon.map(amount),
        by_points: by_points.map(amount),
    }))
}

#[test]
fn a_quote_is_the_total_to_pay_in_the_coin() {
    for (body, expected) in [
        (r#"{"coin_amount":"51.00"}"#, priced("51.00", None, None)),
        (
            r#"{"summary":{"coin_amount_to_pay_in_crypto":"51"},"coin_amount":"51.00"}"#,
            priced("51", None, None),
        ),
        (
            r#"{"summary":{},"coin_amount":51}"#,
            priced("51", None, None),
        ),
        (r#"{"coin_amount":"0"}"#, Some(Quote::Unpriced)),
        (
            r#"{"summary":{"coin_amount_to_pay_in_crypto":"0"},"coin_amount":"51"}"#,
            Some(Quote::Unpriced),
        ),
        (r#"{"coin_amount":null}"#, Some(Quote::Unpriced)),
        ("{}", Some(Quote::Unpriced)),
        ("[]", None),
    ] {
        assert_eq!(read(body, None), expected, "{body}");
    }
}

#[test]
fn two_totals_that_differ_are_none() {
    let read = |to_pay: &str, rest: &str| {
        let body = [
            r#"{"summary":{"coin_amount_to_pay_in_crypto":""#,
            to_pay,
            r#""},"coin_amount":"50.66""#,
            rest,
            "}",
        ];
        read(&body.concat(), None)
    };
    for (to_pay, rest) in [
        ("50.66", ""),
        ("50.660", ""),
        ("50.66000001", ""),
        ("51.16", r#","payment_fee":{"amount":"0.5"}"#),
        ("45", r#","original_coin_amount":"55.66""#),
    ] {
        assert_eq!(read(to_pay, rest), priced(to_pay, None, None), "{to_pay}");
    }
    for (to_pay, rest) in [
        ("50.67", ""),
        ("51", ""),
        ("50", ""),
        ("5.066", ""),
        ("500.66", ""),
        ("51.16", r#","payment_fee":{"amount":"0.4"}"#),
        ("45", r#","original_coin_amount":"50.66""#),
    ] {
        assert_eq!(read(to_pay, rest), Some(Quote::Unsure), "{to_pay}");
    }
}

#[test]
fn a_coupon_and_points_are_parts_of_the_price() {
    let part = r#"{"coin_amount":"53.94","original_coin_amount":"53.94",
        "coupon_code":"welcome5","summary":{"coin_amount_to_pay_in_crypto":"48.44",
        "coin_amount_to_pay_via_coupon":"5.00","coin_amount_to_pay_via_nft":"0",
        "coin_amount_to_pay_via_loyalty_points":"0.50"}}"#;
    let Some(Quote::Total(total)) = read(part, Some(" WELCOME5 ")) else {
        panic!("no total");
    };
    assert_eq!(
        Some(Quote::Total(total.clone())),
        priced("48.44", Some("5"), Some("0.5"))
    );
    assert_eq!(total.price(), Amount::parse("53.94"));
    let without_summary = r#"{"coin_amount":"51.24","original_coin_amount":"53.94",
        "coupon_code":"WELCOME5"}"#;
    assert_eq!(
        read(without_summary, Some("WELCOME5")),
        priced("51.24", Some("2.70"), None)
    );
    let Some(Quote::Total(alone)) = read(r#"{"coin_amount":"51"}"#, None) else {
        panic!("no total");
    };
    assert_eq!(alone.price(), None, "nothing else pays");
}

#[test]
fn a_coupon_that_is_not_echoed_does_not_count() {
    for body in [
        r#"{"coin_amount":"22.11","coupon_code":null}"#,
        r#"{"coin_amount":"22.11"}"#,
        r#"{"coin_amount":"22.11","coupon_code":"OTHER"}"#,
        r#"{"coin_amount":null}"#,
        r#"{"coin_amount":"22.11","summary":{"coin_amount_to_pay_in_crypto":"22.11",
            "coin_amount_to_pay_via_coupon":"0"}}"#,
    ] {
        let read = read(body, Some("NOTHERE5"));
        assert_eq!(read, Some(Quote::CouponIgnored), "{body}");
    }
}

#[test]
fn what_a_coupon_covers_whole_costs_nothing() {
    let body = r#"{"coin_amount":"22.11","original_coin_amount":"22.11",
        "coupon_code":"FREEGAME","summary":{"coin_amount_to_pay_in_crypto":"0",
        "coin_amount_to_pay_via_coupon":"22.11"}}"#;
    assert_eq!(
        read(body, Some("FREEGAME")),
        priced("0", Some("22.11"), None)
    );
    let reduced = r#"{"coin_amount":"0","original_coin_amount":"22.11",
        "coupon_code":"FREEGAME"}"#;
    assert_eq!(
        read(reduced, Some("FREEGAME")),
        priced("0", Some("22.11"), None)
    );
}

#[test]
fn a_quote_for_other_goods_is_noticed() {
    let ten = || vec![item("Steam", "10 USD", None)];
    let own = row("Steam", r#""denomination":"10 USD""#);
    assert!(judged(ten(), &rows(&[own])));
    for other in [
        row("Steam", r#""denomination":"100 USD""#),
        row("Steam", r#""denomination":10"#),
        row("Steam Wallet", r#""denomination":"10 USD""#),
    ] {
        assert!(
            !judged(ten(), &rows(std::slice::from_ref(&other))),
            "{other}"
        );
    }
    for silent in [
        r#""deliveries":null"#.to_owned(),
        r#""deliveries":[null,{}]"#.to_owned(),
        rows(&[r#"{"deliverable":{}}"#.to_owned()]),
        r#""coin":"usdc","network":"Solana""#.to_owned(),
        r#""coin":"USDC","network":"SOLANA_LIKE""#.to_owned(),
    ] {
        assert!(judged(ten(), &silent), "{silent}");
    }
    for pair in [r#""coin":"USDT""#, r#""coin":"USDC","network":"Tron""#] {
        assert!(!judged(ten(), pair), "{pair}");
    }
}

#[test]
fn each_item_is_looked_for_once() {
    let two = || vec![item("Steam", "10 USD", None), item("Steam", "20 USD", None)];
    let [ten, twenty] = ["10 USD", "20 USD"]
        .map(|label| row("Steam", &[r#""denomination":""#, label, "\""].concat()));
    assert!(judged(two(), &rows(&[twenty.clone(), ten.clone()])));
    assert!(!judged(two(), &rows(&[twenty.clone(), twenty.clone()])));
    assert!(judged(two(), &rows(&[ten])), "the rest isn't told");
}

#[test]
fn a_range_is_held_against_its_amount() {
    let range = || vec![item("Amazon.com", "range", Some("50"))];
    for (rest, expected) in [
        (r#""denomination":"range","product_value":50"#, true),
        (r#""denomination":"range","product_value":"50.00""#, true),
        (r#""denomination":"50 USD""#, true),
        (r#""denomination":"range","product_value":500"#, false),
    ] {
        assert_eq!(
            judged(range(), &rows(&[row("Amazon.com", rest)])),
            expected,
            "{rest}"
        );
    }
}
