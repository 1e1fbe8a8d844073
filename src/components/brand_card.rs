//! A brand in a row or on the wall: the whole card is the link.

use super::logo::{Loading, logo};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::model::brand::{Brand, Kind};

/// The card of a brand.
pub fn brand_card(brand: &Brand, href: String, loading: Loading) -> View {
    brand_card_named(brand, View::Text(brand.title.clone()), href, loading)
}

/// The card of a brand with its name as it is to be shown.
pub fn brand_card_named(brand: &Brand, name: View, href: String, loading: Loading) -> View {
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
    element("a")
        .attr("class", class)
        .attr("href", href)
        .child(logo(
            brand.logo.clone(),
            brand.ground.clone(),
            brand.initial(),
            "logo",
            loading,
        ))
        .child(element("span").attr("class", "brand-name").child(name))
        .child(
            element("span")
                .attr("class", "brand-meta")
                .child(span.map(|span| {
                    element("span")
                        .attr("class", "brand-span")
                        .child(span)
                        .into_child()
                }))
                .child(badge.map(|key| {
                    element("span")
                        .attr("class", "badge")
                        .child(i18n.text(key))
                        .into_child()
                })),
        )
        .into_child()
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
