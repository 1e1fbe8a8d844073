//! Reads the sums of an answer: the price, what pays a part of it, the rest. The same rule applies
//! to a quote and an order, so that no order is made whose page then asks for no payment.

use shop_core::json::Fields;
use shop_core::model::money::Amount;
use shop_core::model::order::Sums;
use shop_core::text_key::TextKey;

/// The money of an order.
pub(super) struct Money {
    /// The sum to send in all.
    pub(super) amount: Option<Amount>,
    /// Whether nothing has to be sent, because something else pays for all of it.
    pub(super) is_covered: bool,
    /// The rest of its sums.
    pub(super) sums: Sums,
}

/// The parts of the price that the buyer doesn't send: their texts and their names in a summary
/// (docs/api.md#amount-summary).
const PARTS: [(TextKey, &str); 3] = [
    (TextKey::OrderByCoupon, "coin_amount_to_pay_via_coupon"),
    (
        TextKey::OrderByPoints,
        "coin_amount_to_pay_via_loyalty_points",
    ),
    (TextKey::OrderByNft, "coin_amount_to_pay_via_nft"),
];

/// The sums that validations and orders have in common, in the coin.
pub(super) struct OrderSums {
    /// The price of the goods. With a coupon it may be the whole price.
    price: Option<Amount>,
    /// The sum to send, by the summary.
    due: Option<Amount>,
    /// What pays a part of the price, in the order of `PARTS`. None of them is zero.
    pub(super) parts: [Option<Amount>; 3],
    /// The summary's prices before and after a discount.
    before: Option<Amount>,
    after: Option<Amount>,
    /// The price before a discount, beside the summary.
    original: Option<Amount>,
    /// Whether `price` or `due` is in the answer but is no amount.
    is_unread: bool,
}

impl OrderSums {
    /// Reads the sums of an answer.
    pub(super) fn read(fields: Fields<'_>) -> Self {
        let summary = fields.object("summary");
        let of_summary = |name| summary.and_then(|summary| summary.amount(name));
        Self {
            price: fields.amount("coin_amount"),
            due: of_summary("coin_amount_to_pay_in_crypto"),
            parts: PARTS.map(|(_, name)| of_summary(name).filter(is_positive)),
            before: of_summary("coin_amount_before_discount"),
            after: of_summary("coin_amount_after_discount"),
            original: fields.amount("original_coin_amount"),
            is_unread: is_unread(fields, "coin_amount")
                || summary.is_some_and(|all| is_unread(all, "coin_amount_to_pay_in_crypto")),
        }
    }

    /// The sum to send: the summary's, or the price alone if there is none
    /// (docs/api.md#amount-to-send).
    pub(super) fn to_send(&self) -> Option<&Amount> {
        self.due.as_ref().or(self.price.as_ref())
    }

    /// Whether something else pays a part of the price.
    pub(super) fn has_part(&self) -> bool {
        self.parts.iter().any(Option::is_some)
    }

    /// The sum to send plus the parts that pay the rest; `None` also if the digits don't fit.
    fn whole(&self) -> Option<Amount> {
        let mut parts = self.parts.iter().flatten();
        parts.try_fold(self.to_send()?.clone(), |sum, part| sum.plus(part))
    }

    /// How much the price was reduced, before anything pays a part of it.
    pub(super) fn discount(&self) -> Option<Amount> {
        let before = self.before.as_ref().or(self.original.as_ref())?;
        let whole = self.whole()?;
        before.minus(&whole).filter(|_| !before.is_about(&whole))
    }

    /// Whether the sums agree except for rounding (docs/payments.md#sums-that-disagree).
    pub(super) fn add_up(&self) -> bool {
        let (due, whole) = match (&self.due, self.whole()) {
            _ if self.is_unread => return false,
            // There is only a price. It doesn't say whether it includes the parts.
            (None, _) => return !self.has_part(),
            (Some(_), None) => return false,
            (Some(due), Some(whole)) => (due, whole),
        };
        let is_after = |after: &Amount| after.is_about(&whole);
        // The price of a reduced order may be the one before the discount.
        let is_before = |price: &Amount| {
            let both = self.before.as_ref().zip(self.after.as_ref());
            both.is_some_and(|(before, after)| before > after && before.is_about(price))
        };
        let is_price =
            |price: &Amount| price.is_about(due) || price.is_about(&whole) || is_before(price);
        self.after.as_ref().is_none_or(is_after) && self.price.as_ref().is_none_or(is_price)
    }
}

/// Reads the sums of an order. `is_without_address`: whether it has none, and nobody else takes the
/// money.
pub(super) fn money(fields: Fields<'_>, is_without_address: bool) -> Money {
    let told = OrderSums::read(fields);
    let is_sound = told.add_up() && !is_unread(fields, "missing_amount");
    let is_nothing = told.to_send().is_some_and(Amount::is_zero);
    // A price of zero alone may also be a price that isn't known yet.
    let is_free = told.has_part() || told.discount().is_some() || is_without_address;
    Money {
        is_covered: is_sound && is_nothing && is_free,
        amount: told.to_send().cloned().filter(is_positive),
        sums: Sums {
            price: told.whole().filter(|_| told.has_part()),
            missing: fields.amount("missing_amount"),
            missing_text: fields.text("missing_amount_qr_text").map(str::to_owned),
            is_contradictory: !is_sound,
            covered: PARTS
                .into_iter()
                .zip(told.parts)
                .filter_map(|((key, _), part)| Some((key, part?)))
                .collect(),
        },
    }
}

/// Whether a field is in the answer and is no amount.
fn is_unread(fields: Fields<'_>, name: &str) -> bool {
    fields.text_or_number(name).is_some() && fields.amount(name).is_none()
}

