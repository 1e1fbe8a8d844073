//! The buyer's page and the choices that stay from page to page: country, coin, network and
//! language, read from the address first, from earlier visits second, from the shop's configuration
//! last.

mod countries;
mod document_head;
mod help;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::location::{
    BrowserUrl, LocationChange, LocationProvider, State as HistoryState, Url,
};

use crate::browser;
use crate::config::Config;
use crate::i18n;
use crate::reactive::effect;
use crate::store::{self, Preferences};
use shop_core::model::payment::Pair;
use shop_core::route::query_name::{COIN, COUNTRY, LANGUAGE, NETWORK, OF_WIDGETS, SEARCH, SOURCE};
use shop_core::route::{Query, Route, base_of, short};

/// Name and value of the preference that turns off the key to the search.
const SEARCH_KEY: &str = "search_key";
const OFF: &str = "off";

/// The address, as values. A copyable handle, one number wide: hundreds of closures hold one.
#[derive(Clone, Copy)]
pub struct Navigation(StoredValue<NavigationParts>);

#[derive(Clone, Copy)]
struct NavigationParts {
    config: StoredValue<Arc<Config>>,
    preferences: RwSignal<Preferences>,
    path: Memo<String>,
    route: Memo<Route>,
    query: Memo<Query>,
    browser: StoredValue<Option<BrowserUrl>, LocalStorage>,
    /// The source that brought the buyer here, from the first address.
    source: StoredValue<Option<String>>,
    /// Whether the first address names a country.
    came_for_country: bool,
    /// The base path of the pages: inside a widget it is longer than the configured path.
    base: StoredValue<String>,
}

/// The parts of the address that decide the page.
#[derive(Clone, Default, PartialEq)]
struct CurrentAddress {
    path: String,
    search: String,
}

/// The navigation of the context. `app.rs` provides it above every page.
pub fn use_navigation() -> Navigation {
    expect_context()
}

impl Navigation {
    /// Follows the browser's address; called once, above every page.
    ///
    /// Only `BrowserUrl` of leptos_router is used: it follows links, keeps the history and has the
    /// address in a signal. Its routers add 16 kB (docs/decisions/router-for-addresses-only.md).
    pub fn provide(config: Arc<Config>) -> Self {
        let browser = BrowserUrl::new();
        let address = RwSignal::new(CurrentAddress::default());
        let here = browser::window_property("location")
            .and_then(|location| browser::property(&location, "pathname")?.as_string());
        let base = base_of(&config.base_path, &here.unwrap_or_default());
        if let Ok(browser) = &browser {
            browser.init(Some(base.clone().into()));
        }
        let browser = StoredValue::<_, LocalStorage>::new_local(browser.ok());
        let of = |url: Url| CurrentAddress {
            path: url.path().to_owned(),
            search: url.search().to_owned(),
        };
        effect(move || {
            browser.with_value(|browser| {
                let Some(browser) = browser else { return };
                let new = of(browser.as_url().get());
                if address.with_untracked(|old| *old != new) {
                    address.set(new);
                }
                // The new address is set; now the browser may show its page.
                browser.ready_to_complete();
            });
        });
        browser.with_value(|browser| {
            if let Some(browser) = browser {
                address.set(of(browser.as_url().get_untracked()));
            }
        });
        let came_for_country =
            address.with_untracked(|address| Query::parse(&address.search).get(COUNTRY).is_some());
        let parts = NavigationParts {
            came_for_country,
            base: StoredValue::new(base.clone()),
            config: StoredValue::new(config),
            preferences: RwSignal::new(store::preferences()),
            path: Memo::new(move |_| address.with(|address| address.path.clone())),
            route: Memo::new(move |_| address.with(|address| Route::parse(&base, &address.path))),
            query: Memo::new(move |_| address.with(|address| Query::parse(&address.search))),
            browser,
            source: StoredValue::new(address.with_untracked(|address| {
                let source = Query::parse(&address.search);
                source
                    .get(SOURCE)
                    .map(|source| source.chars().take(64).collect())
            })),
        };
        let navigation = Self(StoredValue::new(parts));
        provide_context(navigation);
        navigation
    }

    fn parts(self) -> NavigationParts {
        self.0.get_value()
    }

    /// Whether this is a widget inside another page: a fact of its address.
    pub fn is_embedded(self) -> bool {
        self.parts().base.with_value(String::len) > self.config().base_path.len()
    }

    /// The shop's configuration.
    pub fn config(self) -> Arc<Config> {
        self.parts().config.with_value(Arc::clone)
    }

    /// Uses another configuration from now on: that of a widget, which offers a part of the shop.
    pub fn narrow(self, config: Config) {
        self.parts().config.set_value(Arc::new(config));
    }

    /// The query of the address, tracked.
    pub fn query(self) -> Query {
        self.parts().query.get()
    }

    /// The source that the order is credited to: the first address of this visit names it, else the
    /// shop's configuration.
    pub fn source(self) -> Option<String> {
        self.parts()
            .source
            .get_value()
            // A widget has already judged its address, and may have got a better value since.
            .filter(|_| !self.is_embedded())
            .or_else(|| self.config().utm_source.clone())
    }

    /// The page, tracked.
    pub fn route(self) -> Route {
        self.parts().route.get()
    }

    /// A value of the query, tracked.
    pub fn value(self, name: &str) -> Option<String> {
        self.parts().query.get().get(name).map(str::to_owned)
    }

