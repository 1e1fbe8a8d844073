//! A sentence around digits and names that must stay exact, letter by letter.

use crate::i18n::Pieces;
use leptos::prelude::*;

/// The pieces side by side; translators leave the exact ones unchanged.
pub fn exact_text(pieces: Pieces) -> AnyView {
    let pieces = pieces.into_iter().map(|(piece, is_exact)| {
        if is_exact {
            view! { <bdi translate="no">{piece}</bdi> }.into_any()
        } else {
            piece.into_any()
        }
    });
    pieces.collect_view().into_any()
}
