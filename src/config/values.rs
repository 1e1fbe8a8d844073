//! The rules for the values of settings. `deploy/shop-config.schema.json` says the same, and a test
//! compares them.

use super::LANGUAGES;
use shop_core::json::Json;
use shop_core::model::country::Country;

/// Longest name of a shop: a longer one leaves no room in the header of a phone.
const NAME_LIMIT: usize = 40;

/// Longest name of a host (RFC 1035, 2.3.4).
const HOST_LIMIT: usize = 253;

/// Longest `acquisition.utm_source`.
const SOURCE_LIMIT: usize = 64;

pub(super) fn shop_name(value: &Json<'_>) -> Option<String> {
    let name = value.as_str()?;
    let is_short = name.chars().count() <= NAME_LIMIT;
    let name = name.trim();
    (is_short && !name.is_empty()).then(|| name.to_owned())
}

pub(super) fn flag(value: &Json<'_>) -> Option<bool> {
    match value {
        Json::Bool(flag) => Some(*flag),
        _ => None,
    }
}

pub(super) fn listed(value: &Json<'_>) -> Option<Country> {
    Country::parse(value.as_str()?).filter(|country| country.is_listed())
}

/// A tag becomes part of a file's name, so only tags with a file are accepted.
pub(super) fn language(value: &Json<'_>) -> Option<String> {
    let tag = value.as_str()?;
    LANGUAGES.contains(&tag).then(|| tag.to_owned())
}

/// `COIN` or `COIN:Network`, as the API writes them. Only its live list knows which there are.
pub(crate) fn coin(value: &Json<'_>) -> Option<String> {
    let text = value.as_str()?;
    let (coin, network) = text.split_once(':').unwrap_or((text, "any"));
    let ticker = coin.strip_suffix(".e").unwrap_or(coin);
    let is_ticker = (2..=10).contains(&ticker.len())
        && ticker
            .bytes()
            .all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
    let is_network = (1..=40).contains(&network.len())
        && network
            .bytes()
            .all(|sign| sign.is_ascii_alphanumeric() || b" ()._-".contains(&sign));
    (is_ticker && is_network).then(|| text.to_owned())
}

/// An origin as browsers print it, because it is compared with that: small letters, no usual port,
/// nothing after the host. Only a partner's own machine may do without TLS.
pub(super) fn origin(value: &Json<'_>) -> Option<String> {
    let text = value.as_str()?;
    let (scheme, rest) = text.split_once("://")?;
    let (host, port) = rest
        .split_once(':')
        .map_or((rest, None), |(host, port)| (host, Some(port)));
    let is_own_machine = scheme == "http" && matches!(host, "localhost" | "127.0.0.1");
    let is_plain = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    let is_host = (1..=HOST_LIMIT).contains(&host.len())
        && host
            .bytes()
            .all(|sign| is_plain(sign) || b".-".contains(&sign))
        && host.bytes().next().is_some_and(is_plain)
        && host.bytes().next_back().is_some_and(is_plain);
    let is_port = port.is_none_or(|port| {
        (2..=5).contains(&port.len())
            && !port.starts_with('0')
            && port.bytes().all(|digit| digit.is_ascii_digit())
            && !matches!(port, "443" | "80")
    });
    let is_origin = (is_own_machine || scheme == "https") && is_host && is_port;
    is_origin.then(|| text.to_owned())
}

pub(super) fn is_secure(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_alphanumeric()) && is_graphic(rest)
    })
}

/// Whether this is an email address that fits into `mailto:` as it is.
pub(super) fn is_email(text: &str) -> bool {
    let is_word = |word: &str, more: &[u8]| {
        !word.is_empty()
            && word
                .bytes()
                .all(|sign| sign.is_ascii_alphanumeric() || more.contains(&sign))
    };
    text.split_once('@').is_some_and(|(name, host)| {
        is_word(name, b"._+-")
            && host.contains('.')
            && host.split('.').all(|word| is_word(word, b"-"))
    })
}

pub(crate) fn is_source(text: &str) -> bool {
    text.len() <= SOURCE_LIMIT && is_graphic(text)
}

pub(super) fn is_theme(text: &str) -> bool {
    matches!(text, "auto" | "light" | "dark")
}

fn is_graphic(text: &str) -> bool {
    text.bytes().all(|sign| sign.is_ascii_graphic())
}
