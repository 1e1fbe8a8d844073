//! What a brand sells: ranges, fixed values, plans and labels.

use super::brand::{Kind, Logo};
use super::money::{Amount, FaceValue};
use super::short_list::sort_short;

/// How the goods reach the buyer (contract section 8.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeliveryType {
    /// A code or a QR code by email.
    Email,
    /// Credit for a phone number.
    Phone,
    /// To an account at the brand, which a public shop can't sell.
    Account,
}

/// The bounds of an amount that the buyer names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Range {
    /// Least face value.
    pub min: Amount,
    /// Greatest face value.
    pub max: Amount,
    /// ISO 4217 code of all of them.
    pub currency: String,
    /// Distance between allowed amounts, from `min` on.
    pub step: Option<Amount>,
}

/// Why a typed amount can't be ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AmountFault {
    /// Not a plain decimal number.
    NotANumber,
    /// Under the least amount.
    TooSmall,
    /// Over the greatest amount.
    TooLarge,
    /// Between two allowed amounts.
    OffStep,
}

impl Range {
    /// Judges what the buyer typed. A comma counts as the decimal point;
    /// nothing else is guessed.
    ///
    /// # Errors
    /// The first rule that the text breaks.
    pub fn judge(&self, typed: &str) -> Result<Amount, AmountFault> {
        let amount =
            Amount::parse(&typed.trim().replace(',', ".")).ok_or(AmountFault::NotANumber)?;
        if amount < self.min {
            return Err(AmountFault::TooSmall);
        }
        if amount > self.max {
            return Err(AmountFault::TooLarge);
        }
        match &self.step {
            Some(step) if !amount.is_on_step(&self.min, step) => Err(AmountFault::OffStep),
            _ => Ok(amount),
        }
    }

    /// At most four round amounts inside the bounds, for one-tap choice.
    pub fn suggestions(&self) -> Vec<Amount> {
        let round = [
            "1", "2", "5", "10", "25", "50", "100", "200", "500", "1000", "2000", "5000", "10000",
            "20000", "50000", "100000", "500000", "1000000",
        ];
        let allowed: Vec<Amount> = round
            .iter()
            .filter_map(|text| self.judge(text).ok())
            .collect();
        let skip = allowed.len().saturating_sub(4) / 2;
        allowed.into_iter().skip(skip).take(4).collect()
    }
}

/// The sort of a product decides how it is chosen and ordered (contract 6.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sort {
    /// The buyer names the amount.
    Range(Range),
    /// One face value in money.
    Fixed,
    /// A data plan: gigabytes, `None` being unlimited.
    Plan {
        /// Data in the unit of `unit`; `None` is unlimited (−1 on the wire).
        data: Option<Amount>,
        /// `GB` in all captures.
        unit: String,
    },
    /// Known by its label alone.
    Label,
}

/// One thing a buyer can choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Product {
    /// Names it in an address: the API's id, else its denomination.
    pub key: String,
    /// Range, fixed, plan or label.
    pub sort: Sort,
    /// The exact order key of everything but ranges, byte for byte.
    pub denomination: Option<String>,
    /// The API's label for people, byte for byte as it goes back.
    pub localized_denomination: Option<String>,
    /// The label made safe to show.
    pub label: String,
    /// The coin `price` is in.
    pub coin: String,
    /// Price in `coin`; absent for ranges and for rows that can't be ordered.
    pub price: Option<Amount>,
    /// How it is delivered.
    pub delivery: DeliveryType,
    /// Its value in money, where it has one.
    pub face_value: Option<FaceValue>,
}

impl Product {
    /// Whether the shop can sell it: it has a price (or gets one once the
    /// amount is named), an order key, and a delivery a guest can receive.
    pub fn is_orderable(&self) -> bool {
        let priced = matches!(self.sort, Sort::Range(_))
            || (self.price.is_some() && self.denomination.is_some());
        priced && self.delivery != DeliveryType::Account
    }
}

/// The texts about a brand, each one HTML from the API, not to be trusted.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Description {
    /// What it is.
    pub about: Option<String>,
    /// How to redeem it.
    pub how_to_redeem: Option<String>,
    /// Terms.
    pub terms: Option<String>,
    /// A note, often on the region.
    pub note: Option<String>,
    /// Language of these texts.
    pub locale: Option<String>,
    /// Country in which it can be used.
    pub redeem_country: Option<String>,
}

/// What one brand sells in one country.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProductGroup {
    /// Its family.
    pub family: String,
    /// The exact `brand_name`, byte for byte.
    pub brand: String,
    /// The name made safe to show.
    pub title: String,
    /// Its picture.
    pub logo: Option<Logo>,
    /// The brand's own colour as `#rrggbb`.
    pub ground: Option<String>,
    /// Gift card, top-up or eSIM.
    pub kind: Kind,
    /// Main category slug.
    pub category: Option<String>,
    /// Whether it can't be bought at the moment.
    pub is_out_of_stock: bool,
    /// Plain-text terms.
    pub terms: Option<String>,
    /// Texts, absent in a language the API doesn't have.
    pub description: Option<Description>,
    /// Orderable ones first, by value.
    pub products: Vec<Product>,
    /// Rows that couldn't be read and were left out.
    pub skipped: usize,
}

impl ProductGroup {
    /// Whether anything of it can be ordered now.
    pub fn can_be_sold(&self) -> bool {
        !self.is_out_of_stock && self.products.iter().any(Product::is_orderable)
    }
}

/// Puts products into the order buyers expect: ranges, then by face value or
/// price, and what can't be ordered last.
pub fn sort_for_buyers(products: &mut [Product]) {
    let rank = |product: &Product| match product.sort {
        _ if !product.is_orderable() => 2,
        Sort::Range(_) => 0,
        _ => 1,
    };
    let key = |product: &Product| (rank(product), product.price.clone(), product.label.clone());
    sort_short(products, |left, right| key(left) < key(right));
}

#[cfg(test)]
mod tests {
    use super::{Amount, AmountFault, Range};

    fn range(min: &str, max: &str, step: Option<&str>) -> Range {
        let amount = |text: &str| Amount::parse(text).expect("an amount");
        Range {
            min: amount(min),
            max: amount(max),
            currency: "USD".to_owned(),
            step: step.map(amount),
        }
    }

    #[test]
    fn each_broken_rule_has_its_name() {
        let range = range("5.0", "1000.0", Some("1.0"));
        for (typed, fault) in [
            ("", AmountFault::NotANumber),
            ("fifty", AmountFault::NotANumber),
            ("1e2", AmountFault::NotANumber),
            ("4", AmountFault::TooSmall),
            ("1001", AmountFault::TooLarge),
            ("7.5", AmountFault::OffStep),
        ] {
            assert_eq!(range.judge(typed), Err(fault), "{typed:?}");
        }
        for typed in ["5", "50", " 50 ", "1000", "50,00"] {
            assert!(range.judge(typed).is_ok(), "{typed:?}");
        }
    }

    #[test]
    fn suggestions_are_orderable_and_few() {
        for (min, max, step) in [
            ("5", "1000", Some("1")),
            ("50", "500", None),
            ("500", "100000", Some("500")),
            ("3", "4", None),
        ] {
            let range = range(min, max, step);
            let suggested = range.suggestions();
            assert!(suggested.len() <= 4);
            assert!(
                suggested
                    .iter()
                    .all(|amount| range.judge(amount.as_str()).is_ok())
            );
        }
    }
}
