//! The bar above a widget's pages: the way back, the ways on, and the choices that the page around
//! has left open.

use crate::components::ui::icon::{icon, way_icon};
use crate::i18n::t;
use crate::layout;
use crate::layout::country_dialog::CountryDialog;
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The choices that the page around has made itself.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(super) struct Fixed {
    pub(super) country: bool,
    pub(super) language: bool,
}

/// The bar, with the list of countries if one can be chosen.
pub(super) fn bar(fixed: Fixed) -> impl IntoView {
    let navigation = use_navigation();
    let countries = CountryDialog::new(layout::guessed());
    let back = move || {
        up(&navigation.route()).map(|route| {
            view! {
                <a class="header-link" href=navigation.href(&route)>
                    {way_icon("arrow-left")}
                    <b>{t(TextKey::EmbedBack)}</b>
                </a>
            }
            .into_any()
        })
    };
    let link = |route: Route, symbol: &'static str, key: TextKey| {
        view! {
            <a class="header-link" href=move || navigation.href(&route) aria-label=t(key)>
                {icon(symbol)}
                <span>{t(key)}</span>
            </a>
        }
    };
    let list = move || {
        let is_wanted = !fixed.country && countries.is_asked_for();
        is_wanted.then(|| countries.view())
    };
    view! {
        {layout::skip_link()}
        {layout::sandbox_notice()}
        <header class="header wrap widget-bar">
            <div class="widget-back">{back}</div>
            <nav aria-label=t(
                TextKey::FrameShop,
            )>
                {link(Route::Brands, "search", TextKey::FrameAllBrands)}
                {link(Route::Orders, "receipt", TextKey::FrameOrders)}
            </nav>
            {layout::cart_link()}
            {(!fixed.country).then(|| layout::country_button(countries)).flatten()}
            {(!fixed.language).then(layout::language_picker).flatten()}
        </header>
        {list}
        {layout::unknown_country_notice()}
    }
}

/// The page above a page. It is not the browser's own step back: from the first page of a frame
/// that step would move the page around.
fn up(route: &Route) -> Option<Route> {
    match route {
        Route::Home => None,
        Route::Order { .. } => Some(Route::Orders),
        _ => Some(Route::Home),
    }
}
