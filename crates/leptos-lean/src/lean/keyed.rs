//! Lists whose rows are kept by their keys.

use std::hash::{Hash, Hasher};
use std::iter::zip;

use upstream::prelude::{Dom, Mountable, Owner, RenderEffect};
use web_sys::{Comment, Element, Node};

use crate::lean::node::{CustomView, IntoView, ViewNode};
use crate::lean::render::{OwnedEffect, ViewState, insert_before};

/// A keyed list before it is on the page.
pub(crate) struct KeyedView<L>(pub(crate) L);

/// The items of a list, as far as the renderer must know them.
pub(crate) trait KeyedItems: Send {
    /// Reads the current items, and returns a hash of each one's key.
    fn refresh(&mut self) -> Vec<u64>;
    /// Whether an old item and a current one have equal keys.
    fn is_same(&self, old: usize, new: usize) -> bool;
    /// The row of a current item. Called once for each.
    fn row(&mut self, index: usize) -> ViewNode;
}

impl<L: KeyedItems + 'static> CustomView for KeyedView<L> {
    fn build(self: Box<Self>) -> Box<dyn Mountable> {
        Box::new(OwnedEffect(follow_items(Box::new(self.0))))
    }
}

/// Items with the functions that read their keys and render them.
pub(crate) struct Items<IF, KF, EF, K, T> {
    each: IF,
    key: KF,
    children: EF,
    old_keys: Vec<K>,
    keys: Vec<K>,
    items: Vec<Option<T>>,
}

impl<IF, KF, EF, K, T> Items<IF, KF, EF, K, T> {
    pub(crate) fn new(each: IF, key: KF, children: EF) -> Self {
        Self {
            each,
            key,
            children,
            old_keys: Vec::new(),
            keys: Vec::new(),
            items: Vec::new(),
        }
    }
}

impl<IF, I, T, EF, N, KF, K> KeyedItems for Items<IF, KF, EF, K, T>
where
    IF: Fn() -> I + Send,
    I: IntoIterator<Item = T>,
    EF: Fn(T) -> N + Send,
    N: IntoView,
    KF: Fn(&T) -> K + Send,
    K: Eq + Hash + Send,
    T: Send,
{
    fn refresh(&mut self) -> Vec<u64> {
        self.old_keys = std::mem::take(&mut self.keys);
        self.items.clear();
        let mut hashes = Vec::new();
        for item in (self.each)() {
            let key = (self.key)(&item);
            let mut hasher = KeyHasher::default();
            key.hash(&mut hasher);
            hashes.push(hasher.0);
            self.keys.push(key);
            self.items.push(Some(item));
        }
        hashes
    }

    fn is_same(&self, old: usize, new: usize) -> bool {
        let (old, new) = (self.old_keys.get(old), self.keys.get(new));
        old.is_some() && old == new
    }

    fn row(&mut self, index: usize) -> ViewNode {
        let item = self.items.get_mut(index).and_then(Option::take);
        item.map_or(ViewNode::Empty, |item| (self.children)(item).into_node())
    }
}

/// A multiplicative hash like FNV-1a, but starting at zero. The keys come from the program itself,
/// and items with equal hashes are compared by their keys.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

/// A row on the page, and the owner of its signals. The view is dropped before the owner.
struct Row {
    hash: u64,
    state: ViewState,
    _owner: Owner,
}

/// The rows on the page, and the comment after them.
struct Rows(Vec<Row>, Comment);

fn follow_items(mut items: Box<dyn KeyedItems>) -> RenderEffect<Rows> {
    let owner = Owner::current().unwrap_or_default();
    RenderEffect::new(move |before: Option<Rows>| {
        let Rows(old, end) = before.unwrap_or_else(|| Rows(Vec::new(), Dom::create_placeholder()));
        let hashes = items.refresh();
        let sources = sources(&old, &hashes, &*items);
        let mut old: Vec<Option<Row>> = old.into_iter().map(Some).collect();
        let take = |source: &Option<usize>| old.get_mut((*source)?)?.take();
        let kept: Vec<Option<Row>> = sources.iter().map(take).collect();
        // Rows that are gone are removed first.
        old.iter_mut()
            .flatten()
            .for_each(|gone| gone.state.unmount());
        drop(old);
        // Rows are rendered in their order, and then inserted from the last to the first.
        let render = |(index, (row, hash)): (usize, (Option<Row>, u64))| {
            row.unwrap_or_else(|| {
                let owner = owner.with(Owner::new);
                let state = owner.with(|| items.row(index).build());
                Row {
                    hash,
                    state,
                    _owner: owner,
                }
            })
        };
        let rows: Vec<Row> = zip(kept, hashes).enumerate().map(render).collect();
        let mut placed: Vec<Row> = Vec::with_capacity(rows.len());
        for (mut row, stays) in zip(rows, longest_increasing(&sources)).rev() {
            let next = placed.last().map(|next| &next.state);
            if !stays && !next.is_some_and(|next| next.insert_before_this(&mut row.state)) {
                // The first run is before the list has a parent: `mount` inserts the rows later.
                insert_before(&end, &mut row.state);
            }
            placed.push(row);
        }
        placed.reverse();
        Rows(placed, end)
    })
}

