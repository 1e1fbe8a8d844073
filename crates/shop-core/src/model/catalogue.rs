//! Everything that is sold in one country, and the index to search and filter it.

pub mod filter;

use std::sync::{Arc, OnceLock};

use super::address_name::AddressName;
use super::brand::{Brand, Kinds};
use super::country::Country;
use super::search::Index;
use super::short_list::sort_short;

/// Everything sold in one country.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The country it is for.
    pub country: Option<Country>,
    /// Every brand once: the popular ones first, then in the feed's order, those
    /// out of stock last.
    pub brands: Vec<Brand>,
    /// Indices in `brands` of those the feed calls popular.
    pub popular: Vec<usize>,
    /// Rows that couldn't be read and were left out.
    pub skipped: usize,
    /// Families that the API has and the shop doesn't sell: they are in no list, but the pages at
    /// their addresses say so.
    pub unsold: Vec<String>,
    /// Built when it is first needed. Clones share it.
    index: Arc<OnceLock<Index>>,
}

impl Catalogue {
    /// The catalogue of these brands, put into its order; `is_popular` has one flag for each.
    pub fn new(brands: Vec<Brand>, is_popular: &[bool]) -> Self {
        let mut popular = Vec::new();
        let mut ordered = Vec::with_capacity(brands.len());
        let mut brands: Vec<Option<Brand>> = brands.into_iter().map(Some).collect();
        for (is_out, wanted) in [(false, true), (false, false), (true, true), (true, false)] {
            for (brand, is_popular) in brands.iter_mut().zip(is_popular) {
                let brand =
                    brand.take_if(|brand| brand.is_out_of_stock == is_out && *is_popular == wanted);
                if let Some(brand) = brand {
                    if wanted {
                        popular.push(ordered.len());
                    }
                    ordered.push(brand);
                }
            }
        }
        Self {
            country: None,
            brands: ordered,
            popular,
            skipped: 0,
            unsold: Vec::new(),
            index: Arc::default(),
        }
    }

    /// Whether it is for this country, as far as it says.
    pub fn is_of(&self, country: Country) -> bool {
        self.country.is_none_or(|own| own == country)
    }

    /// Whether it is empty, which can also be a temporary fault of the API
    /// (docs/api.md#empty-lists).
    pub fn is_empty(&self) -> bool {
        self.brands.is_empty()
    }

    /// The catalogue as it is at a moment, in epoch milliseconds.
    #[must_use]
    pub fn at(mut self, now: u64) -> Self {
        self.brands.iter_mut().for_each(|brand| brand.at(now));
        self
    }

    /// The catalogue without goods that aren't of these kinds.
    pub fn only(mut self, kinds: Kinds) -> Self {
        if kinds == Kinds::ALL {
            return self;
        }
        let mut popular = Vec::new();
        let mut kept = Vec::new();
        for (place, brand) in self.brands.into_iter().enumerate() {
            if kinds.has(brand.kind) {
                if self.popular.contains(&place) {
                    popular.push(kept.len());
                }
                kept.push(brand);
            }
        }
        self.brands = kept;
        self.popular = popular;
        self
    }

    /// The index to search and filter it.
    pub fn index(&self) -> &Index {
        self.index
            .get_or_init(|| Index::new(&self.brands, self.categories()))
    }

    /// The brands of the family that an address means.
    pub fn family(&self, asked: &AddressName) -> Vec<&Brand> {
        let names: Vec<&str> = self.brands.iter().map(|brand| &*brand.family).collect();
        let Some(name) = asked.find(&names) else {
            return Vec::new();
        };
        let own = AddressName::from_name(name);
        self.brands
            .iter()
            .filter(|brand| brand.family_address() == own)
            .collect()
    }

    /// Category slugs in use with their number of brands, largest first.
    pub fn categories(&self) -> Vec<(String, usize)> {
        let mut counted: Vec<(String, usize)> = Vec::new();
        for category in self.brands.iter().flat_map(|brand| &brand.categories) {
            match counted.iter_mut().find(|(known, _)| known == category) {
                Some((_, count)) => *count += 1,
                None => counted.push((category.clone(), 1)),
            }
        }
        sort_short(&mut counted, |(left_name, left), (right_name, right)| {
            left > right || (left == right && left_name < right_name)
        });
        counted
    }

    /// The brands of a category.
    pub fn of_category(&self, category: &str) -> Vec<&Brand> {
        let is_in = |brand: &&Brand| brand.is_in(category);
        self.brands.iter().filter(is_in).collect()
    }
}
