//! No page at this address, or no such brand in this country.

use crate::components::ui::icon::drawing;
use crate::components::ui::page::Page;
use crate::components::ui::search_field::SearchField;
use crate::components::ui::ways_back::ways_back;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The page for paths that aren't ours.
pub fn not_found_page() -> AnyView {
    use_navigation().title(t(TextKey::LostTitle));
    view! { <Page class="wrap">{lost()}</Page> }.into_any()
}

/// Help instead of the page: a search, the start, and why it may have happened.
pub fn lost() -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let words = RwSignal::new(String::new());
    view! {
        <div class="lost">
            <h1>{t(TextKey::LostTitle)}</h1>
            {drawing("vessel-search")}
            <p>
                {move || {
                    i18n.fill(
                        TextKey::LostBody,
                        &[("country", &i18n.country(navigation.country().code()))],
                    )
                }}
            </p>
            <SearchField
                class="search"
                entry=words
                on_search=move |()| navigation.search(&words.get_untracked())
            />
            {ways_back([
                ("button button-quiet", Route::Home, TextKey::FailureHome),
                ("button button-plain", Route::Brands, TextKey::FrameAllBrands),
            ])}
        </div>
    }
    .into_any()
}
