//! Payment from an account at an exchange: the exchange's name for the network, and the amount to
//! type in so that exactly the order's amount arrives.
//!
//! Exchanges subtract their fee from the withdrawn amount, and an order that gets less than its
//! amount stays unpaid; see docs/payments.md#paying-from-an-exchange.

use super::network::Network;
use super::token;
use super::units::decimal;
use crate::model::money::Amount;
use crate::model::payment::{Pair, network_words};
use crate::model::product::plain_number;

/// Why a typed fee gives no sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FeeFault {
    /// Not a number.
    NotANumber,
    /// More digits after the point than the coin has, or more than can be added.
    TooManyDigits,
}

/// The amount to type in for the withdrawal, for a typed fee; `None` if no fee is typed.
pub fn withdrawal(pair: &Pair, amount: &Amount, typed: &str) -> Option<Result<Amount, FeeFault>> {
    let typed = plain_fee(typed);
    if typed.is_empty() {
        return None;
    }
    let Some(fee) = Amount::parse(&typed) else {
        return Some(Err(FeeFault::NotANumber));
    };
    let is_payable = |sum: &Amount| match token::asset(pair) {
        Some(asset) => decimal(sum, asset.decimals).is_ok(),
        None => true,
    };
    let sum = amount.plus(&fee).filter(is_payable);
    Some(sum.ok_or(FeeFault::TooManyDigits))
}

/// A typed fee with plain digits and a point, if it can be read in only one way: a blank only ever
/// separates thousands.
pub fn plain_fee(typed: &str) -> String {
    let number = plain_number(typed);
    let whole = number.split('.').next().unwrap_or_default();
    let mut groups = whole.split(' ');
    let first = groups.next().unwrap_or_default();
    let is_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let number = if is_grouped {
        number.replacen(' ', "", whole.matches(' ').count())
    } else {
        number
    };
    match number.strip_prefix('.') {
        Some(fraction) if !fraction.is_empty() => ["0.", fraction].concat(),
        _ => number,
    }
}

/// The network's name at exchanges, which name it by its kind of token if two could be confused.
pub fn network_name(pair: &Pair) -> String {
    let contract = token::asset(pair).and_then(|asset| asset.contract);
    match Network::from_pair(pair) {
        Some(Network::Lightning) => "Lightning Network",
        Some(Network::Evm(1)) if contract.is_some() => "Ethereum (ERC-20)",
        Some(Network::Evm(10)) => "OP Mainnet (Optimism)",
        Some(Network::Evm(56)) => "BNB Smart Chain (BEP-20)",
        Some(Network::Evm(137)) => "Polygon PoS (Matic)",
        Some(Network::Evm(42_161)) => "Arbitrum One",
        Some(Network::Evm(43_114)) => "Avalanche C-Chain",
        Some(Network::Solana) => "Solana (SOL)",
        Some(Network::Tron) => "Tron (TRC-20)",
        Some(Network::Ton) => "TON (The Open Network)",
        _ => return network_words(pair),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{FeeFault, network_name, withdrawal};
    use crate::model::money::Amount;
    use crate::model::payment::Pair;

    #[track_caller]
    fn check(
        pair: (&str, &str),
        amount: &str,
        typed: &str,
        wanted: Option<Result<&str, FeeFault>>,
    ) {
        let amount = Amount::parse(amount).expect("an amount");
        let sum = withdrawal(&Pair::new(pair.0, pair.1), &amount, typed);
        let sum = sum.map(|sum| sum.map(|sum| sum.as_str().to_owned()));
        assert_eq!(sum, wanted.map(|sum| sum.map(str::to_owned)), "{typed}");
    }

    #[test]
    fn what_arrives_is_the_amount() {
        let base = ("USDC", "Base");
        for (typed, sum) in [
            ("1", "51.66"),
            (" 0.5 ", "51.16"),
            ("0,5", "51.16"),
            ("0", "50.66"),
            ("0.000001", "50.660001"),
            ("0.10000000", "50.76"),
            ("٠٫٥", "51.16"),
            ("０．５", "51.16"),
            (".5", "51.16"),
            (",5", "51.16"),
            ("1 000", "1050.66"),
            ("1\u{202F}000,5", "1051.16"),
            ("\u{200B}1\u{200B}", "51.66"),
        ] {
            check(base, "50.66", typed, Some(Ok(sum)));
        }
        check(("BTC", "Mainnet"), "0.1", "0.2", Some(Ok("0.3")));
        // The number of digits is unknown for a coin that isn't in the table.
        check(
            ("XRP", "Ripple"),
            "1",
            "0.000000001",
            Some(Ok("1.000000001")),
        );
    }

    #[test]
    fn nothing_is_guessed() {
        let base = ("USDC", "Base");
        for typed in ["", "  "] {
            check(base, "50.66", typed, None);
        }
        for typed in [
            "one", "-1", "1e-3", "1 USDC", "1.000,5", "1%", ".", "01", "1 00", "1 0000", "0.5 5",
        ] {
            check(base, "50.66", typed, Some(Err(FeeFault::NotANumber)));
        }
        for typed in ["0.0000001", &"9".repeat(38)] {
            check(base, "50.66", typed, Some(Err(FeeFault::TooManyDigits)));
        }
    }

    #[test]
    fn networks_have_the_names_that_exchanges_give_them() {
        for (coin, network, name) in [
            ("USDC", "ETH Mainnet", "Ethereum (ERC-20)"),
            ("ETH", "ETH Mainnet", "Ethereum"),
            ("USDT", "Binance Smart Chain", "BNB Smart Chain (BEP-20)"),
            ("USDC", "Sonic", "Sonic"),
            ("WLD", "WorldChain", "World Chain"),
            ("GRAM", "Ton", "TON (The Open Network)"),
            ("USDC", "Polygon (Matic)", "Polygon PoS (Matic)"),
            ("USDC", "Arbitrum", "Arbitrum One"),
            ("USDC", "Base", "Base"),
            ("USDT", "Tron", "Tron (TRC-20)"),
            ("BTC", "Mainnet", "Bitcoin"),
            ("BTC", "Lightning", "Lightning Network"),
            ("XRP", "Ripple", "Ripple"),
        ] {
            assert_eq!(network_name(&Pair::new(coin, network)), name);
        }
    }
}
