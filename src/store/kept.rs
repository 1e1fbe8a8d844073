//! Values kept under a name, in storage or, if storage refuses them, in memory.
//!
//! Storage belongs to all tabs, and may be full for one and not for another a moment later. A
//! refused value is merged with the values that others have stored since, row by row, and goes into
//! storage as soon as storage accepts it.

use std::cell::RefCell;
use std::mem::discriminant;

use leptos::prelude::window;
use serde::Serialize;
use web_sys::Storage;

use super::merging::merged;
use shop_core::json::Json;

/// Name of the frame in which the builder shows its widget; `route` has the same.
const PREVIEW: &str = "preview";

/// Suffix of the name under which a value that can't be read is set aside.
const UNREADABLE: &str = ".unreadable";

/// A value that storage has refused.
struct Refused {
    name: &'static str,
    text: String,
    /// The value in storage at that time: any other value by now was put there by others.
    base: Option<String>,
}

thread_local! {
    /// Used if storage is refused; gone with the page.
    static MEMORY: RefCell<Vec<Refused>> = const { RefCell::new(Vec::new()) };
}

/// The value kept under this name.
pub(super) fn read(name: &'static str) -> Option<String> {
    let stored = stored(name);
    let newer = MEMORY.with_borrow(|memory| {
        let refused = memory.iter().find(|refused| refused.name == name)?;
        Some(match &stored {
            Some(stored) if refused.base.as_ref() != Some(stored) => {
                let base = refused.base.as_deref().unwrap_or_default();
                merged(base, &refused.text, stored)
            }
            _ => refused.text.clone(),
        })
    });
    newer.or(stored)
}

/// Keeps a value.
pub(super) fn write<T: Serialize>(name: &'static str, value: &T) {
    // Texts, numbers and lists of them can always be written.
    if let Ok(text) = serde_json::to_string(value) {
        write_text(name, text);
    }
}

/// Keeps a value that is JSON already.
pub(super) fn write_text(name: &'static str, text: String) {
    let is_stored = put(name, &text);
    drop_refused(name);
    if !is_stored {
        let base = stored(name);
        MEMORY.with_borrow_mut(|memory| memory.push(Refused { name, text, base }));
    }
}

/// Removes the value of this name.
pub(super) fn remove(name: &'static str) {
    drop_refused(name);
    remove_stored(name);
}

/// Removes the value of this name, and the text that was set aside from it.
pub(super) fn forget(name: &'static str) {
    remove(name);
    forget_unreadable(name);
}

/// Whether storage has refused the last value of this name.
pub(super) fn is_refused(name: &str) -> bool {
    MEMORY.with_borrow(|memory| memory.iter().any(|refused| refused.name == name))
}

/// Handles a change by another tab: the name, and whether nothing is left under it. Without a name
/// everything is gone. Values that were refused here are offered to storage again.
pub(super) fn hear_other_tab(name: Option<&str>, is_gone: bool) {
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|refused| name.is_some_and(|name| refused.name != name || !is_gone));
    });
    let names = MEMORY.with_borrow(|memory| {
        let names = memory.iter().map(|refused| refused.name);
        names.collect::<Vec<_>>()
    });
    for name in names {
        if let Some(text) = read(name) {
            write_text(name, text);
        }
    }
}

/// The text that was found under this name and could not be read.
pub(super) fn unreadable(name: &str) -> Option<String> {
    stored(&aside(name))
}

/// Forgets the text that could not be read.
pub(super) fn forget_unreadable(name: &str) {
    remove_stored(&aside(name));
}

/// The value that this tab keeps for itself.
pub(super) fn read_of_tab(name: &str) -> Option<String> {
    tab_storage()?.get_item(name).ok().flatten()
}

/// Keeps a value for this tab, if the browser allows it.
pub(super) fn write_of_tab(name: &str, text: &str) {
    if let Some(storage) = tab_storage() {
        storage.set_item(name, text).ok();
    }
}

/// Forgets the value that this tab keeps for itself.
pub(super) fn forget_of_tab(name: &str) {
    if let Some(storage) = tab_storage() {
        // If storage refuses this, it has refused to keep anything.
        storage.remove_item(name).ok();
    }
}

/// Puts a value into storage. An old value there that can't be read is set aside first: it may be
/// all that a buyer knows about their orders.
fn put(name: &str, text: &str) -> bool {
    let Some(storage) = local_storage() else {
        return false;
    };
    let old = stored(name).filter(|old| !is_alike(old, text));
    let is_aside = old.is_none_or(|old| {
        let before = unreadable(name).unwrap_or_default();
        before.contains(&old) || storage.set_item(&aside(name), &(before + &old)).is_ok()
    });
    is_aside && storage.set_item(name, text).is_ok()
}

/// Whether both are JSON of one kind.
fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (Json::parse(one), Json::parse(other));
    one.is_some() && one.as_ref().map(discriminant) == other.as_ref().map(discriminant)
}

fn drop_refused(name: &str) {
    MEMORY.with_borrow_mut(|memory| memory.retain(|refused| refused.name != name));
}

fn remove_stored(name: &str) {
    if let Some(storage) = local_storage() {
        // If storage refuses this, it has refused to keep anything.
        storage.remove_item(name).ok();
    }
}

fn stored(name: &str) -> Option<String> {
    local_storage()?.get_item(name).ok().flatten()
}

fn aside(name: &str) -> String {
    [name, UNREADABLE].concat()
}

fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().filter(|_| !is_preview())?
}

fn local_storage() -> Option<Storage> {
    window().local_storage().ok().filter(|_| !is_preview())?
}

/// Whether this is the preview widget in the page that makes widgets: it shows what a stranger
/// sees, and not the orders of its maker. No page of another origin can claim that.
fn is_preview() -> bool {
    let window = window();
    let is_framed = || window.frame_element().is_ok_and(|frame| frame.is_some());
    window.name().is_ok_and(|name| name == PREVIEW) && is_framed()
}
