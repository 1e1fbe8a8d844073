//! Addresses: whether one belongs to its network, and how people compare it.

mod bitcoin;
mod curve;
mod ethereum;
mod placeholder;
mod ton;
mod typed;

use super::encoding::{base58, hexadecimal};
use super::fault::AddressFault;
use super::invoice;
use super::network::Network;
use crate::model::payment::Pair;
pub use ethereum::with_checksum;
pub use typed::typed_address;

/// How much of an address could be checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddressCheck {
    /// Its own checksum is right: a mistyped letter would be noticed.
    Checksum,
    /// Its form is right; it has no checksum.
    Form,
    /// The network is unknown here, and the address has no known form. That isn't a fault of the
    /// address.
    Unchecked,
}

/// Checks a text as an address (or, for Lightning, an invoice) of the pair's network. Blanks around
/// it are a fault, and so is an address without an owner.
pub fn check(pair: &Pair, text: &str) -> Result<AddressCheck, AddressFault> {
    let check = judge_form(pair, text)?;
    if placeholder::is_placeholder(text) {
        Err(AddressFault::Form)
    } else {
        Ok(check)
    }
}

fn judge_form(pair: &Pair, text: &str) -> Result<AddressCheck, AddressFault> {
    let Some(network) = Network::from_pair(pair) else {
        // New networks are mostly Ethereum-like, and so is their checksum.
        if ethereum::has_form(text) {
            return ethereum::check(text);
        }
        // No network's address contains blanks, or letters beyond ASCII that look like others or
        // are invisible.
        return if !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_graphic()) {
            Ok(AddressCheck::Unchecked)
        } else {
            Err(AddressFault::Form)
        };
    };
    match network {
        Network::Bitcoin => bitcoin::check(text, "bc", &[0, 5]),
        // `L`, then `M` and the older `3` for scripts.
        Network::Litecoin => bitcoin::check(text, "ltc", &[0x30, 0x32, 5]),
        // `D`, then `A` or `9` for scripts. There is no bech32 form.
        Network::Dogecoin => bitcoin::check(text, "", &[0x1e, 0x16]),
        Network::Tron => bitcoin::check(text, "", &[0x41]),
        Network::Lightning => invoice::Invoice::read(text).map(|_| AddressCheck::Checksum),
        Network::Evm(_) => ethereum::check(text),
        Network::Ton => ton::check(text),
        Network::Solana => form(base58::decode(text).is_some_and(|bytes| bytes.len() == 32)),
        Network::Sui => form(
            text.strip_prefix("0x")
                .is_some_and(|digits| hexadecimal::is_hexadecimal(digits, 64)),
        ),
    }
}

/// Whether a Solana address can have a key. An address off the curve is derived: a program holds
/// it, and it may be a token account, which wallets refuse as the recipient of a request (Solana
/// Pay, "recipient").
pub fn has_key(text: &str) -> bool {
    base58::decode(text).is_some_and(|bytes| curve::is_point(&bytes))
}

fn form(is_right: bool) -> Result<AddressCheck, AddressFault> {
    if is_right {
        Ok(AddressCheck::Form)
    } else {
        Err(AddressFault::Form)
    }
}

/// Whether the supplier's own form for refunds refuses this address: for Bitcoin it accepts only
/// the older ones (docs/api.md#refund-address).
pub fn is_refused_for_refunds(pair: &Pair, text: &str) -> bool {
    Network::from_pair(pair) == Some(Network::Bitcoin) && is_witness(text, "bc1")
}

