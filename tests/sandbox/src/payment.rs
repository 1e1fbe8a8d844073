//! Coins and networks: what may be combined, and what a buyer is asked to pay.
//!
//! Every address here is invented. Their formats and checksums are right, so
//! that a wallet or a checker accepts their looks; nobody holds their keys.

use crate::chance::Chance;
use crate::fixtures;
use crate::invoice;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The list's entry for one pair of coin and network.
#[derive(Debug, PartialEq)]
pub(crate) enum Standing {
    /// Can be paid; the least amount in coin.
    Open(Decimal),
    /// The coin is suspended.
    CoinSuspended,
    /// The network is suspended for this coin.
    NetworkSuspended,
    /// The list does not know the pair.
    Unknown,
}

/// The data that a buyer needs to send money.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Address, or a whole Lightning invoice.
    pub(crate) address: String,
    /// Payment text for a QR code; on some networks the bare address.
    pub(crate) qr_text: String,
}

/// The lists of ways to pay there are, by the names of the setting
/// `ways_to_pay`, and what is in each.
pub(crate) const LISTS: [(&str, &str); 5] = [
    (ALL, "every coin and network; TON stands beside GRAM"),
    ("few", "the eight older coins; GRAM alone stands for TON"),
    ("new", "the newer coins and networks alone"),
    (
        "suspended",
        "TON is paused and GRAM is not; more is paused beside",
    ),
    ("sparse", "hardly a field, and nothing is paused"),
];

/// The list that is served unless another one is asked for.
pub(crate) const ALL: &str = "all";

/// The reply of `/v3/payment_vias`.
pub(crate) fn vias(list: &str) -> Value {
    match list {
        "few" => fixtures::json(fixtures::PAYMENT_VIAS),
        "new" => fixtures::json(fixtures::PAYMENT_VIAS_NEW),
        "suspended" => fixtures::json(fixtures::PAYMENT_VIAS_SUSPENDED),
        "sparse" => fixtures::json(fixtures::PAYMENT_VIAS_SPARSE),
        _ => every_way(),
    }
}

/// The union of the two long lists of the fixtures, each coin and each network of a coin
/// once.
fn every_way() -> Value {
    let mut all = fixtures::json(fixtures::PAYMENT_VIAS);
    let more = fixtures::json(fixtures::PAYMENT_VIAS_NEW);
    let named = |list: &Value, name: &Value| {
        let list = list.as_array().map_or(&[][..], Vec::as_slice);
        list.iter().position(|each| each["name"] == *name)
    };
    let Some(vias) = all.as_array_mut() else {
        return all;
    };
    for via in more.as_array().into_iter().flatten() {
        let Some(known) = vias.iter_mut().find(|each| each["name"] == via["name"]) else {
            vias.push(via.clone());
            continue;
        };
        known["logo_url"] = via["logo_url"].clone();
        for coin in via["currencies"].as_array().into_iter().flatten() {
            let coins = &mut known["currencies"];
            let Some(place) = named(coins, &coin["name"]) else {
                if let Some(coins) = coins.as_array_mut() {
                    coins.push(coin.clone());
                }
                continue;
            };
            for network in coin["networks"].as_array().into_iter().flatten() {
                let networks = &mut coins[place]["networks"];
                if named(networks, &network["name"]).is_none()
                    && let Some(networks) = networks.as_array_mut()
                {
                    networks.push(network.clone());
                }
            }
        }
    }
    all
}

