//! End-to-end tests read texts by their keys.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::locales::{locale, placeholders, texts_of};
use super::repository::{files, read};
use super::source::{Source, literals};
use super::{Finding, check};

/// A call by which an end-to-end test reads a text, and whether it can read this one.
type Reading = (&'static str, fn(&Value) -> bool);

const READING: [Reading; 6] = [
    ("text", is_plain),
    ("line", is_plain),
    ("filled", |text| text.is_string() && !is_plain(text)),
    ("counted", |text| !placeholders(text).is_empty()),
    ("start_of", |text| !placeholders(text).is_empty()),
    ("part", |text| !placeholders(text).is_empty()),
];

/// A text with nothing to fill in and without plural forms.
fn is_plain(text: &Value) -> bool {
    text.is_string() && placeholders(text).is_empty()
}

/// A step that spells out a sentence fails as soon as somebody rewords it, and a key that doesn't
/// exist is found only by a run in a browser.
fn steps_read_texts_by_their_keys(source: &Source, english: &Map<String, Value>) -> Vec<Finding> {
    let is_word = |word: &&str| word.contains(char::is_alphabetic) && !word.starts_with('{');
    let sentences: BTreeMap<String, &String> = english
        .iter()
        .flat_map(|(key, value)| texts_of(value).into_iter().map(move |text| (text, key)))
        .filter(|(text, _)| text.split_whitespace().filter(is_word).count() > 1)
        .map(|(text, key)| (text.replace('"', "\\\""), key))
        .collect();
    let mut findings = Vec::new();
    let mut call = None;
    for line in &source.lines {
        for (place, literal) in literals(&line.text).into_iter().enumerate() {
            if let Some(key) = sentences.get(literal) {
                let why = format!("“{literal}” is the text of `{key}`: read it by its key");
                findings.push(source.at(line.number, &why));
            }
            // The key of a long call is on the line below.
            let before = line.text.split('"').nth(place * 2).unwrap_or_default();
            let before = before.trim();
            let called = if before.is_empty() && place == 0 {
                call
            } else {
                called_last(before)
            };
            let Some((name, fits)) = called else {
                continue;
            };
            if !english.get(literal).is_some_and(fits) {
                let why = format!("`{name}` can't read `{literal}` of public/locales/en.json");
                findings.push(source.at(line.number, &why));
            }
        }
        call = called_last(line.text.trim());
    }
    findings
}

/// The call that a piece of code ends with, where that reads a text.
fn called_last(code: &str) -> Option<Reading> {
    let called = code.strip_suffix('(')?;
    READING.into_iter().find(|(name, _)| {
        let before = called.strip_suffix(name);
        before.is_some_and(|before| {
            !before.ends_with(|last: char| last.is_alphanumeric() || "_.:".contains(last))
        })
    })
}

#[test]
fn the_end_to_end_tests_survive_a_reworded_text() {
    let english = locale("public/locales/en.json");
    check(
        files("tests/e2e/tests", ".rs")
            .iter()
            .map(|path| Source::whole(path, &read(path)))
            .flat_map(|source| steps_read_texts_by_their_keys(&source, &english))
            .collect(),
    );
}

mod tests {
    use super::super::locales::file;
    use super::*;

    #[test]
    fn texts_that_steps_spell_out_are_found() {
        let english = file(
            r#"{"a.add":"Add to cart","a.live":"Live","a.quoted":"Say \"yes\"","a.send":"Send {sum} now",
            "a.items":{"one":"{count} more item","other":"{count} more items"}}"#,
        );
        let found = |code: &str| {
            let source = Source::whole("tests/e2e/tests/a.rs", code);
            steps_read_texts_by_their_keys(&source, &english).len()
        };
        for good in [
            "press(text(\"a.add\")); reads(\"Live\"); reads(\"Add to\");",
            "filled(\n    \"a.send\",\n    &[(\"sum\", text(\"a.add\"))],\n)",
            "counted(\"a.items\", 2, &[]); part(\"a.items\", &[]); start_of(\"a.send\");",
            "// press(\"Add to cart\")",
            "answer.text(\"a.none\"); context(\"a.none\");",
        ] {
            assert_eq!(found(good), 0, "{good}");
        }
        for bad in [
            "press(\"Add to cart\")",
            "let said = r#\"Add to cart\"#;",
            "reads(\"Say \\\"yes\\\"\")",
            "format!(\"{count} more items\")",
            "press(text(\"a.none\"))",
            "press(text(\n    \"a.none\",\n))",
            "reads(\"Live\", text(\"a.send\"))",
            "filled(\"a.add\", &[])",
            "text(\"a.items\")",
            "counted(\"a.live\", 1, &[])",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
    }
}
