//! A labelled field to search the shop.

use super::entry::Entry;
use super::icon::icon;
use super::search_key::SEARCH_KEY;
use crate::browser::listeners::{instead, with_value};
use crate::i18n::t;
use leptos::prelude::*;
use shop_core::text_key::TextKey;

/// The key of the label for a search of brands.
const BRANDS: TextKey = TextKey::SearchLabel;

/// A field to search the brands, or something else with another label.
#[component]
pub fn SearchField(
    /// Classes of the form.
    class: &'static str,
    /// The key of what is searched.
    #[prop(default = BRANDS)]
    label: TextKey,
    /// What is searched for.
    #[prop(into)]
    entry: Entry,
    /// Does the search, when Enter is pressed.
    #[prop(into)]
    on_search: Callback<()>,
) -> impl IntoView {
    let typed = entry.clone();
    view! {
        <form class=class role="search" on:submit=instead(move || on_search.run(()))>
            <label class="visually-hidden" for="search">
                {t(label)}
            </label>
            {icon("search")}
            <input
                class="input"
                id="search"
                type="search"
                autocomplete="off"
                // A longer text is cut before it is searched or put into the address (`short`).
                maxlength=(label == BRANDS).then_some("64")
                enterkeyhint="search"
                aria-keyshortcuts=SEARCH_KEY
                placeholder=t(label)
                prop:value=move || entry.get()
                on:input=with_value(move |text| typed.put(text))
            />
        </form>
    }
}
