//! Reads a validation: the total, what pays it, and whether it is about the request.

use super::sums::OrderSums;
use super::{Item, OrderRequest, ProductValue};
use shop_core::json::{Fields, Json, rows};
use shop_core::model::cart::RANGE;
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::payment::{is_same_coin, is_same_network};
use shop_core::text_key::TextKey;

/// The result of a validation without problems.
#[derive(Clone, PartialEq, Debug)]
pub enum Quote {
    /// The cost of the order.
    Total(Total),
    /// An answer without a price: no quote.
    Unpriced,
    /// Its sums don't agree, so the order's page would ask for no payment.
    Unsure,
    /// A coupon was sent, and the answer ignores it: the order would cost the whole price.
    CouponIgnored,
    /// It is about other goods, or another way to pay, than the request.
    OfOther,
}

/// The sum to pay, and what else pays a part of the price; in the coin.
#[derive(Clone, PartialEq, Debug)]
pub struct Total {
    /// The sum that the buyer sends. Zero if a coupon covers all of it.
    pub to_pay: Amount,
    /// The other parts of the price, such as a coupon or a discount: the key of the text, and the
    /// amount.
    pub parts: Vec<(TextKey, Amount)>,
    /// The price of each requested item, in that order; empty if some prices are missing, or their
    /// sum isn't the price.
    pub items: Vec<Amount>,
    /// About what the sum to send is worth, in each of the currencies that the answer gives.
    pub worth: Vec<FaceValue>,
}

/// Currencies in which an answer says what the sum to send is worth, with the names of these fields
/// (docs/api.md#amount-summary).
const WORTH: [(&str, &str); 2] = [("USD", "as_USD"), ("EUR", "as_EUR")];

impl Total {
    /// The price of the goods, if it differs from the sum to send.
    pub fn price(&self) -> Option<Amount> {
        let mut parts = self.parts.iter();
        let price = parts.try_fold(self.to_pay.clone(), |sum, (_, part)| sum.plus(part));
        price.filter(|price| *price != self.to_pay)
    }

    /// Takes the prices of the single items from a validation's answer about this order.
    pub fn take_items(&mut self, body: &Json<'_>, order: &OrderRequest) {
        let list = Fields::new(body).list("deliveries");
        let mut rows = rows(list, |row| row.object("deliverable")).items;
        if rows.len() != order.deliveries.len() {
            return;
        }
        let items = order.deliveries.iter().map(|item| {
            let row = rows.remove(rows.iter().position(|row| item.is_row(*row))?);
            let before = row.amount("original_coin_amount");
            before.or_else(|| row.amount("coin_amount"))
        });
        let items: Option<Vec<Amount>> = items.collect();
        let sum = |items: &Vec<Amount>| {
            let mut items = items.iter();
            let first = items.next()?.clone();
            items.try_fold(first, |sum, item| sum.plus(item))
        };
        // Prices with another sum would only raise questions.
        let is_sum =
            |sum: Amount| sum == self.to_pay || self.price().is_some_and(|price| sum == price);
        let sound = items.filter(|items| sum(items).is_some_and(is_sum));
        self.items = sound.unwrap_or_default();
    }
}

/// Reads a validation without problems for an order with this coupon, if any
/// (docs/api.md#the-validation-reply, docs/api.md#total-to-show).
pub fn quote(body: &Json<'_>, coupon: Option<&str>) -> Option<Quote> {
    let fields = Fields::of_object(body)?;
    let told = OrderSums::read(fields);
    let has_part = told.has_part();
    let discount = told.discount();
    let is_sound = told.add_up();
    let Some(to_pay) = told.to_send().cloned() else {
        return Some(Quote::Unpriced);
    };
    let is_echoed = coupon.is_some_and(|coupon| {
        let told = fields.text("coupon_code");
        told.is_some_and(|told| told.trim().eq_ignore_ascii_case(coupon.trim()))
    });
    let [by_coupon, by_points, by_nft] = told.parts;
    let is_counted = is_echoed || by_coupon.is_some();
    // Nothing is free by itself.
    if to_pay.is_zero() && !has_part && !is_echoed {
        return Some(Quote::Unpriced);
    }
    if !is_sound {
        return Some(Quote::Unsure);
    }
    if coupon.is_some() && !is_counted {
        return Some(Quote::CouponIgnored);
    }
    // A coupon without a part of its own has reduced the price, as a sale does.
    let parts = [
        (TextKey::CheckoutByCoupon, by_coupon),
        (TextKey::CheckoutByPoints, by_points),
        (TextKey::OrderByNft, by_nft),
        (TextKey::CheckoutDiscount, discount),
    ];
    Some(Quote::Total(Total {
        to_pay,
        parts: parts
            .into_iter()
            .filter_map(|(key, part)| Some((key, part?)))
            .collect(),
        items: Vec::new(),
        worth: worth(fields),
    }))
}

fn worth(fields: Fields<'_>) -> Vec<FaceValue> {
    let summary = fields.object("summary");
    let values = WORTH.iter().filter_map(|(currency, name)| {
        let amount = summary?.object(name)?.amount("value_to_pay_in_crypto")?;
        Some(FaceValue {
            amount,
            currency: (*currency).to_owned(),
        })
    });
    values.filter(|value| !value.amount.is_zero()).collect()
}

/// Whether a validation's answer is about the request. The API can silently replace an amount that
/// isn't sold by the brand's default one (docs/api.md#product-traps), so the answer is compared
/// with the request, as far as it has the same fields.
pub fn is_about(body: &Json<'_>, order: &OrderRequest) -> bool {
    let fields = Fields::new(body);
    let is_or_missing_of = |name, asked: &str, is_same: fn(&str, &str) -> bool| {
        let told = fields.text(name);
        told.is_none_or(|told| is_same(told.trim(), asked.trim()))
    };
    // The API may answer with another name of the same.
    let is_paid_so = is_or_missing_of("coin", &order.payment.coin, is_same_coin)
        && is_or_missing_of("network", &order.payment.network, is_same_network);
    let mut left: Vec<&Item> = order.deliveries.iter().collect();
    let rows = rows(fields.list("deliveries"), |row| row.object("deliverable")).items;
    // If there are fewer or more rows, one may be several items, and each only has to be requested.
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

/// Whether a field has this value, or is missing. Case is ignored: it has no meaning in codes.
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
            (Some(asked), Some(told)) => ProductValue::new(&told) == *asked,
            _ => true,
        };
        is_denomination && is_value && is_or_missing(row, "brand_name", &self.brand_name)
    }
}

#[cfg(test)]
mod tests;
