//! The buyer's language: messages from the locale files, and the browser's
//! own `Intl` for plurals, numbers, money, dates and names.
//!
//! A locale file is one JSON object; a value is a text with `{names}` in it,
//! or an object of such texts by plural category. Only the active language is
//! loaded. A release names its own texts in their address, because a host or a
//! cache may still have those of another one.

mod choice;
mod coins;
mod countries;
mod fiat;
mod intl;
mod names;
mod pieces;
mod place;
mod region;

use std::borrow::Cow;
use std::sync::Arc;

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub use choice::negotiate;
pub use coins::exact_coin;
pub use countries::{CountryNames, folded};
pub use pieces::Pieces;
use pieces::{filled, pieces};
pub use region::{Guess, country_of_zone, likely_country};
use shop_core::json::Json;

/// Name under which the script in `index.html` hands over the messages.
const EARLY: &str = "__refilleryMessages";

/// The language of last resort, which every text exists in.
pub const ENGLISH: &str = "en";

/// The messages of one language.
#[derive(Debug)]
pub struct Messages {
    language: String,
    /// In the file's order. A few hundred keys, so a list is quick enough, and
    /// a map is 4 kB of wasm more.
    texts: Vec<(String, Message)>,
    /// The first language of the visit, whose file came with the program: for a
    /// text that the file of a newer release doesn't have any more.
    first: Option<Arc<Messages>>,
}

/// A text, or its forms by plural category.
#[derive(Debug)]
enum Message {
    Text(String),
    Forms(Vec<(String, String)>),
}

impl Messages {
    /// Reads a locale file.
    pub fn parse(language: &str, file: &str) -> Option<Self> {
        let file = Json::parse(file)?;
        let texts = file.as_object()?.iter().filter_map(|(key, value)| {
            let message = match value {
                Json::Text(text) => Message::Text(text.clone().into_owned()),
                forms => Message::Forms(
                    forms
                        .as_object()?
                        .iter()
                        .filter_map(|(category, form)| {
                            Some((category.clone().into_owned(), form.as_text()?.to_owned()))
                        })
                        .collect(),
                ),
            };
            Some((key.clone().into_owned(), message))
        });
        Some(Self {
            language: language.to_owned(),
            texts: texts.collect(),
            first: None,
        })
    }

    fn find(&self, key: &str) -> Option<&Message> {
        self.texts
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, message)| message)
    }

    fn text(&self, key: &str) -> Cow<'_, str> {
        match self.find(key) {
            Some(Message::Text(text)) => text.into(),
            Some(Message::Forms(_)) => own_word(key).into(),
            None => match &self.first {
                Some(first) => first.text(key),
                None => own_word(key).into(),
            },
        }
    }

    fn form(&self, key: &str, count: usize) -> Cow<'_, str> {
        let found = match self.find(key) {
            Some(Message::Forms(forms)) => {
                let category = intl::plural_category(&self.language, count);
                let form = |wanted: &str| forms.iter().find(|(known, _)| known == wanted);
                form(&category)
                    .or_else(|| form("other"))
                    .map(|(_, form)| form.as_str())
            }
            None => match &self.first {
                Some(first) => return first.form(key, count),
                None => None,
            },
            Some(Message::Text(text)) => Some(text.as_str()),
        };
        found.map_or_else(|| own_word(key).into(), Cow::Borrowed)
    }
}