/// Whether it is more than zero.
fn is_positive(amount: &Amount) -> bool {
    !amount.is_zero()
}

#[cfg(test)]
mod tests {
    use super::super::order;
    use shop_core::json::Json;
    use shop_core::model::money::Amount;
    use shop_core::model::order::{Order, OrderState};
    use shop_core::text_key::TextKey;

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
            // A discount and a coupon: the price is that before both, between, or after.
            (
                r#""coin_amount":"60","summary":{"coin_amount_to_pay_in_crypto":"48.94",
                "coin_amount_before_discount":"60","coin_amount_after_discount":"53.94",
                "coin_amount_to_pay_via_coupon":"5.00"}"#,
                Some("48.94"),
            ),
            (
                r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"48.94",
                "coin_amount_before_discount":"60","coin_amount_after_discount":"53.94",
                "coin_amount_to_pay_via_coupon":"5.00"}"#,
                Some("48.94"),
            ),
            (
                r#""coin_amount":"48.94","summary":{"coin_amount_to_pay_in_crypto":"48.94",
                "coin_amount_before_discount":"60","coin_amount_after_discount":"53.94",
                "coin_amount_to_pay_via_coupon":"5.00"}"#,
                Some("48.94"),
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
            // The parts don't add up to the price.
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"8.94",
            "coin_amount_to_pay_via_coupon":"5.00"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"43.94",
            "coin_amount_to_pay_via_coupon":"5.00",
            "coin_amount_to_pay_via_loyalty_points":"4","coin_amount_to_pay_via_nft":"0"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"0",
            "coin_amount_to_pay_via_coupon":"5.00"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"48.94",
            "coin_amount_to_pay_via_coupon":"5.00","coin_amount_after_discount":"50"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_via_coupon":"5.00"}"#,
            // The discount is another one.
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"45",
            "coin_amount_before_discount":"53.94","coin_amount_after_discount":"50"}"#,
            r#""coin_amount":"53.94","summary":{"coin_amount_to_pay_in_crypto":"50",
            "coin_amount_before_discount":"60","coin_amount_after_discount":"50"}"#,
            // Nothing was reduced, so the rounded price before it says no more than the sum.
            r#""coin_amount":"2001.8","summary":{"coin_amount_to_pay_in_crypto":"2000.3",
            "coin_amount_before_discount":"2001","coin_amount_after_discount":"2001"}"#,
            r#""coin_amount":"48.00","original_coin_amount":"53.94",
            "summary":{"coin_amount_to_pay_in_crypto":"53.94"}"#,
            r#""coin_amount":"53.94","payment_fee":{"amount":"0.50"},
            "summary":{"coin_amount_to_pay_in_crypto":"54.44"}"#,
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
        let parts: Vec<(TextKey, &str)> = order
            .sums
            .covered
            .iter()
            .map(|(key, part)| (*key, part.as_str()))
            .collect();
        assert_eq!(
            parts,
            [
                (TextKey::OrderByCoupon, "5.00"),
                (TextKey::OrderByPoints, "4"),
                (TextKey::OrderByNft, "1")
            ]
        );
        assert_eq!(made(r#""coin_amount":"53.94""#).sums.price, None);
    }

    /// An order in this state, with these fields and no address.
    #[track_caller]
    fn without_address(state: &str, fields: &str) -> Order {
        let text = format!(
            r#"{{"order_id":"{ID}","order_state":"{state}","coin":"USDC","network":"Base",
            "wallet_address":null,"qr_text":null,{fields}}}"#
        );
        order(&Json::parse(&text).expect("JSON")).unwrap_or_else(|| panic!("{fields} is an order"))
    }

    #[test]
    fn an_order_that_a_coupon_covers_waits_for_no_money() {
        let summary = r#""coin_amount":"22.11","sent_coin_amount":"0","summary":{
            "coin_amount_to_pay_in_crypto":"0","coin_amount_to_pay_via_coupon":"22.11"}"#;
        let reduced = r#""coin_amount":"0","original_coin_amount":"22.11""#;
        for state in ["Created", "WaitingForPayment"] {
            for covered in [
                made(summary),
                made(reduced),
                without_address(state, summary),
                without_address(state, reduced),
                // As in captured replies of partners.
                without_address(state, r#""coin_amount":"0""#),
            ] {
                assert_eq!(covered.state, OrderState::Covered);
                assert!(covered.is_paid && !covered.asks_for_payment());
                assert!(!covered.sums_disagree());
                assert_eq!(covered.amount, None);
            }
        }
        let priceless = made(r#""coin_amount":"0""#);
        assert_eq!(priceless.state, OrderState::WaitingForPayment);
        let elsewhere = without_address(
            "Created",
            r#""coin_amount":"0","is_payment_processor_external":true"#,
        );
        assert_eq!(elsewhere.state, OrderState::Elsewhere);
    }

    #[test]
    fn a_contradiction_is_told_before_there_is_an_address() {
        let fields = r#""coin_amount":"22.11","summary":{"coin_amount_to_pay_in_crypto":"0"}"#;
        for state in ["Created", "WaitingForPayment"] {
            let order = without_address(state, fields);
            assert!(order.sums_disagree() && order.asks_for_payment(), "{state}");
            assert!(shop_core::pay::is_unsafe(&order), "{state}");
            assert!(!without_address(state, r#""coin_amount":"22.11""#).asks_for_payment());
        }
    }

    #[test]
    fn of_two_names_for_what_came_the_larger_counts() {
        let text = r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","coin_amount":"50.66",
            "order_state":"PartialPaymentStarted","sent_coin_amount":"0","received_amount":"30"}"#;
        let order = order(&Json::parse(text).expect("JSON")).expect("an order");
        assert_eq!(order.amount_left(), Amount::parse("20.66"));
    }
}
