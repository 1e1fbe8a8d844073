//! The goods that a brand sells: ranges, fixed values, plans and labels.

mod plan;
pub mod plan_table;
mod range;

use super::address_name::AddressName;
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
    /// Credit to an account at the brand, which a public shop can't sell.
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
    /// A product that is known by its label alone.
    Label,
}

/// One thing a buyer can choose.
#[derive(PartialEq, Eq, Debug)]
pub struct Product {
    /// Identifies it in an address: the API's id, else its denomination.
    pub key: String,
    /// Range, fixed, plan or label.
    pub sort: Sort,
    /// The exact order key of everything but ranges, byte for byte.
    pub denomination: Option<String>,
    /// The API's label for people, byte for byte as it is sent back.
    pub localized_denomination: Option<String>,
    /// The label made safe to show.
    pub label: String,
    /// The coin `price` is in.
    pub coin: String,
    /// Price in `coin`; absent for ranges and for rows that can't be ordered.
    pub price: Option<Amount>,
    /// How it is delivered.
    pub delivery: DeliveryType,
    /// Its value in money, if it has one.
    pub face_value: Option<FaceValue>,
    /// Its contents: docs/api.md#benefits.
    pub benefits: Vec<Benefit>,
    /// How long it can be used, if that is known.
    pub validity: Option<Validity>,
    /// The regions where it works, as the API names them; empty for the country it is sold in.
    pub regions: Vec<String>,
    /// The part of the amount that a phone gets, if a tax reduces it.
    pub credit: Option<Credit>,
    /// The operator's promotions for it, some of which may not run now.
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
    /// The currency of its value, if it has one.
    pub fn currency(&self) -> Option<&str> {
        match &self.sort {
            Sort::Range(range) => Some(&range.currency),
            _ => self
                .face_value
                .as_ref()
                .map(|value| value.currency.as_str()),
        }
    }

    /// The label, including its currency: if `is_bare`, by the currency's sign alone.
    pub fn label_words(&self, is_bare: bool) -> String {
        match self.currency() {
            Some(currency) if !is_bare => sign::named(&self.label, currency),
            _ => self.label.clone(),
        }
    }

    /// The amount that reaches the phone, if it is less than the paid one (for a range: `value`).
    pub fn credited(&self, value: Option<&Amount>) -> Option<FaceValue> {
        let credit = self.credit.as_ref()?;
        Some(match &self.sort {
            // Only the share is used: docs/api.md#benefits.
            Sort::Range(range) => FaceValue {
                amount: credit.apply(value?, &range.currency)?,
                currency: range.currency.clone(),
            },
            _ => FaceValue {
                amount: credit.credited.clone(),
                currency: credit.currency.clone()?,
            },
        })
    }

    /// Whether it is an amount of data or minutes, and not of money.
    pub fn is_plan(&self) -> bool {
        matches!(self.sort, Sort::Plan { .. })
    }

    /// Whether the shop can sell it: it has a price (or gets one when the amount is entered), an
    /// order key, and a delivery that a guest can receive.
    pub fn is_orderable(&self) -> bool {
        let priced = matches!(self.sort, Sort::Range(_))
            || (self.price.is_some() && self.denomination.is_some());
        priced && self.delivery != DeliveryType::Account
    }
}

/// Whether all their sums are in this country's currency, so that the sign alone identifies it.
pub fn has_one_money(products: &[Product], country: &str) -> bool {
    let mut moneys = products.iter().filter_map(Product::currency);
    moneys.all(|currency| sign::is_of(currency, country))
}

/// The texts about a brand, each one untrusted HTML from the API.
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
    /// The region where it can be used, as text without markup: docs/api.md#redeem-region.
    pub redeem_place: Option<String>,
}

