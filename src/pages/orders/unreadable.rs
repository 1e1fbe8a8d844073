//! A list of orders that could not be read as a whole: what was saved of it, and the rest.

use super::button;
use crate::backup::address_of;
use crate::components::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::past_orders::PastOrders;
use crate::store;

/// The name of the file that the list is offered as.
const FILE_NAME: &str = "orders-unreadable.txt";

/// What happened, with the list as a file for somebody who can read it; nothing where all could be
/// read.
pub(super) fn view(i18n: I18n, past: PastOrders) -> Option<View> {
    // Forgetting it is a change of the list.
    past.list();
    let text = store::unreadable_orders()?;
    let forget = move || past.change(store::forget_unreadable_orders);
    let file = element("a")
        .attr("class", "button button-quiet")
        .attr("download", FILE_NAME)
        .attr("href", address_of("text/plain", &text))
        .child(i18n.text("orders.unreadable_save"));
    Some(
        element("section")
            .attr("class", "orders-erase")
            .child(notice(
                Tone::Warn,
                i18n.text("orders.unreadable_title"),
                Some(i18n.text("orders.unreadable_body")),
            ))
            .child(
                element("div")
                    .attr("class", "actions")
                    .child(file)
                    .child(button(
                        "",
                        "button button-plain",
                        i18n.text("orders.unreadable_forget"),
                        forget,
                    )),
            )
            .into_child(),
    )
}
