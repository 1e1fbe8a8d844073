//! What this tab has seen of orders that are not in the history, because somebody's link led to
//! them: money that was seen isn't asked for again after a reload. It ends with the tab.

use super::history::past_order_of;
use super::kept::{read_of_tab, write_of_tab};
use super::{Names, pairs_in};
use crate::model::order::OrderId;

/// Name of the list in the storage of the tab.
pub(super) const VISITED: &str = "refillery.visited.1";

/// Orders that are remembered: more than anybody looks at in one tab.
const MOST_VISITED: usize = 20;

/// Notes the state of an order, as the locale key without prefix.
pub fn note_visited(id: &OrderId, state: &str) {
    let mut all = visited();
    if all
        .iter()
        .any(|(known, last)| known == id.as_str() && last == state)
    {
        return;
    }
    all.retain(|(known, _)| known != id.as_str());
    all.insert(0, (id.as_str().to_owned(), state.to_owned()));
    all.truncate(MOST_VISITED);
    // Names and texts can always be written.
    if let Ok(text) = serde_json::to_string(&Names(&all)) {
        write_of_tab(VISITED, &text);
    }
}

/// The state that an earlier visit has seen last, as the locale key without prefix; empty where
/// there was none.
pub fn seen_state(id: &OrderId) -> String {
    if let Some(past) = past_order_of(id.as_str()) {
        return past.state;
    }
    let seen = visited()
        .into_iter()
        .find(|(known, _)| known == id.as_str());
    seen.map(|(_, state)| state).unwrap_or_default()
}

fn visited() -> Vec<(String, String)> {
    pairs_in(&read_of_tab(VISITED).unwrap_or_default())
}
