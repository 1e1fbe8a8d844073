//! The names of things.

use super::{ENGLISH, I18n, intl};
use shop_core::model::brand::{Kind, Kinds};
use shop_core::model::country::Country;
use shop_core::model::country::place::{Place, PlaceNames};
use shop_core::text_key::{CATEGORIES, LANGUAGE_NAMES, TextKey};

impl I18n {
    /// The places that texts of the API name. Their countries have English names: those of the
    /// browser, and those that it lacks.
    pub fn places<'a>(self, texts: impl Iterator<Item = &'a str>) -> Vec<Place> {
        let english = intl::region_names(ENGLISH);
        let name_of = |country: Country| intl::name_of(english.as_ref(), country.code());
        let names = PlaceNames::new(&name_of);
        texts.flat_map(|text| names.places(text)).collect()
    }

    /// The names of places in a line.
    pub fn place_names(self, places: &[Place]) -> String {
        let name = |place: &Place| match place {
            Place::Country(country) => self.country(country.code()),
            // Not all browsers have names of continents.
            Place::Europe => self.text(TextKey::ProductEurope),
            Place::Asia => self.text(TextKey::ProductAsia),
            Place::World => self.text(TextKey::ProductWorldwide),
            Place::Words(words) => words.clone(),
        };
        let names: Vec<String> = places.iter().map(name).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.joined(&names)
    }

    /// The name of a country, or of a region that eSIMs are sold for.
    pub fn place(self, place: Country) -> String {
        self.place_names(&[match place {
            Country::EUROPE => Place::Europe,
            Country::ASIA => Place::Asia,
            Country::WORLD => Place::World,
            country => Place::Country(country),
        }])
    }

    /// So many of a unit that the browser knows, such as `day`.
    pub fn measure(self, amount: &str, unit: &str) -> String {
        let options = [("style", "unit"), ("unit", unit), ("unitDisplay", "long")];
        intl::number(&self.language(), amount, &options)
    }

    /// A country's name.
    pub fn country(self, code: &str) -> String {
        intl::region_name(&self.language(), code)
    }

    /// A language's own name for itself.
    ///
    /// The browser knows the names too, but needs an object for each language, and all of them
    /// together took a third of the time in which the frame of a page is built.
    pub fn language_name(self, tag: &str) -> String {
        let known = LANGUAGE_NAMES.iter().find(|(known, _)| *known == tag);
        known.map_or(tag, |(_, name)| name).to_owned()
    }

    /// The indices of these names from A to Z, as the language sorts them.
    pub fn sorted<'a>(self, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
        intl::sorted(&self.language(), names)
    }

    /// The goods that a shop of these kinds sells, as the beginning of a sentence.
    pub fn goods(self, kinds: Kinds) -> String {
        let mut names = Vec::new();
        for (kind, first, later) in [
            (
                Kind::GiftCard,
                TextKey::BrandsKindGiftCard,
                TextKey::BrandsKindGiftCard,
            ),
            (
                Kind::TopUp,
                TextKey::CategoryMobileRecharge,
                TextKey::HomeTopUps,
            ),
            (Kind::Esim, TextKey::BrandsKindEsim, TextKey::BrandsKindEsim),
        ] {
            if kinds.has(kind) {
                let key = if names.is_empty() { first } else { later };
                names.push(self.text(key));
            }
        }
        intl::list(&self.language(), &names).unwrap_or_else(|| names.join(", "))
    }

    /// A category's name; if no locale file knows it, the API's own word made readable.
    pub fn category(self, category: &str) -> String {
        let known = CATEGORIES.iter().find(|(name, _)| *name == category);
        match known {
            Some((_, key)) => self.text(*key),
            None => category.replace(['_', '-'], " "),
        }
    }
}
