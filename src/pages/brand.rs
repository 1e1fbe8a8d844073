//! A family: each of its brands with what it sells.

use leptos::prelude::*;

use super::not_found::lost;
use crate::components::brand::goods::{self, Unfolded, amount_title};
use crate::components::ui::hint::Hint;
use crate::components::ui::icon::way_icon;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::i18n::use_i18n;
use crate::navigation::use_navigation;
use crate::offer::{Absence, Offer};
use crate::reactive::effect;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::Kind;
use shop_core::model::country::place::{Lock, Place};
use shop_core::model::display_text::cleaned;
use shop_core::model::product::{DeliveryType, Product, ProductGroup, Sort, has_one_money};
use shop_core::route::Route;
use shop_core::route::query_name::{AMOUNT, OPTION};
use shop_core::text_key::TextKey;

/// The page of the family that an address means.
pub fn brand_page(asked: AddressName) -> AnyView {
    let offer = Offer::new(asked.clone());
    let navigation = use_navigation();
    navigation.title({
        let asked = asked.clone();
        move || {
            offer
                .family()
                .map_or_else(|| asked.to_string(), |name| cleaned(&name))
        }
    });
    let here = Route::Brand {
        family: asked.clone(),
    };
    effect(move || {
        if let Some(name) = offer.family() {
            let family = AddressName::from_name(&name);
            navigation.clean(&here, &Route::Brand { family });
        }
    });
    let unfolded = Unfolded::nothing();
    let show = move || view! { <Family offer unfolded /> }.into_any();
    let absence = Absence {
        waiting: placeholder::goods,
        lost,
        unsold: goods::unsold,
    };
    view! { <Page class="goods goods-pick wrap">{offer.view(asked, absence, show)}</Page> }
        .into_any()
}

#[component]
fn Family(offer: Offer, unfolded: Unfolded) -> impl IntoView {
    // A component's body isn't tracked.
    move || {
        let name = AddressName::from_name(&offer.family()?);
        let groups = offer.groups.get()?;
        let Some(first) = groups.first() else {
            return Some(goods::empty(use_i18n().text(TextKey::BrandNothing)));
        };
        let title = if groups.len() > 1 {
            cleaned(&first.family)
        } else {
            first.title.clone()
        };
        let with_texts = |group: &ProductGroup| ProductGroup {
            description: offer.texts(group),
            ..group.clone()
        };
        let locks: Vec<Lock> = groups
            .iter()
            .map(|group| offer.lock(&with_texts(group)))
            .collect();
        let variants = groups.iter().cloned().zip(locks.iter().cloned());
        let variants = variants.enumerate().map(|(index, (group, lock))| {
            let name = name.clone();
            view! { <Variant name index group lock /> }.into_any()
        });
        let about = groups
            .iter()
            .find(|group| group.description.is_some())
            .unwrap_or(first);
        // Brands that work in different places each say so.
        let mut lock = offer.lock(&with_texts(about));
        if locks.iter().any(|other| *other != lock) {
            lock = Lock::Coming;
        }
        let family = view! {
            {goods::head(first, title, &lock)}
            <div class="variants">{variants.collect::<Vec<_>>()}</div>
            {goods::about(&with_texts(about), unfolded, &lock)}
        };
        Some(family.into_any())
    }
}

#[component]
fn Variant(name: AddressName, index: usize, group: ProductGroup, lock: Lock) -> impl IntoView {
    move || {
        let i18n = use_i18n();
        let id = ["brand-", &index.to_string()].concat();
        let heading = id.clone();
        let badge = match group.kind {
            Kind::TopUp => Some(TextKey::BrandTopUp),
            Kind::Esim => Some(TextKey::BrandEsim),
            Kind::GiftCard | Kind::Unsold => None,
        };
        let route = Route::Product {
            family: name.clone(),
            brand: AddressName::from_name(&group.brand),
        };
        let is_empty = group.products.is_empty();
        let hint = |key| vec![view! { <Hint words=i18n.text(key) /> }.into_any()];
        let rows: Vec<AnyView> = if group.is_unsold() {
            hint(TextKey::BrandUnsold)
        } else if group.is_out_of_stock || is_empty {
            hint(TextKey::BrandOutOfStockWords)
        } else {
            vec![
                amounts(&route, &group.products),
                lines(&route, &group.products),
            ]
        };
        let elsewhere = lock.excludes(use_navigation().country()).map(|places| {
            let key = match places {
                [Place::Words(_)] => TextKey::ProductRegionWords,
                _ => TextKey::ProductRegionOnly,
            };
            let words = i18n.fill(key, &[("country", &i18n.place_names(places))]);
            notice(Tone::Warn, words, None)
        });
        view! {
            <section aria-labelledby=heading>
                <h2 id=id>
                    {group.title.clone()}
                    {badge
                        .map(|key| {
                            view! {
                                " "
                                <span class="badge">{i18n.text(key)}</span>
                            }
                                .into_any()
                        })}
                </h2>
                {elsewhere}
                {rows}
            </section>
        }
    }
}

