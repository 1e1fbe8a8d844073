//! How far an order is: four dots, the exact state in words, how fresh it is.

use crate::i18n::I18n;
use crate::markup::{Element, IntoChild, View, element};
use crate::model::order::{Order, Stage};
use crate::tracking::Link;

/// The line of an order.
pub fn status_line(order: &Order, link: &Link) -> View {
    let i18n = I18n::here();
    let step = match order.state.stage() {
        Stage::Waiting | Stage::Ended => 0,
        Stage::Paid => 1,
        Stage::Delivering | Stage::Review => 2,
        Stage::Delivered => 3,
    };
    let tone = match order.state.stage() {
        Stage::Delivered => Some("good"),
        Stage::Review => Some("warn"),
        Stage::Ended => Some("bad"),
        Stage::Waiting | Stage::Paid | Stage::Delivering => None,
    };
    let steps = [
        "order.step_waiting",
        "order.step_paid",
        "order.step_delivering",
        "order.step_delivered",
    ];
    let dots = steps.into_iter().enumerate().map(|(place, key)| {
        element("li")
            .attr("aria-current", (place == step).then_some("step"))
            .child(i18n.text(key))
    });
    // What has ended waits for nothing, and no dot would be true of it.
    let dots = (order.state.stage() != Stage::Ended).then(|| {
        element("ol")
            .attr("class", "steps")
            .attr("role", "list")
            .child(dots.map(Element::into_child).collect::<Vec<_>>())
            .into_child()
    });
    let state = i18n.text(&["order.state_", order.state.key()].concat());
    element("section")
        .attr("class", "status")
        .attr("aria-label", i18n.text("order.status"))
        .attr("data-tone", tone)
        .child(dots)
        .child(
            element("p")
                .attr("class", "status-now")
                .attr("role", "status")
                .child(element("strong").child(state))
                .child(freshness(i18n, link)),
        )
        .into_child()
}

fn freshness(i18n: I18n, link: &Link) -> Option<View> {
    let (kind, words) = match link {
        Link::Live => ("live", i18n.text("order.link_live")),
        // What has ended needs no word on how fresh it is.
        Link::Ended => return None,
        Link::Connecting => ("slow", i18n.text("order.link_connecting")),
        Link::Polling => ("slow", i18n.text("order.link_polling")),
        Link::Retrying { .. } => ("slow", i18n.text("order.link_retrying")),
    };
    Some(
        element("span")
            .attr("class", "fresh")
            .attr("data-link", kind)
            .child(words)
            .into_child(),
    )
}
