//! Data that survives a reload: preferences and the orders made on this device.
//!
//! Storage may be full, cleared, partitioned or refused (private windows, frames), so every access
//! is guarded and memory is the fallback: the shop works without storage.

mod attempt;
mod cart;
mod filled;
mod history;
mod kept;
mod merging;
mod seen;
mod visited;

use serde::{Serialize, Serializer};

pub use attempt::{
    Attempt, LONGEST_TIME_TO_PAY_MILLISECONDS, agreed_of, attempt_of, begin_attempt,
    close_attempts, end_attempt, forget_attempt, has_open_attempt, pause_attempt, paused_until,
};
pub use cart::{cart, next_cart_id, set_cart};
pub use filled::{COUPON, EMAIL, filled_in, keep_filled_in};
pub use history::{
    BoughtGoods, PastOrder, bought_beside, forget_order, forget_unreadable_orders, keep_order,
    keeps_orders, label_order, merged, note_order, past_order_of, past_orders, past_orders_in,
    put_orders, try_to_keep_orders, unreadable_orders, used_numbers, visit_of,
};
use kept::{read, remove, write};
pub use seen::{SeenFamily, note_seen, seen_in, seen_places};
use shop_core::json::Json;
use shop_core::model::payment::Pair;

/// Name of the preferences in storage; a new shape gets a new name.
const PREFERENCES: &str = "refillery.preferences.1";

/// The buyer's last choices, by query name.
pub type Preferences = Vec<(String, String)>;

/// Names with their values, written as one JSON object.
struct NamedValues<'a>(&'a [(String, String)]);

impl Serialize for NamedValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The preferences of earlier visits.
pub fn preferences() -> Preferences {
    pairs_in(&read(PREFERENCES).unwrap_or_default())
}

/// The texts of one JSON object, by name.
fn pairs_in(text: &str) -> Vec<(String, String)> {
    let stored = Json::parse(text);
    let fields = stored
        .as_ref()
        .and_then(Json::as_object)
        .unwrap_or_default();
    fields
        .iter()
        .filter_map(|(name, value)| Some((name.clone().into_owned(), value.as_str()?.to_owned())))
        .collect()
}

/// One preference of earlier visits.
pub fn preference(name: &str) -> Option<String> {
    preferences()
        .into_iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}

/// Remembers one preference; `None` forgets it.
pub fn remember(name: &str, value: Option<&str>) {
    let mut all = preferences();
    all.retain(|(known, _)| known != name);
    all.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    write(PREFERENCES, &NamedValues(&all));
}

/// Name of the coin and network of the last order in the preferences.
const USED_PAIR: &str = "used_pair";

/// Notes the coin and network of an order that was made.
pub fn note_used_pair(pair: &Pair) {
    remember(USED_PAIR, Some(&[&pair.coin, ":", &*pair.network].concat()));
}

/// The coin and network of the last order that was made here.
pub fn used_pair() -> Option<Pair> {
    let used = preference(USED_PAIR)?;
    let (coin, network) = used.split_once(':')?;
    Some(Pair::new(coin, network))
}

/// Names of all stored data.
const NAMES: [&str; 6] = [
    PREFERENCES,
    history::ORDERS,
    cart::CART,
    cart::LAST_ID,
    attempt::ATTEMPTS,
    seen::SEEN,
];

/// Names of all data that is stored for this tab alone.
const OF_TAB: [&str; 3] = [visited::VISITED, EMAIL, COUPON];

/// Name by which tabs notify each other to forget everything. Nothing stays there.
const FORGOTTEN: &str = "refillery.forgotten.1";

/// Forgets all data on this device: orders, cart, preferences and what was looked at. Other tabs
/// forget what they keep for themselves.
pub fn forget_everything() {
    NAMES.into_iter().for_each(kept::forget);
    forget_of_tab();
    write(FORGOTTEN, &0);
    remove(FORGOTTEN);
}

/// Handles a change by another tab: the changed name, and whether nothing is left under it. Without
/// a name everything is gone.
pub fn hear_other_tab(name: Option<&str>, is_gone: bool) {
    kept::hear_other_tab(name, is_gone);
    if name.is_none_or(|name| name == FORGOTTEN) {
        forget_of_tab();
    }
}

/// Forgets what is kept for this tab alone.
fn forget_of_tab() {
    OF_TAB.into_iter().for_each(kept::forget_of_tab);
}

/// Whether anything is kept that a buyer may want forgotten.
pub fn keeps_anything() -> bool {
    !past_orders().is_empty()
        || !cart().is_empty()
        || attempt::keeps_attempts()
        || !preferences().is_empty()
        || unreadable_orders().is_some()
        || OF_TAB
            .iter()
            .any(|name| kept::read_of_tab(name).is_some_and(|text| !text.is_empty()))
}
