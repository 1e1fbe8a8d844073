//! Letters, without the library's Unicode tables: those are 25 kB of the wasm, and the shop only
//! compares names.

/// The letter in lower case, for Latin, Greek, Cyrillic and Armenian scripts;
/// others have no case or are left as they are. For comparing only.
pub fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let shifted = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        0x531..=0x556 => code + 48,
        // In these blocks capitals and small letters alternate.
        0x100..=0x137
        | 0x14A..=0x177
        | 0x460..=0x481
        | 0x48A..=0x4BF
        | 0x4D0..=0x52F
        | 0x1E00..=0x1EFF => code | 1,
        0x139..=0x148 | 0x179..=0x17E if code % 2 == 1 => code + 1,
        _ => code,
    };
    char::from_u32(shifted).unwrap_or(letter)
}

/// A text in lower case, for comparing only.
pub fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// The digit as a Western keyboard types it: buyers type Arabic, Persian and wide digits, and the
/// API accepts none of them. Any other sign is left as it is.
pub fn plain_digit(sign: char) -> char {
    let zero = match u32::from(sign) {
        0x660..=0x669 => 0x660,
        0x6F0..=0x6F9 => 0x6F0,
        0xFF10..=0xFF19 => 0xFF10,
        _ => return sign,
    };
    char::from_u32(u32::from(sign) - zero + 0x30).unwrap_or(sign)
}

/// Whether this is part of a word: a digit or a letter of any script, and no
/// punctuation, symbol or blank.
pub fn is_word(letter: char) -> bool {
    match u32::from(letter) {
        0..=0x7F => letter.is_ascii_alphanumeric(),
        0x80..=0xBF => matches!(letter, 'ª' | 'µ' | 'º'),
        0xD7 | 0xF7 | 0x60C | 0x61B | 0x61F | 0x66A..=0x66D | 0x6D4 => false,
        // General punctuation, symbols, arrows, dingbats, CJK punctuation, and
        // the wide forms of ASCII punctuation.
        0x2000..=0x2BFF | 0x3000..=0x3004 | 0x3007..=0x3020 | 0x30FB | 0xFE30..=0xFE6F => false,
        0xFF00..=0xFF0F
        | 0xFF1A..=0xFF20
        | 0xFF3B..=0xFF40
        | 0xFF5B..=0xFF65
        | 0x1F000..=0x1FAFF => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_word, lower, lowered, plain_digit};

    #[test]
    fn case_agrees_with_unicode_in_the_scripts_it_knows() {
        let blocks = [
            0x41..=0x17E,
            0x391..=0x3C9,
            0x400..=0x481,
            0x48A..=0x4BF,
            0x4D0..=0x52F,
            0x531..=0x586,
            0x1E00..=0x1E95,
            0x1EA0..=0x1EFF,
        ];
        for code in blocks.into_iter().flatten() {
            let Some(letter) = char::from_u32(code) else {
                continue;
            };
            let library: Vec<char> = letter.to_lowercase().collect();
            // The small letters of some capitals are far away or have two characters; those
            // capitals are left alone and still equal themselves.
            if library.len() == 1 && lower(letter) != library[0] {
                assert!(
                    matches!(letter, 'İ' | 'Ÿ' | 'ſ' | '\u{3A2}'),
                    "{letter} {code:x}"
                );
            }
        }
        assert_eq!(
            lowered("CAFÉ Łódź ЁЖ Ωμέγα 楽天 سوق"),
            "café łódź ёж ωμέγα 楽天 سوق"
        );
    }

    #[test]
    fn digits_of_other_scripts_are_the_same_digits() {
        let plain = |text: &str| text.chars().map(plain_digit).collect::<String>();
        assert_eq!(plain("٠١٢٣٤٥٦٧٨٩"), "0123456789");
        assert_eq!(plain("۰۱۲۳۴۵۶۷۸۹"), "0123456789");
        assert_eq!(plain("０１２３４５６７８９"), "0123456789");
        assert_eq!(plain("a5+٪٫／：५"), "a5+٪٫／：५");
    }

    #[test]
    fn words_are_letters_of_any_script() {
        for letter in "aZ9éłЖΩ楽ひカ한سไ".chars() {
            assert!(is_word(letter), "{letter}");
        }
        for mark in " &+.-/'’“”«·—…、。「」・％！،؟×÷€™→★🎁".chars()
        {
            assert!(!is_word(mark), "{mark}");
        }
    }
}
