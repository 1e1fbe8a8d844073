//! The buyer's language: messages from the locale files, and the browser's
//! own `Intl` for plurals, numbers, money, dates and names.
//!
//! A locale file is one JSON object; a value is a text with `{names}` in it, or an object of such
//! texts by plural category. A release has files without keys. Only the active language is loaded.
//! A release names its own texts in their address, because a host or a cache may still have the
//! texts of another release. The texts of the help page are in files of their own (`help`).

mod choice;
mod coins;
mod countries;
mod fiat;
mod help;
mod intl;
mod messages;
mod names;
mod pieces;
mod place;
mod region;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::browser::early;
pub use choice::negotiate;
pub use coins::exact_coin;
pub use countries::{CountryNames, folded};
pub use help::HelpTexts;
pub use messages::Messages;
pub use pieces::Pieces;
use pieces::{filled, pieces};
pub use region::{Guess, country_of_zone, likely_country};
use shop_core::text_key::{PluralKey, TextKey};

/// Name under which the script in `index.html` hands over the messages.
const EARLY: &str = "__refilleryMessages";

/// The fallback language, which has every text.
pub const ENGLISH: &str = "en";

/// The active language. A copyable handle; reading through it is tracked, so a text that was read
/// follows a switch of language. It is one number wide, because hundreds of closures hold one.
#[derive(Clone, Copy)]
pub struct I18n(StoredValue<I18nParts>);

#[derive(Clone, Copy)]
struct I18nParts {
    messages: RwSignal<Arc<Messages>>,
    base_path: StoredValue<String, LocalStorage>,
    /// The language that was asked for last: if two are loading, it wins.
    wanted: StoredValue<String, LocalStorage>,
}

/// The language of the context. `app.rs` provides it above everything.
pub fn use_i18n() -> I18n {
    expect_context()
}

impl I18n {
    /// Puts the first language into the context.
    pub fn provide(messages: Messages, base_path: &str) -> Self {
        let parts = I18nParts {
            messages: RwSignal::new(Arc::new(messages)),
            base_path: StoredValue::new_local(base_path.to_owned()),
            wanted: StoredValue::new_local(String::new()),
        };
        let i18n = Self(StoredValue::new(parts));
        i18n.mark_document();
        provide_context(i18n);
        i18n
    }

    /// The active language's tag.
    pub fn language(self) -> String {
        self.parts().messages.get().language.clone()
    }

    /// Loads another language and switches to it; keeps the current one if the file can't be
    /// loaded.
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
            let place = place::ReadingPosition::now();
            let shown = parts.messages.get_untracked();
            messages.first = Some(shown.first.clone().unwrap_or(shown));
            parts.messages.set(Arc::new(messages));
            self.mark_document();
            place.back_soon();
        }
    }

    /// The text of a key.
    pub fn text(self, key: TextKey) -> String {
        self.fill(key, &[])
    }

    /// The text of a key with its `{names}` replaced.
    pub fn fill(self, key: TextKey, values: &[(&str, &str)]) -> String {
        let messages = self.parts().messages.get();
        filled(&messages.text(key), values)
    }

    /// The same in pieces. Pieces that replace a name are marked: they are exact, letter by letter.
    pub fn pieces(self, key: TextKey, values: &[(&str, &str)]) -> Pieces {
        let messages = self.parts().messages.get();
        pieces(&messages.text(key), values)
    }

    /// The text of a key in the plural form of `count`, which replaces
    /// `{count}`.
    pub fn count(self, key: PluralKey, count: usize, values: &[(&str, &str)]) -> String {
        let messages = self.parts().messages.get();
        let text = messages.form(key, count);
        let count = self.number(&count.to_string());
        filled(&filled(&text, &[("count", &count)]), values)
    }

    /// A plain number as the language writes it.
    pub fn number(self, digits: &str) -> String {
        intl::number(&self.language(), digits, &[])
    }

    /// Several short parts in a line.
    pub fn joined(self, parts: &[&str]) -> String {
        parts.join(&self.text(TextKey::ListComma))
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

    /// A day with its year, the time of day and its zone.
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
    fn parts(self) -> I18nParts {
        self.0.get_value()
    }
}

/// Leaves the texts in the page that `src/early/trap.js` shows when a fault has ended the program.
fn leave_words(messages: &Messages) {
    let words = [
        ("ended.title", TextKey::EndedTitle),
        ("ended.text", TextKey::EndedText),
        ("ended.again", TextKey::EndedAgain),
        ("ended.order", TextKey::EndedOrder),
    ];
    for (id, key) in words {
        if let Some(place) = document().get_element_by_id(id) {
            place.set_text_content(Some(&messages.text(key)));
        }
    }
}

/// A text that follows the language: one type for all of them, so the program has one copy of the
/// code that renders it.
pub fn t(key: TextKey) -> impl Fn() -> String + Copy + Send + 'static {
    // The closure holds only the key, because hundreds of views hold one.
    move || use_i18n().text(key)
}

/// Loads a language's file, or the English one if there is none.
pub async fn load_or_english(base_path: &str, language: &str) -> Option<Messages> {
    match load(base_path, language).await {
        Some(messages) => Some(messages),
        None => load(base_path, ENGLISH).await,
    }
}

async fn load(base_path: &str, language: &str) -> Option<Messages> {
    Messages::parse(language, &file(base_path, language).await?)
}

/// The content of a file with texts.
async fn file(base_path: &str, name: &str) -> Option<String> {
    let address = [base_path, "/locales/", name, ".json", &release()].concat();
    let early = early::take(EARLY, &address, None).map(|early| early.response);
    let promise = early.unwrap_or_else(|| window().fetch_with_str(&address));
    let response: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    if let Some(body) = early::body(&response) {
        return String::from_utf8(body).ok();
    }
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}

/// The suffix of a locale file's name, from the page: its release. Empty while developing.
fn release() -> String {
    let said = document().query_selector("meta[name=shop-texts]");
    let said = said.ok().flatten();
    let release = said.and_then(|said| said.get_attribute("content"));
    release.map_or_else(String::new, |release| ["?", &release].concat())
}

/// Whether a language is written from right to left. `index.html` has the same list, for the time
/// before the program runs.
pub fn is_right_to_left(language: &str) -> bool {
    matches!(language.split('-').next(), Some("ar" | "fa" | "he" | "ur"))
}

#[cfg(test)]
mod tests {
    use super::filled;

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