/// Looks a pair up in a list. Without a network the coin's first open one is used,
/// because the documented validation request names none.
pub(crate) fn standing(vias: &Value, coin: &str, network: Option<&str>) -> Standing {
    let Some(currency) = user_wallet(vias)
        .iter()
        .find(|currency| currency["name"] == coin)
    else {
        return Standing::Unknown;
    };
    if currency["is_suspended"] == true {
        return Standing::CoinSuspended;
    }
    let networks = currency["networks"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let found = networks.iter().find(|each| match network {
        Some(name) => each["name"] == name,
        None => each["is_suspended"] != true,
    });
    match found {
        None => Standing::Unknown,
        Some(found) if found["is_suspended"] == true => Standing::NetworkSuspended,
        Some(found) => Standing::Open(crate::money::read(&found["threshold"]).unwrap_or_default()),
    }
}

/// The pairs on offer for one coin, or all of them when the coin is unknown,
/// with the networks' names as the list has them.
fn open_pairs(vias: &Value, coin: &str) -> Vec<(String, String)> {
    let currencies = user_wallet(vias);
    let known = currencies.iter().any(|currency| currency["name"] == coin);
    let mut pairs = Vec::new();
    for currency in currencies {
        if currency["is_suspended"] == true || (known && currency["name"] != coin) {
            continue;
        }
        for network in currency["networks"].as_array().into_iter().flatten() {
            if network["is_suspended"] != true
                && let (Some(coin), Some(network)) =
                    (currency["name"].as_str(), network["name"].as_str())
            {
                pairs.push((coin.to_owned(), network.to_owned()));
            }
        }
    }
    pairs
}

/// The list in a refusal: the pairs on offer, with the networks' inner names.
pub(crate) fn allowed_pairs(vias: &Value, coin: &str) -> Value {
    let pairs = open_pairs(vias, coin).into_iter();
    pairs
        .map(|(coin, network)| json!({ "protocol": protocol(&coin, &network), "coin": coin }))
        .collect()
}

/// The network that is used when a request names none.
pub(crate) fn first_network(vias: &Value, coin: &str) -> String {
    let first = open_pairs(vias, coin).into_iter().next();
    first.map_or_else(|| "Mainnet".to_owned(), |(_, network)| network)
}

/// The label product rows carry: not the network a buyer pays on.
pub(crate) fn price_label(coin: &str) -> String {
    match coin {
        "USDC" | "USDT" => format!("{coin}-MATIC"),
        _ => coin.to_owned(),
    }
}

/// The label an order carries, such as `BTC-LIGHTNING`.
pub(crate) fn method(coin: &str, network: &str) -> String {
    let tail = match (coin, network) {
        (_, "Lightning") => "LIGHTNING",
        (_, "Base") => "BASE",
        (_, "Polygon (Matic)") => "MATIC",
        (_, "Arbitrum") => "ARBITRUM",
        ("TRX", "Tron") | ("SUI", "Sui") | ("TON" | "GRAM", "Ton") => return coin.to_owned(),
        (_, "Tron") => "TRON",
        (_, "Ton") => "TON",
        (_, "Sui") => "SUI",
        (_, "Binance Smart Chain") => "BSC",
        (_, "Optimism") => "OPTIMISM",
        (_, "Avalanche") => "AVALANCHE",
        (_, "Plasma") => "PLASMA",
        (_, "Sonic") => "SONIC",
        (_, "WorldChain") => "WORLDCHAIN",
        ("USDC" | "USDT" | "PYUSD", "Solana") => "SOLANA",
        ("USDC" | "USDT", "ETH Mainnet") => "ETH",
        _ => return coin.to_owned(),
    };
    format!("{coin}-{tail}")
}

/// The inner name of a network; see docs/api.md#inner-names.
pub(crate) fn protocol(coin: &str, network: &str) -> String {
    let name = match (coin, network) {
        ("BTC", "Mainnet") => "BTC",
        (_, "Mainnet") => coin,
        (_, "ETH Mainnet") => "ETHEREUM",
        (_, "Polygon (Matic)") => "MATIC",
        (_, "Binance Smart Chain") => "BINANCE",
        (_, "OKXChain") => "OKEX",
        (_, network) => return format!("{}_LIKE", network.to_uppercase()),
    };
    format!("{name}_LIKE")
}

/// Where and how to pay this amount.
pub(crate) fn request(coin: &str, network: &str, amount: Decimal, now: u64) -> Request {
    let address = match (coin, network) {
        (_, "Lightning") => invoice::write(amount, now),
        ("BTC", _) => "bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de".to_owned(),
        ("LTC", _) => "ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k".to_owned(),
        ("DOGE", _) => "DFzzW8MmUeGtmF6EMAFpRKForAiYjm5zEA".to_owned(),
        // Points of the curve, as wallets' addresses are, made of a hash (SHA-256
        // of "Refillery sandbox SOL 0" and "Refillery sandbox USDC 0"), so nobody
        // knows a key. Those in `tests/fixtures` aren't points of it.
        ("SOL", _) => "CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF".to_owned(),
        (_, "Solana") => "FUgLS6G4PgHhpJKCfKArxCSrCYYdkyavnGUiWPw8yGAF".to_owned(),
        (_, "Tron") => "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy".to_owned(),
        (_, "Ton") => "UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfJ".to_owned(),
        // SHA-256 of "Refillery sandbox Sui 0", and of the names below its last
        // twenty bytes, in the letters of EIP-55.
        (_, "Sui") => {
            "0x26d1c8529fac107de55065c43054d2a4d9804ff91b9b4eb1445158bca75b75d8".to_owned()
        }
        (_, "Binance Smart Chain") => "0x7aFC607c15d72a3C217ADc0e47E8Ba514ba782a2".to_owned(),
        (_, "Sonic") => "0x86A05D40a386222a12D4c6dd766041A64592CFC9".to_owned(),
        (_, "Plasma") => "0xAC77035C8945B25EFC45c2f0187a9eEE17f3047D".to_owned(),
        (_, "WorldChain") => "0x208c67f5ef76Ed130B0a1d3072Df470072226016".to_owned(),
        (_, "Optimism") => "0x66D62CBCA067ce6c4B30713B61735899e9F547cC".to_owned(),
        (_, "Avalanche") => "0x1e059072dE7Ca08Dfc5a932852509a4880400fc5".to_owned(),
        _ => "0x5a4d0b0c0000000000000000000000000e7ac0de".to_owned(),
    };
    let qr_text = qr_text(coin, network, &address, amount);
    Request { address, qr_text }
}

/// The payment text for an amount: on some networks the bare address.
pub(crate) fn qr_text(coin: &str, network: &str, address: &str, amount: Decimal) -> String {
    const SOLANA_USDC: &str = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
    match (coin, network) {
        (_, "Lightning") => format!("lightning:{address}"),
        ("BTC", _) => format!("bitcoin:{address}?amount={amount}"),
        ("LTC", _) => format!("litecoin:{address}?amount={amount}"),
        ("USDC", "Solana") => {
            format!("solana:{address}?amount={amount}&spl-token={SOLANA_USDC}")
        }
        _ => address.to_owned(),
    }
}

/// An invented transaction's hash, in the form of the network.
pub(crate) fn transaction(network: &str, seed: u64, name: &str) -> String {
    let mut chance = Chance::new(seed, name);
    match network {
        "Solana" | "Sui" => {
            const LETTERS: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
            let length = if network == "Sui" { 44 } else { 88 };
            (0..length)
                .map(|_| char::from(*chance.pick(LETTERS)))
                .collect()
        }
        _ => {
            let mut digits: String = (0..4).map(|_| format!("{:016x}", chance.next())).collect();
            if request("", network, Decimal::ZERO, 0)
                .address
                .starts_with("0x")
            {
                digits.insert_str(0, "0x");
            }
            digits
        }
    }
}

fn user_wallet(vias: &Value) -> &[Value] {
    vias.as_array()
        .and_then(|list| list.iter().find(|via| via["name"] == "USER_WALLET"))
        .and_then(|via| via["currencies"].as_array())
        .map_or(&[], Vec::as_slice)
}
