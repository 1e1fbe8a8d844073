//! Where the buyer is and what follows them: country, coin, network and
//! language, read from the address first, from earlier visits second, from the
//! shop's configuration last.

use std::sync::Arc;

use leptos::prelude::{
    Callable, Callback, Get, LocalStorage, StoredValue, WithValue, document, expect_context,
    provide_context,
};
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::config::Config;
use crate::i18n;
use crate::model::country::Country;
use crate::model::payment::Pair;
use crate::reactive::{Derived, State, effect};
use crate::route::query_name::{COIN, COUNTRY, LANGUAGE, NETWORK};
use crate::route::{Query, Route};
use crate::store::{self, Preferences};

/// The address, as values. A copyable handle.
#[derive(Clone, Copy)]
pub struct Navigation {
    config: StoredValue<Arc<Config>>,
    preferences: State<Preferences>,
    route: Derived<Route>,
    query: Derived<Query>,
    go: Callback<(String, bool)>,
}

impl Navigation {
    /// Reads the router's location; called once, inside the router.
    pub fn provide(config: Arc<Config>) -> Self {
        let location = use_location();
        let navigate = StoredValue::<_, LocalStorage>::new_local(use_navigate());
        let base = config.base_path.clone();
        let navigation = Self {
            config: StoredValue::new(config),
            preferences: State::new(store::preferences()),
            route: Derived::new(move || Route::parse(&base, &location.pathname.get())),
            query: Derived::new(move || Query::parse(&location.search.get())),
            go: Callback::new(move |(address, replace): (String, bool)| {
                // Addresses are printed with the base path already.
                let options = NavigateOptions {
                    resolve: false,
                    replace,
                    scroll: !replace,
                    ..Default::default()
                };
                navigate.with_value(|navigate| navigate(&address, options));
            }),
        };
        provide_context(navigation);
        navigation
    }

    /// The navigation of the context. `app.rs` provides it above every page.
    pub fn here() -> Self {
        expect_context()
    }

    /// The shop's configuration.
    pub fn config(self) -> Arc<Config> {
        self.config.with_value(Arc::clone)
    }

    /// The page, tracked.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// A value of the query, tracked.
    pub fn value(self, name: &str) -> Option<String> {
        self.query.get().get(name).map(str::to_owned)
    }

    /// The country to sell in, tracked.
    pub fn country(self) -> Country {
        let config = self.config();
        let offered =
            |code: String| Country::parse(&code).filter(|country| config.offers(*country));
        self.chosen(COUNTRY)
            .and_then(offered)
            .unwrap_or(config.country)
    }

    /// What the address asks for that isn't a country of this shop, tracked.
    pub fn unknown_country(self) -> Option<String> {
        let asked = self.value(COUNTRY)?;
        let config = self.config();
        let is_offered = Country::parse(&asked).is_some_and(|country| config.offers(country));
        (!is_offered).then(|| {
            crate::model::display_text::cleaned(&asked)
                .chars()
                .take(20)
                .collect()
        })
    }

    /// The pair the buyer chose, tracked; else the shop's or the API's
    /// recommendation. Whether it can be used now, only the live list knows.
    pub fn pair(self) -> Pair {
        if let (Some(coin), Some(network)) = (self.chosen(COIN), self.chosen(NETWORK)) {
            return Pair::new(&coin, &network);
        }
        let config = self.config();
        let first = config.coins.first().and_then(|entry| entry.split_once(':'));
        first.map_or_else(Pair::recommended, |(coin, network)| {
            Pair::new(coin, network)
        })
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
        let choices = self.query.get().choices();
        let country = self.country();
        let query = choices.with(COUNTRY, Some(country.code()));
        let query = values
            .iter()
            .fold(query, |query, (name, value)| query.with(name, Some(value)));
        route.path(&self.config().base_path) + &query.print()
    }

    /// Goes to an address made by `href`.
    pub fn go(self, address: String) {
        self.go.run((address, false));
    }

    /// Changes values of this page's query without a new step in history.
    pub fn set(self, values: &[(&str, Option<&str>)]) {
        let before = self.query.get_untracked();
        let after = values.iter().fold(before.clone(), |query, (name, value)| {
            query.with(name, *value)
        });
        if after != before {
            let path = self.route.get_untracked().path(&self.config().base_path);
            self.go.run((path + &after.print(), true));
        }
    }

    /// Changes what follows the buyer, and remembers it.
    pub fn choose(self, values: &[(&str, &str)]) {
        for (name, value) in values {
            store::remember(name, Some(value));
        }
        self.preferences.set(store::preferences());
        let values: Vec<(&str, Option<&str>)> = values
            .iter()
            .map(|(name, value)| (*name, Some(*value)))
            .collect();
        self.set(&values);
    }

    /// Names the page in the browser's title: never with anything secret.
    pub fn title(self, title: impl Fn() -> String + 'static) {
        let shop = self.config().name.clone();
        effect(move || document().set_title(&[&title(), " · ", &shop].concat()));
    }

    fn chosen(self, name: &str) -> Option<String> {
        self.value(name)
            .or_else(|| self.preferences.get().get(name).cloned())
    }
}
