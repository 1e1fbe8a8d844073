//! Lightning invoices (BOLT 11), as far as a shop must read them.

use super::encoding::bech32::{self, Checksum};
use super::fault::AddressFault;
use crate::model::money::Amount;

/// The number of letters of the signature at the end: 65 bytes.
const SIGNATURE: usize = 104;

/// The number of letters of the time at the start.
const TIME: usize = 7;

/// The tag `x`: seconds until the invoice ends.
const EXPIRY: u8 = 6;

/// The expiry of an invoice without that tag (BOLT 11).
const DEFAULT_EXPIRY_SECONDS: u64 = 3_600;

/// The content of an invoice. The wallet checks its signature: here the checksum proves that no
/// letter is wrong, and the API is trusted about who is paid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invoice {
    /// The amount in bitcoin; `None` leaves it to the payer.
    pub amount: Option<Amount>,
    /// When it was made, in epoch milliseconds.
    pub made_at: u64,
    /// When it can no longer be paid, in epoch milliseconds.
    pub ends_at: u64,
}

impl Invoice {
    /// Reads an invoice of Bitcoin's main network.
    pub fn read(text: &str) -> Result<Self, AddressFault> {
        let parts = bech32::decode(text)?;
        if parts.checksum != Checksum::Bech32 {
            return Err(AddressFault::Checksum);
        }
        // The prefixes of other networks continue with letters: `lnbcrt`, `lntb`, `lnbs`.
        let amount = parts
            .prefix
            .strip_prefix("lnbc")
            .ok_or(AddressFault::Form)?;
        let amount = if amount.is_empty() {
            None
        } else {
            Some(bitcoin(amount).ok_or(AddressFault::Form)?)
        };
        let body = parts
            .words
            .len()
            .checked_sub(SIGNATURE)
            .and_then(|end| parts.words.get(..end))
            .and_then(|body| body.split_at_checked(TIME));
        let (time, fields) = body.ok_or(AddressFault::Form)?;
        let made_at = number(time);
        let seconds = expiry(fields)?.unwrap_or(DEFAULT_EXPIRY_SECONDS);
        Ok(Self {
            amount,
            made_at: made_at * 1_000,
            // The time has 35 bits; the expiry can be any number.
            ends_at: made_at.saturating_add(seconds).saturating_mul(1_000),
        })
    }
}

/// The amount in the prefix: digits, and a letter for their unit. Digits are moved, never rounded.
fn bitcoin(text: &str) -> Option<Amount> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let exponent = match text.strip_prefix(digits)? {
        "" => "",
        "m" => "e-3",
        "u" => "e-6",
        "n" => "e-9",
        // A tenth of a thousandth of a satoshi can't be paid.
        "p" if digits.ends_with('0') => "e-12",
        _ => return None,
    };
    let is_whole = digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_whole {
        return None;
    }
    Amount::parse_loosely(&[digits, exponent].concat()).filter(|amount| !amount.is_zero())
}

/// The seconds of the first expiry tag.
fn expiry(mut fields: &[u8]) -> Result<Option<u64>, AddressFault> {
    let mut found = None;
    while let Some(([tag, high, low], rest)) = fields.split_first_chunk() {
        let length = usize::from(*high) * 32 + usize::from(*low);
        let (data, rest) = rest.split_at_checked(length).ok_or(AddressFault::Form)?;
        if *tag == EXPIRY && found.is_none() {
            found = Some(number(data));
        }
        fields = rest;
    }
    if fields.is_empty() {
        Ok(found)
    } else {
        Err(AddressFault::Form)
    }
}

/// A number of five bits per letter; the largest possible one if it has too many.
fn number(words: &[u8]) -> u64 {
    words.iter().fold(0_u64, |sum, word| {
        sum.saturating_mul(32).saturating_add(u64::from(*word))
    })
}

#[cfg(test)]
mod tests {
    use super::{Invoice, bitcoin};
    use crate::pay::fault::AddressFault;

