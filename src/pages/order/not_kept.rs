//! The way back to an order that this device can't remember.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::ui::copy_button::copy_button;
use crate::components::ui::notice::{Tone, notice};
use crate::i18n::use_i18n;
use crate::navigation::use_navigation;
use shop_core::model::order::Order;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The link to keep, with its own copy button.
#[component]
pub(super) fn NotKept(order: Memo<Arc<Order>>) -> impl IntoView {
    let (i18n, navigation) = (use_i18n(), use_navigation());
    let link = move || order.with(|order| navigation.link(&Route::order(&order.id)));
    view! {
        <section class="orders-erase">
            {move || notice(
                Tone::Warn,
                i18n.text(TextKey::OrderNotKeptTitle),
                Some(i18n.text(TextKey::OrderNotKeptBody)),
            )} <div class="kept-link">
                <code dir="ltr" translate="no">
                    {link}
                </code>
                {move || copy_button(link(), i18n.text(TextKey::OrderCopyLink))}
            </div>
        </section>
    }
}
