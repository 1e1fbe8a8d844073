//! The settings that depend on the deployment: the data block in `index.html`.
//!
//! The block is `<script type="application/json" id="shop-config">`; it never runs, costs no
//! request and can be edited on the server without a rebuild. A wrong field is reported in a
//! sentence, and its default is used.

mod colour;
mod lists;
mod paths;
pub(crate) mod values;

use lists::{good, partly, sold};
pub use paths::ApiPrefix;
use shop_core::json::Json;
use shop_core::model::brand::Kinds;
use shop_core::model::country::Country;
use shop_core::text_key::TextKey;
use values::flag;

/// Id of the data block.
const BLOCK_ID: &str = "shop-config";

/// The languages that the shop comes in; a shop owner can offer fewer.
pub const LANGUAGES: [&str; 12] = [
    "en", "ja", "de", "fr", "es", "it", "pt", "zh", "tr", "vi", "tl", "ar",
];

/// Everything a shop owner can set. The fields that only change the look (`accent`, `theme`,
/// `logo`) are judged here and used by the script in `index.html`, before the first paint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// Where the API is.
    pub api_prefix: ApiPrefix,
    /// Path of the app itself, without a slash at its end: `""` or `/shop`.
    pub base_path: String,
    /// The shop's name.
    pub name: String,
    /// The target of the support link, if there is one.
    pub support_url: Option<String>,
    /// The support address, if there is one.
    pub support_email: Option<String>,
    /// The owner's own legal pages, if there are any.
    pub legal: Legal,
    /// Whether the buyer has to accept the terms and the privacy notice with one checkbox each.
    pub has_terms_box: bool,
    /// Country of a first visit.
    pub country: Country,
    /// Countries offered; empty means all.
    pub countries: Vec<Country>,
    /// Languages offered, as BCP 47 tags with a file in `public/locales`.
    pub languages: Vec<String>,
    /// `COIN` or `COIN:Network`; empty means all, the first is preselected.
    pub coins: Vec<String>,
    /// Whether orders in stablecoins on Tron are taken (docs/api.md#stablecoins-on-tron).
    pub tron_stablecoins: bool,
    /// The kinds of goods on offer.
    pub kinds: Kinds,
    /// `acquisition.utm_source` of orders.
    pub utm_source: Option<String>,
    /// Origins of the pages that may show the shop as a widget.
    pub partner_origins: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_prefix: ApiPrefix::default(),
            base_path: String::new(),
            name: "Refillery".to_owned(),
            support_url: None,
            support_email: None,
            legal: Legal::default(),
            has_terms_box: false,
            country: Country::UNITED_STATES,
            countries: Vec::new(),
            languages: LANGUAGES.map(str::to_owned).to_vec(),
            coins: Vec::new(),
            tron_stablecoins: false,
            kinds: Kinds::ALL,
            utm_source: None,
            partner_origins: Vec::new(),
        }
    }
}

/// Addresses of the owner's own pages; the goods' supplier has its own.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Legal {
    /// The terms.
    pub terms: Option<String>,
    /// The privacy notice.
    pub privacy: Option<String>,
    /// What is refunded, and how.
    pub refund: Option<String>,
    /// Who the owner is.
    pub imprint: Option<String>,
}

/// The fields that only change the look, for code that has painted over them and takes that away
/// again.
pub(crate) struct Face {
    /// A CSS colour; empty for the style sheet's.
    pub(crate) accent: String,
    /// `auto`, `light` or `dark`.
    pub(crate) theme: Option<String>,
}

impl Face {
    /// Reads the block of the document.
    pub(crate) fn from_document() -> Self {
        let text = block();
        let block = Json::parse(&text);
        let field = |name: &str, is_right: fn(&str) -> bool| {
            let value = block.as_ref()?.get(name)?.as_str()?;
            is_right(value).then(|| value.to_owned())
        };
        Self {
            accent: field("accent", colour::is_colour).unwrap_or_default(),
            theme: field("theme", values::is_theme),
        }
    }
}

/// The text of the document's block.
fn block() -> String {
    leptos::prelude::document()
        .get_element_by_id(BLOCK_ID)
        .and_then(|block| block.text_content())
        .unwrap_or_default()
}

