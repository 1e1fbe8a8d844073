//! What stands around every page: banners, header, footer.

pub(crate) mod country_dialog;
mod pickers;
mod suggestion;

use leptos::prelude::*;

use crate::api::client::Client;
use crate::cart::{Cart, UnderWay};
use crate::components::icon::icon;
use crate::components::notice::{Tone, notice};
use crate::components::search_key::SearchKey;
use crate::components::seller::seller_links;
use crate::config::ConfigProblem;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element, focus, fragment, has_focus_inside};
use crate::navigation::Navigation;
use country_dialog::CountryDialog;
pub(crate) use pickers::{country_button, language_picker};
use shop_core::route::{Route, SUPPLIER_HELP};
pub(crate) use suggestion::guessed;
use suggestion::suggestion;

/// Id of every page's main part, where focus goes after a change of page.
pub const MAIN_ID: &str = "main";

/// Skip link, banners and header.
/// `list` is where the list of countries stands once it is asked for, `notices` what
/// is wrong with the settings.
pub fn header(notices: View, countries: CountryDialog, list: View) -> View {
    let navigation = Navigation::here();
    let config = navigation.config();
    fragment([
        skip_link(),
        sandbox_notice(),
        notices,
        left_order(navigation),
        element("header")
            .attr("class", "header wrap")
            .child(
                element("a")
                    .attr("class", "shop")
                    .live_attr("href", move || navigation.href(&Route::Home))
                    .child(mark())
                    .child(element("span").child(config.name.clone())),
            )
            .child(
                element("nav")
                    .live_attr("aria-label", t("frame.shop"))
                    .child(
                        element("a")
                            .attr("class", "header-link")
                            .live_attr("href", move || navigation.href(&Route::Brands))
                            .live_attr("aria-label", t("frame.all_brands"))
                            .finish(move |_| {
                                let is_on = move || navigation.has_search_key();
                                Some(SearchKey::listen(is_on, move || navigation.search("")))
                            })
                            .child(icon("search"))
                            .child(element("span").child(t("frame.all_brands"))),
                    )
                    .child(
                        element("a")
                            .attr("class", "header-link")
                            .live_attr("href", move || navigation.href(&Route::Orders))
                            .live_attr("aria-label", t("frame.orders"))
                            .child(icon("gift"))
                            .child(element("span").child(t("frame.orders"))),
                    ),
            )
            .child(cart_link())
            .child(country_button(countries))
            .child(language_picker())
            .into_child(),
        list,
        suggestion(countries.guess()),
        (unknown_country_notice()).into_child(),
    ])
    .into_child()
}

/// What becomes of an order whose page was left while it was being made: nobody must order again
/// for want of a word.
fn left_order(navigation: Navigation) -> View {
    let i18n = I18n::here();
    let cart = Cart::here();
    let words = |words: View| {
        element("div")
            .attr("class", "sandbox")
            .attr("role", "status")
            .child(element("p").child(words))
            .into_child()
    };
    (move || match cart.under_way.get() {
        UnderWay::Left => Some(words(i18n.text("ordering.under_way").into_child())),
        UnderWay::Made(id) => Some(words(
            element("a")
                .attr("href", navigation.href(&Route::order(&id)))
                .on("click", move |_| cart.under_way.set(UnderWay::No))
                .child(i18n.text("ordering.made"))
                .into_child(),
        )),
        UnderWay::No | UnderWay::Here => None,
    })
    .into_child()
}

/// Who delivers, what is stored, where to get help.
pub fn footer() -> View {
    let navigation = Navigation::here();
    let config = navigation.config();
    let help = match (&config.support_url, &config.support_email) {
        (Some(address), _) => address.clone(),
        (None, Some(email)) => ["mailto:", email].concat(),
        (None, None) => {
            leptos::logging::warn!("{}", I18n::here().text("config.no_support"));
            SUPPLIER_HELP.to_owned()
        }
    };
    element("footer")
        .attr("class", "footer wrap")
        .child(
            element("div")
                .child(element("p").child(t("seller.words")))
                .child(element("p").child(t("frame.stored"))),
        )
        .child(
            element("ul")
                .attr("role", "list")
                .child(
                    element("li").child(
                        element("a")
                            .live_attr("href", move || navigation.href(&Route::Orders))
                            .child(t("orders.title")),
                    ),
                )
                .child(element("li").child(element("a").attr("href", help).child(t("frame.help"))))
                .child(seller_links())
                .child(element("li").child(t("frame.licence"))),
        )
        .into_child()
}

