//! Text from the API, made safe to show.

/// The text without control and bidirectional characters, which names and
/// labels of the API can have (docs/api.md#brand-quirks) and which could turn a
/// price around or hide part of a name. For showing only: what goes back to the
/// API keeps every byte.
pub fn cleaned(text: &str) -> String {
    let unsafe_to_show = |character: char| {
        character.is_control()
            || matches!(character,
                '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}'
                | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !unsafe_to_show(*c))
        .collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn names_lose_what_could_deceive() {
        assert_eq!(cleaned("Shop\u{202E}piz\u{0007}"), "Shoppiz");
        assert_eq!(cleaned("  楽天\tギフト "), "楽天 ギフト");
        assert_eq!(cleaned("أسواق"), "أسواق");
        assert_eq!(cleaned("AT&T"), "AT&T");
    }
}
