//! The field for the number: the country's code, and the rest.

use crate::browser::listeners::{when_left, with_value};
use crate::checkout::problems::phone_words;
use crate::components::ui::icon::icon;
use crate::components::ui::text_field::{LabelledField, Marks};
use crate::i18n::{t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::past_orders::use_past_orders;
use crate::product_form::ProductForm;
use crate::reactive::effect;
use crate::store::BoughtGoods;
use leptos::prelude::*;
use shop_core::model::beneficiary::{
    PhoneFault, countries_of_phone, phone_as_typed, phone_beside_code, phone_for,
};
use shop_core::model::country::Country;
use shop_core::route::query_name::{AMOUNT, DESTINATION, OPTION, SELLER, TAB};
use shop_core::text_key::TextKey;

/// The id of the field. The order form leads to it.
const ID: &str = "beneficiary";

/// Countries that share a code and are offered: more are in the list.
const MOST_COUNTRIES: usize = 4;

/// The typed number. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct PhoneNumber {
    typed: RwSignal<String>,
    /// Whether mistakes are pointed out: once the field is left, or the order was tried.
    is_judged: RwSignal<bool>,
    /// The API's objection to it.
    problem: RwSignal<Option<String>>,
    text: Memo<String>,
    /// The last top-up of each number by an order of this device, the last one first.
    pub(super) used: Memo<Vec<BoughtGoods>>,
}

impl PhoneNumber {
    /// Nothing is typed yet.
    pub(super) fn new() -> Self {
        let navigation = use_navigation();
        let typed = RwSignal::new(String::new());
        let past_orders = use_past_orders();
        Self {
            typed,
            is_judged: RwSignal::new(false),
            problem: RwSignal::new(None),
            text: Memo::new(move |_| phone_beside_code(&typed.get(), navigation.country())),
            used: Memo::new(move |_| past_orders.used_numbers()),
        }
    }

    /// The number with its country's code, as it is checked and sent.
    pub(super) fn text(self) -> Memo<String> {
        self.text
    }

    /// The brand of the last top-up of this device for the number.
    pub(super) fn last_operator(self) -> Memo<Option<String>> {
        Memo::new(move |_| {
            let number = phone_for(&self.text.get(), use_navigation().country()).ok()?;
            let used = self.used.get();
            let last = used.into_iter().find(|used| used.phone == number)?;
            Some(last.brand)
        })
    }

    /// Fills in a number that was topped up before. Its country has other operators.
    pub(super) fn use_again(self, number: &BoughtGoods) {
        if let Some(country) = Country::parse(&number.country) {
            choose(use_navigation(), country);
        }
        self.put(number.beside_code().to_owned());
    }

    /// Makes a change of the number a change of this order, and the first try of it judge the number.
    pub(super) fn follow(self, form: ProductForm) {
        effect(move || {
            self.text.track();
            form.start_over();
        });
        effect(move || self.problem.set(form.beneficiary_problem()));
        effect(move || {
            if form.is_judged() {
                self.is_judged.set(true);
            }
        });
    }

