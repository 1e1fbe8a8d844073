//! The dynamic value that every answer is read into, and its lenient readers.
//!
//! The API sends numbers as text and as numbers, lists as `null`, and omits fields
//! (docs/api.md#reading-and-sending), so nothing here fails: a value that can't be read is absent.
//! Numbers keep their own digits.

mod parser;
mod writing;

use std::borrow::Cow;
use std::fmt;

use crate::model::money::Amount;

/// A JSON value that borrows from its text. `Debug` shows only its kind: the
/// JSON of an order holds its id and its codes.
#[derive(Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// The digits as they were sent.
    Number(&'a str),
    /// Text, owned where it had escapes.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object's members in their order.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl fmt::Debug for Json<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool(…)",
            Self::Number(_) => "Number(…)",
            Self::Text(_) => "Text(…)",
            Self::List(_) => "List(…)",
            Self::Object(_) => "Object(…)",
        })
    }
}

impl<'a> Json<'a> {
    /// Reads a text that is exactly one JSON value, with or without a byte
    /// order mark.
    pub fn parse(text: &'a str) -> Option<Self> {
        parser::Parser::whole(text.trim_start_matches('\u{feff}'))
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&[(Cow<'a, str>, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a member. If a name appears twice, the last value counts, as everywhere in
    /// JSON.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

/// The fields of an object; any other value has none.
#[derive(Clone, Copy)]
pub struct Fields<'a>(&'a Json<'a>);

impl<'a> Fields<'a> {
    /// The fields of this value.
    pub fn new(value: &'a Json<'a>) -> Self {
        Self(value)
    }

    /// The fields of an object; `None` for any other value.
    pub fn of_object(value: &'a Json<'a>) -> Option<Self> {
        value.as_object().map(|_| Self(value))
    }

    /// The value of a field itself.
    pub fn raw(self, name: &str) -> Option<&'a Json<'a>> {
        self.0.get(name).filter(|value| **value != Json::Null)
    }

    /// Text that isn't empty, byte for byte.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.raw(name)?
            .as_str()
            .filter(|text| !text.trim().is_empty())
    }

    /// Text, or a number's digits.
    pub fn text_or_number(self, name: &str) -> Option<String> {
        match self.raw(name)? {
            Json::Text(text) if !text.trim().is_empty() => Some(text.clone().into_owned()),
            Json::Number(digits) => Some((*digits).to_owned()),
            _ => None,
        }
    }

    /// An amount, whether text or number.
    pub fn amount(self, name: &str) -> Option<Amount> {
        Amount::parse_loosely(&self.text_or_number(name)?)
    }

    /// A flag; only `true` (or its text) counts as set.
    pub fn is_set(self, name: &str) -> bool {
        match self.raw(name) {
            Some(Json::Bool(flag)) => *flag,
            Some(Json::Text(text)) => text == "true",
            _ => false,
        }
    }

    /// A flag that is explicitly false, which is not the same as missing.
    pub fn is_denied(self, name: &str) -> bool {
        match self.raw(name) {
            Some(Json::Bool(flag)) => !flag,
            Some(Json::Text(text)) => text == "false",
            _ => false,
        }
    }

    /// A list; empty if it is missing, null or not a list.
    pub fn list(self, name: &str) -> &'a [Json<'a>] {
        self.0.get(name).and_then(Json::as_list).unwrap_or_default()
    }

    /// The texts of a list.
    pub fn texts(self, name: &str) -> impl Iterator<Item = &'a str> {
        self.list(name).iter().filter_map(Json::as_str)
    }

    /// The fields of a nested object.
    pub fn object(self, name: &str) -> Option<Fields<'a>> {
        Self::of_object(self.raw(name)?)
    }

    /// A time in epoch milliseconds, from epoch seconds as text or number, with or without a
    /// fraction. A number that no date can hold is not a time: sums with it would overflow, and a
    /// browser throws when it prints it.
    pub fn time(self, name: &str) -> Option<u64> {
        /// Seconds beyond this are milliseconds already (the year 5138).
        const SECONDS_LIMIT: u64 = 100_000_000_000;
        /// The last millisecond of a date (ECMAScript, 21.4.1.1).
        const LATEST: u64 = 8_640_000_000_000_000;
        let amount = self.amount(name)?;
        let (whole, fraction) = amount
            .as_str()
            .split_once('.')
            .unwrap_or((amount.as_str(), ""));
        let whole: u64 = whole.parse().ok()?;
        if whole >= SECONDS_LIMIT {
            return (whole <= LATEST).then_some(whole);
        }
        let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
        Some(whole * 1000 + thousandths.parse::<u64>().ok()?)
    }
}

