//! The brand wall: everything sold in the country, searched, filtered and
//! windowed.

mod cards;
mod filters;
mod nothing;
mod wall;
mod wish;

use crate::browser::listeners::with_value;
use crate::components::ui::page::Page;
use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::components::brand::kind::kind_text;
use crate::components::brand::list_place;
use crate::components::ui::entry::Entry;
use crate::components::ui::icon::icon;
use crate::components::ui::placeholder;
use crate::components::ui::search_field::SearchField;
use crate::i18n::{t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::reactive::{Task, effect};
use crate::remote::Remote;
use shop_core::model::brand::Kind;
use shop_core::route::query_name::{SEARCH, SORT};
use shop_core::route::short;
use shop_core::text_key::{PluralKey, TextKey};
use wall::{COUNT_ID, FIRST_FRAME, WINDOW, Wall};
use wish::BY_NAME;

/// How long typing pauses before its words go into the address, in milliseconds. Safari refuses
/// more than a hundred changes of the address in half a minute, and a held key makes that many.
const REST_MILLISECONDS: u32 = 300;

/// The brand wall: all kinds of goods, or one of them.
pub fn brands_page(kind: Option<Kind>) -> AnyView {
    let client: Client = expect_context();
    let navigation = use_navigation();
    let i18n = use_i18n();
    let title = move || {
        let country = i18n.country(navigation.country().code());
        match kind {
            None => i18n.fill(TextKey::BrandsTitle, &[("country", &country)]),
            Some(kind) => {
                let kind = i18n.text(kind_text(kind));
                let values = [("kind", &*kind), ("country", &*country)];
                i18n.fill(TextKey::BrandsTitleOf, &values)
            }
        }
    };
    navigation.title(title);
    let catalogue = Remote::new(client, move || {
        Some(api::brands(&client.prefix(), navigation.country()))
    });
    let words = Words::new(navigation);
    let class = match kind {
        Some(_) => "wall wall-kind wrap",
        None => "wall wrap",
    };
    view! {
        <Page class=class>
            <h1>{title}</h1>
            {words.field()}
            {catalogue
                .view(
                    placeholder::card_grid,
                    move |catalogue| { wall(Wall::new(catalogue, words.shown, words.cards)) },
                )}
        </Page>
    }
    .into_any()
}

/// The words searched for. Typed words count at once, and are in the address a moment later.
#[derive(Clone, Copy)]
struct Words {
    navigation: Navigation,
    shown: RwSignal<String>,
    /// How many cards are on the page at most.
    cards: RwSignal<usize>,
    /// The last words in the address.
    written: StoredValue<String>,
    resting: StoredValue<Option<Task>, leptos::prelude::LocalStorage>,
}

impl Words {
    fn new(navigation: Navigation) -> Self {
        let asked = move || short(&navigation.value(SEARCH).unwrap_or_default()).to_owned();
        let first = leptos::prelude::untrack(asked);
        let words = Self {
            navigation,
            shown: RwSignal::new(first.clone()),
            cards: RwSignal::new(list_place::kept_count().unwrap_or(WINDOW)),
            written: StoredValue::new(first),
            resting: StoredValue::new_local(None),
        };
        // Another address, from a link or the back button, has other words.
        effect(move || {
            let asked = asked();
            if asked != words.written.get_value() {
                words.written.set_value(asked.clone());
                words.shown.set(asked);
            }
        });
        words
    }

    fn typed(self, typed: String) {
        self.cards.set(FIRST_FRAME);
        self.shown.set(typed);
        let task = async move {
            gloo_timers::future::TimeoutFuture::new(REST_MILLISECONDS).await;
            self.write();
        };
        self.resting.set_value(Some(Task::spawn(Box::pin(task))));
    }

    fn write(self) {
        if self.shown.is_disposed() {
            return;
        }
        let words = self.shown.get_untracked();
        let words = short(&words).to_owned();
        self.written.set_value(words.clone());
        self.navigation.set(&[(SEARCH, Some(&words))]);
    }
}

impl Words {
    fn field(self) -> AnyView {
        let entry = Entry::new(move || self.shown.get(), move |typed| self.typed(typed));
        // Leaving the field, as a click on a card does, writes without a pause.
        view! {
            <div on:change=move |_| self.write()>
                <SearchField class="search" entry on_search=move |()| self.write() />
            </div>
        }
        .into_any()
    }
}

fn wall(wall: Wall) -> AnyView {
    if wall.catalogue().is_empty() {
        let country = wall.i18n.country(wall.navigation.country().code());
        return view! { <p>{wall.i18n.fill(TextKey::BrandsNoneHere, &[("country", &country)])}</p> }
            .into_any();
    }
    let is_none = Memo::new(move |_| wall.count() == 0);
    view! {
        <div class="wall-body">
            {move || filters::panel(wall)}
            <section aria-labelledby=COUNT_ID>
                {bar(wall)}{filters::chosen(wall)}
                {move || is_none.get().then(|| nothing::nothing(wall))}{cards::cards(wall)}
            </section>
        </div>
    }
    .into_any()
}

/// The number of results, the order, and the way to the filters where there is no room for them.
fn bar(wall: Wall) -> impl IntoView {
    let i18n = wall.i18n;
    let by_name = move |is_by_name: bool| wall.wish.with(|wish| wish.is_by_name) == is_by_name;
    let best = move || {
        if wall.words.with(|words| words.trim().is_empty()) {
            i18n.text(TextKey::BrandsSortPopular)
        } else {
            i18n.text(TextKey::BrandsSortBest)
        }
    };
    let option = |value: &'static str, is_by_name: bool, words: AnyView| {
        let is_selected = move || by_name(is_by_name);
        view! {
            <option value=value prop:selected=is_selected>
                {words}
            </option>
        }
    };
    let order = view! {
        <select
            id="sort"
            on:change=with_value(move |value: String| {
                wall.set(&[(SORT, Some(&value))]);
            })
        >
            {option("", false, best.into_any())}
            {option(BY_NAME, true, t(TextKey::BrandsSortName).into_any())}
        </select>
    };
    view! {
        <div class="wall-bar page-head">
            <p id=COUNT_ID role="status" tabindex="-1">
                {move || i18n.count(PluralKey::BrandsCount, wall.count(), &[])}
            </p>
            <div class="actions">
                <label class="visually-hidden" for="sort">
                    {t(TextKey::BrandsSort)}
                </label>
                <span class="select">{order}{icon("chevron-down")}</span>
                <button class="button button-quiet wall-open" type="button" popovertarget="filters">
                    {icon("sliders-horizontal")}
                    {t(TextKey::BrandsFilters)}
                </button>
            </div>
        </div>
    }
}
