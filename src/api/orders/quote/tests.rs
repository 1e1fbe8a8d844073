//! Totals, what pays them, and quotes about something else.

mod items;
mod worth;

use super::super::{Buyer, Item, OrderRequest, ProductValue, order};
use super::{Quote, Total, is_about, quote};
use shop_core::json::Json;
use shop_core::model::money::Amount;
use shop_core::model::order::OrderState;
use shop_core::model::payment::Pair;
use shop_core::text_key::TextKey;

fn item(brand: &str, denomination: &str, value: Option<&str>) -> Item {
    let value = value.and_then(Amount::parse);
    Item {
        beneficiary_account: "buyer@example.com".to_owned(),
        brand_name: brand.to_owned(),
        country_code: "US".to_owned(),
        denomination: denomination.to_owned(),
        product_value: value.as_ref().map(ProductValue::new),
        localized_denomination: None,
    }
}

fn judged(items: Vec<Item>, deliveries: &str) -> bool {
    let pair = Pair::new("USDC", "Solana");
    let order = OrderRequest::new(Buyer::default(), &pair, items);
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

fn amount(digits: &str) -> Amount {
    Amount::parse(digits).expect("an amount")
}

/// A total with these parts, which are not sent.
fn parted(to_pay: &str, parts: &[(TextKey, &str)]) -> Option<Quote> {
    Some(Quote::Total(Total {
        to_pay: amount(to_pay),
        parts: parts
            .iter()
            .map(|(key, part)| (*key, amount(part)))
            .collect(),
        items: Vec::new(),
        worth: Vec::new(),
    }))
}

fn priced(to_pay: &str) -> Option<Quote> {
    parted(to_pay, &[])
}

/// A total after a discount.
fn reduced(to_pay: &str, discount: &str) -> Option<Quote> {
    parted(to_pay, &[(TextKey::CheckoutDiscount, discount)])
}

#[test]
fn a_quote_is_the_total_to_pay_in_the_coin() {
    for (body, expected) in [
        (r#"{"coin_amount":"51.00"}"#, priced("51.00")),
        (
            r#"{"summary":{"coin_amount_to_pay_in_crypto":"51"},"coin_amount":"51.00"}"#,
            priced("51"),
        ),
        (r#"{"summary":{},"coin_amount":51}"#, priced("51")),
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
        ("50.66", r#","original_coin_amount":"50.660""#),
        ("50.66", r#","payment_fee":{"amount":"0.5"}"#),
    ] {
        assert_eq!(read(to_pay, rest), priced(to_pay), "{to_pay}");
    }
    for (to_pay, rest) in [
        // The order has no fee that could explain the difference.
        ("51.16", r#","payment_fee":{"amount":"0.5"}"#),
        ("45", r#","original_coin_amount":"55.66""#),
        ("55.66", r#","original_coin_amount":"55.66""#),
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
fn parts_that_do_not_add_up_are_no_total() {
    let told = |goods: &str, summary: &str| {
        let body = [
            r#"{"coupon_code":"WELCOME5","coin_amount":""#,
            goods,
            r#"","original_coin_amount":"53.94","summary":{"#,
            summary,
            "}}",
        ];
        read(&body.concat(), Some("WELCOME5"))
    };
    for (goods, summary) in [
        (
            "53.94",
            r#""coin_amount_to_pay_in_crypto":"8.94","coin_amount_to_pay_via_coupon":"5.00""#,
        ),
        (
            "48.94",
            r#""coin_amount_to_pay_in_crypto":"53.94","coin_amount_to_pay_via_coupon":"5.00""#,
        ),
        (
            "53.94",
            r#""coin_amount_to_pay_in_crypto":"0","coin_amount_to_pay_via_coupon":"5.00""#,
        ),
        (
            "53.94",
            r#""coin_amount_to_pay_in_crypto":"48.94","coin_amount_to_pay_via_coupon":"5.00",
            "coin_amount_after_discount":"50.00""#,
        ),
        ("53.94", r#""coin_amount_to_pay_via_coupon":"5.00""#),
        ("48.94", r#""coin_amount_to_pay_in_crypto":"53.94""#),
        ("48.94", r#""coin_amount_to_pay_in_crypto":"48,94""#),
    ] {
        assert_eq!(told(goods, summary), Some(Quote::Unsure), "{summary}");
    }
    for goods in ["53.94", "48.94"] {
        let summary =
            r#""coin_amount_to_pay_in_crypto":"48.94","coin_amount_to_pay_via_coupon":"5.00""#;
        assert_eq!(
            told(goods, summary),
            parted("48.94", &[(TextKey::CheckoutByCoupon, "5")])
        );
    }
}

/// The page of an order must ask for payment if its quote was accepted.
#[test]
fn a_quote_and_an_order_are_held_to_one_rule() {
    let mut totals = 0;
    for price in ["null", r#""0""#, r#""48""#, r#""53""#, r#""60""#] {
        for original in ["null", r#""53""#, r#""60""#] {
            for due in ["null", r#""0""#, r#""48""#, r#""53""#, r#""55""#] {
                for coupon in ["null", r#""5""#, r#""53""#] {
                    for (before, after) in [("null", "null"), (r#""60""#, r#""53""#)] {
                        let sums = format!(
                            r#""coin_amount":{price},"original_coin_amount":{original},
                            "coupon_code":"X","payment_fee":{{"amount":"2"}},"summary":{{
                            "coin_amount_to_pay_in_crypto":{due},
                            "coin_amount_to_pay_via_coupon":{coupon},
                            "coin_amount_before_discount":{before},
                            "coin_amount_after_discount":{after}}}"#
                        );
                        let Some(Quote::Total(total)) = read(&format!("{{{sums}}}"), Some("X"))
                        else {
                            continue;
                        };
                        totals += 1;
                        let address = if total.to_pay.is_zero() {
                            "null"
                        } else {
                            r#""0x5a4d0b0c0000000000000000000000000e7ac0de""#
                        };
                        let body = format!(
                            r#"{{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
                            "order_state":"WaitingForPayment","coin":"USDC","network":"Base",
                            "wallet_address":{address},{sums}}}"#
                        );
                        let order = order(&Json::parse(&body).expect("JSON")).expect("an order");
                        assert!(!order.sums_disagree(), "{sums}");
                        if total.to_pay.is_zero() {
                            assert_eq!(order.state, OrderState::Covered, "{sums}");
                        } else {
                            assert_eq!(order.amount_left(), Some(total.to_pay), "{sums}");
                        }
                    }
                }
            }
        }
    }
    assert!(totals > 50, "{totals} totals were compared");
}

#[test]
fn a_discount_is_a_part_of_the_price_by_its_own_name() {
    let by_original = r#"{"coin_amount":"48","original_coin_amount":"53.94"}"#;
    assert_eq!(read(by_original, None), reduced("48", "5.94"));
    let by_summary = r#"{"coin_amount":"53.94","original_coin_amount":"53.94","summary":{
        "coin_amount_before_discount":"53.94","coin_amount_after_discount":"50",
        "coin_amount_to_pay_in_crypto":"50"}}"#;
    assert_eq!(read(by_summary, None), reduced("50", "3.94"));
    let Some(Quote::Total(total)) = read(by_summary, None) else {
        panic!("no total");
    };
    assert_eq!(total.price(), Amount::parse("53.94"));
    let both = r#"{"coin_amount":"53.94","original_coin_amount":"60","coupon_code":"X","summary":{
        "coin_amount_to_pay_in_crypto":"47.94","coin_amount_to_pay_via_coupon":"5",
        "coin_amount_to_pay_via_nft":"1"}}"#;
    let parts = [
        (TextKey::CheckoutByCoupon, "5"),
        (TextKey::OrderByNft, "1"),
        (TextKey::CheckoutDiscount, "6.06"),
    ];
    assert_eq!(read(both, Some("X")), parted("47.94", &parts));
    let Some(Quote::Total(total)) = read(both, Some("X")) else {
        panic!("no total");
    };
    assert_eq!(total.price(), Amount::parse("60"));
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
        parted(
            "48.44",
            &[
                (TextKey::CheckoutByCoupon, "5"),
                (TextKey::CheckoutByPoints, "0.5")
            ]
        )
    );
    assert_eq!(total.price(), Amount::parse("53.94"));
    let without_summary = r#"{"coin_amount":"51.24","original_coin_amount":"53.94",
        "coupon_code":"WELCOME5"}"#;
    // It may also be the goods' own discount.
    assert_eq!(
        read(without_summary, Some("WELCOME5")),
        reduced("51.24", "2.70")
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
        r#"{"coin_amount":"22.11","original_coin_amount":"30"}"#,
        r#"{"coin_amount":"22.11","summary":{"coin_amount_to_pay_in_crypto":"22.11",
            "coin_amount_to_pay_via_coupon":"0"}}"#,
    ] {
        let read = read(body, Some("NOTHERE5"));
        assert_eq!(read, Some(Quote::CouponIgnored), "{body}");
    }
    for body in [
        r#"{"coin_amount":null,"coupon_code":null}"#,
        "{}",
        r#"{"coin_amount":"0"}"#,
    ] {
        let read = read(body, Some("NOTHERE5"));
        assert_eq!(read, Some(Quote::Unpriced), "no coupon's fault: {body}");
    }
}

#[test]
fn what_a_coupon_covers_whole_costs_nothing() {
    let body = r#"{"coin_amount":"22.11","original_coin_amount":"22.11",
        "coupon_code":"FREEGAME","summary":{"coin_amount_to_pay_in_crypto":"0",
        "coin_amount_to_pay_via_coupon":"22.11"}}"#;
    assert_eq!(
        read(body, Some("FREEGAME")),
        parted("0", &[(TextKey::CheckoutByCoupon, "22.11")])
    );
    let without_summary = r#"{"coin_amount":"0","original_coin_amount":"22.11",
        "coupon_code":"FREEGAME"}"#;
    assert_eq!(
        read(without_summary, Some("FREEGAME")),
        reduced("0", "22.11")
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
