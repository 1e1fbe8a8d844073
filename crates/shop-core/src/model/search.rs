//! Finds brands by the text that somebody types.
//!
//! One index is created for each catalogue. It holds the folded letters of all names in one list,
//! so that a key press reads a few hundred kilobytes and allocates almost nothing.

mod display_amount;
mod distance;
mod matching;
mod other_names;
mod query;

use super::brand::{Brand, Kind};
use super::folding::Folded;
pub use display_amount::bound;
use display_amount::display_amount;
use distance::{distance, forgiven};
use matching::{
    BREAK, CATEGORY, OTHER_NAME, TYPO, WORD, doubt, letters, letters_of, place_in, stands_alone,
    words,
};
pub use matching::{EXACT, LAST, NONE, Rank};
use other_names::other_names;
pub use query::{SearchQuery, marked};

/// The kinds of brands, in the order in which their indices follow the categories.
pub const KINDS: [Kind; 3] = [Kind::GiftCard, Kind::TopUp, Kind::Esim];

/// How doubtful it is that the typed text means this word; `None` if it has too many typos for that.
/// Both are folded.
pub fn typos(typed: &str, word: &str) -> Option<u8> {
    let typed: Vec<u16> = typed.encode_utf16().collect();
    let first = word.encode_utf16().next();
    doubt(&typed, word.encode_utf16(), first.as_ref())
}

/// The index in which a catalogue is searched.
#[derive(Debug)]
pub struct Index {
    /// For each brand its name and then its other names, folded.
    units: Vec<u16>,
    /// One row for each brand, and one that ends the last.
    rows: Vec<IndexedBrand>,
    /// Category slugs, largest first, with their numbers of brands.
    categories: Vec<(String, usize)>,
    /// For each brand the indices of its categories in `categories`, followed by the index of its
    /// kind.
    groups: Vec<u16>,
    /// The currency sign that most spans use.
    money: Option<String>,
}

#[derive(Clone, Copy, Default, Debug)]
struct IndexedBrand {
    /// Where its name starts in `units`.
    name: usize,
    /// Where its other names start.
    others: usize,
    /// Where its groups start in `groups`.
    groups: usize,
    /// One bit for each letter of its names, in 32 groups of letters.
    letters: u32,
    /// Least and greatest amount in hundredths, if both are known.
    span: Option<(u64, u64)>,
}

impl Index {
    /// Builds the index of these brands, whose categories are counted already.
    pub(super) fn new(brands: &[Brand], categories: Vec<(String, usize)>) -> Self {
        let mut index = Self {
            units: Vec::new(),
            rows: Vec::with_capacity(brands.len() + 1),
            categories,
            groups: Vec::new(),
            money: None,
        };
        let mut signs: Vec<(String, usize)> = Vec::new();
        let spans: Vec<_> = brands
            .iter()
            .map(|brand| known_span(brand, &mut signs))
            .collect();
        let usual = (0..signs.len()).max_by_key(|place| signs.get(*place).map(|(_, count)| *count));
        for (brand, span) in brands.iter().zip(spans) {
            let mut row = index.end();
            let name = Folded::new(&brand.title).units;
            index.units.extend(&name);
            row.others = index.units.len();
            other_names(&name).for_each(|other| index.add_other(other));
            if brand.family != brand.name {
                index.add_other(&brand.family);
            }
            brand
                .aliases
                .iter()
                .for_each(|alias| index.add_other(alias));
            // Signs that people pronounce as words.
            for (sign, word) in [('&', "and"), ('+', "plus")] {
                if brand.title.contains(sign) {
                    index.add_other(word);
                }
            }
            let own = index.units.get(row.name..).unwrap_or_default();
            row.letters = letters(own);
            row.span = span
                .filter(|(sign, _)| Some(*sign) == usual)
                .map(|(_, span)| span);
            let categories = index.categories.len();
            let own = brand.categories.iter().filter_map(|own| {
                let mut known = index.categories.iter();
                known.position(|(name, _)| name == own)
            });
            let kind = KINDS.iter().position(|kind| *kind == brand.kind);
            let own = own.chain(kind.map(|kind| categories + kind));
            index.groups.extend(own.map(|place| place as u16));
            index.rows.push(row);
        }
        index.rows.push(index.end());
        index.money = usual.and_then(|place| signs.get(place).map(|(sign, _)| sign.clone()));
        index
    }