    // BOLT 11, examples.
    const DONATION: &str = "lnbc1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6twvus8g6rfwvs8qun0dfjkxaq8rkx3yf5tcsyz3d73gafnh3cax9rn449d9p5uxz9ezhhypd0elx87sjle52x86fux2ypatgddc6k63n7erqz25le42c4u4ecky03ylcqca784w";
    const COFFEE: &str = "lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpuaztrnwngzn3kdzw5hydlzf03qdgm2hdq27cqv3agm2awhz5se903vruatfhq77w3ls4evs3ch9zw97j25emudupq63nyw24cg27h2rspfj9srp";
    const LIST: &str = "lnbc20m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqscc6gd6ql3jrc5yzme8v4ntcewwz5cnw92tz0pc8qcuufvq7khhr8wpald05e92xw006sq94mg8v2ndf4sefvf9sygkshp5zfem29trqq2yxxz7";
    const TEST_NETWORK: &str = "lntb20m1pvjluezhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqfpp3x9et2e20v6pu37c5d9vax37wxq72un98kmzzhznpurw9sgl2v0nklu2g4d0keph5t7tj9tcqd8rexnd07ux4uv2cjvcqwaxgj7v4uwn5wmypjd5n69z2xm3xgksg28nwht7f6zspwp3f9t";

    const MADE_AT: u64 = 1_496_314_658_000;

    #[test]
    fn the_samples_of_bolt_11_are_read() {
        for (text, amount, seconds) in [
            (DONATION, None, 3_600),
            (COFFEE, Some("0.0025"), 60),
            (LIST, Some("0.02"), 3_600),
        ] {
            let invoice = Invoice::read(text).expect("an invoice");
            assert_eq!(
                invoice
                    .amount
                    .map(|amount| amount.trimmed().as_str().to_owned())
                    .as_deref(),
                amount
            );
            assert_eq!(invoice.made_at, MADE_AT);
            assert_eq!(invoice.ends_at, MADE_AT + seconds * 1_000);
            assert!(Invoice::read(&text.to_ascii_uppercase()).is_ok());
        }
    }

    #[test]
    fn mistyped_and_foreign_invoices_are_refused() {
        let wrong = COFFEE.replacen("2500u", "2500m", 1);
        assert_eq!(Invoice::read(&wrong), Err(AddressFault::Checksum));
        assert_eq!(Invoice::read(TEST_NETWORK), Err(AddressFault::Form));
        for text in [
            "",
            "lnbc1",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "lightning:lnbc1",
            // The checksum is right, but there is nothing to pay.
            "A12UEL5L",
        ] {
            assert!(Invoice::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn amounts_are_exact() {
        for (text, amount) in [
            ("1", "1"),
            ("20m", "0.02"),
            ("2500u", "0.0025"),
            ("230210n", "0.00023021"),
            ("10p", "0.00000000001"),
            // BOLT 11: 9678785340 picobitcoin.
            ("9678785340p", "0.00967878534"),
        ] {
            assert_eq!(
                bitcoin(text).map(|amount| amount.trimmed().as_str().to_owned()),
                Some(amount.to_owned()),
                "{text}"
            );
        }
        for text in [
            "m", "0", "0u", "01u", "1p", "15p", "1x", "1mm", "1.5m", "rt", "-1m", "1e1m", "u1",
            "+1", "é", "1k",
        ] {
            assert!(bitcoin(text).is_none(), "{text}");
        }
    }

    #[test]
    fn lengths_beyond_the_end_are_refused() {
        use super::expiry;
        assert_eq!(expiry(&[6, 0, 2, 1, 28]), Ok(Some(60)));
        assert_eq!(expiry(&[6, 0, 1, 1, 6, 0, 1, 2]), Ok(Some(1)), "the first");
        assert_eq!(expiry(&[6, 0, 2, 1]), Err(AddressFault::Form));
        assert_eq!(expiry(&[6, 31, 31]), Err(AddressFault::Form));
        assert_eq!(expiry(&[6, 0]), Err(AddressFault::Form));
        assert_eq!(expiry(&[]), Ok(None));
        let huge = [&[6, 0, 20][..], &[31; 20]].concat();
        assert_eq!(expiry(&huge), Ok(Some(u64::MAX)));
    }
}
