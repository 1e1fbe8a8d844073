//! Fills a country's shelf to its real size, the same way for the same seed.

use super::offer::Offer;
use super::recipe::{Quirk, Recipe};
use super::{Brand, names, special, written};
use crate::chance::Chance;
use crate::countries;
use crate::money::Currency;
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Rows over all categories, repeats counted, in the countries whose size is
/// known.
const SIZES: [(&str, usize); 14] = [
    ("US", 900),
    ("GB", 476),
    ("FR", 477),
    ("DE", 475),
    ("AU", 439),
    ("AE", 393),
    ("IT", 381),
    ("CA", 335),
    ("SA", 316),
    ("ES", 247),
    ("IN", 182),
    ("BR", 145),
    ("TR", 144),
    ("JP", 82),
];

/// Countries of around forty rows.
const SMALL: &str =
    "AT BE NL PL PT SE CH IE MX KZ KR SG NZ ZA TH PH MY ID NG KE EG AR CL CO PE NO DK FI CZ GR HK";

/// The categories with gift cards, and how common each is.
const GIFTCARDS: [(&str, usize); 17] = [
    ("e-commerce", 5),
    ("games", 10),
    ("entertainment", 6),
    ("streaming", 4),
    ("retail", 10),
    ("electronics", 5),
    ("food", 14),
    ("groceries", 5),
    ("apparel_clothing", 12),
    ("health_beauty", 8),
    ("sports_fitness", 5),
    ("travel_flights", 6),
    ("home", 7),
    ("e-money", 2),
    ("books_learning", 3),
    ("charity_donations", 2),
    ("other_products", 3),
];

/// The categories of phones.
const MOBILE: [&str; 3] = ["mobile_credits", "mobile_talk_time", "mobile_bundle"];

/// Tuvalu has two brands and Niue none: both happen, and both have broken a
/// shop that assumed more.
const TWO_BRANDS: &str = "TV";
const NO_BRANDS: &str = "NU";

/// How many rows a country has.
pub(crate) fn size(country: &str) -> usize {
    if let Some((_, size)) = SIZES.iter().find(|(code, _)| *code == country) {
        return *size;
    }
    let mut chance = Chance::new(11, country);
    match country {
        NO_BRANDS => 0,
        TWO_BRANDS => 2,
        _ if countries::find(country).is_none() => 0,
        _ if SMALL.split(' ').any(|code| code == country) => 36 + chance.below(9),
        _ => 3 + chance.below(6),
    }
}

/// Every brand of a country.
pub(crate) fn brands(country: &str, seed: u64) -> Vec<Brand> {
    let rows = size(country);
    let mut brands = written::brands(country, seed);
    let Some(found) = countries::find(country) else {
        return brands;
    };
    let mut recipes = Vec::new();
    if rows >= 30 {
        recipes.extend(special::recipes(country, found.currency));
    }
    let mut left = rows.saturating_sub(
        brands.iter().map(|brand| brand.placed.len()).sum::<usize>()
            + recipes.iter().map(rows_of).sum::<usize>(),
    );
    let mut taken: HashSet<String> = recipes
        .iter()
        .map(|recipe| recipe.name.clone())
        .chain(brands.iter().map(|brand| brand.name.clone()))
        .collect();
    let mut chance = Chance::new(seed, country);
    let mut place = 0;
    while left > 0 {
        let mut recipe = invent(country, place, rows, found.currency, &mut chance);
        place += 1;
        if !taken.insert(recipe.name.clone()) {
            continue;
        }
        recipe.extra.truncate(left - 1);
        left -= rows_of(&recipe);
        recipes.push(recipe);
    }
    brands.extend(recipes.iter().map(|recipe| recipe.bake(country, seed)));
    brands
}

fn rows_of(recipe: &Recipe) -> usize {
    1 + recipe.extra.len()
}

/// The next brand of a country. Names follow from the place, not from chance,
/// so that large brands are the same ones in many countries.
fn invent(
    country: &str,
    place: usize,
    rows: usize,
    currency: &Currency,
    chance: &mut Chance,
) -> Recipe {
    let total: usize = GIFTCARDS.iter().map(|(_, weight)| weight).sum();
    let mobile = if rows < 30 {
        place.is_multiple_of(3)
    } else {
        place % 14 == 6
    };
    let category = if mobile {
        MOBILE[(place / 7) % MOBILE.len()]
    } else {
        let mut ticket = (place * 31) % total;
        GIFTCARDS
            .iter()
            .find(|(_, weight)| {
                let hit = ticket < *weight;
                ticket = ticket.saturating_sub(*weight);
                hit
            })
            .map_or("retail", |(category, _)| category)
    };
    let locals = names::local(country);
    let name = match locals.get(place / 5) {
        Some(name) if place % 5 == 2 && !mobile => (*name).to_owned(),
        _ => {
            let endings = names::endings(category);
            let stem = names::STEMS[(place * 37 + place / names::STEMS.len()) % names::STEMS.len()];
            format!("{stem} {}", endings[(place / 3) % endings.len()])
        }
    };
    let mut recipe = Recipe {
        name,
        category,
        extra: extras(category, chance),
        ..Recipe::default()
    };
    sell(&mut recipe, currency, chance);
    recipe
}