    /// Category slugs in use with their number of brands, largest first.
    pub fn categories(&self) -> &[(String, usize)] {
        &self.categories
    }

    /// The currency sign of the known spans, if there is one.
    pub fn money(&self) -> Option<&str> {
        self.money.as_deref()
    }

    /// How well each brand matches, in the catalogue's order. `names` are the displayed words for
    /// `categories` and then for `KINDS`.
    ///
    /// Typos are only searched for if nothing has a word that begins with the typed text: a buyer
    /// who types `steam` doesn't mean `stream`.
    pub fn ranks(&self, query: &SearchQuery, names: &[String]) -> Vec<Rank> {
        if query.is_empty() {
            return vec![EXACT; self.len()];
        }
        let named = self.named_groups(query, names);
        let mut ranks: Vec<Rank> = (0..self.len())
            .map(|place| self.rank(place, query, &named))
            .collect();
        if ranks.iter().all(|rank| *rank > WORD) {
            for (place, rank) in ranks.iter_mut().enumerate() {
                *rank = (*rank).min(self.typo_rank(place, query));
            }
        }
        ranks
    }

    /// The brands whose names are nearest to a query without results.
    pub fn closest(&self, query: &SearchQuery) -> Vec<usize> {
        /// As many as fit into one line of words.
        const MOST: usize = 3;
        let typed = query.joined();
        // Half of the letters must be right; with fewer a likeness is a coincidence.
        let limit = typed.len() as u32 / 2;
        let mut best: Vec<(u32, usize)> = Vec::new();
        for place in 0..self.len() {
            let name = self.name(place);
            let (whole, _) = distance(typed, letters_of(name));
            let each = words(name).map(|word| distance(typed, word.iter().copied()).0);
            let nearest = each.fold(whole, u32::min);
            let at = best.iter().filter(|(known, _)| *known <= nearest).count();
            if nearest <= limit && at < MOST {
                best.insert(at, (nearest, place));
                best.truncate(MOST);
            }
        }
        best.into_iter().map(|(_, place)| place).collect()
    }

