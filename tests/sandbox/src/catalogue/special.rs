//! Brands with fixed names, so that a test can ask for a plain or an odd one.
//!
//! The first eight are plain, one of each sort, and are sold in every country
//! of some size; the odd ones are sold in the US only.

use super::offer::Offer;
use super::recipe::{Quirk, Recipe};
use crate::money::Currency;
use rust_decimal::Decimal;

/// The named brands of a country.
pub(crate) fn recipes(country: &str, currency: &Currency) -> Vec<Recipe> {
    let mut list = plain(currency);
    if country == "US" {
        list.extend(odd());
        list.extend(hostile());
    }
    if country == "GB" {
        list.push(brand(
            "Harbour Stores",
            "retail",
            vec![Offer::Range {
                min: Decimal::from(15),
                max: Decimal::from(155),
                step: Some(Decimal::TEN),
            }],
        ));
    }
    // The documents' own example (docs/api.md#asking-for-products, README, "Embed").
    list.push(brand(
        "Airbnb",
        "travel_flights",
        vec![Offer::Range {
            min: Decimal::from(25 * currency.unit),
            max: Decimal::from(500 * currency.unit),
            step: Some(Decimal::ONE),
        }],
    ));
    list
}

/// One of each sort.
fn plain(currency: &Currency) -> Vec<Recipe> {
    let local = |base: u32| Decimal::from(base * currency.unit);
    let range = |min, max, step| Offer::Range {
        min: local(min),
        max: local(max),
        step,
    };
    vec![
        Recipe {
            extra: vec!["home"],
            ..brand(
                "Alder & Oak",
                "retail",
                vec![range(5, 500, Some(Decimal::ONE))],
            )
        },
        Recipe {
            extra: vec!["entertainment"],
            ..brand(
                "Copperleaf Games",
                "games",
                vec![Offer::Money(vec![
                    local(25),
                    local(10),
                    local(100),
                    local(50),
                ])],
            )
        },
        Recipe {
            delivery: "by_phone",
            ..brand(
                "Skylark Bundle",
                "mobile_bundle",
                plans(&[(3, 7, 6), (10, 30, 18), (-1, 30, 45)]),
            )
        },
        brand(
            "Wintermoor Pass",
            "streaming",
            labels(&[("1 month", 10), ("3 months", 28), ("12 months", 99)]),
        ),
        Recipe {
            delivery: "by_phone",
            extra: vec!["mobile_talk_time"],
            ..brand(
                "Fennel Mobile",
                "mobile_credits",
                vec![Offer::Money(vec![local(5), local(10), local(20)])],
            )
        },
        brand(
            "Roamwell eSIM",
            "e-sim",
            plans(&[(1, 7, 4), (5, 30, 15), (20, 30, 36), (-1, 5, 14)]),
        ),
        brand(
            "Marigold+",
            "e-commerce",
            vec![
                Offer::Money(vec![local(15), local(30)]),
                range(20, 200, None),
            ],
        ),
        Recipe {
            delivery: "by_phone",
            ..brand(
                "Bluebird Talk",
                "mobile_talk_time",
                vec![Offer::Twins(local(10)), Offer::Money(vec![local(20)])],
            )
        },
    ]
}

