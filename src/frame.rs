//! What stands around every page: banners, header, footer.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::api;
use crate::api::client::Client;
use crate::components::icon::icon;
use crate::components::notice::{Tone, notice};
use crate::config::ConfigProblem;
use crate::i18n::{I18n, t};
use crate::model::country::Country;
use crate::navigation::Navigation;
use crate::route::Route;
use crate::route::query_name::{COUNTRY, LANGUAGE};

/// Id of every page's main part, where focus goes after a change of page.
pub const MAIN_ID: &str = "main";

/// Skip link, banners and header.
pub fn header(problems: Vec<ConfigProblem>) -> AnyView {
    let navigation = Navigation::here();
    let config = navigation.config();
    let client: Client = expect_context();
    view! {
        <a class="skip" href="#main" on:click=move |event| { event.prevent_default(); focus_main(); }>{t("frame.skip")}</a>
        {move || client.is_sandbox().then(sandbox_banner)}
        {problems.into_iter().map(config_notice).collect::<Vec<_>>()}
        <header class="header wrap">
            <a class="shop" href=move || navigation.href(&Route::Home)>
                {mark()}
                <span>{config.name.clone()}</span>
            </a>
            <nav aria-label=t("frame.shop")>
                <a class="header-link" href=move || navigation.href(&Route::Brands) aria-label=t("frame.all_brands")>
                    {icon("search")}
                    <span>{t("frame.all_brands")}</span>
                </a>
            </nav>
            {country_picker()}
            {language_picker()}
        </header>
        {unknown_country_notice()}
    }
    .into_any()
}

/// What is stored, where to get help.
pub fn footer() -> AnyView {
    let config = Navigation::here().config();
    let help = match (&config.support_url, &config.support_email) {
        (Some(address), _) => Some(address.clone()),
        (None, Some(email)) => Some(["mailto:", email].concat()),
        (None, None) => None,
    };
    view! {
        <footer class="footer wrap">
            <p>{t("frame.stored")}</p>
            <ul role="list">
                {help.map(|href| view! { <li><a href=href>{t("frame.help")}</a></li> }.into_any())}
                <li>{t("frame.licence")}</li>
            </ul>
        </footer>
    }
    .into_any()
}

/// Puts focus on the page's main part, so that a screen reader reads on from
/// there (WCAG 2.4.3).
pub fn focus_main() {
    let main = document().get_element_by_id(MAIN_ID);
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that can't take focus leaves it where it was.
        main.focus().ok();
    }
}

fn sandbox_banner() -> AnyView {
    view! {
        <aside class="sandbox" aria-label=t("frame.sandbox")>
            <p><b>{t("frame.sandbox")}</b> " " {t("frame.sandbox_words")}</p>
        </aside>
    }
    .into_any()
}

fn config_notice(problem: ConfigProblem) -> AnyView {
    let i18n = I18n::here();
    let words = match problem {
        ConfigProblem::Unreadable => i18n.text("config.unreadable"),
        ConfigProblem::WrongField(field) => i18n.fill("config.wrong_field", &[("field", &field)]),
        ConfigProblem::UnknownField(field) => {
            i18n.fill("config.unknown_field", &[("field", &field)])
        }
    };
    leptos::logging::error!("{words}");
    view! { <div class="wrap">{notice(Tone::Warn, words, None)}</div> }.into_any()
}

fn unknown_country_notice() -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    (move || {
        let asked = navigation.unknown_country()?;
        let shown = i18n.country(navigation.country().code());
        let title = i18n.fill(
            "frame.unknown_country",
            &[("asked", &asked), ("country", &shown)],
        );
        Some(view! { <div class="wrap">{notice(Tone::Warn, title, None)}</div> }.into_any())
    })
    .into_any()
}

/// The shop's mark, drawn here so that it needs no request.
fn mark() -> AnyView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">
            <rect x="2.25" y="2.25" width="19.5" height="19.5" rx="6.5" fill="none" stroke="currentColor" stroke-width="2.5"></rect>
            <path d="M6 12.4c2-1.7 4-1.7 6 0s4 1.7 6 0v2.1a3.5 3.5 0 0 1-3.5 3.5h-5A3.5 3.5 0 0 1 6 14.5z"></path>
        </svg>
    }
    .into_any()
}

/// A native list: it works with every keyboard, screen reader and phone. The
/// names of all countries are made only when somebody reaches for it.
fn country_picker() -> AnyView {
    let client: Client = expect_context();
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let listed = RwSignal::new(None::<Vec<Country>>);
    let open = move || {
        if listed.with_untracked(Option::is_some) {
            return;
        }
        listed.set(Some(offered(navigation, Country::listed())));
        spawn_local(async move {
            // The bundled copy stays where the live list can't be had.
            if let Ok(live) = client.get(api::countries(&client.prefix())).await {
                listed.try_set(Some(offered(navigation, live.iter().copied())));
            }
        });
    };
    let options = move || {
        let current = navigation.country();
        let countries = listed.get().unwrap_or_else(|| vec![current]);
        let mut named: Vec<(String, Country)> = countries
            .into_iter()
            .map(|country| (i18n.country(country.code()), country))
            .collect();
        named.sort();
        named
            .into_iter()
            .map(|(name, country)| option(country.code(), name, country == current))
            .collect::<Vec<_>>()
    };
    view! {
        <label class="picker">
            {icon("map-pin")}
            <span class="visually-hidden">{t("frame.country")}</span>
            <span class="picker-short" aria-hidden="true">{move || navigation.country().code().to_owned()}</span>
            <span class="picker-long" aria-hidden="true">{move || i18n.country(navigation.country().code())}</span>
            {icon("chevron-down")}
            <select
                on:pointerdown=move |_| open()
                on:focus=move |_| open()
                on:change:target=move |event| navigation.choose(&[(COUNTRY, &event.target().value())])
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn offered(navigation: Navigation, countries: impl Iterator<Item = Country>) -> Vec<Country> {
    let config = navigation.config();
    countries
        .filter(|country| config.offers(*country))
        .collect()
}

fn language_picker() -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let options = move || {
        let current = navigation.language();
        let named = navigation
            .config()
            .languages
            .clone()
            .into_iter()
            .map(|tag| {
                let name = i18n.language_name(&tag);
                let is_current = tag == current;
                option(&tag, name, is_current)
            });
        named.collect::<Vec<_>>()
    };
    view! {
        <label class="picker">
            {icon("languages")}
            <span class="visually-hidden">{t("frame.language")}</span>
            <span class="picker-short" aria-hidden="true">{move || navigation.language().to_uppercase()}</span>
            <span class="picker-long" aria-hidden="true">{move || i18n.language_name(&navigation.language())}</span>
            {icon("chevron-down")}
            <select on:change:target=move |event| navigation.choose(&[(LANGUAGE, &event.target().value())])>{options}</select>
        </label>
    }
    .into_any()
}

fn option(value: &str, name: String, is_selected: bool) -> AnyView {
    view! { <option value=value.to_owned() selected=is_selected>{name}</option> }.into_any()
}
