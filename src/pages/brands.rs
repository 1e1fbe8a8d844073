//! The brand wall: everything sold in the country, searched, filtered and
//! windowed.

mod cards;
mod filters;
mod nothing;
mod wall;
mod wish;

use leptos::prelude::{GetValue, SetValue, StoredValue, expect_context};

use crate::api;
use crate::api::client::Client;
use crate::components::icon::icon;
use crate::components::list_place;
use crate::components::placeholder;
use crate::components::search_field::search_field;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State, Task, effect};
use crate::remote::Remote;
use shop_core::route::query_name::{SEARCH, SORT};
use shop_core::route::short;
use wall::{COUNT_ID, FIRST_FRAME, WINDOW, Wall};
use wish::BY_NAME;

/// How long typing rests before its words go into the address, in
/// milliseconds. Safari refuses more than a hundred changes of the address in
/// half a minute, which a held key makes.
const REST_MILLISECONDS: u32 = 300;

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
    let words = Words::new(navigation);
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "wall wrap")
        .attr("tabindex", "-1")
        .child(element("h1").child(title))
        .child(words.field())
        .child(catalogue.view(placeholder::card_grid, move |catalogue| {
            wall(Wall::new(catalogue, words.shown, words.cards), client)
        }))
        .into_child()
}

/// The words searched for. What is typed counts at once, and stands in the
/// address a moment later.
#[derive(Clone, Copy)]
struct Words {
    navigation: Navigation,
    shown: State<String>,
    /// How many cards are on the page, if there are as many.
    cards: State<usize>,
    /// What the address said last.
    written: StoredValue<String>,
    resting: StoredValue<Option<Task>, leptos::prelude::LocalStorage>,
}

impl Words {
    fn new(navigation: Navigation) -> Self {
        let asked = move || short(&navigation.value(SEARCH).unwrap_or_default()).to_owned();
        let first = leptos::prelude::untrack(asked);
        let words = Self {
            navigation,
            shown: State::new(first.clone()),
            cards: State::new(list_place::kept_count().unwrap_or(WINDOW)),
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
        if !self.shown.is_alive() {
            return;
        }
        let words = self.shown.get_untracked();
        let words = short(&words).to_owned();
        self.written.set_value(words.clone());
        self.navigation.set(&[(SEARCH, Some(&words))]);
    }
}

impl Words {
    fn field(self) -> View {
        let field = search_field(
            "search",
            move || self.shown.get(),
            move |typed| self.typed(typed),
            move || self.write(),
        );
        // Leaving the field, which a click on a card does, waits for nothing.
        element("div")
            .on("change", move |_| self.write())
            .child(field)
            .into_child()
    }
}

fn wall(wall: Wall, client: Client) -> View {
    if wall.catalogue().is_empty() {
        let country = wall.i18n.country(wall.navigation.country().code());
        return element("p")
            .child(wall.i18n.fill("brands.none_here", &[("country", &country)]))
            .into_child();
    }
    let is_none = Derived::new(move || wall.count() == 0);
    element("div")
        .attr("class", "wall-body")
        .child(move || filters::panel(wall))
        .child(
            element("section")
                .attr("aria-labelledby", COUNT_ID)
                .child(bar(wall))
                .child(filters::chosen(wall))
                .child(move || is_none.get().then(|| nothing::nothing(wall, client)))
                .child(cards::cards(wall)),
        )
        .into_child()
}

/// The number found, the order, and the way to the filters where they have no
/// room.
fn bar(wall: Wall) -> View {
    let i18n = wall.i18n;
    let by_name = move |is_by_name: bool| wall.wish.with(|wish| wish.is_by_name) == is_by_name;
    let best = move || {
        if wall.words.with(|words| words.trim().is_empty()) {
            i18n.text("brands.sort_popular")
        } else {
            i18n.text("brands.sort_best")
        }
    };
    let option = |value: &'static str, is_by_name: bool| {
        element("option")
            .attr("value", value)
            .live_property("selected", move || by_name(is_by_name))
    };
    let order = element("select")
        .attr("id", "sort")
        .on_value("change", move |value: String| {
            wall.set(&[(SORT, Some(&value))]);
        })
        .child(option("", false).child(best))
        .child(option(BY_NAME, true).child(t("brands.sort_name")));
    element("div")
        .attr("class", "wall-bar page-head")
        .child(
            element("p")
                .attr("id", COUNT_ID)
                .attr("role", "status")
                .attr("tabindex", "-1")
                .child(move || i18n.count("brands.count", wall.count(), &[])),
        )
        .child(
            element("div")
                .attr("class", "actions")
                .child(
                    element("label")
                        .attr("class", "visually-hidden")
                        .attr("for", "sort")
                        .child(t("brands.sort")),
                )
                .child(
                    element("span")
                        .attr("class", "select")
                        .child(order)
                        .child(icon("chevron-down")),
                )
                .child(
                    element("button")
                        .attr("class", "button button-quiet wall-open")
                        .attr("type", "button")
                        .attr("popovertarget", "filters")
                        .child(icon("sliders-horizontal"))
                        .child(t("brands.filters")),
                ),
        )
        .into_child()
}
