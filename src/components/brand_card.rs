//! A brand in a row or on the wall: the whole card is the link.

use leptos::prelude::*;

use super::logo::{Loading, logo};
use crate::i18n::I18n;
use crate::model::brand::{Brand, Kind};

/// The card of a brand.
pub fn brand_card(brand: &Brand, href: String, loading: Loading) -> AnyView {
    let i18n = I18n::here();
    let badge = match brand.kind {
        _ if brand.is_out_of_stock => Some("brand.out_of_stock"),
        Kind::TopUp => Some("brand.top_up"),
        Kind::Esim => Some("brand.esim"),
        Kind::GiftCard => None,
    };
    let span = brand
        .span
        .as_ref()
        .map(|(min, max)| span_words(i18n, min, max));
    let class = if brand.is_out_of_stock {
        "brand-card is-out"
    } else {
        "brand-card"
    };
    view! {
        <a class=class href=href>
            {logo(brand.logo.clone(), brand.ground.clone(), brand.initial(), "logo", loading)}
            <span class="brand-name">{brand.title.clone()}</span>
            <span class="brand-meta">
                {span.map(|span| view! { <span class="brand-span">{span}</span> }.into_any())}
                {badge.map(|key| view! { <span class="badge">{i18n.text(key)}</span> }.into_any())}
            </span>
        </a>
    }
    .into_any()
}

/// "$5 – $500", or one of them when both are the same. The two are display
/// text of the API and may be in different units.
fn span_words(i18n: I18n, min: &str, max: &str) -> String {
    if min == max {
        min.to_owned()
    } else {
        i18n.fill("brand.span", &[("min", min), ("max", max)])
    }
}
