//! Base64 without padding, in the usual and in the URL-safe alphabet (RFC 4648).

/// The bytes of groups of four letters; `None` for any other length or letter. Letters of both
/// alphabets may be mixed, as nothing depends on it.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (groups, []) = text.as_bytes().as_chunks::<4>() else {
        return None;
    };
    let mut bytes = Vec::with_capacity(groups.len() * 3);
    for group in groups {
        let mut bits = 0_u32;
        for letter in group {
            let value = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'-' | b'+' => 62,
                b'_' | b'/' => 63,
                _ => return None,
            };
            bits = (bits << 6) | u32::from(value);
        }
        let [_, first, second, third] = bits.to_be_bytes();
        bytes.extend([first, second, third]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_standards_samples_agree() {
        assert_eq!(decode("").as_deref(), Some(&b""[..]));
        assert_eq!(decode("Zm9v").as_deref(), Some(&b"foo"[..]));
        assert_eq!(decode("Zm9vYmFy").as_deref(), Some(&b"foobar"[..]));
        assert_eq!(decode("-_-_"), decode("+/+/"));
    }

    #[test]
    fn other_letters_and_lengths_are_refused() {
        for bad in ["Zg==", "Z", "Zm9", "Zm 9", "Zmé"] {
            assert_eq!(decode(bad), None, "{bad:?}");
        }
    }
}
