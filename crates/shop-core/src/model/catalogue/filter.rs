//! The filters that a buyer sets on the catalogue, and how many brands they leave.

use super::Catalogue;
use crate::model::brand::Kind;
use crate::model::search::{EXACT, Index, KINDS, LAST, NONE, Rank};

/// The conditions that a brand must meet, besides matching the words.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Filter {
    /// One of its categories, as a slug.
    pub category: Option<String>,
    /// Gift card, top-up or eSIM.
    pub kind: Option<Kind>,
    /// Whether it must be in stock.
    pub in_stock: bool,
    /// It must sell this amount or more, in hundredths; if its amounts aren't known, it doesn't
    /// match.
    pub least: Option<u64>,
    /// It must sell this amount or less.
    pub most: Option<u64>,
}

/// The brands that are left, and how many each other choice would leave.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Found {
    /// Indices in the catalogue, in the order to show them.
    pub places: Vec<usize>,
    /// How many match the words without the filter.
    pub without_filter: usize,
    /// For each category of the index, and after them for each kind, how many it would leave
    /// together with the rest of the filter.
    pub groups: Vec<usize>,
    /// How many would be left with any category.
    pub any_category: usize,
    /// How many would be left with any kind.
    pub any_kind: usize,
    /// How many of the matches are in stock.
    pub in_stock: usize,
}

impl Filter {
    /// Whether it filters nothing out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The brands of a catalogue that match, given how well each matches the words. Best first, or
    /// in this order; out of stock last, except for a brand whose whole name was typed.
    pub fn apply(
        &self,
        catalogue: &Catalogue,
        ranks: &[Rank],
        is_searched: bool,
        order: Option<&[usize]>,
    ) -> Found {
        let index = catalogue.index();
        let categories = index.categories();
        let category = self.category.as_ref().map(|wanted| {
            let place = categories.iter().position(|(slug, _)| slug == wanted);
            place.unwrap_or(usize::MAX)
        });
        let mut found = Found {
            groups: vec![0; categories.len() + KINDS.len()],
            ..Found::default()
        };
        // The position of each match in the order: lower numbers come first. The bits say which
        // numbers are in use.
        let mut turns = vec![NONE; catalogue.brands.len()];
        let mut taken = 0_u32;
        for (place, brand) in catalogue.brands.iter().enumerate() {
            let rank = ranks.get(place).copied().unwrap_or(NONE);
            if rank == NONE {
                continue;
            }
            found.without_filter += 1;
            let own = index.groups_of(place);
            let lacks_category =
                category.is_some_and(|wanted| !own.iter().any(|own| usize::from(*own) == wanted));
            let lacks_kind = self.kind.is_some_and(|kind| kind != brand.kind);
            let lacks_stock = self.in_stock && brand.is_out_of_stock;
            if !self.fits_span(index, place) {
                continue;
            }
            if !lacks_stock {
                for group in own.iter().copied().map(usize::from) {
                    let is_open = if group < categories.len() {
                        !lacks_kind
                    } else {
                        !lacks_category
                    };
                    if let Some(count) = found.groups.get_mut(group).filter(|_| is_open) {
                        *count += 1;
                    }
                }
                found.any_category += usize::from(!lacks_kind);
                found.any_kind += usize::from(!lacks_category);
            }
            if !lacks_category && !lacks_kind {
                found.in_stock += usize::from(!brand.is_out_of_stock);
                let (turn, is_last) = match order {
                    Some(_) => (0, brand.is_out_of_stock),
                    None if is_searched => (rank.min(LAST), brand.is_out_of_stock && rank != EXACT),
                    None => (0, false),
                };
                let turn = turn + if is_last { LAST + 1 } else { 0 };
                if let Some(own) = turns.get_mut(place).filter(|_| !lacks_stock) {
                    *own = turn;
                    taken |= 1 << turn;
                }
            }
        }
        for turn in (0..=2 * LAST + 1).filter(|turn| taken >> turn & 1 == 1) {
            for at in 0..turns.len() {
                let place = order.map_or(Some(at), |order| order.get(at).copied());
                found
                    .places
                    .extend(place.filter(|place| turns.get(*place) == Some(&turn)));
            }
        }
        found
    }

    /// Whether it sells an amount between the bounds.
    fn fits_span(&self, index: &Index, place: usize) -> bool {
        if self.least.is_none() && self.most.is_none() {
            return true;
        }
        index.span_of(place).is_some_and(|(least, most)| {
            self.least.is_none_or(|wanted| most >= wanted)
                && self.most.is_none_or(|wanted| least <= wanted)
        })
    }
}