    /// The field, its fault or the whole number, and the countries that a shared code may mean.
    pub(super) fn field(self) -> AnyView {
        let i18n = use_i18n();
        let navigation = use_navigation();
        let error = move || {
            let country = navigation.country();
            let Err(fault) = phone_for(&self.text.get(), country) else {
                return self.problem.get();
            };
            let is_empty = self.typed.with(|typed| typed.trim().is_empty());
            // A code of several countries is asked about below.
            if !self.is_judged.get() || self.possible_countries().is_some() {
                return None;
            }
            Some(match fault {
                _ if is_empty => i18n.text(TextKey::TopUpsNumberMissing),
                // Beside its code a number can only be too short or too long.
                PhoneFault::NotANumber => phone_words(i18n, PhoneFault::WrongLength, country),
                fault => phone_words(i18n, fault, country),
            })
        };
        let marks = Marks::new(ID.to_owned(), true, error);
        let input = view! {
            <div class="phone-box">
                {country_select(navigation)}
                <input
                    class="input"
                    id=marks.id()
                    aria-describedby=marks.described_by()
                    aria-invalid=marks.is_invalid()
                    type="tel"
                    inputmode="tel"
                    autocomplete="tel"
                    dir="ltr"
                    prop:value=move || self.typed.get()
                    prop:knownValue=move || self.typed.get()
                    on:input=with_value(move |text: String| self.put(text))
                    on:change=when_left(move |text: String| {
                        if text != self.typed.get_untracked() {
                            self.put(text);
                        }
                        self.is_judged.set(!self.typed.with_untracked(String::is_empty));
                    })
                />
            </div>
        };
        let whole = move || {
            let country = navigation.country();
            let whole = phone_for(&self.text.get(), country).ok()?;
            let name = i18n.country(country.code());
            Some(view! {
                <p class="phone-good" role="status">
                    {icon("circle-check")}
                    <span>
                        <b dir="ltr">{phone_as_typed(&whole, &self.typed.get(), country)}</b>
                        ", "
                        {name}
                    </span>
                </p>
            })
        };
        let countries = move || {
            let countries = self.possible_countries()?;
            let buttons = countries.into_iter().take(MOST_COUNTRIES).map(|country| {
                view! {
                    <button
                        class="chip"
                        type="button"
                        on:click=move |_| choose(navigation, country)
                    >
                        {i18n.country(country.code())}
                    </button>
                }
            });
            Some(view! {
                <div class="field" role="group" aria-label=t(TextKey::TopUpsWhichCountry)>
                    <p>{t(TextKey::TopUpsWhichCountry)}</p>
                    <div class="chips">{buttons.collect_view()}</div>
                </div>
            })
        };
        view! {
            <div class="field">
                <LabelledField
                    marks
                    label=t(TextKey::RecipientPhone)
                    hint=Some(t(TextKey::TopUpsNumberHint).into())
                >
                    {input}
                </LabelledField>
                {whole}
                {countries}
            </div>
        }
        .into_any()
    }

    fn put(self, typed: String) {
        self.is_judged.set(false);
        let navigation = use_navigation();
        if let [country] = countries_of_phone(&typed).as_slice()
            && *country != untrack(|| navigation.country())
            && untrack(|| navigation.config().offers(*country))
        {
            choose(navigation, *country);
        }
        self.typed.set(typed);
    }

    /// The countries that the typed code may mean, if the chosen one isn't one of them. Tracked.
    fn possible_countries(self) -> Option<Vec<Country>> {
        let navigation = use_navigation();
        let mut countries = self.typed.with(|typed| countries_of_phone(typed));
        let is_among = countries.contains(&navigation.country());
        countries.retain(|country| navigation.config().offers(*country));
        (!is_among && countries.len() > 1).then_some(countries)
    }
}

/// Chooses the number's country. What was chosen in another one is not sold there.
fn choose(navigation: Navigation, country: Country) {
    navigation.set(&[
        (DESTINATION, Some(country.code())),
        (SELLER, None),
        (TAB, None),
        (OPTION, None),
        (AMOUNT, None),
    ]);
}

/// The countries with their codes, as a native list: it works with every keyboard, screen reader
/// and phone.
fn country_select(navigation: Navigation) -> AnyView {
    let i18n = use_i18n();
    // In the order of the language.
    let options = move || {
        let coded = |country: Country| {
            let name = i18n.country(country.code());
            Some((country, name, ["+", country.calling_code()?].concat()))
        };
        let config = navigation.config();
        let sold = Country::listed().filter(|country| config.offers(*country));
        let all: Vec<(Country, String, String)> = sold.filter_map(coded).collect();
        let order = i18n.sorted(all.iter().map(|(_, name, _)| name.as_str()));
        let sorted = order.into_iter().filter_map(|place| all.get(place));
        let options = sorted.map(|(country, name, code)| {
            let country = *country;
            view! {
                <option
                    value=country.code().to_owned()
                    selected=move || navigation.country() == country
                >
                    {[name.as_str(), " ", code].concat()}
                </option>
            }
        });
        options.collect_view()
    };
    let shown = move || {
        let country = navigation.country();
        let code = country.calling_code().map(|code| [" +", code].concat());
        [country.code(), &code.unwrap_or_default()].concat()
    };
    view! {
        <label class="phone-country">
            <span class="visually-hidden">{t(TextKey::TopUpsCountry)}</span>
            <span aria-hidden="true" dir="ltr">
                {shown}
            </span>
            {icon("chevron-down")}
            <select
                prop:value=move || navigation.country().code().to_owned()
                on:change=with_value(move |code: String| {
                    if let Some(country) = Country::parse(&code) {
                        choose(navigation, country);
                    }
                })
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}
