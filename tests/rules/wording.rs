//! Text that a person reads is in the locale files, not in the program.

use super::source::{Source, literals};
use super::{Finding, check_program, try_rule};

/// Calls whose text a person reads or hears.
const SPEAKING: [&str; 6] = [
    ".child(\"",
    ".attr(\"aria-label\", \"",
    ".attr(\"title\", \"",
    ".attr(\"alt\", \"",
    ".attr(\"placeholder\", \"",
    "set_title(\"",
];

fn words_are_in_the_locale_files(source: &Source) -> Vec<Finding> {
    let speaks = |text: &str| {
        // An example address has letters but no language.
        text.chars().any(char::is_alphabetic) && !text.contains('@')
    };
    source.find(
        "text that a person reads stands in public/locales",
        |line| {
            let called = SPEAKING.iter().any(|call| {
                line.text.match_indices(call).any(|(place, found)| {
                    let after = line.text.get(place + found.len() - 1..).unwrap_or_default();
                    literals(after).first().is_some_and(|text| speaks(text))
                })
            });
            let trimmed = line.text.trim();
            // A text node of `view!`: alone on its line or between two tags. Class names
            // are alone on a line too, but don't begin like a sentence.
            let is_alone = line.code.trim() == "\"\""
                && trimmed.contains(' ')
                && trimmed.chars().nth(1).is_some_and(char::is_uppercase);
            let is_between = line.text.match_indices(">\"").any(|(place, _)| {
                let after = line.text.get(place + 1..).unwrap_or_default();
                let literal = literals(after).first().copied().unwrap_or_default();
                speaks(literal)
                    && after
                        .get(literal.len() + 2..)
                        .is_some_and(|end| end.starts_with('<'))
            });
            called || is_alone || is_between
        },
    )
}

#[test]
fn all_words_are_in_the_locale_files() {
    check_program(words_are_in_the_locale_files);
}

mod tests {
    use super::*;

    #[test]
    fn words_in_the_program_are_found() {
        let rule = words_are_in_the_locale_files;
        try_rule(
            rule,
            "src/a.rs",
            ".child(\"Buy now\")",
            ".child(\" \").child(t(\"a.b\"))",
        );
        try_rule(
            rule,
            "src/a.rs",
            ".attr(\"aria-label\", \"Close\")",
            ".attr(\"class\", \"close\")",
        );
        try_rule(
            rule,
            "src/a.rs",
            ".attr(\"placeholder\", \"Name\")",
            ".attr(\"placeholder\", \"you@example.com\")",
        );
        try_rule(rule, "src/a.rs", "<p>\"Buy now\"</p>", "<p>\" \"</p>");
        try_rule(rule, "src/a.rs", "    \"Buy now\"", "    \" – \"");
    }
}
