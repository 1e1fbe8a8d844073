//! Each text is used. A key that has no text is a compile error.

use std::collections::BTreeSet;

use text_keys::TextKeys;

use super::repository::{program, read};
use super::source::Source;
use super::{Finding, check};

/// The file that the program's keys are made of.
const ENGLISH: &str = "public/locales/en.json";

/// Keys that the program names nowhere.
fn unused_keys(sources: &[Source], english: &TextKeys) -> Vec<Finding> {
    let lines = sources.iter().flat_map(|source| &source.lines);
    let used: BTreeSet<&str> = lines.flat_map(|line| named(&line.code)).collect();
    english
        .names()
        // Categories are the API's and open: the program looks for a text by the API's name.
        .filter(|(key, variant)| !key.starts_with("category.") && !used.contains(&**variant))
        .map(|(key, _)| format!("{ENGLISH}: `{key}` isn't used"))
        .collect()
}

/// The variants of `TextKey` and `PluralKey` in a line.
fn named(code: &str) -> impl Iterator<Item = &str> {
    code.match_indices("Key::").filter_map(|(start, found)| {
        let before = &code[..start];
        let after = &code[start + found.len()..];
        let end = after.find(|letter: char| !letter.is_alphanumeric());
        let variant = &after[..end.unwrap_or(after.len())];
        (before.ends_with("Text") || before.ends_with("Plural")).then_some(variant)
    })
}

#[test]
fn every_text_has_a_use() {
    let english = TextKeys::read(&read(ENGLISH)).expect("the English texts are keys");
    check(unused_keys(&program(), &english));
}

mod tests {
    use super::*;

    #[test]
    fn idle_keys_are_found() {
        let english = r#"{"shop.name": "x", "shop.left": {"other": "x"}, "category.games": "x"}"#;
        let english = TextKeys::read(english).expect("keys");
        let found = |code: &str| unused_keys(&[Source::rust("src/a.rs", code)], &english).len();
        assert_eq!(found("t(TextKey::ShopName); PluralKey::ShopLeft"), 0);
        assert_eq!(found("t(TextKey::ShopName)"), 1);
        assert_eq!(found("t(TextKey::ShopName) // PluralKey::ShopLeft"), 1);
        assert_eq!(found("TextKey::ShopNamed; OtherKey::ShopLeft"), 2);
    }
}
