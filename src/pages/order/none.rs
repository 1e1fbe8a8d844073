//! The page without an order to show, and the reason.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::ui::failure::{Retry, failure};
use crate::components::ui::help_link::HelpLink;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::seller::seller;
use crate::components::ui::ways_back::ways_back;
use crate::host::use_host;
use crate::i18n::{t, use_i18n};
use crate::tracking::Following;
use shop_core::model::topic::Topic;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

#[component]
pub(super) fn NoOrder(error: Memo<Option<ApiError>>, following: Following) -> impl IntoView {
    let is_busy = following.is_asking();
    let again = Callback::new(move |()| following.check_now());
    let retry = Retry { again, is_busy };
    // Not a closure of `view!`: where a failure follows another, focus stays on the button.
    let reason = move || {
        let error = error.get()?;
        Some(if error.status() == Some(404) {
            view! { <NotAnOrder key=TextKey::OrderUnknown /> }.into_any()
        } else {
            failure(&error, TextKey::FailureOrderSafe, retry)
        })
    };
    let is_unknown = move || error.with(|error| error.as_ref()?.status()) == Some(404);
    // A widget has no footer, and a buyer without an order needs to know whom to ask.
    view! {
        <Show when=move || !is_unknown()>
            <h1>{t(TextKey::OrderTitle)}</h1>
        </Show>
        {reason.into_any()}
        <Show when=move || !is_unknown()>
            <HelpLink topic=Topic::MissingOrder />
        </Show>
        {use_host().map(|_| seller())}
    }
}

/// `key` is the key of the reason's text.
#[component]
pub(super) fn NotAnOrder(key: TextKey) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h1>{t(TextKey::OrderNoneTitle)}</h1>
        {move || notice(Tone::Bad, i18n.text(key), Some(i18n.text(TextKey::OrderNoneBody)))}
        {ways_back([
            ("button button-quiet", Route::Orders, TextKey::OrdersTitle),
            ("button button-plain", Route::Home, TextKey::FailureHome),
        ])}
        <HelpLink topic=Topic::MissingOrder words=TextKey::HelpOrderMissing />
    }
}
