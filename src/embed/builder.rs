//! Where a partner puts a widget together, looks at it, and copies its snippet.

mod fields;
mod snippet;

use leptos::prelude::{expect_context, window};

use super::settings::{Reason, Settings};
use super::theme;
use crate::api;
use crate::api::client::Client;
use crate::browser::{awaited, call, global, property};
use crate::components::copy_button::copy_button;
use crate::components::icon::icon;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State, effect, spawn};
use fields::{COLOURS, FIELDS, Field, is_height};
use shop_core::json::Json;
use shop_core::model::country::Country;
use shop_core::model::payment::Pair;
use shop_core::route::{EMBED, PREVIEW, Query, WIDGET_HASHES, WIDGET_LOADER};
use snippet::Addresses;

/// The key of what is said of a value that can't be read.
const WRONG: &str = "builder.wrong";

/// How long typing must rest before it counts, in milliseconds: each change loads the preview anew.
const REST_MILLISECONDS: u32 = 500;

/// What is filled in, and what comes of it. A copyable handle.
#[derive(Clone, Copy)]
struct Builder {
    navigation: Navigation,
    /// The settings that have a value.
    query: State<Query>,
    height: State<String>,
    /// Those that can't be used, and why.
    refused: Derived<Vec<(String, &'static str)>>,
    /// How often something was typed: only the last time counts.
    typings: State<u32>,
    /// What there is to choose from, once it is known.
    countries: State<Vec<Country>>,
    pairs: State<Vec<Pair>>,
    /// Hash of the loader, once it is known.
    hash: State<Option<String>>,
}

/// The page.
pub fn builder_page() -> View {
    let navigation = Navigation::here();
    navigation.title(t("builder.title"));
    let query = State::new(Query::default());
    let builder = Builder {
        navigation,
        query,
        height: State::new(String::new()),
        refused: Derived::new(move || query.with(|query| refused(navigation, query))),
        typings: State::new(0),
        countries: State::new(navigation.config().countries.clone()),
        pairs: State::new(Vec::new()),
        hash: State::new(None),
    };
    builder.look_for_hash();
    builder.look_for_choices();
    let i18n = I18n::here();
    let fields = |fields: &[Field]| -> Vec<View> {
        let fields = fields.iter();
        fields.map(|field| builder.field(i18n, *field)).collect()
    };
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "builder wrap")
        .attr("tabindex", "-1")
        .child(
            element("div")
                .attr("class", "page-head")
                .child(element("h1").child(t("builder.title")))
                .child(element("p").child(t("builder.lead"))),
        )
        .child(
            element("form")
                .attr("class", "builder-fields")
                .live_attr("aria-label", t("builder.options"))
                .instead_of("submit", || {})
                .child(fields(&FIELDS))
                .child(
                    element("details")
                        .attr("class", "fold")
                        .child(
                            element("summary")
                                .child(t("builder.colours"))
                                .child(icon("chevron-down")),
                        )
                        .child(
                            element("div")
                                .attr("class", "builder-fields")
                                .child(fields(&COLOURS)),
                        ),
                ),
        )
        .child(
            element("section")
                .attr("class", "builder-result")
                .child(element("h2").child(t("builder.preview")))
                // Another frame each time: one that goes elsewhere is a step of this page's history.
                .child(move || {
                    element("iframe")
                        .attr("class", "builder-preview")
                        .attr("name", PREVIEW)
                        .live_attr("title", t("builder.preview"))
                        .attr("allow", "clipboard-write")
                        // The document's own policy sends none.
                        .attr("referrerpolicy", "same-origin")
                        .attr("src", builder.preview())
                        .into_child()
                }),
        )
        .child(
            element("section")
                .attr("class", "builder-result")
                .child(element("h2").child(t("builder.snippet")))
                .child(move || builder.code(i18n, false))
                .child(move || {
                    let is_absent = builder.hash.with(Option::is_none);
                    is_absent.then(|| {
                        element("p")
                            .attr("class", "hint")
                            .child(i18n.text("builder.no_hash"))
                            .into_child()
                    })
                })
                .child(element("p").child(t("builder.plain")))
                .child(move || builder.code(i18n, true)),
        )
        .into_child()
}

