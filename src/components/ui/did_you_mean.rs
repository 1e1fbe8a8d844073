//! "Did you mean …?" under a field for an email or a phone number. Only a hint: it blocks nothing,
//! and nothing of it leaves the page.

use leptos::prelude::*;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;

use super::entry::Entry;
use crate::browser::focus::focus;
use crate::components::ui::button::Button;
use crate::i18n::use_i18n;
use crate::reactive::{effect, spawn};
use shop_core::text_key::TextKey;

/// The pause in typing before the text is checked, in milliseconds: while `gmail.com` is typed,
/// every address ends in `gmail.co` for a moment.
const PAUSE_MILLISECONDS: u32 = 600;

/// Suggests the text that was probably meant; `None` while the typed text looks right.
#[derive(Clone)]
pub struct Meant(Arc<Suggestion>);

type Suggestion = dyn Fn(&str) -> Option<String> + Send + Sync;

impl<F: Fn(&str) -> Option<String> + Send + Sync + 'static> From<F> for Meant {
    fn from(meant: F) -> Self {
        Self(Arc::new(meant))
    }
}

/// A button with the text that was probably meant, or nothing while the typed text looks right. It
/// puts the suggestion into the field with this id.
pub(super) fn did_you_mean(id: String, entry: Entry, Meant(suggestion): Meant) -> AnyView {
    let i18n = use_i18n();
    let hint = RwSignal::new(None::<String>);
    let typed = entry.clone();
    effect(move || {
        let meant = suggestion(&typed.get());
        if hint.get_untracked().is_some() {
            hint.set(None);
        }
        if meant.is_none() {
            return;
        }
        let (suggestion, typed) = (Arc::clone(&suggestion), typed.clone());
        spawn(async move {
            TimeoutFuture::new(PAUSE_MILLISECONDS).await;
            // By now the page may be gone, or the typed text may differ.
            let now = || untrack(|| suggestion(&typed.get()));
            if !hint.is_disposed() && now() == meant {
                hint.set(meant);
            }
        });
    });
    let button = move || {
        hint.get().map(|meant| {
            let (entry, id) = (entry.clone(), id.clone());
            let shown = i18n.isolated(meant.clone());
            let words = i18n.fill(TextKey::RecipientDidYouMean, &[("meant", &shown)]);
            view! {
                <Button
                    class="button button-plain"
                    on_press=move || {
                        entry.put(meant.clone());
                        focus(&id);
                    }
                >
                    {words}
                </Button>
            }
            .into_any()
        })
    };
    // The element is there before it has any text, or it wouldn't be read out.
    view! {
        <div class="did-you-mean" role="status">
            {button}
        </div>
    }
    .into_any()
}
