//! Where a partner puts a widget together, looks at it, and copies its snippet.

mod snippet;

use leptos::prelude::window;

use super::settings::{Reason, Settings};
use super::theme;
use crate::browser::{awaited, call, global, property};
use crate::components::copy_button::copy_button;
use crate::components::icon::icon;
use crate::components::text_field::field;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::json::Json;
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State, effect, spawn};
use crate::route::{EMBED, Query, WIDGET_HASHES, WIDGET_LOADER};
use snippet::Addresses;

/// How a setting is filled in.
#[derive(Clone, Copy)]
enum Form {
    /// Anything, such as this.
    Text(&'static str),
    /// One of these, or nothing.
    OneOf(&'static [&'static str]),
}

/// The key of what is said of a value that can't be read.
const WRONG: &str = "builder.wrong";

/// Height of the element, which is no setting of the shop.
const HEIGHT: &str = "height";

/// A setting, the key of its name, and how it is filled in.
type Field = (&'static str, &'static str, Form);

/// The settings in the order in which they are asked for.
const FIELDS: [Field; 18] = [
    ("country", "frame.country", Form::Text("DE")),
    ("lang", "frame.language", Form::Text("de")),
    (
        "theme",
        "builder.theme",
        Form::OneOf(&["auto", "light", "dark"]),
    ),
    ("accent", "builder.accent", Form::Text("0b6e4f")),
    ("radius", "builder.radius", Form::Text("8")),
    (
        "density",
        "builder.density",
        Form::OneOf(&["normal", "compact"]),
    ),
    (
        "font",
        "builder.font",
        Form::OneOf(&["system", "serif", "mono"]),
    ),
    (HEIGHT, "builder.height", Form::Text("760")),
    (
        "view",
        "builder.view",
        Form::OneOf(&["home", "brands", "brand", "product", "checkout", "orders"]),
    ),
    ("brand", "builder.brand", Form::Text("Steam")),
    ("product", "builder.product", Form::Text("Steam USA")),
    ("amount", "product.amount", Form::Text("50")),
    ("kinds", "builder.kinds", Form::Text("giftcard,topup,esim")),
    (
        "coins",
        "builder.coins",
        Form::Text("USDC:Solana,BTC:Mainnet"),
    ),
    ("pay", "builder.pay", Form::OneOf(&["shopper", "host"])),
    (
        "show_payment_info",
        "builder.info",
        Form::OneOf(&["1", "0"]),
    ),
    ("ref", "builder.ref", Form::Text("corner-shop")),
    ("utm_source", "builder.source", Form::Text("newsletter")),
];

/// Colours that few partners need beside the accent; all of them are folded
/// away.
const COLOURS: [Field; 8] = [
    ("bg", "builder.bg", Form::Text("f4f4f4")),
    ("surface", "builder.surface", Form::Text("ffffff")),
    ("text", "builder.text", Form::Text("1a1a1a")),
    ("muted", "builder.muted", Form::Text("555555")),
    ("border", "builder.border", Form::Text("767676")),
    ("danger", "builder.danger", Form::Text("b00020")),
    ("success", "builder.success", Form::Text("0b6e4f")),
    ("accent-text", "builder.accent_text", Form::Text("ffffff")),
];

/// What is filled in, and what comes of it. A copyable handle.
#[derive(Clone, Copy)]
struct Builder {
    navigation: Navigation,
    /// The settings that have a value.
    query: State<Query>,
    height: State<String>,
    /// Those that can't be used, and why.
    refused: Derived<Vec<(String, &'static str)>>,
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
        hash: State::new(None),
    };
    builder.look_for_hash();
    let i18n = I18n::here();
    let fields = |fields: &[Field]| -> Vec<View> {
        let fields = fields.iter();
        fields
            .map(|(name, label, form)| builder.field(i18n, name, label, *form))
            .collect()
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
                .child(
                    element("iframe")
                        .attr("class", "builder-preview")
                        .live_attr("title", t("builder.preview"))
                        .attr("allow", "clipboard-write")
                        // The document's own policy sends none.
                        .attr("referrerpolicy", "same-origin")
                        .live_attr("src", move || builder.preview()),
                ),
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
    fn field(self, i18n: I18n, name: &'static str, label: &'static str, form: Form) -> View {
        let put = move |value: String| {
            let value = value.trim();
            if name == HEIGHT {
                self.height.set(value.to_owned());
            } else {
                let value = Some(value).filter(|value| !value.is_empty());
                self.query
                    .update(|query| *query = query.clone().with(name, value));
            }
        };
        let control = match form {
            Form::Text(example) => element("input")
                .attr("class", "input")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("dir", "ltr")
                .attr("placeholder", example)
                .on_value("change", put),
            Form::OneOf(values) => {
                let option = |value: &&'static str| {
                    element("option")
                        .attr("value", *value)
                        .child(*value)
                        .into_child()
                };
                let none = element("option").attr("value", "").child("–").into_child();
                let options: Vec<View> = [none]
                    .into_iter()
                    .chain(values.iter().map(option))
                    .collect();
                element("select")
                    .attr("class", "input")
                    .on_value("change", put)
                    .child(options)
            }
        };
        let label = element("span")
            .child(t(label))
            .child(" ")
            .child(element("code").attr("class", "hint").child(name))
            .into_child();
        // Which form is right is said by one that is.
        let wrong = move || {
            let example = match form {
                Form::Text(example) => i18n.fill("builder.example", &[("example", example)]),
                Form::OneOf(_) => String::new(),
            };
            [&i18n.text(WRONG), " ", &example].concat()
        };
        let error = move || {
            if name == HEIGHT {
                let is_right = self.height.with(|height| is_height(height));
                return (!is_right).then(wrong);
            }
            self.refused.with(|refused| {
                let (_, key) = refused.iter().find(|(refused, _)| refused == name)?;
                Some(if *key == WRONG {
                    wrong()
                } else {
                    i18n.text(key)
                })
            })
        };
        field(
            control,
            ["option-", name].concat(),
            label,
            View::Nothing,
            error,
        )
    }

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

/// Whether this is a height in pixels, or none. The loader fills the element
/// around it when it is 0, which has no height then.
fn is_height(text: &str) -> bool {
    text.len() <= 4 && !text.starts_with('0') && text.bytes().all(|digit| digit.is_ascii_digit())
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
