//! The orders made on this device, without any account.

mod bought;
mod rescue;

use std::fmt;

use serde::Serialize;

use super::attempt::{LONGEST_TIME_TO_PAY_MILLISECONDS, forget_attempts_of};
use super::kept::{forget_unreadable, is_refused, read, remove, unreadable, write_text};
use super::visited::{Visit, forget_visit, note_visit, visit_of_tab};
use bought::bought_goods;
pub use bought::{BoughtGoods, bought_beside, used_numbers};
use rescue::rescued;
use shop_core::json::{Fields, Json, rows};
use shop_core::model::display_text::cleaned;
use shop_core::model::order::{Order, OrderId, OrderState};
use shop_core::model::short_list::sort_short;

/// Name of the order history in storage.
pub(super) const ORDERS: &str = "refillery.orders.1";

/// The maximum number of orders in the history: years of a usual buyer, and still written quickly.
/// Older ones are reachable by their link.
const MOST_ORDERS: usize = 100;

/// Longest label that the buyer can give, in characters: a line on a phone.
const LONGEST_LABEL: usize = 60;

/// An order made on this device. `Debug` shows neither its id nor what was bought for whom.
#[derive(Clone, Serialize, PartialEq)]
pub struct PastOrder {
    /// Its id, a secret; it stays on this device.
    pub id: String,
    /// What was bought, in a few words.
    pub title: String,
    /// The time when it was made, in epoch milliseconds.
    pub created_at: u64,
    /// Locale key of the state last seen, without prefix.
    pub state: String,
    /// The buyer's own name for it, or empty.
    pub label: String,
    /// The time of the last change here, in epoch milliseconds: if there are two copies of an
    /// order, the newer one counts.
    pub changed_at: u64,
    /// The deliveries that the buyer has uncovered, one bit per index. Never a code.
    pub shown: u64,
    /// What was bought, for an order that was made here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bought: Vec<BoughtGoods>,
}

impl PastOrder {
    /// Its name: the buyer's own, else what was bought. For an order from a damaged list only the
    /// number may be known.
    pub fn name(&self) -> &str {
        match (&*self.label, &*self.title) {
            ("", "") => &self.id,
            ("", title) => title,
            (label, _) => label,
        }
    }

    /// Whether something is awaited at this moment, in epoch milliseconds, as far as this device
    /// has seen. Money that never came is no longer awaited once the longest time to pay is over.
    pub fn is_under_way(&self, now: u64) -> bool {
        OrderState::of_key(&self.state).is_some_and(|state| {
            let age = now.saturating_sub(self.created_at);
            let is_in_time = age < LONGEST_TIME_TO_PAY_MILLISECONDS as u64;
            state.is_under_way() && (is_in_time || !state.awaits_first_payment())
        })
    }
}

impl fmt::Debug for PastOrder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PastOrder")
            .field("title", &self.title)
            .field("created_at", &self.created_at)
            .field("state", &self.state)
            .field("label", &self.label)
            .field("changed_at", &self.changed_at)
            .field("shown", &self.shown)
            .finish_non_exhaustive()
    }
}

/// Orders made on this device, newest first.
pub fn past_orders() -> Vec<PastOrder> {
    orders_in(&read(ORDERS).unwrap_or_default())
}

