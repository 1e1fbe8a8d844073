//! An own parser. Names, strings without escapes and numbers borrow from the body, so a tree costs
//! two vectors and no text; readers copy what they keep.

use crate::read::{Field, NAMES, Node, checksum};
use std::borrow::Cow;
use wasm_bindgen::JsValue;
use web_sys::Response;

/// As in serde_json.
const DEPTH: u8 = 128;

pub enum Json<'a> {
    Null,
    Bool(bool),
    /// The digits as they came.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// `None` if the text is not one JSON value.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(DEPTH)?;
        parser.peek().is_none().then_some(value)
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
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
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
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
                self.members(b']', &mut |parser| Some(items.push(parser.value(depth)?)))?;
                Some(Json::List(items))
            }
            b'{' => {
                let mut members = Vec::new();
                self.members(b'}', &mut |parser| {
                    (parser.peek()? == b'"').then_some(())?;
                    let name = parser.string()?;
                    (parser.peek()? == b':').then_some(())?;
                    parser.at += 1;
                    Some(members.push((name, parser.value(depth)?)))
                })?;
                Some(Json::Object(members))
            }
            _ => self.number(),
        }
    }
    /// The members between the brackets, split at commas.
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
    /// Reads from the opening quote to behind the closing one.
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
                return Some(if unescaped.is_empty() { Cow::Borrowed(run) } else { Cow::Owned(unescaped + run) });
            }
            unescaped += run;
            unescaped.push(self.escape()?);
            start = self.at;
        }
    }
    /// The character after a backslash. Half a surrogate pair becomes U+FFFD: a wrong letter is no
    /// reason to lose the body.
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
                if first & 0xfc00 == 0xd800 && self.text.as_bytes()[self.at..].starts_with(b"\\u") {
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

impl Node for &Json<'_> {
    fn get(&self, field: Field) -> Self {
        let Json::Object(members) = self else { return &Json::Null };
        let name = NAMES[field as usize];
        members.iter().rev().find(|(key, _)| key == name).map_or(&Json::Null, |(_, value)| value)
    }
    fn text(&self) -> Option<String> {
        match self {
            Json::Text(text) => Some(text.as_ref().to_owned()),
            Json::Number(digits) => Some((*digits).to_owned()),
            _ => None,
        }
    }
    fn flag(&self) -> Option<bool> {
        if let Json::Bool(flag) = self { Some(*flag) } else { None }
    }
    fn each(&self, visit: &mut dyn FnMut(Self)) {
        if let Json::List(items) = self {
            items.iter().for_each(visit);
        }
    }
}

pub(crate) async fn load(response: Response) -> Result<f64, JsValue> {
    let buffer = crate::body(response.array_buffer()).await?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    drop(buffer);
    let text = std::str::from_utf8(&bytes).map_err(|_| JsValue::NULL)?;
    let json = Json::parse(text).ok_or(JsValue::NULL)?;
    Ok(checksum(&&json))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn same(own: &Json, value: &Value) -> bool {
        match (own, value) {
            (Json::Null, Value::Null) => true,
            (Json::Bool(a), Value::Bool(b)) => a == b,
            (Json::Number(a), Value::Number(b)) => *a == b.to_string() || a.contains(['e', 'E']),
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::List(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
            (Json::Object(a), Value::Object(b)) => a.len() >= b.len() && b.iter().all(|(k, v)| a.iter().rev().find(|(n, _)| n == k).is_some_and(|(_, o)| same(o, v))),
            _ => false,
        }
    }

    #[test]
    fn agrees_with_serde_json() {
        let mut texts: Vec<String> = [
            "", " ", "null", " nul", "nulll", "tru", "true ", "1", "-", "-0", "01", "1.", ".1", "1.0", "1e", "1e5", "1E+5", "1e-", "+1", "0.123456789012345678",
            "12345678901234567890123", "-1.50", "\"", "\"a", "\"a\"", "\"\\\"", "\"\\\\\"", "\"\\u00e9\\n\\/\"", "\"\\ud83d\\ude00\"", "\"\\u12\"", "\"\\x\"", "\"\u{1}\"", "\"寿司\\t寿\"",
            "[", "]", "[]", "[ ]", "[1,]", "[,1]", "[1 2]", "[1,2 ]", "[[],{}]", "{", "{}", "{ }", "{\"a\":1}", "{\"a\" : [1, {\"b\":null}] , \"a\":2}", "{a:1}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
            "[}", "{]", "1 2", "\u{a0}1", "'a'", "NaN", "Infinity", "/**/1", "\"\\", "{\"", "[\"\\u",
        ].map(String::from).into();
        texts.push("[".repeat(127) + &"]".repeat(127));
        texts.push("[".repeat(129) + &"]".repeat(129));
        texts.push("[".repeat(100_000));
        if let Ok(files) = std::fs::read_dir(std::env::var("FIXTURES").unwrap_or_default()) {
            let fixtures: Vec<_> = files.flatten().filter_map(|f| std::fs::read_to_string(f.path()).ok()).collect();
            assert!(!fixtures.is_empty());
            // Every cut and many single-byte changes of the smaller ones must be judged alike, too.
            for text in fixtures.iter().filter(|t| t.len() < 6000) {
                texts.extend((0..text.len()).step_by(7).filter_map(|n| text.get(..n)).map(String::from));
                for (n, with) in (0..text.len()).step_by(5).zip("\"\\{}[],:0-.eE x".chars().cycle()) {
                    if text.is_char_boundary(n) && text.is_char_boundary(n + 1) {
                        texts.push(format!("{}{with}{}", &text[..n], &text[n + 1..]));
                    }
                }
            }
            texts.extend(fixtures);
        }
        let mut taken = 0;
        for text in &texts {
            let (own, value) = (Json::parse(text), serde_json::from_str::<Value>(text).ok());
            assert_eq!(own.is_some(), value.is_some(), "{text}");
            taken += usize::from(own.is_some());
            assert!(own.zip(value).is_none_or(|(own, value)| same(&own, &value)), "{text}");
        }
        println!("{} texts, {taken} of them JSON", texts.len());
    }
}
