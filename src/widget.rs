//! The shop as a widget in a partner's page; see docs/widget.md.
//!
//! The page around is judged first: in an unknown page the shop shows a sentence and sends nothing.
//! In a partner's page the same pages are shown under a bar of their own, offer what the partner
//! chose, and report events to it. Without the loader's greeting everything works, and nothing is
//! reported.

mod bar;
pub mod builder;
mod channel;
mod command;
mod events;
mod height;
mod message;
mod names;
mod place;
mod settings;
mod start;
mod theme;

use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

use crate::browser;
use crate::cart::use_cart;
use crate::components::ui::page::Page;
use crate::config::Config;
use crate::host::{ChosenGoods, Host, News};
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::reactive::effect;
use channel::Channel;
use events::Events;
use height::Height;
use message::{Member, Value, text, texts};
use place::WidgetPlace;
use settings::{Scheme, Settings, Verdict};
use shop_core::json::Json;
use shop_core::route::Route;
use shop_core::route::query_name::{COIN, COINS, COUNTRY, LANGUAGE, NETWORK};
use shop_core::text_key::TextKey;
use start::{begin, first_pair};

/// Marks the document of a widget, for the style sheets. The script in
/// `index.html` sets it before the first paint.
const MARK: &str = "data-embed";

/// The widget around `pages`, or the reason why there is none. `offer` gets the offered
/// configuration before any page asks for it.
pub fn widget(pages: AnyView, offer: impl FnOnce(&Config)) -> AnyView {
    let navigation = use_navigation();
    let shop = navigation.config();
    let query = untrack(|| navigation.query());
    let mut settings = Settings::default();
    let mut verdict = settings.take_query(query.pairs(), &shop);
    let place = channel::surroundings(settings.parent.as_deref(), &shop.partner_origins);
    if place == WidgetPlace::Refused {
        return not_allowed();
    }
    let look = theme::guard(&settings, &mut verdict);
    theme::show(&settings, &look);
    mark_document();
    let narrowed = narrowed(&shop, &settings);
    offer(&narrowed);
    navigation.narrow(narrowed);
    let fixed = begin(navigation, &query, &settings);
    let (i18n, channel) = (use_i18n(), Channel::new());
    let widget = Widget {
        navigation,
        i18n,
        channel,
        events: Events::new(channel, i18n),
        height: Height::default(),
        settings: Rc::new(RefCell::new(settings)),
        shop: (*shop).clone(),
    };
    if let WidgetPlace::Inside(origin) = place {
        widget.join(origin, verdict);
    }
    view! {
        {bar::bar(fixed)}
        {pages}
    }
    .into_any()
}

/// The shop's offer in this widget.
fn narrowed(shop: &Config, settings: &Settings) -> Config {
    let mut config = shop.clone();
    config.country = settings.country.unwrap_or(config.country);
    config.kinds = settings.kinds.unwrap_or(config.kinds);
    if !settings.coins.is_empty() {
        config.coins.clone_from(&settings.coins);
    }
    // The more exact of the two wins.
    let source = settings.utm_source.as_ref().or(settings.reference.as_ref());
    config.utm_source = source.cloned().or(config.utm_source);
    config
}

fn mark_document() {
    if let Some(root) = document().document_element() {
        // A valid name can be set.
        root.set_attribute(MARK, "").ok();
    }
    on_cleanup(|| {
        if let Some(root) = document().document_element() {
            root.remove_attribute(MARK).ok();
        }
        theme::hide();
    });
}

/// The page that is shown in frames of strangers.
fn not_allowed() -> AnyView {
    let navigation = use_navigation();
    navigation.title(t(TextKey::EmbedRefusedTitle));
    view! {
        <Page class="lost wrap">
            <h1>{t(TextKey::EmbedRefusedTitle)}</h1>
            <p>{t(TextKey::EmbedRefusedBody)}</p>
            <a
                class="button"
                href=navigation.link(&Route::Home)
                target="_blank"
                rel="noopener noreferrer"
            >
                {t(TextKey::EmbedOpenShop)}
            </a>
        </Page>
    }
    .into_any()
}

/// The words of the loader's own window around this frame.
fn words(i18n: I18n, navigation: Navigation) -> Member {
    let words = vec![
        text("title", navigation.config().name.clone()),
        text("close", i18n.text(TextKey::EmbedModalClose)),
        text("lang", i18n.language()),
    ];
    Some(("words", Value::Object(words)))
}

/// Sets only a value that differs: each set rebuilds the view of it, which loses its focus.
fn put<T: Clone + PartialEq + Send + Sync + 'static>(state: RwSignal<T>, value: T) {
    if state.with_untracked(|old| *old != value) {
        state.set(value);
    }
}

/// Whether this is one of the names, compared as HTML compares names of attributes.
fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn say_height(channel: Channel, height: u64) {
    channel.say("resize", vec![message::whole("height", height)]);
}

/// A widget inside a partner's page.
#[derive(Clone)]
struct Widget {
    navigation: Navigation,
    i18n: I18n,
    channel: Channel,
    events: Events,
    height: Height,
    settings: Rc<RefCell<Settings>>,
    /// The shop's own configuration; the partner's is a part of it.
    shop: Config,
}

