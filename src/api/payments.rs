//! Readers of the ways to pay.

use crate::json::{Fields, Json, rows};
use crate::model::display_text::cleaned;
use crate::model::payment::{Pair, PaymentOption, PaymentOptions, network_words};

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
    let pair = Pair::new(coin, network.text("name")?);
    Some(PaymentOption {
        network_title: network
            .text("display_name")
            .map_or_else(|| network_words(&pair), cleaned),
        threshold: network
            .amount("threshold")
            .map(|threshold| threshold.trimmed()),
        transfer_cost: network.text("estimated_transfer_cost").map(cleaned),
        is_suspended: is_blocked || network.is_set("is_suspended"),
        pair,
    })
}
