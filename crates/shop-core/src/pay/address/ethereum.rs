//! Addresses of Ethereum and of Ethereum-like chains.

use sha3::{Digest, Keccak256};

use super::AddressCheck;
use crate::pay::encoding::hexadecimal::is_hexadecimal;
use crate::pay::fault::AddressFault;

/// Whether a text has the form of an address: `0x`, then twenty bytes in
/// hexadecimal.
pub(super) fn has_form(text: &str) -> bool {
    text.strip_prefix("0x")
        .is_some_and(|digits| is_hexadecimal(digits, 40))
}

/// Checks twenty bytes in hexadecimal after `0x`. Letters of both cases are a
/// checksum (EIP-55); letters of one case are an address without one.
pub(super) fn check(text: &str) -> Result<AddressCheck, AddressFault> {
    if !has_form(text) {
        return Err(AddressFault::Form);
    }
    // The `x` has the same case in every address.
    let has = |is_case: fn(&u8) -> bool| text.bytes().skip(2).any(|digit| is_case(&digit));
    if with_checksum(text) == text {
        Ok(AddressCheck::Checksum)
    } else if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) {
        Err(AddressFault::Checksum)
    } else {
        Ok(AddressCheck::Form)
    }
}

/// The address with its letters in the case that EIP-55 gives them: upper case where the hash of
/// the lower-case address has a digit above seven.
pub fn with_checksum(address: &str) -> String {
    let small = address.to_ascii_lowercase();
    let digits = small.strip_prefix("0x").unwrap_or(&small);
    let hash = Keccak256::digest(digits.as_bytes());
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let letters = digits.chars().zip(nibbles).map(|(letter, nibble)| {
        if nibble > 7 {
            letter.to_ascii_uppercase()
        } else {
            letter
        }
    });
    ['0', 'x'].into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{AddressCheck, check, with_checksum};
    use crate::pay::fault::AddressFault;

    /// EIP-55, test cases: those with letters of both cases.
    const SAMPLES: [&str; 4] = [
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ];

    #[test]
    fn the_samples_of_eip_55_agree() {
        for sample in SAMPLES {
            assert_eq!(check(sample), Ok(AddressCheck::Checksum));
            assert_eq!(with_checksum(&sample.to_ascii_lowercase()), sample);
            assert_eq!(check(&sample.to_ascii_lowercase()), Ok(AddressCheck::Form));
            let shouted = ["0x", &sample[2..].to_ascii_uppercase()].concat();
            assert_eq!(check(&shouted), Ok(AddressCheck::Form));
        }
        // Letters of one case that happen to match the checksum.
        for sample in [
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0xde709f2102306220921060314715629080e2fb77",
        ] {
            assert_eq!(check(sample), Ok(AddressCheck::Checksum));
        }
    }

    #[test]
    fn every_letter_of_another_case_shows() {
        for sample in SAMPLES {
            for place in 2..sample.len() {
                let mut other = sample.to_owned().into_bytes();
                if other[place].is_ascii_alphabetic() {
                    other[place] ^= 0x20;
                    let other = String::from_utf8(other).expect("ASCII");
                    assert_eq!(check(&other), Err(AddressFault::Checksum), "{other}");
                }
            }
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "0x",
            "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg",
            "vitalik.eth",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1bééé",
        ] {
            assert_eq!(check(text), Err(AddressFault::Form), "{text}");
        }
    }
}
