//! The cart of this visit, followed by whatever shows it.

use leptos::prelude::*;

use crate::browser;
use crate::store;
use shop_core::model::cart::{CartItem, MOST_ITEMS};
use shop_core::model::order::OrderId;

/// Where an order of this tab is, as far as other pages than its own have to say it.
#[derive(Clone, PartialEq)]
pub enum UnderWay {
    /// None is being made.
    No,
    /// It is being made, and its page is there.
    Here,
    /// It is being made, and its page was left.
    Left,
    /// It was made after its page was left.
    Made(OrderId),
}

/// The cart. A copyable handle.
#[derive(Clone, Copy)]
pub struct Cart {
    items: RwSignal<Vec<CartItem>>,
    /// The order that is being made of it, or of something beside it.
    pub under_way: RwSignal<UnderWay>,
}

impl Cart {
    /// Takes up what earlier visits left; called once, above every page.
    pub fn provide() {
        let cart = Self {
            items: RwSignal::new(store::cart()),
            under_way: RwSignal::new(UnderWay::No),
        };
        // What another tab puts in or orders: with a copy of its own, this one would bring
        // back what has been ordered there.
        StoredValue::new_local(browser::listen("storage", move |_| cart.catch_up()));
        provide_context(cart);
    }

    /// The cart of the context. `app.rs` provides it above every page.
    pub fn here() -> Self {
        expect_context()
    }

    /// What is in it, tracked.
    pub fn items(self) -> Vec<CartItem> {
        self.items.get()
    }

    /// How many there are, tracked.
    pub fn count(self) -> usize {
        self.items.with(Vec::len)
    }

    /// Whether one order can take no more, tracked.
    pub fn is_full(self) -> bool {
        self.count() >= MOST_ITEMS
    }

    /// Whether these goods are in it under one of these ids, tracked.
    pub fn has(self, item: &CartItem, ids: &[u32]) -> bool {
        let is_it = |other: &CartItem| ids.contains(&other.id) && other.is_same_goods(item);
        self.items.with(|items| items.iter().any(is_it))
    }

    /// Puts it in where none of these goods is there yet.
    pub fn put_in(self, item: CartItem) {
        let is_it = |other: &CartItem| other.is_same_goods(&item);
        self.catch_up();
        if !self.items.with_untracked(|items| items.iter().any(is_it)) {
            self.add_one(item);
        }
    }

    /// Puts one more in, unless the cart is full, and returns its id.
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

    /// Takes these out.
    pub fn take_out(self, ids: &[u32]) {
        self.change(|items| items.retain(|item| !ids.contains(&item.id)));
    }

    /// Says who gets one of them.
    pub fn give_to(self, id: u32, beneficiary: String) {
        self.change(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.id == id) {
                item.beneficiary = beneficiary;
            }
        });
    }

    /// Empties it.
    pub fn clear(self) {
        self.change(Vec::clear);
    }

    /// Takes up what is kept now: a tab that slept was told of nothing.
    pub fn catch_up(self) {
        let kept = store::cart();
        if !self.items.is_disposed() && self.items.with_untracked(|items| *items != kept) {
            self.items.set(kept);
        }
    }

    /// Changes what is kept now, which another tab may have changed since. It is kept even when
    /// the shop is gone from the page.
    fn change(self, change: impl FnOnce(&mut Vec<CartItem>)) {
        let mut items = store::cart();
        change(&mut items);
        store::set_cart(&items);
        self.items.set(items);
    }
}
