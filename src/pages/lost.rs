//! No page at this address, or no such brand in this country.

use crate::components::search_field::search_field;
use crate::components::ways_back::ways_back;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::reactive::State;
use shop_core::route::Route;

/// The page for paths that aren't ours.
pub fn lost_page() -> View {
    Navigation::here().title(t("lost.title"));
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "wrap")
        .attr("tabindex", "-1")
        .child(lost())
        .into_child()
}

/// What helps instead: a search, the start, and why it may have happened.
pub fn lost() -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let words = State::new(String::new());
    element("div")
        .attr("class", "lost")
        .child(fragment([
            element("h1").child(t("lost.title")).into_child(),
            element("p")
                .child(move || {
                    i18n.fill(
                        "lost.body",
                        &[("country", &i18n.country(navigation.country().code()))],
                    )
                })
                .into_child(),
            search_field(
                "search",
                move || words.get(),
                move |typed| words.set(typed),
                move || navigation.search(&words.get_untracked()),
            ),
            ways_back([
                ("button button-quiet", Route::Home, "failure.home"),
                ("button button-plain", Route::Brands, "frame.all_brands"),
            ]),
        ]))
        .into_child()
}
