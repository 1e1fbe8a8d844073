//! The app: what every page needs, and the table of pages.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{FlatRoutes, Route as Page, Router};
use leptos_router::hooks::use_location;
use leptos_router::{ParamSegment, StaticSegment};

use crate::api::client::Client;
use crate::config::{Config, ConfigProblem};
use crate::frame;
use crate::i18n::{I18n, Messages};
use crate::navigation::Navigation;
use crate::pages::{brand, brands, home, lost, order, product};
use crate::route::{self, Route};

/// The whole shop, to be mounted once.
pub fn app(config: Config, problems: Vec<ConfigProblem>, messages: Messages) -> AnyView {
    let config = Arc::new(config);
    I18n::provide(messages, &config.base_path);
    provide_context(Client::new(config.api_prefix.clone()));
    let base = config.base_path.clone();
    view! { <Router base=base>{frame(config, problems)}</Router> }.into_any()
}

fn frame(config: Arc<Config>, problems: Vec<ConfigProblem>) -> AnyView {
    let navigation = Navigation::provide(config);
    follow_language(navigation);
    move_focus_with_page();
    view! {
        {frame::header(problems)}
        <FlatRoutes fallback=lost::lost_page>
            <Page path=StaticSegment("") view=home::home_page/>
            <Page path=StaticSegment(route::BRANDS) view=brands::brands_page/>
            <Page path=(StaticSegment(route::BRAND), ParamSegment("family")) view=current_page/>
            <Page path=(StaticSegment(route::PRODUCT), ParamSegment("family"), ParamSegment("brand")) view=current_page/>
            <Page path=(StaticSegment(route::ORDER), ParamSegment("id")) view=current_page/>
        </FlatRoutes>
        {frame::footer()}
    }
    .into_any()
}

/// The page with parameters. Another brand or order is another page: it is
/// built anew, so nothing of the one before can stay on it.
fn current_page() -> AnyView {
    let navigation = Navigation::here();
    (move || match navigation.route() {
        Route::Brand { family } => brand::brand_page(family),
        Route::Product { family, brand } => product::product_page(family, brand),
        Route::Order { id } => order::order_page(&id),
        // The router asks for this view on the three patterns above only, but
        // the address may change a moment before the router does.
        Route::Home | Route::Brands | Route::Unknown { .. } => ().into_any(),
    })
    .into_any()
}

fn follow_language(navigation: Navigation) {
    let i18n = I18n::here();
    Effect::new(move |_| {
        let language = navigation.language();
        spawn_local(i18n.switch(language));
    });
}

/// A change of page moves focus to its main part; the first page and a change
/// of the query leave it alone.
fn move_focus_with_page() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            // The new page stands in the next frame.
            request_animation_frame(frame::focus_main);
        }
        path
    });
}
