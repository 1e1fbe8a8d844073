//! The record of this tab about orders that are not in the history, because somebody's link led to
//! them: money that was seen isn't asked for again after a reload, and a code that was uncovered
//! stays uncovered. It ends with the tab.

use super::kept::{read_of_tab, write_of_tab};
use super::{NamedValues, pairs_in};
use shop_core::model::order::OrderId;

/// Name of the list in the storage of the tab.
pub(super) const VISITED: &str = "refillery.visited.1";

/// The maximum number of remembered orders: more than a buyer looks at in one tab.
const MOST_VISITED: usize = 20;

/// The record of an earlier visit to an order.
#[derive(Default)]
pub struct Visit {
    /// The locale key of the state that was seen last, without prefix; empty if there was none.
    pub state: String,
    /// The deliveries that were uncovered, one bit per index.
    pub shown: u64,
}

/// Records a visit to an order that is not in the history.
pub(super) fn note_visit(id: &OrderId, state: &str, shown: u64) {
    let visit = [state, " ", &shown.to_string()].concat();
    let mut all = visits();
    if all
        .iter()
        .any(|(known, last)| known == id.as_str() && *last == visit)
    {
        return;
    }
    all.retain(|(known, _)| known != id.as_str());
    all.insert(0, (id.as_str().to_owned(), visit));
    all.truncate(MOST_VISITED);
    keep(&all);
}

/// The record of an earlier visit to the order, in this tab.
pub(super) fn visit_of_tab(id: &OrderId) -> Visit {
    let seen = visits().into_iter().find(|(known, _)| known == id.as_str());
    let visit = seen.map(|(_, visit)| visit).unwrap_or_default();
    let (state, shown) = visit.split_once(' ').unwrap_or_default();
    Visit {
        state: state.to_owned(),
        shown: shown.parse().unwrap_or_default(),
    }
}

/// Forgets the record of this tab about an order.
pub(super) fn forget_visit(id: &str) {
    let mut all = visits();
    let count = all.len();
    all.retain(|(known, _)| known != id);
    if all.len() != count {
        keep(&all);
    }
}

fn keep(all: &[(String, String)]) {
    // Names and texts can always be written.
    if let Ok(text) = serde_json::to_string(&NamedValues(all)) {
        write_of_tab(VISITED, &text);
    }
}

fn visits() -> Vec<(String, String)> {
    pairs_in(&read_of_tab(VISITED).unwrap_or_default())
}