    fn len(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    fn end(&self) -> IndexedBrand {
        IndexedBrand {
            name: self.units.len(),
            others: self.units.len(),
            groups: self.groups.len(),
            ..IndexedBrand::default()
        }
    }

    fn add_other(&mut self, name: &str) {
        self.units.extend(Folded::new(name).units);
        self.units.push(BREAK);
    }

    /// The row of a brand. There is one more row than brands, which ends the last.
    fn row(&self, place: usize) -> IndexedBrand {
        self.rows.get(place).copied().unwrap_or_default()
    }

    fn name(&self, place: usize) -> &[u16] {
        let row = self.row(place);
        self.units.get(row.name..row.others).unwrap_or_default()
    }

    fn other_names(&self, place: usize) -> &[u16] {
        let (start, end) = (self.row(place).others, self.row(place + 1).name);
        self.units.get(start..end).unwrap_or_default()
    }

    /// Least and greatest amount of a brand in hundredths, if both are known in the currency of
    /// most brands.
    pub(super) fn span_of(&self, place: usize) -> Option<(u64, u64)> {
        self.row(place).span
    }

    /// The indices of a brand's categories, followed by the index of its kind.
    pub(super) fn groups_of(&self, place: usize) -> &[u16] {
        let (start, end) = (self.row(place).groups, self.row(place + 1).groups);
        self.groups.get(start..end).unwrap_or_default()
    }

    /// For the whole query and for each of its words, the groups whose names match it.
    fn named_groups(&self, query: &SearchQuery, names: &[String]) -> Vec<Vec<u16>> {
        /// With fewer letters nearly every group's name matches.
        const LEAST: usize = 3;
        let slugs = self.categories.iter().map(|(slug, _)| slug.as_str());
        let slugs = slugs.chain([""; KINDS.len()]);
        let folded: Vec<Folded> = slugs
            .zip(names)
            .map(|(slug, name)| Folded::new(&[slug, " ", name].concat()))
            .collect();
        let called = |typed: &[u16]| -> Vec<u16> {
            let is_long = typed.len() >= LEAST || typed.iter().all(|unit| stands_alone(*unit));
            let is_called = |name: &Folded| {
                is_long && place_in(&name.units, typed).is_some_and(|rank| rank <= WORD)
            };
            let places = folded.iter().zip(0..);
            places
                .filter(|(name, _)| is_called(name))
                .map(|(_, place)| place)
                .collect()
        };
        let whole = std::iter::once(query.joined());
        whole.chain(query.words()).map(called).collect()
    }

    fn rank(&self, place: usize, query: &SearchQuery, named: &[Vec<u16>]) -> Rank {
        let row = self.row(place);
        let own = self.groups_of(place);
        let one = |typed: &[u16], named: &[u16]| -> Rank {
            if letters(typed) & !row.letters == 0 {
                if let Some(rank) = place_in(self.name(place), typed) {
                    return rank;
                }
                let others = self.other_names(place).split(|unit| *unit == BREAK);
                match others.filter_map(|name| place_in(name, typed)).min() {
                    // One of its other names is exactly this: as good as a word of its name.
                    Some(EXACT) => return WORD,
                    Some(rank) if rank <= WORD => return OTHER_NAME,
                    _ => {}
                }
            }
            if own.iter().any(|own| named.contains(own)) {
                CATEGORY
            } else {
                NONE
            }
        };
        let mut named = named.iter();
        let mut next = |typed| one(typed, named.next().map_or(&[], Vec::as_slice));
        let whole = next(query.joined());
        if whole <= WORD || query.words().count() == 1 {
            return whole;
        }
        // Words in another order, or some from the name and some from elsewhere.
        let each = query.words().map(next).fold(WORD, Rank::max);
        whole.min(each)
    }

    fn typo_rank(&self, place: usize, query: &SearchQuery) -> Rank {
        let row = self.row(place);
        let missing = (query.letters() & !row.letters).count_ones();
        let allowed: u32 = query.words().map(|word| forgiven(word.len())).sum();
        if missing > allowed.max(forgiven(query.joined().len())) {
            return NONE;
        }
        let name = self.name(place);
        // Names are also typed without their spaces, or with extra ones.
        let whole = doubt(query.joined(), letters_of(name), name.first());
        let each = query.words().map(|typed| {
            let own = words(name).chain(words(self.other_names(place)));
            own.filter_map(|word| {
                let is_beginning = word.starts_with(typed);
                let doubt = || doubt(typed, word.iter().copied(), word.first());
                if is_beginning { Some(0) } else { doubt() }
            })
            .min()
        });
        let each = each.sum::<Option<u8>>();
        match whole.into_iter().chain(each).min() {
            Some(doubt) => (TYPO + doubt.saturating_sub(1)).min(LAST),
            None => NONE,
        }
    }
}

/// The index of its currency sign in `signs`, which grows, and the span; `None` unless both ends
/// are sums in one currency.
fn known_span(brand: &Brand, signs: &mut Vec<(String, usize)>) -> Option<(usize, (u64, u64))> {
    let (min, max) = brand.span.as_ref()?;
    let ((least, sign), (most, other)) = (display_amount(min)?, display_amount(max)?);
    if sign != other {
        return None;
    }
    let place = signs.iter().position(|(known, _)| *known == sign);
    let place = place.unwrap_or_else(|| {
        signs.push((sign, 0));
        signs.len() - 1
    });
    if let Some((_, count)) = signs.get_mut(place) {
        *count += 1;
    }
    // The two ends can be in the wrong order: docs/api.md#a-brand.
    Some((place, (least.min(most), least.max(most))))
}
