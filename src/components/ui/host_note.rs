//! A note that somebody other than the buyer has filled in a field.

use leptos::prelude::*;

use super::entry::Entry;
use super::icon::icon;
use crate::host::{Prefill, use_host};
use crate::i18n::use_i18n;
use crate::reactive::effect;
use shop_core::text_key::TextKey;

/// The note beside a field while it holds the value that the page around a widget has put there;
/// this happens only while the buyer has typed nothing. `None` outside of a widget.
pub(super) fn filled_in_by_host(of: fn(&Prefill) -> &String, entry: Entry) -> Option<AnyView> {
    let host = use_host()?;
    let i18n = use_i18n();
    let typed = entry.clone();
    effect(move || {
        let filled = host.prefill.with(|prefill| of(prefill).clone());
        let is_empty = leptos::prelude::untrack(|| typed.get()).is_empty();
        if is_empty && !filled.is_empty() {
            typed.put(filled);
        }
    });
    let is_shown = move || {
        let filled = host.prefill.with(|prefill| of(prefill).clone());
        !filled.is_empty() && entry.get() == filled
    };
    let words = move || {
        is_shown().then(|| {
            view! {
                <p class="hint host-note">
                    {icon("info")}{i18n.fill(TextKey::EmbedFilledIn, &[("host", &host.name.get())])}
                </p>
            }
            .into_any()
        })
    };
    Some(words.into_any())
}
