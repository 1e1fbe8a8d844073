//! The notice of an order whose answer never came, on any page: the page that sent it may have been
//! left or loaded again.

use leptos::prelude::*;

use super::earlier::Earlier;
use super::ordering::{Ordering, Stage};
use crate::api::client::Client;
use crate::components::ui::button::Button;
use crate::components::ui::notice::{Tone, notice};
use crate::i18n::{t, use_i18n};
use crate::reactive::every;
use crate::store;
use shop_core::text_key::TextKey;

/// How often storage is checked, in milliseconds: an answer may come late, to this page or to
/// another tab, and then there is nothing to report any more.
const LOOK_MILLISECONDS: u64 = 3_000;

/// The sentence with what to do, while an attempt is open; none beside a form that shows it itself.
pub fn unanswered(ordering: Option<Ordering>) -> impl IntoView {
    let client: Client = expect_context();
    let i18n = use_i18n();
    let is_open = RwSignal::new(store::has_open_attempt(client.now()));
    let look = move || {
        let now_open = store::has_open_attempt(client.now());
        if is_open.get_untracked() != now_open {
            is_open.set(now_open);
        }
    };
    every(LOOK_MILLISECONDS, look);
    move || {
        let is_said = ordering.is_some_and(|ordering| {
            matches!(
                ordering.stage.get(),
                Stage::Unknown
                    | Stage::Standing {
                        earlier: Earlier::Unanswered,
                        ..
                    }
            )
        });
        (is_open.get() && !is_said).then(|| {
            view! {
                <section class="orders-erase">
                    {notice(
                        Tone::Warn,
                        i18n.text(TextKey::OrderingUnknownTitle),
                        Some(i18n.text(TextKey::OrderingUnknownBody)),
                    )}<div class="actions">
                        <Button
                            class="button button-quiet"
                            on_press=move || {
                                store::close_attempts(client.now());
                                look();
                            }
                        >
                            {t(TextKey::OrderingUnknownSeen)}
                        </Button>
                    </div>
                </section>
            }
            .into_any()
        })
    }
}
