//! A sentence around digits and names that mean what they say letter by letter.

use crate::i18n::Pieces;
use crate::markup::{IntoChild, View, element};

/// The pieces side by side; translators leave those alone that stand for a name.
pub fn exact_text(pieces: Pieces) -> View {
    let pieces = pieces.into_iter().map(|(piece, is_exact)| {
        if is_exact {
            element("bdi").verbatim().child(piece).into_child()
        } else {
            piece.into_child()
        }
    });
    View::Many(pieces.collect())
}
