//! The cart of this visit; everything that shows it follows it.

use leptos::prelude::*;

use crate::browser;
use crate::store;
use shop_core::model::cart::{CartItem, MOST_ITEMS};
use shop_core::model::order::OrderId;

/// The progress of an order of this tab, as far as pages other than its own have to show it.
#[derive(Clone, PartialEq)]
pub enum UnderWay {
    /// No order is being made.
    No,
    /// An order is being made, and its page is shown.
    Here,
    /// An order is being made, and its page was left.
    Left,
    /// The order was made after its page was left.
    Made(OrderId),
}

/// The cart. A copyable handle.
#[derive(Clone, Copy)]
pub struct Cart {
    items: RwSignal<Vec<CartItem>>,
    /// The order that is being made from the cart, or from goods outside it.
    pub under_way: RwSignal<UnderWay>,
}

/// The cart of the context. `app.rs` provides it above every page.
pub fn use_cart() -> Cart {
    expect_context()
}

impl Cart {
    /// Loads the items of earlier visits; called once, above every page.
    pub fn provide() {
        let cart = Self {
            items: RwSignal::new(store::cart()),
            under_way: RwSignal::new(UnderWay::No),
        };
        // Another tab may add or order items: with a copy of its own, this tab would bring back
        // items that have been ordered there.
        StoredValue::new_local(browser::listen("storage", move |_| cart.catch_up()));
        provide_context(cart);
    }

    /// The items, tracked.
    pub fn items(self) -> Vec<CartItem> {
        self.items.get()
    }

    /// The number of items, tracked.
    pub fn count(self) -> usize {
        self.items.with(Vec::len)
    }

    /// Whether one order can take no more items, tracked.
    pub fn is_full(self) -> bool {
        self.count() >= MOST_ITEMS
    }

    /// Whether these goods are in the cart for the same recipient, under one of these ids; tracked.
    pub fn has(self, item: &CartItem, ids: &[u32]) -> bool {
        let is_it = |other: &CartItem| {
            ids.contains(&other.id)
                && other.is_same_goods(item)
                && other.beneficiary == item.beneficiary
        };
        self.items.with(|items| items.iter().any(is_it))
    }

    /// Puts an item in, unless the same goods are already in the cart for this recipient, or for any
    /// if the item names none.
    pub fn put_in(self, item: CartItem) {
        let is_it = |other: &CartItem| {
            let is_for_any = item.beneficiary.trim().is_empty();
            other.is_same_goods(&item) && (is_for_any || other.beneficiary == item.beneficiary)
        };
        self.catch_up();
        if !self.items.with_untracked(|items| items.iter().any(is_it)) {
            self.add_one(item);
        }
    }

    /// Puts one more item in, unless the cart is full, and returns its id.
    pub fn add_one(self, item: CartItem) -> Option<u32> {
        let mut added = None;
        self.change(|items| {
            if items.len() < MOST_ITEMS {
                let id = store::next_cart_id(items);
                items.push(CartItem { id, ..item });
                added = Some(id);
            }
        });
        added
    }

    /// Takes these items out.
    pub fn take_out(self, ids: &[u32]) {
        self.change(|items| items.retain(|item| !ids.contains(&item.id)));
    }

    /// Sets who gets one of the items.
    pub fn give_to(self, id: u32, beneficiary: String) {
        self.change(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.id == id) {
                item.beneficiary = beneficiary;
            }
        });
    }

    /// Empties the cart.
    pub fn clear(self) {
        self.change(Vec::clear);
    }

    /// Reads the stored items again: a tab that slept got no events.
    pub fn catch_up(self) {
        let kept = store::cart();
        if !self.items.is_disposed() && self.items.with_untracked(|items| *items != kept) {
            self.items.set(kept);
        }
    }

    /// Changes the stored items, which another tab may have changed since. They are stored even
    /// when the shop is gone from the page.
    fn change(self, change: impl FnOnce(&mut Vec<CartItem>)) {
        let mut items = store::cart();
        change(&mut items);
        store::set_cart(&items);
        self.items.set(items);
    }
}