/// A wrong field: the default is used, and this problem is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConfigProblem {
    /// The block is missing or isn't a JSON object.
    Unreadable,
    /// A field's value can't be used.
    WrongField {
        /// Its name.
        field: String,
        /// Key of the text that says what it must be.
        expects: TextKey,
    },
    /// Some entries of a list can't be used; the others count.
    WrongEntries {
        /// The list's name.
        field: String,
        /// The wrong entries.
        entries: String,
        /// Key of the text that says what the list must be.
        expects: TextKey,
    },
    /// A list of what is sold has no usable entry, so nothing is sold: selling everything would be
    /// more than the owner meant.
    NothingLeft {
        /// The list's name.
        field: String,
        /// Key of the text that says what it must be.
        expects: TextKey,
    },
    /// A field this shop doesn't know, perhaps misspelled.
    UnknownField(String),
}

impl Config {
    /// Reads the block of the document.
    pub fn from_document() -> (Self, Vec<ConfigProblem>) {
        let (mut config, problems) = Self::parse(&block());
        let base = leptos::prelude::document()
            .base_uri()
            .ok()
            .flatten()
            .unwrap_or_default();
        config.base_path = path_of(&base).trim_end_matches('/').to_owned();
        (config, problems)
    }

    /// Reads the block's text.
    pub fn parse(text: &str) -> (Self, Vec<ConfigProblem>) {
        let mut config = Self::default();
        let block = Json::parse(text);
        let Some(fields) = block.as_ref().and_then(Json::as_object) else {
            return (config, vec![ConfigProblem::Unreadable]);
        };
        let mut names_country = false;
        let mut has_nothing_left = false;
        let mut problems = Vec::new();
        for (name, value) in fields {
            let problem = match config.set(name, value) {
                ConfigField::Taken => {
                    names_country |= name == "country";
                    continue;
                }
                ConfigField::Wrong(expects) => wrong(name, expects),
                ConfigField::Partly(entries, expects) => ConfigProblem::WrongEntries {
                    field: name.clone().into_owned(),
                    entries,
                    expects,
                },
                ConfigField::Emptied(expects) => {
                    has_nothing_left = true;
                    ConfigProblem::NothingLeft {
                        field: name.clone().into_owned(),
                        expects,
                    }
                }
                ConfigField::Unknown => ConfigProblem::UnknownField(name.clone().into_owned()),
            };
            problems.push(problem);
        }
        if has_nothing_left {
            config.kinds = Kinds::NONE;
        }
        // A visit must not start in a country that the shop doesn't sell in: the first of the list
        // is the default, unless the block names one of the list.
        if let Some(first) = config.countries.first().copied() {
            let is_offered = config.offers(config.country);
            if names_country && !is_offered {
                problems.push(wrong("country", EXPECTS_COUNTRY));
            }
            if !names_country || !is_offered {
                config.country = first;
            }
        }
        (config, problems)
    }

    /// Whether the shop offers this country.
    pub fn offers(&self, country: Country) -> bool {
        country.is_listed() && (self.countries.is_empty() || self.countries.contains(&country))
    }

    /// Whether the shop sells eSIMs for a country or region: a shop that names its countries has no
    /// regions.
    pub fn offers_place(&self, place: Country) -> bool {
        self.offers(place) || (place.is_region() && self.countries.is_empty())
    }