    /// The pair the buyer chose, tracked; else the shop's or the API's recommendation. Only the
    /// live list knows whether it can be used now.
    pub fn pair(self) -> Pair {
        if let (Some(coin), Some(network)) = (self.chosen(COIN), self.chosen(NETWORK)) {
            return Pair::new(&coin, &network);
        }
        let config = self.config();
        let mut entries = config.coins.iter().map(|entry| {
            let (coin, network) = entry.split_once(':')?;
            Some(Pair::new(coin, network))
        });
        let is_refused = |pair: &Pair| pair.needs_name() && !config.tron_stablecoins;
        let first = entries.find(|entry| !entry.as_ref().is_some_and(is_refused));
        first.flatten().unwrap_or_else(Pair::recommended)
    }

    /// Whether the buyer has chosen a pair, now or in an earlier visit; tracked.
    pub fn has_chosen_pair(self) -> bool {
        self.chosen(COIN).is_some() && self.chosen(NETWORK).is_some()
    }

    /// The language to show, tracked.
    pub fn language(self) -> String {
        i18n::negotiate(self.chosen(LANGUAGE).as_deref(), &self.config().languages)
    }

    /// The address of a page that keeps the buyer's choices, tracked.
    pub fn href(self, route: &Route) -> String {
        self.href_with(route, &[])
    }

    /// The address of a page with further values in its query, tracked.
    pub fn href_with(self, route: &Route, values: &[(&str, &str)]) -> String {
        let more: &[&str] = if self.is_embedded() { &OF_WIDGETS } else { &[] };
        let choices = self.parts().query.get().choices(more);
        let country = self.own_country();
        let query = choices.with(COUNTRY, Some(country.code()));
        let query = values
            .iter()
            .fold(query, |query, (name, value)| query.with(name, Some(value)));
        self.parts().base.with_value(|base| route.path(base)) + &query.print()
    }

    /// Goes to the wall of brands that match these words.
    pub fn search(self, words: &str) {
        self.go(untrack(|| {
            self.href_with(&Route::Brands, &[(SEARCH, short(words))])
        }));
    }

    /// Goes to an address made by `href`.
    pub fn go(self, address: String) {
        self.move_to(address, false);
    }

    /// The same in place of this address: going back never leads to a page that was not shown.
    pub fn stand_in(self, address: String) {
        self.move_to(address, true);
    }

    /// Rewrites the address of this page as the shop spells it, with the same query; does nothing
    /// if the buyer has left the page by now.
    pub fn clean(self, asked: &Route, route: &Route) {
        untrack(|| {
            let path = self.parts().base.with_value(|base| route.path(base));
            if self.route() == *asked && path != self.path() {
                self.move_to(path + &self.query().print(), true);
            }
        });
    }

    /// Changes values of this page's query without a new step in history.
    pub fn set(self, values: &[(&str, Option<&str>)]) {
        let before = self.parts().query.get_untracked();
        let after = values.iter().fold(before.clone(), |query, (name, value)| {
            query.with(name, *value)
        });
        if after != before {
            let route = self.parts().route.get_untracked();
            let path = self.parts().base.with_value(|base| route.path(base));
            self.move_to(path + &after.print(), true);
        }
    }

    /// Changes choices that stay from page to page, and remembers them.
    pub fn choose(self, values: &[(&str, &str)]) {
        for (name, value) in values {
            store::remember(name, Some(value));
        }
        self.parts().preferences.set(store::preferences());
        let values: Vec<(&str, Option<&str>)> = values
            .iter()
            .map(|(name, value)| (*name, Some(*value)))
            .collect();
        self.set(&values);
    }

    /// Whether the key to the search is on, tracked.
    pub fn has_search_key(self) -> bool {
        let is_off = |(name, value): &(String, String)| name == SEARCH_KEY && value == OFF;
        self.parts().preferences.with(|all| !all.iter().any(is_off))
    }

    /// Turns the key to the search off, or on again, and remembers it.
    pub fn switch_search_key(self) {
        let is_on = untrack(|| self.has_search_key());
        store::remember(SEARCH_KEY, is_on.then_some(OFF));
        self.parts().preferences.set(store::preferences());
    }

    /// The whole address of a page of the shop itself, without the buyer's
    /// choices: a link to keep.
    pub fn link(self, route: &Route) -> String {
        let origin = browser::window_property("location")
            .and_then(|location| browser::property(&location, "origin")?.as_string());
        origin.unwrap_or_default() + &route.path(&self.config().base_path)
    }

    /// The path of the address, tracked.
    pub fn path(self) -> String {
        self.parts().path.get()
    }

    /// The address already includes the base path.
    fn move_to(self, address: String, replace: bool) {
        self.parts().browser.with_value(|browser| {
            let (Some(browser), Ok(url)) = (browser, BrowserUrl::parse(&address)) else {
                return;
            };
            browser.as_url().set(url);
            let state = HistoryState::new(None);
            browser.complete_navigation(&LocationChange {
                value: address,
                replace,
                scroll: !replace,
                state,
            });
        });
    }

    fn chosen(self, name: &str) -> Option<String> {
        self.value(name).or_else(|| self.kept(name))
    }

    /// A remembered value, tracked.
    fn kept(self, name: &str) -> Option<String> {
        self.parts().preferences.with(|all| {
            all.iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        })
    }
}
