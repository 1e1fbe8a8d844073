//! The one of the two codes that this buyer prefers to scan.

use leptos::prelude::*;
use std::sync::Arc;

use crate::host::use_host;
use crate::reactive::effect;
use crate::store;
use shop_core::model::order::Order;

/// Whether the buyer prefers the other form of the code for this coin on this
/// network; kept for the next order. For another coin of the network the other
/// form may be the one with less in it.
pub(super) fn preferred_code(order: Memo<Arc<Order>>) -> RwSignal<bool> {
    let key = untrack(|| {
        order.with(|order| ["code ", &*order.pair.coin, " ", &order.pair.network].concat())
    });
    // A widget keeps no habits: its storage is the partner's page's.
    if use_host().is_some() {
        return RwSignal::new(false);
    }
    let prefers_other = RwSignal::new(store::preference(&key).is_some());
    effect(move || {
        let kept = prefers_other.get().then_some("other");
        if store::preference(&key).as_deref() != kept {
            store::remember(&key, kept);
        }
    });
    prefers_other
}