/// The rows that could be read, and the number of those that couldn't.
pub struct Rows<T> {
    /// The readable rows, in order.
    pub items: Vec<T>,
    /// The number of rows that were left out.
    pub skipped: usize,
}

/// Reads each row. A bad row is left out and counted; the list itself is kept.
pub fn rows<'a, T>(values: &'a [Json<'a>], read: impl Fn(Fields<'a>) -> Option<T>) -> Rows<T> {
    let items: Vec<T> = values
        .iter()
        .filter_map(|value| read(Fields::of_object(value)?))
        .collect();
    Rows {
        skipped: values.len() - items.len(),
        items,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Json, rows};

    fn value(text: &str) -> Json<'_> {
        Json::parse(text).expect("JSON")
    }

    #[test]
    fn debug_output_has_no_content() {
        let body = value(r#"{"SECRET":["SECRET",7,true,null]}"#);
        assert_eq!(format!("{body:?}"), "Object(…)");
        let list = body.get("SECRET").expect("the list");
        assert_eq!(format!("{list:?}"), "List(…)");
        assert_eq!(
            format!("{:?}", list.as_list().expect("a list")),
            "[Text(…), Number(…), Bool(…), Null]"
        );
    }

    #[test]
    fn numbers_keep_their_digits() {
        let body = value(r#"{"a":0.123456789012345678,"b":"50.660","c":1e-7,"d":null,"e":[]}"#);
        let amount = |name: &str| {
            Fields::new(&body)
                .amount(name)
                .map(|amount| amount.as_str().to_owned())
        };
        assert_eq!(amount("a").as_deref(), Some("0.123456789012345678"));
        assert_eq!(amount("b").as_deref(), Some("50.660"));
        assert_eq!(amount("c").as_deref(), Some("0.0000001"));
        assert_eq!(amount("d"), None);
        assert_eq!(amount("e"), None);
    }

    #[test]
    fn times_come_in_every_dress() {
        let body = value(
            r#"{"a":"1795167000","b":1795167000,"c":1795167015.75,"d":1795167000123,"e":"soon",
                "f":8640000000000000,"g":8640000000000001,"h":"18446744073709551615"}"#,
        );
        let time = |name: &str| Fields::new(&body).time(name);
        assert_eq!(time("a"), Some(1_795_167_000_000));
        assert_eq!(time("b"), time("a"));
        assert_eq!(time("c"), Some(1_795_167_015_750));
        assert_eq!(time("d"), Some(1_795_167_000_123));
        assert_eq!(time("e"), None);
        assert_eq!(time("f"), Some(8_640_000_000_000_000));
        assert_eq!((time("g"), time("h")), (None, None), "no date is so late");
    }

    #[test]
    fn a_bad_row_never_loses_the_list() {
        let body = value(r#"{"list":[{"n":"a"},null,7,"x",{"n":""},{"n":"b","m":1}],"no":null}"#);
        let read = rows(Fields::new(&body).list("list"), |row| {
            row.text("n").map(str::to_owned)
        });
        assert_eq!(
            (read.items, read.skipped),
            (vec!["a".to_owned(), "b".to_owned()], 4)
        );
        assert!(Fields::new(&body).list("no").is_empty());
        assert!(Fields::new(&value("7")).list("list").is_empty());
    }

    #[test]
    fn a_missing_flag_is_neither_set_nor_denied() {
        let body = value(r#"{"yes":true,"no":false,"text":"true"}"#);
        let fields = Fields::new(&body);
        assert!(
            fields.is_set("yes")
                && fields.is_set("text")
                && !fields.is_set("no")
                && !fields.is_set("gone")
        );
        assert!(fields.is_denied("no") && !fields.is_denied("yes") && !fields.is_denied("gone"));
    }
}
