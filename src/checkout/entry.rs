//! A text in the form of an order.

use leptos::prelude::*;

use super::ordering::Ordering;
use crate::components::ui::entry::Entry;

/// A text that is part of the order: a change of it starts the form over.
pub fn entry(ordering: Ordering, text: RwSignal<String>) -> Entry {
    let typed = move |typed| {
        ordering.start_over();
        text.set(typed);
    };
    Entry::new(move || text.get(), typed)
}
