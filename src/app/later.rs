//! What is behind the first click, pages and the list of countries: in a
//! release it is a second wasm, which is loaded while the first page is read.
//! What few visits need is a third: the widget, the page that makes one, and the list of orders.
//!
//! Nothing outside may call what only these parts use before it is there, so
//! they are reached through one function pointer for each file, which comes
//! with it.

#[cfg(feature = "split")]
mod chunk;

use leptos::prelude::*;

use crate::api::client::Client;
use crate::components::ui::failure::{Retry, failure_of};
use crate::components::ui::placeholder;
use crate::config::ConfigProblem;
use crate::i18n::I18n;
use crate::layout::country_dialog::CountryDialog;
use crate::layout::{self, MAIN_ID};
use crate::navigation::Navigation;
use crate::pages::{brand, checkout, not_found, order, orders, product};
use crate::reactive::{effect, spawn};
use crate::widget::{self, builder};
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The table of the parts in one file.
type Table = fn(Part) -> AnyView;

/// A part that comes later.
enum Part {
    Page(Route),
    Countries(CountryDialog),
    /// What is wrong with the owner's settings.
    Notices(Vec<ConfigProblem>),
    /// What stands around these pages in a partner's page.
    Widget(AnyView),
}

/// Why a file is not there.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(
    not(feature = "split"),
    expect(dead_code, reason = "without a second wasm nothing can be missing")
)]
enum Missing {
    /// The connection broke.
    Unreachable,
    /// Something else came: most likely the shop was published anew since this
    /// visit began, and the file has another name now.
    Outdated,
}

/// What comes later, each file of it loaded once. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Later {
    pages: File,
    /// Few visits need it.
    widget: File,
}

impl Later {
    pub(super) fn new() -> Self {
        Self {
            pages: File::new(Name::Pages),
            widget: File::new(Name::Widget),
        }
    }

    /// The page of this route, or what stands there until it has come.
    pub(super) fn view(self, route: Route) -> AnyView {
        let file = match route {
            Route::Builder | Route::Orders => self.widget,
            _ => self.pages,
        };
        file.load();
        (move || match file.table.get() {
            Some(table) => table(Part::Page(route.clone())),
            None => file.waiting(matches!(route, Route::Order { .. })),
        })
        .into_any()
    }

    /// The pages of a widget, with what stands around them; until that has come,
    /// the shell is shown. No page stands in a frame before it is known whose.
    pub(super) fn widget(self, pages: impl Fn() -> AnyView + Copy + Send + 'static) -> AnyView {
        let file = self.widget;
        file.load();
        let missing = Memo::new(move |_| file.missing.get().is_some());
        (move || match (file.table.get(), missing.get()) {
            (Some(table), _) => table(Part::Widget(pages.into_any())),
            (None, true) => file.waiting(false),
            (None, false) => ().into_any(),
        })
        .into_any()
    }

    /// The list of countries, once it is asked for; why it is not there, where it
    /// can't be had.
    pub(super) fn countries(self, dialog: CountryDialog) -> AnyView {
        let file = self.pages;
        let is_asked_for = Memo::new(move |_| dialog.is_asked_for());
        effect(move || {
            if is_asked_for.get() {
                file.load();
            }
        });
        let missing = Memo::new(move |_| file.missing.get());
        let view = move || match (is_asked_for.get(), file.table.get(), missing.get()) {
            (true, Some(table), _) => table(Part::Countries(dialog)),
            (true, None, Some(missing)) => file.trouble(missing, TextKey::FailureMoneySafe),
            _ => ().into_any(),
        };
        view.into_any()
    }

    /// What is wrong with the owner's settings, of which visitors should see nothing.
    pub(super) fn notices(self, problems: Vec<ConfigProblem>) -> AnyView {
        if problems.is_empty() {
            return ().into_any();
        }
        let file = self.widget;
        file.load();
        let view = move || {
            let table = file.table.get()?;
            Some(table(Part::Notices(problems.clone())))
        };
        view.into_any()
    }
}

/// A file's name in `chunk.rs` and in `index.html`.
#[derive(Clone, Copy)]
enum Name {
    /// The pages that buyers see, and what the other file shares with them.
    Pages,
    /// The widget, the page that makes one, and the list of orders.
    Widget,
}

/// One more file of a release. A copyable handle.
#[derive(Clone, Copy)]
struct File {
    name: Name,
    table: RwSignal<Option<Table>>,
    missing: RwSignal<Option<Missing>>,
    is_busy: RwSignal<bool>,
}

