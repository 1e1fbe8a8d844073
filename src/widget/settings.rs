//! The settings that the page around may set, by name, from the frame's address and from messages:
//! each is judged by itself, and each refusal is reported.
//!
//! Each setting becomes a name with a text first, so that the same rules judge both sources. Only
//! names that are known here are ever read, so a `__proto__` is an unknown name like any other.

mod lists;

use crate::config::{Config, values};
use crate::host::Prefill;
use lists::{coins, kinds, language};
use shop_core::json::Json;
use shop_core::model::beneficiary;
use shop_core::model::brand::Kinds;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::route::query_name::{
    CATEGORY, COIN, COINS, FIXED, KIND, LEAST, MOST, NETWORK, OPTION, SEARCH, SORT, STOCK,
};

/// Longest text of a setting in bytes: names of brands and addresses of wallets are shorter, and no
/// page can fill a form with a whole book.
const LONGEST: usize = 400;

/// Longest list of coins in bytes: every pair that the API has ever had fits
/// into it twice. A list that is refused would offer all of them.
const LONGEST_COINS: usize = 1_000;

/// The names of the list of coins, in small letters.
const COIN_LISTS: [&str; 3] = [COINS, "paymentmethods", "paymentmethod"];

/// The pages where a widget can begin, or that a partner can open.
pub(super) const VIEWS: [&str; 7] = [
    "home", "brands", "brand", "product", "checkout", "order", "orders",
];

/// Least and greatest length of a channel's id: 128 random bits are 22 signs of
/// base64, and no more than 64 are needed.
const CHANNEL: std::ops::RangeInclusive<usize> = 22..=64;

/// The largest corner in pixels: beyond it a button is all corner.
const MOST_ROUND: u32 = 24;

/// The names of colours, in the order in which they are judged.
pub(super) const COLOURS: [&str; 9] = [
    "bg",
    "surface",
    "text",
    "muted",
    "border",
    "danger",
    "success",
    "accent",
    "accent-text",
];

/// Why a setting was refused, in a word for programs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// There is no such setting.
    Unknown,
    /// The value isn't of its form.
    Form,
    /// Well formed, but this shop doesn't have it.
    NotOffered,
    /// Text in this colour, or on it, could not be read.
    Contrast,
    /// It names a person, and addresses end in the logs of servers.
    NotInUrl,
    /// It can't be changed any more.
    StartOnly,
}

impl Refusal {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Form => "form",
            Self::NotOffered => "not_offered",
            Self::Contrast => "contrast",
            Self::NotInUrl => "not_in_url",
            Self::StartOnly => "start_only",
        }
    }
}

/// The result of a configuration: the names accepted, and those refused.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct Verdict {
    pub(super) taken: Vec<String>,
    pub(super) refused: Vec<(String, Refusal)>,
}

/// The scheme of colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Scheme {
    Light,
    Dark,
    Auto,
}

impl Scheme {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Auto => "auto",
        }
    }
}

/// The page where a widget begins, or that a partner opens.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct Start {
    pub(super) view: String,
    pub(super) brand: String,
    pub(super) product: String,
    pub(super) amount: String,
}

/// Everything that the page around has set.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Settings {
    pub(super) channel: Option<String>,
    pub(super) parent: Option<String>,
    pub(super) country: Option<Country>,
    pub(super) language: Option<String>,
    pub(super) scheme: Option<Scheme>,
    /// The requested colours: names and six digits, each name once.
    pub(super) colours: Vec<(&'static str, String)>,
    pub(super) radius: Option<u32>,
    pub(super) font: Option<String>,
    pub(super) density: Option<String>,
    pub(super) start: Start,
    pub(super) kinds: Option<Kinds>,
    pub(super) coins: Vec<String>,
    pub(super) host_pays: bool,
    pub(super) shows_payment: bool,
    pub(super) reference: Option<String>,
    pub(super) utm_source: Option<String>,
    pub(super) prefill: Prefill,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            channel: None,
            parent: None,
            country: None,
            language: None,
            scheme: None,
            colours: Vec::new(),
            radius: None,
            font: None,
            density: None,
            start: Start::default(),
            kinds: None,
            coins: Vec::new(),
            host_pays: false,
            shows_payment: true,
            reference: None,
            utm_source: None,
            prefill: Prefill::default(),
        }
    }
}

