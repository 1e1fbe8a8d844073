//! What stands above a widget's pages: the way back, the ways on, and of the
//! choices those that the page around has left open.

use crate::components::icon::{icon, way_icon};
use crate::frame;
use crate::frame::country_dialog::CountryDialog;
use crate::i18n::t;
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use shop_core::route::Route;

/// What of the choices is the page around's own.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(super) struct Fixed {
    pub(super) country: bool,
    pub(super) language: bool,
}

/// The bar, with the list of countries where one can be chosen.
pub(super) fn bar(fixed: Fixed) -> View {
    let navigation = Navigation::here();
    let countries = CountryDialog::new(frame::guessed());
    let back = move || {
        up(&navigation.route()).map(|route| {
            element("a")
                .attr("class", "header-link")
                .attr("href", navigation.href(&route))
                .child(way_icon("arrow-left"))
                .child(element("b").child(t("embed.back")))
                .into_child()
        })
    };
    let link = |route: Route, symbol: &'static str, key: &'static str| {
        element("a")
            .attr("class", "header-link")
            .live_attr("href", move || navigation.href(&route))
            .live_attr("aria-label", t(key))
            .child(icon(symbol))
            .child(element("span").child(t(key)))
    };
    let list = move || {
        let is_wanted = !fixed.country && countries.is_asked_for();
        is_wanted.then(|| countries.view())
    };
    fragment([
        frame::skip_link(),
        frame::sandbox_notice(),
        element("header")
            .attr("class", "header wrap widget-bar")
            .child(element("div").attr("class", "widget-back").child(back))
            .child(
                element("nav")
                    .live_attr("aria-label", t("frame.shop"))
                    .child(link(Route::Brands, "search", "frame.all_brands"))
                    .child(link(Route::Orders, "gift", "frame.orders")),
            )
            .child(frame::cart_link())
            .child(
                (!fixed.country)
                    .then(|| frame::country_button(countries))
                    .flatten(),
            )
            .child((!fixed.language).then(frame::language_picker).flatten())
            .into_child(),
        list.into_child(),
        frame::unknown_country_notice(),
    ])
}

/// The page above a page. Not the browser's own step back: from the first page
/// of a frame that would lead the page around away.
fn up(route: &Route) -> Option<Route> {
    match route {
        Route::Home => None,
        Route::Product { family, .. } => Some(Route::Brand {
            family: family.clone(),
        }),
        Route::Order { .. } => Some(Route::Orders),
        _ => Some(Route::Home),
    }
}