/// For each current item, the old index of its row.
fn sources(old: &[Row], hashes: &[u64], items: &dyn KeyedItems) -> Vec<Option<usize>> {
    let mut by_hash: Vec<(u64, usize)> = zip(old.iter().map(|row| row.hash), 0..).collect();
    by_hash.sort_unstable();
    let mut is_taken = vec![false; old.len()];
    // Most rows follow the same row as before.
    let mut next = 0;
    let find = |(new, hash): (usize, &u64)| {
        let is_it = |old: &usize| is_taken.get(*old) == Some(&false) && items.is_same(*old, new);
        let first = by_hash.partition_point(|(other, _)| other < hash);
        let rows = by_hash.iter().skip(first);
        let mut equal = rows.map_while(|(other, old)| (other == hash).then_some(*old));
        let found = Some(next).filter(is_it).or_else(|| equal.find(is_it))?;
        *is_taken.get_mut(found)? = true;
        next = found + 1;
        Some(found)
    };
    hashes.iter().enumerate().map(find).collect()
}

/// The rows that can stay while all others move around them: the longest sequence of rows that keep
/// their order, so that as few rows as possible are moved.
fn longest_increasing(sources: &[Option<usize>]) -> Vec<bool> {
    // For each length, the index at which the sequence with the smallest end ends; and for each
    // row, the previous row of its sequence.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(sources.len());
    for (index, source) in sources.iter().enumerate() {
        let length = source.map(|source| ends.partition_point(|(end, _)| *end < source));
        let shorter = length.and_then(|length| ends.get(length.checked_sub(1)?));
        before.push(shorter.map(|(_, index)| *index));
        if let (Some(length), Some(source)) = (length, source) {
            match ends.get_mut(length) {
                Some(end) => *end = (*source, index),
                None => ends.push((*source, index)),
            }
        }
    }
    let mut stays = vec![false; sources.len()];
    let mut next = ends.last().map(|(_, index)| *index);
    while let Some((index, stays)) = next.and_then(|index| Some((index, stays.get_mut(index)?))) {
        *stays = true;
        next = before.get(index).copied().flatten();
    }
    stays
}

impl Mountable for OwnedEffect<Rows> {
    fn unmount(&mut self) {
        self.0.with_value_mut(|Rows(rows, end)| {
            rows.iter_mut().for_each(|row| row.state.unmount());
            end.unmount();
        });
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.with_value_mut(|Rows(rows, end)| {
            for row in rows {
                row.state.mount(parent, marker);
            }
            end.mount(parent, marker);
        });
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let insert = |Rows(rows, end): &mut Rows| match rows.first() {
            Some(row) => row.state.insert_before_this(child),
            None => insert_before(end, child),
        };
        self.0.with_value_mut(insert).unwrap_or(false)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::longest_increasing;

    fn stays(sources: &[usize]) -> Vec<bool> {
        longest_increasing(&sources.iter().copied().map(Some).collect::<Vec<_>>())
    }

    #[test]
    fn rows_in_order_all_stay() {
        assert_eq!(stays(&[0, 1, 2]), [true, true, true]);
    }

    #[test]
    fn of_two_swapped_rows_at_least_the_others_stay() {
        let stays = stays(&[0, 8, 2, 3, 4, 5, 6, 7, 1, 9]);
        assert_eq!(stays.iter().filter(|stays| **stays).count(), 8);
    }

    #[test]
    fn a_row_that_goes_to_the_front_moves_alone() {
        assert_eq!(stays(&[3, 0, 1, 2]), [false, true, true, true]);
    }

    #[test]
    fn new_rows_are_no_part_of_it() {
        let sources = [None, Some(1), None, Some(0)];
        let stays = longest_increasing(&sources);
        assert!(!stays[0] && !stays[2]);
        assert_eq!(stays.iter().filter(|stays| **stays).count(), 1);
    }
}
