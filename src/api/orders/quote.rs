//! What a validation says: the total, and whether it is that of what was asked.

use super::{Item, OrderRequest, ProductValue};
use crate::json::{Fields, Json, rows};
use crate::model::cart::RANGE;
use crate::model::money::Amount;
use crate::model::payment::{is_same_coin, is_same_network};

/// What a validation without problems comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Quote {
    /// The total in the coin.
    Total(Amount),
    /// An answer without a price: no quote.
    Unpriced,
    /// It is about other goods, or another way to pay, than was asked.
    OfOther,
}

/// The total of a validation without problems. `None` means that the answer is
/// no quote (docs/api.md#the-validation-reply), so nothing may be ordered.
pub fn quote(body: &Json<'_>) -> Option<Option<Amount>> {
    let fields = Fields::of_object(body)?;
    let summary = fields
        .object("summary")
        .and_then(|summary| summary.amount("coin_amount_to_pay_in_crypto"));
    Some(
        summary
            .or_else(|| fields.amount("coin_amount"))
            .filter(|amount| !amount.is_zero()),
    )
}

/// Whether a validation's answer is about what was asked. The API can replace an amount that isn't
/// sold by the brand's default one without a word (docs/api.md#product-traps), so the answer is
/// compared with what was sent, as far as it has the same fields.
pub fn is_about(body: &Json<'_>, order: &OrderRequest) -> bool {
    let fields = Fields::of(body);
    let is_or_missing_of = |name, asked: &str, is_same: fn(&str, &str) -> bool| {
        let told = fields.text(name);
        told.is_none_or(|told| is_same(told.trim(), asked.trim()))
    };
    // The API may answer by another name of the same.
    let is_paid_so = is_or_missing_of("coin", &order.payment.coin, is_same_coin)
        && is_or_missing_of("network", &order.payment.network, is_same_network);
    let mut left: Vec<&Item> = order.deliveries.iter().collect();
    let rows = rows(fields.list("deliveries"), |row| row.object("deliverable")).items;
    // Where they are fewer or more, a row may stand for several, and each only has to be asked for.
    let is_one_each = rows.len() == left.len();
    is_paid_so
        && rows.into_iter().all(|row| {
            let place = left.iter().position(|item| item.is_row(row));
            if let (Some(place), true) = (place, is_one_each) {
                left.remove(place);
            }
            place.is_some()
        })
}

/// Whether a field says this, or nothing. Codes are compared without case, as their meaning is.
fn is_or_missing(fields: Fields<'_>, name: &str, asked: &str) -> bool {
    fields
        .text_or_number(name)
        .is_none_or(|told| told.trim().eq_ignore_ascii_case(asked.trim()))
}

impl Item {
    /// Whether a row of a validation's answer is this item.
    fn is_row(&self, row: Fields<'_>) -> bool {
        // A range may come back under the label of its amount; then the amount itself counts.
        let is_denomination =
            self.denomination == RANGE || is_or_missing(row, "denomination", &self.denomination);
        let is_value = match (&self.product_value, row.amount("product_value")) {
            (Some(asked), Some(told)) => ProductValue::of(&told) == *asked,
            _ => true,
        };
        is_denomination && is_value && is_or_missing(row, "brand_name", &self.brand_name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Extras, Item, OrderRequest, ProductValue};
    use super::{is_about, quote};
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

    #[test]
    fn a_quote_is_the_total_to_pay_in_the_coin() {
        let total = |body: &str| {
            let read = quote(&Json::parse(body).expect("JSON"));
            read.map(|total| total.map(|total| total.as_str().to_owned()))
        };
        let priced = |text: &str| Some(Some(text.to_owned()));
        for (body, expected) in [
            (r#"{"coin_amount":"51.00"}"#, priced("51.00")),
            (
                r#"{"summary":{"coin_amount_to_pay_in_crypto":"50"},"coin_amount":"51"}"#,
                priced("50"),
            ),
            (r#"{"summary":{},"coin_amount":51}"#, priced("51")),
            (r#"{"coin_amount":"0"}"#, Some(None)),
            (
                r#"{"summary":{"coin_amount_to_pay_in_crypto":"0"},"coin_amount":"51"}"#,
                Some(None),
            ),
            ("{}", Some(None)),
            ("[]", None),
        ] {
            assert_eq!(total(body), expected, "{body}");
        }
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
}
