//! What an item costs, as far as it is known before the supplier gives a total for all of them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::api::endpoint::{FamilyProducts, RangePrice};
use crate::navigation::use_navigation;
use crate::remote::Remote;
use shop_core::model::brand::Brand;
use shop_core::model::cart::CartItem;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::model::payment::is_same_coin;
use shop_core::model::product::{Product, ProductGroup};

/// What is known of the price of one item.
#[derive(Clone, PartialEq)]
pub(super) enum ItemPrice {
    /// It is asked for.
    Asked,
    /// In the chosen coin.
    Known(Amount),
    /// Only the total of the order says it.
    Unknown,
    /// It can't be bought now.
    SoldOut,
}

/// The goods of one row of the page, which may change while the page is shown. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct RowGoods {
    item: Memo<Option<CartItem>>,
    /// The brand of the catalogue, once that is known; `Some(None)` if it isn't there.
    pub(super) brand: Memo<Option<Option<Arc<Brand>>>>,
    groups: Remote<Vec<ProductGroup>>,
    range_price: Remote<(String, Amount)>,
}

impl RowGoods {
    /// The goods of this item.
    pub(super) fn new(item: Memo<Option<CartItem>>) -> Self {
        let client: Client = expect_context();
        let navigation = use_navigation();
        let country = move || item.with(|item| Country::parse(&item.as_ref()?.country));
        let catalogue = Remote::new(client, move || {
            Some(api::brands(&client.prefix(), country()?))
        });
        let brand = Memo::new(move |_| {
            let Some(catalogue) = catalogue.get() else {
                // Without a catalogue no family is known, but all can still be ordered.
                return catalogue.error().map(|_| None);
            };
            let name = item.with(|item| Some(item.as_ref()?.brand.clone()))?;
            let mut brands = catalogue.brands.iter();
            let found = brands.find(|brand| brand.name == name);
            Some(found.map(|brand| Arc::new(brand.clone())))
        });
        let groups = Remote::new(client, move || {
            let brand = brand.get()??;
            let is_range = item.with(|item| item.as_ref().is_some_and(is_range));
            let (pair, language) = (navigation.pair(), navigation.language());
            let asked = FamilyProducts {
                country: country()?,
                family: &brand.family,
                coin: pair.price_coin(),
                language: &language,
            };
            (!is_range).then(|| api::products(&client.prefix(), asked))
        });
        let range_price = Remote::new(client, move || {
            let item = item.get()?;
            let pair = navigation.pair();
            let asked = RangePrice {
                country: Country::parse(&item.country)?,
                brand: &item.brand,
                face_value: item.value.as_ref()?,
                coin: pair.price_coin(),
            };
            Some(api::price(&client.prefix(), asked))
        });
        Self {
            item,
            brand,
            groups,
            range_price,
        }
    }

    /// Asks once more for a price that is short-lived.
    pub(super) fn ask_again(self) {
        if untrack(|| self.item.with(|item| item.as_ref().is_some_and(is_range))) {
            self.range_price.ask_again();
        }
    }

    /// The price of one item, tracked.
    pub(super) fn price(self) -> ItemPrice {
        let Some(item) = self.item.get() else {
            return ItemPrice::Unknown;
        };
        let brand = self.brand.get();
        if brand.iter().flatten().any(|brand| brand.is_out_of_stock) {
            return ItemPrice::SoldOut;
        }
        let without = |is_busy| {
            if is_busy {
                ItemPrice::Asked
            } else {
                ItemPrice::Unknown
            }
        };
        let coin = use_navigation().pair().coin;
        if is_range(&item) {
            return match self.range_price.get().as_deref() {
                Some((told, price)) if is_same_coin(told, &coin) => ItemPrice::Known(price.clone()),
                _ => without(self.range_price.is_busy()),
            };
        }
        let Some(groups) = self.groups.get() else {
            let is_nameless = matches!(brand, Some(None));
            return without(!is_nameless && self.groups.is_busy());
        };
        let Some(product) = product_of(&groups, &item) else {
            return ItemPrice::SoldOut;
        };
        match &product.price {
            Some(price) if is_same_coin(&product.coin, &coin) => ItemPrice::Known(price.clone()),
            _ => without(self.groups.is_busy()),
        }
    }
}

/// Whether its price is asked for by its amount.
fn is_range(item: &CartItem) -> bool {
    item.value.is_some()
}

/// The product that is in the cart, if it is sold now.
fn product_of<'a>(groups: &'a [ProductGroup], item: &CartItem) -> Option<&'a Product> {
    let group = groups.iter().find(|group| group.brand == item.brand)?;
    let mut products = group.products.iter().filter(|_| !group.is_out_of_stock);
    products.find(|product| {
        product.denomination.as_ref() == Some(&item.denomination) && product.is_orderable()
    })
}
