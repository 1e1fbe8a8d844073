//! The home page: what this is, a search, the feed's rows, orders of this device.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::cart::use_cart;
use crate::components::brand::card::brand_cards;
use crate::components::brand::logo::Loading;
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::components::ui::search_field::SearchField;
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::past_orders::use_past_orders;
use crate::remote::Remote;
use crate::store;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::{Heading, Kinds, Section};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::order::listed_text;
use shop_core::route::Route;
use shop_core::route::query_name::CATEGORY;
use shop_core::text_key::{PluralKey, TextKey};

/// Cards in a row. On a phone more cards would only scroll sideways, unseen, and each costs an
/// image.
const ROW_CARDS: usize = 12;

/// Category chips under the search field.
const CHIPS: usize = 10;

/// Families that were looked at last: more would be a list, not a way on.
const LAST_SEEN: usize = 4;

/// Rows of the home page made from the catalogue, where the feed has none.
const FALLBACK_ROWS: usize = 6;

/// Rows of it in a partner's page: a frame can't be as high as all of them, and would be cut.
const FRAMED_ROWS: usize = 4;

/// The home page.
pub fn home_page() -> AnyView {
    let client: Client = expect_context();
    let navigation = use_navigation();
    let i18n = use_i18n();
    navigation.title(move || of_goods(navigation, i18n, TextKey::HomeTitleShort));
    let feed = Remote::new(client, move || {
        Some(api::feed(&client.prefix(), navigation.country()))
    });
    // The catalogue comes after the feed: it gives the number of brands, and is shown instead if
    // the feed has nothing that can be shown.
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
                PluralKey::HomeTitle,
                catalogue.brands.len(),
                &[("country", &country)],
            )
        }
        None => of_goods(navigation, i18n, TextKey::HomeTitleShort),
    };
    view! {
        <Page class="home">
            <section class="hero wrap">
                <h1>{title}</h1>
                <p>{move || lead(navigation, i18n)}</p>
                {search()}
                <ul
                    class="chips chips-row"
                    // Placeholders are not items.
                    role=move || {
                        let has_items = catalogue.get().is_some_and(|known| !known.is_empty());
                        has_items.then_some("list")
                    }
                    aria-label=t(TextKey::HomeCategories)
                >
                    {move || chips(catalogue.get(), catalogue.error().is_some())}
                </ul>
                {left_off()}
                {recent_orders}
            </section>
            {rows}
            {navigation.is_embedded().then(all_brands)}
        </Page>
    }
    .into_any()
}

/// What the shop sells and how, in a sentence.
pub fn lead(navigation: Navigation, i18n: I18n) -> String {
    of_goods(navigation, i18n, TextKey::HomeLead)
}

/// A sentence about the shop's goods; the shop's name if wrong settings have left no goods.
fn of_goods(navigation: Navigation, i18n: I18n, key: TextKey) -> String {
    let config = navigation.config();
    if config.kinds == Kinds::NONE {
        return config.name.clone();
    }
    i18n.fill(key, &[("goods", &i18n.goods(config.kinds))])
}

/// The link to all brands, after the few rows in a frame.
fn all_brands() -> impl IntoView {
    let navigation = use_navigation();
    view! {
        <p class="wrap">
            <a class="button button-quiet" href=move || navigation.href(&Route::Brands)>
                {t(TextKey::FrameAllBrands)}
            </a>
        </p>
    }
}

fn search() -> impl IntoView {
    let navigation = use_navigation();
    let words = RwSignal::new(String::new());
    let search = move |()| navigation.search(&words.get_untracked());
    view! { <SearchField class="search search-big" entry=words on_search=search /> }
}

fn chips(catalogue: Option<Arc<Catalogue>>, has_failed: bool) -> Vec<AnyView> {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let Some(catalogue) = catalogue else {
        // Chips that will not come get no placeholder.
        let places = if has_failed { 0 } else { CHIPS };
        return (0..places)
            .map(|_| {
                let class = "ph ph-chip";
                view! {
                    <li aria-hidden="true">
                        <span class=class></span>
                    </li>
                }
                .into_any()
            })
            .collect();
    };
    catalogue
        .categories()
        .into_iter()
        .take(CHIPS)
        .map(|(category, _)| {
            let name = i18n.category(&category);
            let href = navigation.href_with(&Route::Brands, &[(CATEGORY, &category)]);
            view! {
                <li>
                    <a class="chip" href=href>
                        {name}
                    </a>
                </li>
            }
            .into_any()
        })
        .collect()
}

