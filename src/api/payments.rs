//! Readers of the payment options.

#![cfg_attr(not(test), warn(clippy::disallowed_types, clippy::float_arithmetic))]

use shop_core::json::{Fields, Json, rows};
use shop_core::model::display_text::cleaned;
use shop_core::model::money::Amount;
use shop_core::model::network_name::{chain_id, is_testnet};
use shop_core::model::payment::{Pair, PaymentOption, PaymentOptions, network_words};

/// The via for plain wallets. The others are checkouts of other companies,
/// which this shop doesn't offer (docs/api.md#vias).
pub(crate) const VIA: &str = "USER_WALLET";

/// Every pair of the plain-wallet via.
pub fn payment_options(body: &Json<'_>) -> Option<PaymentOptions> {
    let vias = rows(body.as_list()?, Some).items;
    let via = vias.into_iter().find(|via| via.text("name") == Some(VIA))?;
    let via_blocked = via.is_denied("available");
    let mut options = Vec::new();
    for currency in rows(via.list("currencies"), Some).items {
        let Some(coin) = currency.text("name") else {
            continue;
        };
        let coin_blocked = via_blocked || currency.is_set("is_suspended");
        options.extend(
            rows(currency.list("networks"), |network| {
                option(coin, network, coin_blocked)
            })
            .items,
        );
    }
    Some(PaymentOptions { options })
}

fn option(coin: &str, network: Fields<'_>, is_blocked: bool) -> Option<PaymentOption> {
    let name = network.text("name")?;
    // A known name with another chain's id: it is unknown where the money would go.
    let is_elsewhere = network
        .amount("chain_id")
        .zip(chain_id(name))
        .is_some_and(|(told, known)| Amount::parse(&known.to_string()) != Some(told));
    if is_testnet(name) || is_elsewhere {
        return None;
    }
    let pair = Pair::new(coin, name);
    Some(PaymentOption {
        network_title: network
            .text("display_name")
            .map_or_else(|| network_words(&pair), cleaned),
        threshold: network
            .amount("threshold")
            .map(|threshold| threshold.trimmed()),
        transfer_cost: network.text("estimated_transfer_cost").map(cleaned),
        is_suspended: is_blocked || network.is_set("is_suspended"),
        is_refused: false,
        pair,
    })
}
