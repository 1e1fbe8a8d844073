//! What is typed for an order and not yet ordered, for this tab alone: it goes along to the
//! checkout and outlives a reload there, and is gone with the tab.

use super::kept::{read_of_tab, write_of_tab};

/// The buyer's email.
pub const EMAIL: &str = "refillery.email.1";

/// The coupon.
pub const COUPON: &str = "refillery.coupon.1";

/// What was typed last under this name; nothing where the browser keeps nothing.
pub fn filled_in(name: &str) -> String {
    read_of_tab(name).unwrap_or_default()
}

/// Keeps what is typed. Where the browser refuses this, it is typed once more.
pub fn keep_filled_in(name: &str, typed: &str) {
    write_of_tab(name, typed);
}
