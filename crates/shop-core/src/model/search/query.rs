//! The typed text, and its position in a title.

use super::matching::{doubt, find_in, letters};
use crate::model::folding::{Folded, SPACE};

/// Longest query that is searched for: buyers type no more, and a pasted text must not block the
/// page.
const LONGEST: usize = 64;

/// The text to search for, folded.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct SearchQuery {
    /// All letters without spaces.
    joined: Vec<u16>,
    /// Where each word starts in these letters, and where the last one ends.
    ends: Vec<usize>,
}

impl SearchQuery {
    /// The query for the text of the search field.
    pub fn new(typed: &str) -> Self {
        let mut query = Self::default();
        let units = Folded::new(typed).units;
        for word in units
            .split(|unit| *unit == SPACE)
            .filter(|word| !word.is_empty())
        {
            if query.joined.len() + word.len() <= LONGEST {
                query.ends.push(query.joined.len());
                query.joined.extend(word);
            }
        }
        query.ends.push(query.joined.len());
        query
    }

    /// Whether there is nothing to search for: nothing was typed, or no letter.
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty()
    }

    pub(super) fn joined(&self) -> &[u16] {
        &self.joined
    }

    pub(super) fn letters(&self) -> u32 {
        letters(&self.joined)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &[u16]> {
        let starts = self.ends.iter();
        let ends = self.ends.iter().skip(1);
        starts
            .zip(ends)
            .filter_map(|(start, end)| self.joined.get(*start..*end))
    }
}

/// A title in pieces, each with a flag that says whether it matches the query.
pub fn marked<'a>(title: &'a str, query: &SearchQuery) -> Vec<(&'a str, bool)> {
    let folded = Folded::new(title);
    let mut hits: Vec<(usize, usize)> = Vec::new();
    match find_in(&folded.units, query.joined()) {
        Some((_, start, end)) => hits.push((start, end)),
        None => hits.extend(query.words().filter_map(|word| hit(&folded.units, word))),
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut unit = 0;
    while unit < folded.units.len() {
        let is_hit = |unit: usize| {
            hits.iter()
                .any(|(start, end)| (*start..*end).contains(&unit))
        };
        if !is_hit(unit) {
            unit += 1;
            continue;
        }
        let start = unit;
        while unit < folded.units.len() && is_hit(unit) {
            unit += 1;
        }
        let place = |unit: usize| folded.starts.get(unit).copied().unwrap_or(title.len());
        let from = place(start).max(done);
        // A character of several letters is marked as a whole.
        let last = place(unit - 1);
        let mut next = unit;
        while next < folded.units.len() && place(next) == last {
            next += 1;
        }
        let to = place(next);
        pieces.push((title.get(done..from).unwrap_or_default(), false));
        pieces.push((title.get(from..to).unwrap_or_default(), true));
        done = to.max(done);
        unit = next;
    }
    pieces.push((title.get(done..).unwrap_or_default(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// The position of a word of a query, or of the word that was probably meant.
fn hit(units: &[u16], typed: &[u16]) -> Option<(usize, usize)> {
    if let Some((_, start, end)) = find_in(units, typed) {
        return Some((start, end));
    }
    let mut start = 0;
    for word in units.split(|unit| *unit == SPACE) {
        if doubt(typed, word.iter().copied(), word.first()).is_some() {
            return Some((start, start + word.len()));
        }
        start += word.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{SearchQuery, marked};

    /// Pieces with brackets around the marked ones.
    fn check(title: &str, typed: &str) -> String {
        marked(title, &SearchQuery::new(typed))
            .iter()
            .map(|(piece, is_hit)| match is_hit {
                true => ["[", piece, "]"].concat(),
                false => (*piece).to_owned(),
            })
            .collect()
    }

    #[test]
    fn what_was_looked_for_is_marked() {
        for (title, typed, shown) in [
            ("Steam", "ste", "[Ste]am"),
            ("AT&T Prepaid", "att", "[AT&T] Prepaid"),
            ("Burger King", "burgerking", "[Burger King]"),
            ("Crème Brûlée Café", "cafe", "Crème Brûlée [Café]"),
            ("Cafe\u{301} Noir", "café", "[Cafe\u{301}] Noir"),
            ("Großmarkt", "gros", "[Groß]markt"),
            ("Amazon Gift Card", "card amaz", "[Amaz]on Gift [Card]"),
            ("Steam™", "steam", "[Steam]™"),
            ("Steam", "steem", "[Steam]"),
            ("楽天ギフトカード", "ｷﾞﾌﾄ", "楽天[ギフト]カード"),
            ("سوق النخيل", "النخيل", "سوق [النخيل]"),
            ("스타벅스", "스타", "[스타]벅스"),
            ("Steam", "", "Steam"),
            ("Steam", "+", "Steam"),
            ("Steam", "games", "Steam"),
            ("Mam Mam", "mam mam", "[Mam Mam]"),
            ("🎁 Gifts 🎁", "gif", "🎁 [Gif]ts 🎁"),
        ] {
            assert_eq!(check(title, typed), shown, "{typed} in {title}");
        }
    }

    #[test]
    fn nothing_of_a_title_is_lost() {
        let title = "«Ça» Groß — ｶﾞ 과자 مـكـتـبـة ไก่";
        for typed in ["c", "ss", "ga", "ｶ", "과", "고", "مكتبة", "ไก", "groß ça"] {
            let pieces = marked(title, &SearchQuery::new(typed));
            assert_eq!(
                pieces.iter().map(|(piece, _)| *piece).collect::<String>(),
                title
            );
        }
    }
}
