//! A panel that lies over the page where there is no room beside it.

use leptos::prelude::document;

use crate::browser;

/// Removes the panel with this id from the page; a panel that is beside the page stays.
pub fn close(id: &str) {
    if let Some(panel) = document().get_element_by_id(id) {
        browser::call(&panel, "hidePopover", &[]);
    }
}
