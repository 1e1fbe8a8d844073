//! Invented values: they have the form of a real one and a checksum that fits, and belong to
//! nobody.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use shop_core::pay::address::{has_key, with_checksum};
use shop_core::pay::encoding::bech32::{self, Checksum};
use shop_core::pay::encoding::hexadecimal::{self, is_hexadecimal};
use shop_core::pay::encoding::{base58, base64};
use shop_core::pay::hash::crc16::crc16;
use shop_core::pay::hash::sha256::sha256;

use super::secrets::is_uuid;

/// Letters of bech32 in the order of their values (BIP-173).
const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Tags of an invoice that say nothing of who is paid: how long it holds (`x`), how long the last
/// hop may take (`c`), and what the wallet must know (`9`) (BOLT 11).
const PLAIN_TAGS: [u8; 3] = [6, 24, 5];

/// The tag of an invoice's description (`d`).
const DESCRIPTION: u8 = 13;

/// Letters of an invoice's signature.
const SIGNATURE: usize = 104;

/// Letters of its time.
const TIME: usize = 7;

/// Chance. It begins from the system's own, so that no invented value leads back to a real one.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn thrown() -> Self {
        Self(RandomState::new().build_hasher().finish() | 1)
    }

    /// The next number (xorshift64*).
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: u8) -> u8 {
        // The remainder is below `end`.
        (self.next() >> 32) as u8 % end
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| (self.next() >> 40) as u8).collect()
    }

    /// An id of the usual form: random, version 4.
    pub(super) fn uuid(&mut self) -> String {
        let mut text = hexadecimal::encode(&self.bytes(16));
        text.replace_range(12..13, "4");
        text.replace_range(16..17, "a");
        for place in [8, 13, 18, 23] {
            text.insert(place, '-');
        }
        text
    }

    /// A phone number with the same beginning and length, which ends in a count.
    pub(super) fn phone(&mut self, text: &str, number: usize) -> String {
        let (start, rest) = text.split_at_checked(3).unwrap_or((text, ""));
        format!("{start}{number:0width$}", width = rest.len())
    }

    /// Another text of the same form.
    pub(super) fn alike(&mut self, text: &str) -> String {
        // Chance gives a short text itself now and then. One of signs alone has no other.
        (0..64)
            .map(|_| self.by_chance(text))
            .find(|invented| invented != text)
            .unwrap_or_else(|| text.to_owned())
    }

    /// A text with every letter and digit replaced by one of its sort. The scheme and the host of
    /// an address stay, and so does the word before the first colon of a tool's text.
    fn by_chance(&mut self, text: &str) -> String {
        let kept = match text.split_once("://") {
            Some((scheme, rest)) => {
                scheme.len() + 3 + rest.find(['/', '?', '#']).unwrap_or(rest.len())
            }
            // An eSIM's code is `LPA:1$host$code`.
            None if text.starts_with("LPA:1$") => 6,
            None => 0,
        };
        let (start, rest) = text.split_at_checked(kept).unwrap_or(("", text));
        let mut invented = start.to_owned();
        for letter in rest.chars() {
            invented.push(match letter {
                'a'..='z' => char::from(b'a' + self.below(26)),
                'A'..='Z' => char::from(b'A' + self.below(26)),
                // A number that begins with zero is none in JSON.
                '1'..='9' if invented.is_empty() => char::from(b'1' + self.below(9)),
                '0'..='9' => char::from(b'0' + self.below(10)),
                letter if letter.is_alphanumeric() => 'x',
                letter => letter,
            });
        }
        invented
    }

    /// An address or invoice of the same form, with a checksum that fits.
    pub(super) fn address(&mut self, text: &str) -> String {
        self.hexadecimal(text)
            .or_else(|| self.bech32(text))
            .or_else(|| self.base58(text))
            .or_else(|| self.ton(text))
            .unwrap_or_else(|| {
                if is_uuid(text) {
                    self.uuid()
                } else {
                    self.alike(text)
                }
            })
    }

    /// Ethereum's form with its checksum in the case of letters, Sui's and raw TON's, and hashes,
    /// which have no beginning on some networks.
    fn hexadecimal(&mut self, text: &str) -> Option<String> {
        let (start, digits) = ["0x", "0:", "-1:", ""]
            .into_iter()
            .find_map(|start| Some((start, text.strip_prefix(start)?)))?;
        let is_address = start == "0x" && is_hexadecimal(digits, 40);
        if !is_address && !is_hexadecimal(digits, 64) {
            return None;
        }
        let invented = hexadecimal::encode(&self.bytes(digits.len() / 2));
        let has_capitals = digits.bytes().any(|digit| digit.is_ascii_uppercase());
        let whole = format!("{start}{invented}");
        Some(match (has_capitals, is_address) {
            (true, true) => with_checksum(&whole),
            (true, false) => format!("{start}{}", invented.to_uppercase()),
            (false, _) => whole,
        })
    }

    fn bech32(&mut self, text: &str) -> Option<String> {
        let parts = bech32::decode(text).ok()?;
        let words = if parts.prefix.starts_with("ln") {
            self.invoice(&parts.words)?
        } else {
            let (version, program) = parts.words.split_first()?;
            let bytes = bech32::bytes(program)?.len();
            let mut words = vec![*version];
            words.extend(five_bits(&self.bytes(bytes)));
            words
        };
        let whole = with_bech32_checksum(&parts.prefix, &words, parts.checksum);
        let is_capital = text.bytes().any(|letter| letter.is_ascii_uppercase());
        Some(if is_capital {
            whole.to_uppercase()
        } else {
            whole
        })
    }

    /// The words of another invoice of the same amount, time and end.
    fn invoice(&mut self, words: &[u8]) -> Option<Vec<u8>> {
        let (body, signature) = words.split_at_checked(words.len().checked_sub(SIGNATURE)?)?;
        let (time, mut fields) = body.split_at_checked(TIME)?;
        let mut invented = time.to_vec();
        while let Some(([tag, high, low], rest)) = fields.split_first_chunk() {
            let length = usize::from(*high) * 32 + usize::from(*low);
            let (data, rest) = rest.split_at_checked(length)?;
            invented.extend([*tag, *high, *low]);
            if PLAIN_TAGS.contains(tag) {
                invented.extend(data);
            } else {
                let bytes = data.len() * 5 / 8;
                let bytes = match *tag {
                    DESCRIPTION => vec![b'x'; bytes],
                    _ => self.bytes(bytes),
                };
                let mut data = five_bits(&bytes);
                data.resize(length, 0);
                invented.extend(data);
            }
            fields = rest;
        }
        invented.extend(signature.iter().map(|_| self.below(32)));
        Some(invented)
    }

    /// Bitcoin's older form and its relatives, and 32 bytes as Solana has them.
    fn base58(&mut self, text: &str) -> Option<String> {
        if let Ok(version) = base58::version(text) {
            let mut bytes = vec![version];
            bytes.extend(self.bytes(20));
            let sum = sha256(&sha256(&bytes));
            bytes.extend(sum.iter().take(4));
            return Some(bs58::encode(bytes).into_string());
        }
        match base58::decode(text).map(|bytes| bytes.len()) {
            Some(32) => {}
            // A transaction of Solana is named by its signature, which is longer than what is
            // decoded as an address.
            None if is_signature(text) => {
                return Some(bs58::encode(self.bytes(64)).into_string());
            }
            _ => return None,
        }
        // The sort of an account depends on whether it is a point of the curve, so that stays.
        let is_point = has_key(text);
        (0..1_000).find_map(|_| {
            let invented = bs58::encode(self.bytes(32)).into_string();
            (has_key(&invented) == is_point).then_some(invented)
        })
    }

    /// TON's friendly form: flags and chain stay, the account and its checksum don't.
    fn ton(&mut self, text: &str) -> Option<String> {
        let bytes = base64::decode(text)?;
        let (kept, sum) = bytes.split_at_checked(34)?;
        if sum != crc16(kept).to_be_bytes() {
            return None;
        }
        let mut invented = kept.get(..2)?.to_vec();
        invented.extend(self.bytes(32));
        let sum = crc16(&invented).to_be_bytes();
        invented.extend(sum);
        Some(in_base64(&invented))
    }
}

