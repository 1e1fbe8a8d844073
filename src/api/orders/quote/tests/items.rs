//! The prices of single items.

use super::super::Total;
use super::{Buyer, Item, Json, OrderRequest, Pair, TextKey, amount, item, row};

/// The prices that a total of 50, with these parts, takes from these rows.
fn taken(parts: &[(TextKey, &str)], items: Vec<Item>, rows: &[String]) -> Vec<String> {
    let mut total = Total {
        to_pay: amount("50"),
        parts: parts
            .iter()
            .map(|(key, part)| (*key, amount(part)))
            .collect(),
        items: vec![amount("1")],
        worth: Vec::new(),
    };
    let order = OrderRequest::new(Buyer::default(), &Pair::new("USDC", "Base"), items);
    let body = [r#"{"deliveries":["#, &rows.join(","), "]}"].concat();
    total.take_items(&Json::parse(&body).expect("JSON"), &order);
    let prices = total.items.iter();
    prices.map(|price| price.as_str().to_owned()).collect()
}

fn steam_and_apple() -> Vec<Item> {
    vec![item("Steam", "20 USD", None), item("Apple", "30 USD", None)]
}

#[test]
fn prices_are_taken_in_the_order_of_the_items_if_their_sum_is_the_total() {
    let rows = |steam: &str| {
        [
            row("Apple", r#""denomination":"30 USD","coin_amount":"29.5""#),
            row(
                "Steam",
                &[r#""denomination":"20 USD","coin_amount":""#, steam, "\""].concat(),
            ),
        ]
    };
    assert_eq!(
        taken(&[], steam_and_apple(), &rows("20.5")),
        ["20.5", "29.5"]
    );
    assert!(taken(&[], steam_and_apple(), &rows("20.6")).is_empty());
}

#[test]
fn prices_may_also_sum_up_to_the_price_before_a_coupon() {
    let coupon = [(TextKey::CheckoutByCoupon, "5")];
    let rows = [
        row(
            "Steam",
            r#""denomination":"20 USD","coin_amount":"18","original_coin_amount":"22""#,
        ),
        row("Apple", r#""denomination":"30 USD","coin_amount":"33""#),
    ];
    assert_eq!(taken(&coupon, steam_and_apple(), &rows), ["22", "33"]);
    assert!(taken(&[], steam_and_apple(), &rows).is_empty());
}

#[test]
fn a_row_too_few_gives_no_prices_and_changes_none() {
    let rows = [row(
        "Steam",
        r#""denomination":"20 USD","coin_amount":"50""#,
    )];
    assert_eq!(taken(&[], steam_and_apple(), &rows), ["1"]);
    let one = vec![item("Steam", "20 USD", None)];
    assert_eq!(taken(&[], one, &rows), ["50"]);
}
