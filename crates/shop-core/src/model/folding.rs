//! Texts in the form in which they are compared: case, accents, widths, kana and punctuation don't
//! matter.
//!
//! The browser's `normalize` would do a part of it, but each call leaves the wasm, its result
//! differs between browsers by a few letters, and no host test could check it. The characters of
//! brand names fit into the tables below.

use super::letters::{is_word, lower};

/// Between two words.
pub(super) const SPACE: u16 = 0x20;

/// A text as letters to compare, with the position that each of them comes from.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Folded {
    /// The letters; words have one space between them.
    pub(super) units: Vec<u16>,
    /// The text position at which the character of each letter starts, followed by the end of the
    /// last one.
    pub(super) starts: Vec<usize>,
}

/// Base letters of `à` (U+00E0) to `ſ` (U+017F).
const LATIN: &str = "aaaaaaaceeeeiiiidnooooo ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooo\
    rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Katakana of the half-width forms from U+FF66 on.
const HALF_WIDTH: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// First consonants of Hangul syllables.
const LEADS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/// Their vowels, as they are typed.
const VOWELS: &str = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ";

/// Their last consonants, as they are typed; the first entry is empty.
const TAILS: &str = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ";

const DIGITS: &str = "0123456789";
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Roman numbers that are one sign.
const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii l c d m";

/// Letters of U+FB1D to U+FB4E, where some code points are not assigned.
const HEBREW: &str =
    "י\u{5BF}יעאדהכלםרת+ששששאאאבגדהוז\u{5BF}טיךכל\u{5BF}מ\u{5BF}נס\u{5BF}ףפ\u{5BF}צקרשתובכפ";

/// Letters of U+FE80 to U+FEF4.
const ARABIC: &str = "ءااااووااييييااببببههتتتتثثثثججججححححخخخخددذذررززسسسسششششصصصصضضضضططططظظظظععععغغغغففففققققككككللللممممننننههههووىىيييي";

/// Letters of Hangul as they are typed, from U+FFA1 on.
const HANGUL: &str = "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";

impl Folded {
    /// The form of a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        let mut end = 0;
        for (start, character) in text.char_indices() {
            folded.push(start, character);
            // A mark that produces no letter belongs to the letter before it.
            if folded.units.last().is_some_and(|last| *last != SPACE) {
                end = start + character.len_utf8();
            }
        }
        if folded.units.last() == Some(&SPACE) {
            folded.units.pop();
            folded.starts.pop();
        }
        folded.starts.push(end);
        folded
    }

    /// The words of the text.
    pub fn words(&self) -> impl Iterator<Item = &[u16]> {
        let words = self.units.split(|unit| *unit == SPACE);
        words.filter(|word| !word.is_empty())
    }

    /// Whether each of these words is in the text, also inside of a longer word.
    pub fn has_words_of(&self, typed: &Self) -> bool {
        let has = |word: &[u16]| self.units.windows(word.len()).any(|part| part == word);
        typed.words().all(has)
    }

    fn push(&mut self, start: usize, character: char) {
        let code = match u32::from(character) {
            // The wide forms of ASCII.
            wide @ 0xFF01..=0xFF5E => wide - 0xFEE0,
            narrow @ 0xFF66..=0xFF9D => nth(HALF_WIDTH, narrow - 0xFF66).map_or(narrow, u32::from),
            other => other,
        };
        if let Some(letters) = taken_apart(code) {
            letters.for_each(|letter| self.push(start, letter));
            return;
        }
        let letter = char::from_u32(code).map_or(character, lower);
        let code = u32::from(letter);
        if is_silent(code) {
            return;
        }
        match code {
            0x3099 | 0xFF9E => return self.voice(1),
            0x309A | 0xFF9F => return self.voice(2),
            0xAC00..=0xD7A3 => return self.syllable(start, code - 0xAC00),
            _ => {}
        }
        if !is_word(letter) {
            if self.units.last().is_some_and(|last| *last != SPACE) {
                self.add(start, u32::from(SPACE));
            }
            return;
        }
        self.add(start, base(code));
        let second = match letter {
            'ß' | 'ẟ' => 's',
            'æ' | 'œ' => 'e',
            'þ' => 'h',
            'ĳ' => 'j',
            _ => return,
        };
        self.add(start, u32::from(second));
    }

    fn add(&mut self, start: usize, code: u32) {
        // Only rare Han characters are beyond the first plane. They share a few thousand codes that
        // no letter uses.
        let unit = u16::try_from(code).unwrap_or(0xE000 | (code & 0x1FFF) as u16);
        self.units.push(unit);
        self.starts.push(start);
    }

    /// The mark that turns カ into ガ (1) or ハ into パ (2).
    fn voice(&mut self, step: u16) {
        if let Some(last) = self.units.last_mut() {
            match *last {
                0x30A6 if step == 1 => *last = 0x30F4,
                0x30AB..=0x30C8 | 0x30CF..=0x30DB => *last += step,
                _ => {}
            }
        }
    }

    /// A Hangul syllable as the keys it is typed with, so that it is already found by what the
    /// input method shows while it is typed.
    fn syllable(&mut self, start: usize, place: u32) {
        let lead = nth(LEADS, place / 588).into_iter();
        let part = |table: &'static str, place: u32| {
            let mut parts = table.split(' ');
            parts.nth(place as usize).unwrap_or_default().chars()
        };
        let vowel = part(VOWELS, place % 588 / 28);
        for key in lead.chain(vowel).chain(part(TAILS, place % 28)) {
            self.add(start, u32::from(key));
        }
    }
}

