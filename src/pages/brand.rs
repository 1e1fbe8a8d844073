//! A family: one of its brands with everything to order it, the others as tabs.

mod related;
mod tabs;

use std::sync::Arc;

use leptos::prelude::*;

use super::not_found::lost;
use crate::components::brand::goods;
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::navigation::use_navigation;
use crate::offer::{Absence, Offer};
use crate::product_form::{Outside, ProductForm};
use crate::reactive::{effect, memo_without_comparing};
use related::{bought_before, related};
use shop_core::model::address_name::AddressName;
use shop_core::model::display_text::cleaned;
use shop_core::model::product::ProductGroup;
use shop_core::route::Route;
use tabs::tabs;

/// The page of the family that an address means. The address also says which of its brands is
/// shown; without that it is the first that can be bought.
pub fn brand_page(family: AddressName) -> AnyView {
    let offer = Offer::new(family.clone());
    let navigation = use_navigation();
    let own = Route::Brand {
        family: family.clone(),
    };
    // The address of another page, to which the buyer is leaving, changes nothing here.
    let here = Memo::new(move |before: Option<&Route>| match navigation.route() {
        route if route.page() == own => route,
        _ => before.unwrap_or(&own).clone(),
    });
    let group = memo_without_comparing(move || {
        let groups = offer.groups.get()?;
        let here = here.get();
        let brand = match &here {
            Route::Product { brand, .. } => Some(brand),
            _ => None,
        };
        let group = ProductGroup::shown(&groups, brand)?;
        Some(Arc::new(ProductGroup {
            description: offer.texts(group),
            ..group.clone()
        }))
    });
    // Typed and chosen values belong to the page: a new price, coin or language changes the parts
    // around them but not the values.
    let form = ProductForm::new(offer, group, Outside::default());
    effect(move || {
        let brand = group.with(|group| {
            let group = group.as_ref()?;
            Some(AddressName::from_name(&group.brand))
        });
        let Some(family) = offer.family() else { return };
        let family = AddressName::from_name(&family);
        let asked = here.get();
        let named = match (&asked, brand) {
            (Route::Product { .. }, Some(brand)) => Route::Product { family, brand },
            (Route::Product { .. }, None) => return,
            _ => Route::Brand { family },
        };
        navigation.clean(&asked, &named);
    });
    let asked = family.clone();
    navigation.title(move || {
        let title = match here.get() {
            Route::Product { .. } => group.with(|group| Some(group.as_ref()?.title.clone())),
            _ => offer.family().map(|name| cleaned(&name)),
        };
        title.unwrap_or_else(|| asked.to_string())
    });
    let show = move || product(offer, group, form);
    let absence = Absence {
        waiting: placeholder::goods,
        lost,
        unsold: goods::unsold,
    };
    view! { <Page class="goods wrap">{offer.view(family, absence, show)}</Page> }.into_any()
}

fn product(offer: Offer, group: Memo<Option<Arc<ProductGroup>>>, form: ProductForm) -> AnyView {
    // A new price must not fold what the buyer has opened.
    let brand = Memo::new(move |_| group.with(|group| Some(Arc::new(group.as_ref()?.unpriced()))));
    let has_tabs = Memo::new(move |_| offer.groups.get().is_some_and(|groups| groups.len() > 1));
    let lock = move |brand: &ProductGroup| offer.lock(brand);
    let head = move || {
        let brand = brand.get()?;
        let title = if has_tabs.get() {
            cleaned(&brand.family)
        } else {
            brand.title.clone()
        };
        Some(goods::head(&brand, title, &lock(&brand)))
    };
    let unfolded = goods::Unfolded::nothing();
    let about = move || {
        let brand = brand.get()?;
        Some(goods::about(&brand, unfolded, &lock(&brand)))
    };
    view! {
        {head}
        {tabs(offer, group)}
        {form.view(group)}
        {about}
        {related(offer, group)}
        {bought_before(offer)}
    }
    .into_any()
}
