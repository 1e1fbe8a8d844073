//! Counts the typos between two words.

/// Longest word whose typos are counted: its letters are the bits of one number.
const LONGEST: usize = 32;

/// The number of typos that are forgiven in a word of this many letters: a short word with a typo
/// is another word.
pub(super) fn forgiven(letters: usize) -> u32 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        8..=LONGEST => 2,
        _ => 0,
    }
}

/// The number of letters to add, omit, change or swap with their neighbour to get from `typed` to
/// `word`: to all of it, and to the nearest of its beginnings.
///
/// This is the textbook's table, one column per step, in the bits of a few numbers (Hyyrö 2003,
/// with swaps).
pub(super) fn distance(typed: &[u16], word: impl Iterator<Item = u16>) -> (u32, u32) {
    let letters = typed.len().min(LONGEST);
    let Some(last) = letters.checked_sub(1) else {
        let all = word.count() as u32;
        return (all, 0);
    };
    let last = 1_u32 << last;
    let (mut up, mut down) = (u32::MAX, 0_u32);
    let (mut diagonal, mut same_before) = (0_u32, 0_u32);
    let mut whole = letters as u32;
    let mut nearest = whole;
    for letter in word {
        let same = typed
            .iter()
            .take(LONGEST)
            .rev()
            .fold(0, |bits, own| bits << 1 | u32::from(*own == letter));
        let swapped = ((!diagonal & same) << 1) & same_before;
        diagonal = ((same & up).wrapping_add(up) ^ up) | same | down | swapped;
        let right = down | !(diagonal | up);
        let left = diagonal & up;
        whole += u32::from(right & last != 0);
        whole -= u32::from(left & last != 0);
        nearest = nearest.min(whole);
        let right = right << 1 | 1;
        up = left << 1 | !(diagonal | right);
        down = right & diagonal;
        same_before = same;
    }
    (whole, nearest)
}

#[cfg(test)]
mod tests {
    use super::distance;

    fn check(typed: &str, word: &str) -> (u32, u32) {
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        distance(&units(typed), units(word).into_iter())
    }

    #[test]
    fn typos_are_counted() {
        for (typed, word, whole, beginning) in [
            ("steam", "steam", 0, 0),
            ("steem", "steam", 1, 1),
            ("staem", "steam", 1, 1),
            ("stam", "steam", 1, 1),
            ("steaam", "steam", 1, 1),
            ("netfilx", "netflix", 1, 1),
            ("amzo", "amazon", 2, 1),
            ("", "steam", 5, 0),
            ("steam", "", 5, 5),
            ("ca", "abc", 3, 1),
            ("楽点", "楽天", 1, 1),
        ] {
            assert_eq!(check(typed, word), (whole, beginning), "{typed} {word}");
        }
    }

    #[test]
    fn it_agrees_with_the_textbook() {
        let words: Vec<String> = (0..60_u32)
            .map(|seed| {
                let letters = 1 + seed % 9;
                (0..letters)
                    .map(|place| {
                        let mixed = (seed * 7 + place * (seed % 5 + 1) + place * place) % 3;
                        char::from(b'a' + u8::try_from(mixed).expect("below three"))
                    })
                    .collect()
            })
            .collect();
        for left in &words {
            for right in &words {
                assert_eq!(
                    check(left, right).0,
                    textbook(left, right),
                    "{left} {right}"
                );
            }
        }
    }

    fn textbook(left: &str, right: &str) -> u32 {
        let (left, right) = (left.as_bytes(), right.as_bytes());
        let mut table = vec![vec![0_u32; right.len() + 1]; left.len() + 1];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                table[i][j] = if i == 0 || j == 0 {
                    u32::try_from(i + j).expect("short")
                } else {
                    let change = u32::from(left[i - 1] != right[j - 1]);
                    let mut least = (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + change);
                    if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]
                    {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        table[left.len()][right.len()]
    }
}
