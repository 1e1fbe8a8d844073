//! The desk: keeps every order, moves those with a plan as time passes, and notifies the
//! streams.

use super::Order;
use crate::money;
use crate::problems::Spent;
use crate::quote::number_of;
use crate::sandbox::{Sandbox, lock};
use rust_decimal::Decimal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::watch;

/// Seconds of a day.
const DAY: u64 = 86_400;

/// One order at the desk.
pub(crate) struct Entry {
    order: Mutex<Order>,
    changes: watch::Sender<u64>,
    cuts: watch::Sender<u64>,
}

/// Every order of this run, oldest first.
#[derive(Default)]
pub(crate) struct Desk {
    entries: Mutex<Vec<Arc<Entry>>>,
    count: AtomicU64,
}

impl Desk {
    /// The number of the next order.
    pub(crate) fn next_number(&self) -> u64 {
        self.count.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Takes an order in and looks after it from now on.
    pub(crate) fn take(&self, sandbox: &Arc<Sandbox>, order: Order) -> Arc<Entry> {
        let entry = Arc::new(Entry {
            order: Mutex::new(order),
            changes: watch::Sender::new(0),
            cuts: watch::Sender::new(0),
        });
        lock(&self.entries).push(entry.clone());
        tokio::spawn(look_after(sandbox.clone(), entry.clone()));
        entry
    }

    /// The order with this id.
    pub(crate) fn find(&self, id: &str) -> Option<Arc<Entry>> {
        lock(&self.entries)
            .iter()
            .find(|entry| lock(&entry.order).id == id)
            .cloned()
    }

    /// Every order, newest first.
    pub(crate) fn newest(&self) -> Vec<Arc<Entry>> {
        lock(&self.entries).iter().rev().cloned().collect()
    }

    /// Ends the orders of this buyer that wait for their first money.
    pub(crate) fn end_unpaid(&self, email: &str, now: u64) {
        for entry in self.newest() {
            let order = entry.order();
            if order.is_unpaid() && order.email.eq_ignore_ascii_case(email) {
                entry.change(|order| order.force("Expired", now));
            }
        }
    }

    /// How many orders were never paid for.
    pub(crate) fn never_paid(&self) -> usize {
        let entries = self.newest();
        let orders = entries.iter().map(|entry| entry.order());
        orders.filter(Order::was_never_paid).count()
    }

    /// Whether this phone was topped up in the last 24 hours.
    pub(crate) fn has_topped_up(&self, number: &str, now: u64) -> bool {
        self.newest().iter().any(|entry| {
            let order = entry.order();
            let mut numbers = order.items.iter();
            order.created + DAY > now
                && !order.sent.is_zero()
                && numbers.any(|item| number_of(&item.deliverable) == Some(number))
        })
    }

    /// The amounts that this buyer has paid already, and those that were paid from this
    /// address.
    pub(crate) fn spent(&self, email: &str, caller: &str, now: u64) -> Spent {
        let mut spent = Spent::default();
        for entry in self.newest() {
            let order = entry.order();
            if order.sent.is_zero() || order.created + 30 * DAY <= now {
                continue;
            }
            let euros = money::in_eur(order.usd);
            let today = if order.created + DAY > now {
                euros
            } else {
                Decimal::ZERO
            };
            if order.email.eq_ignore_ascii_case(email) {
                spent.buyer_month += euros;
                spent.buyer_day += today;
            }
            if order.caller == caller {
                spent.address_month += euros;
                spent.address_day += today;
            }
        }
        spent
    }

    /// Forgets everything; open streams are cut.
    pub(crate) fn clear(&self) {
        for entry in lock(&self.entries).drain(..) {
            entry.cut_streams();
        }
    }
}

impl Entry {
    /// A copy of the order as it is.
    pub(crate) fn order(&self) -> Order {
        lock(&self.order).clone()
    }

    /// Changes the order and notifies its streams.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Order)) {
        change(&mut lock(&self.order));
        self.changes.send_modify(|count| *count += 1);
    }

    /// Cuts the live streams of this order.
    pub(crate) fn cut_streams(&self) {
        self.cuts.send_modify(|count| *count += 1);
    }

    /// Resolves at every change.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Resolves when streams are to be cut.
    pub(crate) fn cuts(&self) -> watch::Receiver<u64> {
        self.cuts.subscribe()
    }
}

/// Moves one order until it is over or the sandbox stops. Any change from outside
/// restarts the wait for the next step.
async fn look_after(sandbox: Arc<Sandbox>, entry: Arc<Entry>) {
    let mut changes = entry.changes();
    loop {
        let moves = lock(&entry.order).moves_by_itself();
        let step = Duration::from_millis(sandbox.step_milliseconds());
        let sleep = async {
            if moves {
                tokio::time::sleep(step).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            () = sleep => entry.change(|order| order.advance(sandbox.clock.seconds())),
            changed = changes.changed() => if changed.is_err() { return },
            () = sandbox.ended() => return,
        }
    }
}
