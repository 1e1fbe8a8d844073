//! The start: what this is, a search, the feed's rows, orders of this device.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::components::brand_card::brand_card;
use crate::components::icon::icon;
use crate::components::logo::Loading;
use crate::components::placeholder;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::model::brand::{Catalogue, Heading, Section};
use crate::navigation::Navigation;
use crate::remote::Remote;
use crate::route::Route;
use crate::route::query_name::{CATEGORY, SEARCH};
use crate::store;

/// Cards in a row. More scroll sideways on a phone without anybody seeing
/// them, and each costs an image.
const ROW_CARDS: usize = 12;

/// Category chips under the search field.
const CHIPS: usize = 10;

/// Rows of the home page made from the catalogue, where the feed has none.
const FALLBACK_ROWS: usize = 6;

/// The home page.
pub fn home_page() -> AnyView {
    let client: Client = expect_context();
    let navigation = Navigation::here();
    let i18n = I18n::here();
    navigation.title(t("home.title_short"));
    let feed = Remote::new(client, move || {
        Some(api::feed(&client.prefix(), navigation.country()))
    });
    // The catalogue comes after the feed: it tells the number of brands and
    // stands in where the feed has nothing that can be shown.
    let catalogue = Remote::new(client, move || {
        let is_next = feed.get().is_some() || feed.error().is_some();
        is_next.then(|| api::brands(&client.prefix(), navigation.country()))
    });
    let has_feed = Memo::new(move |_| feed.get().is_some());
    let rows = move || {
        if has_feed.get() || feed.error().is_none() {
            feed.view(placeholder::card_row, |sections| sections_view(&sections))
        } else {
            catalogue.view(placeholder::card_row, |catalogue| {
                catalogue_view(&catalogue)
            })
        }
    };
    let title = move || match catalogue.get().filter(|catalogue| !catalogue.is_empty()) {
        Some(catalogue) => {
            let country = i18n.country(navigation.country().code());
            i18n.count(
                "home.title",
                catalogue.brands.len(),
                &[("country", &country)],
            )
        }
        None => i18n.text("home.title_short"),
    };
    view! {
        <main id=MAIN_ID class="home" tabindex="-1">
            <section class="hero wrap">
                <h1>{title}</h1>
                <p>{t("home.lead")}</p>
                {search()}
                <ul class="chips chips-row" role="list" aria-label=t("home.categories")>{move || chips(catalogue.get())}</ul>
                {recent_orders()}
            </section>
            {rows}
        </main>
    }
    .into_any()
}

fn search() -> AnyView {
    let navigation = Navigation::here();
    let words = RwSignal::new(String::new());
    let search = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        navigation.go(navigation.href_with(&Route::Brands, &[(SEARCH, &words.get_untracked())]));
    };
    view! {
        <form class="search search-big" role="search" on:submit=search>
            <label class="visually-hidden" for="search">{t("search.label")}</label>
            {icon("search")}
            <input
                class="input"
                id="search"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                placeholder=t("search.label")
                on:input:target=move |event| words.set(event.target().value())
            />
        </form>
    }
    .into_any()
}

fn chips(catalogue: Option<Arc<Catalogue>>) -> Vec<AnyView> {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let Some(catalogue) = catalogue else {
        return (0..CHIPS)
            .map(|_| {
                view! { <li aria-hidden="true"><span class="ph chip-ph"></span></li> }.into_any()
            })
            .collect();
    };
    catalogue
        .categories()
        .into_iter()
        .take(CHIPS)
        .map(|(category, _)| {
            let name = category_name(i18n, &category);
            let href = navigation.href_with(&Route::Brands, &[(CATEGORY, &category)]);
            view! { <li><a class="chip" href=href>{name}</a></li> }.into_any()
        })
        .collect()
}

fn recent_orders() -> Option<AnyView> {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let orders = store::past_orders();
    if orders.is_empty() {
        return None;
    }
    let links = orders.into_iter().take(3).map(|past| {
        let route = Route::Order { id: past.id };
        let state = ["order.state_", &past.state].concat();
        view! {
            <li>
                <a class="chip" href=move || navigation.href(&route)>
                    {past.title}
                    " "
                    <small>{i18n.text(&state)} ", " {i18n.day(past.created_at)}</small>
                </a>
            </li>
        }
        .into_any()
    });
    Some(
        view! {
            <section class="recent" aria-labelledby="recent">
                <h2 id="recent">{t("home.recent")}</h2>
                <ul role="list">{links.collect::<Vec<_>>()}</ul>
            </section>
        }
        .into_any(),
    )
}

fn sections_view(sections: &[Section]) -> AnyView {
    let rows = sections.iter().enumerate().map(|(place, section)| {
        let brands: Vec<_> = section.brands.iter().collect();
        row(place, &section.heading, &brands)
    });
    rows.collect::<Vec<_>>().into_any()
}

/// The same rows out of the catalogue: the popular ones, then the largest
/// categories.
fn catalogue_view(catalogue: &Catalogue) -> AnyView {
    if catalogue.is_empty() {
        let i18n = I18n::here();
        let country = i18n.country(Navigation::here().country().code());
        return view! { <section class="feed wrap"><p>{i18n.fill("brands.none_here", &[("country", &country)])}</p></section> }.into_any();
    }
    let popular: Vec<_> = catalogue
        .popular
        .iter()
        .filter_map(|place| catalogue.brands.get(*place))
        .collect();
    let mut rows = Vec::new();
    if !popular.is_empty() {
        rows.push(row(0, &Heading::Popular, &popular));
    }
    for (category, _) in catalogue.categories().into_iter().take(FALLBACK_ROWS) {
        let brands = catalogue.search("", Some(&category));
        rows.push(row(rows.len(), &Heading::Category(category), &brands));
    }
    rows.into_any()
}

fn row(place: usize, heading: &Heading, brands: &[&crate::model::brand::Brand]) -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let (name, category) = match heading {
        Heading::Popular => (i18n.text("home.popular"), None),
        Heading::Category(category) => (category_name(i18n, category), Some(category.clone())),
        Heading::Text(text) => (text.clone(), None),
    };
    // The first row is on the screen at once; its pictures must not wait.
    let loading = if place == 0 {
        Loading::Eager
    } else {
        Loading::Lazy
    };
    let cards = brands.iter().take(ROW_CARDS).map(|brand| {
        let href = navigation.href(&Route::Brand {
            family: brand.family_slug(),
        });
        view! { <li>{brand_card(brand, href, loading)}</li> }.into_any()
    });
    let id = ["row-", &place.to_string()].concat();
    let heading_id = id.clone();
    let all = category.map(|category| {
        let href = navigation.href_with(&Route::Brands, &[(CATEGORY, &category)]);
        let label = i18n.fill("home.see_all_of", &[("name", &name)]);
        view! { <a href=href aria-label=label>{i18n.text("home.see_all")}</a> }.into_any()
    });
    view! {
        <section class="feed wrap" aria-labelledby=heading_id>
            <div class="feed-head"><h2 id=id>{name}</h2>{all}</div>
            <ul class="brand-row" role="list">{cards.collect::<Vec<_>>()}</ul>
        </section>
    }
    .into_any()
}

fn category_name(i18n: I18n, category: &str) -> String {
    let key = ["category.", category].concat();
    if i18n.has(&key) {
        i18n.text(&key)
    } else {
        category.replace(['_', '-'], " ")
    }
}
