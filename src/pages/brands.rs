//! The brand wall: everything sold in the country, searched and windowed.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::components::brand_card::brand_card;
use crate::components::icon::icon;
use crate::components::logo::Loading;
use crate::components::placeholder;
use crate::components::search_field::search_field;
use crate::components::sentinel::sentinel;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::brand::{Brand, Catalogue};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State, effect};
use crate::remote::Remote;
use crate::route::Route;
use crate::route::query_name::{CATEGORY, SEARCH};

/// Cards shown at first, and added each time: a thousand cards cost more than
/// all else together (`design/performance.md` section 3).
const WINDOW: usize = 48;

/// Pictures that are on a first screen of any size.
const FIRST_ROWS: usize = 8;

/// The brand wall.
pub fn brands_page() -> View {
    let client: Client = expect_context();
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let title = move || {
        let country = i18n.country(navigation.country().code());
        i18n.fill("brands.title", &[("country", &country)])
    };
    navigation.title(title);
    let catalogue = Remote::new(client, move || {
        Some(api::brands(&client.prefix(), navigation.country()))
    });
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "wall wrap")
        .attr("tabindex", "-1")
        .child(element("h1").child(title))
        .child(search())
        .child(catalogue.view(placeholder::card_grid, wall))
        .into_child()
}

/// What is typed filters at once and stands in the address.
fn search() -> View {
    let navigation = Navigation::here();
    search_field(
        "search",
        move || navigation.value(SEARCH).unwrap_or_default(),
        move |typed| navigation.set(&[(SEARCH, Some(&typed))]),
        || (),
    )
}

fn wall(catalogue: Arc<Catalogue>) -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    if catalogue.is_empty() {
        let country = i18n.country(navigation.country().code());
        return element("p")
            .child(i18n.fill("brands.none_here", &[("country", &country)]))
            .into_child();
    }
    let found = Derived::fresh({
        let catalogue = Arc::clone(&catalogue);
        move || -> Vec<Brand> {
            let words = navigation.value(SEARCH).unwrap_or_default();
            let category = navigation.value(CATEGORY);
            catalogue
                .search(&words, category.as_deref())
                .into_iter()
                .cloned()
                .collect()
        }
    });
    let shown = State::new(WINDOW);
    // A new result starts at its top.
    effect(move || {
        found.track();
        shown.set(WINDOW);
    });
    let count = move || found.with(Vec::len);
    element("div")
        .attr("class", "wall-body")
        .child(filters(&catalogue))
        .child(
            element("section")
                .attr("aria-labelledby", "count")
                .child(
                    element("div")
                        .attr("class", "wall-bar page-head")
                        .child(
                            element("p")
                                .attr("id", "count")
                                .attr("role", "status")
                                .child(move || i18n.count("brands.count", count(), &[])),
                        )
                        .child(
                            element("div").attr("class", "actions").child(
                                element("button")
                                    .attr("class", "button button-quiet wall-open")
                                    .attr("type", "button")
                                    .attr("popovertarget", "filters")
                                    .child(icon("sliders-horizontal"))
                                    .child(t("brands.filters")),
                            ),
                        ),
                )
                .child(move || {
                    (count() == 0).then(|| {
                        element("p")
                            .child(i18n.text("brands.none_found"))
                            .into_child()
                    })
                })
                .child(
                    element("ul")
                        .attr("class", "brand-grid")
                        .attr("role", "list")
                        .child(windows(catalogue.brands.len(), found, shown)),
                )
                .child(more(count, shown)),
        )
        .into_child()
}

/// One live view a window of cards, so that growing adds a window and touches
/// none of the others.
fn windows(most: usize, found: Derived<Vec<Brand>>, shown: State<usize>) -> View {
    let windows = (0..most.div_ceil(WINDOW)).map(|window| {
        let start = window * WINDOW;
        let is_shown = Derived::new(move || start < shown.get());
        let cards = move || {
            let is_shown = is_shown.get();
            found.with(|brands| {
                let brands = brands.iter().enumerate().skip(start).take(WINDOW);
                is_shown.then(|| {
                    brands
                        .map(|(place, brand)| card(place, brand))
                        .collect::<Vec<_>>()
                })
            })
        };
        cards.into_child()
    });
    windows.collect::<Vec<_>>().into_child()
}

fn card(place: usize, brand: &Brand) -> View {
    let href = Navigation::here().href(&Route::Brand {
        family: brand.family_slug(),
    });
    let loading = if place < FIRST_ROWS {
        Loading::Eager
    } else {
        Loading::Lazy
    };
    element("li")
        .child(brand_card(brand, href, loading))
        .into_child()
}

/// The true count in words, a button, and an observer that presses it when the
/// end comes near.
fn more(count: impl Fn() -> usize + Copy + Send + Sync + 'static, shown: State<usize>) -> View {
    let i18n = I18n::here();
    let grow = move || shown.update(|shown| *shown += WINDOW);
    let rest = move || count().saturating_sub(shown.get());
    fragment([
        sentinel(grow),
        (move || {
            (rest() > 0).then(|| {
                let next = i18n.count("brands.show_more", rest().min(WINDOW), &[]);
                let state = i18n.fill(
                    "brands.shown",
                    &[
                        ("shown", &i18n.number(&shown.get().to_string())),
                        ("count", &i18n.number(&count().to_string())),
                    ],
                );
                element("p")
                    .attr("class", "actions wall-more")
                    .child(
                        element("button")
                            .attr("class", "button button-quiet")
                            .attr("type", "button")
                            .on("click", move |_| grow())
                            .child(next),
                    )
                    .child(" ")
                    .child(element("span").attr("class", "hint").child(state))
                    .into_child()
            })
        })
        .into_child(),
    ])
    .into_child()
}

fn filters(catalogue: &Catalogue) -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let choice = move |category: Option<String>, name: String, count: usize| {
        let is_chosen = {
            let category = category.clone();
            move || navigation.value(CATEGORY) == category
        };
        element("label")
            .child(
                element("input")
                    .attr("type", "radio")
                    .attr("name", "category")
                    .live_property("checked", is_chosen)
                    .on("change", move |_| {
                        navigation.set(&[(CATEGORY, category.as_deref())])
                    }),
            )
            .child(" ")
            .child(name)
            .child(" ")
            .child(element("small").child(i18n.number(&count.to_string())))
            .into_child()
    };
    let all = choice(None, i18n.text("brands.all"), catalogue.brands.len());
    let categories = catalogue.categories().into_iter().map(|(category, count)| {
        let name = i18n.category(&category);
        choice(Some(category), name, count)
    });
    element("form")
        .attr("class", "filters")
        .attr("id", "filters")
        .attr("popover", "auto")
        .live_attr("aria-label", t("brands.filters"))
        .child(element("h2").child(t("brands.category")))
        .child(all)
        .child(categories.collect::<Vec<_>>())
        .child(
            element("p").attr("class", "filters-foot").child(
                element("button")
                    .attr("class", "button button-wide")
                    .attr("type", "button")
                    .attr("popovertarget", "filters")
                    .attr("popovertargetaction", "hide")
                    .child(t("brands.apply")),
            ),
        )
        .into_child()
}
