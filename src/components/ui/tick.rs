//! A box to tick.

use crate::browser::listeners::when_ticked;
use leptos::prelude::*;
use std::sync::Arc;

/// A box to tick, with its words. The shop knows its state, so a box that a password manager ticks
/// is noticed.
#[component]
pub fn Tick(
    /// For a box that a problem leads to.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Whether it is ticked.
    is_on: impl Fn() -> bool + Send + Sync + 'static,
    /// Gets the new state after the buyer has changed it.
    on_tick: impl Fn(bool) + 'static,
    /// The words beside the box.
    children: Children,
) -> impl IntoView {
    view! { <label class="tick">{input(id, Arc::new(is_on), Box::new(on_tick))} {children()}</label> }
}

/// Not generic, so the program has one copy of it.
fn input(
    id: Option<&'static str>,
    is_on: Arc<dyn Fn() -> bool + Send + Sync>,
    on_tick: Box<dyn Fn(bool)>,
) -> AnyView {
    let known = Arc::clone(&is_on);
    view! {
        <input
            type="checkbox"
            id=id
            prop:checked=move || is_on()
            prop:knownValue=move || known()
            on:change=when_ticked(on_tick)
        />
    }
    .into_any()
}
