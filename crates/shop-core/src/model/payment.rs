//! Coins and the networks they can be paid on.

mod listing;

use super::money::Amount;
use super::network_name::network_name;

pub use listing::{OPEN_WAYS, open_ways, with_chosen};

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
    /// Creates a pair of these two names.
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

    /// The coin to show prices in: this one if the API knows it. An address can name any coin, and
    /// products can't be requested in an unknown one (docs/api.md#coins has the list).
    pub fn price_coin(&self) -> &str {
        const KNOWN: [&str; 20] = [
            "BTC", "ETH", "USDC", "USDT", "SOL", "LTC", "TON", "GRAM", "TRX", "SUI", "DOGE", "DAI",
            "USDE", "FDUSD", "EUROC", "PYUSD", "WLD", "USDT.e", "USDC.e", "USDS",
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

    /// Whether both are the same coin on the same network, in any spelling.
    pub fn means(&self, other: &Self) -> bool {
        is_same_coin(&self.coin, &other.coin) && is_same_network(&self.network, &other.network)
    }

    /// Whether this pair matches an entry of a shop's or partner's list, `COIN` or `COIN:Network`.
    pub fn is_meant_by(&self, entry: &str) -> bool {
        match entry.split_once(':') {
            Some((coin, network)) => self.means(&Self::new(coin, network)),
            None => is_same_coin(&self.coin, entry),
        }
    }

    /// Whether a wallet needs a separate account for this coin before it can receive it, as every
    /// token of Solana does (docs/api.md#refund-address).
    pub fn needs_token_account(&self) -> bool {
        self.coin != "SOL" && is_same_network(&self.network, "Solana")
    }

    /// Whether the API refuses this pair to buyers whose full name the supplier
    /// doesn't have on file, which few accounts can give it
    /// (docs/api.md#stablecoins-on-tron).
    pub fn needs_name(&self) -> bool {
        matches!(self.coin.as_str(), "USDT" | "USDC") && is_same_network(&self.network, "Tron")
    }
}

/// Whether two tickers are the same coin: `GRAM` is the new name of `TON`
/// (docs/api.md#ton-and-gram).
pub fn is_same_coin(one: &str, other: &str) -> bool {
    let known = |coin| if coin == "GRAM" { "TON" } else { coin };
    known(one).eq_ignore_ascii_case(known(other))
}

/// Whether two names are the same network.
pub fn is_same_network(one: &str, other: &str) -> bool {
    network_name(one).eq_ignore_ascii_case(network_name(other))
}

/// The coin's name for people: both names are shown while few people know the new one.
pub fn coin_words(coin: &str) -> &str {
    match coin {
        "TON" | "GRAM" => "TON (Gram)",
        coin => coin,
    }
}

/// A different coin or network that is easily confused with this one: the exact name and the
/// other's (docs/api.md#look-alike-coins).
pub fn look_alike(pair: &Pair) -> Option<(&'static str, &'static str)> {
    let network = network_name(&pair.network);
    let has_both = || {
        matches!(
            network,
            "Polygon (Matic)" | "Arbitrum" | "Optimism" | "Avalanche"
        )
    };
    Some(match pair.coin.as_str() {
        _ if network == "OKXChain" => ("OKX Chain", "X Layer"),
        "USDC.e" => ("USDC.e", "USDC"),
        "USDT.e" => ("USDT.e", "USDT"),
        "USDC" if has_both() => ("USDC", "USDC.e"),
        "USDT" if has_both() => ("USDT", "USDT.e"),
        _ => return None,
    })
}

/// One way to pay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentOption {
    /// Coin and network.
    pub pair: Pair,
    /// The network in words.
    pub network_title: String,
    /// Least order amount in coin units.
    pub threshold: Option<Amount>,
    /// The network's cost, as display text.
    pub transfer_cost: Option<String>,
    /// Whether the API says that this can't be used now. A missing flag doesn't mean suspended.
    pub is_suspended: bool,
    /// Whether orders with it would be refused to this shop's buyers, although the list shows it as
    /// open.
    pub is_refused: bool,
}

impl PaymentOption {
    /// Whether an order can be made with it.
    pub fn is_usable(&self) -> bool {
        !self.is_suspended && !self.is_refused
    }
}

/// All ways to pay from one's own wallet, in the API's order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct PaymentOptions {
    /// Every pair.
    pub options: Vec<PaymentOption>,
}

