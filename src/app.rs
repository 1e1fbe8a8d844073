//! The app: what every page needs, and the table of pages.

mod later;

use leptos::prelude::*;
use std::sync::Arc;

use crate::api::client::Client;
use crate::browser;
use crate::browser::focus::FocusKeeper;
use crate::cart::Cart;
use crate::config::{Config, ConfigProblem};
use crate::i18n::{I18n, Messages, use_i18n};
use crate::layout;
use crate::layout::country_dialog::CountryDialog;
use crate::navigation::Navigation;
use crate::pages::home;
use crate::past_orders::PastOrders;
use crate::reactive::{effect, spawn};
use later::Later;

/// The whole shop, to be mounted once.
pub fn app(config: Config, problems: Vec<ConfigProblem>, messages: Messages) -> AnyView {
    let config = Arc::new(config);
    I18n::provide(messages, &config.base_path);
    let navigation = Navigation::provide(Arc::clone(&config));
    provide_context(Client::new(
        config.api_prefix.clone(),
        config.kinds,
        move || navigation.country(),
    ));
    PastOrders::provide();
    Cart::provide();
    follow_language(navigation);
    describe(navigation);
    move_focus_with_page(navigation);
    StoredValue::new_local(FocusKeeper::start());
    let later = Later::new();
    // The table of pages; `later` continues it with the later ones. Another family or order is
    // another page: it is rebuilt, so nothing of the previous page can stay on it.
    let shown = Memo::new(move |_| navigation.route().page());
    let page = move || later.view(shown.get());
    if navigation.is_embedded() {
        return later.widget(page);
    }
    let countries = CountryDialog::new(layout::guessed());
    let notices = later.notices(problems);
    let header = layout::header(notices, countries, later.countries(countries));
    view! {
        {header}
        {page}
        {layout::footer()}
        {layout::tab_bar()}
    }
    .into_any()
}

fn follow_language(navigation: Navigation) {
    let i18n = use_i18n();
    // The choice is remembered and put into the address, one after the other;
    // only a language that really changed is loaded.
    let language = Memo::new(move |_| navigation.language());
    effect(move || spawn(i18n.switch(language.get())));
}

/// Describes what the shop sells, for sites and apps that list or share the page.
fn describe(navigation: Navigation) {
    let i18n = use_i18n();
    effect(move || {
        let words = home::lead(navigation, i18n);
        let mark = document().query_selector("meta[name=description]");
        // A valid selector, and a valid name.
        if let Ok(Some(mark)) = mark {
            mark.set_attribute("content", &words).ok();
        }
    });
}

/// A change of page moves focus to its main part; the first page, another tab of a page and a change
/// of the query leave it alone.
fn move_focus_with_page(navigation: Navigation) {
    let before = std::cell::RefCell::new(None);
    effect(move || {
        // The same address in another spelling is the same page.
        let route = navigation.route().page();
        let is_another = before
            .borrow()
            .as_ref()
            .is_some_and(|before| *before != route);
        before.replace(Some(route));
        // A widget takes no focus from the page around: it moves focus only if it already has it.
        if is_another && (!navigation.is_embedded() || browser::has_focus()) {
            // The new page exists from the next frame on.
            request_animation_frame(layout::focus_main);
        }
    });
}
