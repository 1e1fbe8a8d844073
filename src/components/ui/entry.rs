//! A text that a visitor types.

use std::sync::Arc;

use leptos::prelude::*;

/// A text that is typed: how it is read, and how typed text is handled.
#[derive(Clone)]
pub struct Entry {
    value: Arc<dyn Fn() -> String + Send + Sync>,
    typed: Arc<dyn Fn(String) + Send + Sync>,
}

impl Entry {
    /// `value` follows signals; `typed` gets all of the text, as it is now.
    pub fn new(
        value: impl Fn() -> String + Send + Sync + 'static,
        typed: impl Fn(String) + Send + Sync + 'static,
    ) -> Self {
        Self {
            value: Arc::new(value),
            typed: Arc::new(typed),
        }
    }

    /// The text; the caller follows it.
    pub fn get(&self) -> String {
        (self.value)()
    }

    /// Handles a text as if it was typed.
    pub fn put(&self, text: String) {
        (self.typed)(text);
    }
}

impl From<RwSignal<String>> for Entry {
    fn from(text: RwSignal<String>) -> Self {
        Self::new(move || text.get(), move |typed| text.set(typed))
    }
}