/// Links to the last visit: the cart, and what was looked at last in this country.
fn left_off() -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let cart = use_cart();
    let view = move || {
        let in_cart = Some(cart.count()).filter(|count| *count > 0).map(|count| {
            let words = i18n.count(PluralKey::HomeCart, count, &[]);
            strip_link(navigation.href(&Route::Checkout), words)
        });
        let seen = store::seen_in(navigation.country().code());
        let seen = seen.into_iter().take(LAST_SEEN).map(|family| {
            let route = Route::Brand {
                family: AddressName::from_address(&family.name),
            };
            strip_link(navigation.href(&route), family.title)
        });
        let links: Vec<AnyView> = in_cart.into_iter().chain(seen).collect();
        (!links.is_empty()).then(|| {
            view! {
                <section class="recent" aria-labelledby="left-off">
                    <h2 id="left-off">{i18n.text(TextKey::HomeLeftOff)}</h2>
                    <ul role="list">{links}</ul>
                </section>
            }
            .into_any()
        })
    };
    view.into_any()
}

fn strip_link(href: String, words: String) -> AnyView {
    view! {
        <li>
            <a class="chip" href=href>
                {words}
            </a>
        </li>
    }
    .into_any()
}

fn recent_orders() -> Option<AnyView> {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let orders = use_past_orders().list();
    if orders.is_empty() {
        return None;
    }
    let links = orders.into_iter().take(3).map(|past| {
        let name = past.name().to_owned();
        let route = Route::Order { id: past.id };
        let state = listed_text(&past.state);
        view! {
            <li>
                <a class="chip" href=move || navigation.href(&route)>
                    {name}
                    " "
                    <small>{i18n.text(state)}", " {i18n.day(past.created_at)}</small>
                </a>
            </li>
        }
        .into_any()
    });
    Some(
        view! {
            <section class="recent" aria-labelledby="recent">
                <h2 id="recent">{t(TextKey::HomeRecent)}</h2>
                <ul role="list">{links.collect::<Vec<_>>()}</ul>
                <a
                    href=move || navigation.href(&Route::Orders)
                    aria-label=move || {
                        let name = i18n.text(TextKey::OrdersTitle);
                        i18n.fill(TextKey::HomeSeeAllOf, &[("name", &name)])
                    }
                >
                    {t(TextKey::HomeSeeAll)}
                </a>
            </section>
        }
        .into_any(),
    )
}

fn sections_view(sections: &[Section]) -> AnyView {
    let is_framed = use_navigation().is_embedded();
    let most = if is_framed { FRAMED_ROWS } else { usize::MAX };
    let rows = sections
        .iter()
        .take(most)
        .enumerate()
        .map(|(place, section)| {
            let brands: Vec<_> = section.brands.iter().collect();
            row(place, &section.heading, &brands)
        });
    rows.collect::<Vec<_>>().into_any()
}

/// The same rows from the catalogue: the popular ones, then the largest categories.
fn catalogue_view(catalogue: &Catalogue) -> AnyView {
    if catalogue.is_empty() {
        let i18n = use_i18n();
        let country = i18n.country(use_navigation().country().code());
        return view! {
            <section class="feed wrap">
                <p>{i18n.fill(TextKey::BrandsNoneHere, &[("country", &country)])}</p>
            </section>
        }
        .into_any();
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
        let brands = catalogue.of_category(&category);
        rows.push(row(rows.len(), &Heading::Category(category), &brands));
    }
    rows.into_any()
}

fn row(
    place: usize,
    heading: &Heading,
    brands: &[&shop_core::model::brand::Brand],
) -> impl IntoView + use<> {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let (name, category) = match heading {
        Heading::Popular => (i18n.text(TextKey::HomePopular), None),
        Heading::Category(category) => (i18n.category(category), Some(category.clone())),
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
            family: brand.family_address(),
        });
        (*brand, href, loading)
    });
    let id = ["row-", &place.to_string()].concat();
    let heading_id = id.clone();
    let all = category.map(|category| {
        let href = navigation.href_with(&Route::Brands, &[(CATEGORY, &category)]);
        let label = i18n.fill(TextKey::HomeSeeAllOf, &[("name", &name)]);
        view! {
            <a href=href aria-label=label>
                {i18n.text(TextKey::HomeSeeAll)}
            </a>
        }
        .into_any()
    });
    view! {
        <section class="feed wrap" aria-labelledby=heading_id>
            <div class="feed-head">
                <h2 id=id>{name}</h2>
                {all}
            </div>
            {brand_cards("brand-row", cards)}
        </section>
    }
}
