//! A button.

use crate::browser::listeners::when_pressed;
use leptos::prelude::*;

/// A button that acts once for a double click.
#[component]
pub fn Button(
    /// For a button that the focus is moved to.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its look.
    class: &'static str,
    /// What it does.
    on_press: impl Fn() + 'static,
    /// Its words.
    children: Children,
) -> impl IntoView {
    button([id, Some(class)], Box::new(on_press), children)
}

/// Not generic, so the program has one copy of it.
fn button(
    [id, class]: [Option<&'static str>; 2],
    on_press: Box<dyn Fn()>,
    children: Children,
) -> AnyView {
    view! {
        <button id=id class=class type="button" on:click=when_pressed(on_press)>
            {children()}
        </button>
    }
    .into_any()
}
