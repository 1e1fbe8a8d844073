//! Text from the API, made safe to show.

/// The text without control and bidirectional characters, which the API's names and labels can
/// contain (docs/api.md#brand-quirks) and which could reverse a price or hide part of a name. For
/// display only: text that is sent back to the API keeps every byte.
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

/// The text of a short piece of HTML, used where a name is expected. It decodes the entities that
/// names are written with; others stay as they are.
pub fn without_markup(html: &str) -> String {
    let mut text = String::new();
    for (place, piece) in html.split('<').enumerate() {
        // The text before the first bracket is kept, and after that the text after each tag.
        let piece = match piece.split_once('>') {
            Some((_, after)) if place > 0 => after,
            _ => piece,
        };
        text.push_str(piece);
    }
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let entity = piece.split_once(';');
        match entity.and_then(|(name, after)| Some((sign_of(name)?, after))) {
            Some((sign, after)) => {
                plain.push_str(&sign);
                plain.push_str(after);
            }
            None => {
                plain.push('&');
                plain.push_str(piece);
            }
        }
    }
    plain
}

/// The sign that an entity represents: a number, or a letter with its accent.
fn sign_of(name: &str) -> Option<String> {
    let by_number = |number: &str| {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        char::from_u32(code.ok()?).map(String::from)
    };
    match name {
        "amp" => return Some("&".to_owned()),
        "nbsp" => return Some(" ".to_owned()),
        "apos" | "rsquo" => return Some("\u{2019}".to_owned()),
        _ => {}
    }
    if let Some(number) = name.strip_prefix('#') {
        return by_number(number);
    }
    let mut letters = name.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    let accent = match letters.as_str() {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "uml" => '\u{308}',
        "ring" => '\u{30A}',
        "cedil" => '\u{327}',
        _ => return None,
    };
    Some([letter, accent].iter().collect())
}

#[cfg(test)]
mod tests {
    use super::{cleaned, without_markup};

    #[test]
    fn a_name_in_html_is_a_name() {
        assert_eq!(
            without_markup("<p>in T&uuml;rkiye</p>"),
            "in Tu\u{308}rkiye"
        );
        assert_eq!(without_markup("Trinidad &amp; Tobago"), "Trinidad & Tobago");
        assert_eq!(without_markup("C&#244;te d&#x2019;Ivoire"), "Côte d’Ivoire");
        assert_eq!(
            without_markup("A & B; 1 > 0 <br/>&bogus;"),
            "A & B; 1 > 0 &bogus;"
        );
        assert_eq!(without_markup("<b>US"), "US");
    }

    #[test]
    fn names_lose_what_could_deceive() {
        assert_eq!(cleaned("Shop\u{202E}piz\u{0007}"), "Shoppiz");
        assert_eq!(cleaned("  楽天\tギフト "), "楽天 ギフト");
        assert_eq!(cleaned("أسواق"), "أسواق");
        assert_eq!(cleaned("AT&T"), "AT&T");
    }
}
