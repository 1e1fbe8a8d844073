//! A part of a page that unfolds.

use super::icon::icon;
use crate::i18n::t;
use leptos::html::Details;
use leptos::prelude::*;
use shop_core::text_key::TextKey;

/// The title of a part that unfolds.
pub enum FoldTitle {
    /// A text of the locale files.
    Key(TextKey),
    /// Words from elsewhere.
    Words(String),
}

impl From<TextKey> for FoldTitle {
    fn from(key: TextKey) -> Self {
        Self::Key(key)
    }
}

impl From<String> for FoldTitle {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// A part that few buyers need, folded under its title.
#[component]
pub fn Fold(
    /// The title, which the buyer presses.
    #[prop(into)]
    title: FoldTitle,
    /// Whether it looks like a sheet.
    #[prop(optional)]
    is_sheet: bool,
    /// The element, for a part that the program unfolds.
    #[prop(optional)]
    details: NodeRef<Details>,
    /// What is folded. It is made once: a text that follows the language has to be a closure.
    children: Children,
) -> impl IntoView {
    let title = match title {
        FoldTitle::Key(key) => t(key).into_any(),
        FoldTitle::Words(words) => words.into_any(),
    };
    view! {
        <details class=if is_sheet { "fold fold-sheet" } else { "fold" } node_ref=details>
            <summary>{title}" "{icon("chevron-down")}</summary>
            {children()}
        </details>
    }
    .into_any()
}