/// The orders among these rows.
pub fn past_orders_in(values: &[Json<'_>]) -> Vec<PastOrder> {
    rows(values, past_order).items
}

/// One order of the history.
pub fn past_order_of(id: &str) -> Option<PastOrder> {
    past_orders().into_iter().find(|past| past.id == id)
}

/// The record of an earlier visit to an order, in this browser or at least in this tab.
pub fn visit_of(id: &OrderId) -> Visit {
    match past_order_of(id.as_str()) {
        Some(past) => Visit {
            state: past.state,
            shown: past.shown,
        },
        None => visit_of_tab(id),
    }
}

/// Adds an order to the history: one that was made here, or that the buyer wants to keep. `state`
/// is the locale key of its state, without prefix. Called before anything else happens with a new
/// order, so that it can always be found again.
pub fn keep_order(order: &Order, state: &str, bought: Vec<BoughtGoods>, now: f64) {
    let now = now.max(0.0) as u64;
    let shown = visit_of(&order.id).shown;
    put_orders(vec![PastOrder {
        id: order.id.as_str().to_owned(),
        title: title_of(order),
        created_at: order.created_at.unwrap_or(now),
        state: state.to_owned(),
        label: String::new(),
        changed_at: now,
        shown,
        bought,
    }]);
    forget_visit(order.id.as_str());
}

/// Updates an order in the history: its state, and which deliveries the buyer has uncovered. An
/// order that isn't there, or not any more, is not added, because its page may be open in one tab
/// while another tab forgets it; its record is kept for this tab alone.
pub fn note_order(order: &Order, state: &str, shown: u64, now: f64) {
    let Some(mut past) = past_order_of(order.id.as_str()) else {
        return note_visit(&order.id, state, shown);
    };
    let title = title_of(order);
    if past.title != title || past.state != state || past.shown != shown {
        past.title = title;
        state.clone_into(&mut past.state);
        past.shown = shown;
        put_changed(past, now);
    }
}

/// Gives an order the buyer's own name; an empty one removes it.
pub fn label_order(id: &str, label: &str, now: f64) {
    if let Some(mut past) = past_order_of(id) {
        past.label = cleaned(label).chars().take(LONGEST_LABEL).collect();
        put_changed(past, now);
    }
}

/// Puts orders into the history, where they replace older copies of
/// themselves.
pub fn put_orders(orders: Vec<PastOrder>) {
    let text = read(ORDERS).unwrap_or_default();
    put(&text, merged(orders_in(&text), orders));
}

/// Removes an order from the history, and its id from all other stored data.
pub fn forget_order(id: &str) {
    forget_attempts_of(id);
    forget_visit(id);
    let text = read(ORDERS).unwrap_or_default();
    let mut all = orders_in(&text);
    all.retain(|past| past.id != id);
    put(&text, all);
}

/// Whether the history outlives this page. Storage may refuse it.
pub fn keeps_orders() -> bool {
    !is_refused(ORDERS)
}

/// Tests whether storage accepts the history, before there is anything to add. A history without
/// orders leaves nothing there.
pub fn try_to_keep_orders() {
    let is_there = read(ORDERS).is_some();
    put_orders(Vec::new());
    if !is_there && keeps_orders() {
        remove(ORDERS);
    }
}

/// The text that was stored as the history and could not be read as a whole. The orders that could
/// be found in it are in the history.
pub fn unreadable_orders() -> Option<String> {
    unreadable(ORDERS)
}

/// Forgets the text that could not be read.
pub fn forget_unreadable_orders() {
    forget_unreadable(ORDERS);
}

/// Both lists as one, newest order first. For duplicates the most recently changed copy wins; on a
/// tie, `theirs`.
pub fn merged(mine: Vec<PastOrder>, theirs: Vec<PastOrder>) -> Vec<PastOrder> {
    let mut all = mine;
    for their in theirs {
        match all.iter_mut().find(|past| past.id == their.id) {
            Some(past) if past.changed_at > their.changed_at => {}
            Some(past) => *past = their,
            None => all.push(their),
        }
    }
    sort_short(&mut all, |left, right| left.created_at > right.created_at);
    all.truncate(MOST_ORDERS);
    all
}

/// The orders in the stored text, even if it is damaged.
fn orders_in(text: &str) -> Vec<PastOrder> {
    match Json::parse(text) {
        Some(Json::List(values)) => past_orders_in(&values),
        _ => rescued(text),
    }
}

/// Puts back an order that has just changed.
fn put_changed(mut past: PastOrder, now: f64) {
    past.changed_at = now.max(0.0) as u64;
    put_orders(vec![past]);
}

/// Stores these orders instead of those in this text, with everything that a later version of the
/// shop has written there: rows that are not known here, and more about known ones.
fn put(old: &str, orders: Vec<PastOrder>) {
    let old = Json::parse(old);
    let old = old.as_ref().and_then(Json::as_list).unwrap_or_default();
    let id_of = |row: &Json<'_>| past_order(Fields::new(row)).map(|past| past.id);
    let mut all: Vec<String> = Vec::new();
    for past in &orders {
        let row = old.iter().find(|row| id_of(row).as_ref() == Some(&past.id));
        all.push(with_rest_of(past, row));
    }
    for row in old {
        if id_of(row).is_none() {
            all.push(row.print());
        }
    }
    write_text(ORDERS, ["[", &all.join(","), "]"].concat());
}

/// An order as it is written, with the members of its row that are not known here.
fn with_rest_of(past: &PastOrder, row: Option<&Json<'_>>) -> String {
    // Texts and numbers can always be written.
    let written = serde_json::to_string(past).unwrap_or_default();
    let Some(Json::Object(mut members)) = Json::parse(&written) else {
        return written;
    };
    for (name, value) in row.and_then(Json::as_object).unwrap_or_default() {
        if members.iter().all(|(known, _)| known != name) {
            members.push((name.clone(), value.clone()));
        }
    }
    Json::Object(members).print()
}

fn title_of(order: &Order) -> String {
    order
        .deliveries
        .first()
        .map_or_else(String::new, |delivery| match &delivery.label {
            Some(label) => [&delivery.brand, " ", label].concat(),
            None => delivery.brand.clone(),
        })
}

pub(super) fn past_order(row: Fields<'_>) -> Option<PastOrder> {
    let text = |name: &str| cleaned(row.text(name).unwrap_or_default());
    Some(PastOrder {
        id: OrderId::parse(row.text("id")?)?.as_str().to_owned(),
        title: text("title"),
        created_at: row.time("created_at").unwrap_or(0),
        state: row.text("state")?.to_owned(),
        label: text("label"),
        changed_at: row.time("changed_at").unwrap_or(0),
        shown: row
            .text_or_number("shown")
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(0),
        bought: rows(row.list("bought"), bought_goods).items,
    })
}

#[cfg(test)]
mod tests {
    use super::{BoughtGoods, MOST_ORDERS, PastOrder, merged, past_orders_in};
    use shop_core::json::Json;

    fn past(id: &str, created_at: u64, changed_at: u64, label: &str) -> PastOrder {
        PastOrder {
            id: id.to_owned(),
            title: "Steam $20".to_owned(),
            created_at,
            state: "done".to_owned(),
            label: label.to_owned(),
            changed_at,
            shown: 0,
            bought: Vec::new(),
        }
    }

    #[test]
    fn of_two_copies_the_newer_one_counts() {
        let mine = vec![past("a", 3, 10, "mine"), past("b", 1, 10, "mine")];
        let theirs = vec![
            past("a", 3, 9, "theirs"),
            past("b", 1, 11, "theirs"),
            past("c", 2, 1, "theirs"),
        ];
        let all = merged(mine, theirs);
        let words: Vec<[&str; 2]> = all.iter().map(|past| [&*past.id, &*past.label]).collect();
        assert_eq!(words, [["a", "mine"], ["c", "theirs"], ["b", "theirs"]]);
    }

    #[test]
    fn the_oldest_orders_make_room() {
        let many = (0..MOST_ORDERS as u64).map(|place| past(&place.to_string(), place + 1, 0, ""));
        let all = merged(many.collect(), vec![past("new", 1_000, 0, "")]);
        assert_eq!(all.len(), MOST_ORDERS);
        assert_eq!(all.first().map(|past| &*past.id), Some("new"));
        assert!(all.iter().all(|past| past.id != "0"));
    }

    #[test]
    fn an_order_is_read_as_it_was_written() {
        let mut order = past(
            "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
            1_795_167_060_000,
            1_795_167_060_001,
            "For Ana",
        );
        order.shown = 5;
        order.bought = vec![BoughtGoods {
            brand: "Claro Brazil".to_owned(),
            country: "BR".to_owned(),
            phone: "+5511912345678".to_owned(),
        }];
        let text = serde_json::to_string(&[&order]).expect("JSON");
        let read = Json::parse(&text).expect("JSON");
        assert_eq!(past_orders_in(read.as_list().expect("a list")), [order]);
    }

    #[test]
    fn debug_output_has_no_order_id() {
        let order = past("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5", 1, 2, "for Ann");
        assert_eq!(
            format!("{order:?}"),
            r#"PastOrder { title: "Steam $20", created_at: 1, state: "done", label: "for Ann", changed_at: 2, shown: 0, .. }"#
        );
    }

    #[test]
    fn an_order_of_an_earlier_version_of_the_shop_is_read() {
        let text = r#"[{"id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","title":"Steam","created_at":1795167060000,"state":"done"},{"id":"<script>","state":"done"},null]"#;
        let read = Json::parse(text).expect("JSON");
        let orders = past_orders_in(read.as_list().expect("a list"));
        let [order] = orders.as_slice() else {
            panic!("one order in {orders:?}")
        };
        assert_eq!((&*order.label, order.changed_at, order.shown), ("", 0, 0));
    }
}
