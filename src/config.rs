//! What depends on the deployment: the data block in `index.html`.
//!
//! The block is `<script type="application/json" id="shop-config">`; it never
//! runs, costs no request and can be edited on the server without a rebuild.
//! A wrong field is said in a sentence, and its default is used.

use crate::json::Json;
use crate::model::country::Country;

/// Id of the data block.
const BLOCK_ID: &str = "shop-config";

/// The languages that the shop comes in; a shop owner can offer fewer.
pub const LANGUAGES: [&str; 12] = [
    "en", "ja", "de", "fr", "es", "it", "pt", "zh", "tr", "vi", "tl", "ar",
];

/// The same-origin path under which the API is reached. Anything that could
/// leave the origin is refused, because the partner headers are added there
/// and order ids travel there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiPrefix(String);

impl ApiPrefix {
    /// Takes an absolute path such as `/api`; no scheme, host, query,
    /// fragment, dot segment or backslash.
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.trim_end_matches('/');
        let same_origin = path.starts_with('/')
            && !path.starts_with("//")
            && path
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte))
            && !path
                .split('/')
                .skip(1)
                .any(|word| word.is_empty() || word == "." || word == "..");
        same_origin.then(|| Self(path.to_owned()))
    }

    /// The path without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ApiPrefix {
    fn default() -> Self {
        Self("/api".to_owned())
    }
}

/// Everything a shop owner can set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// Where the API is.
    pub api_prefix: ApiPrefix,
    /// Path of the app itself, without a slash at its end: `""` or `/shop`.
    pub base_path: String,
    /// The shop's name.
    pub name: String,
    /// Where the support link leads, if there is one.
    pub support_url: Option<String>,
    /// The support address, if there is one.
    pub support_email: Option<String>,
    /// Country of a first visit.
    pub country: Country,
    /// Countries offered; empty means all.
    pub countries: Vec<Country>,
    /// Languages offered, as BCP 47 tags with a file in `public/locales`.
    pub languages: Vec<String>,
    /// `COIN` or `COIN:Network`; empty means all, the first is preselected.
    pub coins: Vec<String>,
    /// `acquisition.utm_source` of orders.
    pub utm_source: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_prefix: ApiPrefix::default(),
            base_path: String::new(),
            name: "Refillery".to_owned(),
            support_url: None,
            support_email: None,
            country: Country::UNITED_STATES,
            countries: Vec::new(),
            languages: LANGUAGES.map(str::to_owned).to_vec(),
            coins: Vec::new(),
            utm_source: None,
        }
    }
}

/// A wrong field: the default is used, and this is said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConfigProblem {
    /// The block is missing or isn't a JSON object.
    Unreadable,
    /// A field's value can't be used.
    WrongField(String),
    /// A field this shop doesn't know, perhaps misspelled.
    UnknownField(String),
}

