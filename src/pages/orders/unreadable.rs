//! A list of orders that could not be read as a whole: what was saved of it, and the rest.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use leptos::prelude::*;

use super::Button;
use crate::backup::address_of;
use crate::components::ui::notice::{Tone, notice};
use crate::i18n::{t, use_i18n};
use crate::past_orders::use_past_orders;
use crate::store;
use shop_core::text_key::TextKey;

/// The name of the file that the list is offered as.
const FILE_NAME: &str = "orders-unreadable.txt";

/// A notice of what happened, with the list as a file for somebody who can read it; `None` if
/// everything could be read.
#[component]
pub(super) fn Unreadable() -> impl IntoView {
    let (i18n, past) = (use_i18n(), use_past_orders());
    let forget = move || past.change(store::forget_unreadable_orders);
    move || {
        // Forgetting it is a change of the list.
        past.list();
        let text = store::unreadable_orders()?;
        Some(view! {
            <section class="orders-erase">
                {move || notice(
                    Tone::Warn,
                    i18n.text(TextKey::OrdersUnreadableTitle),
                    Some(i18n.text(TextKey::OrdersUnreadableBody)),
                )} <div class="actions">
                    <a
                        class="button button-quiet"
                        download=FILE_NAME
                        href=address_of("text/plain", &text)
                    >
                        {t(TextKey::OrdersUnreadableSave)}
                    </a>
                    <Button class="button button-plain" on_press=forget>
                        {t(TextKey::OrdersUnreadableForget)}
                    </Button>
                </div>
            </section>
        })
    }
}