    fn set(&mut self, name: &str, value: &Json<'_>) -> ConfigField {
        match name {
            "api_prefix" => place(
                &mut self.api_prefix,
                value.as_str().and_then(ApiPrefix::parse),
                TextKey::ConfigExpectsApiPrefix,
            ),
            "name" => place(
                &mut self.name,
                values::shop_name(value),
                TextKey::ConfigExpectsName,
            ),
            "support_url" => link(&mut self.support_url, value),
            "terms_url" => link(&mut self.legal.terms, value),
            "privacy_url" => link(&mut self.legal.privacy, value),
            "refund_url" => link(&mut self.legal.refund, value),
            "imprint_url" => link(&mut self.legal.imprint, value),
            "terms_box" => place(
                &mut self.has_terms_box,
                values::flag(value),
                TextKey::ConfigExpectsTermsBox,
            ),
            "support_email" => optional(
                &mut self.support_email,
                value,
                values::is_email,
                TextKey::ConfigExpectsSupportEmail,
            ),
            "country" => place(&mut self.country, values::listed(value), EXPECTS_COUNTRY),
            "countries" => {
                let expects = TextKey::ConfigExpectsCountries;
                sold(&mut self.countries, value, values::listed, expects)
            }
            "languages" => {
                let expects = TextKey::ConfigExpectsLanguages;
                match good(value, values::language) {
                    Some((list, wrong)) if !list.is_empty() => {
                        self.languages = list;
                        partly(wrong, expects)
                    }
                    _ => ConfigField::Wrong(expects),
                }
            }
            "coins" => {
                let expects = TextKey::ConfigExpectsCoins;
                sold(&mut self.coins, value, values::coin, expects)
            }
            "tron_stablecoins" => place(&mut self.tron_stablecoins, flag(value), EXPECTS_FLAG),
            "kinds" => {
                let mut list = Vec::new();
                let kind = |kind: &Json<'_>| Kinds::parse(kind.as_str()?);
                let field = sold(&mut list, value, kind, TextKey::ConfigExpectsKinds);
                self.kinds = Kinds::of_list(list);
                field
            }
            "utm_source" => optional(
                &mut self.utm_source,
                value,
                values::is_source,
                TextKey::ConfigExpectsUtmSource,
            ),
            "partner_origins" => {
                let expects = TextKey::ConfigExpectsPartnerOrigins;
                match good(value, values::origin) {
                    Some((list, wrong)) if wrong.is_empty() || !list.is_empty() => {
                        self.partner_origins = list;
                        partly(wrong, expects)
                    }
                    _ => ConfigField::Wrong(expects),
                }
            }
            "logo" => check(value, paths::is_logo, TextKey::ConfigExpectsLogo),
            "accent" => check(value, colour::is_colour, TextKey::ConfigExpectsAccent),
            "theme" => check(value, values::is_theme, TextKey::ConfigExpectsTheme),
            _ => ConfigField::Unknown,
        }
    }
}

/// For a field that is a country, and for a country that isn't in the list.
const EXPECTS_COUNTRY: TextKey = TextKey::ConfigExpectsCountry;
/// For a field that is either true or false.
const EXPECTS_FLAG: TextKey = TextKey::ConfigExpectsFlag;

enum ConfigField {
    Taken,
    Wrong(TextKey),
    /// With the wrong entries.
    Partly(String, TextKey),
    Emptied(TextKey),
    Unknown,
}

fn wrong(field: &str, expects: TextKey) -> ConfigProblem {
    ConfigProblem::WrongField {
        field: field.to_owned(),
        expects,
    }
}

fn place<T>(target: &mut T, value: Option<T>, expects: TextKey) -> ConfigField {
    match value {
        Some(value) => {
            *target = value;
            ConfigField::Taken
        }
        None => ConfigField::Wrong(expects),
    }
}

/// An optional text: absent, `null` and `""` all mean `None`.
fn optional(
    target: &mut Option<String>,
    value: &Json<'_>,
    accepts: fn(&str) -> bool,
    expects: TextKey,
) -> ConfigField {
    let judged = check(value, accepts, expects);
    let is_taken = matches!(judged, ConfigField::Taken);
    if let Some(text) = value.as_str().filter(|text| is_taken && !text.is_empty()) {
        *target = Some(text.to_owned());
    }
    judged
}

/// An address that a link may lead to.
fn link(target: &mut Option<String>, value: &Json<'_>) -> ConfigField {
    optional(target, value, values::is_secure, TextKey::ConfigExpectsUrl)
}

fn check(value: &Json<'_>, accepts: fn(&str) -> bool, expects: TextKey) -> ConfigField {
    match value.as_str() {
        Some(text) if text.is_empty() || accepts(text) => ConfigField::Taken,
        None if *value == Json::Null => ConfigField::Taken,
        _ => ConfigField::Wrong(expects),
    }
}

fn path_of(address: &str) -> &str {
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = after_scheme
        .find('/')
        .and_then(|slash| after_scheme.get(slash..))
        .unwrap_or("/");
    // The document's own name (`index.html`) isn't part of the base.
    path.rfind('/')
        .and_then(|slash| path.get(..=slash))
        .unwrap_or("/")
}

#[cfg(test)]
mod tests;
