//! A labelled field to search the shop.

use super::icon::icon;
use super::search_key::SEARCH_KEY;
use crate::i18n::t;
use crate::listeners::{instead, with_value};
use leptos::prelude::*;
use shop_core::text_key::TextKey;

/// The key of what a search of brands is called.
const BRANDS: TextKey = TextKey::SearchLabel;

/// A field to search the brands. It shows what `words` says; what is typed goes to `typed` at once,
/// and Enter calls `search`.
pub fn search_field(
    class: &'static str,
    words: impl Fn() -> String + Send + 'static,
    typed: impl Fn(String) + Send + 'static,
    search: impl Fn() + Send + 'static,
) -> AnyView {
    search_field_for(BRANDS, class, words, typed, search)
}

/// The same for something else; `label` is the key of what is searched.
pub fn search_field_for(
    label: TextKey,
    class: &'static str,
    words: impl Fn() -> String + Send + 'static,
    typed: impl Fn(String) + Send + 'static,
    search: impl Fn() + Send + 'static,
) -> AnyView {
    view! {
        <form class=class role="search" on:submit=instead(search)>
            <label class="visually-hidden" for="search">
                {t(label)}
            </label>
            {icon("search")}
            <input
                class="input"
                id="search"
                type="search"
                autocomplete="off"
                // No more of a longer text is searched or put into the address (`short`).
                maxlength=(label == BRANDS).then_some("64")
                enterkeyhint="search"
                aria-keyshortcuts=SEARCH_KEY
                placeholder=t(label)
                prop:value=words
                on:input=with_value(typed)
            />
        </form>
    }
    .into_any()
}
