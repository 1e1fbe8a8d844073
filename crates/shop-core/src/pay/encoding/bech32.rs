//! Bech32 (BIP-173) and bech32m (BIP-350): letters of five bits with a checksum.

use crate::pay::fault::AddressFault;

const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Which of the two checksums a text ends with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Checksum {
    /// BIP-173: witness version 0 and Lightning invoices.
    Bech32,
    /// BIP-350: witness version 1 and later.
    Bech32m,
}

/// The parts of a text.
#[derive(PartialEq, Eq, Debug)]
pub struct Bech32Parts {
    /// The text before the last `1`, in small letters.
    pub prefix: String,
    /// Five bits per letter, without those of the checksum.
    pub words: Vec<u8>,
    /// The checksum that matches.
    pub checksum: Checksum,
}

/// Splits a text into its parts. The caller checks the limit of 90 letters: invoices are longer
/// (BOLT 11).
pub fn decode(text: &str) -> Result<Bech32Parts, AddressFault> {
    let has = |is_case: fn(&u8) -> bool| text.as_bytes().iter().any(is_case);
    if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) {
        return Err(AddressFault::Form);
    }
    let text = text.to_ascii_lowercase();
    let Some((prefix, tail)) = text
        .bytes()
        .rposition(|letter| letter == b'1')
        .and_then(|end| Some((text.get(..end)?, text.get(end + 1..)?)))
    else {
        return Err(AddressFault::Form);
    };
    let is_prefix =
        (1..=83).contains(&prefix.len()) && prefix.bytes().all(|letter| letter.is_ascii_graphic());
    let words: Option<Vec<u8>> = tail
        .bytes()
        .map(|letter| {
            let word = LETTERS.iter().position(|each| *each == letter)?;
            // There are 32 letters.
            Some(word as u8)
        })
        .collect();
    let Some(mut words) = words.filter(|words| is_prefix && words.len() >= 6) else {
        return Err(AddressFault::Form);
    };
    let checksum = match residue(prefix, &words) {
        1 => Checksum::Bech32,
        0x2bc8_30a3 => Checksum::Bech32m,
        _ => return Err(AddressFault::Checksum),
    };
    words.truncate(words.len() - 6);
    Ok(Bech32Parts {
        prefix: prefix.to_owned(),
        words,
        checksum,
    })
}

/// The remainder of prefix and words modulo the code's polynomial: a constant for each kind of
/// checksum if nothing is mistyped.
fn residue(prefix: &str, words: &[u8]) -> u32 {
    let mut sum = 1_u32;
    let mut take = |word: u8| {
        let top = sum >> 25;
        sum = ((sum & 0x01ff_ffff) << 5) ^ u32::from(word);
        for (bit, generator) in [
            0x3b6a_57b2,
            0x2650_8e6d,
            0x1ea1_19fa,
            0x3d42_33dd,
            0x2a14_62b3,
        ]
        .iter()
        .enumerate()
        {
            if (top >> bit) & 1 == 1 {
                sum ^= generator;
            }
        }
    };
    for letter in prefix.bytes() {
        take(letter >> 5);
    }
    take(0);
    for letter in prefix.bytes() {
        take(letter & 31);
    }
    for word in words {
        take(*word);
    }
    sum
}

/// Converts words of five bits to bytes of eight; `None` if more than four bits, or bits that are
/// not zero, are left over.
pub fn bytes(words: &[u8]) -> Option<Vec<u8>> {
    let (mut bits, mut held) = (0_u32, 0);
    let mut bytes = Vec::new();
    for word in words {
        bits = (bits << 5) | u32::from(*word);
        held += 5;
        if held >= 8 {
            held -= 8;
            // The higher bits belong to the previous bytes.
            bytes.push((bits >> held) as u8);
        }
    }
    let rest = bits & ((1 << held) - 1);
    (held < 5 && rest == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Checksum, bytes, decode};
    use crate::pay::fault::AddressFault;

    #[test]
    fn the_valid_samples_are_read() {
        let long =
            "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11";
        for (kind, samples) in [
            // BIP-173, test vectors.
            (
                Checksum::Bech32,
                [
                    "A12UEL5L",
                    "a12uel5l",
                    "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
                    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
                    "?1ezyfcl",
                ],
            ),
            // BIP-350, test vectors.
            (
                Checksum::Bech32m,
                [
                    "A1LQFN3A",
                    "a1lqfn3a",
                    "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
                    "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
                    "?1v759aa",
                ],
            ),
        ] {
            for sample in samples {
                assert_eq!(
                    decode(sample).map(|parts| parts.checksum),
                    Ok(kind),
                    "{sample}"
                );
            }
        }
        assert!(decode(&[&long[..83], "6", "1tt5tgs"].concat()).is_err());
    }

    #[test]
    fn the_invalid_samples_are_refused() {
        for sample in [
            "\u{20}1nwldj5",
            "\u{7f}1axkwrx",
            "\u{80}1eym55h",
            "pzry9x0s0muk",
            "1pzry9x0s0muk",
            "x1b4n0q5v",
            "li1dgmt3",
            "de1lg7wt\u{ff}",
            "10a06t8",
            "1qzzfhee",
            "",
            "a1",
            "A12uEL5L",
        ] {
            assert_eq!(decode(sample), Err(AddressFault::Form), "{sample:?}");
        }
        for sample in ["A1G7SGD8", "M1VUXWEZ", "a12uel5m"] {
            assert_eq!(decode(sample), Err(AddressFault::Checksum), "{sample:?}");
        }
    }

    #[test]
    fn words_become_bytes() {
        assert_eq!(bytes(&[31, 28]), Some(vec![255]));
        assert_eq!(bytes(&[]), Some(Vec::new()));
        assert_eq!(bytes(&[31, 29]), None, "a bit is left over");
        assert_eq!(bytes(&[0]), None, "five bits are left over");
    }
}
