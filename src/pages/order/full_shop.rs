//! The way back to an order from outside of the page that contains a widget.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::ui::copy_button::copy_button;
use crate::components::ui::icon::icon;
use crate::components::ui::notice::{Tone, notice};
use crate::host::Host;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::order::Order;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The order in the shop itself, in a new tab: a browser keeps a widget's data only for the
/// partner's page, if at all.
#[component]
pub(super) fn FullShop(host: Host, order: Memo<Arc<Order>>) -> impl IntoView {
    let (i18n, navigation) = (use_i18n(), use_navigation());
    let link = move || order.with(|order| navigation.link(&Route::order(&order.id)));
    view! {
        <section class="orders-erase">
            {move || notice(
                Tone::Plain,
                i18n.text(TextKey::EmbedFullTitle),
                Some(i18n.fill(TextKey::EmbedFullBody, &[("host", &host.name.get())])),
            )} <div class="actions">
                <a class="button button-quiet" href=link target="_blank" rel="noopener noreferrer">
                    {t(TextKey::EmbedOpenFull)}
                    {icon("external-link")}
                </a>
                {move || copy_button(link(), i18n.text(TextKey::OrderCopyLink))}
            </div>
        </section>
    }
}
