//! The cart of this visit, followed by whatever shows it.

use leptos::prelude::{expect_context, provide_context};

use crate::model::cart::{CartItem, MOST_ITEMS};
use crate::reactive::State;
use crate::store;

/// The cart. A copyable handle.
#[derive(Clone, Copy)]
pub struct Cart {
    items: State<Vec<CartItem>>,
}

impl Cart {
    /// Takes up what earlier visits left; called once, above every page.
    pub fn provide() {
        provide_context(Self {
            items: State::new(store::cart()),
        });
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

    /// Puts one more in, unless the cart is full.
    pub fn add(self, item: CartItem) {
        self.change(|items| {
            let last = items.iter().map(|item| item.id).max().unwrap_or(0);
            if items.len() < MOST_ITEMS {
                items.push(CartItem {
                    id: last + 1,
                    ..item
                });
            }
        });
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

    fn change(self, change: impl FnOnce(&mut Vec<CartItem>)) {
        self.items.update(change);
        self.items.with_untracked(|items| store::set_cart(items));
    }
}
