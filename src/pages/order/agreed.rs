//! Shows what the buyer agreed to if the order asks for something else: before it is paid, because
//! sent money doesn't come back by itself.

use crate::components::ui::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::store;
use leptos::prelude::*;
use shop_core::model::money::Amount;
use shop_core::model::order::Order;
use shop_core::model::payment::{Pair, is_same_coin, is_same_network, network_words};
use shop_core::text_key::TextKey;

/// The notice, while the order waits for money.
pub(super) fn view(i18n: I18n, order: &Order, now: f64) -> Option<AnyView> {
    // It is unknown what an order asks for if its sums disagree.
    if !order.asks_for_payment() || order.sums_disagree() {
        return None;
    }
    let kept = store::agreed_of(&order.id, now)?;
    // The amount, the coin, and a network that may be of several words.
    let mut parts = kept.splitn(3, ' ');
    let old = Amount::parse(parts.next()?)?;
    let pair = Pair::new(parts.next()?, parts.next().unwrap_or_default());
    let new = order.amount.as_ref()?;
    let rise = new
        .minus(&old)
        .filter(|_| is_same_coin(&pair.coin, &order.pair.coin));
    let sums = [
        ("old", &*i18n.coin_of(&old, &pair)),
        ("new", &*i18n.coin_of(new, &order.pair)),
        ("old_network", &*network_words(&pair)),
        ("new_network", &*network_words(&order.pair)),
        (
            "rise",
            &*rise
                .as_ref()
                .map_or_else(String::new, |rise| i18n.coin_of(rise, &pair)),
        ),
    ];
    let key = if old.is_zero() {
        TextKey::OrderAgreedCovered
    } else if rise.is_some() && is_same_network(&pair.network, &order.pair.network) {
        TextKey::OrderAgreedDearer
    } else {
        TextKey::OrderAgreedOther
    };
    let body = [
        &i18n.fill(key, &sums),
        " ",
        &i18n.text(TextKey::OrderAgreedFree),
    ]
    .concat();
    Some(notice(
        Tone::Warn,
        i18n.text(TextKey::OrderAgreedTitle),
        Some(body),
    ))
}
