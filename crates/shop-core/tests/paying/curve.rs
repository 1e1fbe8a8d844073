//! Addresses of Solana that have no key, with `curve25519-dalek` as witness: the crate
//! that Solana's own programs use for the same check.

use curve25519_dalek::edwards::CompressedEdwardsY;
use proptest::prelude::*;
use shop_core::pay::QrKind;
use shop_core::pay::address::has_key;
use shop_core::pay::fault::Note;

use crate::payments::*;

fn address(bytes: &[u8; 32]) -> String {
    bs58::encode(bytes).into_string()
}

fn witness(bytes: &[u8; 32]) -> bool {
    CompressedEdwardsY(*bytes).decompress().is_some()
}

/// The prime itself, 2^255 - 19, lowest byte first, and so much more.
fn prime_and(more: u8) -> [u8; 32] {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xed + more;
    bytes[31] = 0x7f;
    bytes
}

#[test]
fn the_ends_of_the_numbers_are_judged_alike() {
    let mut rows = vec![[0; 32], [0xff; 32]];
    // Small numbers, those around the prime and above it, with both signs.
    for number in 0..=255 {
        let mut small = [0; 32];
        small[0] = number;
        rows.push(small);
        small[31] = 0x80;
        rows.push(small);
    }
    for more in 0..=0x12 {
        let mut above = prime_and(more);
        rows.push(above);
        above[31] = 0xff;
        rows.push(above);
    }
    let mut below = prime_and(0);
    below[0] -= 1;
    rows.push(below);
    let points = rows.iter().filter(|bytes| witness(bytes)).count();
    assert!(points > 100 && points < rows.len() - 100, "{points}");
    for bytes in rows {
        assert_eq!(has_key(&address(&bytes)), witness(&bytes), "{bytes:?}");
    }
}

proptest! {
    #[test]
    fn every_address_is_judged_alike(bytes in any::<[u8; 32]>()) {
        prop_assert_eq!(has_key(&address(&bytes)), witness(&bytes));
    }
}

#[test]
fn an_address_without_a_key_makes_no_request() {
    // y = 2 is no point of the curve.
    let mut bytes = [0; 32];
    bytes[0] = 2;
    assert!(!witness(&bytes));
    let derived = address(&bytes);
    for coin in ["SOL", "USDC"] {
        let made = request(&order(coin, "Solana", "1", &derived));
        assert_eq!(made.code.kind, QrKind::AddressOnly);
        assert_eq!(made.code.text, derived, "it can still be paid by hand");
        assert_eq!((made.other_code, made.link), (None, None));
        assert_eq!(made.notes, [Note::OffCurve]);
    }
    assert!(has_key(SOLANA));
    for text in ["", "0", TRON, "not base58"] {
        assert!(!has_key(text), "{text}");
    }
}
