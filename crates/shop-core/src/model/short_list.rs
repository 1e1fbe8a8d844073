//! Sorting lists of at most a few hundred items.

/// Sorts items and keeps equal ones in their order. The library's sorts are quicker on long lists,
/// but each use of them costs 3 kB of wasm, and the shop's lists are short.
///
/// `is_before` says whether the first item must come before the second.
pub fn sort_short<T>(items: &mut [T], is_before: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut place = end;
        while let Some([left, right]) = items.get_mut(place.wrapping_sub(1)..=place) {
            if !is_before(right, left) {
                break;
            }
            std::mem::swap(left, right);
            place -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort_short;

    #[test]
    fn order_is_stable() {
        let mut items = vec![(3, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (3, 'e'), (0, 'f')];
        sort_short(&mut items, |left, right| left.0 < right.0);
        assert_eq!(
            items,
            [(0, 'f'), (1, 'b'), (1, 'd'), (2, 'c'), (3, 'a'), (3, 'e')]
        );
        let mut empty: [u8; 0] = [];
        sort_short(&mut empty, |left, right| left < right);
        let mut one = [1];
        sort_short(&mut one, |left, right| left < right);
        assert_eq!(one, [1]);
    }
}
