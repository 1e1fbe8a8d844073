//! Leptos with a smaller renderer. An app uses it under Leptos's own name:
//!
//! ```toml
//! leptos = { package = "leptos-lean", path = "crates/leptos-lean" }
//! ```
//!
//! `view!` and `#[component]` are `leptos_macro`'s own, unmodified. Their output uses this crate's
//! elements, which are values of one type, where Leptos has a type for each element with all its
//! content; and signals are handles over one signal, where Leptos has a signal for each type of
//! value. All else is Leptos's and only named here. With the feature `upstream` this crate is
//! Leptos itself, so an app that compiles with and without it is a Leptos app.
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
//! The map: `lean.rs` names everything that an app may use. In `lean/`, in reading order, `node`
//! defines views, `element` elements and `value` their attributes; `render` puts them on the page;
//! `signal` has the signals; `tags` is a table. Using anything else is a compile error: see
//! `unsupported` and the README.

#[cfg(feature = "upstream")]
mod same;
#[cfg(feature = "upstream")]
pub use same::upstream_view;
#[cfg(feature = "upstream")]
pub use upstream::*;

// The macros write paths that begin with `::leptos`, in this crate too.
#[cfg(not(feature = "upstream"))]
extern crate self as leptos;
#[cfg(not(feature = "upstream"))]
mod lean;
#[cfg(not(feature = "upstream"))]
pub use lean::*;

/// Allows types that upstream Leptos renders in a `view!` as they are. With the feature `upstream`
/// they already are.
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

/// Allows types that upstream Leptos renders in a `view!` as they are: here they already are.
#[cfg(feature = "upstream")]
#[macro_export]
macro_rules! upstream_views {
    ($($view:ty),*) => {};
}
