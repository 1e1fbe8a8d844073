//! The place where the eSIM is used: searched, or one of a few.

use leptos::prelude::*;

use crate::browser::focus::lead_to;
use crate::browser::listeners::{instead, when_pressed};
use crate::components::ui::entry::Entry;
use crate::components::ui::search_field::SearchField;
use crate::i18n::{CountryNames, folded, t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::reactive::{effect, memo_without_comparing};
use crate::store;
use shop_core::model::country::{Country, search};
use shop_core::route::Route;
use shop_core::route::query_name::DESTINATION;
use shop_core::text_key::{PluralKey, TextKey};

/// The most places that are shown for what is typed, and the most that are offered before that.
const MOST: usize = 6;

/// The id of the page's heading, which names the place.
pub(super) const TITLE_ID: &str = "esims-title";

/// The address of a place's plans, tracked. It names no plan: those of another place are others.
pub(super) fn href(navigation: Navigation, place: Country) -> String {
    navigation.href_with(&Route::Esims, &[(DESTINATION, place.code())])
}

/// The places that the shop sells eSIMs for, as far as that is known before one is chosen.
fn offered(navigation: Navigation) -> Vec<Country> {
    let config = navigation.config();
    let all = Country::REGIONS.into_iter().chain(Country::listed());
    all.filter(|place| config.offers_place(*place)).collect()
}

/// The field to search a place in, with what is found below it.
pub(super) fn field() -> AnyView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let typed = RwSignal::new(String::new());
    let current = Memo::new(move |_| navigation.destination().map(|place| i18n.place(place)));
    effect(move || {
        if let Some(name) = current.get() {
            typed.set(name);
        }
    });
    // Only a visitor who types needs all the names.
    let is_searching = Memo::new(move |_| {
        let typed = typed.get();
        !typed.trim().is_empty() && current.get().as_ref() != Some(&typed)
    });
    let names = memo_without_comparing(move || {
        if !is_searching.get() {
            return Vec::new();
        }
        i18n.country_names(&offered(navigation), &navigation.config().languages)
    });
    let found = memo_without_comparing(move || {
        let typed = folded(&typed.get());
        names.with(|names| {
            let all: Vec<&str> = names.iter().map(|names| &*names.folded).collect();
            let found = search::found(&all, typed.trim()).into_iter().take(MOST);
            let found = found.filter_map(|place| names.get(place).cloned());
            found.collect::<Vec<CountryNames>>()
        })
    });
    let choose = move |names: &CountryNames| {
        // The address may be the same as before.
        typed.set(names.shown.clone());
        navigation.go(untrack(|| href(navigation, names.country)));
        // A phone's keyboard would stand over the plans.
        lead_to(TITLE_ID);
    };
    let list = move || {
        is_searching.get().then(|| {
            let found = found.get();
            if found.is_empty() {
                return view! { <p class="place-list hint">{i18n.text(TextKey::CountryNone)}</p> }
                    .into_any();
            }
            let rows = found.into_iter().map(|names| row(names, choose));
            let rows: Vec<AnyView> = rows.collect();
            view! {
                <ul class="place-list" role="list">
                    {rows}
                </ul>
            }
            .into_any()
        })
    };
    let announced = move || {
        let count = found.with(Vec::len);
        is_searching
            .get()
            .then(|| i18n.count(PluralKey::CountryCount, count, &[]))
    };
    let entry = Entry::new(move || typed.get(), move |text| typed.set(text));
    let first = move |()| {
        let first = untrack(|| found.with(|found| found.first().cloned()));
        if let Some(first) = first {
            choose(&first);
        }
    };
    view! {
        <div class="place">
            <p>{t(TextKey::EsimsWhere)}</p>
            <SearchField class="search" label=TextKey::CountrySearch entry on_search=first />
            <p class="visually-hidden" role="status">
                {announced}
            </p>
            {list}
        </div>
    }
    .into_any()
}

fn row(names: CountryNames, choose: impl Fn(&CountryNames) + 'static) -> AnyView {
    let own = names.own.clone().map(|(tag, name)| {
        view! {
            <small lang=tag dir="auto">
                {name}
            </small>
        }
        .into_any()
    });
    let shown = names.shown.clone();
    view! {
        <li>
            // The field keeps its focus, so that the list is there until the click is over.
            <button
                type="button"
                on:mousedown=instead(|| {})
                on:click=when_pressed(move || choose(&names))
            >
                <span>{shown}</span>
                {own}
            </button>
        </li>
    }
    .into_any()
}

/// The countries of goods that were looked at on this device, newest first.
fn seen_places() -> impl Iterator<Item = Country> {
    let places = store::seen_places().into_iter();
    places.filter_map(|place| Country::parse(&place))
}

/// The place that is shown, those seen or chosen on this device before, and the regions.
pub(super) fn chips() -> AnyView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let links = move || {
        let config = navigation.config();
        let mut places: Vec<Country> = Vec::new();
        let recent = navigation.destination().into_iter();
        let recent = recent
            .chain(seen_places())
            .chain(navigation.recent_countries())
            .chain([navigation.own_country()]);
        for place in recent.filter(|place| !place.is_region()) {
            if config.offers_place(place) && !places.contains(&place) && places.len() < MOST {
                places.push(place);
            }
        }
        let regions = Country::REGIONS.into_iter();
        places.extend(regions.filter(|place| config.offers_place(*place)));
        let chips = places.into_iter().map(|place| {
            let is_current = navigation.destination() == Some(place);
            view! {
                <a
                    class="chip"
                    href=href(navigation, place)
                    aria-current=is_current.then_some("true")
                >
                    {i18n.place(place)}
                </a>
            }
            .into_any()
        });
        chips.collect::<Vec<_>>()
    };
    view! {
        <nav class="chips" aria-label=t(TextKey::CountryNear)>
            {links}
        </nav>
    }
    .into_any()
}

/// Links to every country from A to Z.
pub(super) fn all() -> AnyView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let links = move || {
        let mut places = offered(navigation);
        places.retain(|place| !place.is_region());
        let names: Vec<String> = places.iter().map(|place| i18n.place(*place)).collect();
        let order = i18n.sorted(names.iter().map(String::as_str)).into_iter();
        let rows = order.filter_map(|index| {
            let (place, name) = (places.get(index)?, names.get(index)?);
            let row = view! {
                <li>
                    <a href=href(navigation, *place)>{name.clone()}</a>
                </li>
            };
            Some(row.into_any())
        });
        rows.collect::<Vec<_>>()
    };
    view! {
        <ul class="place-all" role="list">
            {links}
        </ul>
    }
    .into_any()
}
