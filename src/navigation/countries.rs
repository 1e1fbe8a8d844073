//! The countries: the buyer's own, and the one that a page sells for.

use leptos::prelude::*;

use super::Navigation;
use crate::store;
use shop_core::model::country::Country;
use shop_core::model::display_text::cleaned;
use shop_core::route::Route;
use shop_core::route::query_name::{COUNTRY, DESTINATION};

/// Name of the recently chosen countries in the preferences.
const RECENT_COUNTRIES: &str = "countries";

/// How many of them are kept: beyond this number a search is faster.
const MOST_RECENT: usize = 4;

impl Navigation {
    /// The country that the page sells for, tracked: where a top-up or an eSIM is used, if the page
    /// is about another country than the buyer's.
    pub fn country(self) -> Country {
        self.destination().unwrap_or_else(|| self.own_country())
    }

    /// Whether the shop sells the kind of goods whose page this is.
    pub fn sells(self, route: &Route) -> bool {
        let kinds = self.config().kinds;
        route.kind().is_some_and(|kind| kinds.has(kind))
    }

    /// The country of a top-up or an eSIM that the address of their pages names, tracked; for an
    /// eSIM it may be a region.
    pub fn destination(self) -> Option<Country> {
        let is_for_plans = match self.route() {
            Route::TopUps => false,
            Route::Esims => true,
            _ => return None,
        };
        let place = Country::parse(&self.value(DESTINATION)?)?;
        let config = self.config();
        let is_sold = if is_for_plans {
            config.offers_place(place)
        } else {
            config.offers(place)
        };
        is_sold.then_some(place)
    }

    /// The country that the buyer has chosen for the shop, tracked.
    pub fn own_country(self) -> Country {
        let config = self.config();
        let offered =
            |code: String| Country::parse(&code).filter(|country| config.offers(*country));
        self.chosen(COUNTRY)
            .and_then(offered)
            .unwrap_or(config.country)
    }

    /// Whether no country has been chosen, neither by the buyer nor by the link that they came by.
    /// Tracked.
    pub fn has_no_country(self) -> bool {
        !self.parts().came_for_country && self.kept(COUNTRY).is_none()
    }

    /// The recently chosen countries, the last one first.
    pub fn recent_countries(self) -> Vec<Country> {
        let codes = self.kept(RECENT_COUNTRIES).unwrap_or_default();
        codes.split(' ').filter_map(Country::parse).collect()
    }

    /// Switches to another country, and remembers it.
    pub fn choose_country(self, country: Country) {
        let before = untrack(|| [vec![country], self.recent_countries()].concat());
        let mut recent: Vec<&str> = Vec::new();
        for country in &before {
            if !recent.contains(&country.code()) && recent.len() < MOST_RECENT {
                recent.push(country.code());
            }
        }
        store::remember(RECENT_COUNTRIES, Some(&recent.join(" ")));
        self.choose(&[(COUNTRY, country.code())]);
    }

    /// The country value of the address, if it isn't a country of this shop; tracked.
    pub fn unknown_country(self) -> Option<String> {
        let asked = self.value(COUNTRY)?;
        let config = self.config();
        let is_offered = Country::parse(&asked).is_some_and(|country| config.offers(country));
        (!is_offered).then(|| cleaned(&asked).chars().take(20).collect())
    }
}