impl Config {
    /// Reads the block of the document. The only read of it.
    pub fn from_document() -> (Self, Vec<ConfigProblem>) {
        let document = leptos::prelude::document();
        let block = document
            .get_element_by_id(BLOCK_ID)
            .and_then(|block| block.text_content());
        let (mut config, problems) = Self::parse(block.as_deref().unwrap_or_default());
        let base = document.base_uri().ok().flatten().unwrap_or_default();
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
        let mut problems = Vec::new();
        for (name, value) in fields {
            let problem = match config.set(name, value) {
                Field::Taken => {
                    names_country |= name == "country";
                    continue;
                }
                Field::Wrong => ConfigProblem::WrongField(name.clone().into_owned()),
                Field::Unknown => ConfigProblem::UnknownField(name.clone().into_owned()),
            };
            problems.push(problem);
        }
        // Nobody may start in a country that the shop doesn't sell in: the first
        // of the list is the default, unless one of it is named.
        if let Some(first) = config.countries.first().copied() {
            let is_offered = config.offers(config.country);
            if names_country && !is_offered {
                problems.push(ConfigProblem::WrongField("country".to_owned()));
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

    fn set(&mut self, name: &str, value: &Json<'_>) -> Field {
        match name {
            "api_prefix" => place(
                &mut self.api_prefix,
                value.as_text().and_then(ApiPrefix::parse),
            ),
            "name" => place(&mut self.name, text(value)),
            "support_url" => optional(&mut self.support_url, value, |text| {
                text.starts_with("https://")
            }),
            "support_email" => optional(&mut self.support_email, value, |text| text.contains('@')),
            "country" => {
                let country = value
                    .as_text()
                    .and_then(Country::parse)
                    .filter(|country| country.is_listed());
                place(&mut self.country, country)
            }
            "countries" => {
                let all = texts(value).and_then(|codes| {
                    codes
                        .iter()
                        .map(|code| Country::parse(code).filter(|country| country.is_listed()))
                        .collect()
                });
                place(&mut self.countries, all)
            }
            "languages" => place(
                &mut self.languages,
                texts(value)
                    .filter(|list| !list.is_empty() && list.iter().all(|tag| is_language_tag(tag))),
            ),
            "coins" => place(&mut self.coins, texts(value)),
            "utm_source" => optional(&mut self.utm_source, value, |text| text.len() <= 64),
            // Later versions read these; a block that has them is not wrong.
            "logo" | "accent" | "theme" | "kinds" | "partner_origins" => Field::Taken,
            _ => Field::Unknown,
        }
    }
}

enum Field {
    Taken,
    Wrong,
    Unknown,
}

fn place<T>(target: &mut T, value: Option<T>) -> Field {
    match value {
        Some(value) => {
            *target = value;
            Field::Taken
        }
        None => Field::Wrong,
    }
}

fn optional(target: &mut Option<String>, value: &Json<'_>, accepts: fn(&str) -> bool) -> Field {
    if *value == Json::Null || value.as_text() == Some("") {
        return Field::Taken;
    }
    place(target, text(value).filter(|text| accepts(text)).map(Some))
}

fn text(value: &Json<'_>) -> Option<String> {
    value
        .as_text()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

fn texts(value: &Json<'_>) -> Option<Vec<String>> {
    value.as_list()?.iter().map(text).collect()
}

/// A tag ends in a file's name, so it is letters, digits and hyphens only.
fn is_language_tag(tag: &str) -> bool {
    (2..=12).contains(&tag.len())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
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
mod tests {
    use super::{ApiPrefix, Config, ConfigProblem, path_of};

    #[test]
    fn the_prefix_never_leaves_the_origin() {
        for good in ["/api", "/api/", "/shop/api-v1"] {
            assert_eq!(
                ApiPrefix::parse(good).expect(good).as_str(),
                good.trim_end_matches('/')
            );
        }
        for bad in [
            "",
            "/",
            "api",
            "//evil.example",
            "https://evil.example/api",
            "/api?x=1",
            "/a/../b",
            "/a//b",
            "/\\evil",
            "/api#x",
        ] {
            assert_eq!(ApiPrefix::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_wrong_field_keeps_its_default_and_is_named() {
        let (config, problems) = Config::parse(
            r#"{"api_prefix":"https://x","country":"zz9","name":"Corner Shop","languages":["../en"],"colour":"red"}"#,
        );
        assert_eq!(config.api_prefix.as_str(), "/api");
        assert_eq!(config.country.code(), "US");
        assert_eq!(config.name, "Corner Shop");
        assert_eq!(config.languages, super::LANGUAGES);
        let wrong = |name: &str| problems.contains(&ConfigProblem::WrongField(name.to_owned()));
        assert!(wrong("api_prefix") && wrong("country") && wrong("languages") && !wrong("name"));
        assert!(problems.contains(&ConfigProblem::UnknownField("colour".to_owned())));
    }

    #[test]
    fn a_broken_block_is_one_problem() {
        for broken in ["", "{", "[]", "null"] {
            assert_eq!(
                Config::parse(broken),
                (Config::default(), vec![ConfigProblem::Unreadable])
            );
        }
    }

    #[test]
    fn an_allow_list_decides_the_default_country() {
        let (config, problems) = Config::parse(r#"{"countries":["JP","KR"]}"#);
        assert_eq!((config.country.code(), problems.len()), ("JP", 0));
        // In either order of the two fields.
        for named in [
            r#"{"country":"KR","countries":["JP","KR"]}"#,
            r#"{"countries":["JP","KR"],"country":"kr"}"#,
        ] {
            let (config, problems) = Config::parse(named);
            assert_eq!((config.country.code(), problems.len()), ("KR", 0));
        }
    }

    #[test]
    fn nobody_starts_where_nothing_is_sold() {
        // A word that is no country, none of the list, and the wrong kind.
        for country in [r#""zz9""#, r#""QQ""#, r#""US""#, "7", "null"] {
            for block in [
                [r#"{"country":"#, country, r#","countries":["JP","KR"]}"#],
                [r#"{"countries":["JP","KR"],"country":"#, country, "}"],
            ] {
                let (config, problems) = Config::parse(&block.concat());
                assert_eq!(config.country.code(), "JP", "{block:?}");
                assert!(config.offers(config.country));
                let wrong = ConfigProblem::WrongField("country".to_owned());
                assert_eq!(problems, [wrong], "{block:?}");
            }
        }
        // The list is what is wrong here, so all countries are sold in.
        let (config, problems) = Config::parse(r#"{"country":"KR","countries":["Japan"]}"#);
        assert_eq!((config.country.code(), problems.len()), ("KR", 1));
        let (config, problems) = Config::parse(r#"{"countries":[]}"#);
        assert_eq!((config.country.code(), problems.len()), ("US", 0));
    }

    #[test]
    fn the_base_path_is_that_of_the_document() {
        for (address, path) in [
            ("http://127.0.0.1:8080/", "/"),
            ("https://x.example/shop/", "/shop/"),
            ("https://x.example/shop/index.html", "/shop/"),
            ("https://x.example", "/"),
        ] {
            assert_eq!(path_of(address), path);
        }
    }
}
