//! What is typed for an order and not yet ordered, for this tab alone: it goes along to the
//! checkout and outlives a reload there, and is gone with the tab.

use leptos::prelude::window;
use web_sys::Storage;

/// The buyer's email.
pub const EMAIL: &str = "refillery.email.1";

/// The coupon.
pub const COUPON: &str = "refillery.coupon.1";

/// What was typed last under this name; nothing where the browser keeps nothing.
pub fn filled_in(name: &str) -> String {
    let kept = storage().and_then(|storage| storage.get_item(name).ok().flatten());
    kept.unwrap_or_default()
}

/// Keeps what is typed.
pub fn keep_filled_in(name: &str, typed: &str) {
    if let Some(storage) = storage() {
        // Where the browser refuses this, it is typed once more.
        storage.set_item(name, typed).ok();
    }
}

/// Forgets it.
pub(super) fn forget_filled_in() {
    if let Some(storage) = storage() {
        for name in [EMAIL, COUPON] {
            // Where the browser refuses this, it has kept nothing.
            storage.remove_item(name).ok();
        }
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
