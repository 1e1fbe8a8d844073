//! Leptos with a smaller renderer, taken under Leptos's own name:
//!
//! ```toml
//! leptos = { package = "leptos-lean", path = "crates/leptos-lean" }
//! ```
//!
//! `view!` and `#[component]` are `leptos_macro`'s own, unmodified. What they expand to finds elements
//! here that are values of one type, where Leptos has a type for each element with all it contains;
//! and signals are handles over one signal, where Leptos has a signal for each type of value. All else
//! is Leptos's and only named here. With the feature `upstream` this crate is Leptos itself, so an app
//! that compiles with and without it is a Leptos app.
//!
//! ```
//! use leptos::prelude::*;
//!
//! /// A button that counts.
//! #[component]
//! fn Counter(#[prop(into)] label: Signal<String>) -> impl IntoView {
//!     let count = RwSignal::new(0);
//!     view! {
//!         <button class:used=move || { count.get() > 0 } on:click=move |_| *count.write() += 1>
//!             {label} ": " {count}
//!         </button>
//!     }
//! }
//!
//! fn app() -> impl IntoView {
//!     view! { <Counter label="Clicks"/> }
//! }
//! ```
//!
//! The map: `lean.rs` names all that an app may use. In `lean/`, in reading order, `node` is what a view
//! is made of, `element` what an element is, `value` what its attributes can be; `render` puts them on
//! the page; `signal` has the signals; `tags` is a table. What isn't there is a compile error: see
//! `unsupported` and the README.

#[cfg(feature = "upstream")]
mod same;
#[cfg(feature = "upstream")]
pub use same::upstream_view;
#[cfg(feature = "upstream")]
pub use upstream::*;

// The macros write paths that begin with `::leptos`, also in this crate.
#[cfg(not(feature = "upstream"))]
extern crate self as leptos;
#[cfg(not(feature = "upstream"))]
mod lean;
#[cfg(not(feature = "upstream"))]
pub use lean::*;

/// Lets types that upstream Leptos renders stand in a `view!` as they are. With the feature
/// `upstream` they do already.
#[cfg(not(feature = "upstream"))]
#[macro_export]
macro_rules! upstream_views {
    ($($view:ty),*) => {$(
        impl $crate::IntoView for $view {
            type Kind = Self;

            fn into_node(self) -> $crate::__private::ViewNode {
                $crate::IntoView::into_node($crate::upstream_view(self))
            }
        }
    )*};
}

/// Lets types that upstream Leptos renders stand in a `view!` as they are: here they do already.
#[cfg(feature = "upstream")]
#[macro_export]
macro_rules! upstream_views {
    ($($view:ty),*) => {};
}
