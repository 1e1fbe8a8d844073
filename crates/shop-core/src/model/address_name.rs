//! Names as they appear in addresses of this app.

use std::fmt;

use super::display_text::cleaned;
use super::letters::{is_word, lowered};

/// A family's or a brand's name in an address: the name itself, which readers of the address
/// recognize, compared without regard to case.
///
/// Older addresses consisted of small letters, words and `-`, with a fingerprint if that form loses
/// something (`amazon-com-i6bde`), and the first ones had no fingerprint. They still work.
#[derive(Clone, Debug)]
pub struct AddressName(String);

impl AddressName {
    /// The form of this name in addresses. A name with signs that can't be shown, and one that is
    /// not a valid path step, get the older form.
    pub fn from_name(name: &str) -> Self {
        let shown = cleaned(name);
        let is_plain = shown == name.trim() && !matches!(&*shown, "" | "." | "..");
        Self(if is_plain { shown } else { slug(name) })
    }

    /// Takes a name from an address as it is.
    pub fn from_address(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The name as text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this can only be a name itself: older addresses had small letters, digits and `-`. The
    /// early script has the same rule.
    pub fn is_in_own_form(&self) -> bool {
        let is_old = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        !self.0.bytes().all(is_old)
    }

    /// Finds the name that this address means: the one with exactly this form, else the one whose
    /// older form this is, else the only one with the same words.
    pub fn find<'a>(&self, names: &[&'a str]) -> Option<&'a str> {
        let asked = lowered(self.0.trim());
        let words = words(&asked);
        let alike = || {
            names
                .iter()
                .filter(|name| self::words(&lowered(name)) == words)
        };
        names
            .iter()
            .find(|name| Self::from_name(name) == *self)
            .or_else(|| names.iter().find(|name| slug(name) == asked))
            .or_else(|| {
                let first = alike().next()?;
                let is_alone =
                    !words.is_empty() && alike().all(|name| lowered(name) == lowered(first));
                is_alone.then_some(first)
            })
            .copied()
    }
}

impl PartialEq for AddressName {
    fn eq(&self, other: &Self) -> bool {
        lowered(self.0.trim()) == lowered(other.0.trim())
    }
}

impl Eq for AddressName {}

impl fmt::Display for AddressName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The words of a name in small letters, joined by `-`.
fn words(lowered: &str) -> String {
    let words = lowered.split(|letter| !is_word(letter));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The older form of a name in addresses.
fn slug(name: &str) -> String {
    let lowered = lowered(name.trim());
    let mut text = words(&lowered);
    // Nothing is lost if there are only single blanks between the words.
    if text.is_empty() || text.replace('-', " ") != lowered {
        if !text.is_empty() {
            text.push('-');
        }
        text.push_str(&fingerprint(name));
    }
    text
}

/// Five letters and digits that depend on every letter of the name. Case doesn't matter, because
/// the API matches names without it.
fn fingerprint(name: &str) -> String {
    let mut hash = hash(&lowered(name.trim()));
    let mut text = String::new();
    for _ in 0..5 {
        // A remainder of 36 is always a digit of base 36.
        text.push(char::from_digit(hash % 36, 36).unwrap_or('0'));
        hash /= 36;
    }
    text
}

/// A number that depends on every byte of a text (FNV-1a).
pub fn hash(text: &str) -> u32 {
    hash_of(text.bytes().map(u32::from))
}

/// The same hash for any small numbers.
pub fn hash_of(parts: impl Iterator<Item = u32>) -> u32 {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    parts.fold(OFFSET, |hash, part| (hash ^ part).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::AddressName;

    const NAMES: [&str; 12] = [
        "Amazon.com",
        "Uber Eats",
        "Instacart",
        "Instacart+",
        "AT&T",
        "Du",
        "C&A",
        "C+A",
        "楽天 / ギフト",
        "Café Déjà Bleu",
        "Moon\u{202e}rise\u{7} Tea",
        "..",
    ];

    fn check(address: &str, name: Option<&str>) {
        let found = AddressName::from_address(address).find(&NAMES);
        assert_eq!(found, name, "{address:?}");
    }

    #[test]
    fn a_name_with_other_signs_than_older_addresses_had_is_in_its_own_form() {
        for own in ["Steam", "uber eats", "AT&T", "amazon.com", "é", "日本"] {
            assert!(AddressName::from_name(own).is_in_own_form(), "{own}");
        }
        for other in ["steam", "amazon-com-i6bde", "7-eleven", ""] {
            assert!(
                !AddressName::from_address(other).is_in_own_form(),
                "{other}"
            );
        }
    }

    #[test]
    fn every_name_is_found_by_its_own_address() {
        for name in NAMES {
            let address = AddressName::from_name(name);
            check(address.as_str(), Some(name));
            check(&address.as_str().to_uppercase(), Some(name));
            assert_eq!(AddressName::from_address(address.as_str()), address);
            assert!(!["", ".", ".."].contains(&address.as_str()));
        }
        for plain in ["Amazon.com", "Uber Eats", "楽天 / ギフト"] {
            assert_eq!(AddressName::from_name(plain).as_str(), plain);
            assert_eq!(AddressName::from_name(plain).to_string(), plain);
        }
    }

    #[test]
    fn addresses_of_before_lead_to_the_name() {
        for (address, name) in [
            ("amazon-com-i6bde", Some("Amazon.com")),
            ("AMAZON-COM-I6BDE", Some("Amazon.com")),
            ("amazon-com", Some("Amazon.com")),
            ("uber-eats", Some("Uber Eats")),
            ("uber+eats", Some("Uber Eats")),
            ("uber eats", Some("Uber Eats")),
            ("instacart", Some("Instacart")),
            ("at-t", Some("AT&T")),
            ("café-déjà-bleu", Some("Café Déjà Bleu")),
            ("楽天-ギフト", Some("楽天 / ギフト")),
            // It is unknown which of the two is meant.
            ("c-a", None),
            ("amazon", None),
            ("-", None),
            ("", None),
        ] {
            check(address, name);
        }
    }

    #[test]
    fn names_that_read_alike_have_different_addresses() {
        let names = [
            "Instacart",
            "Instacart+",
            "instacart-",
            "AT&T",
            "AT T",
            "A.T.T",
            "&",
            "+",
            "C&A",
            "C A",
            "Tea",
            "Te\u{7}a",
            "\u{7}",
            "\u{202e}",
        ];
        let addresses: Vec<_> = names
            .iter()
            .map(|name| AddressName::from_name(name))
            .collect();
        for (index, address) in addresses.iter().enumerate() {
            let rest = addresses.iter().skip(index + 1);
            assert!(
                !rest.clone().any(|other| other == address),
                "{address} twice"
            );
            assert!(!address.as_str().is_empty());
        }
        assert_eq!(
            AddressName::from_name("AMAZON.COM"),
            AddressName::from_name("Amazon.com")
        );
    }
}
