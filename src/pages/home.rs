//! The home page: what this is and why one can trust it, the ways in, the popular brands, the deals,
//! what this device knows, the categories.

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::cart::use_cart;
use crate::components::brand::card::brand_cards;
use crate::components::brand::kind::{kind_text, kinds_to_choose};
use crate::components::brand::logo::Loading;
use crate::components::ui::icon::{drawing, icon, way_icon};
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::components::ui::search_field::SearchField;
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::past_orders::use_past_orders;
use crate::remote::Remote;
use crate::store;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::{Brand, Kind, Kinds, SALE};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::order::listed_text;
use shop_core::route::Route;
use shop_core::route::query_name::CATEGORY;
use shop_core::text_key::{PluralKey, TextKey};

/// Cards of the popular brands: two whole rows on a desk. The style sheet shows half of them on a
/// phone.
const POPULAR: usize = 12;

/// Cards of a row on a desk, and the pictures that are loaded at once.
const ROW: usize = 6;

/// Tiles of categories: four whole rows on a desk.
const CATEGORIES: usize = 16;

/// Families that were looked at last: more would be a list, not a way on.
const LAST_SEEN: usize = 4;

/// Orders under way: a buyer with more looks into the list of them.
const UNDER_WAY: usize = 3;

/// A number of brands as long as most countries' ones. It is never seen: texts with a number keep
/// the room that they will need.
const USUAL_COUNT: usize = 500;

/// The home page.
pub fn home_page() -> AnyView {
    let client: Client = expect_context();
    let navigation = use_navigation();
    let i18n = use_i18n();
    let short_title = move || of_goods(navigation, i18n, TextKey::HomeTitleShort);
    navigation.title(short_title);
    let feed = Remote::new(client, move || {
        Some(api::feed(&client.prefix(), navigation.country()))
    });
    // The catalogue comes after the feed: it gives the numbers, the deals and the categories, and
    // the popular brands if the feed has nothing that can be shown.
    let catalogue = Remote::new(client, move || {
        let is_next = feed.get().is_some() || feed.error().is_some();
        is_next.then(|| api::brands(&client.prefix(), navigation.country()))
    });
    let has_feed = Memo::new(move |_| feed.get().is_some());
    let popular = move || {
        if has_feed.get() || feed.error().is_none() {
            feed.view(placeholder::card_row, |brands| {
                first_shelf(TextKey::HomePopular, brands.iter())
            })
        } else {
            catalogue.view(placeholder::card_row, |catalogue| popular_of(&catalogue))
        }
    };
    let count = move || catalogue.get().map_or(0, |known| known.brands.len());
    let long_title = move |count| {
        let country = i18n.country(navigation.country().code());
        i18n.count(PluralKey::HomeTitle, count, &[("country", &country)])
    };
    // The title takes the room of both, so that nothing moves when one follows the other.
    let [title, room] = [false, true].map(|is_room| {
        move || match (count(), is_room) {
            (0, true) => long_title(USUAL_COUNT),
            (0, false) | (1.., true) => short_title(),
            (count, false) => long_title(count),
        }
    });
    view! {
        <Page class="home">
            <section class="hero wrap">
                <h1 data-room=room>
                    <span>{title}</span>
                </h1>
                {drawing("vessels")}
                <p>{move || lead(navigation, i18n)}</p>
                {search()}
                {kinds(catalogue)}
                {reasons_to_trust()}
                {orders_under_way()}
            </section>
            {popular}
            {move || further(catalogue)}
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

fn search() -> impl IntoView {
    let navigation = use_navigation();
    let words = RwSignal::new(String::new());
    let search = move |()| navigation.search(&words.get_untracked());
    view! { <SearchField class="search" entry=words on_search=search /> }
}

/// A way to each kind of goods, with what it begins with.
fn kinds(catalogue: Remote<Catalogue>) -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let cards = move || {
        let known = catalogue.get()?;
        let of_kind = |brand: &&Brand| brand.kind == Kind::GiftCard;
        Some(known.brands.iter().filter(of_kind).count()).filter(|count| *count > 0)
    };
    let tiles = kinds_to_choose().into_iter().map(|kind| {
        let is_awaited = move || kind == Kind::GiftCard && cards().is_none();
        let words = move || match kind {
            Kind::TopUp => i18n.text(TextKey::HomeByNumber),
            Kind::Esim => i18n.text(TextKey::HomeByPlace),
            _ => i18n.count(PluralKey::BrandsCount, cards().unwrap_or(USUAL_COUNT), &[]),
        };
        view! {
            <li>
                <a class="tile" href=move || navigation.href(&Route::of_kind(kind))>
                    <b>{t(kind_text(kind))}</b>
                    <small class=move || is_awaited().then_some("room")>{words}</small>
                </a>
            </li>
        }
    });
    let tiles = tiles.collect_view();
    (!tiles.is_empty())
        .then(|| {
            view! {
                <ul class="kinds" role="list">
                    {tiles}
                </ul>
            }
            .into_any()
        })
        .into_any()
}

fn reasons_to_trust() -> impl IntoView {
    let reasons = [
        TextKey::HomeTrustNetwork,
        TextKey::HomeTrustFound,
        TextKey::HomeTrustSold,
    ];
    let reasons = reasons.map(|key| {
        view! { <li>{icon("check")} <span>{t(key)}</span></li> }
    });
    view! {
        <ul class="reasons" role="list">
            {reasons.into_iter().collect_view()}
        </ul>
    }
}

/// Links to the orders of this device that something is awaited for.
fn orders_under_way() -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let view = move || {
        let orders = use_past_orders().under_way();
        let links = orders.into_iter().take(UNDER_WAY).map(|past| {
            let state = i18n.text(listed_text(&past.state));
            let name = past.name().to_owned();
            let href = navigation.href(&Route::Order { id: past.id });
            view! {
                <li>
                    <a class="tile" href=href>
                        <b>{name}</b>
                        " "
                        <small>{state}</small>
                        {way_icon("chevron-right")}
                    </a>
                </li>
            }
            .into_any()
        });
        let links: Vec<AnyView> = links.collect();
        (!links.is_empty()).then(|| {
            view! {
                <ul class="under-way" role="list" aria-label=i18n.text(TextKey::HomeUnderWay)>
                    {links}
                </ul>
            }
            .into_any()
        })
    };
    view.into_any()
}

