//! What survives a reload: preferences and the orders made on this device.
//!
//! Storage may be full, cleared, partitioned or refused (private windows,
//! frames), so every access is guarded and memory stands in: the shop works
//! without it.

mod attempt;
mod cart;
mod filled;
mod history;
mod seen;

use std::cell::RefCell;

use leptos::prelude::window;
use serde::{Serialize, Serializer};
use web_sys::Storage;

use crate::json::Json;
pub use attempt::{
    Attempt, LONGEST_TIME_TO_PAY_MILLISECONDS, agreed_of, attempt_of, begin_attempt,
    close_attempts, end_attempt, forget_attempt, has_open_attempt, pause_attempt, paused_until,
};
pub use cart::{cart, next_cart_id, set_cart};
pub use filled::{COUPON, EMAIL, filled_in, keep_filled_in};
pub use history::{
    PastOrder, forget_order, keeps_orders, label_order, merged, note_order, note_shown,
    past_order_of, past_orders, past_orders_in, put_orders,
};
pub use seen::{SeenFamily, note_seen, seen_in};

/// Name of the preferences in storage; a new shape gets a new name.
const PREFERENCES: &str = "refillery.preferences.1";

/// What the buyer chose last, by query name.
pub type Preferences = Vec<(String, String)>;

/// Names with their values, written as one JSON object.
struct Names<'a>(&'a [(String, String)]);

impl Serialize for Names<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The preferences of earlier visits.
pub fn preferences() -> Preferences {
    let text = read(PREFERENCES).unwrap_or_default();
    let stored = Json::parse(&text);
    let fields = stored
        .as_ref()
        .and_then(Json::as_object)
        .unwrap_or_default();
    fields
        .iter()
        .filter_map(|(name, value)| Some((name.clone().into_owned(), value.as_text()?.to_owned())))
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
    write(PREFERENCES, &Names(&all));
}

/// Forgets all that is kept on this device: orders, cart, preferences and what
/// was looked at.
pub fn forget_everything() {
    MEMORY.take();
    filled::forget_filled_in();
    if let Some(storage) = local_storage() {
        for name in [
            PREFERENCES,
            history::ORDERS,
            cart::CART,
            cart::LAST_ID,
            attempt::ATTEMPTS,
            seen::SEEN,
        ] {
            // Where storage refuses this, it has refused to keep anything.
            storage.remove_item(name).ok();
        }
    }
}

/// Whether anything is kept that a buyer may want forgotten.
pub fn keeps_anything() -> bool {
    !past_orders().is_empty()
        || !cart().is_empty()
        || attempt::keeps_attempts()
        || !preferences().is_empty()
}

fn local_storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

thread_local! {
    /// Stands in where storage is refused; gone with the page.
    static MEMORY: RefCell<Vec<(&'static str, String)>> = const { RefCell::new(Vec::new()) };
}

/// Memory first: it has what storage refused, which is newer.
fn read(name: &'static str) -> Option<String> {
    let newer = MEMORY.with_borrow(|memory| {
        memory
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text.clone())
    });
    newer.or_else(|| local_storage().and_then(|storage| storage.get_item(name).ok().flatten()))
}

fn remove(name: &'static str) {
    MEMORY.with_borrow_mut(|memory| memory.retain(|(known, _)| *known != name));
    if let Some(storage) = local_storage() {
        // Where storage is refused, nothing was in it.
        storage.remove_item(name).ok();
    }
}

/// Whether storage has refused the last value of this name.
fn is_in_memory(name: &str) -> bool {
    MEMORY.with_borrow(|memory| memory.iter().any(|(known, _)| *known == name))
}

fn write<T: Serialize>(name: &'static str, value: &T) {
    let Ok(text) = serde_json::to_string(value) else {
        return;
    };
    let is_stored = local_storage().is_some_and(|storage| storage.set_item(name, &text).is_ok());
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|(known, _)| *known != name);
        if !is_stored {
            memory.push((name, text));
        }
    });
}
