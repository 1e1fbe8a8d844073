//! The shop as a widget in a partner's page (`design/widget.md`).
//!
//! Who is around is judged first: in an unknown page the shop shows a sentence
//! and sends nothing. In a partner's page the same pages stand under a bar of
//! their own, offer what the partner chose, and tell it what happens. Without
//! the loader's greeting everything works, and nothing is told.

mod bar;
pub mod builder;
mod channel;
mod events;
mod height;
mod message;
mod names;
mod place;
mod settings;
mod start;
mod theme;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{GetValue, LocalStorage, StoredValue, document, on_cleanup, untrack};

use crate::browser;
use crate::cart::Cart;
use crate::config::Config;
use crate::frame::{self, MAIN_ID};
use crate::host::{Goods, Host, News, Word};
use crate::i18n::{I18n, t};
use crate::json::Json;
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::reactive::{Derived, effect};
use crate::route::Route;
use crate::route::query_name::{AMOUNT, COIN, COUNTRY, LANGUAGE, NETWORK};
use channel::Channel;
use events::Events;
use height::Height;
use message::{Value, text, texts};
use place::Place;
use settings::{Scheme, Settings, Start, VIEWS, Verdict};
use start::{begin, first_pair, route_of};

/// Marks the document of a widget, for the style sheets. The script in
/// `index.html` sets it before the first paint.
const MARK: &str = "data-embed";

/// The widget around `pages`, or why there is none. `offer` is told what is
/// offered, before any page asks for it.
pub fn widget(pages: View, offer: impl FnOnce(&Config)) -> View {
    let navigation = Navigation::here();
    let shop = navigation.config();
    let query = untrack(|| navigation.query());
    let mut settings = Settings::default();
    let mut verdict = settings.take_query(query.pairs(), &shop);
    let place = channel::surroundings(settings.parent.as_deref(), &shop.partner_origins);
    if place == Place::Refused {
        return not_allowed();
    }
    let look = theme::guard(&settings, &mut verdict);
    theme::show(&settings, &look);
    mark_document();
    let narrowed = narrowed(&shop, &settings);
    offer(&narrowed);
    navigation.narrow(narrowed);
    let fixed = begin(navigation, &query, &settings);
    let widget = Widget {
        navigation,
        i18n: I18n::here(),
        channel: Channel::new(),
        events: Events::default(),
        height: Height::default(),
        settings: Rc::new(RefCell::new(settings)),
        shop: (*shop).clone(),
    };
    if let Place::Inside(origin) = place {
        widget.join(origin, verdict);
    }
    fragment([bar::bar(fixed), pages])
}

/// What the shop offers in this widget.
fn narrowed(shop: &Config, settings: &Settings) -> Config {
    let mut config = shop.clone();
    config.country = settings.country.unwrap_or(config.country);
    config.kinds = settings.kinds.unwrap_or(config.kinds);
    if !settings.coins.is_empty() {
        config.coins.clone_from(&settings.coins);
    }
    config.utm_source = settings.source.clone().or(config.utm_source);
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

/// The page that stands in frames of strangers.
fn not_allowed() -> View {
    let navigation = Navigation::here();
    navigation.title(t("embed.refused_title"));
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "lost wrap")
        .attr("tabindex", "-1")
        .child(element("h1").child(t("embed.refused_title")))
        .child(element("p").child(t("embed.refused_body")))
        .child(
            element("a")
                .attr("class", "button")
                .attr("href", navigation.link(&Route::Home))
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer")
                .child(t("embed.open_shop")),
        )
        .into_child()
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
    /// The shop's own configuration, which the partner's is a part of.
    shop: Config,
}