/// Puts focus on the page's main part, so that a screen reader reads on from
/// there (WCAG 2.4.3). A page that has put it somewhere inside knows better.
pub fn focus_main() {
    if !has_focus_inside(MAIN_ID) {
        focus(MAIN_ID);
    }
}

/// The way past the bar above, for those who go by the keyboard.
pub(crate) fn skip_link() -> View {
    element("a")
        .attr("class", "skip")
        .attr("href", "#main")
        .instead_of("click", focus_main)
        .child(t("frame.skip"))
        .into_child()
}

/// Says that nothing is real, where that is so.
pub(crate) fn sandbox_notice() -> View {
    let client: Client = expect_context();
    (move || client.is_sandbox().then(sandbox_banner)).into_child()
}

fn sandbox_banner() -> View {
    element("aside")
        .attr("class", "sandbox")
        .live_attr("aria-label", t("frame.sandbox"))
        .child(
            element("p")
                .child(element("b").child(t("frame.sandbox")))
                .child(" ")
                .child(t("frame.sandbox_words")),
        )
        .into_child()
}

/// A sentence for each setting that can't be used.
pub(crate) fn config_notices(problems: Vec<ConfigProblem>) -> View {
    let notices = problems.into_iter().map(config_notice);
    notices.collect::<Vec<_>>().into_child()
}

fn config_notice(problem: ConfigProblem) -> View {
    let i18n = I18n::here();
    let words = match problem {
        ConfigProblem::Unreadable => i18n.text("config.unreadable"),
        ConfigProblem::WrongField { field, expects } => {
            let expected = i18n.text(expects);
            let values = [("field", field.as_str()), ("expected", expected.as_str())];
            i18n.fill("config.wrong_field", &values)
        }
        ConfigProblem::WrongEntries {
            field,
            entries,
            expects,
        } => {
            let expected = i18n.text(expects);
            let values = [
                ("field", field.as_str()),
                ("entries", entries.as_str()),
                ("expected", expected.as_str()),
            ];
            i18n.fill("config.wrong_entries", &values)
        }
        ConfigProblem::NothingLeft { field, expects } => {
            let expected = i18n.text(expects);
            let values = [("field", field.as_str()), ("expected", expected.as_str())];
            i18n.fill("config.nothing_left", &values)
        }
        ConfigProblem::UnknownField(field) => {
            i18n.fill("config.unknown_field", &[("field", &field)])
        }
    };
    leptos::logging::error!("{words}");
    element("div")
        .attr("class", "wrap")
        .child(notice(Tone::Warn, words, None))
        .into_child()
}

/// What is shown instead of a country that the shop doesn't sell in.
pub(crate) fn unknown_country_notice() -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    (move || {
        let asked = navigation.unknown_country()?;
        let shown = i18n.country(navigation.country().code());
        let title = i18n.fill(
            "frame.unknown_country",
            &[("asked", &asked), ("country", &shown)],
        );
        Some(
            element("div")
                .attr("class", "wrap")
                .child(notice(Tone::Warn, title, None))
                .into_child(),
        )
    })
    .into_child()
}

/// The shop's mark, drawn here so that it needs no request.
fn mark() -> View {
    element("svg")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .attr("fill", "currentColor")
        .child(
            element("rect")
                .attr("x", "2.25")
                .attr("y", "2.25")
                .attr("width", "19.5")
                .attr("height", "19.5")
                .attr("rx", "6.5")
                .attr("fill", "none")
                .attr("stroke", "currentColor")
                .attr("stroke-width", "2.5"),
        )
        .child(element("path").attr(
            "d",
            "M6 12.4c2-1.7 4-1.7 6 0s4 1.7 6 0v2.1a3.5 3.5 0 0 1-3.5 3.5h-5A3.5 3.5 0 0 1 6 14.5z",
        ))
        .into_child()
}

/// The way to the checkout, for as long as there is something to take there.
pub(crate) fn cart_link() -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let cart = Cart::here();
    (move || {
        let count = cart.count();
        (count > 0).then(|| {
            element("a")
                .attr("class", "header-link header-cart")
                .attr("href", navigation.href(&Route::Checkout))
                .child(icon("shopping-cart"))
                // In words for ears: Arabic says "two items" without a figure.
                .child(
                    element("b")
                        .child(
                            element("span")
                                .attr("aria-hidden", "true")
                                .child(i18n.number(&count.to_string())),
                        )
                        .child(
                            element("span")
                                .attr("class", "visually-hidden")
                                .child(i18n.count("cart.link", count, &[])),
                        ),
                )
                .into_child()
        })
    })
    .into_child()
}
