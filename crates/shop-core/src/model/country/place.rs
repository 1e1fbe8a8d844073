//! Where goods work, read from the texts that the API's editors typed.
//!
//! A place is a country's English name, or one of the other forms in docs/api.md#redeem-region.

use std::cell::OnceCell;

use super::Country;
use crate::model::folding::Folded;

/// The countries that the documented list leaves out. Goods may still work there.
const UNLISTED: &str = "AFBYCDCFCUIQIRKPLYMLMMRUSDSSSYVEZW";

/// The members of the European Union. It is unknown whether "Europe" includes other countries in
/// Europe, so their buyers are asked.
const EUROPE: &str = "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK";

/// Words that don't change which place is meant.
const IDLE_WORDS: [&str; 5] = ["the", "and", "in", "only", "redeemable"];

/// An area in which goods work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// One country.
    Country(Country),
    /// Everywhere.
    World,
    /// Europe, with unspecified borders.
    Europe,
    /// Asia, with unspecified borders.
    Asia,
    /// Words that name no known place, made safe to show.
    Words(String),
}

impl Place {
    /// Whether goods for this place certainly work in a country.
    pub fn has(&self, country: Country) -> bool {
        match self {
            Self::Country(own) => *own == country,
            Self::World => true,
            Self::Europe => pairs(EUROPE).any(|member| member == country),
            Self::Asia | Self::Words(_) => false,
        }
    }
}

/// The information about where goods work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lock {
    /// The texts with this information haven't arrived yet.
    Coming,
    /// No information, which doesn't mean "everywhere": perhaps they work only in these places, for
    /// which they are sold.
    Unsaid(Vec<Place>),
    /// They work only in these places.
    Only(Vec<Place>),
}

impl Lock {
    /// The places, if the goods are said to work only there and the country isn't one of them.
    pub fn excludes(&self, country: Country) -> Option<&[Place]> {
        match self {
            Self::Only(places) => Some(places.as_slice())
                .filter(|places| !places.iter().any(|place| place.has(country))),
            Self::Coming | Self::Unsaid(_) => None,
        }
    }
}

/// All names by which places are found.
pub struct PlaceNames<'a> {
    /// The English name that the browser has for a country.
    name_of: &'a dyn Fn(Country) -> String,
    folded: OnceCell<Vec<(Country, Folded)>>,
}

impl<'a> PlaceNames<'a> {
    /// Creates the names in English, which are requested when they are first needed.
    pub fn new(name_of: &'a dyn Fn(Country) -> String) -> Self {
        Self {
            name_of,
            folded: OnceCell::new(),
        }
    }

    /// The places that a text names, one or a list of them. A text that isn't wholly understood
    /// becomes one place in its own words: a part of "not in Germany, Austria" means the opposite.
    pub fn places(&self, text: &str) -> Vec<Place> {
        let text = text.trim();
        if let Some(place) = self.place(text) {
            return vec![place];
        }
        let both = |part: &str| -> Option<Vec<Place>> {
            let parts = part.replace(" and ", "&");
            parts.split('&').map(|part| self.place(part)).collect()
        };
        let parts = text
            .split([',', ';', '/'])
            .filter(|part| !part.trim().is_empty());
        let listed = parts.map(|part| match self.place(part) {
            Some(place) => Some(vec![place]),
            None => both(part),
        });
        match listed.collect::<Option<Vec<_>>>() {
            Some(listed) => listed.concat(),
            None => vec![Place::Words(text.to_owned())],
        }
    }

    /// The one place that a text names.
    fn place(&self, text: &str) -> Option<Place> {
        let text = text.trim();
        let upper = text.to_ascii_uppercase();
        match upper.as_str() {
            "WW" | "GLOBAL" | "WORLDWIDE" | "WORLD" => return Some(Place::World),
            "EU" | "EUROPE" | "EUROPEAN UNION" => return Some(Place::Europe),
            "ASIA" => return Some(Place::Asia),
            _ => {}
        }
        if let Some(code) = Country::parse(text) {
            let is_known = all().any(|country| country == code);
            // "UK" has the form of a code.
            if is_known {
                return Some(Place::Country(code));
            }
        }
        let wanted = folded(text);
        let table = self.folded.get_or_init(|| self.table());
        let found = table.iter().find(|(_, name)| is_same(name, &wanted));
        found.map(|(country, _)| Place::Country(*country))
    }

    fn table(&self) -> Vec<(Country, Folded)> {
        let mut table = Vec::new();
        for country in all() {
            let shown = (self.name_of)(country);
            let others = country.other_names().split('\n');
            for name in [shown.as_str(), country.code()].into_iter().chain(others) {
                table.push((country, folded(name)));
            }
        }
        table
    }
}

/// A name in the form to compare, without dots: "U.S." is "US".
fn folded(name: &str) -> Folded {
    Folded::new(&name.replace('.', ""))
}

/// Whether two names have the same words, in any order: "Virgin Islands (U.S.)"
/// is "U.S. Virgin Islands".
fn is_same(left: &Folded, right: &Folded) -> bool {
    let count = words(left).count();
    count > 0
        && count == words(right).count()
        && words(left).all(|word| words(right).any(|other| other == word))
}

fn words(name: &Folded) -> impl Iterator<Item = &[u16]> {
    const SAINT: &[u16] = &[0x73, 0x74];
    let is = |word: &[u16], known: &str| word.iter().copied().eq(known.encode_utf16());
    name.words()
        .filter(move |word| !IDLE_WORDS.iter().any(|idle| is(word, idle)))
        .map(move |word| if is(word, "saint") { SAINT } else { word })
}

fn all() -> impl Iterator<Item = Country> {
    Country::listed().chain(pairs(UNLISTED))
}

fn pairs(codes: &'static str) -> impl Iterator<Item = Country> {
    let pairs = codes.as_bytes().chunks_exact(2);
    pairs.filter_map(|pair| Country::parse(std::str::from_utf8(pair).ok()?))
}
