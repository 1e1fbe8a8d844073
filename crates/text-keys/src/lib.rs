//! The keys of the texts that people read, as the English locale file lists them.
//!
//! A locale file is one JSON object: `{"order.title": "Your order"}`. A value is a text, or an object
//! of texts by plural category. The program names a text by a variant of an enum, so a text that
//! doesn't exist is a compile error: [`TextKeys::to_rust`] writes that enum for a build script.
//!
//! The program needs no key at run time then, and visitors need not download one:
//! [`TextKeys::to_array`] writes a locale file as an array of its texts in the order of the keys. Its
//! first item is a hash of the list of keys, because a text of another list would be a wrong text.
//!
//! ```
//! use text_keys::TextKeys;
//!
//! let keys = TextKeys::read(r#"{"shop.name": "Shop", "shop.open": "Open"}"#)?;
//! let german = r#"{"shop.open": "Offen", "shop.name": "Laden"}"#;
//! assert_eq!(keys.to_array(german)?, format!(r#"["{}","Laden","Offen"]"#, keys.hash()));
//! # Ok::<(), text_keys::Refused>(())
//! ```

use std::fmt;
use std::fmt::Write;

use serde_json::{Map, Value};

/// The group of texts whose keys end with a name that the API gives, so that the program has to look
/// them up: `category.games`.
const LOOKED_UP: &str = "category.";

/// The keys of the English locale file, in their alphabetical order.
#[derive(Debug)]
pub struct TextKeys(Vec<TextKey>);

#[derive(Debug)]
struct TextKey {
    name: String,
    english: Value,
}

