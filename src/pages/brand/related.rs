//! What is like a brand: the others of its category, and what this device has bought before.

use leptos::prelude::*;
use std::sync::Arc;

use crate::components::brand::card::brand_cards;
use crate::components::brand::logo::Loading;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::offer::Offer;
use crate::past_orders::use_past_orders;
use shop_core::model::brand::Brand;
use shop_core::model::product::ProductGroup;
use shop_core::route::Route;
use shop_core::route::query_name::CATEGORY;
use shop_core::text_key::TextKey;

/// The number of brands: three rows of two on a phone. More would be a list, which has a page.
const MOST: usize = 6;

/// Other families of the category that can be bought, and the way to all of them.
pub(super) fn related(offer: Offer, shown: Memo<Option<Arc<ProductGroup>>>) -> impl IntoView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let own = Memo::new(move |_| {
        shown.with(|group| {
            let group = group.as_ref()?;
            Some((group.family.clone(), group.category.clone()?, group.kind))
        })
    });
    move || {
        let (family, category, kind) = own.get()?;
        let catalogue = offer.catalogue.get()?;
        let mut brands = catalogue.of_category(&category);
        brands
            .retain(|brand| brand.family != family && brand.kind == kind && !brand.is_out_of_stock);
        if brands.is_empty() {
            return None;
        }
        let name = i18n.category(&category);
        let heading = i18n.fill(TextKey::BrandOthers, &[("category", &name)]);
        let all = navigation.href_with(&Route::of_kind(kind), &[(CATEGORY, &category)]);
        let label = i18n.fill(TextKey::HomeSeeAllOf, &[("name", &name)]);
        let brands = brands.into_iter().take(MOST);
        Some(view! {
            <section class="goods-related" aria-labelledby="related">
                <div class="feed-head">
                    <h2 id="related">{heading}</h2>
                    <a href=all aria-label=label>
                        {i18n.text(TextKey::HomeSeeAll)}
                    </a>
                </div>
                {brand_cards("brand-row", cards(brands))}
            </section>
        })
    }
}

/// Families that orders of this device have bought in the country and that are still sold. Those that
/// were bought after this family come first.
pub(super) fn bought_before(offer: Offer) -> impl IntoView {
    let navigation = use_navigation();
    let orders = use_past_orders();
    move || {
        let (family, catalogue) = (offer.family()?, offer.catalogue.get()?);
        let is_own = |brand: &&Brand| brand.family == family;
        let own = catalogue.brands.iter().filter(is_own);
        let own: Vec<&str> = own.map(|brand| brand.name.as_str()).collect();
        let mut brands: Vec<&Brand> = Vec::new();
        for name in orders.bought_beside(navigation.country().code(), &own) {
            let brand = catalogue.brands.iter().find(|brand| brand.name == name);
            let Some(brand) = brand.filter(|brand| !brand.is_out_of_stock) else {
                continue;
            };
            if brands.iter().all(|known| known.family != brand.family) {
                brands.push(brand);
            }
        }
        if brands.is_empty() {
            return None;
        }
        let brands = brands.into_iter().take(MOST);
        Some(view! {
            <section class="goods-related" aria-labelledby="bought">
                <div class="feed-head">
                    <h2 id="bought">{t(TextKey::BrandBought)}</h2>
                </div>
                {brand_cards("brand-row", cards(brands))}
            </section>
        })
    }
}

/// The cards of these brands, below everything that an order needs.
fn cards<'a>(
    brands: impl Iterator<Item = &'a Brand>,
) -> impl Iterator<Item = (&'a Brand, String, Loading)> {
    let navigation = use_navigation();
    brands.map(move |brand| {
        let href = navigation.href(&Route::Brand {
            family: brand.family_address(),
        });
        (brand, href, Loading::Lazy)
    })
}
