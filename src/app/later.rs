//! What is behind the first click, pages and the list of countries: in a
//! release it is a second wasm, which is loaded while the first page is read.
//!
//! Nothing outside may call what only these parts use before it is there, so
//! they are reached through one function pointer, which comes with them.

#[cfg(feature = "split")]
mod chunk;

use leptos::prelude::{Callback, document, provide_context, request_animation_frame, window};

use crate::api::client::Client;
use crate::components::failure::failure_of;
use crate::components::placeholder;
use crate::config::ConfigProblem;
use crate::embed::{self, builder};
use crate::frame::country_dialog::CountryDialog;
use crate::frame::{self, MAIN_ID};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::pages::{brand, checkout, lost, order, orders, product};
use crate::reactive::{Derived, State, effect, spawn};
use crate::route::Route;

/// The table of the later parts.
type Table = fn(Part) -> View;

/// A part that comes later.
enum Part {
    Page(Route),
    Countries(CountryDialog),
    /// What is wrong with the owner's settings.
    Notices(Vec<ConfigProblem>),
    /// What stands around these pages in a partner's page.
    Widget(View),
}

/// Why the later pages are not there.
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

/// The later pages, loaded once. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Later {
    table: State<Option<Table>>,
    missing: State<Option<Missing>>,
    is_busy: State<bool>,
}

impl Later {
    pub(super) fn new() -> Self {
        Self {
            // While developing there is one wasm, and everything is in it.
            table: State::new((!cfg!(feature = "split")).then_some(table as Table)),
            missing: State::new(None),
            is_busy: State::new(false),
        }
    }

    /// The page of this route, or what stands there until it has come.
    pub(super) fn view(self, route: Route) -> View {
        self.load();
        (move || match self.table.get() {
            Some(table) => table(Part::Page(route.clone())),
            None => self.waiting(matches!(route, Route::Order { .. })),
        })
        .into_child()
    }

    /// The pages of a widget, with what stands around them; until that has come,
    /// the shell is shown. No page stands in a frame before it is known whose.
    pub(super) fn widget(self, pages: impl Fn() -> View + Copy + Send + 'static) -> View {
        self.load();
        let missing = Derived::new(move || self.missing.get().is_some());
        (move || match (self.table.get(), missing.get()) {
            (Some(table), _) => table(Part::Widget(pages.into_child())),
            (None, true) => self.waiting(false),
            (None, false) => View::Nothing,
        })
        .into_child()
    }

    /// The list of countries, once it is asked for; why it is not there, where it
    /// can't be had.
    pub(super) fn countries(self, dialog: CountryDialog) -> View {
        let is_asked_for = Derived::new(move || dialog.is_asked_for());
        effect(move || {
            if is_asked_for.get() {
                self.load();
            }
        });
        let missing = Derived::new(move || self.missing.get());
        let view = move || match (is_asked_for.get(), self.table.get(), missing.get()) {
            (true, Some(table), _) => table(Part::Countries(dialog)),
            (true, None, Some(missing)) => self.trouble(missing, "failure.money_safe"),
            _ => View::Nothing,
        };
        view.into_child()
    }

    /// What is wrong with the owner's settings, of which visitors should see nothing.
    pub(super) fn notices(self, problems: Vec<ConfigProblem>) -> View {
        if problems.is_empty() {
            return View::Nothing;
        }
        self.load();
        let view = move || {
            let table = self.table.get()?;
            Some(table(Part::Notices(problems.clone())))
        };
        view.into_child()
    }

    fn waiting(self, is_order: bool) -> View {
        let i18n = I18n::here();
        Navigation::here().title(move || match self.missing.get() {
            Some(_) => i18n.text("failure.title"),
            None => i18n.text("waiting"),
        });
        let (class, money_key) = if is_order {
            ("order", "failure.order_safe")
        } else {
            ("goods wrap", "failure.money_safe")
        };
        // Only another reason makes another box: a second try that fails leaves
        // focus on the button.
        let missing = Derived::new(move || self.missing.get());
        let body = move || match missing.get() {
            Some(missing) => self.trouble(missing, money_key),
            None if is_order => placeholder::order(),
            None => placeholder::goods(),
        };
        element("main")
            .attr("id", MAIN_ID)
            .attr("class", class)
            .attr("tabindex", "-1")
            .child(body)
            .into_child()
    }

    fn trouble(self, missing: Missing, money_key: &'static str) -> View {
        let i18n = I18n::here();
        let again = Callback::new(move |()| match missing {
            // Nothing can be lost by it: no page of this visit has a form yet.
            Missing::Outdated => drop(window().location().reload()),
            Missing::Unreachable => self.load(),
        });
        let (title, words) = match missing {
            Missing::Unreachable => ("failure.title_unreachable", "failure.part_unreachable"),
            Missing::Outdated => ("failure.title", "failure.part_outdated"),
        };
        failure_of(
            [title, words].map(|key| i18n.text(key)),
            money_key,
            again,
            self.is_busy,
        )
    }

    fn load(self) {
        if self.is_busy.get_untracked() || self.table.get_untracked().is_some() {
            return;
        }
        self.is_busy.set(true);
        spawn(async move {
            match loaded().await {
                Ok(table) => {
                    // Whoever came by a click stands in the main part, and still does.
                    let focused = document().active_element();
                    let is_inside = focused.is_some_and(|focused| focused.id() == MAIN_ID);
                    self.table.set(Some(table));
                    if is_inside {
                        request_animation_frame(frame::focus_main);
                    }
                }
                Err(missing) => self.missing.set(Some(missing)),
            }
            self.is_busy.set(false);
        });
    }
}

#[cfg(feature = "split")]
use chunk::loaded;

#[cfg(not(feature = "split"))]
async fn loaded() -> Result<Table, Missing> {
    Ok(table)
}

fn table(part: Part) -> View {
    let route = match part {
        Part::Page(route) => route,
        Part::Countries(dialog) => return dialog.view(),
        Part::Notices(problems) => return frame::config_notices(problems),
        Part::Widget(pages) => {
            return embed::widget(pages, |config| {
                // It asks for what is offered in this widget alone.
                let navigation = Navigation::here();
                provide_context(Client::new(
                    config.api_prefix.clone(),
                    config.kinds,
                    move || navigation.country(),
                ));
            });
        }
    };
    match route {
        Route::Brand { family } => brand::brand_page(family),
        Route::Product { family, brand } => product::product_page(family, brand),
        Route::Checkout => checkout::checkout_page(),
        Route::Order { id } => order::order_page(&id),
        Route::Orders => orders::orders_page(),
        Route::Builder => builder::builder_page(),
        // An address without a page; the first two are in the table of `app.rs`. No `_`: a route
        // that is added must say which page it shows.
        Route::Home | Route::Brands | Route::Unknown { .. } => lost::lost_page(),
    }
}
