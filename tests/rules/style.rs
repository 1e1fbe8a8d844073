//! Every colour of the style sheets has a name.

use super::repository::{files, read};
use super::source::Source;
use super::{Finding, check, try_rule};

/// Every colour has a name, so that light and dark are changed in one place.
fn colours_are_tokens(source: &Source) -> Vec<Finding> {
    if ["style/tokens.css", "style/critical.css"].contains(&source.path.as_str()) {
        return Vec::new();
    }
    let functions = [
        "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(",
    ];
    source.find("a colour literal: name it in style/tokens.css", |line| {
        // A question whether the browser knows a form of colour paints nothing.
        if line.code.trim_start().starts_with("@supports") {
            return false;
        }
        functions.iter().any(|function| {
            line.code.match_indices(function).any(|(place, _)| {
                let before = line.code.get(..place).unwrap_or_default();
                let after = line.code.get(place + function.len()..).unwrap_or_default();
                // A value that is made from a token is no literal.
                !before.ends_with(|c: char| c.is_alphanumeric()) && !after.starts_with("from var(")
            })
        }) || has_hex_colour(&line.code)
    })
}

fn has_hex_colour(css: &str) -> bool {
    // Selectors have `#` too, but there is no value before a colon.
    css.split_once(':').is_some_and(|(_, value)| {
        value.match_indices('#').any(|(place, _)| {
            let word: String = value
                .chars()
                .skip(
                    value
                        .get(..place)
                        .map_or(0, |before| before.chars().count())
                        + 1,
                )
                .take_while(|character| character.is_alphanumeric() || "-_".contains(*character))
                .collect();
            matches!(word.len(), 3 | 4 | 6 | 8)
                && word.chars().all(|character| character.is_ascii_hexdigit())
        })
    })
}

#[test]
fn all_colours_are_tokens() {
    check(
        files("style", ".css")
            .iter()
            .flat_map(|path| colours_are_tokens(&Source::whole(path, &read(path))))
            .collect(),
    );
}

mod tests {
    use super::*;

    #[test]
    fn colours_are_found() {
        let rule = colours_are_tokens;
        try_rule(
            rule,
            "style/base.css",
            "a { color: #fff; }",
            "#main { color: var(--ink); }",
        );
        try_rule(
            rule,
            "style/base.css",
            "a { color: rgb(0 0 0); }",
            "a { mask: url(#abcdefg); }",
        );
        try_rule(
            rule,
            "style/base.css",
            "a { color: oklch(from #fff l c h); }",
            "a { color: oklch(from var(--ink) l c h); }",
        );
        try_rule(
            rule,
            "style/base.css",
            "a { color: oklch(1 0 0); }",
            "/* color: #123456 */",
        );
        try_rule(
            rule,
            "style/base.css",
            "  background: #12345678;",
            "  width: calc(1px);",
        );
    }
}