fn first_shelf<'a>(title: TextKey, brands: impl Iterator<Item = &'a Brand>) -> AnyView {
    let all = use_navigation().href(&Route::Brands);
    shelf(("popular", title), Some(all), cards(brands, POPULAR))
}

/// The same from the catalogue: those that it calls popular, or else its first ones, under another name.
fn popular_of(catalogue: &Catalogue) -> AnyView {
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
    if catalogue.popular.is_empty() {
        return first_shelf(TextKey::FrameAllBrands, catalogue.brands.iter());
    }
    let places = catalogue.popular.iter();
    let brands = places.filter_map(|place| catalogue.brands.get(*place));
    first_shelf(TextKey::HomePopular, brands)
}

/// What stands below the popular brands. It comes as a whole, because its parts would push each
/// other down.
fn further(catalogue: Remote<Catalogue>) -> AnyView {
    let navigation = use_navigation();
    if navigation.is_embedded() {
        // A frame can't be as high as all of it, and would be cut.
        return view! {
            {left_off()}
            <p class="wrap">
                <a class="button button-quiet" href=move || navigation.href(&Route::Brands)>
                    {t(TextKey::FrameAllBrands)}
                </a>
            </p>
        }
        .into_any();
    }
    match catalogue.get() {
        Some(known) => view! {
            {deals(&known)}
            {left_off()}
            {categories(&known)}
        }
        .into_any(),
        None if catalogue.error().is_some() => left_off(),
        None => placeholder::tiles(),
    }
}

