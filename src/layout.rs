//! The parts around every page: banners, header, footer.

pub(crate) mod country_dialog;
mod footer;
mod pickers;
mod suggestion;

use crate::browser::listeners::instead;
use leptos::prelude::*;

use crate::api::client::Client;
use crate::browser::focus::{focus, has_focus_inside};
use crate::cart::{UnderWay, use_cart};
use crate::components::brand::kind::kind_links;
use crate::components::ui::icon::icon;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::search_key::SearchKey;
use crate::config::ConfigProblem;
use crate::i18n::{t, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use country_dialog::CountryDialog;
pub(crate) use footer::footer;
pub(crate) use pickers::{country_button, language_picker};
use shop_core::route::Route;
use shop_core::text_key::{PluralKey, TextKey};
pub(crate) use suggestion::guessed;
use suggestion::suggestion;

pub use crate::browser::focus::MAIN_ID;

/// Skip link, banners and header.
/// `list` is the list of countries once it is asked for, `notices` shows what is wrong with the
/// settings.
pub fn header(notices: AnyView, countries: CountryDialog, list: AnyView) -> AnyView {
    let navigation = use_navigation();
    let config = navigation.config();
    let is_on = move || untrack(|| navigation.has_search_key());
    // It listens as long as the shop is open.
    StoredValue::new_local(SearchKey::listen(is_on, move || navigation.search("")));
    view! {
        {skip_link()}
        {sandbox_notice()}
        {notices}
        {left_order(navigation)}
        <header class="header wrap">
            <a class="shop" href=move || navigation.href(&Route::Home)>
                {mark()}
                <span>{config.name.clone()}</span>
            </a>
            <nav aria-label=t(
                TextKey::FrameShop,
            )>
                {kind_links("header-link header-kind")}
                <a
                    class="header-link"
                    href=move || navigation.href(&Route::Brands)
                    aria-label=t(TextKey::FrameAllBrands)
                >
                    {icon("search")}
                    <span>{t(TextKey::FrameAllBrands)}</span>
                </a> {orders_link("header-link header-orders")}
            </nav>
            {cart_link()}
            {country_button(countries)}
            {language_picker()}
        </header>
        {list}
        {suggestion(countries.guess())}
        {unknown_country_notice()}
    }
    .into_any()
}

fn orders_link(class: &'static str) -> impl IntoView {
    let navigation = use_navigation();
    let is_current = move || navigation.route() == Route::Orders;
    view! {
        <a
            class=class
            href=move || navigation.href(&Route::Orders)
            aria-label=t(TextKey::FrameOrders)
            aria-current=move || is_current().then_some("page")
        >
            {icon("receipt")}
            <span>{t(TextKey::FrameOrders)}</span>
        </a>
    }
}

/// On phones the kinds of goods and the orders, where a thumb reaches them. Where an order's bar is,
/// it takes this place.
pub fn tab_bar() -> impl IntoView {
    view! {
        <nav class="tabs no-print" aria-label=t(TextKey::FrameKinds)>
            {kind_links("tab")}
            {orders_link("tab")}
        </nav>
    }
}

/// The state of an order whose page was left while it was being made: without this notice the buyer
/// might order again.
fn left_order(navigation: Navigation) -> impl IntoView {
    let i18n = use_i18n();
    let cart = use_cart();
    let words = |words: AnyView| {
        view! {
            <div class="sandbox" role="status">
                <p>{words}</p>
            </div>
        }
        .into_any()
    };
    move || match cart.under_way.get() {
        UnderWay::Left => Some(words(i18n.text(TextKey::OrderingUnderWay).into_any())),
        UnderWay::Made(id) => Some(words(
            view! {
                <a
                    href=navigation.href(&Route::order(&id))
                    on:click=move |_| cart.under_way.set(UnderWay::No)
                >
                    {i18n.text(TextKey::OrderingMade)}
                </a>
            }
            .into_any(),
        )),
        UnderWay::No | UnderWay::Here => None,
    }
}

/// Puts focus on the page's main part, so that a screen reader reads on from there (WCAG 2.4.3). A
/// page that has put focus somewhere inside keeps it there.
pub fn focus_main() {
    if !has_focus_inside(MAIN_ID) {
        focus(MAIN_ID);
    }
}

/// The link past the bar above, for keyboard users.
pub(crate) fn skip_link() -> impl IntoView {
    view! {
        <a class="skip" href="#main" on:click=instead(focus_main)>
            {t(TextKey::FrameSkip)}
        </a>
    }
}

/// Says in the sandbox that nothing is real.
pub(crate) fn sandbox_notice() -> impl IntoView {
    let client: Client = expect_context();
    move || client.is_sandbox().then(sandbox_banner)
}

fn sandbox_banner() -> impl IntoView {
    view! {
        <aside class="sandbox" aria-label=t(TextKey::FrameSandbox)>
            <p>
                <b>{t(TextKey::FrameSandbox)}</b>
                " "
                {t(TextKey::FrameSandboxWords)}
            </p>
        </aside>
    }
}

/// A sentence for each setting that can't be used.
pub(crate) fn config_notices(problems: Vec<ConfigProblem>) -> AnyView {
    let notices = problems.into_iter().map(config_notice);
    notices.collect::<Vec<_>>().into_any()
}

fn config_notice(problem: ConfigProblem) -> impl IntoView {
    let i18n = use_i18n();
    let words = match problem {
        ConfigProblem::Unreadable => i18n.text(TextKey::ConfigUnreadable),
        ConfigProblem::WrongField { field, expects } => {
            let expected = i18n.text(expects);
            let values = [("field", field.as_str()), ("expected", expected.as_str())];
            i18n.fill(TextKey::ConfigWrongField, &values)
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
            i18n.fill(TextKey::ConfigWrongEntries, &values)
        }
        ConfigProblem::NothingLeft { field, expects } => {
            let expected = i18n.text(expects);
            let values = [("field", field.as_str()), ("expected", expected.as_str())];
            i18n.fill(TextKey::ConfigNothingLeft, &values)
        }
        ConfigProblem::UnknownField(field) => {
            i18n.fill(TextKey::ConfigUnknownField, &[("field", &field)])
        }
    };
    leptos::logging::error!("{words}");
    view! { <div class="wrap">{notice(Tone::Warn, words, None)}</div> }
}

/// The notice that is shown instead of a country that the shop doesn't sell in.
pub(crate) fn unknown_country_notice() -> impl IntoView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    move || {
        let asked = navigation.unknown_country()?;
        let shown = i18n.country(navigation.own_country().code());
        let title = i18n.fill(
            TextKey::FrameUnknownCountry,
            &[("asked", &asked), ("country", &shown)],
        );
        Some(view! { <div class="wrap">{notice(Tone::Warn, title, None)}</div> }.into_any())
    }
}