/// The letters of a ligature, and the letter of one of its other forms: text copied from a printed
/// page contains them. `None` for all others; no result is one of these again.
fn taken_apart(code: u32) -> Option<std::str::Chars<'static>> {
    /// Ligatures and numbers of several letters.
    fn several(first: u32, code: u32, table: &'static str) -> Option<std::str::Chars<'static>> {
        table
            .split(' ')
            .nth((code - first) as usize)
            .map(str::chars)
    }
    /// The one letter at an index.
    fn one(table: &'static str, place: u32) -> Option<std::str::Chars<'static>> {
        let (start, letter) = table.char_indices().nth(place as usize)?;
        Some(table.get(start..start + letter.len_utf8())?.chars())
    }
    match code {
        0xAA => one(LETTERS, 0),
        0xB2..=0xB3 => one(DIGITS, code - 0xB0),
        0xB9 => one(DIGITS, 1),
        0xBA => one(LETTERS, 14),
        0x1C4..=0x1CC => several(0, (code - 0x1C4) / 3, "dz lj nj"),
        0x1F1..=0x1F3 => Some("dz".chars()),
        // Conjoining Hangul, which one system uses in names.
        0x1100..=0x1112 => one(LEADS, code - 0x1100),
        0x1161..=0x1175 => several(0x1161, code, VOWELS),
        0x11A8..=0x11C2 => several(0x11A7, code, TAILS),
        0x2070 | 0x2074..=0x2079 => one(DIGITS, code - 0x2070),
        0x2080..=0x2089 => one(DIGITS, code - 0x2080),
        0x2116 => Some("no".chars()),
        0x212A => one(LETTERS, 10),
        0x212B => one(LETTERS, 0),
        0x2160..=0x217F => several(0, (code - 0x2160) % 16, ROMAN),
        0x2460..=0x2468 => one(DIGITS, code - 0x245F),
        0x24B6..=0x24E9 => one(LETTERS, (code - 0x24B6) % 26),
        0xFB00..=0xFB06 => several(0xFB00, code, "ff fi fl ffi ffl st st"),
        // Hebrew letters with points.
        0xFB1D..=0xFB4E => one(HEBREW, code - 0xFB1D),
        0xFB56..=0xFB59 => Some("پ".chars()),
        0xFB7A..=0xFB7D => Some("چ".chars()),
        0xFB8A..=0xFB8B => Some("ژ".chars()),
        0xFB8E..=0xFB91 => Some("ك".chars()),
        0xFB92..=0xFB95 => Some("گ".chars()),
        0xFBFC..=0xFBFF => Some("ي".chars()),
        // Arabic letters in the forms that they have inside words.
        0xFE80..=0xFEF4 => one(ARABIC, code - 0xFE80),
        0xFEF5..=0xFEFC => Some("لا".chars()),
        // Half-width Hangul.
        0xFFA1..=0xFFBE => one(HANGUL, code - 0xFFA1),
        0xFFC2..=0xFFDC => {
            let place = code - 0xFFC2;
            one(HANGUL, 30 + place - place / 8 * 2)
        }
        // Letters and digits of formulas: bold, slanted, and so on.
        0x1D400..=0x1D6A3 => one(LETTERS, (code - 0x1D400) % 26),
        0x1D7CE..=0x1D7FF => one(DIGITS, (code - 0x1D7CE) % 10),
        0x1F130..=0x1F149 => one(LETTERS, code - 0x1F130),
        _ => None,
    }
}

/// Signs that are neither pronounced nor typed: joined accents, vowel signs of Hebrew and Arabic,
/// tatweel, tone marks of Thai, invisible marks, apostrophes.
fn is_silent(code: u32) -> bool {
    matches!(
        code,
        0x27 | 0xAD
            | 0x2BC
            | 0x300..=0x36F
            | 0x591..=0x5C7
            | 0x610..=0x61A
            | 0x640
            | 0x64B..=0x65F
            | 0x670
            | 0x6D6..=0x6ED
            | 0xE47..=0xE4E
            | 0x200B..=0x200F
            | 0x2018..=0x2019
            | 0x202A..=0x202E
            | 0x2060..=0x2069
            | 0xFE00..=0xFE0F
            | 0xFEFF
    )
}

/// The letter without its accent, and the common form of a letter with several.
fn base(code: u32) -> u32 {
    let letter = match code {
        0xDF => 's',
        0xE0..=0x17F => return nth(LATIN, code - 0xE0).map_or(code, u32::from),
        // Letters of Vietnamese, Romanian, Pinyin and Welsh in later blocks.
        0x1A0..=0x1A1 | 0x1D1..=0x1D2 | 0x1ECC..=0x1EE3 => 'o',
        0x1AF..=0x1B0 | 0x1D3..=0x1DC | 0x1EE4..=0x1EF1 => 'u',
        0x1CD..=0x1CE | 0x1EA0..=0x1EB7 => 'a',
        0x1CF..=0x1D0 | 0x1EC8..=0x1ECB => 'i',
        0x1EB8..=0x1EC7 => 'e',
        0x1EF2..=0x1EF9 => 'y',
        0x1E80..=0x1E89 => 'w',
        0x218..=0x219 | 0x1E9E..=0x1E9F => 's',
        0x21A..=0x21B => 't',
        // Greek with its accents, and the sigma at the end of words.
        0x386 | 0x3AC => 'α',
        0x388 | 0x3AD => 'ε',
        0x389 | 0x3AE => 'η',
        0x38A | 0x390 | 0x3AF | 0x3CA => 'ι',
        0x38C | 0x3CC => 'ο',
        0x38E | 0x3B0 | 0x3CB | 0x3CD => 'υ',
        0x38F | 0x3CE => 'ω',
        0x3C2 => 'σ',
        // Cyrillic ё, й, ї, ў.
        0x451 => 'е',
        0x439 => 'и',
        0x457 => 'і',
        0x45E => 'у',
        // Arabic: one alef, one yeh, one heh, one waw, one kaf.
        0x622 | 0x623 | 0x625 | 0x671 => 'ا',
        0x624 => 'و',
        0x626 | 0x649 | 0x6CC => 'ي',
        0x629 | 0x6C1 => 'ه',
        0x6A9 => 'ك',
        // Digits of Arabic, Persian and Thai.
        0x660..=0x669 => return code - 0x630,
        0x6F0..=0x6F9 => return code - 0x6C0,
        0xE50..=0xE59 => return code - 0xE20,
        // Hiragana becomes katakana.
        0x3041..=0x3096 | 0x309D..=0x309E => return code + 0x60,
        _ => return code,
    };
    u32::from(letter)
}

fn nth(table: &str, place: u32) -> Option<char> {
    table.chars().nth(place as usize)
}

#[cfg(test)]
mod tests {
    use super::{ARABIC, Folded, HALF_WIDTH, HANGUL, HEBREW, LATIN, LEADS, TAILS, VOWELS};

    #[test]
    fn tables_are_as_long_as_their_blocks() {
        assert_eq!(LATIN.len(), 0x180 - 0xE0);
        assert_eq!(HALF_WIDTH.chars().count(), 0xFF9E - 0xFF66);
        assert_eq!(LEADS.chars().count(), 19);
        assert_eq!(VOWELS.split(' ').count(), 21);
        assert_eq!(TAILS.split(' ').count(), 28);
        assert_eq!(HEBREW.chars().count(), 0xFB4F - 0xFB1D);
        assert_eq!(ARABIC.chars().count(), 0xFEF5 - 0xFE80);
        assert_eq!(HANGUL.chars().count(), 0xFFBF - 0xFFA1 + 21);
    }

    #[test]
    fn texts_that_mean_the_same_are_the_same() {
        for (left, right) in [
            ("Crème Brûlée", "creme brulee"),
            ("Łódź Österreich Ångström", "lodz osterreich angstrom"),
            ("Großmarkt Cœur Æther", "grossmarkt coeur aether"),
            ("Phở Đặc Biệt", "pho dac biet"),
            ("Cafe\u{301}", "Café"),
            ("McDonald's", "mcdonald’s"),
            ("ＡＢＣ　１２３", "abc 123"),
            ("ｶﾞｿﾘﾝ ﾊﾟﾝ", "ガソリン パン"),
            ("はなまる", "ハナマル"),
            ("か\u{3099}", "ガ"),
            ("ΆΛΦΑ Μάρκετς", "αλφα μαρκετσ"),
            ("Ёлка Йод", "елка иод"),
            ("أَمَازُون", "امازون"),
            ("مـكـتـبـة", "مكتبه"),
            ("إلى ٢٠٢٦", "الي 2026"),
            ("ไก่ทอด", "ไกทอด"),
            ("AT&T", "at t"),
            ("  .Steam™  ", "steam"),
            ("ﬁre Oﬃce ﬀ ﬂ ﬄ ﬆ ﬅ", "fire office ff fl ffl st st"),
            ("ǆ Ǉ ǌ ǲ", "dz lj nj dz"),
            ("H₂O m² x³ ¹ ⁴ ₉", "h2o m2 x3 1 4 9"),
            ("Ⅳ ⅷ Ⅻ Ⅿ", "iv viii xii m"),
            ("① ⑨ Ⓐⓑ 🄲", "1 9 ab c"),
            (
                "№ 5 \u{212A} \u{212B}ngström 1ª 2º",
                "no 5 k angstrom 1a 2o",
            ),
            ("𝐒𝘁𝑒𝓪𝔪 𝟐𝟬𝟤𝟼", "steam 2026"),
            ("ﺳﻮﻕ ﻻ", "سوق لا"),
            ("ﮔﭘﭼﮊ", "گپچژ"),
            ("\u{FB4A}\u{FB31} \u{FB2A}\u{FB1D}", "תב שי"),
            ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("\u{FFBE}\u{FFC2}\u{FFA4}", "ㅎㅏㄴ"),
            ("\u{FFDC}\u{FFCA}\u{FFDA}", "ㅣㅕㅡ"),
        ] {
            assert_eq!(
                Folded::new(left).units,
                Folded::new(right).units,
                "{left} and {right}"
            );
        }
        assert!(Folded::new("+ & 🎁").units.is_empty());
    }

    #[test]
    fn what_an_input_method_shows_begins_the_syllable() {
        let whole = Folded::new("스타벅스").units;
        for typed in [
            "ㅅ",
            "스",
            "슽",
            "스타",
            "스탑",
            "스타버",
            "스타벅",
            "스타벅스",
        ] {
            assert!(whole.starts_with(&Folded::new(typed).units), "{typed}");
        }
    }

    #[test]
    fn words_are_found_in_any_order_and_inside_of_others() {
        let text = Folded::new("Ich habe zu wenig geschickt: Unterzahlung");
        for (typed, is_there) in [
            ("", true),
            ("ZAHLUNG wenig", true),
            ("wenig zahlungen", false),
            ("íçh", true),
            ("zu spät", false),
        ] {
            assert_eq!(text.has_words_of(&Folded::new(typed)), is_there, "{typed}");
        }
    }

    #[test]
    fn each_letter_knows_its_place() {
        let folded = Folded::new("«Ça» ß™");
        assert_eq!(folded.units.len(), folded.starts.len() - 1);
        assert_eq!(folded.starts, [2, 4, 5, 8, 8, 10]);
    }
}
