//! No page at this address, or no such brand in this country.

use leptos::prelude::*;

use crate::components::icon::icon;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::navigation::Navigation;
use crate::route::Route;
use crate::route::query_name::SEARCH;

/// The page for paths that aren't ours.
pub fn lost_page() -> AnyView {
    Navigation::here().title(t("lost.title"));
    view! { <main id=MAIN_ID class="lost wrap" tabindex="-1">{lost()}</main> }.into_any()
}

/// What helps instead: a search, the start, and why it may have happened.
pub fn lost() -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let words = RwSignal::new(String::new());
    let search = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        navigation.go(navigation.href_with(&Route::Brands, &[(SEARCH, &words.get_untracked())]));
    };
    view! {
        <h1>{t("lost.title")}</h1>
        <p>{move || i18n.fill("lost.body", &[("country", &i18n.country(navigation.country().code()))])}</p>
        <form class="search" role="search" on:submit=search>
            <label class="visually-hidden" for="lost-search">{t("search.label")}</label>
            {icon("search")}
            <input
                class="input"
                id="lost-search"
                type="search"
                autocomplete="off"
                placeholder=t("search.label")
                on:input:target=move |event| words.set(event.target().value())
            />
        </form>
        <div class="actions">
            <a class="button button-quiet" href=move || navigation.href(&Route::Home)>{t("failure.home")}</a>
            <a class="button button-plain" href=move || navigation.href(&Route::Brands)>{t("frame.all_brands")}</a>
        </div>
    }
    .into_any()
}