/// The shop's mark, drawn here so that it needs no request.
fn mark() -> impl IntoView {
    /// The wave inside of it.
    const WAVE: &str =
        "M6 12.4c2-1.7 4-1.7 6 0s4 1.7 6 0v2.1a3.5 3.5 0 0 1-3.5 3.5h-5A3.5 3.5 0 0 1 6 14.5z";
    let colour = "currentColor";
    // No attribute is a literal: this would be the only vector drawing that is made of markup, with
    // the code for that.
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true" fill=colour>
            <rect
                x="2.25"
                y="2.25"
                width="19.5"
                height="19.5"
                rx="6.5"
                fill="none"
                stroke=colour
                stroke-width="2.5"
            ></rect>
            <path d=WAVE></path>
        </svg>
    }
}

/// The way to the cart, with the number of its items.
pub(crate) fn cart_link() -> impl IntoView {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let cart = use_cart();
    let count = Memo::new(move |_| cart.count());
    let badge = move || {
        let count = Some(count.get()).filter(|count| *count > 0)?;
        // Screen readers get words. Those have the figure too, so that it can be said to press this.
        Some(view! { <b aria-hidden="true">{i18n.number(&count.to_string())}</b> }.into_any())
    };
    let name = move || match count.get() {
        0 => i18n.text(TextKey::CartTitle),
        count => i18n.count(PluralKey::CartLink, count, &[]),
    };
    view! {
        <a
            class="header-link header-cart"
            href=move || navigation.href(&Route::Checkout)
            aria-label=name
        >
            {icon("shopping-cart")}
            {badge}
        </a>
    }
}