/// Ranges and fixed values as chips.
fn amounts(route: &Route, products: &[Product]) -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let mut chips = Vec::new();
    let is_bare = has_one_money(products, navigation.country().code());
    for product in products.iter().filter(|product| product.is_orderable()) {
        match &product.sort {
            Sort::Range(range) => {
                for amount in range.suggestions() {
                    let href = navigation
                        .href_with(route, &[(OPTION, &product.key), (AMOUNT, amount.as_str())]);
                    chips.push(chip(
                        href,
                        i18n.fiat(&amount, &range.currency, is_bare),
                        None,
                    ));
                }
                let href = navigation.href_with(route, &[(OPTION, &product.key)]);
                let bounds = i18n.fill(
                    TextKey::ProductBounds,
                    &[
                        ("min", &i18n.fiat(&range.min, &range.currency, is_bare)),
                        ("max", &i18n.fiat(&range.max, &range.currency, is_bare)),
                    ],
                );
                chips.push(chip(
                    href,
                    i18n.text(TextKey::BrandOtherAmount),
                    Some(bounds),
                ));
            }
            Sort::Fixed => {
                let href = navigation.href_with(route, &[(OPTION, &product.key)]);
                let delivery = (product.delivery == DeliveryType::Email
                    && products
                        .iter()
                        .any(|other| other.delivery == DeliveryType::Phone))
                .then(|| i18n.text(TextKey::ProductByEmail));
                let price = product
                    .price
                    .as_ref()
                    .map(|price| i18n.coin(price, &product.coin));
                let credited = goods::credited_words(product);
                let words = [price, credited, delivery]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", ");
                chips.push(chip(href, product.label_words(is_bare), Some(words)));
            }
            Sort::Plan { .. } | Sort::Label => {}
        }
    }
    if chips.is_empty() {
        return ().into_any();
    }
    view! {
        <ul class="amounts" role="list">
            {chips}
        </ul>
    }
    .into_any()
}

fn chip(href: String, title: String, words: Option<String>) -> impl IntoView {
    view! {
        <li>
            <a class="amount" href=href>
                {amount_title(title)}
                {words.map(|words| view! { <small>{words}</small> }.into_any())}
            </a>
        </li>
    }
}

/// Plans and labels as lines.
fn lines(route: &Route, products: &[Product]) -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let is_bare = has_one_money(products, navigation.country().code());
    let lines: Vec<AnyView> = products
        .iter()
        .filter(|product| {
            matches!(product.sort, Sort::Plan { .. } | Sort::Label) && product.is_orderable()
        })
        .map(|product| {
            let href = navigation.href_with(route, &[(OPTION, &product.key)]);
            let price = product
                .price
                .as_ref()
                .map(|price| i18n.coin(price, &product.coin))
                .unwrap_or_default();
            let mut words = goods::plan_words(product);
            if let Some(credited) = goods::credited_words(product) {
                words = match words.as_str() {
                    "" => credited,
                    words => i18n.joined(&[words, &credited]),
                };
            }
            view! {
                <li>
                    <a class="option" href=href>
                        <b translate="no">{product.label_words(is_bare)}</b>
                        <small>{words}</small>
                        <span class="money" translate="no">
                            {price}
                        </span>
                        {way_icon("chevron-right")}
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <ul class="options" role="list">
            {lines}
        </ul>
    }
    .into_any()
}
