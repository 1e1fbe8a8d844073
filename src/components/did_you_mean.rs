//! "Did you mean …?" under a field for an email or a phone number. A hint and no
//! more: it stands in nobody's way, and nothing of it leaves the page.

use leptos::prelude::*;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;

use crate::i18n::I18n;
use crate::reactive::{effect, spawn};
use shop_core::text_key::TextKey;

/// How long nothing is typed before it is doubted, in milliseconds: on its way to `gmail.com`,
/// every address ends in `gmail.co` for a moment.
const PAUSE_MILLISECONDS: u32 = 600;

type Suggestion = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// A button with what was probably meant, and nothing while what is typed looks right. `put` is
/// handed what `suggestion` gives.
pub fn did_you_mean(
    typed: RwSignal<String>,
    suggestion: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    put: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    // One function for all fields.
    line(typed, Arc::new(suggestion), Arc::new(put))
}

fn line(
    typed: RwSignal<String>,
    suggestion: Suggestion,
    put: Arc<dyn Fn(String) + Send + Sync>,
) -> AnyView {
    let i18n = I18n::here();
    let hint = RwSignal::new(None::<String>);
    effect(move || {
        let meant = suggestion(&typed.get());
        if hint.get_untracked().is_some() {
            hint.set(None);
        }
        if meant.is_none() {
            return;
        }
        let suggestion = Arc::clone(&suggestion);
        spawn(async move {
            TimeoutFuture::new(PAUSE_MILLISECONDS).await;
            // The page may be gone by now, and what is typed something else.
            let is_there = !hint.is_disposed() && !typed.is_disposed();
            let now = || untrack(|| suggestion(&typed.get_untracked()));
            if is_there && now() == meant {
                hint.set(meant);
            }
        });
    });
    let button = move || {
        hint.get().map(|meant| {
            let put = Arc::clone(&put);
            let shown = i18n.isolated(meant.clone());
            let words = i18n.fill(TextKey::RecipientDidYouMean, &[("meant", &shown)]);
            view! {
                <button
                    class="button button-plain"
                    type="button"
                    on:click=move |_| put(meant.clone())
                >
                    {words}
                </button>
            }
            .into_any()
        })
    };
    // The line is there before it says anything, or it wouldn't be read out.
    view! {
        <div class="did-you-mean" role="status">
            {button}
        </div>
    }
    .into_any()
}
