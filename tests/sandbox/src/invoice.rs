//! Lightning invoices (BOLT 11) that decode and cannot be paid.
//!
//! The fixture's invoice is the mould: its fields and its junk signature stay, amount and
//! time are rewritten and the checksum is made to fit. An old invoice would be past its
//! own expiry and a fixed amount would contradict the order, and a shop has to notice
//! both.

use crate::fixtures;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// An invoice over an amount of bitcoin, issued now, that expires in 900 s.
pub(crate) fn write(amount: Decimal, now: u64) -> String {
    let nanos = (amount * Decimal::from(1_000_000_000_u64))
        .to_u64()
        .unwrap_or(0);
    let prefix = format!("lnbc{nanos}n");
    let mould = fixtures::json(fixtures::LIGHTNING_ORDER)["wallet_address"].clone();
    let mould = mould.as_str().unwrap_or_default();
    let body = mould.rsplit('1').next().unwrap_or_default();
    let mut words: Vec<u8> = body
        .bytes()
        .filter_map(|letter| LETTERS.iter().position(|each| *each == letter))
        .map(|word| word as u8)
        .collect();
    words.truncate(words.len().saturating_sub(6));
    for (place, word) in words.iter_mut().take(7).enumerate() {
        *word = (now >> (5 * (6 - place))) as u8 & 31;
    }
    let sum = checksum(&prefix, &words);
    words.extend((0..6).map(|place| (sum >> (5 * (5 - place))) as u8 & 31));
    let tail: String = words
        .iter()
        .map(|word| char::from(LETTERS[usize::from(*word)]))
        .collect();
    format!("{prefix}1{tail}")
}

/// The bech32 checksum of a readable part and its five-bit words.
fn checksum(prefix: &str, words: &[u8]) -> u32 {
    const GENERATOR: [u32; 5] = [
        0x3b6a_57b2,
        0x2650_8e6d,
        0x1ea1_19fa,
        0x3d42_33dd,
        0x2a14_62b3,
    ];
    let high = prefix.bytes().map(|letter| letter >> 5);
    let low = prefix.bytes().map(|letter| letter & 31);
    let all = high
        .chain([0])
        .chain(low)
        .chain(words.iter().copied())
        .chain([0; 6]);
    let sum = all.fold(1_u32, |sum, word| {
        let top = sum >> 25;
        let next = ((sum & 0x01ff_ffff) << 5) ^ u32::from(word);
        GENERATOR
            .iter()
            .enumerate()
            .filter(|(bit, _)| (top >> bit) & 1 == 1)
            .fold(next, |sum, (_, generator)| sum ^ generator)
    });
    sum ^ 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::exact;

    #[test]
    fn the_fixture_comes_out_again() {
        let fixture = fixtures::json(fixtures::LIGHTNING_ORDER);
        assert_eq!(
            fixture["wallet_address"],
            write(exact("0.00023021"), 1_795_167_000)
        );
    }
}
