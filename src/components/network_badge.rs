//! Coin and network, never a coin alone.

use crate::markup::{IntoChild, View, element};
use shop_core::model::payment::{Pair, coin_words, network_words};

/// The badge that stands wherever this money is named.
pub fn network_badge(pair: &Pair, class: &'static str) -> View {
    element("span")
        .attr("class", class)
        .verbatim()
        .child(element("b").child(coin_words(&pair.coin).to_owned()))
        .child(" ")
        .child(element("span").child(network_words(pair)))
        .into_child()
}
