//! When nothing was found: what comes closest, and what would find more.

use std::sync::Arc;

use super::filters::clear_all;
use super::wall::Wall;
use crate::api::client::Client;
use crate::components::brand_card::brand_card;
use crate::components::logo::Loading;
use crate::components::ways_back::ways_back;
use crate::i18n::t;
use crate::markup::{IntoChild, View, element};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::search::{NONE, Query};
use shop_core::route::query_name::{COUNTRY, SEARCH};
use shop_core::route::{Route, short};

/// Words that help, in place of the cards.
pub(super) fn nothing(wall: Wall, client: Client) -> View {
    let i18n = wall.i18n;
    let words = wall.words.get();
    let words = words.trim();
    let query = Query::of(words);
    let without_filter = wall.found.with(|found| found.without_filter);
    if without_filter > 0 {
        let clear = i18n.count("brands.without_filters", without_filter, &[]);
        return element("div")
            .attr("class", "wall-none")
            .child(element("p").child(i18n.text("brands.none_filtered")))
            .child(element("p").attr("class", "actions").child(clear_all(
                wall,
                clear,
                "button button-quiet",
            )))
            .into_child();
    }
    let catalogue = wall.catalogue();
    let closest = catalogue.index().closest(&query).into_iter();
    let closest: Vec<View> = closest
        .filter_map(|place| catalogue.brands.get(place))
        .map(|brand| {
            let family = brand.family_address();
            let href = wall.navigation.href(&Route::Brand { family });
            brand_card(brand, &href, Loading::Eager)
        })
        .collect();
    element("div")
        .attr("class", "wall-none")
        .child(element("p").child(i18n.fill("brands.none_for", &[("words", words)])))
        .child(elsewhere(wall, client, words, &query))
        .child(
            // It leads to this very page, where it is no more.
            element("div")
                .on("click", move |_| wall.focus_count())
                .child(ways_back([(
                    "button button-quiet",
                    Route::Brands,
                    "frame.all_brands",
                )])),
        )
        .child((!closest.is_empty()).then(|| {
            element("section")
                .child(element("h2").child(t("brands.closest")))
                .child(
                    element("ul")
                        .attr("class", "brand-grid")
                        .attr("role", "list")
                        .child(closest),
                )
                .into_child()
        }))
        .into_child()
}

/// Countries whose catalogue was seen on this visit and has it.
fn elsewhere(wall: Wall, client: Client, words: &str, query: &Query) -> Vec<View> {
    let here = wall.navigation.country();
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
            let text = wall.i18n.fill("brands.elsewhere", &[("country", &name)]);
            element("p")
                .on("click", move |_| wall.focus_count())
                .child(element("a").attr("href", href).child(text))
                .into_child()
        })
    });
    others.collect()
}
