//! The orders of this device; everything that shows them follows them.

use js_sys::Date;
use leptos::prelude::*;

use crate::browser::{listen, property};
use crate::store::{self, BoughtGoods, PastOrder};

/// The list of orders. A copyable handle.
#[derive(Clone, Copy)]
pub struct PastOrders {
    /// Counts changes: the orders are read again, because another tab may have changed them too.
    changes: RwSignal<u32>,
}

/// The list of the context. `app.rs` provides it above every page.
pub fn use_past_orders() -> PastOrders {
    expect_context()
}

impl PastOrders {
    /// Follows what other tabs store and forget; called once, above every page, and before anything
    /// else that reads stored data.
    pub fn provide() {
        let orders = Self {
            changes: RwSignal::new(0),
        };
        StoredValue::new_local(listen("storage", move |event| {
            let name = property(&event, "key").and_then(|name| name.as_string());
            store::hear_other_tab(name.as_deref(), property(&event, "newValue").is_none());
            orders.change(|| {});
        }));
        provide_context(orders);
    }

    /// Newest first, tracked.
    pub fn list(self) -> Vec<PastOrder> {
        self.changes.track();
        store::past_orders()
    }

    /// Those that something is awaited for now, newest first, tracked.
    pub fn under_way(self) -> Vec<PastOrder> {
        let now = Date::now() as u64;
        let mut orders = self.list();
        orders.retain(|past| past.is_under_way(now));
        orders
    }

    /// The last top-up of each number, the last one first, tracked.
    pub fn used_numbers(self) -> Vec<BoughtGoods> {
        self.changes.track();
        store::used_numbers()
    }

    /// The brands that were bought in a country, tracked; see [`store::bought_beside`].
    pub fn bought_beside(self, country: &str, brands: &[&str]) -> Vec<String> {
        self.changes.track();
        store::bought_beside(country, brands)
    }

    /// Whether an order is in the list, tracked.
    pub fn has(self, id: &str) -> bool {
        self.list().iter().any(|past| past.id == id)
    }

    /// Changes the stored orders.
    pub fn change(self, change: impl FnOnce()) {
        change();
        self.changes
            .update(|changes| *changes = changes.wrapping_add(1));
    }
}
