//! Text that is typed for an order and not yet ordered, for this tab alone: it is kept for the
//! checkout and over a reload there, and is gone with the tab.

use super::kept::{read_of_tab, write_of_tab};

/// The buyer's email.
pub const EMAIL: &str = "refillery.email.1";

/// The coupon.
pub const COUPON: &str = "refillery.coupon.1";

/// The last text typed under this name; empty if the browser keeps nothing.
pub fn filled_in(name: &str) -> String {
    read_of_tab(name).unwrap_or_default()
}

/// Keeps typed text. If the browser refuses this, the buyer types it once more.
pub fn keep_filled_in(name: &str, typed: &str) {
    write_of_tab(name, typed);
}
