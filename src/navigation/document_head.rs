//! What a page says in the document's head: its title, and whether search engines may keep it.

use leptos::prelude::*;

use super::Navigation;
use crate::browser;
use crate::reactive::effect;

/// Id of the mark that keeps search engines away.
const PRIVATE_ID: &str = "private";

impl Navigation {
    /// Names the page in the browser's title: never with anything secret.
    pub fn title(self, title: impl Fn() -> String + 'static) {
        let shop = self.config().name.clone();
        effect(move || document().set_title(&[&title(), " · ", &shop].concat()));
    }

    /// Asks search engines not to index the page, for as long as the current owner lives.
    /// `index.html` says for all pages that links don't send the address along.
    pub fn keep_private(self) {
        let document = document();
        let (Ok(mark), Some(head)) = (
            document.create_element("meta"),
            browser::property(&document, "head"),
        ) else {
            return;
        };
        mark.set_id(PRIVATE_ID);
        for (name, value) in [("name", "robots"), ("content", "noindex")] {
            // Valid names can be set.
            mark.set_attribute(name, value).ok();
        }
        browser::call(&head, "append", &[&mark]);
        on_cleanup(|| {
            if let Some(mark) = leptos::prelude::document().get_element_by_id(PRIVATE_ID) {
                mark.remove();
            }
        });
    }
}
