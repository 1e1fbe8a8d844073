//! The shop's texts, by the keys of its locale files, so that a reworded sentence breaks no test.
//!
//! A text with `{names}` in it is filled in as the shop does. Where a test can't know a
//! value, `start_of` and `part` give the words around it.
//!
//! Two more speak for themselves, without a locale file: the shell in `index.html`, and the
//! loader on a partner's page.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use crate::place;

/// The language that `public/locales` has every text in.
const ENGLISH: &str = "en";

/// The English text of a key.
#[track_caller]
pub fn text(key: &str) -> &'static str {
    text_of(ENGLISH, key)
}

/// The text of a key in another language.
#[track_caller]
pub fn text_of(language: &str, key: &str) -> &'static str {
    let text = find(language, key, None);
    assert!(
        !text.contains('{'),
        "`{key}` has values to fill in: “{text}”"
    );
    text
}

/// The English text of a key with all of its `{names}` replaced.
#[track_caller]
pub fn filled(key: &str, values: &[(&str, &str)]) -> String {
    all_filled(key, find(ENGLISH, key, None), values)
}

/// The English text of a key in the plural form of `count`, which replaces `{count}`.
#[track_caller]
pub fn counted(key: &str, count: u16, values: &[(&str, &str)]) -> String {
    // The shop writes larger numbers with a comma in them.
    assert!(count < 1_000, "{count} is written otherwise");
    let (number, template) = (count.to_string(), find(ENGLISH, key, Some(count)));
    // Some languages write one thing without its number.
    let number = [("count", number.as_str())];
    let number = &number[..usize::from(template.contains("{count}"))];
    all_filled(key, template, &[number, values].concat())
}

/// The English text of a key up to its first value, in the plural form of many.
#[track_caller]
pub fn start_of(key: &str) -> &'static str {
    let template = find(ENGLISH, key, Some(2));
    let start = before_names(template);
    assert!(!start.is_empty(), "`{key}` begins with a value");
    start
}

/// The longest part of the English text of a key that has no other value in it than these,
/// in the plural form of many.
#[track_caller]
pub fn part(key: &str, values: &[(&str, &str)]) -> String {
    let template = find(ENGLISH, key, Some(2));
    are_named(key, template, values);
    longest_part(template, values)
}

/// Whether a page says that something could not be loaded, be it the shop itself.
pub fn says_it_failed(page: &str) -> bool {
    [
        said_by_shell(Shell::Failure, ENGLISH).as_str(),
        text("failure.title"),
        text("failure.part_unreachable"),
    ]
    .iter()
    .any(|words| page.contains(words))
}

#[track_caller]
fn find(language: &str, key: &str, count: Option<u16>) -> &'static str {
    let texts = locales().get(language);
    let texts = texts.unwrap_or_else(|| panic!("there is no public/locales/{language}.json"));
    let message = texts.get(key);
    let message = message.unwrap_or_else(|| panic!("public/locales/{language}.json lacks `{key}`"));
    match (message, count) {
        (Value::String(text), _) => text,
        (forms, Some(count)) => {
            // The categories of English.
            let category = if count == 1 { "one" } else { "other" };
            let form = forms[category].as_str();
            form.unwrap_or_else(|| panic!("`{key}` has no form `{category}`"))
        }
        (_, None) => panic!("`{key}` has plural forms: `counted` chooses one"),
    }
}

/// All locale files, by their languages.
fn locales() -> &'static BTreeMap<String, Map<String, Value>> {
    static LOCALES: OnceLock<BTreeMap<String, Map<String, Value>>> = OnceLock::new();
    LOCALES.get_or_init(|| {
        let folder = place::root().join("public/locales");
        let files = fs::read_dir(&folder).expect("public/locales is there");
        files
            .map(|file| file.expect("public/locales can be read").path())
            // The texts of the help page are in a folder of their own.
            .filter(|path| path.is_file())
            .map(|path| {
                let language = path.file_stem().expect("a name").to_string_lossy();
                let content = fs::read_to_string(&path).expect("a locale file can be read");
                let texts = serde_json::from_str(&content)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                (language.into_owned(), texts)
            })
            .collect()
    })
}

#[track_caller]
fn all_filled(key: &str, template: &str, values: &[(&str, &str)]) -> String {
    are_named(key, template, values);
    let pieces = pieces(template, values);
    let [text] = pieces.as_slice() else {
        panic!("not all values of `{key}` are given: “{template}”");
    };
    text.clone()
}

/// A value whose name the text doesn't have would make a test check nothing.
#[track_caller]
fn are_named(key: &str, template: &str, values: &[(&str, &str)]) {
    for (name, _) in values {
        assert!(
            template.contains(&format!("{{{name}}}")),
            "`{key}` has no value `{name}`: “{template}”"
        );
    }
}

/// The text before the first of the `{names}`.
fn before_names(template: &str) -> &str {
    template.split('{').next().unwrap_or_default().trim()
}

