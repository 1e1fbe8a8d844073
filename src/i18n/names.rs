//! What things are called.

use super::{I18n, intl};

impl I18n {
    /// A country's name.
    pub fn country(self, code: &str) -> String {
        intl::display_name(&self.language(), "region", code)
    }

    /// A language's own name for itself.
    pub fn language_name(self, tag: &str) -> String {
        intl::display_name(tag, "language", tag)
    }

    /// The places of these names from A to Z, as the language sorts them.
    pub fn sorted<'a>(self, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
        intl::sorted(&self.language(), names)
    }

    /// A category's name; of one that no locale file knows, the API's own word
    /// made readable.
    pub fn category(self, category: &str) -> String {
        let key = ["category.", category].concat();
        if self.has(&key) {
            self.text(&key)
        } else {
            category.replace(['_', '-'], " ")
        }
    }
}
