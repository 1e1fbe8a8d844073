//! The goods: the hand-written brands of the fixtures, named brands with one oddity each,
//! and generated ones up to realistic sizes.

mod bodies;
mod generate;
mod names;
mod offer;
mod recipe;
mod special;
mod written;

pub(crate) use bodies::RenderedBrands;

use crate::money;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// How a product is sold; see docs/api.md#product-sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// The buyer names the amount.
    Range,
    /// A fixed amount of money.
    Money,
    /// A data plan.
    Plan,
    /// Words only.
    Label,
}

/// The amounts a range product takes.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    /// Least amount, in the local currency.
    pub(crate) min: Decimal,
    /// Largest amount.
    pub(crate) max: Decimal,
    /// Amounts are a multiple of this above `min`, not above zero.
    pub(crate) step: Decimal,
    /// The factor of the face value.
    pub(crate) markup: Decimal,
}

/// A product of a brand.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    /// Everything the API says about it but the price.
    pub(crate) body: Object,
    /// How it is sold.
    pub(crate) sort: Sort,
    /// The order key of a product that is not a range.
    pub(crate) label: Option<String>,
    /// The price in dollars; none for ranges and for rows without a price.
    pub(crate) usd: Option<Decimal>,
    /// The price before a discount, in dollars; none without a discount.
    pub(crate) listed: Option<Decimal>,
    /// Bounds of a range.
    pub(crate) range: Option<Range>,
    /// ISO 4217 of the face value.
    pub(crate) currency: String,
    /// Fixed face value.
    pub(crate) face: Option<Decimal>,
    /// `by_email`, `by_phone` or `by_account`.
    pub(crate) delivery_type: String,
}

/// A brand in one country.
#[derive(Clone, Debug)]
pub(crate) struct Brand {
    /// Its row in `/v2/brands`.
    pub(crate) row: Object,
    /// Its group in `/v5/products`, without the products.
    pub(crate) group: Object,
    /// Its products; none is sent as `null`.
    pub(crate) products: Option<Vec<Product>>,
    /// The key of the product query.
    pub(crate) family: String,
    /// The shown name, and the key of orders.
    pub(crate) name: String,
    /// The slugs of the groups it is listed in.
    pub(crate) placed: Vec<String>,
    /// A pair of coin and network it refuses.
    pub(crate) refuses: Option<(&'static str, &'static str)>,
    /// Whether the brand list has it; the list lacks a brand's second group.
    pub(crate) is_listed: bool,
}

/// A country's brands.
pub(crate) struct Shelf {
    /// ISO 3166-1 alpha-2, upper case.
    pub(crate) country: String,
    /// Every brand once.
    pub(crate) brands: Vec<Brand>,
    rendered: RenderedBrands,
}

/// All shelves, filled on first use.
pub(crate) struct Catalogue {
    seed: u64,
    shelves: Mutex<HashMap<String, Arc<Shelf>>>,
}

impl Catalogue {
    /// A catalogue that follows from the seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            shelves: Mutex::default(),
        }
    }

    /// The shelf of a country; an empty one where nothing is sold.
    pub(crate) fn shelf(&self, country: &str) -> Arc<Shelf> {
        let country = country.to_ascii_uppercase();
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shelf) = shelves.get(&country) {
            return shelf.clone();
        }
        let brands = generate::brands(&country, self.seed);
        let shelf = Arc::new(Shelf {
            rendered: bodies::render_brands(&country, &brands),
            country: country.clone(),
            brands,
        });
        shelves.insert(country, shelf.clone());
        shelf
    }
}

impl Shelf {
    /// The body of `/v2/brands`.
    pub(crate) fn brands_body(&self) -> &str {
        &self.rendered.text
    }

    /// The body of `/v2/homepage`, with sections or as one list.
    pub(crate) fn homepage_body(&self, is_flat: bool) -> Value {
        if is_flat {
            bodies::flat_homepage(self)
        } else {
            bodies::homepage(self)
        }
    }

