//! The file as it is on a disk: JSON that says how its data is encrypted.

use serde::Serialize;

use super::BackupError;
use shop_core::json::{Fields, Json};

/// The name of the file's format.
const FORMAT: &str = "refillery.orders";

/// The version of the file that this shop writes, and the last that it reads.
const VERSION: u32 = 1;

/// The maximum number of rounds for a file: more would hold the browser for minutes, and no version
/// of the shop has asked for them.
const MOST_ROUNDS: u32 = 5_000_000;

/// Bytes of the salt.
pub(super) const SALT_LENGTH: usize = 16;

/// Bytes of the nonce, as AES-GCM wants them.
pub(super) const NONCE_LENGTH: usize = 12;

/// How the data is encrypted, and the data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Envelope {
    /// Rounds of PBKDF2.
    pub(super) rounds: u32,
    /// Salt of PBKDF2.
    pub(super) salt: Vec<u8>,
    /// Nonce of AES-GCM.
    pub(super) nonce: Vec<u8>,
    /// The data that AES-GCM made, or that it has to encrypt.
    pub(super) data: Vec<u8>,
}

/// The envelope on the disk. The names of the algorithms are for people and
/// other programs; version 1 always means these.
#[derive(Serialize)]
struct Written {
    format: &'static str,
    version: u32,
    key_from: &'static str,
    rounds: u32,
    cipher: &'static str,
    salt: String,
    nonce: String,
    data: String,
    sum: String,
}

impl Envelope {
    /// The text of the file.
    pub(super) fn print(&self) -> String {
        let written = Written {
            format: FORMAT,
            version: VERSION,
            key_from: "PBKDF2-SHA-256",
            rounds: self.rounds,
            cipher: "AES-256-GCM",
            salt: hex(&self.salt),
            nonce: hex(&self.nonce),
            data: hex(&self.data),
            sum: self.sum(),
        };
        // Texts and numbers can always be written.
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// Reads the text of a file.
    pub(super) fn parse(text: &str) -> Result<Self, BackupError> {
        let file = match Json::parse(text) {
            Some(file) => file,
            // A truncated copy is not JSON any more, but still names its format.
            None if text.contains(FORMAT) => return Err(BackupError::Damaged),
            None => return Err(BackupError::Foreign),
        };
        let fields = Fields::new(&file);
        if fields.text("format") != Some(FORMAT) {
            return Err(BackupError::Foreign);
        }
        let number = |name: &str| fields.text_or_number(name)?.parse::<u32>().ok();
        if number("version").is_some_and(|version| version > VERSION) {
            return Err(BackupError::Newer);
        }
        let bytes = |name: &str| fields.text(name).and_then(unhex);
        let read = || {
            let envelope = Self {
                rounds: number("rounds").filter(|rounds| (1..=MOST_ROUNDS).contains(rounds))?,
                salt: bytes("salt")?,
                nonce: bytes("nonce").filter(|nonce| nonce.len() == NONCE_LENGTH)?,
                data: bytes("data")?,
            };
            (fields.text("sum") == Some(&envelope.sum())).then_some(envelope)
        };
        read().ok_or(BackupError::Damaged)
    }

    /// Only distinguishes a damaged file from a wrong passphrase: AES-GCM itself detects every
    /// change (CRC-32 of ISO 3309, without a table).
    fn sum(&self) -> String {
        let rounds = self.rounds.to_be_bytes();
        let parts = [&rounds, &*self.salt, &*self.nonce, &*self.data];
        let mut sum = u32::MAX;
        for byte in parts.into_iter().flatten() {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
            }
        }
        hex(&(!sum).to_be_bytes())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        // Half a byte is a digit of base 16.
        .map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0'))
        .collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| {
            let mut byte = 0;
            for digit in pair {
                byte = byte * 16 + char::from(*digit).to_digit(16)?;
            }
            // A single digit means that half a byte got lost.
            u8::try_from(byte).ok().filter(|_| pair.len() == 2)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{BackupError, Envelope, hex, unhex};

    fn envelope() -> Envelope {
        Envelope {
            rounds: 600_000,
            salt: (0..16).collect(),
            nonce: (16..28).collect(),
            data: vec![0, 255, 128, 7],
        }
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let text = envelope().print();
        assert!(text.starts_with(r#"{"format":"refillery.orders","version":1,"#));
        assert_eq!(Envelope::parse(&text), Ok(envelope()));
    }

    #[test]
    fn each_kind_of_wrong_file_has_its_own_name() {
        let good = envelope().print();
        for (text, error) in [
            (String::new(), BackupError::Foreign),
            ("holiday.jpg".to_owned(), BackupError::Foreign),
            (r#"{"orders":[]}"#.to_owned(), BackupError::Foreign),
            (
                good.replace("\"version\":1", "\"version\":2"),
                BackupError::Newer,
            ),
            (good.replace("00ff8007", "00ff8006"), BackupError::Damaged),
            (good.replace("600000", "600001"), BackupError::Damaged),
            (good.replace("600000", "4000000000"), BackupError::Damaged),
            (good.replace("00ff8007", "00ff800"), BackupError::Damaged),
            (
                good.replace("\"salt\":\"00", "\"salt\":\"zz"),
                BackupError::Damaged,
            ),
            (
                good.chars().take(good.len() / 2).collect(),
                BackupError::Damaged,
            ),
        ] {
            assert_eq!(Envelope::parse(&text), Err(error), "{text}");
        }
    }

    #[test]
    fn bytes_become_digits_and_bytes_again() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(unhex(&hex(&all)), Some(all));
        assert_eq!(unhex("0"), None);
        assert_eq!(unhex("é"), None);
        assert_eq!(unhex("+1"), None);
    }
}
