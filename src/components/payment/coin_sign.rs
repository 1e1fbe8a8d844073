//! The sign of a coin.

use leptos::prelude::*;
use shop_core::model::coin_sign::{CoinGroup, CoinMark};

use crate::components::ui::icon::part_of_icon;

/// A coin's sign: the shape of its group with its letters. Decoration: the ticker stands beside it.
#[component]
pub fn CoinSign(
    /// What it shows.
    mark: CoinMark,
) -> impl IntoView {
    coin_sign(mark)
}

/// Not generic, so the program has one copy of it.
fn coin_sign(mark: CoinMark) -> AnyView {
    let outline = match mark.group {
        CoinGroup::Stablecoins => part_of_icon("coin-circle"),
        CoinGroup::Bitcoin => part_of_icon("coin-hexagon"),
        CoinGroup::Others => part_of_icon("coin-square"),
    };
    let content = match (mark.group, mark.is_lightning) {
        (CoinGroup::Bitcoin, true) => part_of_icon("coin-bolt"),
        (CoinGroup::Bitcoin, false) => part_of_icon("coin-bitcoin"),
        _ => {
            let size = if mark.letters.chars().count() > 2 {
                "9"
            } else {
                "11"
            };
            view! {
                <text x="14" y="14" dy=".36em" font-size=size text-anchor="middle">
                    {mark.letters}
                </text>
            }
            .into_any()
        }
    };
    let class = if mark.is_bridged {
        "coin coin-bridged"
    } else {
        "coin"
    };
    view! {
        <svg class=class viewBox="0 0 28 28" aria-hidden="true">
            {outline}
            {content}
        </svg>
    }
    .into_any()
}
