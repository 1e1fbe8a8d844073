//! The way back to an order from outside of the page that a widget stands in.

use std::sync::Arc;

use crate::components::copy_button::copy_button;
use crate::components::icon::icon;
use crate::components::notice::{Tone, notice};
use crate::host::Host;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::Derived;
use shop_core::model::order::Order;
use shop_core::route::Route;

/// The order in the shop itself, in a new tab: what a widget keeps, a browser
/// keeps for the partner's page alone, if at all.
pub(super) fn view(i18n: I18n, host: Host, order: Derived<Option<Arc<Order>>>) -> Option<View> {
    let link = order.with(|order| {
        let route = Route::order(&order.as_ref()?.id);
        Some(Navigation::here().link(&route))
    })?;
    let body = i18n.fill("embed.full_body", &[("host", &host.name.get())]);
    Some(
        element("section")
            .attr("class", "orders-erase")
            .child(notice(
                Tone::Plain,
                i18n.text("embed.full_title"),
                Some(body),
            ))
            .child(
                element("div")
                    .attr("class", "actions")
                    .child(
                        element("a")
                            .attr("class", "button button-quiet")
                            .attr("href", link.clone())
                            .attr("target", "_blank")
                            .attr("rel", "noopener noreferrer")
                            .child(i18n.text("embed.open_full"))
                            .child(icon("external-link")),
                    )
                    .child(copy_button(link, i18n.text("order.copy_link"))),
            )
            .into_child(),
    )
}
