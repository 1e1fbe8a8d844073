//! What the buyer chooses once for every page: country and language.

use super::country_dialog::CountryDialog;
use crate::browser::listeners::with_value;
use crate::components::ui::icon::icon;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::route::query_name::LANGUAGE;
use shop_core::text_key::TextKey;

/// The button that opens the list of countries; nothing in a shop for one.
pub(crate) fn country_button(dialog: CountryDialog) -> Option<impl IntoView> {
    let navigation = use_navigation();
    let i18n = use_i18n();
    if navigation.config().countries.len() == 1 {
        return None;
    }
    let button = view! {
        <button
            class="picker picker-country"
            type="button"
            aria-haspopup="dialog"
            on:click=move |_| dialog.ask()
        >
            {icon("map-pin")}
            {label(TextKey::FrameCountry)}
            <span class="picker-long">{move || i18n.country(navigation.own_country().code())}</span>
            <span class="picker-short">{move || navigation.own_country().code().to_owned()}</span>
            {icon("chevron-down")}
        </button>
    };
    Some(button)
}

/// A native list: it works with every keyboard, screen reader and phone.
/// Nothing in a shop of one language.
pub(crate) fn language_picker() -> Option<AnyView> {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let config = navigation.config();
    if config.languages.len() < 2 {
        return None;
    }
    let options = config.languages.iter().map(|tag| {
        let (value, current) = (tag.clone(), tag.clone());
        view! {
            <option value=value lang=tag.clone() selected=move || navigation.language() == current>
                {i18n.language_name(tag)}
            </option>
        }
        .into_any()
    });
    let picker = view! {
        <label class="picker">
            {icon("languages")}{label(TextKey::FrameLanguage)}
            <span class="picker-short" aria-hidden="true">
                {move || navigation.language().to_ascii_uppercase()}
            </span><span class="picker-long" aria-hidden="true">
                {t(TextKey::FrameLanguageName)}
            </span>{icon("chevron-down")}
            <select
                prop:value=move || navigation.language()
                on:change=with_value(move |value: String| {
                    navigation.choose(&[(LANGUAGE, &value)])
                })
            >
                {options.collect::<Vec<_>>()}
            </select>
        </label>
    };
    Some(picker.into_any())
}

fn label(key: TextKey) -> impl IntoView + use<> {
    view! { <span class="visually-hidden">{t(key)}" "</span> }
}