impl Widget {
    /// Puts the page around into the context, greets it, and reports events to it.
    fn join(self, origin: String, verdict: Verdict) {
        let channel = self.channel;
        let events = self.events.clone();
        let host = Host::provide(move |host, told| events.tell(told, host));
        host.name.set(place::host_of(&origin).to_owned());
        self.spread(host);
        self.follow(host);
        let id = self.settings.borrow().channel.clone();
        let Some(id) = id else { return };
        let (first, widget) = (RefCell::new(Some(verdict)), self.clone());
        let connected = move |config: &Json<'_>| {
            let mut verdict = first.take().unwrap_or_default();
            widget.configure(config, host, &mut verdict);
            widget.answer(verdict);
            widget.ready();
        };
        let heard = move |id: &str, kind: &str, data: &Json<'_>| self.obey(host, id, kind, data);
        channel.greet(origin, id, connected, heard);
    }

    /// Reports events from now on, until the widget goes.
    fn follow(&self, host: Host) {
        let Self {
            navigation,
            channel,
            ..
        } = *self;
        let view = Memo::new(move |_| navigation.route());
        effect(move || {
            let route = view.get();
            if channel.is_open() {
                channel.say("view.changed", events::view(&route));
            }
        });
        self.height.watch(move |height| {
            if channel.is_open() {
                say_height(channel, height);
            }
        });
        let (i18n, events) = (self.i18n, self.events.clone());
        effect(move || {
            let words = words(i18n, navigation);
            if channel.is_open() {
                channel.say("words", vec![words]);
                events.translate();
            }
        });
        let cart = use_cart();
        let is_checkout =
            Memo::new(move |_| navigation.route() == Route::Checkout && cart.count() > 0);
        effect(move || {
            if is_checkout.get() {
                let items = untrack(|| cart.items());
                host.tell(News::Started(
                    items.iter().map(ChosenGoods::from_item).collect(),
                ));
            }
        });
        let listening = browser::listen("keydown", move |event| {
            let is_escape = browser::property(&event, "key")
                .and_then(|key| key.as_string())
                .is_some_and(|key| key == "Escape");
            let is_taken = browser::property(&event, "defaultPrevented")
                .is_some_and(|taken| taken.is_truthy());
            // While a word is being composed, the key only ends the composition.
            let is_composing = browser::is_composing(&event);
            // An element that takes the key, or that the browser empties after the listeners.
            let taker = document()
                .query_selector("dialog[open],[type=search]:focus:not(:placeholder-shown)");
            // A valid selector.
            let is_free = taker.is_ok_and(|taker| taker.is_none());
            if is_escape && !is_taken && !is_composing && is_free {
                channel.say("close.wanted", vec![]);
            }
        });
        StoredValue::new_local(listening);
    }

    /// The channel is open: reports the current state.
    fn ready(&self) {
        let Self {
            navigation,
            channel,
            ..
        } = *self;
        let scheme = self.settings.borrow().scheme.unwrap_or(Scheme::Auto);
        let (language, country, route, words) = untrack(|| {
            (
                navigation.language(),
                navigation.own_country(),
                navigation.route(),
                words(self.i18n, navigation),
            )
        });
        // The address shows what was configured a moment ago only a moment later.
        let settings = self.settings.borrow();
        let language = settings.language.clone().unwrap_or(language);
        let country = settings.country.unwrap_or(country);
        drop(settings);
        let members = vec![
            text("version", env!("CARGO_PKG_VERSION")),
            text("lang", language),
            text("country", country.code()),
            text("theme", scheme.name()),
            words,
        ];
        channel.say("ready", members);
        channel.say("view.changed", events::view(&route));
        self.height.tell(move |height| say_height(channel, height));
    }

    /// Takes settings that came by message.
    fn configure(&self, config: &Json<'_>, host: Host, verdict: &mut Verdict) {
        let navigation = self.navigation;
        let mut settings = self.settings.borrow().clone();
        let news = settings.take_message(config, &self.shop);
        let taken = news.taken;
        verdict.taken.extend(taken.iter().cloned());
        verdict.refused.extend(news.refused);
        let look = theme::guard(&settings, verdict);
        theme::show(&settings, &look);
        let has_new_coins = settings.coins != self.settings.borrow().coins;
        *self.settings.borrow_mut() = settings;
        let settings = self.settings.borrow();
        navigation.narrow(narrowed(&self.shop, &settings));
        if has_new_coins {
            host.coins.update(|changes| *changes += 1);
        }
        let coins = settings.coins.join(",");
        let mut values = vec![(COINS, Some(coins.as_str()))];
        // The buyer's later choice stays, unless the partner sends a new, valid value.
        let says = |names: &[&str]| taken.iter().any(|taken| is_one_of(taken, names));
        if says(&["country", "region"]) {
            values.push((
                COUNTRY,
                settings.country.as_ref().map(|country| country.code()),
            ));
        }
        if says(&["lang", "hl", "language"]) {
            values.push((LANGUAGE, settings.language.as_deref()));
        }
        let pair = first_pair(navigation, &settings).filter(|_| has_new_coins);
        if let Some((coin, network)) = &pair {
            values.extend([
                (COIN, Some(coin.as_str())),
                (NETWORK, Some(network.as_str())),
            ]);
        }
        navigation.set(&values);
        drop(settings);
        self.spread(host);
    }

    /// Hands the settings to the pages.
    fn spread(&self, host: Host) {
        let settings = self.settings.borrow();
        let pays = settings.host_pays && self.channel.is_open();
        put(host.pays, pays);
        put(host.shows_payment, settings.shows_payment || !pays);
        put(host.prefill, settings.prefill.clone());
    }

    /// Reports what was made of a configuration.
    fn answer(&self, verdict: Verdict) {
        self.channel
            .say(names::CONFIG_APPLIED, vec![texts("keys", verdict.taken)]);
        if verdict.refused.is_empty() {
            return;
        }
        let problems = verdict.refused.into_iter().map(|(key, reason)| {
            Value::Object(vec![text("key", key), text("reason", reason.name())])
        });
        let problems = Value::List(problems.collect());
        self.channel
            .say(names::CONFIG_REJECTED, vec![Some(("problems", problems))]);
    }
}
