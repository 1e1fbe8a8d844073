//! The time until which the price is held, and how long that is.

use crate::components::ui::icon::icon;
use crate::i18n::I18n;
use leptos::prelude::*;
use shop_core::text_key::{PluralKey, TextKey};

/// The number of minutes before the end from which they are counted.
const COUNTED_MINUTES: usize = 10;

/// A minute in milliseconds.
const MINUTE: f64 = 60_000.0;

/// The line of a payment with this deadline, while it isn't over; both are epoch milliseconds by the
/// API's clock.
pub fn time_left(i18n: I18n, deadline: u64, now: RwSignal<f64>) -> impl IntoView {
    // Whole minutes, and only the last ones: a countdown in seconds hurries
    // buyers into mistakes.
    let minutes =
        Memo::new(move |_| ((deadline as f64 - now.get()) / MINUTE).ceil().max(1.0) as usize);
    let time = i18n.time(deadline);
    let until = move || i18n.fill(TextKey::PayUntil, &[("time", &time)]);
    // A screen reader announces it three times only: announcing each minute would interrupt the
    // reading of an address. Empty otherwise, because the same words are shown beside it.
    let said = move || match minutes.get() {
        left @ (10 | 5 | 1) => i18n.count(PluralKey::PayMinutesLeft, left, &[]),
        _ => String::new(),
    };
    view! {
        <p class="pay-time">
            {icon("clock")}<span>
                <b>
                    {move || match minutes.get() {
                        left if left <= COUNTED_MINUTES => {
                            i18n.count(PluralKey::PayMinutesLeft, left, &[])
                        }
                        _ => String::new(),
                    }}
                </b>
                " "
                {until}
            </span><span class="visually-hidden" role="status">
                {said}
            </span>
        </p>
    }
}
