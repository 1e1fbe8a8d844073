//! The parser: names, strings without escapes and numbers borrow from the
//! text, so a tree costs two vectors and hardly any text.
//!
//! This parser is written here because any `serde_json::from_*` brings 26 kB of brotli into the
//! wasm, a fifth of the budget, where this one brings 4 and is faster
//! (`tests/bench/dynamic-value`). It accepts and reads the same texts as serde_json: the test below
//! compares the two on thousands of texts.

use std::borrow::Cow;

use super::Json;

/// The deepest nesting of a value, as in serde_json: a hostile answer must not overflow the stack.
const DEPTH: u8 = 128;

/// A position in a text.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    /// The one value of a text; `None` if it isn't exactly one.
    pub(super) fn whole(text: &'a str) -> Option<Json<'a>> {
        let mut parser = Self { text, at: 0 };
        let value = parser.value(DEPTH)?;
        parser.peek().is_none().then_some(value)
    }

    fn rest(&self) -> &[u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Option<Json<'a>> {
        let found = self.rest().starts_with(word.as_bytes());
        self.at += word.len();
        found.then_some(value)
    }

    fn value(&mut self, depth: u8) -> Option<Json<'a>> {
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut items = Vec::new();
                self.members(b']', &mut |parser| {
                    items.push(parser.value(depth)?);
                    Some(())
                })?;
                Some(Json::List(items))
            }
            b'{' => {
                let mut members = Vec::new();
                self.members(b'}', &mut |parser| {
                    (parser.peek()? == b'"').then_some(())?;
                    let name = parser.string()?;
                    (parser.peek()? == b':').then_some(())?;
                    parser.at += 1;
                    members.push((name, parser.value(depth)?));
                    Some(())
                })?;
                Some(Json::Object(members))
            }
            _ => self.number(),
        }
    }

    /// Reads the members between the brackets, split at commas.
    fn members(&mut self, end: u8, member: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.peek()? != end {
            loop {
                member(self)?;
                match self.peek()? {
                    b',' => self.at += 1,
                    byte if byte == end => break,
                    _ => return None,
                }
            }
        }
        self.at += 1;
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<Json<'a>> {
        let start = self.at;
        if self.byte()? == b'-' {
            self.at += 1;
        }
        if self.byte()? == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        self.text.get(start..self.at).map(Json::Number)
    }

    /// Reads from the opening quote to after the closing one.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.at += 1;
        let mut start = self.at;
        let mut unescaped = String::new();
        loop {
            let byte = self.byte()?;
            if byte != b'"' && byte != b'\\' {
                (byte >= b' ').then_some(())?;
                self.at += 1;
                continue;
            }
            let run = self.text.get(start..self.at)?;
            self.at += 1;
            if byte == b'"' {
                return Some(if unescaped.is_empty() {
                    Cow::Borrowed(run)
                } else {
                    Cow::Owned(unescaped + run)
                });
            }
            unescaped += run;
            unescaped.push(self.escape()?);
            start = self.at;
        }
    }

    /// Reads after a backslash. Half a surrogate pair becomes U+FFFD, so that the body isn't lost.
    fn escape(&mut self) -> Option<char> {
        let byte = self.byte()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let first = self.hex()?;
                let mut code = first;
                if first & 0xfc00 == 0xd800 && self.rest().starts_with(b"\\u") {
                    let back = self.at;
                    self.at += 2;
                    let second = self.hex()?;
                    if second & 0xfc00 == 0xdc00 {
                        code = 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
                    } else {
                        self.at = back;
                    }
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(self.byte()?).to_digit(16)?;
            self.at += 1;
        }
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Json;

    fn same(own: &Json, value: &Value) -> bool {
        match (own, value) {
            (Json::Null, Value::Null) => true,
            (Json::Bool(a), Value::Bool(b)) => a == b,
            // serde_json may keep digits too, and then has no float beyond the range of floats.
            (Json::Number(a), Value::Number(b)) => {
                a.parse().ok().filter(|number: &f64| number.is_finite()) == b.as_f64()
            }
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::List(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Json::Object(a), Value::Object(b)) => {
                a.len() >= b.len()
                    && b.iter().all(|(k, v)| {
                        a.iter()
                            .rev()
                            .find(|(n, _)| n == k)
                            .is_some_and(|(_, o)| same(o, v))
                    })
            }
            _ => false,
        }
    }

    #[test]
    fn agrees_with_serde_json() {
        let mut texts: Vec<String> = [
            "",
            " ",
            "null",
            " nul",
            "nulll",
            "tru",
            "true ",
            "1",
            "-",
            "-0",
            "01",
            "1.",
            ".1",
            "1.0",
            "1e",
            "1e5",
            "1E+5",
            "1e-",
            "+1",
            "0.123456789012345678",
            "12345678901234567890123",
            "-1.50",
            "\"",
            "\"a",
            "\"a\"",
            "\"\\\"",
            "\"\\\\\"",
            "\"\\u00e9\\n\\/\"",
            "\"\\ud83d\\ude00\"",
            "\"\\u12\"",
            "\"\\x\"",
            "\"\u{1}\"",
            "\"寿司\\t寿\"",
            "[",
            "]",
            "[]",
            "[ ]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1,2 ]",
            "[[],{}]",
            "{",
            "{}",
            "{ }",
            "{\"a\":1}",
            "{\"a\" : [1, {\"b\":null}] , \"a\":2}",
            "{a:1}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[}",
            "{]",
            "1 2",
            "\u{a0}1",
            "'a'",
            "NaN",
            "Infinity",
            "/**/1",
            "\"\\",
            "{\"",
            "[\"\\u",
        ]
        .map(String::from)
        .into();
        texts.push("[".repeat(127) + &"]".repeat(127));
        texts.push("[".repeat(129) + &"]".repeat(129));
        texts.push("[".repeat(100_000));
        // Both must also accept or reject alike every cut and many changes of a byte in the API's
        // answers.
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures");
        let files = std::fs::read_dir(folder).expect("the fixtures");
        let fixtures: Vec<String> = files
            .flatten()
            .filter_map(|file| std::fs::read_to_string(file.path()).ok())
            .collect();
        assert!(fixtures.len() > 50, "{} fixtures", fixtures.len());
        for text in fixtures.iter().filter(|text| text.len() < 2_500) {
            texts.extend(
                (0..text.len())
                    .step_by(7)
                    .filter_map(|end| text.get(..end))
                    .map(String::from),
            );
            for (place, with) in (0..text.len())
                .step_by(11)
                .zip("\"\\{}[],:0-.eE x".chars().cycle())
            {
                if let (Some(before), Some(after)) = (text.get(..place), text.get(place + 1..)) {
                    texts.push(format!("{before}{with}{after}"));
                }
            }
        }
        texts.extend(fixtures);
        for text in &texts {
            let (own, value) = (Json::parse(text), serde_json::from_str::<Value>(text));
            // Digits are kept, so an exponent beyond the range of floats is no fault here.
            if value
                .as_ref()
                .is_err_and(|error| error.to_string().contains("out of range"))
            {
                continue;
            }
            let value = value.ok();
            assert_eq!(own.is_some(), value.is_some(), "{text}");
            assert!(
                own.zip(value).is_none_or(|(own, value)| same(&own, &value)),
                "{text}"
            );
        }
    }
}
