//! eSIMs: first the place, then the plans of all its sellers in one table, then the order form.

mod place;
mod plans;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

use super::not_found::not_found_page;
use crate::api::client::Client;
use crate::components::brand::goods;
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::components::ui::ways_back::ways_back;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::offer::Offer;
use crate::product_form::{Outside, ProductForm};
use crate::reactive::memo_without_comparing;
use plans::PlanTable;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::Kind;
use shop_core::model::catalogue::Catalogue;
use shop_core::model::product::ProductGroup;
use shop_core::route::Route;
use shop_core::route::query_name::SELLER;
use shop_core::text_key::TextKey;

/// The page of eSIMs, for the place that the address names.
pub fn esims_page() -> AnyView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    if !navigation.config().kinds.has(Kind::Esim) {
        return not_found_page();
    }
    let offer = Offer::of(move || Some(AddressName::from_name(&navigation.value(SELLER)?)));
    let plans = PlanTable::new(offer);
    let group = memo_without_comparing(move || {
        let group = plans.group()?;
        Some(Arc::new(ProductGroup {
            description: offer.texts(&group),
            ..group
        }))
    });
    // What is typed belongs to the page: another plan or seller doesn't change it.
    let outside = Outside {
        has_rows: true,
        ..Outside::default()
    };
    let form = ProductForm::new(offer, group, outside);
    let title = move || match navigation.destination() {
        Some(place) => {
            let country = i18n.place(place);
            let kind = i18n.text(TextKey::BrandsKindEsim);
            i18n.fill(
                TextKey::BrandsTitleOf,
                &[("kind", &kind), ("country", &country)],
            )
        }
        None => i18n.text(TextKey::BrandsKindEsim),
    };
    navigation.title(title);
    let has_place = Memo::new(move |_| navigation.destination().is_some());
    let is_sold = Memo::new(move |_| !plans.families.with(Vec::is_empty));
    let body = move || {
        if !has_place.get() {
            return view! {
                <div class="plans">
                    <div>
                        <Fold title=TextKey::CountryAll>{place::all()}</Fold>
                        {device()}
                    </div>
                </div>
            }
            .into_any();
        }
        offer.catalogue.view_once(placeholder::lines, move || {
            (move || match is_sold.get() {
                true => table::view(plans),
                false => nothing(),
            })
            .into_any()
        })
    };
    let has_plans = Memo::new(move |_| !plans.all.with(Vec::is_empty));
    let panel = move || has_plans.get().then(|| panel(plans, form, group));
    view! {
        <Page class="goods wrap">
            <header class="esims-head">
                <h1 id=place::TITLE_ID tabindex="-1">
                    {title}
                </h1>
                {place::field()}
                {place::chips()}
            </header>
            {body}
            {panel}
        </Page>
    }
    .into_any()
}

/// The chosen plan, whether the phone can take it, and the order form.
fn panel(plans: PlanTable, form: ProductForm, group: Memo<Option<Arc<ProductGroup>>>) -> AnyView {
    let chosen = move || match plans.chosen.get() {
        Some(plan) => {
            // Its places are a fact of the form.
            let mut product = plan.product.clone();
            product.regions.clear();
            let words = [&*goods::plan_words(&product), " · ", &*plan.seller].concat();
            view! {
                <h2 translate="no">
                    <bdi>{plan.product.label.clone()}</bdi>
                </h2>
                <Hint words />
            }
            .into_any()
        }
        None => view! { <h2>{t(TextKey::EsimsChoose)}</h2> }.into_any(),
    };
    view! {
        <div class="plan-panel">
            <div class="plan-chosen">
                <div>{chosen}</div>
                {device()}
            </div>
            {form.view(group)}
        </div>
    }
    .into_any()
}

/// How to find out whether a phone takes an eSIM.
fn device() -> AnyView {
    let sentences = [
        TextKey::EsimsDeviceEid,
        TextKey::EsimsDeviceLock,
        TextKey::EsimsDeviceCalls,
    ];
    let sentences = sentences.map(|key| view! { <p>{t(key)}</p> }.into_any());
    view! { <Fold title=TextKey::EsimsDevice>{Vec::from(sentences)}</Fold> }.into_any()
}

/// A place without eSIMs: those looked at in this visit that have some, and all brands.
fn nothing() -> AnyView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let words = navigation.destination().map(|place| {
        let country = i18n.place(place);
        notice(
            Tone::Plain,
            i18n.fill(TextKey::EsimsNone, &[("country", &country)]),
            None,
        )
    });
    let client: Client = expect_context();
    let seen: Vec<Arc<Catalogue>> = client.kept();
    let has_some =
        |other: &&Arc<Catalogue>| other.brands.iter().any(|brand| brand.kind == Kind::Esim);
    let others = seen
        .iter()
        .filter(has_some)
        .filter_map(|other| other.country);
    let offered = others.filter(|place| navigation.config().offers_place(*place));
    let links = offered.map(|place| {
        view! {
            <a class="chip" href=place::href(navigation, place)>
                {i18n.place(place)}
            </a>
        }
        .into_any()
    });
    let links: Vec<AnyView> = links.collect();
    let links = (!links.is_empty()).then(|| {
        view! {
            <p>{i18n.text(TextKey::EsimsElsewhere)}</p>
            <div class="chips">{links}</div>
        }
        .into_any()
    });
    view! {
        <div class="plans">
            {words} {links}
            {ways_back([("button button-quiet", Route::Brands, TextKey::FrameAllBrands)])}
        </div>
    }
    .into_any()
}