/// Settings that can be set only once, in the address.
const ONCE: [&str; 7] = [
    "view", "brand", "product", "amount", "kinds", "parent", "ch",
];

/// Names of the shop's own addresses, which are no settings.
const OF_ADDRESSES: [&str; 11] = [
    FIXED, OPTION, COIN, NETWORK, SEARCH, CATEGORY, KIND, STOCK, LEAST, MOST, SORT,
];

impl Settings {
    /// Takes the settings from the frame's address.
    pub(super) fn take_query(&mut self, query: &[(String, String)], shop: &Config) -> Verdict {
        let mut verdict = Verdict::default();
        for (name, value) in query {
            let is_own = OF_ADDRESSES.contains(&name.as_str());
            if is_own || value.is_empty() {
                continue;
            }
            let judged = if is_personal(name) {
                Err(Refusal::NotInUrl)
            } else {
                self.take(name, value, shop)
            };
            verdict.note(name, judged);
        }
        verdict
    }

    /// Takes the settings of a message.
    pub(super) fn take_message(&mut self, data: &Json<'_>, shop: &Config) -> Verdict {
        let mut verdict = Verdict::default();
        for (name, value) in data.as_object().unwrap_or_default() {
            if name == "prefill" {
                for (name, value) in value.as_object().unwrap_or_default() {
                    let judged = if is_personal(name) {
                        text_of(value).and_then(|text| self.take_personal(name, &text))
                    } else {
                        Err(Refusal::Unknown)
                    };
                    verdict.note(&["prefill.", name].concat(), judged);
                }
                continue;
            }
            let is_start = ONCE.iter().any(|once| once.eq_ignore_ascii_case(name));
            let judged = if is_start {
                Err(Refusal::StartOnly)
            } else {
                text_of(value).and_then(|text| self.take(name, &text, shop))
            };
            verdict.note(name, judged);
        }
        verdict
    }

    fn take(&mut self, name: &str, value: &str, shop: &Config) -> Result<(), Refusal> {
        // HTML converts the names of attributes to small letters.
        let name = name.to_ascii_lowercase();
        let name = name.as_str();
        let longest = if COIN_LISTS.contains(&name) {
            LONGEST_COINS
        } else {
            LONGEST
        };
        if value.len() > longest {
            return Err(Refusal::Form);
        }
        if let Some(colour) = COLOURS.iter().find(|colour| **colour == name) {
            return self.take_colour(colour, value);
        }
        match name {
            "country" | "region" => {
                let country = Country::parse(value).ok_or(Refusal::Form)?;
                if !shop.offers(country) {
                    return Err(Refusal::NotOffered);
                }
                self.country = Some(country);
            }
            "lang" | "hl" | "language" => self.language = Some(language(value, shop)?),
            "theme" => {
                self.scheme = Some(match value {
                    "light" => Scheme::Light,
                    "dark" => Scheme::Dark,
                    "auto" => Scheme::Auto,
                    _ => return Err(Refusal::Form),
                });
            }
            "radius" => {
                let radius = value.parse().ok().filter(|radius| *radius <= MOST_ROUND);
                self.radius = Some(radius.ok_or(Refusal::Form)?);
            }
            "font" => self.font = Some(one_of(value, &["system", "serif", "mono"])?),
            "density" => self.density = Some(one_of(value, &["normal", "compact"])?),
            "view" => self.start.view = one_of(value, &VIEWS)?,
            "brand" => value.clone_into(&mut self.start.brand),
            "product" => value.clone_into(&mut self.start.product),
            "amount" => {
                let amount = Amount::parse(value).ok_or(Refusal::Form)?;
                amount.as_str().clone_into(&mut self.start.amount);
            }
            "kinds" => self.kinds = Some(kinds(value, shop)?),
            name if COIN_LISTS.contains(&name) => self.coins = coins(value, shop)?,
            "pay" => self.host_pays = one_of(value, &["shopper", "host"])? == "host",
            "show_payment_info" | "showpaymentinfo" => {
                self.shows_payment = match value {
                    "1" | "true" => true,
                    "0" | "false" => false,
                    _ => return Err(Refusal::Form),
                };
            }
            "ref" => self.reference = Some(source(value)?),
            "utm_source" => self.utm_source = Some(source(value)?),
            // The API has no field for these two.
            "utm_medium" | "utm_campaign" => return Err(Refusal::NotOffered),
            "parent" => self.parent = Some(value.to_owned()),
            "ch" => {
                let is_sign = |sign: u8| sign.is_ascii_alphanumeric() || b"-_".contains(&sign);
                if !CHANNEL.contains(&value.len()) || !value.bytes().all(is_sign) {
                    return Err(Refusal::Form);
                }
                self.channel = Some(value.to_owned());
            }
            _ => return Err(Refusal::Unknown),
        }
        Ok(())
    }

