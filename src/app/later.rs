//! The parts that not every visit needs: in a release each is a wasm of its own, which is loaded by
//! the visits that need it. What several of them need is in further files, which are loaded before.
//!
//! Code outside must not call what only these parts use before it is loaded, so they are reached
//! through one function pointer for each file, which comes with it.

#[cfg(feature = "split")]
mod chunk;

use leptos::prelude::*;

use crate::api::client::Client;
use crate::components::ui::failure::{Retry, failure_of};
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::config::ConfigProblem;
use crate::i18n::use_i18n;
use crate::layout::country_dialog::CountryDialog;
use crate::layout::{self, MAIN_ID};
use crate::navigation::use_navigation;
use crate::pages::{brand, brands, checkout, esims, help, home, not_found, order, orders, top_ups};
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
    /// The problems of the owner's settings.
    Notices(Vec<ConfigProblem>),
    /// The widget around these pages in a partner's page.
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
    /// Something else came: most likely the shop was published again since this visit began, and
    /// the file has another name now.
    Outdated,
}

/// The parts; each file is loaded once. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Later {
    browse: File,
    goods: File,
    topups: File,
    esims: File,
    checkout: File,
    order: File,
    orders: File,
    help: File,
    countries: File,
    builder: File,
    widget: File,
}

impl Later {
    pub(super) fn new() -> Self {
        Self {
            browse: File::new(Name::Browse),
            goods: File::new(Name::Goods),
            topups: File::new(Name::Topups),
            esims: File::new(Name::Esims),
            checkout: File::new(Name::Checkout),
            order: File::new(Name::Order),
            orders: File::new(Name::Orders),
            help: File::new(Name::Help),
            countries: File::new(Name::Countries),
            builder: File::new(Name::Builder),
            widget: File::new(Name::Widget),
        }
    }

    /// The page of this route, or a placeholder until it is loaded.
    pub(super) fn view(self, route: Route) -> AnyView {
        let file = match route {
            Route::TopUps => self.topups,
            Route::Esims => self.esims,
            Route::Checkout => self.checkout,
            Route::Order { .. } => self.order,
            Route::Orders => self.orders,
            Route::Help => self.help,
            Route::Builder => self.builder,
            Route::Home | Route::Brands | Route::GiftCards => self.browse,
            // No `_`: a route that is added must say which file it is in.
            Route::Brand { .. } | Route::Product { .. } | Route::Unknown { .. } => self.goods,
        };
        file.load();
        (move || match file.table.get() {
            Some(table) => table(Part::Page(route.clone())),
            None => file.waiting(&route),
        })
        .into_any()
    }

    /// The pages of a widget, with the widget around them; the shell is shown until that is loaded.
    /// No page is shown in a frame before the frame's owner is known.
    pub(super) fn widget(self, pages: impl Fn() -> AnyView + Copy + Send + 'static) -> AnyView {
        let file = self.widget;
        file.load();
        let missing = Memo::new(move |_| file.missing.get().is_some());
        (move || match (file.table.get(), missing.get()) {
            (Some(table), _) => table(Part::Widget(pages.into_any())),
            (None, true) => file.waiting(&Route::Builder),
            (None, false) => ().into_any(),
        })
        .into_any()
    }

    /// The list of countries, once it is requested; the reason why it is missing, if it can't be
    /// loaded.
    pub(super) fn countries(self, dialog: CountryDialog) -> AnyView {
        let file = self.countries;
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

    /// The problems of the owner's settings, which visitors should not see.
    pub(super) fn notices(self, problems: Vec<ConfigProblem>) -> AnyView {
        if problems.is_empty() {
            return ().into_any();
        }
        let file = self.builder;
        file.load();
        let view = move || {
            let table = file.table.get()?;
            Some(table(Part::Notices(problems.clone())))
        };
        view.into_any()
    }
}

/// A file of a release. `chunk.rs` and the early script have the same names.
#[derive(Clone, Copy)]
enum Name {
    /// The start page and the walls of brands.
    Browse,
    /// The page of a family, and what is shown at an address without a page.
    Goods,
    /// Top-ups.
    Topups,
    /// eSIMs.
    Esims,
    /// The cart.
    Checkout,
    /// An order.
    Order,
    /// The list of orders and its copies.
    Orders,
    /// The answers to what buyers ask.
    Help,
    /// The list of countries.
    Countries,
    /// For owners and partners: the page that makes a widget, and the problems of the settings.
    Builder,
    /// What is around the pages in a partner's page.
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