impl PaymentOptions {
    /// The option for this pair, under any of its names. If one coin is listed under two names, it
    /// is the one that can be used; if both can, the one with exactly this name
    /// (docs/api.md#ton-and-gram).
    pub fn find(&self, pair: &Pair) -> Option<&PaymentOption> {
        let same = || self.options.iter().filter(|option| option.pair.means(pair));
        let usable = || same().filter(|option| option.is_usable());
        usable()
            .find(|option| option.pair == *pair)
            .or_else(|| usable().next())
            .or_else(|| same().next())
    }

    /// The options in the API's order, each coin on each network once, even if it has several
    /// names.
    pub fn distinct(&self) -> Vec<&PaymentOption> {
        let mut distinct: Vec<&PaymentOption> = Vec::new();
        for option in &self.options {
            if !distinct.iter().any(|known| known.pair.means(&option.pair)) {
                distinct.extend(self.find(&option.pair));
            }
        }
        distinct
    }

    /// Whether this coin can be used on any network.
    pub fn has_usable(&self, coin: &str) -> bool {
        let mut same = self
            .options
            .iter()
            .filter(|option| is_same_coin(&option.pair.coin, coin));
        same.any(PaymentOption::is_usable)
    }

    /// Coins in the API's order, each once.
    pub fn coins(&self) -> Vec<&str> {
        let mut coins: Vec<&str> = Vec::new();
        for option in &self.options {
            let coin = option.pair.coin.as_str();
            if !coins.iter().any(|known| is_same_coin(known, coin)) {
                coins.push(coin);
            }
        }
        coins
    }

    /// The options without those that the shop doesn't take. An entry of the
    /// list is `COIN` or `COIN:Network`; an empty list takes all. Pairs that need
    /// the buyer's name stay, and are refused unless `takes_names`.
    pub fn allowed(&self, list: &[String], takes_names: bool) -> Self {
        let takes =
            |pair: &Pair| list.is_empty() || list.iter().any(|entry| pair.is_meant_by(entry));
        let options = self.options.iter().filter(|option| takes(&option.pair));
        let judged = options.cloned().map(|option| PaymentOption {
            is_refused: !takes_names && option.pair.needs_name(),
            ..option
        });
        Self {
            options: judged.collect(),
        }
    }

    /// The first entry of a shop's list that can be used now.
    pub fn first_of(&self, list: &[String]) -> Option<Pair> {
        let usable = || self.options.iter().filter(|option| option.is_usable());
        list.iter().find_map(|entry| {
            let option = usable().find(|option| option.pair.is_meant_by(entry))?;
            Some(option.pair.clone())
        })
    }

    /// The entries of a shop's list that match nothing in the API.
    pub fn unknown<'a>(&self, list: &'a [String]) -> Vec<&'a str> {
        let is_known = |entry: &str| {
            let mut options = self.options.iter();
            options.any(|option| option.pair.is_meant_by(entry))
        };
        let unknown = list.iter().filter(|entry| !is_known(entry));
        unknown.map(String::as_str).collect()
    }
}

/// The currency of which one unit is worth one coin, so that a price in the coin may be compared
/// with a value in the currency. For all other coins the difference says nothing
/// (docs/api.md#mark-up).
pub fn pegged_to(coin: &str) -> Option<&'static str> {
    match coin {
        "USDC" | "USDC.e" | "USDT" | "USDT.e" | "DAI" | "USDE" | "USDS" | "FDUSD" | "PYUSD" => {
            Some("USD")
        }
        "EUROC" => Some("EUR"),
        _ => None,
    }
}

/// The network of a pair in words, for use where the live list isn't available: `Mainnet` alone
/// says nothing.
pub fn network_words(pair: &Pair) -> String {
    match (pair.coin.as_str(), network_name(&pair.network)) {
        ("BTC", "Mainnet") => "Bitcoin",
        ("LTC", "Mainnet") => "Litecoin",
        ("DOGE", "Mainnet") => "Dogecoin",
        (_, "ETH Mainnet") => "Ethereum",
        (_, "Polygon (Matic)") => "Polygon",
        (_, "Binance Smart Chain") => "BNB Smart Chain",
        (_, "OKXChain") => "OKX Chain",
        (_, "WorldChain") => "World Chain",
        (_, "Avalanche") => "Avalanche C-Chain",
        (_, "Tron") => "Tron (TRC-20)",
        (_, "Ton") => "TON",
        (_, network) => network,
    }
    .to_owned()
}

#[cfg(test)]
mod tests;
