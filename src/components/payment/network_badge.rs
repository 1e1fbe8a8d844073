//! Coin and network, never a coin alone.

use leptos::prelude::*;
use shop_core::model::payment::{Pair, coin_words, network_words};

/// The badge that is shown wherever this money is named.
pub fn network_badge(pair: &Pair, class: &'static str) -> AnyView {
    view! {
        <span class=class translate="no">
            <b>{coin_words(&pair.coin).to_owned()}</b>
            " "
            <span>{network_words(pair)}</span>
        </span>
    }
    .into_any()
}
