//! How far an order is: four dots, the exact state in words, how fresh it is.

use std::sync::Arc;

use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::model::order::{Order, Stage};
use crate::reactive::Derived;
use crate::tracking::Link;

/// The line of an order. It stays in place while what it says changes, or no
/// screen reader would say it (WCAG 4.1.3).
pub fn status_line(order: Derived<Option<Arc<Order>>>, link: Derived<Link>) -> View {
    let i18n = I18n::here();
    let state =
        Derived::new(move || order.with(|order| order.as_ref().map(|order| order.state.clone())));
    let tone = move || match state.get()?.stage() {
        Stage::Delivered => Some("good"),
        Stage::Review => Some("warn"),
        Stage::Ended => Some("bad"),
        Stage::Waiting | Stage::Paid | Stage::Delivering => None,
    };
    let words = move || {
        let state = state.get()?;
        let words = i18n.text(&["order.state_", state.key()].concat());
        Some(element("strong").child(words).into_child())
    };
    element("section")
        .attr("class", "status")
        .attr("aria-label", i18n.text("order.status"))
        .live_attr("data-tone", tone)
        .child(move || dots(i18n, state.get()?.stage()))
        .child(
            element("p")
                .attr("class", "status-now")
                .attr("role", "status")
                .child(words)
                .child(move || freshness(i18n, &link.get())),
        )
        .into_child()
}

fn dots(i18n: I18n, stage: Stage) -> Option<View> {
    let step = match stage {
        // What has ended waits for nothing, and no dot would be true of it.
        Stage::Ended => return None,
        Stage::Waiting => 0,
        Stage::Paid => 1,
        Stage::Delivering | Stage::Review => 2,
        Stage::Delivered => 3,
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
            .into_child()
    });
    Some(
        element("ol")
            .attr("class", "steps")
            .attr("role", "list")
            .child(dots.collect::<Vec<_>>())
            .into_child(),
    )
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
