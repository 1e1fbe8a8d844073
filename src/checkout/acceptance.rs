//! Whether the buyer has accepted what the shop's setting `terms_box` asks for.

use crate::navigation::use_navigation;
use leptos::prelude::*;

/// What the buyer has accepted. A copyable handle. Nothing is accepted before the buyer says so, on
/// each page again.
#[derive(Clone, Copy)]
pub struct Acceptance {
    /// The shop's terms.
    pub(super) terms: RwSignal<bool>,
    /// Its privacy notice.
    pub(super) privacy: RwSignal<bool>,
}

impl Acceptance {
    /// Nothing is accepted yet.
    pub(super) fn new() -> Self {
        Self {
            terms: RwSignal::new(false),
            privacy: RwSignal::new(false),
        }
    }

    /// The id of the first box that has to be ticked and isn't.
    pub(super) fn missing(self) -> Option<&'static str> {
        if !use_navigation().config().has_terms_box {
            return None;
        }
        match (self.terms.get_untracked(), self.privacy.get_untracked()) {
            (true, true) => None,
            (false, _) => Some("terms"),
            (true, false) => Some("privacy"),
        }
    }
}
