//! The order of the ways to pay, and which of them are shown before the list is opened.

use super::{Pair, PaymentOption, PaymentOptions};
use crate::model::network_cost::lowest;
use crate::model::short_list::sort_short;

/// Ways to pay that are shown at once. A list of twenty networks frightens first-time buyers.
pub const OPEN_WAYS: usize = 3;

impl PaymentOptions {
    /// Each way once: those that can be used, in the order of the shop's list, or without one in the
    /// API's with the recommended way first; then the paused and the refused ones.
    pub fn listed(&self, list: &[String]) -> Vec<PaymentOption> {
        let mut listed: Vec<PaymentOption> = self.distinct().into_iter().cloned().collect();
        let rank = |option: &PaymentOption| {
            let place = if list.is_empty() {
                usize::from(!option.pair.is_recommended())
            } else {
                let place = list.iter().position(|entry| option.pair.is_meant_by(entry));
                place.unwrap_or(list.len())
            };
            (option.is_refused, option.is_suspended, place)
        };
        // Within each rank the API's order stays.
        sort_short(&mut listed, |left, right| rank(left) < rank(right));
        listed
    }

    /// The way whose network costs least, of those that can be used, where the API's costs compare.
    pub fn cheapest(&self) -> Option<Pair> {
        let mut usable = self.distinct();
        usable.retain(|option| option.is_usable());
        let costs = usable.iter().map(|option| option.transfer_cost.as_deref());
        let place = lowest(costs)?;
        Some(usable.get(place)?.pair.clone())
    }
}

/// The ways that are shown at once: the chosen one, also if it can't be used; the one used last,
/// else Lightning; then the next of the list.
pub fn open_ways(listed: &[PaymentOption], chosen: &Pair, used: Option<&Pair>) -> Vec<Pair> {
    let find = |pair: &Pair| listed.iter().find(|option| option.pair.means(pair));
    let usable = |pair: &Pair| find(pair).filter(|option| option.is_usable());
    let used = used.filter(|pair| !pair.means(chosen)).and_then(usable);
    let second = used.or_else(|| usable(&Pair::new("BTC", "Lightning")));
    let mut open: Vec<Pair> = Vec::new();
    for option in find(chosen).into_iter().chain(second).chain(listed) {
        if open.len() < OPEN_WAYS && !open.contains(&option.pair) {
            open.push(option.pair.clone());
        }
    }
    open
}

/// The open ways after another one was chosen: it comes first and the last one goes. The same ways
/// if it is one of them or in no list, so that no row moves under a finger.
pub fn with_chosen(open: &[Pair], listed: &[PaymentOption], chosen: &Pair) -> Vec<Pair> {
    let mut open = open.to_vec();
    let is_chosen = |pair: &Pair| pair.means(chosen);
    if !open.iter().any(is_chosen)
        && let Some(option) = listed.iter().find(|option| is_chosen(&option.pair))
    {
        open.insert(0, option.pair.clone());
        open.truncate(OPEN_WAYS);
    }
    open
}
