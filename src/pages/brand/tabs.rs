//! The brands of a family, as tabs of its page.

use leptos::prelude::*;
use std::sync::Arc;

use crate::i18n::t;
use crate::navigation::use_navigation;
use crate::offer::Offer;
use shop_core::model::address_name::AddressName;
use shop_core::model::product::ProductGroup;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// A link to each brand of the family; nothing for a family of one brand.
pub(super) fn tabs(offer: Offer, shown: Memo<Option<Arc<ProductGroup>>>) -> impl IntoView {
    // Without prices: another coin leaves the tabs as they are.
    let brands = Memo::new(move |_| offer.brands());
    let current = Memo::new(move |_| shown.with(|group| Some(group.as_ref()?.brand.clone())));
    move || {
        let brands = brands.get()?;
        let family = AddressName::from_name(&offer.family()?);
        let links = brands.into_iter().map(|(brand, title)| {
            let route = Route::Product {
                family: family.clone(),
                brand: AddressName::from_name(&brand),
            };
            tab(route, title, move || current.get().as_ref() == Some(&brand))
        });
        let links: Vec<AnyView> = links.collect();
        Some(view! {
            <nav class="tab-row" aria-label=t(TextKey::BrandProducts)>
                {links}
            </nav>
        })
    }
}

fn tab(route: Route, title: String, is_current: impl Fn() -> bool + Send + 'static) -> AnyView {
    let navigation = use_navigation();
    view! {
        <a
            href=move || navigation.href(&route)
            aria-current=move || is_current().then_some("page")
            translate="no"
        >
            {title}
        </a>
    }
    .into_any()
}
