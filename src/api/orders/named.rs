//! Finds the items of an order that a problem names.

use super::{Item, OrderRequest, ProductValue};
use shop_core::model::cart::RANGE;
use shop_core::model::problem::ProblemGoods;

impl OrderRequest {
    /// The coupon, if one is sent.
    pub fn coupon(&self) -> Option<&str> {
        self.promo_code.as_deref()
    }

    /// The indices of the items that these goods may be. If the recipient fits none, because it
    /// comes in another spelling, only the goods count.
    pub fn places_of(&self, goods: &ProblemGoods) -> Vec<usize> {
        let places = |is_one: &dyn Fn(&Item) -> bool| {
            let items = self.deliveries.iter().enumerate();
            items
                .filter(|(_, item)| item.is_one_of(goods) && is_one(item))
                .map(|(place, _)| place)
                .collect::<Vec<_>>()
        };
        let own = places(&|item| {
            let told = goods.beneficiary.as_deref();
            told.is_none_or(|told| told.trim().eq_ignore_ascii_case(&item.beneficiary_account))
        });
        if own.is_empty() {
            places(&|_| true)
        } else {
            own
        }
    }
}

impl Item {
    /// Whether a problem's goods can be this item.
    fn is_one_of(&self, goods: &ProblemGoods) -> bool {
        let fits = |told: &Option<String>, own: &str| {
            told.as_ref()
                .is_none_or(|told| told.trim().eq_ignore_ascii_case(own.trim()))
        };
        // A range may come back under the label of its amount; then the amount itself counts.
        let is_denomination =
            self.denomination == RANGE || fits(&goods.denomination, &self.denomination);
        let is_value = match (&self.product_value, &goods.value) {
            (Some(own), Some(told)) => ProductValue::new(told) == *own,
            _ => true,
        };
        is_denomination
            && is_value
            && goods.brand.trim() == self.brand_name.trim()
            && fits(&goods.country, &self.country_code)
    }
}
