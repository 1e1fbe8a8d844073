//! Hexadecimal digits.

/// Whether the text consists of exactly this many hexadecimal digits.
pub fn is_hexadecimal(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The bytes of an even number of hexadecimal digits.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| {
            let digit = |letter: &u8| char::from(*letter).to_digit(16);
            // Two digits are at most 255.
            Some((digit(high)? * 16 + digit(low)?) as u8)
        })
        .collect()
}

/// The bytes as digits.
pub fn encode(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    // Four bits are always a hexadecimal digit.
    let digit = |half| char::from_digit(u32::from(half), 16).unwrap_or('0');
    halves.map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, is_hexadecimal};

    #[test]
    fn digits_are_bytes() {
        assert_eq!(decode("00fFa9"), Some(vec![0, 255, 0xa9]));
        assert_eq!(encode(&[0, 255, 0xa9]), "00ffa9");
        for bad in ["0", "0g", "é", "+1", " 1"] {
            assert_eq!(decode(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn digits_are_counted() {
        assert!(is_hexadecimal("00fF", 4));
        assert!(!is_hexadecimal("00fF", 5));
        assert!(!is_hexadecimal("00fg", 4));
        assert!(!is_hexadecimal("éé", 4));
    }
}
