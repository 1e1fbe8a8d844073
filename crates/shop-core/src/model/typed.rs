//! Typed or pasted text, without its invisible parts: copied text contains direction marks and
//! blanks that weren't typed, and Japanese keyboards have wide letters.

/// The text without invisible marks and surrounding blanks, with the wide forms of ASCII as ASCII,
/// and any blank as the usual one. Visible letters of other scripts stay.
pub fn plain(typed: &str) -> String {
    let letters: Vec<char> = typed.chars().map(narrow).collect();
    let is_foreign = |place: Option<usize>| {
        let letter = place.and_then(|place| letters.get(place));
        letter.is_some_and(|letter| !letter.is_ascii() && !is_invisible(*letter))
    };
    let kept = letters.iter().enumerate().filter(|(place, letter)| {
        // Between letters of Persian or Hindi a joiner is part of the word.
        let is_joiner = matches!(letter, '\u{200C}' | '\u{200D}');
        let is_inside = || is_foreign(place.checked_sub(1)) && is_foreign(Some(place + 1));
        !is_invisible(**letter) || (is_joiner && is_inside())
    });
    let text: String = kept.map(|(_, letter)| *letter).collect();
    text.trim().to_owned()
}

/// A coupon as it was printed: without quotes around it or a punctuation mark after it.
pub fn coupon(typed: &str) -> String {
    let text = plain(typed);
    text.trim_matches(|letter| is_quote(letter) || is_end(letter) || letter == ' ')
        .to_owned()
}

/// Whether this may surround a quoted word, in any language.
pub(super) fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '`' | '«' | '»' | '‹' | '›' | '「' | '」' | '\u{2018}'..='\u{201F}'
    )
}

/// Whether this ends a sentence or a part of one.
pub(super) fn is_end(letter: char) -> bool {
    matches!(letter, '.' | ',' | ';' | '。' | '、' | '،' | '؛')
}

/// The wide forms of ASCII, and any blank, as the usual ones.
fn narrow(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

/// Whether the letter is invisible: controls, soft hyphens, joiners, marks of direction and of
/// variants, and the byte order mark.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::{coupon, plain};

    #[test]
    fn nothing_unseen_is_kept() {
        for (typed, meant) in [
            ("\u{202D}+1 201\u{202C}", "+1 201"),
            ("\u{2068}a\u{2069}", "a"),
            ("\u{FEFF}a\u{FE0F}b\u{AD}c", "abc"),
            (" \u{200B}a\u{200B} \u{200E}", "a"),
            ("a\u{A0}b\u{3000}c\td\u{202F}e", "a b c d e"),
            ("ＡＢ１２＠", "AB12@"),
            ("a\u{7}b\u{0}", "ab"),
            ("", ""),
        ] {
            assert_eq!(plain(typed), meant, "{typed:?}");
        }
    }

    #[test]
    fn words_of_other_scripts_stay_as_they_are() {
        for text in ["می\u{200C}خواهم", "क्\u{200D}ष", "日本語", "Ñandú"] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(plain("a\u{200C}b\u{200D}"), "ab");
        assert_eq!(plain("\u{200C}می\u{200D}"), "می");
    }

    #[test]
    fn a_coupon_is_its_letters() {
        for typed in [
            "SAVE10",
            " SAVE10 ",
            "SAVE10\u{200B}",
            "ＳＡＶＥ１０",
            "\u{201C}SAVE10\u{201D}",
            "\u{201E}SAVE10\u{201C}.",
            "'SAVE10',",
            "«SAVE10»",
            "SAVE10.",
            "SAVE10。",
        ] {
            assert_eq!(coupon(typed), "SAVE10", "{typed:?}");
        }
        // Marks inside the text belong to the coupon.
        assert_eq!(coupon("10.5-off'x"), "10.5-off'x");
    }
}
