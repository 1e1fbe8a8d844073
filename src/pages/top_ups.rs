//! Top-ups: the number first, then the operators of its country, then everything to order.

mod number;
mod operators;

use std::sync::Arc;

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::components::brand::goods;
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::offer::{Absence, Offer};
use crate::product_form::{Outside, ProductForm, brand_chips};
use crate::reactive::memo_without_comparing;
use crate::remote::Remote;
use number::PhoneNumber;
use operators::operators;
use shop_core::model::address_name::AddressName;
use shop_core::model::product::ProductGroup;
use shop_core::route::query_name::{SELLER, TAB};
use shop_core::text_key::TextKey;

/// The page of top-ups.
pub fn top_ups_page() -> AnyView {
    let client: Client = expect_context();
    let navigation = use_navigation();
    navigation.title(t(TextKey::BrandsKindTopUp));
    let catalogue = Remote::new(client, move || {
        Some(api::brands(&client.prefix(), navigation.country()))
    });
    // The number stays while another operator is tried.
    let number = PhoneNumber::new();
    let seller = Memo::new(move |_| navigation.value(SELLER).filter(|name| !name.is_empty()));
    let steps = view! {
        <div class="steps-page">
            <h1>{t(TextKey::TopUpsTitle)}</h1>
            {number.field()}
            {catalogue.view(placeholder::lines, move |catalogue| operators(&catalogue, seller))}
        </div>
    };
    let order = move || match seller.get() {
        Some(seller) => order(AddressName::from_address(&seller), number),
        None => view! {
            <div class="buy">
                <div class="buy-body steps-wait">
                    <p class="hint">{t(TextKey::TopUpsChooseOperator)}</p>
                </div>
            </div>
        }
        .into_any(),
    };
    view! { <Page class="goods wrap">{steps} {order}</Page> }.into_any()
}

/// The order form for an operator, and what to know about it.
fn order(seller: AddressName, number: PhoneNumber) -> AnyView {
    let navigation = use_navigation();
    let offer = Offer::new(seller.clone());
    let group = memo_without_comparing(move || {
        let groups = offer.groups.get()?;
        let brand = navigation
            .value(TAB)
            .map(|name| AddressName::from_address(&name));
        let group = ProductGroup::shown(&groups, brand.as_ref())?;
        Some(Arc::new(ProductGroup {
            description: offer.texts(group),
            ..group.clone()
        }))
    });
    let outside = Outside {
        phone: Some(number.text()),
        has_rows: false,
    };
    let form = ProductForm::new(offer, group, outside);
    number.follow(form);
    let show = move || {
        let brand =
            Memo::new(move |_| group.with(|group| Some(Arc::new(group.as_ref()?.unpriced()))));
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
    };
    let absence = Absence {
        waiting: placeholder::goods,
        // The operators of the country are on the page.
        lost: || goods::empty(use_i18n().text(TextKey::BrandNothing)),
        unsold: goods::unsold,
    };
    offer.view(seller, absence, show)
}
