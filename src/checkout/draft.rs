//! A draft that is ready to be ordered.

use crate::api::orders::OrderRequest;
use crate::store::BoughtGoods;
use shop_core::model::money::Amount;
use shop_core::model::order::Order;
use shop_core::model::payment::{Pair, is_same_coin, is_same_network};
use shop_core::model::problem::Problem;

/// Something ready to be ordered.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// The request that is sent.
    pub order: OrderRequest,
    /// The coin and network that it is paid with.
    pub pair: Pair,
    /// The total that the buyer has seen for exactly this, if any.
    pub shown: Option<Amount>,
    /// The ids of its items in the cart, in the order's order; they leave the cart once ordered.
    pub from_cart: Vec<u32>,
}

impl Draft {
    /// Its goods, for the history of this device.
    pub(super) fn bought(&self) -> Vec<BoughtGoods> {
        let items = self.order.items().iter();
        items
            .map(|item| {
                // Everything else is sent to an email address.
                let phone = Some(&item.beneficiary_account).filter(|to| to.starts_with('+'));
                BoughtGoods {
                    brand: item.brand_name.clone(),
                    country: item.country_code.clone(),
                    phone: phone.cloned().unwrap_or_default(),
                }
            })
            .collect()
    }

    /// The items of the cart that a problem names.
    pub(super) fn items_of(&self, problem: &Problem) -> Vec<u32> {
        let goods = problem.details.goods.iter();
        let places = goods.flat_map(|goods| self.order.places_of(goods));
        places
            .filter_map(|place| self.from_cart.get(place).copied())
            .collect()
    }

    /// What was agreed to, in a few words, if the order asks for another way to pay, or for more
    /// than `per_mille` thousandths above the total.
    pub(super) fn otherwise_agreed(
        &self,
        order: &Order,
        total: &Amount,
        per_mille: u128,
    ) -> Option<String> {
        let pair = &self.pair;
        let is_dearer = order
            .amount
            .as_ref()
            .is_some_and(|amount| amount.exceeds(total, per_mille));
        let (coin, network) = (&order.pair.coin, &order.pair.network);
        // Any name of the chosen coin or network counts as the same.
        let is_paid_otherwise = (!coin.is_empty() && !is_same_coin(coin, &pair.coin))
            || (!network.is_empty() && !is_same_network(network, &pair.network));
        (is_dearer || is_paid_otherwise)
            .then(|| [total.as_str(), " ", &pair.coin, " ", &pair.network].concat())
    }
}
