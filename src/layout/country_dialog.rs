//! The list of all countries, with a search. It is made when it is first asked
//! for; in a release it is a file of its own.
//!
//! Each country is a button of the dialog's form, which closes it with the country's code; Enter in
//! the search field presses the first one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::browser;
use crate::components::ui::dialog::{self, DialogHead};
use crate::components::ui::icon::icon;
use crate::i18n::{CountryNames, folded, t, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::{effect, memo_without_comparing, spawn};
use shop_core::model::country::{Country, search};
use shop_core::text_key::{PluralKey, TextKey};

/// Id of the dialog.
const DIALOG_ID: &str = "countries";

/// Id of its title.
const TITLE_ID: &str = "countries-title";

/// The elements that can have focus in the dialog, in order.
const STOPS: &str = "#countries :is(input,button[value])";

/// The way to the dialog. A copyable handle.
#[derive(Clone, Copy)]
pub struct CountryDialog {
    /// How often it was asked for.
    asked: RwSignal<u32>,
    /// The country where the buyer seems to be.
    guess: RwSignal<Option<Country>>,
}

impl CountryDialog {
    /// A dialog that was not asked for yet.
    pub(crate) fn new(guess: RwSignal<Option<Country>>) -> Self {
        Self {
            asked: RwSignal::new(0),
            guess,
        }
    }

    /// Asks for it: it opens, once it is there.
    pub(super) fn ask(self) {
        self.asked.update(|asked| *asked += 1);
    }

    /// Whether it was ever asked for, tracked.
    pub fn is_asked_for(self) -> bool {
        self.asked.get() > 0
    }

    /// The country where the buyer seems to be.
    pub(super) fn guess(self) -> RwSignal<Option<Country>> {
        self.guess
    }

    /// The dialog's element, which opens whenever it is asked for.
    pub fn view(self) -> AnyView {
        let list = CountryList {
            countries: RwSignal::new(None),
            words: RwSignal::new(String::new()),
            guess: self.guess,
        };
        let client: Client = expect_context();
        effect(move || {
            self.asked.track();
            list.fill(client);
            // Its content is there in the next frame.
            request_animation_frame(|| dialog::open(DIALOG_ID));
        });
        list.view()
    }
}

/// The content of the dialog. A copyable handle.
#[derive(Clone, Copy)]
struct CountryList {
    /// The countries to choose from, once it was opened.
    countries: RwSignal<Option<Vec<Country>>>,
    words: RwSignal<String>,
    /// The country where the buyer seems to be.
    guess: RwSignal<Option<Country>>,
}

impl CountryList {
    /// Makes the list, and asks for the live one once. The bundled copy stays if that can't be
    /// fetched.
    fn fill(self, client: Client) {
        self.words.set(String::new());
        if self.countries.with_untracked(Option::is_some) {
            return;
        }
        let config = use_navigation().config();
        self.countries.set(Some(
            Country::listed()
                .filter(|country| config.offers(*country))
                .collect(),
        ));
        spawn(async move {
            if let Ok(live) = client.get(api::countries(&client.prefix())).await {
                let mut live = live.to_vec();
                live.retain(|country| config.offers(*country));
                if !live.is_empty() {
                    self.countries.set(Some(live));
                }
            }
        });
    }

    fn view(self) -> AnyView {
        let navigation = use_navigation();
        let is_made = Memo::new(move |_| self.countries.with(Option::is_some));
        view! {
            <dialog
                id=DIALOG_ID
                class="dialog countries"
                aria-labelledby=TITLE_ID
                closedby="any"
                on:click=dialog::close_beside
                on:keydown=|event| {
                    dialog::step(&event, STOPS);
                }
                on:close=move |event| {
                    let chosen = event
                        .target()
                        .and_then(|dialog| browser::property(&dialog, "returnValue")?.as_string());
                    if let Some(country) = chosen.as_deref().and_then(Country::parse) {
                        navigation.choose_country(country);
                    }
                }
            >
                {move || is_made.get().then(|| self.form())}
            </dialog>
        }
        .into_any()
    }

    fn form(self) -> AnyView {
        let i18n = use_i18n();
        let navigation = use_navigation();
        let names = memo_without_comparing(move || {
            let countries = self.countries.get().unwrap_or_default();
            i18n.country_names(&countries, &navigation.config().languages)
        });
        let found = memo_without_comparing(move || {
            let typed = folded(&self.words.get());
            names.with(|names| matching(names, typed.trim()))
        });
        let lists = move || {
            if found.with(Vec::is_empty) {
                return view! { <p class="dialog-none">{i18n.text(TextKey::CountryNone)}</p> }
                    .into_any();
            }
            let current = navigation.own_country();
            let rows = |places: &[usize]| {
                names.with(|names| {
                    let rows = places.iter().filter_map(|place| names.get(*place));
                    let rows = rows.map(|names| row(names, current)).collect();
                    list(rows)
                })
            };
            let all = found.with(|found| rows(found));
            if !self.words.with(|words| words.trim().is_empty()) {
                return all;
            }
            let others = navigation.recent_countries().into_iter();
            let mut first = vec![current];
            for country in others.chain(self.guess.get()) {
                if !first.contains(&country) {
                    first.push(country);
                }
            }
            let place = |country: &Country| {
                names.with(|names| names.iter().position(|known| known.country == *country))
            };
            let first: Vec<usize> = first.iter().filter_map(place).collect();
            view! {
                {heading(TextKey::CountryNear)}
                {rows(&first)}
                {heading(TextKey::CountryAll)}
                {all}
            }
            .into_any()
        };
        let announced = move || {
            let is_searching = self.words.with(|words| !words.trim().is_empty());
            is_searching.then(|| i18n.count(PluralKey::CountryCount, found.with(Vec::len), &[]))
        };
        // If nothing is found, Enter does nothing.
        let submit = |event: SubmitEvent| {
            let button = browser::property(&event, "submitter");
            if button.is_none() {
                event.prevent_default();
            }
        };
        let head = DialogHead {
            id: DIALOG_ID,
            title_id: TITLE_ID,
            field_id: "country-words",
            title: TextKey::CountryTitle,
            lead: Some(TextKey::CountryLead),
            search: TextKey::CountrySearch,
            begins_with_search: true,
            words: self.words,
        };
        view! {
            <form method="dialog" on:submit=submit>
                {head.view()}
                <p class="visually-hidden" role="status">
                    {announced}
                </p>
                <div class="dialog-body">{lists}</div>
            </form>
        }
        .into_any()
    }
}

/// The indices of the countries that match, the best first; all of them while nothing is typed.
fn matching(names: &[CountryNames], typed: &str) -> Vec<usize> {
    let rank = |names: &CountryNames| match typed {
        "" => Some(0),
        typed => search::rank(&names.folded, typed),
    };
    let ranks: Vec<Option<u8>> = names.iter().map(rank).collect();
    let mut places = Vec::new();
    for wanted in 0..=search::LAST_RANK {
        let of_rank =
            |(place, rank): (usize, &Option<u8>)| (*rank == Some(wanted)).then_some(place);
        places.extend(ranks.iter().enumerate().filter_map(of_rank));
    }
    places
}

fn heading(key: TextKey) -> impl IntoView + use<> {
    view! { <h3>{t(key)}</h3> }
}

fn list(rows: Vec<AnyView>) -> AnyView {
    view! { <ul role="list">{rows}</ul> }.into_any()
}

fn row(names: &CountryNames, current: Country) -> AnyView {
    let is_current = names.country == current;
    let own = names.own.clone().map(|(tag, name)| {
        view! {
            <small lang=tag dir="auto">
                {name}
            </small>
        }
        .into_any()
    });
    view! {
        <li>
            <button value=names.country.code().to_owned() aria-current=is_current.then_some("true")>
                <span>{names.shown.clone()}</span>
                {own}
                {is_current.then(|| icon("check"))}
            </button>
        </li>
    }
    .into_any()
}
