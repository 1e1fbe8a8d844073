//! Texts with `{names}` in them.

/// A text in pieces, each with whether it replaces a name.
pub type Pieces = Vec<(String, bool)>;

/// The text with its `{names}` replaced.
pub(super) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    walk(text, values, &mut |piece, _| out.push_str(piece));
    out
}

/// The text in pieces.
pub(super) fn pieces(text: &str, values: &[(&str, &str)]) -> Pieces {
    let mut pieces = Pieces::new();
    walk(text, values, &mut |piece, is_exact| {
        pieces.push((piece.to_owned(), is_exact));
    });
    pieces
}

/// Hands over a text piece by piece, and whether the piece replaces a name.
fn walk(text: &str, values: &[(&str, &str)], take: &mut dyn FnMut(&str, bool)) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        take(before, false);
        let Some((name, behind)) = after.split_once('}') else {
            take("{", false);
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => take(value, true),
            None => take(&["{", name, "}"].concat(), false),
        }
        rest = behind;
    }
    take(rest, false);
}
