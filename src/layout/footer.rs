//! The footer: what is sold, where help is, what the law asks for, and what the shop keeps.

use leptos::prelude::*;

use crate::components::brand::kind::kind_text;
use crate::components::ui::seller::seller_links;
use crate::components::ui::support::{support_address, support_text};
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::brand::Kind;
use shop_core::model::search::KINDS;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// What is below every page.
pub(crate) fn footer() -> impl IntoView {
    let config = use_navigation().config();
    if config.support_url.is_none() && config.support_email.is_none() {
        // In the language of the start: the console isn't written again.
        let words = untrack(|| use_i18n().text(TextKey::ConfigNoSupport));
        leptos::logging::warn!("{words}");
    }
    let sold: Vec<Kind> = KINDS
        .into_iter()
        .filter(|kind| config.kinds.has(*kind))
        .collect();
    // All brands are those of the one kind.
    let kinds = sold.iter().filter(|_| sold.len() > 1);
    let kinds = kinds.map(|kind| inside(Route::of_kind(*kind), kind_text(*kind)));
    let brands = inside(Route::Brands, TextKey::FrameAllBrands);
    let help = vec![
        inside(Route::Help, TextKey::FrameQuestions),
        support(),
        inside(Route::Orders, TextKey::FrameWhereIsOrder),
    ];
    view! {
        <footer class="footer wrap">
            {column(TextKey::FrameShop, kinds.chain([brands]).collect())}
            {column(TextKey::FrameHelp, help)}
            {column(
                TextKey::FrameLegal,
                seller_links().into_iter().map(IntoAny::into_any).collect(),
            )} <div>
                <h2>{t(TextKey::FrameThisShop)}</h2>
                <p>{t(TextKey::FrameStored)}</p>
                <p>{t(TextKey::FrameLicence)}</p>
            </div> <p>{t(TextKey::SellerWords)}</p>
        </footer>
    }
}

fn column(title: TextKey, links: Vec<AnyView>) -> AnyView {
    view! {
        <div>
            <h2>{t(title)}</h2>
            <ul role="list">{links}</ul>
        </div>
    }
    .into_any()
}

/// A link to a page of the shop, as an item of a list.
fn inside(route: Route, key: TextKey) -> AnyView {
    let navigation = use_navigation();
    view! {
        <li>
            <a href=move || navigation.href(&route)>{t(key)}</a>
        </li>
    }
    .into_any()
}

/// Whom to write to. A page of theirs opens beside this one.
fn support() -> AnyView {
    let href = support_address();
    let (key, is_page) = (support_text(&href), href.starts_with("https:"));
    view! {
        <li>
            <a
                href=href
                target=is_page.then_some("_blank")
                rel=is_page.then_some("noopener noreferrer")
            >
                {t(key)}
            </a>
        </li>
    }
    .into_any()
}