impl Builder {
    /// The settings that can be used.
    fn good(self) -> Query {
        let query = self.query.get();
        self.refused.with(|refused| {
            let names = refused.iter();
            names.fold(query, |query, (name, _)| query.with(name, None))
        })
    }

    fn code(self, i18n: I18n, is_plain: bool) -> View {
        let base = origin() + &self.navigation.config().base_path;
        let (loader, shop) = (
            [&base, WIDGET_LOADER].concat(),
            [&base, "/", EMBED].concat(),
        );
        let hash = self.hash.get();
        let addresses = Addresses {
            loader: &loader,
            shop: &shop,
            hash: hash.as_deref(),
        };
        let height = Some(self.height.get()).filter(|height| is_height(height));
        let height = height.unwrap_or_default();
        let settings = self.good();
        let (text, label) = if is_plain {
            let title = &self.navigation.config().name;
            let text = snippet::plain(addresses, &settings, &height, title);
            (text, "builder.copy_plain")
        } else {
            let text = snippet::with_loader(addresses, &settings, &height);
            (text, "builder.copy")
        };
        element("div")
            .attr("class", "kept-link")
            .child(element("code").attr("dir", "ltr").child(text.clone()))
            .child(copy_button(text, i18n.text(label)))
            .into_child()
    }

    /// The widget's address inside this page, which is its parent here.
    fn preview(self) -> String {
        let base = self.navigation.config().base_path.clone();
        let query = self.good();
        // A wallet of this page's there is none. Browsers without another sign
        // of who is around have this one.
        let query = query
            .with("pay", None)
            .with("parent", Some(origin().as_str()));
        [&base, "/", EMBED, &query.print()].concat()
    }

    /// Asks for the countries and coins on offer. Where they can't be had, they are typed.
    fn look_for_choices(self) {
        let client: Client = expect_context();
        let config = self.navigation.config();
        let shop = config.clone();
        spawn(async move {
            if let Ok(all) = client.get(api::countries(&client.prefix())).await
                && self.countries.is_alive()
            {
                let offered = all.iter().filter(|country| shop.offers(**country));
                self.countries.set(offered.copied().collect());
            }
        });
        spawn(async move {
            if let Ok(all) = client.get(api::payment_options(&client.prefix())).await
                && self.pairs.is_alive()
            {
                let allowed = all.allowed(&config.coins, config.tron_stablecoins);
                let usable = allowed.distinct().into_iter();
                let usable = usable.filter(|option| option.is_usable());
                self.pairs
                    .set(usable.map(|option| option.pair.clone()).collect());
            }
        });
    }

    fn look_for_hash(self) {
        let address = [&self.navigation.config().base_path, WIDGET_HASHES].concat();
        effect(move || {
            let asked = call(&window(), "fetch", &[&address.as_str().into()]);
            spawn(async move {
                let Some(answer) = awaited(asked).await else {
                    return;
                };
                let text = awaited(call(&answer, "text", &[])).await;
                let text = text.and_then(|text| text.as_string()).unwrap_or_default();
                let hashes = Json::parse(&text);
                let hash = hashes
                    .as_ref()
                    .and_then(|hashes| hashes.get("loader.js")?.as_text());
                // What is no hash would keep the loader from running.
                let is_hash = |hash: &&str| {
                    hash.strip_prefix("sha384-").is_some_and(|digits| {
                        digits.len() == 64
                            && digits
                                .bytes()
                                .all(|sign| sign.is_ascii_alphanumeric() || b"+/=".contains(&sign))
                    })
                };
                self.hash.set(hash.filter(is_hash).map(str::to_owned));
            });
        });
    }
}

/// The page's own origin.
fn origin() -> String {
    global("location")
        .and_then(|location| property(&location, "origin")?.as_string())
        .unwrap_or_default()
}

/// The settings that the frame would refuse, and the keys of why.
fn refused(navigation: Navigation, query: &Query) -> Vec<(String, &'static str)> {
    let shop = navigation.config();
    let mut settings = Settings::default();
    let mut verdict = settings.take_query(query.pairs(), &shop);
    theme::guard(&settings, &mut verdict);
    let refused = verdict.refused.into_iter().map(|(name, reason)| {
        let key = match reason {
            Reason::NotOffered => "builder.not_offered",
            Reason::Contrast => "builder.contrast",
            _ => WRONG,
        };
        (name, key)
    });
    refused.collect()
}
