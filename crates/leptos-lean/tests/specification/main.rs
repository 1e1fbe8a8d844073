//! The behaviour of views, on this renderer and on Leptos's own: the specification of this crate.
//!
//! `cargo xtask test --only browser` runs these tests without and with the feature `upstream`.

#![cfg(target_arch = "wasm32")]

mod attributes;
#[cfg(not(feature = "upstream"))]
mod better;
mod components;
mod controls;
mod elements;
mod events;
mod lists;
mod mixing;
mod page;
mod rebuilding;
mod signals;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
