//! Compares the API's own payment text with its order.
//!
//! The text is never shown: the shop builds its own text from checked parts. It is a second source:
//! if it names another recipient, the payment stops.

use super::address;
use super::network::Network;
use super::request::Payment;
use crate::model::money::Amount;

/// The result of comparing a payment text with an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// Everything in the text is as in the order.
    Equal,
    /// The same recipient, but another amount, beyond rounding.
    OtherAmount,
    /// The same recipient, but another coin or network, or a second way to pay.
    Different,
    /// The text names another recipient.
    OtherRecipient,
    /// The text can't be understood, or must not be used (`req-…`, an exponent).
    Unreadable,
}

/// The content of a payment text.
#[derive(Default, Debug)]
struct Asked<'a> {
    recipient: &'a str,
    /// The digits, and whether they count the smallest units.
    amount: Option<(&'a str, bool)>,
    token: Option<&'a str>,
    /// Whether it is for the order's network.
    is_here: bool,
    /// Whether it asks for something that an order never asks for.
    is_odd: bool,
    /// Whether it contains a key that must be obeyed or refused (BIP-321), or a key twice.
    is_refused: bool,
}

/// Compares a text with a payment.
pub fn compare(text: &str, payment: &Payment<'_>) -> Comparison {
    let text = text.trim();
    let network = payment.network;
    if address::is_same(network, text, payment.recipient) {
        return Comparison::Equal;
    }
    let scheme = text.split_once(':').map(|(scheme, rest)| {
        // Some texts have `lightning://`, which doesn't mean another recipient.
        (scheme.to_ascii_lowercase(), rest.trim_start_matches('/'))
    });
    let asked = match scheme.as_ref() {
        Some((scheme, rest)) => match read(scheme, rest, network) {
            Some(asked) => asked,
            None => return stranger(text),
        },
        None => return stranger(text),
    };
    if !address::is_same(network, asked.recipient, payment.recipient) {
        return stranger(asked.recipient);
    }
    if asked.is_refused {
        return Comparison::Unreadable;
    }
    let is_token = is_token(asked.token, asked.amount.is_some(), payment);
    // `None` if it can't be compared with the payment's.
    let is_amount = match asked.amount {
        None => Some(true),
        Some((digits, is_units)) => {
            // The same spelling as everywhere: no exponent, sign or blank.
            let Some(amount) = Amount::parse(digits) else {
                return Comparison::Unreadable;
            };
            let told = if is_units {
                // Units of another coin can't be compared with an amount of this one.
                coins(digits, payment).filter(|_| is_token)
            } else {
                Some(amount)
            };
            told.map(|told| told.is_about(payment.amount))
        }
    };
    match is_amount {
        Some(false) => Comparison::OtherAmount,
        Some(true) if is_token && asked.is_here && !asked.is_odd => Comparison::Equal,
        _ => Comparison::Different,
    }
}

/// The invoice in a payment text for Lightning.
pub(super) fn without_lightning(text: &str) -> &str {
    match text.split_once(':') {
        Some((scheme, invoice)) if scheme.eq_ignore_ascii_case("lightning") => {
            invoice.trim_start_matches('/')
        }
        _ => text,
    }
}

/// The result for a text with another recipient: only a text that could be an address is a
/// recipient.
fn stranger(text: &str) -> Comparison {
    let account = text.strip_prefix("0:").unwrap_or(text);
    let is_address = account.len() >= 20
        && account
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || b"-_".contains(&letter));
    if is_address {
        Comparison::OtherRecipient
    } else {
        Comparison::Unreadable
    }
}

/// Whether the token is the payment's token.
fn is_token(token: Option<&str>, has_amount: bool, payment: &Payment<'_>) -> bool {
    let contract = payment.asset.and_then(|asset| asset.contract);
    match (token, contract) {
        (Some(token), Some(contract)) => address::is_same(payment.network, token, contract),
        (Some(_), None) => false,
        // An amount without a token is in the chain's own coin.
        (None, Some(_)) => !has_amount,
        (None, None) => true,
    }
}

/// Converts a number of the smallest units to coins; `None` if it is unknown how many make one
/// coin.
fn coins(units: &str, payment: &Payment<'_>) -> Option<Amount> {
    let decimals = payment.asset?.decimals.to_string();
    Amount::parse_loosely(&[units, "e-", &decimals].concat())
}

/// Reads the text after a scheme; `None` if the scheme is unknown here.
fn read<'a>(scheme: &str, rest: &'a str, network: Option<Network>) -> Option<Asked<'a>> {
    let (target, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut asked = Asked {
        recipient: target,
        is_refused: is_refused(query),
        ..Asked::default()
    };
    let home = match scheme {
        "ethereum" => {
            read_ethereum(target, query, network, &mut asked);
            return Some(asked);
        }
        "lightning" => Network::Lightning,
        "bitcoin" => Network::Bitcoin,
        "litecoin" => Network::Litecoin,
        "dogecoin" => Network::Dogecoin,
        "solana" => Network::Solana,
        "tron" => Network::Tron,
        "ton" => Network::Ton,
        _ => return None,
    };
    asked.is_here = network == Some(home);
    if home == Network::Ton {
        asked.recipient = target.strip_prefix("transfer/").unwrap_or_default();
    }
    for (key, value) in pairs(query) {
        match (key, home) {
            ("amount", _) => asked.amount = Some((value, home == Network::Ton)),
            ("spl-token", Network::Solana)
            | ("jetton", Network::Ton)
            | ("token", Network::Tron) => asked.token = Some(value),
            // A second way to pay is given besides the address.
            ("lightning", Network::Bitcoin) if network == Some(Network::Lightning) => {
                asked.recipient = value;
                asked.is_here = true;
            }
            ("lightning", Network::Bitcoin) => asked.is_odd = true,
            _ => {}
        }
    }
    Some(asked)
}

/// EIP-681: `pay-` target `@chain` `/function` `?` parameters.
fn read_ethereum<'a>(
    target: &'a str,
    query: &'a str,
    network: Option<Network>,
    asked: &mut Asked<'a>,
) {
    let (target, function) = target.split_once('/').unwrap_or((target, ""));
    // Without a chain id it is Ethereum's own chain.
    let (target, chain) = target.split_once('@').unwrap_or((target, "1"));
    let target = target.strip_prefix("pay-").unwrap_or(target);
    asked.is_here = matches!(network, Some(Network::Evm(id)) if id.to_string() == chain);
    let is_transfer = function == "transfer";
    asked.recipient = target;
    if is_transfer {
        asked.token = Some(target);
        asked.recipient = "";
    }
    asked.is_odd = !is_transfer && !function.is_empty();
    for (key, value) in pairs(query) {
        match key {
            "address" if is_transfer => asked.recipient = value,
            "uint256" if is_transfer => asked.amount = Some((value, true)),
            "value" if !is_transfer => asked.amount = Some((value, true)),
            // An amount of coins besides a token.
            "value" => asked.is_odd = true,
            _ => {}
        }
    }
}

/// The keys and values of a query.
fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Whether a query contains a key that must be obeyed or refused, or a key twice, of which two
/// readers take different values.
fn is_refused(query: &str) -> bool {
    pairs(query).any(|(key, _)| {
        let is_required = key
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("req-"));
        is_required || pairs(query).filter(|(other, _)| *other == key).count() > 1
    })
}