/// Whether a text is 64 bytes in base58.
fn is_signature(text: &str) -> bool {
    (80..=88).contains(&text.len())
        && bs58::decode(text)
            .into_vec()
            .is_ok_and(|bytes| bytes.len() == 64)
}

/// Groups of five bits, the last one filled with zeros.
fn five_bits(bytes: &[u8]) -> Vec<u8> {
    let (mut bits, mut held) = (0_u32, 0);
    let mut words = Vec::new();
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            words.push((bits >> held) as u8 & 31);
        }
    }
    if held > 0 {
        words.push((bits << (5 - held)) as u8 & 31);
    }
    words
}

/// The text of these words, with the checksum of BIP-173 or BIP-350 behind them.
fn with_bech32_checksum(prefix: &str, words: &[u8], checksum: Checksum) -> String {
    let mut sum = 1_u32;
    let mut take = |word: u8| {
        let top = sum >> 25;
        sum = ((sum & 0x01ff_ffff) << 5) ^ u32::from(word);
        let generators = [
            0x3b6a_57b2,
            0x2650_8e6d,
            0x1ea1_19fa,
            0x3d42_33dd,
            0x2a14_62b3,
        ];
        for (bit, generator) in generators.iter().enumerate() {
            if (top >> bit) & 1 == 1 {
                sum ^= generator;
            }
        }
    };
    prefix.bytes().for_each(|letter| take(letter >> 5));
    take(0);
    prefix.bytes().for_each(|letter| take(letter & 31));
    words.iter().for_each(|word| take(*word));
    (0..6).for_each(|_| take(0));
    sum ^= match checksum {
        Checksum::Bech32 => 1,
        Checksum::Bech32m => 0x2bc8_30a3,
    };
    let last = (0..6).map(|place| (sum >> (5 * (5 - place))) as u8 & 31);
    let letters = words.iter().copied().chain(last);
    let letters = letters.filter_map(|word| BECH32.get(usize::from(word)).copied());
    format!("{prefix}1{}", letters.map(char::from).collect::<String>())
}

