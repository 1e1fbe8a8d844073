//! A quiet line on a first visit: where the buyer seems to be. It changes nothing by itself, and
//! the answer is remembered.

use leptos::prelude::*;

use crate::components::ui::button::Button;
use crate::i18n::{Guess, country_of_zone, likely_country, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::{effect, spawn};
use shop_core::model::country::Country;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

use super::focus_main;

/// Where the buyer seems to be, if that is another country of this shop. A guess that takes longer
/// appears with the next page, so that nothing moves on the page that is being read.
pub(crate) fn guessed() -> RwSignal<Option<Country>> {
    let navigation = use_navigation();
    let config = navigation.config();
    let guess = RwSignal::new(None);
    if !untrack(|| navigation.has_no_country()) {
        return guess;
    }
    match likely_country() {
        Guess::Country(country) => guess.set(Some(country).filter(|found| config.offers(*found))),
        Guess::Nothing => {}
        Guess::Zone(zone) => {
            let found = RwSignal::new(None);
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
pub(super) fn suggestion(guess: RwSignal<Option<Country>>) -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let answer = move |country: Country| {
        navigation.choose_country(country);
        focus_main();
    };
    (move || {
        // A buyer who pays or follows an order has chosen already.
        if matches!(
            navigation.route(),
            Route::Checkout | Route::Order { .. } | Route::Orders
        ) {
            return None;
        }
        let current = navigation.own_country();
        let likely = guess.get().filter(|likely| *likely != current)?;
        navigation.has_no_country().then(|| {
            let names = [likely, current].map(|country| i18n.country(country.code()));
            let [likely_name, current_name] = names.each_ref().map(String::as_str);
            view! {
                <aside class="suggestion wrap" aria-label=i18n.text(TextKey::FrameCountry)>
                    <p>{i18n.fill(TextKey::CountrySeem, &[("country", likely_name)])}</p>
                    {button(i18n.text(TextKey::CountryAccept), move || answer(likely))}
                    {button(
                        i18n.fill(TextKey::CountryStay, &[("country", current_name)]),
                        move || answer(current),
                    )}
                </aside>
            }
            .into_any()
        })
    })
    .into_any()
}

fn button(words: String, act: impl Fn() + Send + 'static) -> AnyView {
    view! {
        <Button class="button button-plain" on_press=act>
            {words}
        </Button>
    }
    .into_any()
}
