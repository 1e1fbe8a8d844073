//! A part of a page that unfolds.

use super::icon::icon;
use crate::i18n::t;
use leptos::html::Details;
use leptos::prelude::*;
use shop_core::text_key::TextKey;

/// A part that few buyers need, folded under its title.
#[component]
pub fn Fold(
    /// The title, which the buyer presses.
    title: TextKey,
    /// Whether it looks like a sheet.
    #[prop(optional)]
    is_sheet: bool,
    /// The element, for a part that the program unfolds.
    #[prop(optional)]
    details: NodeRef<Details>,
    /// What is folded. It is made once: a text that follows the language has to be a closure.
    children: Children,
) -> impl IntoView {
    view! {
        <details class=if is_sheet { "fold fold-sheet" } else { "fold" } node_ref=details>
            <summary>{t(title)}" "{icon("chevron-down")}</summary>
            {children()}
        </details>
    }
    .into_any()
}