    fn take_colour(&mut self, name: &'static str, value: &str) -> Result<(), Refusal> {
        let digits = value.strip_prefix('#').unwrap_or(value);
        // An empty value restores the shop's own colour.
        let is_colour = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !is_colour && !digits.is_empty() {
            return Err(Refusal::Form);
        }
        self.colours.retain(|(known, _)| *known != name);
        if is_colour {
            self.colours.push((name, digits.to_ascii_lowercase()));
        }
        Ok(())
    }

    fn take_personal(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let value = value.trim();
        let is_bad = match name {
            "email" => beneficiary::email(value).is_none(),
            "phone" => !value
                .bytes()
                .all(|sign| sign.is_ascii_digit() || b"+ ()-.".contains(&sign)),
            _ => !value.bytes().all(|sign| sign.is_ascii_graphic()),
        };
        if value.len() > LONGEST || (is_bad && !value.is_empty()) {
            return Err(Refusal::Form);
        }
        let place = match name {
            "email" => &mut self.prefill.email,
            "phone" => &mut self.prefill.phone,
            _ => &mut self.prefill.refund,
        };
        value.clone_into(place);
        Ok(())
    }
}

impl Verdict {
    fn note(&mut self, name: &str, judged: Result<(), Refusal>) {
        // The sender of a name of a thousand letters already knows it.
        let name: String = name.chars().take(64).collect();
        match judged {
            Ok(()) => self.taken.push(name),
            Err(reason) => self.refused.push((name, reason)),
        }
    }

    /// Refuses a setting that was accepted and can't stay.
    pub(super) fn refuse(&mut self, name: &str, reason: Refusal) {
        self.taken.retain(|taken| !taken.eq_ignore_ascii_case(name));
        self.refused.push((name.to_owned(), reason));
    }

    /// Settings refused for this reason count as accepted until they are judged again.
    pub(super) fn forgive(&mut self, reason: Refusal) {
        let refused = std::mem::take(&mut self.refused);
        for (name, why) in refused {
            if why == reason {
                self.taken.push(name);
            } else {
                self.refused.push((name, why));
            }
        }
    }
}

/// Whether a setting names a person.
fn is_personal(name: &str) -> bool {
    matches!(name, "email" | "phone" | "refund_address")
}

/// A value of a message in the form that it would have in an address.
fn text_of(value: &Json<'_>) -> Result<String, Refusal> {
    match value {
        Json::Text(text) => Ok(text.clone().into_owned()),
        Json::Number(digits) => Ok((*digits).to_owned()),
        Json::Bool(flag) => Ok(if *flag { "1" } else { "0" }.to_owned()),
        Json::List(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Json::as_str).collect();
            texts.map(|texts| texts.join(",")).ok_or(Refusal::Form)
        }
        Json::Null | Json::Object(_) => Err(Refusal::Form),
    }
}

fn source(value: &str) -> Result<String, Refusal> {
    let found = values::is_source(value).then(|| value.to_owned());
    found.ok_or(Refusal::Form)
}

fn one_of(value: &str, allowed: &[&str]) -> Result<String, Refusal> {
    let found = allowed.contains(&value).then(|| value.to_owned());
    found.ok_or(Refusal::Form)
}

#[cfg(test)]
mod tests;
