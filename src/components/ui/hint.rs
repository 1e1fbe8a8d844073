//! A quiet sentence.

use leptos::prelude::*;

/// A sentence that explains what is beside it, in quiet letters.
#[component]
pub fn Hint(
    /// The sentence.
    words: impl IntoView + 'static,
) -> impl IntoView {
    hint(words.into_any())
}

/// Not generic, so the program has one copy of it.
fn hint(words: AnyView) -> AnyView {
    view! { <p class="hint">{words}</p> }.into_any()
}
