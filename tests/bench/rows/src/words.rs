//! Labels: three words each, the same in every implementation (`js/words.js`).

const LISTS: &str = include_str!("../words.txt");

/// Makes the labels of the next rows. Nothing here is random, so that all implementations show the
/// same.
pub(crate) struct Words {
    lists: Vec<Vec<&'static str>>,
    seed: u64,
    next_id: u32,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            lists: LISTS
                .lines()
                .map(|line| line.split(' ').collect())
                .collect(),
            seed: 1,
            next_id: 1,
        }
    }
}

impl Words {
    /// The ids and labels of the next rows.
    pub(crate) fn next(&mut self, count: usize) -> Vec<(u32, String)> {
        (0..count).map(|_| self.row()).collect()
    }

    fn row(&mut self) -> (u32, String) {
        let mut label = String::with_capacity(24);
        for list in &self.lists {
            self.seed = self.seed * 48_271 % 2_147_483_647;
            let word = list.get((self.seed % list.len() as u64) as usize);
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(word.copied().unwrap_or_default());
        }
        let id = self.next_id;
        self.next_id += 1;
        (id, label)
    }
}
