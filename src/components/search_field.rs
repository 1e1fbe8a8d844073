//! A labelled field to search the shop.

use super::icon::icon;
use super::search_key::SEARCH_KEY;
use crate::i18n::t;
use crate::markup::{IntoChild, View, element};

/// The key of what a search of brands is called.
const BRANDS: &str = "search.label";

/// A field to search the brands. It shows what `words` says; what is typed goes to `typed` at once,
/// and Enter calls `search`.
pub fn search_field(
    class: &'static str,
    words: impl Fn() -> String + Send + 'static,
    typed: impl Fn(String) + Send + 'static,
    search: impl Fn() + Send + 'static,
) -> View {
    search_field_for(BRANDS, class, words, typed, search)
}

/// The same for something else; `label` is the key of what is searched.
pub fn search_field_for(
    label: &'static str,
    class: &'static str,
    words: impl Fn() -> String + Send + 'static,
    typed: impl Fn(String) + Send + 'static,
    search: impl Fn() + Send + 'static,
) -> View {
    element("form")
        .attr("class", class)
        .attr("role", "search")
        .instead_of("submit", search)
        .child(
            element("label")
                .attr("class", "visually-hidden")
                .attr("for", "search")
                .child(t(label)),
        )
        .child(icon("search"))
        .child(
            element("input")
                .attr("class", "input")
                .attr("id", "search")
                .attr("type", "search")
                .attr("autocomplete", "off")
                // Of a longer text no more is searched or stands in the address (`short`).
                .attr("maxlength", (label == BRANDS).then_some("64"))
                .attr("enterkeyhint", "search")
                .attr("aria-keyshortcuts", SEARCH_KEY)
                .live_attr("placeholder", t(label))
                .live_property("value", words)
                .on_value("input", typed),
        )
        .into_child()
}
