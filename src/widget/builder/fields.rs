//! The fields of the page: if the shop's offer gives choices for a setting, the partner chooses
//! from them, and types only the rest.

use super::{Builder, REST_MILLISECONDS, WRONG};
use crate::browser::listeners::{when_left, with_value};
use crate::components::ui::text_field::{LabelledField, Marks};
use crate::components::ui::tick::Tick;
use crate::i18n::{I18n, t, use_i18n};
use crate::reactive::spawn;
use leptos::prelude::*;
use shop_core::model::brand::{Kind, Kinds};
use shop_core::model::payment::{coin_words, network_words};
use shop_core::text_key::TextKey;

/// How a setting is filled in.
#[derive(Clone, Copy)]
pub(super) enum SettingInput {
    /// Any text, such as this one.
    Text(&'static str),
    /// One of these, or nothing.
    OneOf(&'static [&'static str]),
    /// One of the shop's countries.
    Country,
    /// One of its languages.
    Language,
    /// Some of its kinds of goods.
    Kinds,
    /// Some of its coins.
    Coins,
}

/// A setting, the key of its name, and how it is filled in.
pub(super) type SettingField = (&'static str, TextKey, SettingInput);

/// Height of the element, which is no setting of the shop.
const HEIGHT: &str = "height";

/// The settings in the order in which they are asked for.
pub(super) const FIELDS: [SettingField; 18] = [
    ("country", TextKey::FrameCountry, SettingInput::Country),
    ("lang", TextKey::FrameLanguage, SettingInput::Language),
    (
        "theme",
        TextKey::BuilderTheme,
        SettingInput::OneOf(&["auto", "light", "dark"]),
    ),
    (
        "accent",
        TextKey::BuilderAccent,
        SettingInput::Text("0b6e4f"),
    ),
    ("radius", TextKey::BuilderRadius, SettingInput::Text("8")),
    (
        "density",
        TextKey::BuilderDensity,
        SettingInput::OneOf(&["normal", "compact"]),
    ),
    (
        "font",
        TextKey::BuilderFont,
        SettingInput::OneOf(&["system", "serif", "mono"]),
    ),
    (HEIGHT, TextKey::BuilderHeight, SettingInput::Text("760")),
    (
        "view",
        TextKey::BuilderView,
        SettingInput::OneOf(&["home", "brands", "brand", "product", "checkout", "orders"]),
    ),
    ("brand", TextKey::BuilderBrand, SettingInput::Text("Steam")),
    (
        "product",
        TextKey::BuilderProduct,
        SettingInput::Text("Steam"),
    ),
    ("amount", TextKey::ProductAmount, SettingInput::Text("50")),
    ("kinds", TextKey::FrameKinds, SettingInput::Kinds),
    ("coins", TextKey::BuilderCoins, SettingInput::Coins),
    (
        "pay",
        TextKey::BuilderPay,
        SettingInput::OneOf(&["shopper", "host"]),
    ),
    (
        "show_payment_info",
        TextKey::BuilderInfo,
        SettingInput::OneOf(&["1", "0"]),
    ),
    (
        "ref",
        TextKey::BuilderRef,
        SettingInput::Text("corner-shop"),
    ),
    (
        "utm_source",
        TextKey::BuilderSource,
        SettingInput::Text("newsletter"),
    ),
];

/// Colours that few partners need beside the accent; all of them are folded
/// away.
pub(super) const COLOURS: [SettingField; 8] = [
    ("bg", TextKey::BuilderBg, SettingInput::Text("f4f4f4")),
    (
        "surface",
        TextKey::BuilderSurface,
        SettingInput::Text("ffffff"),
    ),
    ("text", TextKey::BuilderText, SettingInput::Text("1a1a1a")),
    ("muted", TextKey::BuilderMuted, SettingInput::Text("555555")),
    (
        "border",
        TextKey::BuilderBorder,
        SettingInput::Text("767676"),
    ),
    (
        "danger",
        TextKey::BuilderDanger,
        SettingInput::Text("b00020"),
    ),
    (
        "success",
        TextKey::BuilderSuccess,
        SettingInput::Text("0b6e4f"),
    ),
    (
        "accent-text",
        TextKey::BuilderAccentText,
        SettingInput::Text("ffffff"),
    ),
];

/// Kinds of goods: the name in the setting, and the key of the name for people.
const KINDS: [(Kind, &str, TextKey); 3] = [
    (Kind::GiftCard, "giftcard", TextKey::BrandsKindGiftCard),
    (Kind::TopUp, "topup", TextKey::BrandsKindTopUp),
    (Kind::Esim, "esim", TextKey::BrandsKindEsim),
];

/// A choice: its value, and its name for people.
type ListedChoice = (String, String);

impl Builder {
    /// A field, which is rebuilt when its choices are known.
    pub(super) fn field(self, i18n: I18n, (name, label, form): SettingField) -> AnyView {
        (move || match form {
            SettingInput::Text(example) => self.typed(name, label, example),
            SettingInput::OneOf(values) => {
                let choices = values.iter().map(|value| (*value, *value));
                let choices = choices.map(|(value, words)| (value.to_owned(), words.to_owned()));
                self.one_of(name, label, choices.collect())
            }
            SettingInput::Country => self.one_of(name, label, self.country_choices(i18n)),
            SettingInput::Language => {
                let config = self.navigation.config();
                let choices = config.languages.iter();
                let choices = choices.map(|tag| (tag.clone(), i18n.language_name(tag)));
                self.one_of(name, label, choices.collect())
            }
            SettingInput::Kinds => self.some_of(name, label, kind_choices(i18n, self.sold())),
            SettingInput::Coins => match self.pair_choices() {
                none if none.is_empty() => self.typed(name, label, "USDC:Solana,BTC:Mainnet"),
                choices => self.some_of(name, label, choices),
            },
        })
        .into_any()
    }

    fn sold(self) -> Kinds {
        self.navigation.config().kinds
    }

    fn country_choices(self, i18n: I18n) -> Vec<ListedChoice> {
        let named = self.countries.get().into_iter();
        let named = named.map(|country| (country.code().to_owned(), i18n.country(country.code())));
        let named: Vec<ListedChoice> = named.collect();
        let order = i18n.sorted(named.iter().map(|(_, name)| name.as_str()));
        let sorted = order.iter().filter_map(|place| named.get(*place).cloned());
        sorted.collect()
    }

    fn pair_choices(self) -> Vec<ListedChoice> {
        let pairs = self.pairs.get().into_iter();
        let pairs = pairs.map(|pair| {
            let value = [&*pair.coin, ":", &*pair.network].concat();
            let words = [coin_words(&pair.coin), " · ", &*network_words(&pair)].concat();
            (value, words)
        });
        pairs.collect()
    }

    fn typed(self, name: &'static str, label: TextKey, example: &'static str) -> AnyView {
        let i18n = use_i18n();
        let marks = self.marks(name, true);
        let control = view! {
            <input
                class="input"
                id=marks.id()
                aria-describedby=marks.described_by()
                aria-invalid=marks.is_invalid()
                type="text"
                autocomplete="off"
                spellcheck="false"
                dir="ltr"
                on:input=with_value(move |text| self.put_soon(name, text))
                on:change=when_left(move |text| {
                    self.typings.update(|typings| *typings += 1);
                    self.put(name, &text);
                })
            />
        };
        let hint = move || i18n.fill(TextKey::BuilderExample, &[("example", example)]);
        let hint = Some(ViewFn::from(hint));
        view! {
            <LabelledField marks label=move || named(name, label) hint>
                {control}
            </LabelledField>
        }
        .into_any()
    }

    fn one_of(self, name: &'static str, label: TextKey, choices: Vec<ListedChoice>) -> AnyView {
        let chosen = self.chosen(name);
        let option = |(value, words): ListedChoice| {
            view! {
                <option selected=value == chosen value=value>
                    {words}
                </option>
            }
            .into_any()
        };
        let none = (String::new(), "–".to_owned());
        let options = [none].into_iter().chain(choices).map(option);
        let marks = self.marks(name, false);
        let control = view! {
            <select
                class="input"
                id=marks.id()
                aria-describedby=marks.described_by()
                aria-invalid=marks.is_invalid()
                on:change=with_value(move |value| self.put(name, &value))
            >
                {options.collect::<Vec<_>>()}
            </select>
        };
        view! {
            <LabelledField marks label=move || named(name, label)>
                {control}
            </LabelledField>
        }
        .into_any()
    }

    /// Checkboxes. No tick means all; the first ticked one comes first.
    fn some_of(self, name: &'static str, label: TextKey, choices: Vec<ListedChoice>) -> AnyView {
        let boxes = choices.into_iter().map(|(value, words)| {
            let own = value.clone();
            let is_on = move || self.listed(name).contains(&own);
            let tick = move |ticked| {
                let mut listed = leptos::prelude::untrack(|| self.listed(name));
                listed.retain(|other| *other != value);
                if ticked {
                    listed.push(value.clone());
                }
                self.put(name, &listed.join(","));
            };
            view! {
                <Tick is_on on_tick=tick>
                    {words}
                </Tick>
            }
            .into_any()
        });
        view! {
            <fieldset class="field">
                <legend class="legend">{named(name, label)}</legend>
                <div class="ticks">{boxes.collect::<Vec<_>>()}</div>
            </fieldset>
        }
        .into_any()
    }

    fn marks(self, name: &'static str, has_hint: bool) -> Marks {
        let i18n = use_i18n();
        let error = move || {
            if name == HEIGHT {
                let is_right = self.height.with(|height| is_height(height));
                return (!is_right).then(|| i18n.text(WRONG));
            }
            self.refused.with(|refused| {
                let (_, key) = refused.iter().find(|(refused, _)| refused == name)?;
                Some(i18n.text(*key))
            })
        };
        Marks::new(["option-", name].concat(), has_hint, error)
    }

    /// The value of a setting; not tracked, or a choice would rebuild its field.
    fn chosen(self, name: &str) -> String {
        let query = self.query.get_untracked();
        query.get(name).unwrap_or_default().to_owned()
    }

    fn listed(self, name: &str) -> Vec<String> {
        let query = self.query.get();
        let entries = query.get(name).unwrap_or_default().split(',');
        let entries = entries.filter(|entry| !entry.is_empty());
        entries.map(str::to_owned).collect()
    }

    fn put(self, name: &'static str, value: &str) {
        let value = value.trim();
        if name == HEIGHT {
            self.height.set(value.to_owned());
        } else {
            let value = Some(value).filter(|value| !value.is_empty());
            self.query
                .update(|query| *query = query.clone().with(name, value));
        }
    }

    /// Takes the typed text once typing rests.
    fn put_soon(self, name: &'static str, text: String) {
        self.typings.update(|typings| *typings += 1);
        let typing = self.typings.get_untracked();
        spawn(async move {
            gloo_timers::future::TimeoutFuture::new(REST_MILLISECONDS).await;
            if !self.typings.is_disposed() && self.typings.get_untracked() == typing {
                self.put(name, &text);
            }
        });
    }
}

fn kind_choices(i18n: I18n, sold: Kinds) -> Vec<ListedChoice> {
    let sold = KINDS.into_iter().filter(|(kind, ..)| sold.has(*kind));
    sold.map(|(_, value, key)| (value.to_owned(), i18n.text(key)))
        .collect()
}

/// A setting's name for people, and its own.
fn named(name: &'static str, label: TextKey) -> AnyView {
    view! { <span>{t(label)}" " <code class="hint">{name}</code></span> }.into_any()
}

/// Whether this is a height in pixels, or none. With 0 the loader would fill the element around,
/// which has no height then.
pub(super) fn is_height(text: &str) -> bool {
    text.len() <= 4 && !text.starts_with('0') && text.bytes().all(|digit| digit.is_ascii_digit())
}
