//! What a validation says: the total, what pays it, and whether it is that of what was asked.

use super::{Item, OrderRequest, ProductValue};
use crate::json::{Fields, Json, rows};
use crate::model::cart::RANGE;
use crate::model::money::Amount;
use crate::model::payment::{is_same_coin, is_same_network};

/// What a validation without problems comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Quote {
    /// What the order costs.
    Total(Total),
    /// An answer without a price: no quote.
    Unpriced,
    /// Two totals that differ, and nothing that says why.
    Unsure,
    /// A coupon was sent, and the answer takes no notice of it: the order would cost the whole
    /// price.
    CouponIgnored,
    /// It is about other goods, or another way to pay, than was asked.
    OfOther,
}

/// What is to be paid, and what else pays a part of the price; in the coin.
#[derive(Clone, PartialEq, Debug)]
pub struct Total {
    /// What the buyer sends. Zero where a coupon covers all of it.
    pub to_pay: Amount,
    /// What the coupon pays.
    pub by_coupon: Option<Amount>,
    /// What loyalty points pay.
    pub by_points: Option<Amount>,
}

impl Total {
    /// The price of the goods, where something else pays a part of it.
    pub fn price(&self) -> Option<Amount> {
        let mut parts = [&self.by_coupon, &self.by_points].into_iter().flatten();
        let price = parts.try_fold(self.to_pay.clone(), |sum, part| sum.plus(part));
        price.filter(|price| *price != self.to_pay)
    }
}

/// Reads a validation without problems for an order with this coupon, if any
/// (docs/api.md#the-validation-reply, docs/api.md#total-to-show).
pub fn quote(body: &Json<'_>, coupon: Option<&str>) -> Option<Quote> {
    let fields = Fields::of_object(body)?;
    let summary = fields.object("summary");
    let part = |name: &str| {
        let part = summary.and_then(|summary| summary.amount(name));
        part.filter(|part| !part.is_zero())
    };
    let goods = fields.amount("coin_amount");
    let original = fields.amount("original_coin_amount");
    let in_crypto = summary.and_then(|summary| summary.amount("coin_amount_to_pay_in_crypto"));
    let by_points = part("coin_amount_to_pay_via_loyalty_points");
    let by_nft = part("coin_amount_to_pay_via_nft");
    let by_coupon = part("coin_amount_to_pay_via_coupon");
    let is_coupon_counted = coupon.is_none_or(|coupon| {
        by_coupon.is_some()
            || fields
                .text("coupon_code")
                .is_some_and(|told| told.trim().eq_ignore_ascii_case(coupon.trim()))
    });
    // Without a summary the coupon has made the price of the goods itself smaller.
    let by_coupon = by_coupon.or_else(|| match (coupon, &in_crypto) {
        (Some(_), None) => original.as_ref()?.minus(goods.as_ref()?),
        _ => None,
    });
    if !is_coupon_counted {
        return Some(Quote::CouponIgnored);
    }
    let Some(to_pay) = in_crypto.as_ref().or(goods.as_ref()) else {
        return Some(Quote::Unpriced);
    };
    // Nothing is free of itself.
    if to_pay.is_zero() && coupon.is_none() && by_points.is_none() {
        return Some(Quote::Unpriced);
    }
    let before = part("coin_amount_before_discount");
    let is_reduced = coupon.is_some()
        || by_coupon.is_some()
        || by_points.is_some()
        || by_nft.is_some()
        || original.is_some_and(|original| goods.as_ref().is_some_and(|goods| original != *goods))
        || before
            .zip(part("coin_amount_after_discount"))
            .is_some_and(|(before, after)| before != after);
    let fee = fields
        .object("payment_fee")
        .and_then(|fee| fee.amount("amount"));
    if let (false, Some(goods)) = (is_reduced, &goods) {
        // Whether the total holds the fee isn't known.
        let with_fee = fee.and_then(|fee| goods.plus(&fee));
        let agrees = |other: &Amount| are_one(to_pay, other);
        if !agrees(goods) && !with_fee.is_some_and(|with_fee| agrees(&with_fee)) {
            return Some(Quote::Unsure);
        }
    }
    Some(Quote::Total(Total {
        to_pay: to_pay.clone(),
        by_coupon,
        by_points,
    }))
}

/// Whether two amounts are one but for rounding: they differ by less than one in the last place of
/// the one with fewer places, and by no more than a thousandth.
fn are_one(one: &Amount, other: &Amount) -> bool {
    let (more, less) = if one > other {
        (one, other)
    } else {
        (other, one)
    };
    let unit = match more.places().min(less.places()) as usize {
        0 => Amount::parse("1"),
        places => Amount::parse(&["0.", &"0".repeat(places - 1), "1"].concat()),
    };
    let is_rounded = more
        .minus(less)
        .is_none_or(|rest| unit.is_some_and(|unit| rest < unit));
    is_rounded && !more.exceeds(less, 1)
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
mod tests;
