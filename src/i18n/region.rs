//! Guesses the buyer's country from the browser's languages and time zone. Nothing is asked of
//! anybody.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::intl;
use shop_core::model::country::Country;

/// The browser's information about the buyer's country.
#[derive(Clone, PartialEq, Debug)]
pub enum Guess {
    /// This country, as far as the browser shows it.
    Country(Country),
    /// The time zone belongs to none of the languages' countries: a search through all countries
    /// would find its country.
    Zone(String),
    /// The browser gives no information.
    Nothing,
}

/// The zone that browsers that resist fingerprinting report for everybody: alone it says nothing.
const ZONE_OF_EVERYBODY: &str = "Atlantic/Reykjavik";

/// A guess that is quick enough for a first page.
pub fn likely_country() -> Guess {
    let countries: Vec<Country> = window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| country_of_language(&tag.as_string()?))
        .collect();
    // A device that is set to no place says nothing by its time zone.
    let zone = intl::own_zone().filter(|zone| zone.contains('/') && !zone.starts_with("Etc/"));
    let Some(zone) = zone else {
        return Guess::from_country(countries.first());
    };
    let is_in_zone = |country: &&Country| has_zone(**country, &zone) == Some(true);
    match countries.iter().find(is_in_zone) {
        Some(country) => Guess::Country(*country),
        None if zone == ZONE_OF_EVERYBODY => Guess::from_country(countries.first()),
        None if has_zone(Country::UNITED_STATES, &zone).is_none() => {
            Guess::from_country(countries.first())
        }
        None => Guess::Zone(zone),
    }
}

/// The country of a time zone. Browsers take a millisecond per country to answer, so each country
/// is checked when there is nothing else to do.
pub async fn country_of_zone(zone: &str, countries: &[Country]) -> Option<Country> {
    for country in countries {
        idle().await;
        if has_zone(*country, zone)? {
            return Some(*country);
        }
    }
    None
}

impl Guess {
    fn from_country(country: Option<&Country>) -> Self {
        country.map_or(Self::Nothing, |country| Self::Country(*country))
    }
}

/// The region of a language's tag; without one, the region where it is most spoken.
fn country_of_language(tag: &str) -> Option<Country> {
    let full = intl::maximized(&intl::locale(tag)?)?;
    full.split('-').skip(1).find_map(Country::parse)
}

fn has_zone(country: Country, zone: &str) -> Option<bool> {
    intl::has_zone(&intl::locale(&["und-", country.code()].concat())?, zone)
}

/// Waits until the browser has nothing else to do.
async fn idle() {
    let promise = Promise::new(&mut |resolve, _| {
        let ask = |name: &str| -> Option<()> {
            let window = window();
            let ask: Function = Reflect::get(&window, &JsValue::from_str(name))
                .ok()?
                .dyn_into()
                .ok()?;
            ask.call1(&window, &resolve).ok().map(|_| ())
        };
        // Safari has no idle callback.
        if ask("requestIdleCallback").is_none() {
            ask("setTimeout");
        }
    });
    // This promise is never rejected.
    JsFuture::from(promise).await.ok();
}
