//! Coins and networks: what may be combined, and what a buyer is asked to pay.
//!
//! Every address here is invented. Their formats and checksums are right, so
//! that a wallet or a checker accepts their looks; nobody holds their keys.

use crate::fixtures;
use crate::invoice;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What the list of payment ways says about one pair of coin and network.
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

/// What a buyer needs to send money.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Address, or a whole Lightning invoice.
    pub(crate) address: String,
    /// Payment text for a QR code; on some networks the bare address.
    pub(crate) qr_text: String,
}

/// The reply of `/v3/payment_vias`.
pub(crate) fn vias() -> Value {
    fixtures::json(fixtures::PAYMENT_VIAS)
}

/// Looks a pair up. Without a network the coin's first open one stands in,
/// because the documented validation request names none.
pub(crate) fn standing(coin: &str, network: Option<&str>) -> Standing {
    let vias = vias();
    let Some(currency) = user_wallet(&vias)
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

/// The pairs on offer for one coin, or all of them when the coin is unknown:
/// what a refusal lists.
pub(crate) fn allowed_pairs(coin: &str) -> Value {
    let vias = vias();
    let currencies = user_wallet(&vias);
    let known = currencies.iter().any(|currency| currency["name"] == coin);
    let mut pairs = Vec::new();
    for currency in currencies {
        if currency["is_suspended"] == true || (known && currency["name"] != coin) {
            continue;
        }
        for network in currency["networks"].as_array().into_iter().flatten() {
            if network["is_suspended"] != true {
                pairs.push(json!({ "coin": currency["name"], "network": network["name"] }));
            }
        }
    }
    Value::Array(pairs)
}

/// The network that stands in when a request names none.
pub(crate) fn first_network(coin: &str) -> String {
    allowed_pairs(coin)[0]["network"]
        .as_str()
        .unwrap_or("Mainnet")
        .to_owned()
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
        (_, "Tron") => "TRON",
        ("USDC" | "USDT", "Solana") => "SOLANA",
        ("USDC" | "USDT", "ETH Mainnet") => "ETH",
        _ => return coin.to_owned(),
    };
    format!("{coin}-{tail}")
}

/// The family of protocols a network belongs to.
pub(crate) fn protocol(network: &str) -> &'static str {
    match network {
        "Lightning" => "LIGHTNING_LIKE",
        "Mainnet" => "BITCOIN_LIKE",
        "Solana" => "SOLANA_LIKE",
        "Tron" => "TRON_LIKE",
        "Ton" => "TON_LIKE",
        _ => "EVM_LIKE",
    }
}

/// Where and how to pay this amount.
pub(crate) fn request(coin: &str, network: &str, amount: Decimal, now: u64) -> Request {
    const SOLANA_USDC: &str = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
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
        _ => "0x5a4d0b0c0000000000000000000000000e7ac0de".to_owned(),
    };
    let qr_text = match (coin, network) {
        (_, "Lightning") => format!("lightning:{address}"),
        ("BTC", _) => format!("bitcoin:{address}?amount={amount}"),
        ("LTC", _) => format!("litecoin:{address}?amount={amount}"),
        ("USDC", "Solana") => {
            format!("solana:{address}?amount={amount}&spl-token={SOLANA_USDC}")
        }
        _ => address.clone(),
    };
    Request { address, qr_text }
}

fn user_wallet(vias: &Value) -> &[Value] {
    vias.as_array()
        .and_then(|list| list.iter().find(|via| via["name"] == "USER_WALLET"))
        .and_then(|via| via["currencies"].as_array())
        .map_or(&[], Vec::as_slice)
}
