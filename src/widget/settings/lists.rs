//! Settings that are chosen from what the shop offers.

use super::Refusal;
use crate::config::{Config, LANGUAGES, values};
use shop_core::json::Json;
use shop_core::model::brand::Kinds;
use shop_core::model::payment::{Pair, is_same_coin};

/// The shop's language for a tag: the same, or of the same first part.
pub(super) fn language(tag: &str, shop: &Config) -> Result<String, Refusal> {
    let is_tag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_alphanumeric())
    };
    if !tag.split('-').all(is_tag) {
        return Err(Refusal::Form);
    }
    let first = tag
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let first = if first == "fil" { "tl" } else { first.as_str() };
    let is_offered = |known: &&&str| shop.languages.iter().any(|own| own == **known);
    let found = LANGUAGES.iter().filter(|known| **known == first);
    found
        .clone()
        .find(is_offered)
        .map(|known| (*known).to_owned())
        .ok_or(Refusal::NotOffered)
}

/// The kinds of a list that the shop offers as well.
pub(super) fn kinds(value: &str, shop: &Config) -> Result<Kinds, Refusal> {
    let names = value.split(',').map(|name| match name.trim() {
        "giftcard" => "gift_card",
        other => other,
    });
    let kinds: Option<Vec<Kinds>> = names.map(Kinds::parse).collect();
    let kinds = Kinds::of_list(kinds.ok_or(Refusal::Form)?);
    kinds.within(shop.kinds).ok_or(Refusal::NotOffered)
}

/// The coins of a list that the shop offers; an error if it offers none.
pub(super) fn coins(value: &str, shop: &Config) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    for entry in value.split(',').map(str::trim) {
        let entry = method(entry).unwrap_or(entry);
        let coin = values::coin(&Json::Text(entry.into())).ok_or(Refusal::Form)?;
        let has = |is_one: &dyn Fn(&String) -> bool| {
            shop.coins.is_empty() || shop.coins.iter().any(is_one)
        };
        let is_offered = match coin.split_once(':') {
            Some((name, network)) => {
                let pair = Pair::new(name, network);
                let is_refused = pair.needs_name() && !shop.tron_stablecoins;
                !is_refused && has(&|own| pair.is_meant_by(own))
            }
            None => has(&|own| is_same_coin(own, &coin)),
        };
        if is_offered && !found.contains(&coin) {
            found.push(coin);
        }
    }
    if found.is_empty() {
        return Err(Refusal::NotOffered);
    }
    Ok(found)
}

/// Bitrefill's names of ways to pay.
fn method(name: &str) -> Option<&'static str> {
    Some(match name {
        "bitcoin" => "BTC:Mainnet",
        "lightning" => "BTC:Lightning",
        "litecoin" => "LTC:Mainnet",
        "dogecoin" => "DOGE:Mainnet",
        "ethereum" | "eth_mainnet" => "ETH:ETH Mainnet",
        "eth_base" => "ETH:Base",
        "usdc_erc20" => "USDC:ETH Mainnet",
        "usdc_base" => "USDC:Base",
        "usdc_polygon" => "USDC:Polygon (Matic)",
        "usdc_arbitrum" => "USDC:Arbitrum",
        "usdc_solana" => "USDC:Solana",
        "usdt_erc20" => "USDT:ETH Mainnet",
        "usdt_trc20" => "USDT:Tron",
        "usdt_polygon" => "USDT:Polygon (Matic)",
        "solana" => "SOL:Solana",
        "ton" => "TON:Ton",
        _ => return None,
    })
}
