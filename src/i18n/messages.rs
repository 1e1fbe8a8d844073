//! The texts of one language.

use std::borrow::Cow;
use std::sync::Arc;

use shop_core::json::Json;
use shop_core::text_key::{COUNT, LIST_HASH, PluralKey, TextKey};

use super::intl;

/// The messages of one language.
#[derive(Debug)]
pub struct Messages {
    pub(super) language: String,
    /// In the order of the keys.
    texts: Vec<Option<Message>>,
    /// The first language of the visit, whose file came with the program: for a
    /// text that the file of a newer release doesn't have any more.
    pub(super) first: Option<Arc<Messages>>,
}

/// A text, or its forms by plural category.
#[derive(Debug)]
enum Message {
    Text(String),
    Forms(Vec<(String, String)>),
}

impl Messages {
    /// Reads a locale file. A file without keys must fit this program's list of keys: with another
    /// list each text would belong to another key.
    pub fn parse(language: &str, file: &str) -> Option<Self> {
        let file = Json::parse(file)?;
        Some(Self {
            language: language.to_owned(),
            texts: listed(&file).or_else(|| keyed(&file))?,
            first: None,
        })
    }

    /// The text of a key.
    pub(super) fn text(&self, key: TextKey) -> Cow<'_, str> {
        let position = key.into();
        match self.find(position) {
            Some((Message::Text(text), _)) => text.into(),
            _ => own_word(position),
        }
    }

    /// The text of a key in the plural form of `count`.
    pub(super) fn form(&self, key: PluralKey, count: usize) -> Cow<'_, str> {
        let position = key.into();
        let found = match self.find(position) {
            Some((Message::Forms(forms), language)) => {
                let category = intl::plural_category(language, count);
                let form = |wanted: &str| forms.iter().find(|(known, _)| known == wanted);
                form(&category)
                    .or_else(|| form("other"))
                    .map(|(_, form)| form)
            }
            Some((Message::Text(text), _)) => Some(text),
            None => None,
        };
        found.map_or_else(|| own_word(position), Cow::from)
    }

    /// A text and the language that it is in.
    fn find(&self, position: usize) -> Option<(&Message, &str)> {
        match self.texts.get(position) {
            Some(Some(message)) => Some((message, &self.language)),
            _ => self.first.as_ref()?.find(position),
        }
    }
}

impl Message {
    fn read(value: &Json<'_>) -> Option<Self> {
        if let Json::Text(text) = value {
            return Some(Self::Text(text.clone().into_owned()));
        }
        let forms = value.as_object()?.iter().filter_map(|(category, form)| {
            Some((category.clone().into_owned(), form.as_str()?.to_owned()))
        });
        Some(Self::Forms(forms.collect()))
    }
}

/// Reads a file without keys, all of it or nothing.
fn listed(file: &Json<'_>) -> Option<Vec<Option<Message>>> {
    let (hash, texts) = file.as_list()?.split_first()?;
    let is_ours = hash.as_str() == Some(LIST_HASH) && texts.len() == COUNT;
    let read = |text| Message::read(text).map(Some);
    is_ours.then(|| texts.iter().map(read).collect())?
}

/// Reads a file with keys. Keys that the program doesn't know are ignored.
#[cfg(feature = "keyed-texts")]
fn keyed(file: &Json<'_>) -> Option<Vec<Option<Message>>> {
    use shop_core::text_key::NAMES;

    let mut texts: Vec<Option<Message>> = NAMES.iter().map(|_| None).collect();
    for (key, value) in file.as_object()? {
        let position = NAMES.binary_search(&&**key).ok();
        if let Some(text) = position.and_then(|position| texts.get_mut(position)) {
            *text = Message::read(value);
        }
    }
    Some(texts)
}

/// This program holds no keys.
#[cfg(not(feature = "keyed-texts"))]
fn keyed(_: &Json<'_>) -> Option<Vec<Option<Message>>> {
    None
}

/// The subject of a text, in English: the last word of its key. For a text that no file has.
#[cfg(feature = "keyed-texts")]
fn own_word(position: usize) -> Cow<'static, str> {
    let key = shop_core::text_key::NAMES.get(position).unwrap_or(&"");
    let word = key.rsplit('.').next().unwrap_or(key).replace('_', " ");
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A file without keys has each text.
#[cfg(not(feature = "keyed-texts"))]
fn own_word(_: usize) -> Cow<'static, str> {
    Cow::Borrowed("")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use shop_core::text_key::{COUNT, LIST_HASH, PluralKey, TextKey};

    use super::Messages;

    #[test]
    fn a_missing_text_is_that_of_the_first_language_or_a_word_and_never_a_key() {
        let first = r#"{"order.number":"Your order","order.and_more":{"other":"{count} left"}}"#;
        let first = Messages::parse("en", first).expect("texts");
        assert_eq!(first.text(TextKey::OrderNumber), "Your order");
        assert_eq!(first.text(TextKey::OrderStateWaiting), "State waiting");
        assert_eq!(first.form(PluralKey::CartLink, 2), "Link");
        let mut german = Messages::parse("de", r#"{"order.number":"Nummer"}"#).expect("texts");
        german.first = Some(Arc::new(first));
        assert_eq!(german.text(TextKey::OrderNumber), "Nummer");
        assert_eq!(german.text(TextKey::OrderStatus), "Status");
        assert_eq!(german.form(PluralKey::CartLink, 2), "Link");
    }

    #[test]
    fn one_text_where_forms_are_meant_is_the_form_and_not_the_other_way_round() {
        let texts = r#"{"order.and_more":"more","order.number":{"other":"Number"}}"#;
        let texts = Messages::parse("en", texts).expect("texts");
        assert_eq!(texts.form(PluralKey::OrderAndMore, 2), "more");
        assert_eq!(texts.text(TextKey::OrderNumber), "Number");
        let forms = r#"{"order.status":{"other":"Form"}}"#;
        let forms = Messages::parse("en", forms).expect("texts");
        assert_eq!(forms.text(TextKey::OrderStatus), "Status");
    }

    /// A file without keys whose texts are their positions.
    fn file(hash: &str, count: usize) -> String {
        let texts = (0..count).map(|position| format!(",\"{position}\""));
        format!("[\"{hash}\"{}]", texts.collect::<String>())
    }

    #[test]
    fn a_file_without_keys_is_read_by_the_order_of_the_keys() {
        let texts = Messages::parse("en", &file(LIST_HASH, COUNT)).expect("texts");
        assert_eq!(
            texts.text(TextKey::OrderNumber),
            usize::from(TextKey::OrderNumber).to_string()
        );
    }

    #[test]
    fn a_file_of_another_list_of_keys_or_with_a_text_less_is_refused() {
        let refused = |file: &str| Messages::parse("en", file).is_none();
        assert!(refused(&file("0123456789abcdef", COUNT)));
        assert!(refused(&file(LIST_HASH, COUNT - 1)));
        assert!(refused(&file(LIST_HASH, COUNT + 1)));
        let damaged = file(LIST_HASH, COUNT).replace("\"7\"", "7");
        assert!(refused(&damaged));
        assert!(refused("[]"));
    }
}
