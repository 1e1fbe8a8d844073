//! The answers that are kept for a while.

use js_sys::Date;

use super::super::Model;

/// An answer, when it came in epoch milliseconds, and to what.
pub(super) struct Kept {
    pub(super) key: String,
    pub(super) model: Model,
    pub(super) at: f64,
}

/// Keeps an answer, or gives the good one that it must not replace: an empty list now
/// and a full one earlier is a passing fault.
pub(super) fn keep_answer(
    kept: &mut Vec<Kept>,
    key: String,
    model: Model,
    is_worth_keeping: bool,
) -> Model {
    let known = kept.iter_mut().find(|kept| kept.key == key);
    match known {
        Some(known) if !is_worth_keeping => known.model.clone(),
        Some(known) => {
            known.model = model.clone();
            known.at = Date::now();
            model
        }
        None => {
            if is_worth_keeping {
                kept.push(Kept {
                    key,
                    model: model.clone(),
                    at: Date::now(),
                });
            }
            model
        }
    }
}
