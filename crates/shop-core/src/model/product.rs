//! What a brand sells: ranges, fixed values, plans and labels.

mod plan;
mod range;

use super::brand::{Kind, Logo, Promotion};
use super::money::{Amount, FaceValue};
use super::short_list::sort_short;
use super::sign;
pub use plan::{
    Benefit, Credit, Holds, TimeUnit, Validity, data_in_label, days_in_label, kilobytes,
};
pub use range::{AmountFault, Range, plain_number};

/// How the goods reach the buyer (docs/api.md#beneficiary).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeliveryType {
    /// A code or a QR code by email.
    Email,
    /// Credit for a phone number.
    Phone,
    /// To an account at the brand, which a public shop can't sell.
    Account,
}

/// The sort of a product decides how it is chosen and ordered
/// (docs/api.md#product-sorts).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sort {
    /// The buyer names the amount.
    Range(Range),
    /// One face value in money.
    Fixed,
    /// A data plan.
    Plan {
        /// Data in the unit of `unit`; `None` is unlimited (−1 on the wire).
        data: Option<Amount>,
        /// `GB` or `MB`.
        unit: String,
    },
    /// Known by its label alone.
    Label,
}

/// One thing a buyer can choose.
#[derive(PartialEq, Eq, Debug)]
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
    /// What it holds: docs/api.md#benefits.
    pub benefits: Vec<Benefit>,
    /// How long it can be used, where that is known.
    pub validity: Option<Validity>,
    /// Where it works, as the API names it; empty for the country it is sold in.
    pub regions: Vec<String>,
    /// What a phone gets of the amount, where that is less because of a tax.
    pub credit: Option<Credit>,
    /// What the operator offers with it, some of it perhaps not now.
    pub promotions: Vec<Promotion>,
}

clone_in_one_place!(Product {
    key,
    sort,
    denomination,
    localized_denomination,
    label,
    coin,
    price,
    delivery,
    face_value,
    benefits,
    validity,
    regions,
    credit,
    promotions,
});

impl Product {
    /// The money it is worth some of, if any.
    pub fn currency(&self) -> Option<&str> {
        match &self.sort {
            Sort::Range(range) => Some(&range.currency),
            _ => self
                .face_value
                .as_ref()
                .map(|value| value.currency.as_str()),
        }
    }

    /// The label, which says which money it is: where `is_bare`, by its sign alone.
    pub fn label_words(&self, is_bare: bool) -> String {
        match self.currency() {
            Some(currency) if !is_bare => sign::named(&self.label, currency),
            _ => self.label.clone(),
        }
    }

    /// What reaches the phone, if that is less than is paid for; of a range for this value.
    pub fn credited(&self, value: Option<&Amount>) -> Option<FaceValue> {
        let credit = self.credit.as_ref()?;
        Some(match &self.sort {
            // The share alone is meant: docs/api.md#benefits.
            Sort::Range(range) => FaceValue {
                amount: credit.of(value?, &range.currency)?,
                currency: range.currency.clone(),
            },
            _ => FaceValue {
                amount: credit.credited.clone(),
                currency: credit.currency.clone()?,
            },
        })
    }

    /// Whether the shop can sell it: it has a price (or gets one once the
    /// amount is named), an order key, and a delivery a guest can receive.
    pub fn is_orderable(&self) -> bool {
        let priced = matches!(self.sort, Sort::Range(_))
            || (self.price.is_some() && self.denomination.is_some());
        priced && self.delivery != DeliveryType::Account
    }
}

/// Whether all sums of these are in the money of this country, so that a bare sign names it.
pub fn has_one_money(products: &[Product], country: &str) -> bool {
    let mut moneys = products.iter().filter_map(Product::currency);
    moneys.all(|currency| sign::is_of(currency, country))
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
    /// Where it can be used, in words without markup: docs/api.md#redeem-region.
    pub redeem_place: Option<String>,
}

/// What one brand sells in one country.
#[derive(PartialEq, Eq, Debug)]
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
    /// What sort of goods it is.
    pub kind: Kind,
    /// Main category slug.
    pub category: Option<String>,
    /// The country or region that it is sold for, as the API names it.
    pub country: Option<String>,
    /// What it is offered with, some of it perhaps not now.
    pub promotions: Vec<Promotion>,
    /// Whether it can't be bought at the moment.
    pub is_out_of_stock: bool,
    /// Terms as the API has them: plain text, or HTML all the same.
    pub terms: Option<String>,
    /// Texts, absent in a language the API doesn't have.
    pub description: Option<Description>,
    /// Orderable ones first, by value.
    pub products: Vec<Product>,
    /// Rows that couldn't be read and were left out.
    pub skipped: usize,
}

clone_in_one_place!(ProductGroup {
    family,
    brand,
    title,
    logo,
    ground,
    kind,
    category,
    country,
    promotions,
    is_out_of_stock,
    terms,
    description,
    products,
    skipped,
});

impl ProductGroup {
    /// Whether anything of it can be ordered now.
    pub fn can_be_sold(&self) -> bool {
        !self.is_out_of_stock
            && !self.is_unsold()
            && self.products.iter().any(Product::is_orderable)
    }

    /// Whether anything of it that can be ordered goes to a phone, and whether anything goes to
    /// an email address.
    pub fn deliveries(&self) -> (bool, bool) {
        let has = |way: DeliveryType| {
            let mut products = self.products.iter();
            products.any(|product| product.is_orderable() && product.delivery == way)
        };
        (has(DeliveryType::Phone), has(DeliveryType::Email))
    }

    /// The same without prices: in another coin it is the same once more.
    pub fn unpriced(&self) -> Self {
        let mut same = self.clone();
        for product in &mut same.products {
            product.coin.clear();
            product.price = product.price.take().and(Amount::parse("0"));
        }
        same
    }

    /// Whether this is the same brand in another category, which isn't said to work elsewhere
    /// (docs/api.md#product-groups).
    pub fn is_same_brand(&self, other: &Self) -> bool {
        let is_elsewhere = match (self.place(), other.place()) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        let is_same = self.family == other.family && self.brand == other.brand;
        is_same && self.kind == other.kind && !is_elsewhere
    }

    /// Puts the same brand's group of another category to this one: an address names a brand
    /// and no category, so nothing of a second group could be bought.
    pub fn join(&mut self, other: Self) {
        if self.is_out_of_stock && !other.is_out_of_stock {
            self.products.clear();
        }
        if self.is_out_of_stock || !other.is_out_of_stock {
            for product in other.products {
                if !self.products.iter().any(|known| known.key == product.key) {
                    self.products.push(product);
                }
            }
            sort_for_buyers(&mut self.products);
        }
        self.is_out_of_stock &= other.is_out_of_stock;
        for promotion in other.promotions {
            if !self.promotions.contains(&promotion) {
                self.promotions.push(promotion);
            }
        }
        if self.place().is_none() {
            self.description = other.description.or(self.description.take());
        }
        self.terms = self.terms.take().or(other.terms);
        self.skipped += other.skipped;
    }

    /// Where it can be used, as far as that is said.
    fn place(&self) -> Option<&str> {
        self.description.as_ref()?.redeem_place.as_deref()
    }

    /// Whether a public shop never sells it, in stock or not: it is of another
    /// kind, or all of it goes to an account (docs/api.md#kinds).
    pub fn is_unsold(&self) -> bool {
        let is_for_account = |product: &Product| product.delivery == DeliveryType::Account;
        let has_rest = !self.products.iter().all(is_for_account);
        self.kind == Kind::Unsold || !self.products.is_empty() && !has_rest
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
