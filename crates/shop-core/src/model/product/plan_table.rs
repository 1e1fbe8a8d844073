//! The plans of all sellers of a place in one table: what is in it, narrowed and in order.

use super::{Product, ProductGroup, Sort, TimeUnit, kilobytes};
use crate::model::brand::Kind;
use crate::model::money::Amount;
use crate::model::short_list::sort_short;
use std::cmp::Ordering;

/// A plan of one of the sellers.
#[derive(Clone, PartialEq, Debug)]
pub struct OfferedPlan {
    /// The seller's family.
    pub family: String,
    /// The seller's exact name.
    pub brand: String,
    /// The seller's name made safe to show.
    pub seller: String,
    /// What is sold.
    pub product: Product,
}

/// How much data a plan has, in an order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Data {
    /// About so many kilobytes.
    Kilobytes(u64),
    /// No limit is given.
    Unlimited,
    /// Nothing says it.
    Unknown,
}

/// The plans that can be bought of an answer's brands.
pub fn plans(groups: &[ProductGroup]) -> Vec<OfferedPlan> {
    let esims = groups
        .iter()
        .filter(|group| group.kind == Kind::Esim && group.can_be_sold());
    let plans = esims.flat_map(|group| {
        let sold = group
            .products
            .iter()
            .filter(|product| product.is_orderable());
        sold.map(|product| OfferedPlan {
            family: group.family.clone(),
            brand: group.brand.clone(),
            seller: group.title.clone(),
            product: product.clone(),
        })
    });
    plans.collect()
}

impl OfferedPlan {
    /// Whether this is the plan that an address names.
    pub fn is(&self, family: &str, brand: &str, key: &str) -> bool {
        self.family == family && self.brand == brand && self.product.key == key
    }

    /// How much data it has.
    pub fn data(&self) -> Data {
        match &self.product.sort {
            Sort::Plan { data: None, .. } => Data::Unlimited,
            Sort::Plan {
                data: Some(data),
                unit,
            } => Data::Kilobytes(kilobytes(data, unit)),
            Sort::Range(_) | Sort::Fixed | Sort::Label => Data::Unknown,
        }
    }

    /// The number of days that it runs, if it is a whole number of them.
    pub fn days(&self) -> Option<u64> {
        let validity = self.product.validity?;
        let is_exact = matches!(validity.unit, TimeUnit::Day | TimeUnit::Week);
        is_exact.then(|| validity.hours() / 24)
    }

    fn hours(&self) -> Option<u64> {
        Some(self.product.validity?.hours())
    }

    /// The price of a gigabyte, rounded to the places of the price; `None` if the data has no limit
    /// or isn't known. To show, never to send.
    pub fn per_gigabyte(&self) -> Option<Amount> {
        let Sort::Plan {
            data: Some(data),
            unit,
        } = &self.product.sort
        else {
            return None;
        };
        let price = self.product.price.as_ref()?;
        let one = Amount::parse("1")?;
        // As many of the unit as a gigabyte has.
        let (price, unit) = match unit.to_ascii_uppercase().as_str() {
            "GB" => (price.clone(), "1"),
            "MB" => (price.clone(), "1000"),
            "TB" => (
                price.share(&one, &Amount::parse("1000")?, price.places() + 3)?,
                "1",
            ),
            _ => return None,
        };
        let places = self.product.price.as_ref()?.places();
        rounded(
            &price.share(&Amount::parse(unit)?, data, places + 1)?,
            places,
        )
    }
}

/// The nearest amount with exactly so many decimal places.
fn rounded(amount: &Amount, places: u32) -> Option<Amount> {
    let one = Amount::parse("1")?;
    let half = ["0.", &"0".repeat(places as usize), "5"].concat();
    let nearest = amount
        .plus(&Amount::parse(&half)?)?
        .share(&one, &one, places)?;
    let missing = places.saturating_sub(nearest.places()) as usize;
    let point = if missing > 0 && nearest.places() == 0 {
        "."
    } else {
        ""
    };
    Amount::parse(&[nearest.as_str(), point, &"0".repeat(missing)].concat())
}

/// The group that an order form shows before a plan is chosen: it can be sold and is delivered like
/// its first plan, and no address names any of its products.
pub fn unchosen(group: &ProductGroup) -> Option<ProductGroup> {
    let mut product = group
        .products
        .iter()
        .find(|product| product.is_orderable())?
        .clone();
    product.key.clear();
    product.face_value = None;
    let mut same = group.clone();
    // A single product is a choice by itself.
    same.products = vec![product.clone(), product];
    Some(same)
}

/// The days that are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Days {
    /// Any number.
    #[default]
    Any,
    /// A week.
    Seven,
    /// Ten or more.
    TenOrMore,
    /// Thirty, or a month.
    Thirty,
}

/// The data that is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Size {
    /// Any amount.
    #[default]
    Any,
    /// Five gigabytes or more, or no limit.
    FiveOrMore,
    /// No limit.
    Unlimited,
}

/// Kilobytes of the least plan of `Size::FiveOrMore`.
const FIVE: u64 = 5_000_000;

impl Days {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Any, Self::Seven, Self::TenOrMore, Self::Thirty];

    /// Whether a plan runs that long.
    pub fn fits(self, plan: &OfferedPlan) -> bool {
        let days = plan.hours().map(|hours| hours / 24);
        match self {
            Self::Any => true,
            Self::Seven => days == Some(7),
            Self::TenOrMore => days.is_some_and(|days| days >= 10),
            Self::Thirty => days == Some(30),
        }
    }
}

impl Size {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Any, Self::FiveOrMore, Self::Unlimited];

    /// Whether a plan has that much.
    pub fn fits(self, plan: &OfferedPlan) -> bool {
        match (self, plan.data()) {
            (Self::Any, _) | (_, Data::Unlimited) => true,
            (Self::FiveOrMore, Data::Kilobytes(kilobytes)) => kilobytes >= FIVE,
            _ => false,
        }
    }
}

/// Whether a filter leaves some of the plans and takes others away.
pub fn narrows(plans: &[OfferedPlan], fits: impl Fn(&OfferedPlan) -> bool) -> bool {
    let left = plans.iter().filter(|plan| fits(plan)).count();
    left > 0 && left < plans.len()
}

/// A column that the table can be in order of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// The price.
    Price,
    /// The data.
    Data,
    /// The days.
    Days,
}

/// Puts plans in order of a column, the least first, or last if `is_falling`. What isn't known comes
/// last in either order; among equals the cheaper comes first.
pub fn sort(plans: &mut [OfferedPlan], column: Column, is_falling: bool) {
    let price = |plan: &OfferedPlan| plan.product.price.clone();
    let order = |left: &OfferedPlan, right: &OfferedPlan| {
        let known = match column {
            Column::Price => known_first(price(left), price(right), is_falling),
            Column::Data => {
                let data =
                    |plan: &OfferedPlan| Some(plan.data()).filter(|data| *data != Data::Unknown);
                known_first(data(left), data(right), is_falling)
            }
            Column::Days => known_first(left.hours(), right.hours(), is_falling),
        };
        known.then_with(|| known_first(price(left), price(right), false))
    };
    sort_short(plans, |left, right| order(left, right) == Ordering::Less);
}

fn known_first<T: Ord>(left: Option<T>, right: Option<T>, is_falling: bool) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) if is_falling => right.cmp(&left),
        (Some(left), Some(right)) => left.cmp(&right),
        (left, right) => right.is_some().cmp(&left.is_some()),
    }
}

#[cfg(test)]
mod tests;
