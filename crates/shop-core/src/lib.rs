//! The core of the shop: what it talks about and what it decides, without a browser.
//!
//! | module | what it holds |
//! |---|---|
//! | [`model`] | money, countries, brands and their catalogue, products, orders, payments, problems, searching |
//! | [`json`] | one JSON value, its parser, and reading fields whose form nobody promises |
//! | [`pay`] | from an order to a payment request: addresses, invoices, codes, and what makes an order unsafe to pay |
//! | [`route`] | every address of the shop, printed and parsed |
//! | [`backoff`] | when a request that failed is tried again |
//! | [`order_tracking`] | how often an order is asked for, and what is said of the connection |
//!
//! Everything here is a value or a function of its arguments. There is no clock and no
//! randomness: who needs the time or a random number is given it. There is no view, no
//! browser, no network, no storage and no thread, so every rule is tested on the host in
//! milliseconds. The dependencies are small and pure, and the compiler holds the rest: a type
//! of Leptos or web-sys can't be named here.
//!
//! Money is never a float ([`model::money::Amount`]). Nothing panics on data. Sorting, letters
//! and lists are done with less code than the standard library's ([`model::short_list`],
//! [`model::letters`]), because each kilobyte is downloaded by every visitor.
//!
//! A comment that follows from a fact names the document that has it, as a path in the
//! repository: docs/api.md#order-states.

pub mod backoff;
pub mod json;
pub mod model;
pub mod order_tracking;
pub mod pay;
pub mod route;
