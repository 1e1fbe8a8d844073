//! What the buyer chooses once for every page: country and language.

use super::country_dialog::CountryDialog;
use crate::components::icon::icon;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use shop_core::route::query_name::LANGUAGE;

/// The button that opens the list of countries; nothing in a shop for one.
pub(crate) fn country_button(dialog: CountryDialog) -> Option<View> {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    if navigation.config().countries.len() == 1 {
        return None;
    }
    let button = element("button")
        .attr("class", "picker picker-country")
        .attr("type", "button")
        .attr("aria-haspopup", "dialog")
        .on("click", move |_| dialog.ask())
        .child(icon("map-pin"))
        .child(label("frame.country"))
        .child(
            element("span")
                .attr("class", "picker-long")
                .child(move || i18n.country(navigation.country().code())),
        )
        .child(
            element("span")
                .attr("class", "picker-short")
                .child(move || navigation.country().code().to_owned()),
        )
        .child(icon("chevron-down"));
    Some(button.into_child())
}

/// A native list: it works with every keyboard, screen reader and phone.
/// Nothing in a shop of one language.
pub(crate) fn language_picker() -> Option<View> {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let config = navigation.config();
    if config.languages.len() < 2 {
        return None;
    }
    let options = config.languages.iter().map(|tag| {
        let (value, current) = (tag.clone(), tag.clone());
        element("option")
            .attr("value", value)
            .attr("lang", tag.clone())
            .live_attr("selected", move || navigation.language() == current)
            .child(i18n.language_name(tag))
            .into_child()
    });
    let picker = element("label")
        .attr("class", "picker")
        .child(icon("languages"))
        .child(label("frame.language"))
        .child(
            element("span")
                .attr("class", "picker-short")
                .attr("aria-hidden", "true")
                .child(move || navigation.language().to_ascii_uppercase()),
        )
        .child(
            element("span")
                .attr("class", "picker-long")
                .attr("aria-hidden", "true")
                .child(move || i18n.language_name(&navigation.language())),
        )
        .child(icon("chevron-down"))
        .child(
            element("select")
                .live_property("value", move || navigation.language())
                .on_value("change", move |value: String| {
                    navigation.choose(&[(LANGUAGE, &value)])
                })
                .child(options.collect::<Vec<_>>()),
        );
    Some(picker.into_child())
}

fn label(key: &'static str) -> View {
    element("span")
        .attr("class", "visually-hidden")
        .child(t(key))
        .child(" ")
        .into_child()
}
