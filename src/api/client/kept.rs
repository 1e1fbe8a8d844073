//! The answers that are kept for a while.

use super::super::Model;

/// The maximum number of kept answers: lists of brands are large, and a visit can go through many
/// countries, coins and amounts.
const MOST_KEPT: usize = 24;

/// An answer, the time when it came in epoch milliseconds, and the key of its question.
pub(super) struct KeptAnswer {
    pub(super) key: String,
    pub(super) model: Model,
    pub(super) at: f64,
}

/// Keeps an answer, or returns the good one that it must not replace: an empty list now and a full
/// one earlier is a passing fault. The oldest answer is forgotten.
pub(super) fn keep_answer(
    kept: &mut Vec<KeptAnswer>,
    answer: KeptAnswer,
    is_worth_keeping: bool,
) -> Model {
    let known = kept.iter().position(|kept| kept.key == answer.key);
    // The index was found just now, so it is valid.
    let known = known.map(|place| kept.remove(place));
    let newest = match known {
        Some(known) if !is_worth_keeping => known,
        None if !is_worth_keeping => return answer.model,
        _ => answer,
    };
    if kept.len() >= MOST_KEPT {
        // The list isn't empty.
        kept.remove(0);
    }
    let model = newest.model.clone();
    kept.push(newest);
    model
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{KeptAnswer, MOST_KEPT, keep_answer};

    fn keep(
        kept: &mut Vec<KeptAnswer>,
        key: usize,
        value: i32,
        is_worth_keeping: bool,
    ) -> Option<i32> {
        let answer = KeptAnswer {
            key: key.to_string(),
            model: Arc::new(value),
            at: 0.0,
        };
        let model = keep_answer(kept, answer, is_worth_keeping);
        model.downcast_ref::<i32>().copied()
    }

    #[test]
    fn a_long_visit_keeps_what_came_last() {
        let mut kept = Vec::new();
        for key in 0..MOST_KEPT {
            keep(&mut kept, key, 1, true);
        }
        // An answer that is requested again counts as new.
        keep(&mut kept, 0, 2, true);
        for key in MOST_KEPT..2 * MOST_KEPT - 1 {
            keep(&mut kept, key, 1, true);
        }
        assert_eq!(kept.len(), MOST_KEPT);
        assert_eq!(
            keep(&mut kept, 0, 3, false),
            Some(2),
            "the first is still there"
        );
        assert!(!kept.iter().any(|kept| kept.key == "1"));
    }

    #[test]
    fn an_empty_answer_replaces_no_good_one() {
        let mut kept = Vec::new();
        assert_eq!(keep(&mut kept, 1, 0, false), Some(0));
        assert!(kept.is_empty());
        assert_eq!(keep(&mut kept, 1, 5, true), Some(5));
        assert_eq!(keep(&mut kept, 1, 0, false), Some(5));
        assert_eq!(keep(&mut kept, 1, 6, true), Some(6));
    }
}
