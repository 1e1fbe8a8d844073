//! How a word matches a name.

use super::distance::{distance, forgiven};
use crate::model::folding::SPACE;

/// Separates two other names of a brand.
pub(super) const BREAK: u16 = 0x0A;

/// How well a brand matches the typed text; less is better.
pub type Rank = u8;

/// The whole name.
pub const EXACT: Rank = 0;
/// The name begins with it, and a word ends where it ends.
pub(super) const FIRST_WORDS: Rank = 1;
/// The name begins with it.
pub(super) const PREFIX: Rank = 2;
/// A word of the name begins with it, or words begin with all parts of it.
pub(super) const WORD: Rank = 3;
/// It is somewhere inside the name.
pub(super) const INSIDE: Rank = 4;
/// Another name of the brand, or its family's, begins with it, or a word of one does.
pub(super) const OTHER_NAME: Rank = 5;
/// It matches the name of one of the brand's categories.
pub(super) const CATEGORY: Rank = 6;
/// A name with one typo; each further doubt adds one.
pub(super) const TYPO: Rank = 7;
/// The most doubtful rank.
pub const LAST: Rank = 9;
/// It doesn't match.
pub const NONE: Rank = Rank::MAX;

/// How doubtful this match is: the number of typos, plus one if the word goes on after them, and
/// plus one if the first letter differs.
pub(super) fn doubt(
    typed: &[u16],
    word: impl Iterator<Item = u16>,
    first: Option<&u16>,
) -> Option<u8> {
    let limit = forgiven(typed.len());
    if limit == 0 {
        return None;
    }
    let (whole, beginning) = distance(typed, word);
    let doubts = u8::from(typed.first() != first);
    if whole <= limit {
        Some(whole as u8 + doubts)
    } else {
        (beginning <= limit).then_some(beginning as u8 + doubts + 1)
    }
}

/// How a word or a joined query matches a text, whose spaces don't count.
pub(super) fn place_in(text: &[u16], typed: &[u16]) -> Option<Rank> {
    find_in(text, typed).map(|(rank, _, _)| rank)
}

/// The same with the start and the end of the match.
pub(super) fn find_in(text: &[u16], typed: &[u16]) -> Option<(Rank, usize, usize)> {
    let first = typed.first()?;
    // One letter is inside nearly everything, but one Han letter has a meaning.
    let is_found_inside = typed.len() > 1 || stands_alone(*first);
    let mut found = None;
    let mut before = SPACE;
    for (start, unit) in text.iter().enumerate() {
        let starts_word = before == SPACE;
        before = *unit;
        if unit != first || !(starts_word || is_found_inside && found.is_none()) {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let Some(length) = run(rest, typed) else {
            continue;
        };
        let ends_word = rest.get(length).is_none_or(|unit| *unit == SPACE);
        let rank = match (start, starts_word) {
            (0, _) if length == text.len() => EXACT,
            (0, _) if ends_word => FIRST_WORDS,
            (0, _) => PREFIX,
            (_, true) => WORD,
            _ => INSIDE,
        };
        if found.is_none_or(|(best, _, _)| rank < best) {
            found = Some((rank, start, start + length));
        }
        if rank <= WORD {
            break;
        }
    }
    found
}

/// How much of a text matches from its start on, without counting its spaces.
fn run(text: &[u16], typed: &[u16]) -> Option<usize> {
    let mut rest = text.iter();
    for unit in typed {
        loop {
            match rest.next() {
                Some(own) if own == unit => break,
                Some(&SPACE) => {}
                _ => return None,
            }
        }
    }
    Some(text.len() - rest.len())
}

/// Whether one such letter is a word by itself: Han, kana.
pub(super) fn stands_alone(unit: u16) -> bool {
    matches!(unit, 0x3041..=0x30FF | 0x3400..=0x9FFF | 0xE000..=0xFAFF)
}

pub(super) fn words(name: &[u16]) -> impl Iterator<Item = &[u16]> {
    name.split(|unit| *unit == SPACE || *unit == BREAK)
}

pub(super) fn letters_of(name: &[u16]) -> impl Iterator<Item = u16> {
    name.iter().copied().filter(|unit| *unit != SPACE)
}

/// One bit for each letter, in 32 groups: a name that lacks a letter of a query can't contain the
/// query.
pub(super) fn letters(units: &[u16]) -> u32 {
    units
        .iter()
        .filter(|unit| **unit > SPACE)
        .fold(0, |bits, unit| bits | 1 << (unit & 31))
}