/// Why a locale file can't be used, as a sentence without its name.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl TextKeys {
    /// Reads the keys of the English file.
    ///
    /// # Errors
    ///
    /// The file is no JSON object, a value is neither a text nor forms of one, a key has other letters
    /// than `a-z 0-9 . _ -`, or two keys have one variant.
    pub fn read(english: &str) -> Result<Self, Refused> {
        let mut keys: Vec<TextKey> = Vec::new();
        for (name, english) in object(english)? {
            let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
            let is_known = |letter: char| is_plain(letter) || ".-_".contains(letter);
            if !name.starts_with(|first: char| first.is_ascii_lowercase())
                || !name.chars().all(is_known)
            {
                return Err(Refused(format!(
                    "the key `{name}` has other letters than a-z, 0-9 and `.-_`"
                )));
            }
            if !english.is_string() && !is_forms(&english) {
                return Err(Refused(format!(
                    "`{name}` is neither a text nor an object of texts"
                )));
            }
            let same = keys.iter().find(|key| variant(&key.name) == variant(&name));
            if let Some(same) = same {
                return Err(Refused(format!(
                    "`{}` and `{name}` are both `{}`",
                    same.name,
                    variant(&name)
                )));
            }
            keys.push(TextKey { name, english });
        }
        keys.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self(keys))
    }

    /// The keys with the names of their variants, in their order.
    pub fn names(&self) -> impl Iterator<Item = (&str, String)> {
        self.0.iter().map(|key| (&*key.name, variant(&key.name)))
    }

    /// A hash of the list: 16 hexadecimal digits (FNV-1a of 64 bits). Another list, or another
    /// choice of texts that have plural forms, has another hash.
    pub fn hash(&self) -> String {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for key in &self.0 {
            let end = if key.english.is_string() { '\n' } else { '#' };
            for byte in key.name.bytes().chain([end as u8]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }

    /// A locale file as an array: the hash of the list, and then each text in the order of its key.
    ///
    /// # Errors
    ///
    /// The file is no JSON object, lacks a text, or has one text where there are plural forms or the
    /// other way round.
    pub fn to_array(&self, locale: &str) -> Result<String, Refused> {
        let mut texts = object(locale)?;
        let mut array = vec![Value::from(self.hash())];
        for key in &self.0 {
            match texts.remove(&key.name) {
                Some(text) if text.is_string() == key.english.is_string() => array.push(text),
                Some(_) => {
                    return Err(Refused(format!(
                        "`{}` has plural forms in one file and none in another",
                        key.name
                    )));
                }
                None => return Err(Refused(format!("there is no text for `{}`", key.name))),
            }
        }
        Ok(Value::from(array).to_string())
    }

    /// The enums `TextKey` and `PluralKey`, each variant with its English text, and what the program
    /// has to know about the list.
    pub fn to_rust(&self) -> String {
        let mut source = String::new();
        let [texts, plurals] = [true, false].map(|is_text| {
            let all = self.0.iter().enumerate();
            let chosen = all.filter(|(_, key)| key.english.is_string() == is_text);
            let lines = chosen.map(|(place, key)| {
                let said = said(&key.english);
                let said = format!("`{}`\n\n```text\n{said}\n```", key.name);
                format!(
                    "    #[doc = {said:?}]\n    {} = {place},\n",
                    variant(&key.name)
                )
            });
            lines.collect::<String>()
        });
        let looked_up: String = self
            .0
            .iter()
            .filter_map(|key| Some((key.name.strip_prefix(LOOKED_UP)?, variant(&key.name))))
            .map(|(name, variant)| format!("    ({name:?}, TextKey::{variant}),\n"))
            .collect();
        let names: String = self
            .0
            .iter()
            .map(|key| format!("    {:?},\n", key.name))
            .collect();
        let derived = "#[derive(Clone, Copy, PartialEq, Eq, Debug)]\n#[repr(u16)]\n";
        // Writing into a `String` can't fail.
        let _ = write!(
            source,
            "/// A text that people read, by its key in the locale files.\n\
             {derived}pub enum TextKey {{\n{texts}}}\n\n\
             /// A text that has a form for each plural category, by its key in the locale files.\n\
             {derived}pub enum PluralKey {{\n{plurals}}}\n\n\
             /// The texts of categories, by the API's names.\n\
             pub const CATEGORIES: &[(&str, TextKey)] = &[\n{looked_up}];\n\n\
             /// A hash of the list of keys. A locale file without keys begins with it.\n\
             pub const LIST_HASH: &str = {:?};\n\n\
             /// How many keys there are.\n\
             pub const COUNT: usize = {};\n\n\
             /// All keys, in the order of a locale file without keys.\n\
             #[cfg(feature = \"keyed-texts\")]\n\
             pub const NAMES: &[&str] = &[\n{names}];\n",
            self.hash(),
            self.0.len()
        );
        source
    }
}

/// The text of a key in a locale file.
///
/// # Errors
///
/// The file is no JSON object, lacks the text, or has plural forms of it.
pub fn text(locale: &str, key: &str) -> Result<String, Refused> {
    match object(locale)?.remove(key) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(Refused(format!("there is no text for `{key}`"))),
    }
}

/// The variant of a key: each of its words with a capital letter.
fn variant(key: &str) -> String {
    let words = key.split(['.', '-', '_']);
    words
        .map(|word| {
            let (first, others) = word.split_at(word.len().min(1));
            first.to_ascii_uppercase() + others
        })
        .collect()
}

/// The text; of plural forms the one for the most numbers.
fn said(english: &Value) -> &str {
    let text = english.as_str().or_else(|| english["other"].as_str());
    text.unwrap_or_default()
}

fn is_forms(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|forms| forms.values().all(Value::is_string))
}

