//! Coins and the networks they can be paid on.

use super::money::Amount;

/// A coin on a network, both byte for byte as the API names them. Only the pair
/// identifies a payment method: `Mainnet` alone could be Bitcoin or Litecoin
/// (docs/api.md#payment-method-quirks).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// Ticker, such as `USDC`.
    pub coin: String,
    /// The exact value for `payment.network`.
    pub network: String,
}

impl Pair {
    /// A pair of these two names.
    pub fn new(coin: &str, network: &str) -> Self {
        Self {
            coin: coin.to_owned(),
            network: network.to_owned(),
        }
    }

    /// USDC on Solana, which the API's own documentation recommends for cost
    /// and speed (docs/api.md#coins).
    pub fn recommended() -> Self {
        Self::new("USDC", "Solana")
    }

    /// The coin to show prices in: this one if the API knows it. An address can
    /// name anything, and products can't be asked for in an unknown coin
    /// (docs/api.md#coins has the list).
    pub fn price_coin(&self) -> &str {
        const KNOWN: [&str; 19] = [
            "BTC", "ETH", "USDC", "USDT", "SOL", "LTC", "TON", "GRAM", "TRX", "SUI", "DOGE", "DAI",
            "USDE", "FDUSD", "EUROC", "PYUSD", "WLD", "USDT.e", "USDC.e",
        ];
        if KNOWN.contains(&self.coin.as_str()) {
            &self.coin
        } else {
            "USDC"
        }
    }

    /// Whether this is the recommended pair.
    pub fn is_recommended(&self) -> bool {
        self.coin == "USDC" && self.network == "Solana"
    }
}

/// One way to pay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentOption {
    /// Coin and network.
    pub pair: Pair,
    /// The network in words.
    pub network_title: String,
    /// Least order in coin units.
    pub threshold: Option<Amount>,
    /// What the network costs, as display text.
    pub transfer_cost: Option<String>,
    /// Whether the API says that this can't be used now. A missing flag is
    /// not a suspension.
    pub is_suspended: bool,
}

/// All ways to pay from one's own wallet, in the API's order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct PaymentOptions {
    /// Every pair.
    pub options: Vec<PaymentOption>,
}

impl PaymentOptions {
    /// The option for this pair.
    pub fn find(&self, pair: &Pair) -> Option<&PaymentOption> {
        self.options.iter().find(|option| option.pair == *pair)
    }

    /// Coins in the API's order, each once.
    pub fn coins(&self) -> Vec<&str> {
        let mut coins: Vec<&str> = Vec::new();
        for option in &self.options {
            if !coins.contains(&option.pair.coin.as_str()) {
                coins.push(&option.pair.coin);
            }
        }
        coins
    }

    /// The options without those that the shop doesn't take. An entry of the
    /// list is `COIN` or `COIN:Network`; an empty list takes all.
    pub fn allowed(&self, list: &[String]) -> Self {
        let takes = |pair: &Pair| {
            list.is_empty()
                || list.iter().any(|entry| match entry.split_once(':') {
                    Some((coin, network)) => pair.coin == coin && pair.network == network,
                    None => pair.coin == *entry,
                })
        };
        Self {
            options: self
                .options
                .iter()
                .filter(|option| takes(&option.pair))
                .cloned()
                .collect(),
        }
    }
}

/// The currency that a coin is worth one of, so that a price in the coin may be
/// compared with a value in the currency. Between all others the difference
/// says nothing (docs/api.md#mark-up).
pub fn pegged_to(coin: &str) -> Option<&'static str> {
    match coin {
        "USDC" | "USDC.e" | "USDT" | "USDT.e" | "DAI" | "USDE" | "FDUSD" | "PYUSD" => Some("USD"),
        "EUROC" => Some("EUR"),
        _ => None,
    }
}

/// The network of a pair in words, for places where the live list isn't at
/// hand: `Mainnet` alone says nothing.
pub fn network_words(pair: &Pair) -> String {
    match (pair.coin.as_str(), pair.network.as_str()) {
        ("BTC", "Mainnet") => "Bitcoin",
        ("LTC", "Mainnet") => "Litecoin",
        ("DOGE", "Mainnet") => "Dogecoin",
        (_, "ETH Mainnet") => "Ethereum",
        (_, "Polygon (Matic)") => "Polygon",
        (_, "Tron") => "Tron (TRC-20)",
        (_, network) => network,
    }
    .to_owned()
}
