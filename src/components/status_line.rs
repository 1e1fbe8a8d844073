//! How far an order is: four dots, the exact state in words, how fresh it is.

use std::sync::Arc;

use super::host_pay::was_sent;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::reactive::Derived;
use shop_core::model::order::{Order, OrderState, Stage};
use shop_core::order_tracking::Link;

/// The line of an order, which was heard of last at `checked_at` (epoch milliseconds). It stays in place while what it says changes, or no
/// screen reader would say it (WCAG 4.1.3).
pub fn status_line(
    order: Derived<Option<Arc<Order>>>,
    link: Derived<Link>,
    checked_at: Derived<f64>,
) -> View {
    let i18n = I18n::here();
    let state =
        Derived::new(move || order.with(|order| order.as_ref().map(|order| order.state.clone())));
    let tone = move || match state.get()? {
        // Not all is well.
        OrderState::DoneInPart => Some("warn"),
        state => tone_of(state.stage()),
    };
    // "Waiting for payment" would ask for what the page around has sent already.
    let is_sent = Derived::new(move || {
        was_sent()
            && order.with(|order| order.as_ref().is_some_and(|order| order.asks_for_payment()))
    });
    let words = move || {
        let state = state.get()?;
        let words = i18n.text(&if is_sent.get() {
            "embed.word_sent".to_owned()
        } else {
            ["order.state_", state.key()].concat()
        });
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
                .child(move || freshness(i18n, &link.get(), checked_at)),
        )
        .into_child()
}

fn tone_of(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Delivered => Some("good"),
        Stage::Review => Some("warn"),
        Stage::Ended => Some("bad"),
        Stage::Waiting | Stage::Paid | Stage::Delivering => None,
    }
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

fn freshness(i18n: I18n, link: &Link, checked_at: Derived<f64>) -> Option<View> {
    // Only where nothing is asked, or nothing answers, is the time of the last answer read.
    let since = |key| {
        let time = i18n.time(checked_at.get() as u64);
        i18n.fill(key, &[("time", &time)])
    };
    let (kind, words) = match link {
        Link::Live => ("live", i18n.text("order.link_live")),
        // What has ended needs no word on how fresh it is.
        Link::Ended => return None,
        Link::Connecting => ("slow", i18n.text("order.link_connecting")),
        Link::Polling => ("slow", i18n.text("order.link_polling")),
        Link::Retrying { .. } => ("slow", i18n.text("order.link_retrying")),
        Link::Resting => ("slow", since("order.link_resting")),
        Link::Lost { is_answered: false } => ("off", since("order.link_lost")),
        Link::Lost { is_answered: true } => ("off", since("order.link_refused")),
    };
    Some(
        element("span")
            .attr("class", "fresh")
            .attr("data-link", kind)
            .child(words)
            .into_child(),
    )
}
