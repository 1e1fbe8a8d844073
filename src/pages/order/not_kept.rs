//! The way back to an order that this device can't remember.

use std::sync::Arc;

use crate::components::copy_button::copy_button;
use crate::components::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::Derived;
use shop_core::model::order::Order;
use shop_core::route::Route;

/// The link to keep, with its own copy button.
pub(super) fn view(i18n: I18n, order: Derived<Option<Arc<Order>>>) -> Option<View> {
    let link = order.with(|order| {
        let route = Route::order(&order.as_ref()?.id);
        Some(Navigation::here().link(&route))
    })?;
    Some(
        element("section")
            .attr("class", "orders-erase")
            .child(notice(
                Tone::Warn,
                i18n.text("order.not_kept_title"),
                Some(i18n.text("order.not_kept_body")),
            ))
            .child(
                element("div")
                    .attr("class", "kept-link")
                    .child(
                        element("code")
                            .attr("dir", "ltr")
                            .verbatim()
                            .child(link.clone()),
                    )
                    .child(copy_button(link, i18n.text("order.copy_link"))),
            )
            .into_child(),
    )
}
