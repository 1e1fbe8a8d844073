//! Coin and network, never a coin alone.

use leptos::prelude::*;

use crate::model::payment::{Pair, network_words};

/// The badge that stands wherever this money is named.
pub fn network_badge(pair: &Pair, class: &'static str) -> AnyView {
    view! { <span class=class><b>{pair.coin.clone()}</b> " " <span>{network_words(pair)}</span></span> }.into_any()
}
