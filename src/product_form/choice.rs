//! The choice of what is bought: one of a brand's products, and the amount of a range.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api;
use crate::api::ApiError;
use crate::api::client::Client;
use crate::api::endpoint::RangePrice;
use crate::i18n::{I18n, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::reactive::every;
use crate::remote::Remote;
use crate::tracking;
use shop_core::model::cart::{CartItem, RANGE};
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::payment::is_same_coin;
use shop_core::model::problem::{Field, Problem};
use shop_core::model::product::{
    AmountFault, DeliveryType, Product, ProductGroup, Range, Sort, has_one_money, plain_number,
};
use shop_core::route::query_name::{AMOUNT, OPTION};
use shop_core::text_key::TextKey;

/// After how many milliseconds a shown price is asked for again. Integrations take 15 to 45 s
/// (docs/api.md#how-long-a-price-holds).
const PRICE_LIFE_MILLISECONDS: u64 = 30_000;

/// The order of plans.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum PlanOrder {
    /// The lowest price first.
    Price,
    /// The least data first.
    Data,
    /// The fewest days first.
    Time,
}

/// The choice, kept in the address. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct ProductChoice {
    pub(super) group: Memo<Option<Arc<ProductGroup>>>,
    /// The text in the amount field, which need not be an amount.
    pub(super) typed: RwSignal<String>,
    price: Remote<(String, Amount)>,
    /// The order of plans.
    pub(super) plan_order: RwSignal<PlanOrder>,
}

impl ProductChoice {
    /// The choice that the address names, or the only one there is.
    pub(super) fn new(group: Memo<Option<Arc<ProductGroup>>>) -> Self {
        let client: Client = expect_context();
        let navigation = use_navigation();
        let typed = RwSignal::new(untrack(|| navigation.value(AMOUNT)).unwrap_or_default());
        let price = Remote::new(client, move || {
            // The address holds the amount a moment after the last key.
            let amount = navigation.value(AMOUNT)?;
            let product = chosen(group, navigation)?;
            let Sort::Range(range) = &product.sort else {
                return None;
            };
            let amount = range.check(&amount).ok()?;
            let brand = group.with(|group| group.as_ref().map(|group| group.brand.clone()))?;
            let pair = navigation.pair();
            let asked = RangePrice {
                country: navigation.country(),
                brand: &brand,
                face_value: &amount,
                coin: pair.price_coin(),
            };
            Some(api::price(&client.prefix(), asked))
        });
        // A price can change while the buyer looks at it; a price that isn't visible needs no
        // refreshing, and a refused amount is refused again.
        every(PRICE_LIFE_MILLISECONDS, move || {
            let is_refused = untrack(|| price.error()).is_some_and(|error| is_refusal(&error));
            if !tracking::page_is_hidden() && !is_refused {
                price.ask_again();
            }
        });
        Self {
            group,
            typed,
            price,
            plan_order: RwSignal::new(PlanOrder::Price),
        }
    }

    /// Takes the amount of another address, as a partner's page or a link gives it. Returns whether
    /// it differs from the amount in the field.
    pub(super) fn follow(self, asked: String) -> bool {
        let is_other = self
            .typed
            .with_untracked(|typed| plain_number(typed) != asked);
        if is_other {
            self.typed.set(asked);
        }
        is_other
    }

    /// The chosen product, tracked.
    pub(super) fn product(self) -> Option<Product> {
        chosen(self.group, use_navigation())
    }

    /// How it is delivered, tracked. Before anything is chosen: to a phone, if any of the products
    /// goes to one.
    pub(super) fn delivery(self) -> DeliveryType {
        if let Some(product) = self.product() {
            return product.delivery;
        }
        let is_to_phone = |one: &Product| one.delivery == DeliveryType::Phone && one.is_orderable();
        let has_phone = self.group.with(|group| {
            let group = group.as_ref();
            group.is_some_and(|group| group.products.iter().any(is_to_phone))
        });
        if has_phone {
            DeliveryType::Phone
        } else {
            DeliveryType::Email
        }
    }

    /// The amount of a range as judged, tracked.
    pub(super) fn amount(self) -> Option<Result<Amount, AmountFault>> {
        match self.product()?.sort {
            Sort::Range(range) => Some(range.check(&self.typed.get())),
            Sort::Fixed | Sort::Plan { .. } | Sort::Label => None,
        }
    }

    /// Its value in money, tracked.
    pub(super) fn face_value(self) -> Option<FaceValue> {
        let product = self.product()?;
        match &product.sort {
            Sort::Range(range) => Some(FaceValue {
                amount: self.amount()?.ok()?,
                currency: range.currency.clone(),
            }),
            Sort::Fixed | Sort::Plan { .. } | Sort::Label => product.face_value,
        }
    }

    /// The price in the buyer's coin, tracked; absent while it isn't known for
    /// exactly this amount and coin.
    pub(super) fn price(self) -> Option<Amount> {
        let coin = use_navigation().pair().coin;
        let product = self.product()?;
        if !matches!(product.sort, Sort::Range(_)) {
            return product.price.filter(|_| is_same_coin(&product.coin, &coin));
        }
        let (priced_in, price) = (*self.price.get()?).clone();
        (self.is_asked() && is_same_coin(&priced_in, &coin)).then_some(price)
    }

