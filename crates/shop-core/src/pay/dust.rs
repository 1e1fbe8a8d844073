//! Amounts that are too small for a network to transfer.

use super::network::Network;
use super::units::units;
use crate::model::money::Amount;

/// Decimal places of the coins of these chains.
const DECIMALS: usize = 8;

/// Whether no wallet can send such a small amount to an address that has been checked: the nodes of
/// these networks don't forward an output that costs more to spend than it is worth
/// (docs/payments.md#rests-too-small-to-send).
pub(super) fn is_too_little(network: Option<Network>, recipient: &str, amount: &Amount) -> bool {
    let least = match network {
        Some(Network::Bitcoin) => least(recipient, 42),
        Some(Network::Litecoin) => 10 * least(recipient, 43),
        Some(Network::Dogecoin) => 1_000_000,
        _ => return false,
    };
    // `Note::TooManyDigits` reports an amount that isn't a whole number of units.
    let units = units(amount, DECIMALS);
    units.is_ok_and(|units| units.parse::<u64>().is_ok_and(|units| units < least))
}

/// The least output in satoshi. `short` is the length of a witness address for the hash of a key.
fn least(recipient: &str, short: usize) -> u64 {
    match recipient.as_bytes().first() {
        Some(b'1' | b'L') if recipient.len() < short => 546,
        Some(b'3' | b'M') => 540,
        _ if recipient.len() == short => 294,
        _ => 330,
    }
}

#[cfg(test)]
mod tests {
    use super::is_too_little;
    use crate::model::money::Amount;
    use crate::pay::network::Network;

    #[test]
    fn the_least_follows_the_kind_of_address() {
        for (network, recipient, least) in [
            (Network::Bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", 546),
            (Network::Bitcoin, "3P14159f73E4gFr7JterCCQh9QjiTjiZrG", 540),
            (
                Network::Bitcoin,
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                294,
            ),
            (
                Network::Bitcoin,
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
                330,
            ),
            (
                Network::Litecoin,
                "ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k",
                2_940,
            ),
            (
                Network::Litecoin,
                "LaxyAYud8u4TsEZa8zpfnYQjiDih8tJE8z",
                5_460,
            ),
            (
                Network::Litecoin,
                "MPeB8mWCZFzDW6qkBqVJknxJyEEaWsdTEF",
                5_400,
            ),
            (
                Network::Dogecoin,
                "D7Y55r6Yoc1G8EECxkQ6SuSjTgGJJ7M6yD",
                1_000_000,
            ),
        ] {
            let amount = |units: u64| Amount::parse(&format!("0.{units:08}")).expect("an amount");
            let is_too_little = |units| is_too_little(Some(network), recipient, &amount(units));
            assert!(is_too_little(least - 1), "{recipient}");
            assert!(!is_too_little(least), "{recipient}");
            assert!(is_too_little(1), "{recipient}");
        }
    }

    #[test]
    fn other_networks_carry_anything() {
        let least = Amount::parse("0.000001").expect("an amount");
        for network in [None, Some(Network::Solana), Some(Network::Lightning)] {
            assert!(!is_too_little(network, "x", &least));
        }
    }
}
