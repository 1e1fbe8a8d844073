//! Reads what an order asks for: the price, what pays a part of it, the rest.

use crate::json::Fields;
use crate::model::money::Amount;
use crate::model::order::Sums;

/// What is said of an order's money.
pub(super) struct Money {
    /// What is to be sent in all.
    pub(super) amount: Option<Amount>,
    /// Whether nothing is to be sent, because something else pays for all of it.
    pub(super) is_covered: bool,
    /// The rest of it.
    pub(super) sums: Sums,
}

/// The parts of the price that nobody sends: their words and their names in a
/// summary (docs/api.md#amount-summary).
const PARTS: [(&str, &str); 3] = [
    ("order.by_coupon", "coin_amount_to_pay_via_coupon"),
    ("order.by_points", "coin_amount_to_pay_via_loyalty_points"),
    ("order.by_nft", "coin_amount_to_pay_via_nft"),
];

/// Reads the sums of an order. The summary says what to send; the price alone
/// does where there is none (docs/api.md#amount-to-send).
pub(super) fn money(fields: Fields<'_>) -> Money {
    let price = fields.amount("coin_amount").filter(is_positive);
    let summary = fields.object("summary");
    let of_summary = |name| summary.and_then(|summary| summary.amount(name));
    let due = of_summary("coin_amount_to_pay_in_crypto");
    let covered: Vec<(&'static str, Amount)> = PARTS
        .into_iter()
        .filter_map(|(key, name)| Some((key, of_summary(name).filter(is_positive)?)))
        .collect();
    let (before, after) = (
        of_summary("coin_amount_before_discount"),
        of_summary("coin_amount_after_discount"),
    );
    let is_reduced = !covered.is_empty() || before.zip(after).is_some_and(|(b, a)| b > a);
    let is_unread = |fields: Fields<'_>, name| {
        let text = fields.text_or_number(name);
        text.is_some() && fields.amount(name).is_none()
    };
    let is_contradictory = match (&price, &due) {
        (Some(price), Some(due)) => !price.is_about(due) && (due > price || !is_reduced),
        _ => false,
    } || is_unread(fields, "coin_amount")
        || is_unread(fields, "missing_amount")
        || summary.is_some_and(|summary| is_unread(summary, "coin_amount_to_pay_in_crypto"));
    let whole = due.as_ref().filter(|_| !covered.is_empty());
    let whole = whole.and_then(|due| {
        let mut parts = covered.iter();
        parts.try_fold(due.clone(), |sum, (_, part)| sum.plus(part))
    });
    Money {
        is_covered: is_reduced && due.as_ref().is_some_and(Amount::is_zero),
        amount: match due {
            Some(due) => Some(due).filter(is_positive),
            None => price,
        },
        sums: Sums {
            price: whole,
            covered,
            missing: fields.amount("missing_amount"),
            missing_text: fields.text("missing_amount_qr_text").map(str::to_owned),
            is_contradictory,
        },
    }
}

/// Whether it is more than nothing.
fn is_positive(amount: &Amount) -> bool {
    !amount.is_zero()
}

#[cfg(test)]
mod tests {
    use super::super::order;
    use crate::json::Json;
    use crate::model::money::Amount;
    use crate::model::order::{Order, OrderState};

    const ID: &str = "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5";

    #[track_caller]
    fn made(fields: &str) -> Order {
        let text = format!(
            r#"{{"order_id":"{ID}","order_state":"WaitingForPayment","coin":"USDC",
            "network":"Base","wallet_address":"0x5a4d0b0c0000000000000000000000000e7ac0de",{fields}}}"#
        );
        order(&Json::parse(&text).expect("JSON")).unwrap_or_else(|| panic!("{fields} is an order"))
    }

    #[test]
    fn the_summary_says_what_to_send_and_else_the_price_does() {
        for (fields, asked) in [
            (r#""coin_amount":"53.94""#, Some("53.94")),
            (r#""coin_amount":"53.94","summary":{}"#, Some("53.94")),
            (r#""coin_amount":"53.94","summary":null"#, Some("53.94")),
            (
                r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"53.94"}"#,
                Some("53.94"),
            ),
            (
                r#""coin_amount":53.94,"summary":{"coin_amount_to_pay_in_crypto":48.94,
                "coin_amount_to_pay_via_coupon":"5.00"}"#,
                Some("48.94"),
            ),
            // The price without the coupon's part.
            (
                r#""coin_amount":"48.94","summary":{"coin_amount_to_pay_in_crypto":"48.94",
                "coin_amount_to_pay_via_coupon":"5.00"}"#,
                Some("48.94"),
            ),
            (
                r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"50",
                "coin_amount_before_discount":"53.94","coin_amount_after_discount":"50"}"#,
                Some("50"),
            ),
            (
                r#""summary":{"coin_amount_to_pay_in_crypto":"48.94"}"#,
                Some("48.94"),
            ),
            (r#""summary":{}"#, None),
        ] {
            let order = made(fields);
            let left = order.amount_left();
            assert_eq!(left.as_ref().map(Amount::as_str), asked, "{fields}");
            assert!(!order.sums_disagree(), "{fields}");
        }
    }

    #[test]
    fn sums_that_contradict_each_other_ask_for_nothing() {
        for fields in [
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"48.94"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"48.94",
            "coin_amount_to_pay_via_coupon":"0"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"0"}"#,
            r#""coin_amount":"48.94","summary":{"coin_amount_to_pay_in_crypto":"53.94",
            "coin_amount_to_pay_via_coupon":"5.00"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"48,94"}"#,
            r#""coin_amount":"53,94""#,
            r#""coin_amount":"53.94","sent_coin_amount":"30","missing_amount":"-1""#,
        ] {
            let order = made(fields);
            assert!(order.sums_disagree(), "{fields}");
            assert_eq!(order.amount_left(), None, "{fields}");
            assert!(order.asks_for_payment(), "the page says so: {fields}");
        }
    }

    #[test]
    fn what_a_coupon_and_points_pay_are_lines_of_the_price() {
        let order = made(
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"43.94",
            "coin_amount_to_pay_via_nft":"1","coin_amount_to_pay_via_coupon":"5.00",
            "coin_amount_to_pay_via_loyalty_points":"4"}"#,
        );
        let price = order.sums.price.as_ref().map(Amount::as_str);
        assert_eq!(price, Some("53.94"));
        let parts: Vec<(&str, &str)> = order
            .sums
            .covered
            .iter()
            .map(|(key, part)| (*key, part.as_str()))
            .collect();
        assert_eq!(
            parts,
            [
                ("order.by_coupon", "5.00"),
                ("order.by_points", "4"),
                ("order.by_nft", "1")
            ]
        );
        assert_eq!(made(r#""coin_amount":"53.94""#).sums.price, None);
    }

    #[test]
    fn an_order_that_a_coupon_covers_waits_for_no_money() {
        let covered = made(
            r#""coin_amount":"22.11","sent_coin_amount":"0","summary":{
            "coin_amount_to_pay_in_crypto":"0","coin_amount_to_pay_via_coupon":"22.11"}"#,
        );
        assert_eq!(covered.state, OrderState::Covered);
        assert!(covered.is_paid && !covered.asks_for_payment() && !covered.sums_disagree());
        assert_eq!(covered.amount, None);
    }
}
