//! An amount whose digits can be selected by hand without its coin.

use leptos::prelude::*;

/// The amount in two parts: selecting it gives exactly the digits for a wallet's or an exchange's
/// field, and the coin is only for reading.
pub(super) fn digits(sum: &str) -> AnyView {
    let Some((digits, coin)) = sum.split_once('\u{a0}') else {
        return sum.to_owned().into_any();
    };
    view! {
        <span class="digits">
            <span>{digits.to_owned()}</span>
            <span>{["\u{a0}", coin].concat()}</span>
        </span>
    }
    .into_any()
}