fn is_witness(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// Whether two texts are the same address, which some networks write in several ways.
pub fn is_same(network: Option<Network>, one: &str, other: &str) -> bool {
    one == other
        || match network {
            Some(Network::Evm(_) | Network::Sui | Network::Lightning) => {
                one.eq_ignore_ascii_case(other)
            }
            // The older base58 forms do depend on the case of their letters.
            Some(Network::Bitcoin | Network::Litecoin) => {
                ["bc1", "ltc1"].iter().any(|start| is_witness(one, start))
                    && one.eq_ignore_ascii_case(other)
            }
            Some(Network::Ton) => ton::account(one)
                .is_ok_and(|account| ton::account(other).is_ok_and(|same| same == account)),
            None => ethereum::has_form(one) && one.eq_ignore_ascii_case(other),
            _ => false,
        }
}

/// The address in groups of four letters. People compare the first and the last. A leading `0x`
/// stays with the first group.
pub fn groups(address: &str) -> Vec<String> {
    let mark = if address.starts_with("0x") { "0x" } else { "" };
    let characters: Vec<char> = address.chars().skip(mark.len()).collect();
    let mut groups: Vec<String> = characters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    match groups.first_mut() {
        Some(first) => first.insert_str(0, mark),
        None if mark.is_empty() => {}
        None => groups.push(mark.to_owned()),
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{AddressCheck, check, groups, is_refused_for_refunds, is_same};
    use crate::model::payment::Pair;
    use crate::pay::fault::AddressFault;
    use crate::pay::network::Network;

    #[test]
    fn a_mark_stays_with_its_group() {
        assert_eq!(groups("0x5a4d0b0c00"), ["0x5a4d", "0b0c", "00"]);
    }

    #[test]
    fn nothing_is_lost() {
        for address in [
            "",
            "0x",
            "abc",
            "0x5a4d0b0c0000000000000000000000000e7ac0de",
            "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy",
        ] {
            assert_eq!(groups(address).concat(), address);
            assert!(groups(address).iter().skip(1).all(|group| group.len() <= 4));
        }
    }

    #[test]
    fn each_network_knows_its_own() {
        const SUI: &str = "0xdba34672e30cb065b1f93e3ab55318768fd6fef66c15942c9f7cb846e2f900e7";
        let judged = |coin, network, text| check(&Pair::new(coin, network), text);
        for (coin, network, text, check) in [
            (
                "DOGE",
                "Mainnet",
                "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L",
                AddressCheck::Checksum,
            ),
            (
                "DOGE",
                "Mainnet",
                "A3JAdFyToCZtDmyY9obGYK5Wp8f17FhFwF",
                AddressCheck::Checksum,
            ),
            (
                "USDT",
                "Tron",
                "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
                AddressCheck::Checksum,
            ),
            (
                "SOL",
                "Solana",
                "FP1k1k5giovCnZe8PgLfYhhfm6ynPwP62FGgnPpMcaWh",
                AddressCheck::Form,
            ),
            ("SUI", "Sui Mainnet", SUI, AddressCheck::Form),
            ("XRP", "Ledger", "rsomething", AddressCheck::Unchecked),
            ("X", "Nowhere", SUI, AddressCheck::Unchecked),
        ] {
            assert_eq!(judged(coin, network, text), Ok(check), "{text}");
        }
        for (coin, network, text) in [
            ("DOGE", "Mainnet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
            (
                "DOGE",
                "Mainnet",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            ),
            ("TRX", "Tron", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
            ("SOL", "Solana", "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy"),
            (
                "SOL",
                "Solana",
                "FP1k1k5giovCnZe8PgLfYhhfm6ynPwP62FGgnPpMcaWhh",
            ),
            ("SUI", "Sui", "0x5a4d0b0c0000000000000000000000000e7ac0de"),
            ("SUI", "Sui", SUI.trim_start_matches("0x")),
            ("XRP", "Ledger", ""),
            ("XRP", "Ledger", "rsome thing"),
            ("XRP", "Ledger", "rsоmething"),
            (
                "BTC",
                "Lightning",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            ),
            (
                "SOL",
                "Solana",
                " FP1k1k5giovCnZe8PgLfYhhfm6ynPwP62FGgnPpMcaWh",
            ),
        ] {
            assert_eq!(
                judged(coin, network, text),
                Err(AddressFault::Form),
                "{text}"
            );
        }
        assert_eq!(
            judged("USDT", "Tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u"),
            Err(AddressFault::Checksum)
        );
    }

    #[test]
    fn addresses_of_ethereums_form_are_held_to_their_checksum_everywhere() {
        const SOUND: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        let wrong = SOUND.replacen("aA", "Aa", 1);
        let small = SOUND.to_ascii_lowercase();
        for network in [
            "Binance Smart Chain",
            "Sonic",
            "Plasma",
            "WorldChain",
            "OKXChain",
            "Soneium",
            "Fantom",
            "Optimism",
            "Avalanche",
            "Polygon",
            "Ethereum",
            "X Layer",
        ] {
            let judged = |text| check(&Pair::new("USDC", network), text);
            assert_eq!(judged(SOUND), Ok(AddressCheck::Checksum), "{network}");
            assert_eq!(judged(&small), Ok(AddressCheck::Form), "{network}");
            assert_eq!(judged(&wrong), Err(AddressFault::Checksum), "{network}");
        }
    }

    #[test]
    fn only_bitcoins_newer_addresses_are_refused_for_refunds() {
        for (coin, network, text, refused) in [
            (
                "BTC",
                "Mainnet",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                true,
            ),
            ("BTC", "Mainnet", "BC1QW5", true),
            (
                "BTC",
                "Mainnet",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                false,
            ),
            (
                "LTC",
                "Mainnet",
                "ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k",
                false,
            ),
            ("BTC", "Lightning", "bc1q", false),
            ("BTC", "Mainnet", "", false),
        ] {
            let pair = Pair::new(coin, network);
            assert_eq!(is_refused_for_refunds(&pair, text), refused, "{text}");
        }
    }

    #[test]
    fn one_address_in_two_spellings_is_one() {
        let ton = "UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfJ";
        let raw = "0:1fdbc23b2bc18b13b3474c3b99a22765a5d73c94137c92e4516b405caef4ca41";
        let segwit = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
        let old = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
        for (network, one, other, same) in [
            (Some(Network::Evm(1)), "0xABcd", "0xabCD", true),
            (Some(Network::Ton), ton, raw, true),
            (Some(Network::Ton), ton, "x", false),
            (
                Some(Network::Bitcoin),
                segwit,
                &segwit.to_ascii_uppercase(),
                true,
            ),
            (
                Some(Network::Bitcoin),
                old,
                &old.to_ascii_lowercase(),
                false,
            ),
            (Some(Network::Solana), "Ab", "aB", false),
            (None, "Ab", "Ab", true),
            (None, "Ab", "ab", false),
            (
                None,
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                true,
            ),
        ] {
            assert_eq!(is_same(network, one, other), same, "{one} {other}");
        }
    }
}