/// The brands with a promotion that runs now.
fn deals(catalogue: &Catalogue) -> Option<AnyView> {
    let is_deal = |brand: &&Brand| brand.promotion.is_some() && !brand.is_out_of_stock;
    let brands: Vec<&Brand> = catalogue.brands.iter().filter(is_deal).collect();
    (!brands.is_empty()).then(|| {
        let all = use_navigation().href_with(&Route::Brands, &[(CATEGORY, SALE)]);
        let cards = cards(brands.into_iter(), ROW);
        shelf(("deals", TextKey::CategorySale), Some(all), cards)
    })
}

/// Links to the last visit: the cart, and what was looked at last in this country.
fn left_off() -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let cart = use_cart();
    let view = move || {
        let in_cart = Some(cart.count()).filter(|count| *count > 0).map(|count| {
            let words = i18n.count(PluralKey::HomeCart, count, &[]);
            chip(navigation.href(&Route::Checkout), words)
        });
        let seen = store::seen_in(navigation.country().code());
        let seen = seen.into_iter().take(LAST_SEEN).map(|family| {
            let route = Route::Brand {
                family: AddressName::from_address(&family.name),
            };
            chip(navigation.href(&route), family.title)
        });
        let links: Vec<AnyView> = in_cart.into_iter().chain(seen).collect();
        (!links.is_empty()).then(|| {
            let links = view! {
                <ul class="chips" role="list">
                    {links}
                </ul>
            };
            shelf(("left-off", TextKey::HomeLeftOff), None, links.into_any())
        })
    };
    view.into_any()
}

fn chip(href: String, words: String) -> AnyView {
    view! {
        <li>
            <a class="chip" href=href>
                {words}
            </a>
        </li>
    }
    .into_any()
}

fn categories(catalogue: &Catalogue) -> Option<AnyView> {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let categories = catalogue.categories().into_iter().take(CATEGORIES);
    let tiles = categories.map(|(category, count)| {
        let href = navigation.href_with(&Route::Brands, &[(CATEGORY, &category)]);
        view! {
            <li>
                <a class="tile" href=href>
                    <b>{i18n.category(&category)}</b>
                    <small>{i18n.count(PluralKey::BrandsCount, count, &[])}</small>
                </a>
            </li>
        }
        .into_any()
    });
    let tiles: Vec<AnyView> = tiles.collect();
    (!tiles.is_empty()).then(|| {
        let tiles = view! {
            <ul class="tiles" role="list">
                {tiles}
            </ul>
        }
        .into_any();
        let all = navigation.href(&Route::Brands);
        shelf(("categories", TextKey::HomeCategories), Some(all), tiles)
    })
}

/// Cards of the first of these brands.
fn cards<'a>(brands: impl Iterator<Item = &'a Brand>, most: usize) -> AnyView {
    let navigation = use_navigation();
    let cards = brands.take(most).enumerate().map(|(place, brand)| {
        let href = navigation.href(&Route::Brand {
            family: brand.family_address(),
        });
        // The first row is on the screen at once, and its pictures must not wait. Those that a
        // phone leaves out are never loaded.
        let is_first = most == POPULAR && place < ROW;
        let loading = if is_first {
            Loading::Eager
        } else {
            Loading::Lazy
        };
        (brand, href, loading)
    });
    brand_cards("brand-row", cards)
}

/// A part of the page under a heading, whose id is given with it, and the way to all of the kind.
fn shelf((id, title): (&'static str, TextKey), all: Option<String>, content: AnyView) -> AnyView {
    let i18n = use_i18n();
    let all = all.map(|href| {
        let name = i18n.text(title);
        let label = i18n.fill(TextKey::HomeSeeAllOf, &[("name", &name)]);
        view! {
            <a href=href aria-label=label>
                {i18n.text(TextKey::HomeSeeAll)}
            </a>
        }
        .into_any()
    });
    view! {
        <section class="feed wrap" aria-labelledby=id>
            <div class="feed-head">
                <h2 id=id>{i18n.text(title)}</h2>
                {all}
            </div>
            {content}
        </section>
    }
    .into_any()
}
