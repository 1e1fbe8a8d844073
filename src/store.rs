//! What survives a reload: preferences and the orders made on this device.
//!
//! Storage may be full, cleared, partitioned or refused (private windows,
//! frames), so every access is guarded and memory stands in: the shop works
//! without it.

mod attempt;
mod cart;

use std::cell::RefCell;

use leptos::prelude::window;
use serde::{Serialize, Serializer};
use web_sys::Storage;

use crate::json::{Fields, Json, rows};
use crate::model::order::{Order, OrderId};
use crate::model::short_list::sort_short;
pub use attempt::{forget_attempt, note_attempt, recent_attempt};
pub use cart::{cart, set_cart};

/// Name of the preferences in storage; a new shape gets a new name.
const PREFERENCES: &str = "refillery.preferences.1";
/// Name of the order history in storage.
const ORDERS: &str = "refillery.orders.1";

/// Orders kept in the history. Older ones are still reachable by their link.
const MOST_ORDERS: usize = 30;

/// What the buyer chose last, by query name.
pub type Preferences = Vec<(String, String)>;

/// Names with their values, written as one JSON object.
struct Names<'a>(&'a [(String, String)]);

impl Serialize for Names<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// An order made on this device.
#[derive(Clone, Serialize, PartialEq, Debug)]
pub struct PastOrder {
    /// Its id, a secret; it stays on this device.
    pub id: String,
    /// What was bought, in a few words.
    pub title: String,
    /// Epoch milliseconds of when it was made.
    pub created_at: u64,
    /// Locale key of the state last seen, without prefix.
    pub state: String,
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

/// Orders made on this device, newest first.
pub fn past_orders() -> Vec<PastOrder> {
    let text = read(ORDERS).unwrap_or_default();
    let stored = Json::parse(&text);
    rows(
        stored.as_ref().and_then(Json::as_list).unwrap_or_default(),
        past_order,
    )
    .items
}

/// Adds an order to the history, or brings its state up to date. Called
/// before anything else happens with a new order, so that it can be found
/// again whatever comes.
pub fn note_order(order: &Order, now: f64) {
    let mut all = past_orders();
    let known = all.iter().position(|past| past.id == order.id.as_str());
    let title = order
        .deliveries
        .first()
        .map_or_else(String::new, |delivery| match &delivery.label {
            Some(label) => [&delivery.brand, " ", label].concat(),
            None => delivery.brand.clone(),
        });
    let created_at = known.and_then(|place| all.get(place)).map_or_else(
        || order.created_at.unwrap_or(now.max(0.0) as u64),
        |past| past.created_at,
    );
    if let Some(place) = known {
        all.remove(place);
    }
    all.push(PastOrder {
        id: order.id.as_str().to_owned(),
        title,
        created_at,
        state: order.state.key().to_owned(),
    });
    sort_short(&mut all, |left, right| left.created_at > right.created_at);
    all.truncate(MOST_ORDERS);
    write(ORDERS, &all);
}

fn past_order(row: Fields<'_>) -> Option<PastOrder> {
    Some(PastOrder {
        id: OrderId::parse(row.text("id")?)?.as_str().to_owned(),
        title: row.text("title").unwrap_or_default().to_owned(),
        created_at: row.time("created_at").unwrap_or(0),
        state: row.text("state")?.to_owned(),
    })
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
