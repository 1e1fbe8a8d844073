//! Refillery: a shop for gift cards, mobile top-ups and eSIMs, paid with
//! crypto, as one static bundle.
//!
//! `crates/shop-core` has the model of the shop's goods and orders, its addresses, payment requests
//! and the type that JSON is read into; it knows no browser.
//!
//! The modules, in reading order. `config` says where the shop is; `api` asks and decodes;
//! `tracking` follows an order; `i18n` and `store` know the buyer; `backup` moves the orders to
//! another device; `components` show model values; `pages` join all of that, one per route;
//! `widget` wraps them in a partner's page, which they know as `host`; `app` is the table of pages.
//! `tests/rules/dependencies.rs` checks which module may depend on which;
//! docs/architecture.md#module-map has the whole picture.
//!
//! Deliberately absent: a server, a global store, floats for money, retries of
//! a POST, HTML from the API that the browser's sanitiser hasn't seen.
//!
//! A comment that follows from a fact or a rule names where it is written, as a file and its
//! heading: docs/api.md#order-states. docs/api.md describes the partner API, docs/payments.md and
//! docs/widget.md describe payments and the widget, and the reasons for what looks unusual are in
//! docs/decisions/README.md. A test in `tests/rules/citations.rs` checks that each file and heading
//! exists.

// Code that can panic or leak needs an `#[expect]` with the reason why it is right there. Tests may
// panic: that is how they fail. The lists behind `disallowed_…` are in xtask/clippy.toml.
#![cfg_attr(
    not(test),
    warn(
        clippy::disallowed_methods,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::mem_forget,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::string_slice,
        clippy::too_many_lines,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod config;

pub mod api;
pub mod tracking;

pub mod i18n;
pub mod store;

pub mod backup;
pub mod browser;
pub mod cart;
pub mod host;

pub mod navigation;
pub mod past_orders;
pub mod persistence;

pub mod reactive;

pub mod components;
pub mod remote;

pub mod checkout;
pub mod offer;

pub mod product_form;

pub mod layout;
pub mod pages;

pub mod widget;

pub mod app;
