//! Shown if nothing was found: the closest brands, and ways to find more.

use leptos::prelude::*;
use std::sync::Arc;

use super::filters::clear_all;
use super::wall::Wall;
use super::wish::Wish;
use crate::api::client::Client;
use crate::components::brand::card::brand_cards;
use crate::components::brand::logo::Loading;
use crate::components::ui::icon::drawing;
use crate::components::ui::ways_back::ways_back;
use crate::i18n::t;
use shop_core::model::catalogue::Catalogue;
use shop_core::model::search::{NONE, SearchQuery};
use shop_core::route::query_name::{COUNTRY, SEARCH};
use shop_core::route::{Route, short};
use shop_core::text_key::{PluralKey, TextKey};

/// Text that helps, instead of the cards.
pub(super) fn nothing(wall: Wall) -> AnyView {
    let i18n = wall.i18n;
    let words = wall.words.get();
    let words = words.trim();
    let query = SearchQuery::new(words);
    let without_filter = wall.found.with(|found| found.without_filter);
    // On the page of a kind, only another page has the other kinds.
    if without_filter > 0 && !wall.wish.with(Wish::has_choices) {
        return view! {
            <div class="wall-none">
                <p>{i18n.text(TextKey::BrandsNoneFiltered)}</p>
                {ways_back([("button button-quiet", Route::Brands, TextKey::FrameAllBrands)])}
            </div>
        }
        .into_any();
    }
    if without_filter > 0 {
        let clear = i18n.count(PluralKey::BrandsWithoutFilters, without_filter, &[]);
        return view! {
            <div class="wall-none">
                <p>{i18n.text(TextKey::BrandsNoneFiltered)}</p>
                <p class="actions">{clear_all(wall, clear, "button button-quiet")}</p>
            </div>
        }
        .into_any();
    }
    let catalogue = wall.catalogue();
    let closest = catalogue.index().closest(&query).into_iter();
    let closest: Vec<_> = closest
        .filter_map(|place| catalogue.brands.get(place))
        .map(|brand| {
            let family = brand.family_address();
            let href = wall.navigation.href(&Route::Brand { family });
            (brand, href, Loading::Eager)
        })
        .collect();
    view! {
        <div class="wall-none">
            {closest.is_empty().then(|| drawing("vessel-search"))}
            <p>{i18n.fill(TextKey::BrandsNoneFor, &[("words", words)])}</p>
            {elsewhere(wall, words, &query)}
            // It leads to this same page, where the link itself no longer exists.
            <div on:click=move |_| {
                wall.focus_count()
            }>{ways_back([("button button-quiet", Route::Brands, TextKey::FrameAllBrands)])}</div>
            {(!closest.is_empty())
                .then(|| {
                    view! {
                        <section>
                            <h2>{t(TextKey::BrandsClosest)}</h2>
                            {brand_cards("brand-grid", closest.into_iter())}
                        </section>
                    }
                        .into_any()
                })}
        </div>
    }
    .into_any()
}

/// Countries whose catalogue was seen on this visit and has what is searched for.
fn elsewhere(wall: Wall, words: &str, query: &SearchQuery) -> Vec<AnyView> {
    let here = wall.navigation.country();
    let client: Client = expect_context();
    let seen: Vec<Arc<Catalogue>> = client.kept();
    let others = seen.iter().filter_map(|other| {
        let country = other.country.filter(|country| *country != here)?;
        let has_it = |rank: &u8| *rank != NONE;
        let is_there = other.index().ranks(query, &[]).iter().any(has_it);
        let config = wall.navigation.config();
        (is_there && config.offers(country)).then(|| {
            let values = [(COUNTRY, country.code()), (SEARCH, short(words))];
            let href = wall.navigation.href_with(&Route::Brands, &values);
            let name = wall.i18n.country(country.code());
            let text = wall
                .i18n
                .fill(TextKey::BrandsElsewhere, &[("country", &name)]);
            view! {
                <p on:click=move |_| wall.focus_count()>
                    <a href=href>{text}</a>
                </p>
            }
            .into_any()
        })
    });
    others.collect()
}
