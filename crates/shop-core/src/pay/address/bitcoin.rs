//! Addresses of Bitcoin and of the chains that use its base58check form.

use super::AddressCheck;
use crate::pay::encoding::base58;
use crate::pay::encoding::bech32::{self, Checksum};
use crate::pay::fault::AddressFault;

/// Checks a base58check address with one of these version bytes, or a witness address with this
/// prefix. An empty prefix means that the chain has none.
///
/// Only the witness versions 0 and 1 are accepted, and only with the lengths that have a meaning:
/// anybody can spend money that is sent to any other (BIP-141, BIP-341).
pub(super) fn check(
    text: &str,
    prefix: &str,
    versions: &[u8],
) -> Result<AddressCheck, AddressFault> {
    let is_witness = !prefix.is_empty()
        && text
            .get(..=prefix.len())
            .and_then(|start| start.strip_suffix('1'))
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let is_right = if is_witness {
        let (version, program) = witness(text)?;
        matches!((version, program.len()), (0, 20 | 32) | (1, 32))
    } else {
        versions.contains(&base58::version(text)?)
    };
    if is_right {
        Ok(AddressCheck::Checksum)
    } else {
        Err(AddressFault::Form)
    }
}

/// Version and program of a witness address (BIP-173, BIP-350).
fn witness(text: &str) -> Result<(u8, Vec<u8>), AddressFault> {
    if text.len() > 90 {
        return Err(AddressFault::Form);
    }
    let parts = bech32::decode(text)?;
    let Some((version, words)) = parts.words.split_first() else {
        return Err(AddressFault::Form);
    };
    let wanted = if *version == 0 {
        Checksum::Bech32
    } else {
        Checksum::Bech32m
    };
    if parts.checksum != wanted {
        return Err(AddressFault::Checksum);
    }
    let program = bech32::bytes(words).ok_or(AddressFault::Form)?;
    if *version <= 16 && (2..=40).contains(&program.len()) {
        Ok((*version, program))
    } else {
        Err(AddressFault::Form)
    }
}

#[cfg(test)]
mod tests {
    use super::{AddressCheck, check, witness};
    use crate::pay::encoding::hexadecimal;
    use crate::pay::fault::AddressFault;

    fn bitcoin(text: &str) -> Result<AddressCheck, AddressFault> {
        check(text, "bc", &[0, 5])
    }

    #[test]
    fn the_valid_samples_of_bip_350_are_read() {
        for (text, version, program) in [
            (
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                0,
                "751e76e8199196d454941c45d1b3a323f1433bd6",
            ),
            (
                "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
                0,
                "1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
            ),
            (
                "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
                1,
                "751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6",
            ),
            ("BC1SW50QGDZ25J", 16, "751e"),
            (
                "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
                2,
                "751e76e8199196d454941c45d1b3a323",
            ),
            (
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
                1,
                "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            ),
        ] {
            assert_eq!(
                witness(text).ok(),
                hexadecimal::decode(program).map(|program| (version, program)),
                "{text}"
            );
        }
    }

    #[test]
    fn only_versions_that_mean_something_are_taken() {
        for text in [
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de",
            // BIP-13's kind of address, and the older kind.
            "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        ] {
            assert_eq!(bitcoin(text), Ok(AddressCheck::Checksum), "{text}");
        }
        for text in [
            "BC1SW50QGDZ25J",
            "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
            // Test networks.
            "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
            "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
            "ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k",
        ] {
            assert_eq!(bitcoin(text), Err(AddressFault::Form), "{text}");
        }
    }

    #[test]
    fn the_invalid_samples_of_bip_350_are_refused() {
        for text in [
            // The wrong one of the two checksums.
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
            // A letter that the alphabet does not have.
            "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
            // Version 17.
            "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
            // Programs of 1 and 41 bytes, and of 16 in version 0.
            "bc1pw5dgrnzv",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
            "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
            // Both cases.
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqZk5JJ0",
            // Bits left over.
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
            // No data at all.
            "bc1gmk9yu",
        ] {
            assert!(bitcoin(text).is_err(), "{text}");
        }
    }

    #[test]
    fn litecoin_has_its_own() {
        let litecoin = |text| check(text, "ltc", &[0x30, 0x32, 5]);
        for text in [
            "ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k",
            "LaxyAYud8u4TsEZa8zpfnYQjiDih8tJE8z",
            "MPeB8mWCZFzDW6qkBqVJknxJyEEaWsdTEF",
            "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
        ] {
            assert_eq!(litecoin(text), Ok(AddressCheck::Checksum), "{text}");
        }
        for text in [
            "bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        ] {
            assert_eq!(litecoin(text), Err(AddressFault::Form), "{text}");
        }
    }
}
