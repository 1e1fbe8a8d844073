//! A text in the form of an order.

use leptos::prelude::*;

use super::ordering::Ordering;
use crate::components::ui::entry::Entry;

/// A text that the order is made of: once it is changed, the form starts over.
pub fn entry(ordering: Ordering, text: RwSignal<String>) -> Entry {
    let typed = move |typed| {
        ordering.start_over();
        text.set(typed);
    };
    Entry::new(move || text.get(), typed)
}
