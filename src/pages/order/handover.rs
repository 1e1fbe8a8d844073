//! The order's link as a code, to go on with it on a phone.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::ui::button::Button;
use crate::components::ui::hint::Hint;
use crate::components::ui::qr_code::qr_code;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::order::Order;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The code, covered until it is asked for: whoever scans it has the order.
#[component]
pub(super) fn Handover(order: Memo<Arc<Order>>) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let is_shown = RwSignal::new(false);
    // An order that is opened at another address is covered again.
    let id = Memo::new(move |_| order.with(|order| order.id.clone()));
    let code = move || {
        let link = navigation.link(&Route::order(&id.get()));
        is_shown
            .get()
            .then(|| qr_code(&link, i18n.text(TextKey::OrderHandoverCode)))
            .flatten()
            .map(|code| view! { <figure class="qr">{code}</figure> })
    };
    let words = move || {
        i18n.text(if is_shown.get() {
            TextKey::OrderHandoverHide
        } else {
            TextKey::OrderHandoverShow
        })
    };
    view! {
        <section class="sheet handover no-print" aria-labelledby="handover">
            <h2 id="handover">{t(TextKey::OrderHandover)}</h2>
            <Hint words=t(TextKey::OrderHandoverHint) />
            {code}
            <Button
                class="button button-quiet"
                on_press=move || is_shown.update(|is_shown| *is_shown = !*is_shown)
            >
                {words}
            </Button>
        </section>
    }
}