impl File {
    fn new(name: Name) -> Self {
        Self {
            name,
            table: RwSignal::new(at_once(name)),
            missing: RwSignal::new(None),
            is_busy: RwSignal::new(false),
        }
    }

    fn waiting(self, is_order: bool) -> AnyView {
        let i18n = I18n::here();
        Navigation::here().title(move || match self.missing.get() {
            Some(_) => i18n.text(TextKey::FailureTitle),
            None => i18n.text(TextKey::Waiting),
        });
        let (class, money_key) = if is_order {
            ("order", TextKey::FailureOrderSafe)
        } else {
            ("goods wrap", TextKey::FailureMoneySafe)
        };
        // Only another reason makes another box: a second try that fails leaves
        // focus on the button.
        let missing = Memo::new(move |_| self.missing.get());
        let body = move || match missing.get() {
            Some(missing) => self.trouble(missing, money_key),
            None if is_order => placeholder::order(),
            None => placeholder::goods(),
        };
        view! {
            <main id=MAIN_ID class=class tabindex="-1">
                {body}
            </main>
        }
        .into_any()
    }

    fn trouble(self, missing: Missing, money_key: TextKey) -> AnyView {
        let i18n = I18n::here();
        let again = Callback::new(move |()| match missing {
            // Nothing can be lost by it: no page of this visit has a form yet.
            Missing::Outdated => drop(window().location().reload()),
            Missing::Unreachable => self.load(),
        });
        let (title, words) = match missing {
            Missing::Unreachable => (
                TextKey::FailureTitleUnreachable,
                TextKey::FailurePartUnreachable,
            ),
            Missing::Outdated => (TextKey::FailureTitle, TextKey::FailurePartOutdated),
        };
        failure_of(
            [title, words].map(|key| i18n.text(key)),
            money_key,
            Retry {
                again,
                is_busy: self.is_busy,
            },
        )
    }

    fn load(self) {
        if self.is_busy.get_untracked() || self.table.get_untracked().is_some() {
            return;
        }
        self.is_busy.set(true);
        spawn(async move {
            match loaded(self.name).await {
                Ok(table) => {
                    // Whoever came by a click stands in the main part, and still does.
                    let focused = document().active_element();
                    let is_inside = focused.is_some_and(|focused| focused.id() == MAIN_ID);
                    self.table.set(Some(table));
                    if is_inside {
                        request_animation_frame(layout::focus_main);
                    }
                }
                Err(missing) => self.missing.set(Some(missing)),
            }
            self.is_busy.set(false);
        });
    }
}

#[cfg(feature = "split")]
use chunk::{at_once, loaded};

/// While developing there is one wasm, and everything is in it.
#[cfg(not(feature = "split"))]
fn at_once(name: Name) -> Option<Table> {
    Some(match name {
        Name::Pages => page_table,
        Name::Widget => widget_table,
    })
}

#[cfg(not(feature = "split"))]
async fn loaded(name: Name) -> Result<Table, Missing> {
    at_once(name).ok_or(Missing::Outdated)
}

fn page_table(part: Part) -> AnyView {
    let route = match part {
        Part::Page(route) => route,
        Part::Countries(dialog) => return dialog.view(),
        // In the other table.
        Part::Widget(_) | Part::Notices(_) => return ().into_any(),
    };
    greet_soon();
    match route {
        Route::Brand { family } => brand::brand_page(family),
        Route::Product { family, brand } => product::product_page(family, brand),
        Route::Checkout => checkout::checkout_page(),
        Route::Order { id } => view! { <order::OrderPage id /> }.into_any(),
        // An address without a page; the first two are in the table of `app.rs`, the next two in
        // the other one here. No `_`: a route that is added must say which page it shows.
        Route::Home | Route::Brands | Route::Builder | Route::Orders | Route::Unknown { .. } => {
            not_found::not_found_page()
        }
    }
}

/// Once the page stands and has asked what it needs.
fn greet_soon() {
    let client: Client = expect_context();
    request_animation_frame(move || client.greet());
}

fn widget_table(part: Part) -> AnyView {
    let pages = match part {
        Part::Widget(pages) => pages,
        Part::Page(Route::Orders) => {
            greet_soon();
            return view! { <orders::OrdersPage /> }.into_any();
        }
        Part::Notices(problems) => return layout::config_notices(problems),
        // The only other page here.
        _ => {
            greet_soon();
            return builder::builder_page();
        }
    };
    widget::widget(pages, |config| {
        // It asks for what is offered in this widget alone.
        let navigation = Navigation::here();
        provide_context(Client::new(
            config.api_prefix.clone(),
            config.kinds,
            move || navigation.country(),
        ));
    })
}
