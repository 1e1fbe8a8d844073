//! Top-ups: the number first, then the operators of its country, then everything to order.

mod number;
mod operators;
mod used_numbers;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::brand::goods;
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::offer::Offer;
use crate::product_form::{Outside, ProductForm, brand_chips};
use crate::reactive::{effect, memo_without_comparing};
use number::PhoneNumber;
use operators::{operator_of, operators};
use shop_core::model::address_name::AddressName;
use shop_core::model::product::ProductGroup;
use shop_core::route::query_name::{SELLER, TAB};
use shop_core::text_key::TextKey;

/// The page of top-ups.
pub fn top_ups_page() -> AnyView {
    let navigation = use_navigation();
    navigation.title(t(TextKey::BrandsKindTopUp));
    let number = PhoneNumber::new();
    let seller = Memo::new(move |_| navigation.value(SELLER).filter(|name| !name.is_empty()));
    let name = move || Some(AddressName::from_address(&seller.get()?));
    let offer = Offer::of(name);
    let group = memo_without_comparing(move || {
        // Until its own goods are there, an operator has none: those of the last one must not pass
        // for them.
        let (family, groups) = (offer.family()?, offer.groups.get()?);
        groups.first().filter(|group| group.family == family)?;
        let brand = navigation
            .value(TAB)
            .map(|name| AddressName::from_address(&name));
        let group = ProductGroup::shown(&groups, brand.as_ref())?;
        Some(Arc::new(ProductGroup {
            description: offer.texts(group),
            ..group.clone()
        }))
    });
    // What is typed belongs to the page: another operator doesn't change it.
    let outside = Outside {
        phone: Some(number.text()),
        has_rows: false,
    };
    let form = ProductForm::new(offer, group, outside);
    number.follow(form);
    // The operator of the last top-up for this number.
    let last = number.last_operator();
    effect(move || {
        // Until the new country's catalogue is there, the old one would name an operator of its own.
        let country = navigation.country();
        let catalogue = offer
            .catalogue
            .get()
            .filter(|catalogue| catalogue.is_of(country));
        let operator = catalogue.and_then(|catalogue| operator_of(&catalogue, &last.get()?));
        if let Some(operator) = operator
            && seller.with(Option::is_none)
        {
            navigation.set(&[(SELLER, Some(operator.as_str()))]);
        }
    });
    let operators = offer.catalogue.view(placeholder::lines, move |catalogue| {
        (move || operators(&catalogue, seller, last.get().as_deref())).into_any()
    });
    // A link may name an operator that this country doesn't have.
    let is_sold = Memo::new(move |_| {
        let (name, catalogue) = (name()?, offer.catalogue.get()?);
        Some(!catalogue.family(&name).is_empty())
    });
    let has_goods = Memo::new(move |_| group.with(Option::is_some));
    let is_empty = Memo::new(move |_| offer.groups.get().is_some_and(|groups| groups.is_empty()));
    let shown = move || {
        (move || match (has_goods.get(), is_empty.get()) {
            (true, _) => order(offer, group, form),
            (false, true) => goods::empty(use_i18n().text(TextKey::BrandNothing)),
            (false, false) => placeholder::goods(),
        })
        .into_any()
    };
    let order = move || match is_sold.get() {
        Some(true) => offer.groups.view_once(placeholder::goods, shown),
        Some(false) => goods::empty(use_i18n().text(TextKey::BrandNothing)),
        None => view! {
            <div class="buy">
                <div class="buy-body steps-wait">
                    <p class="hint">{t(TextKey::TopUpsChooseOperator)}</p>
                </div>
            </div>
        }
        .into_any(),
    };
    view! {
        <Page class="goods wrap">
            <div class="steps-page">
                <h1>{t(TextKey::TopUpsTitle)}</h1>
                {number.field()}
                {used_numbers::view(number)}
                {operators}
            </div>
            {order}
        </Page>
    }
    .into_any()
}

/// The order form for an operator, and what to know about it.
fn order(offer: Offer, group: Memo<Option<Arc<ProductGroup>>>, form: ProductForm) -> AnyView {
    let brand = Memo::new(move |_| group.with(|group| Some(Arc::new(group.as_ref()?.unpriced()))));
    let unfolded = goods::Unfolded::nothing();
    let about = move || {
        let brand = brand.get()?;
        Some(goods::about(&brand, unfolded, &offer.lock(&brand)))
    };
    view! {
        {brand_chips(offer, group)}
        {form.view(group)}
        {about}
    }
    .into_any()
}
