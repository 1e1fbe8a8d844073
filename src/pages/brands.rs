//! The brand wall: everything sold in the country, searched and windowed.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

use crate::api;
use crate::api::client::Client;
use crate::components::brand_card::brand_card;
use crate::components::icon::icon;
use crate::components::logo::Loading;
use crate::components::placeholder;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::model::brand::{Brand, Catalogue};
use crate::navigation::Navigation;
use crate::remote::Remote;
use crate::route::Route;
use crate::route::query_name::{CATEGORY, SEARCH};

/// Cards shown at first, and added each time: a thousand cards cost more than
/// all else together (`design/performance.md` section 3).
const WINDOW: usize = 48;

/// Pictures that are on a first screen of any size.
const FIRST_ROWS: usize = 8;

/// The brand wall.
pub fn brands_page() -> AnyView {
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
    view! {
        <main id=MAIN_ID class="wall wrap" tabindex="-1">
            <h1>{title}</h1>
            {search()}
            {catalogue.view(placeholder::card_grid, wall)}
        </main>
    }
    .into_any()
}

/// What is typed filters at once and stands in the address.
fn search() -> AnyView {
    let navigation = Navigation::here();
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <label class="visually-hidden" for="search">{t("search.label")}</label>
            {icon("search")}
            <input
                class="input"
                id="search"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                placeholder=t("search.label")
                prop:value=move || navigation.value(SEARCH).unwrap_or_default()
                on:input:target=move |event| navigation.set(&[(SEARCH, Some(&event.target().value()))])
            />
        </form>
    }
    .into_any()
}

fn wall(catalogue: Arc<Catalogue>) -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    if catalogue.is_empty() {
        let country = i18n.country(navigation.country().code());
        return view! { <p>{i18n.fill("brands.none_here", &[("country", &country)])}</p> }
            .into_any();
    }
    let found = Memo::new({
        let catalogue = Arc::clone(&catalogue);
        move |_| -> Vec<Brand> {
            let words = navigation.value(SEARCH).unwrap_or_default();
            let category = navigation.value(CATEGORY);
            catalogue
                .search(&words, category.as_deref())
                .into_iter()
                .cloned()
                .collect()
        }
    });
    let shown = RwSignal::new(WINDOW);
    // A new result starts at its top.
    Effect::new(move |_| {
        found.track();
        shown.set(WINDOW);
    });
    let count = move || found.with(Vec::len);
    view! {
        <div class="wall-body">
            {filters(&catalogue)}
            <section aria-labelledby="count">
                <div class="wall-bar page-head">
                    <p id="count" role="status">{move || i18n.count("brands.count", count(), &[])}</p>
                    <div class="actions">
                        <button class="button button-quiet wall-open" type="button" popovertarget="filters">
                            {icon("sliders-horizontal")}
                            {t("brands.filters")}
                        </button>
                    </div>
                </div>
                {move || (count() == 0).then(|| view! { <p>{i18n.text("brands.none_found")}</p> }.into_any())}
                <ul class="brand-grid" role="list">
                    <For each=move || cards(found, shown) key=|(_, brand)| (brand.family.clone(), brand.name.clone()) children=card/>
                </ul>
                {more(count, shown)}
            </section>
        </div>
    }
    .into_any()
}

fn cards(found: Memo<Vec<Brand>>, shown: RwSignal<usize>) -> Vec<(usize, Brand)> {
    found.with(|brands| {
        brands
            .iter()
            .take(shown.get())
            .cloned()
            .enumerate()
            .collect()
    })
}

fn card((place, brand): (usize, Brand)) -> AnyView {
    let href = Navigation::here().href(&Route::Brand {
        family: brand.family_slug(),
    });
    let loading = if place < FIRST_ROWS {
        Loading::Eager
    } else {
        Loading::Lazy
    };
    view! { <li>{brand_card(&brand, href, loading)}</li> }.into_any()
}

/// The true count in words, a button, and an observer that presses it when the
/// end comes near.
fn more(
    count: impl Fn() -> usize + Copy + Send + Sync + 'static,
    shown: RwSignal<usize>,
) -> AnyView {
    let i18n = I18n::here();
    let end = NodeRef::<Div>::new();
    let grow = move || shown.update(|shown| *shown += WINDOW);
    let watcher = StoredValue::new_local(None::<Watcher>);
    Effect::new(move |_| {
        if let Some(end) = end.get() {
            watcher.set_value(Watcher::of(&end, grow));
        }
    });
    let rest = move || count().saturating_sub(shown.get());
    view! {
        <div node_ref=end></div>
        {move || (rest() > 0).then(|| {
            let next = i18n.count("brands.show_more", rest().min(WINDOW), &[]);
            let state = i18n.fill("brands.shown", &[
                ("shown", &i18n.number(&shown.get().to_string())),
                ("count", &i18n.number(&count().to_string())),
            ]);
            view! {
                <p class="actions wall-more">
                    <button class="button button-quiet" type="button" on:click=move |_| grow()>{next}</button>
                    " "
                    <span class="hint">{state}</span>
                </p>
            }
            .into_any()
        })}
    }
    .into_any()
}

fn filters(catalogue: &Catalogue) -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let choice = move |category: Option<String>, name: String, count: usize| {
        let is_chosen = {
            let category = category.clone();
            move || navigation.value(CATEGORY) == category
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="category"
                    prop:checked=is_chosen
                    on:change=move |_| navigation.set(&[(CATEGORY, category.as_deref())])
                />
                " "
                {name}
                " "
                <small>{i18n.number(&count.to_string())}</small>
            </label>
        }
        .into_any()
    };
    let all = choice(None, i18n.text("brands.all"), catalogue.brands.len());
    let categories = catalogue.categories().into_iter().map(|(category, count)| {
        let key = ["category.", &category].concat();
        let name = if i18n.has(&key) {
            i18n.text(&key)
        } else {
            category.replace(['_', '-'], " ")
        };
        choice(Some(category), name, count)
    });
    view! {
        <form class="filters" id="filters" popover="auto" aria-label=t("brands.filters")>
            <h2>{t("brands.category")}</h2>
            {all}
            {categories.collect::<Vec<_>>()}
            <button class="button button-wide" type="button" popovertarget="filters" popovertargetaction="hide">{t("brands.apply")}</button>
        </form>
    }
    .into_any()
}

/// An observer of one element, gone when dropped.
struct Watcher {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(js_sys::Array)>,
}

impl Watcher {
    fn of(element: &Element, seen: impl Fn() + 'static) -> Option<Self> {
        let seen = Closure::new(move |entries: js_sys::Array| {
            let is_near = entries
                .iter()
                .filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok())
                .any(|entry| entry.is_intersecting());
            if is_near {
                seen();
            }
        });
        let observer = IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _seen: seen,
        })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