    /// What is shown of a page until its file is there.
    fn waiting(self, route: &Route) -> AnyView {
        let i18n = use_i18n();
        use_navigation().title(move || match self.missing.get() {
            Some(_) => i18n.text(TextKey::FailureTitle),
            None => i18n.text(TextKey::Waiting),
        });
        let (class, money_key, boxes): (_, _, fn() -> AnyView) = match route {
            Route::Order { .. } => ("order", TextKey::FailureOrderSafe, placeholder::order),
            Route::Home => ("home", TextKey::FailureMoneySafe, placeholder::card_row),
            Route::Brands | Route::GiftCards => (
                "wall wrap",
                TextKey::FailureMoneySafe,
                placeholder::card_grid,
            ),
            _ => ("goods wrap", TextKey::FailureMoneySafe, placeholder::goods),
        };
        // Only another reason makes another box: if a second try fails, focus stays on the button.
        let missing = Memo::new(move |_| self.missing.get());
        let body = move || match missing.get() {
            Some(missing) => self.trouble(missing, money_key),
            None => boxes(),
        };
        view! { <Page class>{body}</Page> }.into_any()
    }

    fn trouble(self, missing: Missing, money_key: TextKey) -> AnyView {
        let i18n = use_i18n();
        let again = Callback::new(move |()| match missing {
            // A reload can't lose anything: no page of this visit has a form yet.
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
                    // After a click the buyer's focus is in the main part, and it stays there.
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
        Name::Browse => browse_table,
        Name::Goods => goods_table,
        Name::Topups => topups_table,
        Name::Esims => esims_table,
        Name::Checkout => checkout_table,
        Name::Order => order_table,
        Name::Orders => orders_table,
        Name::Help => help_table,
        Name::Countries => countries_table,
        Name::Builder => builder_table,
        Name::Widget => widget_table,
    })
}

#[cfg(not(feature = "split"))]
async fn loaded(name: Name) -> Result<Table, Missing> {
    at_once(name).ok_or(Missing::Outdated)
}

fn browse_table(part: Part) -> AnyView {
    match part {
        Part::Page(Route::Home) => home::home_page(),
        Part::Page(Route::Brands) => brands::brands_page(None),
        Part::Page(route) if use_navigation().sells(&route) => brands::brands_page(route.kind()),
        // A kind that the shop leaves out has no page.
        _ => not_found::not_found_page(),
    }
}

fn goods_table(part: Part) -> AnyView {
    greet_soon();
    match part {
        Part::Page(Route::Brand { family } | Route::Product { family, .. }) => {
            brand::brand_page(family)
        }
        // The only other page here.
        _ => not_found::not_found_page(),
    }
}

fn topups_table(part: Part) -> AnyView {
    greet_soon();
    match part {
        Part::Page(route) if use_navigation().sells(&route) => top_ups::top_ups_page(),
        // A kind that the shop leaves out has no page.
        _ => not_found::not_found_page(),
    }
}

fn esims_table(_: Part) -> AnyView {
    greet_soon();
    esims::esims_page()
}

fn checkout_table(_: Part) -> AnyView {
    greet_soon();
    checkout::checkout_page()
}

fn order_table(part: Part) -> AnyView {
    let Part::Page(Route::Order { id }) = part else {
        return ().into_any();
    };
    greet_soon();
    view! { <order::OrderPage id /> }.into_any()
}

fn orders_table(_: Part) -> AnyView {
    greet_soon();
    view! { <orders::OrdersPage /> }.into_any()
}

fn help_table(_: Part) -> AnyView {
    greet_soon();
    view! { <help::HelpPage /> }.into_any()
}

fn countries_table(part: Part) -> AnyView {
    match part {
        Part::Countries(dialog) => dialog.view(),
        _ => ().into_any(),
    }
}

fn builder_table(part: Part) -> AnyView {
    if let Part::Notices(problems) = part {
        return layout::config_notices(problems);
    }
    greet_soon();
    builder::builder_page()
}

fn widget_table(part: Part) -> AnyView {
    let Part::Widget(pages) = part else {
        return ().into_any();
    };
    widget::widget(pages, |config| {
        // This client asks only for the offer of this widget.
        let navigation = use_navigation();
        provide_context(Client::new(
            config.api_prefix.clone(),
            config.kinds,
            move || navigation.country(),
        ));
    })
}

/// Greets once the page is shown and has asked its own questions.
fn greet_soon() {
    let client: Client = expect_context();
    request_animation_frame(move || client.greet());
}