/// URL-safe base64 of bytes whose number three divides (RFC 4648).
fn in_base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks_exact(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
        for place in [18, 12, 6, 0] {
            let letter = LETTERS.get((bits >> place) as usize & 63);
            text.extend(letter.copied().map(char::from));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use shop_core::model::payment::Pair;
    use shop_core::pay::address::check;
    use shop_core::pay::invoice::Invoice;

    use super::*;

    /// Every address of the recorded orders, with its pair.
    fn recorded() -> Vec<(Pair, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures");
        let mut all = Vec::new();
        for file in std::fs::read_dir(folder).unwrap().flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap();
            let body: Value = serde_json::from_str(&text).unwrap();
            let text = |name: &str| body[name].as_str();
            if let (Some(coin), Some(network), Some(address)) =
                (text("coin"), text("network"), text("wallet_address"))
            {
                all.push((Pair::new(coin, network), address.to_owned()));
            }
        }
        all
    }

    #[test]
    fn an_invented_address_is_as_sound_as_the_real_one() {
        let all = recorded();
        assert!(all.len() > 20, "{}", all.len());
        let mut dice = Dice::thrown();
        for (pair, address) in all {
            let invented = dice.address(&address);
            assert_ne!(invented, address);
            assert_eq!(
                check(&pair, &invented),
                check(&pair, &address),
                "{invented}"
            );
            assert_eq!(has_key(&invented), has_key(&address), "{address}");
        }
    }

    #[test]
    fn every_form_of_address_is_invented_with_its_checksum() {
        let mut dice = Dice::thrown();
        for (coin, network, address) in [
            ("BTC", "Mainnet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
            (
                "BTC",
                "Mainnet",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            ),
            (
                "BTC",
                "Mainnet",
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            ),
            ("TRX", "Tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
            (
                "TON",
                "Ton",
                "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs",
            ),
            (
                "ETH",
                "ETH Mainnet",
                "0x52908400098527886E0F7030069857D2E4169EE7",
            ),
            (
                "SOL",
                "Solana",
                "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
            ),
        ] {
            let pair = Pair::new(coin, network);
            let real = check(&pair, address);
            assert!(real.is_ok(), "{address}");
            for _ in 0..20 {
                let invented = dice.address(address);
                assert_eq!(check(&pair, &invented), real, "{invented} for {address}");
                assert_ne!(invented, address);
            }
        }
    }

    #[test]
    fn an_invented_invoice_keeps_its_amount_and_its_time() {
        let invoices = recorded();
        let invoices = invoices
            .iter()
            .filter(|(pair, _)| pair.network == "Lightning");
        let mut count = 0;
        for (_, invoice) in invoices {
            let invented = Dice::thrown().address(invoice);
            assert_eq!(Invoice::read(&invented), Invoice::read(invoice));
            count += 1;
        }
        assert!(count > 0);
    }

    #[test]
    fn a_code_keeps_its_form() {
        let mut dice = Dice::thrown();
        let code = dice.alike("https://redeem.example/r/AB12?x=y");
        assert!(code.starts_with("https://redeem.example/"), "{code}");
        assert_eq!(code.len(), "https://redeem.example/r/AB12?x=y".len());
        assert!(dice.alike("LPA:1$smdp.example$K2").starts_with("LPA:1$"));
        assert_eq!(dice.phone("+4917012345678", 7), "+4900000000007");
        assert_eq!(dice.alike("AB-12").as_bytes()[2], b'-');
        for _ in 0..200 {
            assert_ne!(dice.alike("7"), "7");
        }
        assert_eq!(dice.alike("--"), "--");
        let signature = bs58::encode([7_u8; 64]).into_string();
        let invented = dice.address(&signature);
        assert_ne!(invented, signature);
        assert_eq!(bs58::decode(invented).into_vec().unwrap().len(), 64);
        assert!(is_uuid(&dice.uuid()));
    }
}
