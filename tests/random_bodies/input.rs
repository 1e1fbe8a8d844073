//! Inputs for the readers: texts, values, and recorded answers gone wrong.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{fmt, fs};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

/// The placeholder of a value that is put in as text, so that a number may have more
/// digits than `serde_json` would keep. No recorded answer has this letter.
const MARK: &str = "\u{1}";

/// Numbers at the ends of what types hold, and beyond them.
const EXTREMES: [&str; 22] = [
    "0",
    "-0",
    "-1",
    "0.0",
    "1e-7",
    "1e-38",
    "0.00000000000000000000000000000000000001e-38",
    "1e37",
    "1e38",
    "9e38",
    "1e400",
    "1e-400",
    "1e2147483648",
    "4294967296",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "99999999999",
    "100000000000",
    "99999999999999999999999999999999999999",
    "999999999999999999999999999999999999999",
    "0.99999999999999999999999999999999999999999999",
];

/// The names and texts of every recorded answer.
struct Words {
    names: Vec<String>,
    texts: Vec<String>,
}

/// The recorded answers with their names.
pub(crate) static FIXTURES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut all: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder of fixtures")
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let text = fs::read_to_string(entry.path()).ok()?;
            (!name.starts_with('_')).then_some((name, text))
        })
        .collect();
    // A failing input must be the same input on another machine.
    all.sort();
    assert!(!all.is_empty(), "there are recorded answers");
    all
});

static VALUES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let read = |text: &String| serde_json::from_str(text).expect("a fixture is JSON");
    FIXTURES.iter().map(|(_, text)| read(text)).collect()
});

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let (mut names, mut texts) = (BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<&Value> = VALUES.iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                names.extend(members.keys().cloned());
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            Value::String(text) => drop(texts.insert(text.clone())),
            _ => {}
        }
    }
    Words {
        names: names.into_iter().collect(),
        texts: texts.into_iter().collect(),
    }
});

/// A recorded answer as a value.
#[track_caller]
pub(crate) fn fixture(name: &str) -> Value {
    let place = FIXTURES.iter().position(|(known, _)| known == name);
    VALUES[place.unwrap_or_else(|| panic!("{name} is recorded"))].clone()
}

fn letters(range: std::ops::RangeInclusive<u8>) -> impl Strategy<Value = String> {
    prop::collection::vec(range.prop_map(char::from), 0..40)
        .prop_map(|letters| letters.into_iter().collect())
}

/// Any text: of all letters, of ASCII, of what JSON and addresses are made of,
/// and what the API has really said.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(any::<char>(), 0..30)
            .prop_map(|letters| letters.into_iter().collect::<String>()),
        letters(0x00..=0x7f),
        "[\\[\\]{}\",:0-9eE.\\\\u+dD -]{0,40}",
        "[a-z/?&=%+#.2:-]{0,40}",
        "(00|\\+|＋)?[0-9 ().-]{0,20}",
        "[a-z.]{0,8}@(gm|hot|ya)?[a-z]{0,6}\\.[a-z.]{0,5}",
        Just(()).prop_flat_map(|()| select(WORDS.texts.as_slice())),
    ]
}

/// A number as JSON writes it.
pub(crate) fn any_number() -> impl Strategy<Value = String> {
    prop_oneof![
        select(&EXTREMES[..]).prop_map(str::to_owned),
        "(0|[1-9][0-9]{0,5})(\\.[0-9]{1,8})?",
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?",
    ]
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A value that is no object, printed.
pub(crate) fn any_leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        select(&["null", "true", "false", "\"\"", "[]", "\"true\""][..]).prop_map(str::to_owned),
        any_number(),
        any_number().prop_map(|digits| quoted(&digits)),
        any_text().prop_map(|text| quoted(&text)),
    ]
}

/// The name of a field: mostly one that the API uses.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => Just(()).prop_flat_map(|()| select(WORDS.names.as_slice())),
        1 => any_text(),
    ]
}

/// Members of an object, printed, without the braces.
pub(crate) fn any_members() -> impl Strategy<Value = String> {
    let member = (any_name(), any_leaf()).prop_map(|(name, value)| quoted(&name) + ":" + &value);
    prop::collection::vec(member, 0..6).prop_map(|members| members.join(","))
}

