//! Until when the price is held, and how long that is.

use super::icon::icon;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::reactive::{Derived, State};

/// From how many minutes before the end they are counted.
const COUNTED_MINUTES: usize = 10;

/// A minute in milliseconds.
const MINUTE: f64 = 60_000.0;

/// The line of a payment with this deadline; both are epoch milliseconds by the API's clock.
pub fn time_left(i18n: I18n, deadline: u64, now: State<f64>) -> View {
    // Whole minutes, and only the last ones: a countdown in seconds hurries
    // buyers into mistakes.
    let minutes =
        Derived::new(move || ((deadline as f64 - now.get()) / MINUTE).ceil().max(0.0) as usize);
    let until = i18n.time(deadline);
    // Said aloud three times and no more: each minute would talk into the reading of an
    // address. Empty otherwise, as the same words stand beside it.
    let said = move || match minutes.get() {
        left @ (10 | 5 | 1) => i18n.count("pay.minutes_left", left, &[]),
        _ => String::new(),
    };
    element("p")
        .attr("class", "pay-time")
        .child(icon("clock"))
        .child(
            element("span")
                .child(element("b").child(move || match minutes.get() {
                    0 => i18n.text("pay.no_time_left"),
                    left if left <= COUNTED_MINUTES => i18n.count("pay.minutes_left", left, &[]),
                    _ => String::new(),
                }))
                .child(" ")
                .child(move || {
                    // No price is held once the time is over.
                    (minutes.get() > 0).then(|| i18n.fill("pay.until", &[("time", &until)]))
                }),
        )
        .child(
            element("span")
                .attr("class", "visually-hidden")
                .attr("role", "status")
                .child(said),
        )
        .into_child()
}
