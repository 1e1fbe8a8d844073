//! A quiet line on a first visit: where the buyer seems to be. It changes
//! nothing by itself, and what was answered is remembered.

use leptos::prelude::untrack;

use crate::i18n::{Guess, I18n, country_of_zone, likely_country};
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::{State, effect, spawn};
use shop_core::model::country::Country;
use shop_core::route::Route;

use super::focus_main;

/// Where the buyer seems to be, if that is another country of this shop. What
/// needs a longer look comes with the next page, so that nothing moves on the
/// one that is being read.
pub(crate) fn guessed() -> State<Option<Country>> {
    let navigation = Navigation::here();
    let config = navigation.config();
    let guess = State::new(None);
    if !untrack(|| navigation.has_no_country()) {
        return guess;
    }
    match likely_country() {
        Guess::Country(country) => guess.set(Some(country).filter(|found| config.offers(*found))),
        Guess::Nothing => {}
        Guess::Zone(zone) => {
            let found = State::new(None);
            spawn(async move {
                let offered: Vec<Country> = Country::listed()
                    .filter(|country| config.offers(*country))
                    .collect();
                found.set(country_of_zone(&zone, &offered).await);
            });
            let first = untrack(|| navigation.path());
            effect(move || {
                if navigation.path() != first {
                    guess.set(found.get_untracked());
                }
            });
        }
    }
    guess
}

/// The line, until it is answered.
pub(super) fn suggestion(guess: State<Option<Country>>) -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let answer = move |country: Country| {
        navigation.choose_country(country);
        focus_main();
    };
    (move || {
        // Who pays or follows an order has chosen already.
        if matches!(
            navigation.route(),
            Route::Checkout | Route::Order { .. } | Route::Orders
        ) {
            return None;
        }
        let current = navigation.country();
        let likely = guess.get().filter(|likely| *likely != current)?;
        navigation.has_no_country().then(|| {
            let names = [likely, current].map(|country| i18n.country(country.code()));
            let [likely_name, current_name] = names.each_ref().map(String::as_str);
            element("aside")
                .attr("class", "suggestion wrap")
                .attr("aria-label", i18n.text("frame.country"))
                .child(element("p").child(i18n.fill("country.seem", &[("country", likely_name)])))
                .child(button(i18n.text("country.accept"), move || answer(likely)))
                .child(button(
                    i18n.fill("country.stay", &[("country", current_name)]),
                    move || answer(current),
                ))
                .into_child()
        })
    })
    .into_child()
}

fn button(words: String, act: impl Fn() + Send + 'static) -> View {
    element("button")
        .attr("class", "button button-plain")
        .attr("type", "button")
        .on("click", move |_| act())
        .child(words)
        .into_child()
}
