//! The page where a partner puts a widget together, looks at it, and copies its snippet.

mod fields;
mod snippet;

use crate::browser::listeners::instead;
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::components::ui::page::Page;
use leptos::prelude::*;

use super::settings::{Refusal, Settings};
use super::theme;
use crate::api;
use crate::api::client::Client;
use crate::browser::{awaited, call, property, window_property};
use crate::components::ui::copy_button::copy_button;
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::reactive::{effect, spawn};
use fields::{COLOURS, FIELDS, SettingField, is_height};
use shop_core::json::Json;
use shop_core::model::country::Country;
use shop_core::model::payment::Pair;
use shop_core::route::{EMBED, PREVIEW, Query, WIDGET_HASHES, WIDGET_LOADER};
use shop_core::text_key::TextKey;
use snippet::Addresses;

/// The key of the message for a value that can't be read.
const WRONG: TextKey = TextKey::BuilderWrong;

/// How long typing must rest before it counts, in milliseconds: each change reloads the preview.
const REST_MILLISECONDS: u32 = 500;

/// The settings that are filled in, and their results. A copyable handle.
#[derive(Clone, Copy)]
struct Builder {
    navigation: Navigation,
    /// The settings that have a value.
    query: RwSignal<Query>,
    height: RwSignal<String>,
    /// The settings that can't be used, and why.
    refused: Memo<Vec<(String, TextKey)>>,
    /// How often something was typed: only the last time counts.
    typings: RwSignal<u32>,
    /// The choices, once they are known.
    countries: RwSignal<Vec<Country>>,
    pairs: RwSignal<Vec<Pair>>,
    /// Hash of the loader, once it is known.
    hash: RwSignal<Option<String>>,
}

/// The page.
pub fn builder_page() -> AnyView {
    let navigation = use_navigation();
    navigation.title(t(TextKey::BuilderTitle));
    let query = RwSignal::new(Query::default());
    let builder = Builder {
        navigation,
        query,
        height: RwSignal::new(String::new()),
        refused: Memo::new(move |_| query.with(|query| refused(navigation, query))),
        typings: RwSignal::new(0),
        countries: RwSignal::new(navigation.config().countries.clone()),
        pairs: RwSignal::new(Vec::new()),
        hash: RwSignal::new(None),
    };
    builder.look_for_hash();
    builder.look_for_choices();
    let i18n = use_i18n();
    let fields = move |fields: &[SettingField]| -> Vec<AnyView> {
        let fields = fields.iter();
        fields.map(|field| builder.field(i18n, *field)).collect()
    };
    view! {
        <Page class="builder wrap">
            <div class="page-head">
                <h1>{t(TextKey::BuilderTitle)}</h1>
                <p>{t(TextKey::BuilderLead)}</p>
            </div>
            <form
                class="builder-fields"
                aria-label=t(TextKey::BuilderOptions)
                on:submit=instead(|| {})
            >
                {fields(&FIELDS)}
                <Fold title=TextKey::BuilderColours>
                    <div class="builder-fields">{fields(&COLOURS)}</div>
                </Fold>
            </form>
            <section class="builder-result">
                <h2>{t(TextKey::BuilderPreview)}</h2>
                {move || {
                    view! {
                        // A new frame each time: a change of address adds a step to the history.
                        <iframe
                            class="builder-preview"
                            name=PREVIEW
                            title=t(TextKey::BuilderPreview)
                            allow="clipboard-write"
                            // The document's own policy sends no referrer.
                            referrerpolicy="same-origin"
                            src=builder.preview()
                        ></iframe>
                    }
                        .into_any()
                }}
            </section>
            <section class="builder-result">
                <h2>{t(TextKey::BuilderSnippet)}</h2>
                {move || builder.code(i18n, false)}
                {move || {
                    let is_absent = builder.hash.with(Option::is_none);
                    is_absent
                        .then(|| {
                            view! { <Hint words=i18n.text(TextKey::BuilderNoHash) /> }.into_any()
                        })
                }}
                <p>{t(TextKey::BuilderPlain)}</p>
                {move || builder.code(i18n, true)}
            </section>
        </Page>
    }
    .into_any()
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

    fn code(self, i18n: I18n, is_plain: bool) -> impl IntoView {
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
            (text, TextKey::BuilderCopyPlain)
        } else {
            let text = snippet::with_loader(addresses, &settings, &height);
            (text, TextKey::BuilderCopy)
        };
        view! {
            <div class="kept-link">
                <code dir="ltr">{text.clone()}</code>
                {copy_button(text, i18n.text(label))}
            </div>
        }
    }

    /// The widget's address inside this page, which is its parent here.
    fn preview(self) -> String {
        let base = self.navigation.config().base_path.clone();
        let query = self.good();
        // This page has no wallet. Browsers with no other sign of the page around have this
        // `parent`.
        let query = query
            .with("pay", None)
            .with("parent", Some(origin().as_str()));
        [&base, "/", EMBED, &query.print()].concat()
    }

    /// Asks for the countries and coins on offer. If they can't be loaded, the partner types them.
    fn look_for_choices(self) {
        let client: Client = expect_context();
        let config = self.navigation.config();
        let shop = config.clone();
        spawn(async move {
            if let Ok(all) = client.get(api::countries(&client.prefix())).await
                && !self.countries.is_disposed()
            {
                let offered = all.iter().filter(|country| shop.offers(**country));
                self.countries.set(offered.copied().collect());
            }
        });
        spawn(async move {
            if let Ok(all) = client.get(api::payment_options(&client.prefix())).await
                && !self.pairs.is_disposed()
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
                    .and_then(|hashes| hashes.get("loader.js")?.as_str());
                // A text that isn't a hash would keep the loader from running.
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
    window_property("location")
        .and_then(|location| property(&location, "origin")?.as_string())
        .unwrap_or_default()
}

/// The settings that the frame would refuse, and the keys of the reasons.
fn refused(navigation: Navigation, query: &Query) -> Vec<(String, TextKey)> {
    let shop = navigation.config();
    let mut settings = Settings::default();
    let mut verdict = settings.take_query(query.pairs(), &shop);
    theme::guard(&settings, &mut verdict);
    let refused = verdict.refused.into_iter().map(|(name, reason)| {
        let key = match reason {
            Refusal::NotOffered => TextKey::BuilderNotOffered,
            Refusal::Contrast => TextKey::BuilderContrast,
            _ => WRONG,
        };
        (name, key)
    });
    refused.collect()
}