    /// The words for a bar without a price: what is missing, or that the price is asked for.
    /// Tracked.
    pub(super) fn why_without_price(self) -> TextKey {
        let Some(product) = self.product() else {
            return TextKey::ProductChoose;
        };
        let is_range = matches!(product.sort, Sort::Range(_));
        if is_range && !matches!(self.amount(), Some(Ok(_))) {
            TextKey::ProductChoose
        } else if !self.is_asked() && is_range || self.price.is_busy() {
            TextKey::ProductAskingPrice
        } else {
            TextKey::ProductNoPrice
        }
    }

    /// Whether the amount of a range is the one that a price is asked for: while the field is
    /// ahead of the address it isn't. Tracked.
    fn is_asked(self) -> bool {
        let asked = use_navigation().value(AMOUNT);
        let asked = asked.and_then(|asked| Amount::parse(&asked));
        asked.is_some() && self.amount().and_then(Result::ok) == asked
    }

    /// Whether the API says that it doesn't sell this amount, tracked.
    pub(super) fn is_refused(self) -> bool {
        let error = self.price.error().filter(|_| !self.price.is_busy());
        self.is_asked() && error.is_some_and(|error| is_refusal(&error))
    }

    /// Whether all sums of the page are in the chosen country's own money.
    pub(super) fn is_bare(self) -> bool {
        // New prices are in the same money, so they must not rebuild the caller.
        untrack(|| {
            let country = use_navigation().country();
            self.group.with(|group| {
                let group = group.as_ref();
                group.is_some_and(|group| has_one_money(&group.products, country.code()))
            })
        })
    }

    /// The item for the cart or the order; `None` while the choice isn't complete.
    pub(super) fn item(self) -> Option<CartItem> {
        let product = self.product().filter(Product::is_orderable)?;
        let (denomination, value) = match &product.sort {
            Sort::Range(_) => (RANGE.to_owned(), Some(self.amount()?.ok()?)),
            Sort::Fixed | Sort::Plan { .. } | Sort::Label => (product.denomination.clone()?, None),
        };
        let (brand, title) = self.group.with(|group| {
            let group = group.as_ref()?;
            Some((group.brand.clone(), group.title.clone()))
        })?;
        let i18n = use_i18n();
        let credited = product.credited(value.as_ref());
        let label = match &value {
            Some(_) => i18n.money(&self.face_value()?),
            // The cart also has goods of other countries.
            None => product.label_words(false),
        };
        Some(CartItem {
            id: 0,
            title,
            label,
            brand,
            country: use_navigation().country().code().to_owned(),
            denomination,
            value,
            localized_denomination: product.localized_denomination,
            credited,
            is_for_phone: product.delivery == DeliveryType::Phone,
            beneficiary: String::new(),
        })
    }
}

/// Whether an error is shown at the field for an amount.
pub(super) fn is_said(choice: ProductChoice) -> bool {
    choice.is_refused()
        || (choice.amount().is_some_and(|amount| amount.is_err())
            && !choice.typed.get().trim().is_empty())
}

/// Whether the amount is the reason that no price was given, which then stays so
/// (docs/api.md#steps).
fn is_refusal(error: &ApiError) -> bool {
    match error {
        ApiError::Status { code, .. } => matches!(code, 400 | 404 | 422),
        ApiError::Problems(problems) => {
            let is_about_coin = |problem: &Problem| problem.field() == Field::Payment;
            !problems.iter().any(is_about_coin)
        }
        _ => false,
    }
}

/// The product that the address names, if this country has it; else the only one there is. Among
/// several, none is chosen for the buyer.
fn chosen(group: Memo<Option<Arc<ProductGroup>>>, navigation: Navigation) -> Option<Product> {
    let group = group.get()?;
    let named = navigation
        .value(OPTION)
        .and_then(|key| group.products.iter().find(|product| product.key == key));
    let sold = || {
        group
            .products
            .iter()
            .filter(|product| product.is_orderable())
    };
    let only = sold().next().filter(|_| sold().nth(1).is_none());
    let named = named.or(only).cloned();
    // A link that names an amount and no product means the product of that value.
    let worth = |amount: &Amount| {
        let fits = |product: &&Product| match &product.sort {
            Sort::Range(range) => range.check(amount.as_str()).is_ok(),
            _ => product
                .face_value
                .as_ref()
                .is_some_and(|value| value.amount == *amount),
        };
        sold().find(fits).cloned()
    };
    named.or_else(|| worth(&Amount::parse(&navigation.value(AMOUNT)?)?))
}

/// The bounds of a range in words. `is_bare`: whether the sign of its money is enough.
pub(super) fn bounds(i18n: I18n, range: &Range, is_bare: bool) -> String {
    let min = i18n.fiat(&range.min, &range.currency, is_bare);
    let max = i18n.fiat(&range.max, &range.currency, is_bare);
    i18n.fill(TextKey::ProductBounds, &[("min", &min), ("max", &max)])
}