/// What a text is about, in English: the last word of its key. For where no file has it.
fn own_word(key: &str) -> String {
    let word = key.rsplit('.').next().unwrap_or(key).replace('_', " ");
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The active language. A copyable handle; reading through it is tracked, so
/// what was read follows a switch of language.
/// One number wide, because hundreds of closures hold one.
#[derive(Clone, Copy)]
pub struct I18n(StoredValue<Parts>);

#[derive(Clone, Copy)]
struct Parts {
    messages: RwSignal<Arc<Messages>>,
    base_path: StoredValue<String, LocalStorage>,
    /// The language asked for last: of two that are loading, it wins.
    wanted: StoredValue<String, LocalStorage>,
}

impl I18n {
    /// Puts the first language into the context.
    pub fn provide(messages: Messages, base_path: &str) -> Self {
        let parts = Parts {
            messages: RwSignal::new(Arc::new(messages)),
            base_path: StoredValue::new_local(base_path.to_owned()),
            wanted: StoredValue::new_local(String::new()),
        };
        let i18n = Self(StoredValue::new(parts));
        i18n.mark_document();
        provide_context(i18n);
        i18n
    }

    /// The language of the context. `app.rs` provides it above everything.
    pub fn here() -> Self {
        expect_context()
    }

    /// The active language's tag.
    pub fn language(self) -> String {
        self.parts().messages.get().language.clone()
    }

    /// Loads another language and switches to it; keeps the present one when
    /// the file can't be had.
    pub async fn switch(self, language: String) {
        // The shop may have been taken off the page meanwhile.
        let Some(parts) = self.0.try_get_value() else {
            return;
        };
        parts.wanted.set_value(language.clone());
        if parts.messages.get_untracked().language == language {
            return;
        }
        let base_path = parts.base_path.with_value(String::clone);
        let loaded = load(&base_path, &language).await;
        let is_wanted = parts.wanted.try_with_value(|wanted| *wanted == language) == Some(true);
        if let Some(mut messages) = loaded.filter(|_| is_wanted) {
            let place = place::Place::now();
            let shown = parts.messages.get_untracked();
            messages.first = Some(shown.first.clone().unwrap_or(shown));
            parts.messages.set(Arc::new(messages));
            self.mark_document();
            place.back_soon();
        }
    }

    /// The text of a key.
    pub fn text(self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of a key with its `{names}` replaced.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let messages = self.parts().messages.get();
        filled(&messages.text(key), values)
    }

    /// The same in pieces, of which those that stand for a name are marked: they mean what they
    /// say letter by letter.
    pub fn pieces(self, key: &str, values: &[(&str, &str)]) -> Pieces {
        let messages = self.parts().messages.get();
        pieces(&messages.text(key), values)
    }

    /// The text of a key in the plural form of `count`, which replaces
    /// `{count}`.
    pub fn count(self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let messages = self.parts().messages.get();
        let text = messages.form(key, count);
        let count = self.number(&count.to_string());
        filled(&filled(&text, &[("count", &count)]), values)
    }

    /// Whether there is such a text.
    pub fn has(self, key: &str) -> bool {
        self.parts().messages.get().find(key).is_some()
    }

    /// A plain number in the language's own writing.
    pub fn number(self, digits: &str) -> String {
        intl::number(&self.language(), digits, &[])
    }

    /// Several short parts in a line.
    pub fn joined(self, parts: &[&str]) -> String {
        parts.join(&self.text("list.comma"))
    }

    /// A time of day with its zone.
    pub fn time(self, epoch_milliseconds: u64) -> String {
        let options = [
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("timeZoneName", "short"),
        ];
        intl::date(&self.language(), epoch_milliseconds, &options)
    }

    /// A day of its year, with the time of day and its zone.
    pub fn moment(self, epoch_milliseconds: u64) -> String {
        let options = [
            ("year", "numeric"),
            ("day", "numeric"),
            ("month", "short"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("timeZoneName", "short"),
        ];
        intl::date(&self.language(), epoch_milliseconds, &options)
    }

    /// A day.
    pub fn day(self, epoch_milliseconds: u64) -> String {
        intl::date(
            &self.language(),
            epoch_milliseconds,
            &[("day", "numeric"), ("month", "short")],
        )
    }

    /// A day with its year.
    pub fn date(self, epoch_milliseconds: u64) -> String {
        intl::date(
            &self.language(),
            epoch_milliseconds,
            &[("dateStyle", "medium")],
        )
    }

    /// Tells browsers and screen readers the language and its direction.
    fn mark_document(self) {
        let messages = self.parts().messages.get_untracked();
        leave_words(&messages);
        let language = messages.language.clone();
        if let Some(root) = document().document_element() {
            let direction = if is_right_to_left(&language) {
                "rtl"
            } else {
                "ltr"
            };
            // Setting a valid attribute can't fail.
            root.set_attribute("lang", &language).ok();
            root.set_attribute("dir", direction).ok();
        }
    }

    #[inline(never)]
    fn parts(self) -> Parts {
        self.0.get_value()
    }
}

/// Leaves in the page what `src/early/trap.js` says when the program has ended by a fault.
fn leave_words(messages: &Messages) {
    for key in ["ended.title", "ended.text", "ended.again", "ended.order"] {
        if let Some(place) = document().get_element_by_id(key) {
            place.set_text_content(Some(&messages.text(key)));
        }
    }
}

/// A text that follows the language: one type for all of them, so the program
/// has one copy of what renders it.
pub fn t(key: &'static str) -> impl Fn() -> String + Copy + Send + 'static {
    // The closure has the key alone, because hundreds of views hold one.
    move || I18n::here().text(key)
}

/// Loads a language's file, or English where there is none.
pub async fn load_or_english(base_path: &str, language: &str) -> Option<Messages> {
    match load(base_path, language).await {
        Some(messages) => Some(messages),
        None => load(base_path, ENGLISH).await,
    }
}

async fn load(base_path: &str, language: &str) -> Option<Messages> {
    let address = [base_path, "/locales/", language, ".json", &release()].concat();
    let promise = take_early(&address).unwrap_or_else(|| window().fetch_with_str(&address));
    let response: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()?;
    Messages::parse(language, &text)
}

/// What follows a locale file's name, by the page: its release. Nothing while developing.
fn release() -> String {
    let said = document().query_selector("meta[name=shop-texts]");
    let said = said.ok().flatten();
    let release = said.and_then(|said| said.get_attribute("content"));
    release.map_or_else(String::new, |release| ["?", &release].concat())
}

/// The file that the script in `index.html` began to load, when it is this.
fn take_early(address: &str) -> Option<js_sys::Promise> {
    let name = JsValue::from_str(EARLY);
    let early = Reflect::get(&window(), &name)
        .ok()
        .filter(JsValue::is_object)?;
    let field = |field: &str| Reflect::get(&early, &JsValue::from_str(field)).ok();
    if field("address")?.as_string()? != address {
        return None;
    }
    Reflect::set(&window(), &name, &JsValue::NULL).ok()?;
    field("response")?.dyn_into().ok()
}

/// Whether a language is written from right to left. `index.html` has the same list, for the
/// time before the program.
pub fn is_right_to_left(language: &str) -> bool {
    matches!(language.split('-').next(), Some("ar" | "fa" | "he" | "ur"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Messages, filled};

    #[test]
    fn a_missing_text_is_that_of_the_first_language_or_a_word_and_never_a_key() {
        let first = r#"{"order.title":"Your order","order.left":{"other":"{count} left"}}"#;
        let first = Messages::parse("en", first).expect("texts");
        assert_eq!(first.text("order.title"), "Your order");
        for key in ["order.state_waiting", "state_waiting"] {
            assert_eq!(first.text(key), "State waiting");
            assert_eq!(first.form(key, 2), "State waiting");
        }
        // Forms where one text was meant.
        assert_eq!(first.text("order.left"), "Left");
        let mut german = Messages::parse("de", r#"{"order.title":"Bestellung"}"#).expect("texts");
        german.first = Some(Arc::new(first));
        assert_eq!(german.text("order.title"), "Bestellung");
        assert_eq!(german.text("order.place"), "Place");
        assert_eq!(german.form("order.title", 2), "Bestellung");
    }

    #[test]
    fn names_are_replaced_once_and_never_inside_values() {
        assert_eq!(
            filled(
                "Send {amount} on {network}.",
                &[("amount", "{network}"), ("network", "Base")]
            ),
            "Send {network} on Base."
        );
        assert_eq!(filled("{unknown} {", &[]), "{unknown} {");
    }
}
