//! Base58 with Bitcoin's alphabet, and with a checksum (base58check).

use crate::pay::fault::AddressFault;
use crate::pay::hash::sha256::sha256;

/// The longest text that is read: every address is shorter, and the work grows
/// with the square of the length.
const MOST_LETTERS: usize = 64;

/// The bytes of a text; `None` for other letters or more than 64 of them.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    if text.len() > MOST_LETTERS {
        return None;
    }
    bs58::decode(text).into_vec().ok()
}

/// The version byte of a text that contains it, twenty bytes and their checksum: the first four
/// bytes of SHA-256 of SHA-256.
pub fn version(text: &str) -> Result<u8, AddressFault> {
    let bytes = decode(text).ok_or(AddressFault::Form)?;
    let Some((payload @ [version, ..], sum)) = bytes.split_last_chunk::<4>() else {
        return Err(AddressFault::Form);
    };
    if payload.len() != 21 {
        return Err(AddressFault::Form);
    }
    if sha256(&sha256(payload)).starts_with(sum) {
        Ok(*version)
    } else {
        Err(AddressFault::Checksum)
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, version};
    use crate::pay::encoding::hexadecimal;
    use crate::pay::fault::AddressFault;

    #[test]
    fn the_drafts_samples_agree() {
        // draft-msporny-base58-03 section 5.
        assert_eq!(
            decode("2NEpo7TZRRrLZSi2U").as_deref(),
            Some(&b"Hello World!"[..])
        );
        assert_eq!(decode("11233QC4"), hexadecimal::decode("0000287fb4cd"));
        assert_eq!(
            decode("USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z").as_deref(),
            Some(&b"The quick brown fox jumps over the lazy dog."[..])
        );
        assert_eq!(decode("").as_deref(), Some(&b""[..]));
        assert_eq!(decode("111").as_deref(), Some(&[0, 0, 0][..]));
    }

    #[test]
    fn letters_that_look_alike_are_refused() {
        for bad in ["0", "O", "I", "l", "é", " 2"] {
            assert_eq!(decode(bad), None, "{bad:?}");
        }
        assert_eq!(decode(&"1".repeat(65)), None);
    }

    #[test]
    fn versions_are_told() {
        assert_eq!(version("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), Ok(0));
        assert_eq!(version("3P14159f73E4gFr7JterCCQh9QjiTjiZrG"), Ok(5));
        assert_eq!(
            version("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"),
            Err(AddressFault::Checksum)
        );
        // A private key has the same form with more bytes.
        assert_eq!(
            version("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"),
            Err(AddressFault::Form)
        );
        assert_eq!(version("1111"), Err(AddressFault::Form));
        assert_eq!(version(""), Err(AddressFault::Form));
    }
}
