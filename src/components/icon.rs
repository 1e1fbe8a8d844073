//! Icons out of one sprite, which the browser loads once.

use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;

/// The icon of this name; decoration, so screen readers skip it.
pub fn icon(name: &'static str) -> View {
    icon_with_class(name, "icon")
}

/// An icon that points along the reading direction and turns with it.
pub fn way_icon(name: &'static str) -> View {
    icon_with_class(name, "icon icon-way")
}

fn icon_with_class(name: &'static str, class: &'static str) -> View {
    let sprite = [
        &Navigation::here().config().base_path,
        "/icons/sprite.svg#",
        name,
    ]
    .concat();
    element("svg")
        .attr("class", class)
        .attr("aria-hidden", "true")
        .child(element("use").attr("href", sprite))
        .into_child()
}