fn extras(category: &str, chance: &mut Chance) -> Vec<&'static str> {
    let wanted = match chance.below(20) {
        0..=8 => 0,
        9..=15 => 1,
        _ => 2,
    };
    let mut extra = Vec::new();
    match category {
        "mobile_credits" if wanted > 0 => extra.push("mobile_talk_time"),
        "mobile_talk_time" if wanted > 0 => extra.push("mobile_credits"),
        "mobile_bundle" => {}
        _ => {
            while extra.len() < wanted {
                let (other, _) = chance.pick(&GIFTCARDS);
                if *other != category && *other != "e-money" && !extra.contains(other) {
                    extra.push(*other);
                }
            }
        }
    }
    extra
}

/// Decides what an invented brand sells.
fn sell(recipe: &mut Recipe, currency: &Currency, chance: &mut Chance) {
    let local = |base: u32| Decimal::from(base * currency.unit);
    let range = |min: u32, max: u32, step: Option<Decimal>| Offer::Range {
        min: local(min),
        max: local(max),
        step,
    };
    let step = Some(local(1)).filter(|_| chance.below(3) > 0);
    let most = *chance.pick(&[100, 200, 250, 500, 1000]);
    let mut faces: Vec<Decimal> = [5, 10, 15, 20, 25, 50, 75, 100, 150, 200]
        .into_iter()
        .filter(|_| chance.below(2) == 0)
        .map(local)
        .collect();
    if faces.is_empty() {
        faces.push(local(25));
    }
    if currency.code == "EUR" && chance.below(8) == 0 {
        faces.push(Decimal::new(255, 1));
    }
    // Rows come unsorted, as they do from the real one.
    let middle = faces.len() / 2;
    faces.rotate_left(middle);
    let words = |list: &[(&str, u32)]| {
        Offer::Labels(
            list.iter()
                .map(|(label, usd)| ((*label).to_owned(), Decimal::from(*usd)))
                .collect(),
        )
    };
    recipe.offers = match (recipe.category, chance.below(20)) {
        ("mobile_bundle", _) => {
            recipe.delivery = "by_phone";
            let data = *chance.pick(&[2, 5, 8, 12]);
            vec![Offer::Plans(vec![
                (data, 30, Decimal::from(data + 6)),
                (data * 3, 30, Decimal::from(data * 2 + 12)),
                (-1, 7, Decimal::from(15)),
            ])]
        }
        ("mobile_credits" | "mobile_talk_time", roll) => {
            recipe.delivery = if roll == 0 { "by_email" } else { "by_phone" };
            match roll {
                1..=4 => vec![range(5, 100, step)],
                5..=6 => vec![Offer::Twins(local(10)), Offer::Money(faces)],
                _ => vec![Offer::Money(faces)],
            }
        }
        ("streaming", 0..=9) => vec![words(&[
            ("1 month", 9),
            ("6 months", 48),
            ("12 months", 90),
        ])],
        ("games", 0..=5) => vec![words(&[
            ("60 Gems", 1),
            ("500 Gems", 8),
            ("1,200 Gems", 18),
        ])],
        ("games", 6..=7) => vec![words(&[("800 Crowns", 10)]), range(10, 200, None)],
        (_, 0) => vec![words(&[("Day pass for two", 45)])],
        (_, 1) => vec![Offer::Money(faces), range(20, most, step)],
        (_, 2..=11) => vec![range(5, most, step)],
        _ => vec![Offer::Money(faces)],
    };
    recipe.quirks = match chance.below(60) {
        0 | 1 => vec![Quirk::OutOfStock],
        2 => vec![Quirk::NoLogo],
        3 => vec![Quirk::MissingLogo],
        4 => vec![Quirk::BrokenColour],
        5 => vec![Quirk::Unpriced],
        6 => vec![Quirk::NoProducts],
        7 => vec![Quirk::StringNumbers],
        _ => Vec::new(),
    };
}