/// The goods that one brand sells in one country.
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
    /// The kind of its goods.
    pub kind: Kind,
    /// Main category slug.
    pub category: Option<String>,
    /// The country or region that it is sold for, as the API names it.
    pub country: Option<String>,
    /// Its promotions, some of which may not run now.
    pub promotions: Vec<Promotion>,
    /// Whether it can't be bought at the moment.
    pub is_out_of_stock: bool,
    /// Terms as the API sends them: plain text, or HTML in the same field.
    pub terms: Option<String>,
    /// Texts; absent in a language that the API doesn't have.
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
    /// Whether any of its products can be ordered now.
    pub fn can_be_sold(&self) -> bool {
        !self.is_out_of_stock
            && !self.is_unsold()
            && self.products.iter().any(Product::is_orderable)
    }

    /// The group of a family that an address shows: the one of this name, or without a name the first
    /// that can be bought.
    pub fn shown<'a>(groups: &'a [Self], asked: Option<&AddressName>) -> Option<&'a Self> {
        if let Some(asked) = asked {
            let names: Vec<&str> = groups.iter().map(|group| &*group.brand).collect();
            let name = asked.find(&names)?;
            return groups.iter().find(|group| group.brand == name);
        }
        let mut sold = groups.iter().filter(|group| group.can_be_sold());
        sold.next().or_else(|| groups.first())
    }

    /// Its name beside the others of its family, whose name need not be repeated.
    pub fn tab_title(&self) -> &str {
        without_family(&self.title, &self.family)
    }

    /// Whether any of its orderable products goes to a phone, and whether any goes to an email
    /// address.
    pub fn deliveries(&self) -> (bool, bool) {
        let has = |way: DeliveryType| {
            let mut products = self.products.iter();
            products.any(|product| product.is_orderable() && product.delivery == way)
        };
        (has(DeliveryType::Phone), has(DeliveryType::Email))
    }

    /// The same group without prices, so that it is equal in every coin.
    pub fn unpriced(&self) -> Self {
        let mut same = self.clone();
        for product in &mut same.products {
            product.coin.clear();
            product.price = product.price.take().and(Amount::parse("0"));
        }
        same
    }

    /// Whether this is the same brand in another category, unless the two are said to work in
    /// different places (docs/api.md#product-groups).
    pub fn is_same_brand(&self, other: &Self) -> bool {
        let is_elsewhere = match (self.place(), other.place()) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        let is_same = self.family == other.family && self.brand == other.brand;
        is_same && self.kind == other.kind && !is_elsewhere
    }

    /// Adds the same brand's group of another category to this one: an address names a brand but no
    /// category, so nothing in a second group could be bought.
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

    /// The region where it can be used, if that is known.
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

/// Sorts products in the order that buyers expect: ranges, then by face value or price; products
/// that can't be ordered come last.
pub fn sort_for_buyers(products: &mut [Product]) {
    let rank = |product: &Product| match product.sort {
        _ if !product.is_orderable() => 2,
        Sort::Range(_) => 0,
        _ => 1,
    };
    let key = |product: &Product| (rank(product), product.price.clone(), product.label.clone());
    sort_short(products, |left, right| key(left) < key(right));
}

/// A title without the family's name before it, unless nothing is left, or it is a part of a word.
fn without_family<'a>(title: &'a str, family: &str) -> &'a str {
    let family = family.trim();
    let start = title.get(..family.len()).unwrap_or_default();
    let rest = title.get(family.len()..).unwrap_or_default();
    let own = rest.trim_start_matches(|sign: char| " -–:·".contains(sign));
    let is_repeated = start.eq_ignore_ascii_case(family) && own.len() < rest.len();
    if is_repeated && !own.is_empty() {
        own
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use super::without_family;

    #[test]
    fn a_tab_does_not_repeat_the_family() {
        for (title, family, tab) in [
            ("Lycamobile Credits", "Lycamobile", "Credits"),
            ("LYCAMOBILE - PIN USA", " Lycamobile ", "PIN USA"),
            ("Lycamobile", "Lycamobile", "Lycamobile"),
            ("Lycamobile ", "Lycamobile", "Lycamobile "),
            ("Steamworks", "Steam", "Steamworks"),
            ("O2 Kredit", "Vodafone", "O2 Kredit"),
            ("é", "aa", "é"),
        ] {
            assert_eq!(without_family(title, family), tab, "{title}");
        }
    }
}