    /// The body of `/v5/products`: the groups of a family or of a brand, in
    /// either case of letters.
    pub(crate) fn products_body(
        &self,
        family: Option<&str>,
        brand: Option<&str>,
        coin: &str,
        lang: &str,
    ) -> Value {
        self.brands
            .iter()
            .filter(|each| family.is_none_or(|name| same(name, &each.family)))
            .filter(|each| brand.is_none_or(|name| same(name, &each.name)))
            .map(|each| bodies::group(each, coin, lang))
            .collect()
    }

    /// The body of `/v4/products/price`, or why there is none.
    pub(crate) fn price_body(
        &self,
        brand: &str,
        face: Decimal,
        coin: &str,
    ) -> Result<Value, Unpriced> {
        let brand = self.brands.iter().find(|each| same(brand, &each.name));
        bodies::price(brand.ok_or(Unpriced::Unknown)?, face, coin)
    }

    /// The groups of a brand by its exact name, as orders want it.
    pub(crate) fn brands_named(&self, name: &str) -> impl Iterator<Item = &Brand> {
        self.brands.iter().filter(move |brand| brand.name == name)
    }

    /// The body of `/v2/search`: the brands with these words in their names, in
    /// the form of a brand list.
    pub(crate) fn search_body(&self, words: &str) -> Value {
        let words = words.to_lowercase();
        let brands = self.brands.iter();
        let found = brands.filter(|brand| brand.name.to_lowercase().contains(&words));
        bodies::search(&self.country, &found.collect::<Vec<_>>())
    }
}

/// Why an amount has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpriced {
    /// No such brand, or nothing of it has this face value.
    Unknown,
    /// Below the least or above the largest amount.
    OutOfRange,
    /// Between two steps.
    OffStep,
}

impl Brand {
    /// Whether the row says so.
    pub(crate) fn is_out_of_stock(&self) -> bool {
        self.row.get("is_out_of_stock") == Some(&Value::Bool(true))
    }

    /// Its products, none or many.
    pub(crate) fn products(&self) -> &[Product] {
        self.products.as_deref().unwrap_or_default()
    }
}

impl Product {
    /// The price of an amount of a range product, in dollars.
    pub(crate) fn range_usd(&self, amount: Decimal) -> Option<Decimal> {
        let range = self.range.as_ref()?;
        range
            .takes(amount)
            .then(|| money::Currency::named(&self.currency).to_usd(amount) * range.markup)
    }
}

impl Range {
    /// The step of a product; a missing, null or zero one counts as 1.
    pub(crate) fn step_of(step: Option<Decimal>) -> Decimal {
        step.filter(|step| !step.is_zero()).unwrap_or(Decimal::ONE)
    }

    /// Whether the amount is inside the bounds.
    pub(crate) fn holds(&self, amount: Decimal) -> bool {
        amount >= self.min && amount <= self.max
    }

    /// Whether the amount is inside and on a step.
    pub(crate) fn takes(&self, amount: Decimal) -> bool {
        self.holds(amount) && ((amount - self.min) % self.step).is_zero()
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.to_lowercase()
}

/// The colour of the logo filed under a slug.
pub(crate) fn logo_colour(slug: &str) -> (u8, u8, u8) {
    // The fixtures' brands come with colours of their own.
    match slug {
        "amazon-com" => (0xff, 0xff, 0xff),
        "steam" => (0x1b, 0x28, 0x38),
        "minecraft" => (0x3c, 0x85, 0x27),
        "roblox" => (0xff, 0x13, 0x23),
        "hulu" => (0x1c, 0xe7, 0x83),
        "rewarble" => (0x0a, 0x1b, 0x3d),
        "lycamobile" => (0x00, 0x3c, 0x7d),
        "esim" => (0x0e, 0x13, 0x1f),
        "claro" => (0xda, 0x29, 0x1c),
        _ => recipe::colour(slug),
    }
}