/// Any JSON value, printed.
pub(crate) fn any_body() -> impl Strategy<Value = String> {
    any_leaf().prop_recursive(4, 40, 8, |inner| {
        let member = (any_name(), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..8).prop_map(|members| {
                let members = members
                    .iter()
                    .map(|(name, value)| quoted(name) + ":" + value);
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

/// The places of all values inside this one, itself included.
fn places<'a>(value: &'a mut Value, wanted: &mut usize) -> Option<&'a mut Value> {
    if *wanted == 0 {
        return Some(value);
    }
    *wanted -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| places(item, wanted)),
        Value::Object(members) => members.values_mut().find_map(|item| places(item, wanted)),
        _ => None,
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// Prints a value with this text in the place of its mark.
pub(crate) fn filled(value: &Value, text: &str) -> String {
    value.to_string().replace(&quoted(MARK), text)
}

/// The placeholder of the text that `filled` puts in.
pub(crate) fn mark() -> Value {
    Value::from(MARK)
}

/// A recorded answer with one of its values exchanged; sound JSON still.
fn exchanged() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![any_number(), any_leaf(), any_body()];
    (any::<Index>(), any::<Index>(), value).prop_map(|(file, place, text)| {
        let mut value = VALUES[file.index(VALUES.len())].clone();
        let mut place = place.index(size(&value));
        if let Some(found) = places(&mut value, &mut place) {
            *found = mark();
        }
        filled(&value, &text).into_bytes()
    })
}

/// What can happen to the bytes of an answer.
#[derive(Clone, Debug)]
enum Harm {
    Replace(Index, u8),
    Cut(Index, usize),
    Double(Index, usize),
    Number(Index, String),
    Nest(Index, usize, bool),
}

fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Harm::Replace(at, byte)),
        (at(), 1..300_usize).prop_map(|(at, length)| Harm::Cut(at, length)),
        (at(), 1..300_usize).prop_map(|(at, length)| Harm::Double(at, length)),
        (at(), any_number()).prop_map(|(at, digits)| Harm::Number(at, digits)),
        (at(), 1..2000_usize, any::<bool>())
            .prop_map(|(at, depth, closes)| Harm::Nest(at, depth, closes)),
    ]
}

fn harmed(mut bytes: Vec<u8>, harm: &Harm) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let range = |at: &Index, length: usize| {
        let start = at.index(bytes.len());
        start..bytes.len().min(start + length)
    };
    match harm {
        Harm::Replace(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Harm::Cut(at, length) => drop(bytes.drain(range(at, *length))),
        Harm::Double(at, length) => {
            let range = range(at, *length);
            let copy = bytes[range.clone()].to_vec();
            bytes.splice(range.start..range.start, copy);
        }
        Harm::Number(at, digits) => {
            let is_digit = |place: &usize| bytes[*place].is_ascii_digit();
            let start = at.index(bytes.len());
            if let Some(start) = (start..bytes.len()).find(is_digit) {
                let end = (start..bytes.len()).find(|place| !is_digit(place));
                bytes.splice(start..end.unwrap_or(bytes.len()), digits.bytes());
            }
        }
        Harm::Nest(at, depth, closes) => {
            let at = at.index(bytes.len());
            let end = if *closes { "]" } else { "" };
            let nest = ["[".repeat(*depth), end.repeat(*depth)].concat();
            bytes.splice(at..at, nest.into_bytes());
        }
    }
    bytes
}

/// The bytes of an answer; a failing one is shown as the text it is.
#[derive(Clone)]
pub(crate) struct Answer(pub(crate) Vec<u8>);

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

/// The bytes of an answer: made up, or recorded and then harmed.
pub(crate) fn any_answer() -> impl Strategy<Value = Answer> {
    let recorded = (any::<Index>(), prop::collection::vec(harm(), 0..4));
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..60),
        1 => any_text().prop_map(String::into_bytes),
        3 => any_body().prop_map(String::into_bytes),
        5 => exchanged(),
        3 => recorded.prop_map(|(file, harms)| {
            let (_, text) = &FIXTURES[file.index(FIXTURES.len())];
            harms.iter().fold(text.clone().into_bytes(), harmed)
        }),
    ]
    .prop_map(Answer)
}
