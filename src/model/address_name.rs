//! Names as they stand in addresses of this app.

use std::fmt;

use super::letters::{is_word, lower, lowered};

/// A name in the form it has in a URL: lower case, words joined by `-`.
///
/// Made from the name alone, so it is the same in every country and on every
/// day. Where the form loses something (`Instacart+` would read like
/// `Instacart`, see docs/api.md#brand-quirks), a short fingerprint of the whole
/// name is added, so that two names never share a slug.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Slug(String);

impl Slug {
    /// The slug of a family's or a brand's name.
    pub fn of(name: &str) -> Self {
        let mut text = String::new();
        let mut lossy = false;
        for character in name.trim().chars().map(lower) {
            if is_word(character) {
                text.push(character);
            } else {
                lossy |= character != ' ' || text.ends_with('-') || text.is_empty();
                if !text.is_empty() && !text.ends_with('-') {
                    text.push('-');
                }
            }
        }
        let kept = text.trim_end_matches('-').len();
        text.truncate(kept);
        if lossy || text.is_empty() {
            if !text.is_empty() {
                text.push('-');
            }
            text.push_str(&fingerprint(name));
        }
        Self(text)
    }

    /// Takes a slug out of an address as it is.
    pub fn from_address(text: &str) -> Self {
        Self(lowered(text))
    }

    /// The slug as text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Five letters and digits that depend on every letter of the name.
/// Case doesn't count, because the API matches names without it.
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
pub(crate) fn hash(text: &str) -> u32 {
    hash_of(text.bytes().map(u32::from))
}

/// The same of any small numbers.
pub(crate) fn hash_of(parts: impl Iterator<Item = u32>) -> u32 {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    parts.fold(OFFSET, |hash, part| (hash ^ part).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn plain_names_stay_readable() {
        for (name, slug) in [
            ("Steam", "steam"),
            ("Lycamobile Credits", "lycamobile-credits"),
            ("楽天", "楽天"),
            ("Café Soleil", "café-soleil"),
        ] {
            assert_eq!(Slug::of(name).as_str(), slug);
            assert_eq!(Slug::of(name).to_string(), slug);
        }
    }

    #[test]
    fn names_that_read_alike_get_different_slugs() {
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
        ];
        let slugs: Vec<Slug> = names.iter().map(|name| Slug::of(name)).collect();
        for (index, slug) in slugs.iter().enumerate() {
            assert!(
                !slugs.iter().skip(index + 1).any(|other| other == slug),
                "{slug} twice"
            );
            assert!(!slug.as_str().is_empty());
        }
        assert_eq!(Slug::of("AMAZON.COM"), Slug::of("Amazon.com"));
    }
}