/// Sold, but with something a shop has to cope with.
fn odd() -> Vec<Recipe> {
    let dollars =
        |list: &[u32]| Offer::Money(list.iter().map(|each| Decimal::from(*each)).collect());
    let quirk = |quirk, recipe: Recipe| Recipe {
        quirks: vec![quirk],
        ..recipe
    };
    let family = |family: &str, recipe: Recipe| Recipe {
        family: Some(family.to_owned()),
        ..recipe
    };
    let range = || Offer::Range {
        min: Decimal::from(10),
        max: Decimal::from(250),
        step: Some(Decimal::from(5)),
    };
    vec![
        quirk(
            Quirk::Unpriced,
            brand("Thistle Market", "groceries", vec![dollars(&[20, 40, 80])]),
        ),
        quirk(
            Quirk::OutOfStock,
            brand(
                "Lanternfish Comics",
                "books_learning",
                vec![dollars(&[10, 20])],
            ),
        ),
        quirk(
            Quirk::NoProducts,
            brand("Hollowell Optics", "electronics", vec![dollars(&[50])]),
        ),
        quirk(
            Quirk::NullProducts,
            brand("Quillfeather Pens", "retail", vec![dollars(&[15])]),
        ),
        quirk(Quirk::NoLogo, brand("Plainwell", "home", vec![range()])),
        quirk(
            Quirk::MissingLogo,
            brand("Fadeaway Prints", "home", vec![range()]),
        ),
        quirk(
            Quirk::JunkLogo,
            brand("Oddment Bazaar", "retail", vec![dollars(&[10, 25])]),
        ),
        quirk(
            Quirk::BrokenColour,
            brand("Paletta", "apparel_clothing", vec![range()]),
        ),
        quirk(
            Quirk::RefusesBase,
            brand(
                "Gatehouse Tickets",
                "entertainment",
                vec![dollars(&[30, 60])],
            ),
        ),
        quirk(
            Quirk::StringNumbers,
            brand(
                "Abacus & Sons",
                "books_learning",
                vec![range(), dollars(&[5])],
            ),
        ),
        quirk(
            Quirk::Bare,
            brand("Threadbare", "apparel_clothing", vec![dollars(&[20])]),
        ),
        family(
            "Harbourlight",
            brand("Harbourlight Music", "streaming", vec![dollars(&[10, 30])]),
        ),
        family(
            "Harbourlight",
            brand(
                "Harbourlight Cinema",
                "streaming",
                labels(&[("2 tickets", 24)]),
            ),
        ),
        quirk(
            Quirk::Regions,
            brand(
                "Farwander eSIM",
                "e-sim",
                plans(&[(1, 7, 5), (3, 15, 11), (5, 30, 17)]),
            ),
        ),
        quirk(
            Quirk::Abroad,
            brand("Cherry Harbour", "retail", vec![dollars(&[10, 25])]),
        ),
        brand("Pantry Lane", "groceries", vec![range()]),
        brand("Pantry Lane+", "groceries", vec![dollars(&[25, 50])]),
        Recipe {
            delivery: "by_account",
            ..brand("Ledgerline Wallet", "e-money", vec![dollars(&[10, 20])])
        },
        brand(
            "Stepstone Sports",
            "sports_fitness",
            vec![Offer::Range {
                min: "7.5".parse().unwrap_or_default(),
                max: Decimal::from(150),
                step: "2.5".parse().ok(),
            }],
        ),
        brand(
            "Alphabet Soup Kitchen of the Nine Valleys and the Long Coast Road",
            "food",
            vec![dollars(&[10])],
        ),
    ]
}

/// Names that a careless page would break on.
fn hostile() -> Vec<Recipe> {
    let dollars = || vec![Offer::Money(vec![Decimal::TEN, Decimal::from(25)])];
    vec![
        brand("Café Déjà Bleu", "food", dollars()),
        brand("ひだまり書店", "books_learning", dollars()),
        brand("سوق النخيل", "groceries", dollars()),
        brand("Moon\u{202e}rise\u{7} Tea", "food", dollars()),
        brand("<b>Bold & \"Brash\"</b>", "apparel_clothing", dollars()),
        brand("Zoë's 50% Off? #1/2", "retail", dollars()),
    ]
}

fn brand(name: &str, category: &'static str, offers: Vec<Offer>) -> Recipe {
    Recipe {
        name: name.to_owned(),
        category,
        offers,
        ..Recipe::default()
    }
}

fn labels(list: &[(&str, u32)]) -> Vec<Offer> {
    let list = list
        .iter()
        .map(|(label, usd)| ((*label).to_owned(), Decimal::from(*usd)));
    vec![Offer::Labels(list.collect())]
}

fn plans(list: &[(i32, u32, u32)]) -> Vec<Offer> {
    let list = list
        .iter()
        .map(|(data, days, usd)| (*data, *days, Decimal::from(*usd)));
    vec![Offer::Plans(list.collect())]
}
