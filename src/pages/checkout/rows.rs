//! The rows of the cart: equal items for one recipient are one row.

use leptos::prelude::*;

use super::prices::{ItemPrice, RowGoods};
use crate::cart::use_cart;
use crate::reactive::every;
use crate::tracking;
use shop_core::model::cart::{CartItem, MOST_ITEMS, rows_of};
use shop_core::model::money::Amount;
use shop_core::text_key::TextKey;

/// After how many milliseconds the price of an amount within a range is asked for again
/// (docs/api.md#how-long-a-price-holds).
const PRICE_LIFE_MILLISECONDS: u64 = 30_000;

/// The rows. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct CartRows {
    ids: Memo<Vec<Vec<u32>>>,
    /// The goods of each row. There are as many as an order takes, so that a row that moves up
    /// finds the answers that are there.
    goods: StoredValue<Vec<RowGoods>>,
}

impl CartRows {
    /// The rows of the cart. `for_others` has the items whose recipient's email is still missing.
    pub(super) fn new(for_others: RwSignal<Vec<u32>>) -> Self {
        let cart = use_cart();
        let ids = Memo::new(move |before: Option<&Vec<Vec<u32>>>| {
            let before = before.map(Vec::as_slice).unwrap_or_default();
            for_others.with(|for_others| rows_of(&cart.items(), for_others, before))
        });
        let goods: Vec<RowGoods> = (0..MOST_ITEMS)
            .map(|index| {
                RowGoods::new(Memo::new(move |_| {
                    let first = ids.with(|rows| rows.get(index)?.first().copied())?;
                    let item = cart.items().into_iter().find(|item| item.id == first)?;
                    // Who gets it changes with each letter, and no price.
                    Some(CartItem {
                        beneficiary: String::new(),
                        ..item
                    })
                }))
            })
            .collect();
        let goods = StoredValue::new(goods);
        every(PRICE_LIFE_MILLISECONDS, move || {
            if !tracking::page_is_hidden() {
                goods.with_value(|goods| goods.iter().for_each(|goods| goods.ask_again()));
            }
        });
        Self { ids, goods }
    }

    /// The ids of a row's items, tracked; empty if there is no such row.
    pub(super) fn ids(self, index: usize) -> Vec<u32> {
        let row = self.ids.with(|rows| rows.get(index).cloned());
        row.unwrap_or_default()
    }

    /// The index of the row with this item, tracked.
    pub(super) fn index_of(self, id: u32) -> Option<usize> {
        self.ids
            .with(|rows| rows.iter().position(|row| row.contains(&id)))
    }

    /// The goods of a row.
    pub(super) fn goods(self, index: usize) -> Option<RowGoods> {
        self.goods.with_value(|goods| goods.get(index).copied())
    }

    /// The sum of all items, tracked; only if the price of each is known.
    pub(super) fn sum(self) -> Option<Amount> {
        let prices: Option<Vec<Amount>> = self
            .prices()
            .into_iter()
            .flat_map(|(count, price)| std::iter::repeat_n(price, count))
            .map(|price| match price {
                ItemPrice::Known(price) => Some(price),
                _ => None,
            })
            .collect();
        sum_of(prices?)
    }

    /// The words in place of a total, tracked.
    pub(super) fn why_without_sum(self) -> TextKey {
        let mut prices = self.prices().into_iter();
        if prices.any(|(_, price)| price == ItemPrice::Asked) {
            TextKey::ProductAskingPrice
        } else {
            TextKey::ProductNoPrice
        }
    }

    /// How many items each row has, and what one of them costs.
    fn prices(self) -> Vec<(usize, ItemPrice)> {
        let counts = self.ids.with(|rows| rows.iter().map(Vec::len).collect());
        let counts: Vec<usize> = counts;
        let rows = counts.into_iter().enumerate();
        rows.filter_map(|(index, count)| Some((count, self.goods(index)?.price())))
            .collect()
    }
}

/// The sum of these amounts, if there are any.
pub(super) fn sum_of(amounts: Vec<Amount>) -> Option<Amount> {
    let mut amounts = amounts.into_iter();
    let first = amounts.next()?;
    amounts.try_fold(first, |sum, amount| sum.plus(&amount))
}
