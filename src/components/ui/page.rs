//! The main part of a page.

use crate::browser::focus::MAIN_ID;
use leptos::prelude::*;

/// The `<main>` of a page, which gets the focus after a change of page, and which the link to the
/// content leads to (WCAG 2.4.1).
#[component]
pub fn Page(
    /// Names the page in the style sheets.
    class: &'static str,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <main id=MAIN_ID class=class tabindex="-1">
            {children()}
        </main>
    }
    .into_any()
}