impl Widget {
    /// Takes the page around into the context, greets it, and tells it what
    /// happens.
    fn join(self, origin: String, verdict: Verdict) {
        let Self { i18n, channel, .. } = self;
        let events = self.events.clone();
        let word: StoredValue<Option<Host>, LocalStorage> = StoredValue::new_local(None);
        let host = Host::provide(move |told| {
            // What was said of one payment is not said of another: with "sent" of a part, the
            // rest could not be asked for.
            if events.tell(told, channel, i18n)
                && let Some(host) = word.get_value()
            {
                host.word.set(None);
            }
        });
        leptos::prelude::SetValue::set_value(&word, Some(host));
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

    /// Tells what happens from now on, until the widget goes.
    fn follow(&self, host: Host) {
        let Self {
            navigation,
            channel,
            ..
        } = *self;
        let view = Derived::new(move || navigation.route());
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
        let cart = Cart::here();
        let is_checkout =
            Derived::new(move || navigation.route() == Route::Checkout && cart.count() > 0);
        effect(move || {
            if is_checkout.get() {
                let items = untrack(|| cart.items());
                host.tell(News::Started(items.iter().map(Goods::of).collect()));
            }
        });
        let listening = browser::listen("keydown", move |event| {
            let is_escape = browser::property(&event, "key")
                .and_then(|key| key.as_string())
                .is_some_and(|key| key == "Escape");
            let is_taken = browser::property(&event, "defaultPrevented")
                .is_some_and(|taken| taken.is_truthy());
            let has_dialog = document().query_selector("dialog[open]");
            // A valid selector.
            if is_escape && !is_taken && !has_dialog.is_ok_and(|dialog| dialog.is_some()) {
                channel.say("close.wanted", vec![]);
            }
        });
        StoredValue::new_local(listening);
    }

    /// The line is there: says where everything stands.
    fn ready(&self) {
        let Self {
            navigation,
            channel,
            ..
        } = *self;
        let scheme = self.settings.borrow().scheme.unwrap_or(Scheme::Auto);
        let (language, country, route) = untrack(|| {
            (
                navigation.language(),
                navigation.country(),
                navigation.route(),
            )
        });
        // For the loader's own window around this frame.
        let words = vec![
            text("title", self.i18n.text("embed.modal_title")),
            text("close", self.i18n.text("embed.modal_close")),
        ];
        let members = vec![
            text("version", env!("CARGO_PKG_VERSION")),
            text("lang", language),
            text("country", country.code()),
            text("theme", scheme.name()),
            Some(("words", Value::Object(words))),
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
        verdict.taken.extend(news.taken);
        verdict.refused.extend(news.refused);
        let look = theme::guard(&settings, verdict);
        theme::show(&settings, &look);
        let has_new_coins = settings.coins != self.settings.borrow().coins;
        *self.settings.borrow_mut() = settings;
        let settings = self.settings.borrow();
        if has_new_coins {
            navigation.narrow(narrowed(&self.shop, &settings));
            host.coins.update(|changes| *changes += 1);
        }
        let coins = settings.coins.join(",");
        let mut values = vec![("coins", Some(coins.as_str()))];
        // What the buyer has chosen since stays, unless the partner says it anew.
        let says = |names: &[&str]| names.iter().any(|name| config.get(name).is_some());
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
        host.pays.set(settings.host_pays && self.channel.is_open());
        host.shows_payment
            .set(settings.shows_payment || !settings.host_pays);
        if host
            .prefill
            .with_untracked(|prefill| *prefill != settings.prefill)
        {
            host.prefill.set(settings.prefill.clone());
        }
    }

    /// Says what was made of a configuration.
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

    /// Does what the page around asks for. Of a word that isn't known nothing
    /// is said.
    fn obey(&self, host: Host, id: &str, kind: &str, data: &Json<'_>) {
        let navigation = self.navigation;
        let text_of = |name: &str| data.get(name).and_then(Json::as_text).unwrap_or_default();
        let done = match kind {
            names::CONFIG_SET if data.as_object().is_some() => {
                let mut verdict = Verdict::default();
                self.configure(data, host, &mut verdict);
                self.answer(verdict);
                Ok(())
            }
            "navigate" => {
                let start = Start {
                    view: text_of("view").to_owned(),
                    brand: text_of("brand").to_owned(),
                    product: text_of("product").to_owned(),
                    amount: text_of("amount").to_owned(),
                };
                let is_known = start.view.is_empty() || VIEWS.contains(&start.view.as_str());
                match route_of(&start).filter(|_| is_known) {
                    Some((route, amount)) => {
                        let values = [(AMOUNT, amount.as_str())];
                        navigation.go(untrack(|| navigation.href_with(&route, &values)));
                        Ok(())
                    }
                    None => Err("form"),
                }
            }
            "payment.result" => {
                let word = match text_of("status") {
                    "sent" => Some(Word::Sent),
                    "rejected" => Some(Word::Rejected),
                    "failed" => Some(Word::Failed),
                    _ => None,
                };
                match word {
                    None => Err("form"),
                    Some(_) if !self.events.is_shown(text_of("order_ref")) => Err("unknown_order"),
                    Some(_) => {
                        host.word.set(word);
                        Ok(())
                    }
                }
            }
            "focus" => {
                frame::focus_main();
                Ok(())
            }
            "destroy" => Ok(()),
            names::CONFIG_SET => Err("form"),
            _ => return,
        };
        let id = id.chars().take(64).collect::<String>();
        let members = vec![
            text("id", id),
            Some(("ok", Value::Flag(done.is_ok()))),
            message::maybe("error", done.err()),
        ];
        self.channel.say("ack", members);
        if kind == "destroy" {
            self.channel.close();
        }
    }
}