/// The text, cut at each of the `{names}` that has no value here.
fn pieces(template: &str, values: &[(&str, &str)]) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = template;
    loop {
        let (plain, behind) = rest.split_once('{').unwrap_or((rest, ""));
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(plain);
        }
        let Some((name, after)) = behind.split_once('}') else {
            return pieces;
        };
        let value = values.iter().find(|(known, _)| *known == name);
        match (value, pieces.last_mut()) {
            (Some((_, value)), Some(piece)) => piece.push_str(value),
            _ => pieces.push(String::new()),
        }
        rest = after;
    }
}

fn longest_part(template: &str, values: &[(&str, &str)]) -> String {
    let pieces = pieces(template, values);
    let parts = pieces.iter().map(|piece| piece.trim());
    let longest = parts.max_by_key(|part| part.len());
    longest.unwrap_or_default().to_owned()
}

/// The texts that `index.html` has by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// Where scripts don't run.
    NoScript,
    /// The program could not be loaded.
    Failure,
    /// The browser can't run the program.
    TooOld,
    /// Files are missing.
    Files,
    /// The policy doesn't let the program run.
    Policy,
    /// A frame without an origin.
    Frame,
}

/// The first words of the shell, in a language: the title, or the sentence where several have one
/// title.
#[track_caller]
pub fn said_by_shell(which: Shell, language: &str) -> String {
    let page = shell();
    let place = match which {
        Shell::NoScript => "<noscript>",
        Shell::Failure => "id=\"shell-failure\"",
        Shell::TooOld => "id=\"shell-old\"",
        Shell::Files => "id=\"shell-files\"",
        Shell::Policy => "id=\"shell-policy\"",
        Shell::Frame => "id=\"shell-frame\"",
    };
    // The place of the words in the row of each language.
    let (index, tag) = match which {
        Shell::NoScript | Shell::Failure => (0, "h1"),
        Shell::TooOld => (2, "h1"),
        Shell::Files => (4, "p"),
        Shell::Policy => (5, "p"),
        Shell::Frame => (6, "p"),
    };
    if language == ENGLISH {
        let (_, behind) = page.split_once(place).expect("the shell has this place");
        return between(behind, &format!("<{tag}>"), &format!("</{tag}>")).to_owned();
    }
    if which == Shell::NoScript {
        let (_, behind) = page.split_once(place).expect("the shell has this place");
        // One of them has its direction as well.
        let paragraph = between(behind, &format!("<p lang=\"{language}\""), "</p>");
        let (_, words) = paragraph.split_once('>').expect("a paragraph");
        return words.to_owned();
    }
    let words: Value = serde_json::from_str(between(page, "id=\"shell-words\">", "</script>"))
        .expect("the shell's words are JSON");
    let words = words[language][index].as_str();
    words
        .unwrap_or_else(|| panic!("the shell has no words in {language}"))
        .to_owned()
}

/// A word of the loader, which it uses until the shop in its frame has sent others.
#[track_caller]
pub fn said_by_loader(name: &str) -> &'static str {
    let words = between(loader(), "_words = {", "}");
    between(words, &format!(" {name}: '"), "'")
}

fn shell() -> &'static str {
    static SHELL: OnceLock<String> = OnceLock::new();
    SHELL.get_or_init(|| read("index.html"))
}

fn loader() -> &'static str {
    static LOADER: OnceLock<String> = OnceLock::new();
    LOADER.get_or_init(|| read("public/widget/v1/loader.js"))
}

fn read(path: &str) -> String {
    fs::read_to_string(place::root().join(path)).expect(path)
}

#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let behind = text.split_once(start).map(|(_, behind)| behind);
    let inside = behind.and_then(|behind| behind.split_once(end));
    inside
        .unwrap_or_else(|| panic!("nothing between `{start}` and `{end}`"))
        .0
}

#[cfg(test)]
mod tests {
    use super::{
        Shell, before_names, counted, locales, longest_part, pieces, said_by_loader, said_by_shell,
    };

    #[test]
    fn a_form_may_leave_its_number_out() {
        assert!(!counted("ordering.problems", 1, &[]).contains('1'));
        assert!(counted("ordering.problems", 2, &[]).contains('2'));
    }

    #[test]
    fn names_are_replaced_once_and_never_inside_values() {
        let text = "Send {amount} on {network}.";
        let values = [("amount", "{network}"), ("network", "Base")];
        assert_eq!(pieces(text, &values), ["Send {network} on Base."]);
    }

    #[test]
    fn a_name_without_a_value_cuts_the_text() {
        let text = "Send {amount} more on {network}";
        assert_eq!(before_names(text), "Send");
        assert_eq!(longest_part(text, &[]), "more on");
        let values = [("network", "Solana")];
        assert_eq!(longest_part(text, &values), "more on Solana");
        assert_eq!(
            longest_part("nothing to fill in", &[]),
            "nothing to fill in"
        );
    }

    #[test]
    fn what_speaks_without_a_locale_file_is_found() {
        for language in locales().keys() {
            for which in [
                Shell::NoScript,
                Shell::Failure,
                Shell::TooOld,
                Shell::Files,
                Shell::Policy,
                Shell::Frame,
            ] {
                let title = said_by_shell(which, language);
                assert!(!title.is_empty() && !title.contains('<'), "{title}");
            }
        }
        for name in ["title", "close", "reason", "stay", "leave"] {
            assert!(!said_by_loader(name).is_empty(), "{name}");
        }
    }
}