fn object(file: &str) -> Result<Map<String, Value>, Refused> {
    match serde_json::from_str(file) {
        Ok(Value::Object(texts)) => Ok(texts),
        Ok(_) => Err(Refused("it is no JSON object".to_owned())),
        Err(error) => Err(Refused(format!("it is no JSON: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Refused, TextKeys, text};

    const ENGLISH: &str = r#"{"order.left": {"one": "{count} left", "other": "{count} left"},
        "category.e-sim": "eSIM", "order.state_done": "Done \"at last\""}"#;

    fn keys() -> TextKeys {
        TextKeys::read(ENGLISH).expect("keys")
    }

    fn refusal<T>(result: Result<T, Refused>) -> String {
        result.err().map_or_else(String::new, |why| why.to_string())
    }

    #[test]
    fn a_text_is_found_by_its_key() {
        let german = r#"{"shop.name": "Laden", "shop.open": {"other": "offen"}}"#;
        assert_eq!(text(german, "shop.name").as_deref(), Ok("Laden"));
        for missing in ["shop.open", "shop"] {
            let refused = text(german, missing).map_err(|refused| refused.to_string());
            assert_eq!(refused, Err(format!("there is no text for `{missing}`")));
        }
    }

    #[test]
    fn each_key_is_a_variant_with_its_text_and_its_place() {
        let source = keys().to_rust();
        for line in [
            "```text\\neSIM\\n```\"]\n    CategoryESim = 0,",
            "    #[doc = \"`order.left`\\n\\n```text\\n{count} left\\n```\"]\n    OrderLeft = 1,",
            "Done \\\"at last\\\"\\n```\"]\n    OrderStateDone = 2,",
            "    (\"e-sim\", TextKey::CategoryESim),",
            &format!("LIST_HASH: &str = \"{}\"", keys().hash()),
        ] {
            assert!(source.contains(line), "{line}\nin\n{source}");
        }
        let (texts, plurals) = source.split_once("pub enum PluralKey").expect("two enums");
        assert!(!texts.contains("OrderLeft") && plurals.contains("OrderLeft = 1"));
    }

    #[test]
    fn an_array_has_the_texts_in_the_order_of_the_keys() {
        let german = r#"{"order.state_done": "Fertig", "order.left": {"other": "{count} übrig"},
            "category.e-sim": "eSIM", "gone": "Weg"}"#;
        assert_eq!(
            keys().to_array(german).expect("an array"),
            format!(
                r#"["{}","eSIM",{{"other":"{{count}} übrig"}},"Fertig"]"#,
                keys().hash()
            )
        );
    }

    #[test]
    fn another_list_or_other_plurals_have_another_hash() {
        let others = [
            r#"{"order.left": {"other": ""}, "category.e-sim": ""}"#,
            r#"{"order.left": {"other": ""}, "category.e-sim": "", "order.state_dont": ""}"#,
            r#"{"order.left": "", "category.e-sim": "", "order.state_done": ""}"#,
        ];
        for other in others {
            let other = TextKeys::read(other).expect("keys");
            assert_ne!(other.hash(), keys().hash());
        }
        let reworded = ENGLISH.replace("Done", "Ready");
        let reworded = TextKeys::read(&reworded).expect("keys");
        assert_eq!(reworded.hash(), keys().hash());
    }

    #[test]
    fn a_file_that_lacks_a_text_is_refused_by_its_key() {
        let refused = |file: &str| refusal(keys().to_array(file));
        assert!(refused("[]").contains("no JSON object"));
        assert!(refused(r#"{"category.e-sim": "eSIM"}"#).contains("`order.left`"));
        let one = r#"{"category.e-sim": "", "order.left": "", "order.state_done": ""}"#;
        assert!(refused(one).contains("`order.left` has plural forms"));
    }

    #[test]
    fn a_key_that_can_be_no_variant_is_refused() {
        let refused = |file: &str| refusal(TextKeys::read(file));
        for key in ["Order", "order title", "1st", ""] {
            assert!(refused(&format!(r#"{{"{key}": ""}}"#)).contains(key));
        }
        assert!(refused(r#"{"a.b_c": "", "a.b-c": ""}"#).contains("both `ABC`"));
        assert!(refused(r#"{"a": 1}"#).contains("`a` is neither"));
    }
}
