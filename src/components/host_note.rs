//! Who has filled in a field that the buyer has not.

use leptos::prelude::*;
use std::sync::Arc;

use super::icon::icon;
use crate::host::{Host, Prefill};
use crate::i18n::I18n;
use crate::reactive::effect;
use shop_core::text_key::TextKey;

/// The word beside a field for as long as it holds what the page around a
/// widget has put there; `put` puts it there while the buyer has typed nothing.
/// Nothing outside of a widget.
pub fn filled_in_by_host(
    of: fn(&Prefill) -> &String,
    value: impl Fn() -> String + Send + Sync + 'static,
    put: impl Fn(String) + 'static,
) -> Option<AnyView> {
    // One function for all fields.
    note(Host::here()?, of, Arc::new(value), Box::new(put))
}

fn note(
    host: Host,
    of: fn(&Prefill) -> &String,
    value: Arc<dyn Fn() -> String + Send + Sync>,
    put: Box<dyn Fn(String)>,
) -> Option<AnyView> {
    let i18n = I18n::here();
    let typed = Arc::clone(&value);
    effect(move || {
        let filled = host.prefill.with(|prefill| of(prefill).clone());
        let is_empty = leptos::prelude::untrack(|| typed()).is_empty();
        if is_empty && !filled.is_empty() {
            put(filled);
        }
    });
    let is_shown = move || {
        let filled = host.prefill.with(|prefill| of(prefill).clone());
        !filled.is_empty() && value() == filled
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
