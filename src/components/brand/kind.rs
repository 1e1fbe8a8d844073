//! The kinds of goods: their names, their icons, and the links to their pages.

use crate::components::ui::icon::icon;
use crate::i18n::t;
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::model::brand::Kind;
use shop_core::model::search::KINDS;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The name of a kind.
pub fn kind_text(kind: Kind) -> TextKey {
    match kind {
        Kind::GiftCard => TextKey::BrandsKindGiftCard,
        Kind::TopUp => TextKey::BrandsKindTopUp,
        Kind::Esim => TextKey::BrandsKindEsim,
        Kind::Unsold => TextKey::FrameAllBrands,
    }
}

/// The kinds that the shop sells; none in a shop of one kind, which has nothing to choose.
pub fn kinds_to_choose() -> Vec<Kind> {
    let kinds = use_navigation().config().kinds;
    let mut sold = KINDS.to_vec();
    sold.retain(|kind| kinds.has(*kind));
    if sold.len() < 2 {
        sold.clear();
    }
    sold
}

/// A link to the page of each kind that the shop sells, in a shop that sells several.
pub fn kind_links(class: &'static str) -> AnyView {
    let navigation = use_navigation();
    let links = kinds_to_choose().into_iter().map(|kind| {
        let symbol = match kind {
            Kind::GiftCard => icon("gift"),
            Kind::TopUp => icon("smartphone"),
            Kind::Esim | Kind::Unsold => icon("card-sim"),
        };
        let is_current = move || navigation.route().kind() == Some(kind);
        view! {
            <a
                class=class
                href=move || navigation.href(&Route::of_kind(kind))
                aria-current=move || is_current().then_some("page")
            >
                {symbol}
                <span>{t(kind_text(kind))}</span>
            </a>
        }
    });
    links.collect_view().into_any()
}
