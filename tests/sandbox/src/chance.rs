//! Chance that repeats: everything invented follows from a seed and a name.

/// A small generator (SplitMix64). Good enough to scatter test data, and the
/// same on every machine.
#[derive(Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// A generator for one named thing, so that adding another thing elsewhere
    /// does not move this one.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        Self(seed ^ hash(name))
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// One of the items.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// True with this chance, from 0 to 1.
    pub(crate) fn happens(&mut self, chance: f64) -> bool {
        ((self.next() >> 11) as f64) / ((1_u64 << 53) as f64) < chance
    }
}

/// FNV-1a: a stable hash of a text.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A version-4 shaped UUID that follows from the seed and the name.
pub(crate) fn uuid(seed: u64, name: &str) -> String {
    let mut chance = Chance::new(seed, name);
    let (a, b) = (chance.next(), chance.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        (b >> 48) & 0x3fff | 0x8000,
        b & 0xffff_ffff_ffff
    )
}

/// A code of letters and digits that are hard to confuse, in groups of four.
pub(crate) fn code(seed: u64, name: &str) -> String {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut chance = Chance::new(seed, name);
    let mut text = String::from("DEMO");
    for place in 0..8 {
        if place % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(*chance.pick(LETTERS)));
    }
    text
}
