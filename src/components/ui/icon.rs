//! Icons out of `style/icons.svg`, which is in the page: a file of its own would be requested after
//! the program has started, and asked about again for each page that shows other icons.

use leptos::prelude::*;

/// The icon of this name; decoration, so screen readers skip it.
pub fn icon(name: &'static str) -> AnyView {
    icon_with_class(name, "icon")
}

/// An icon that points along the reading direction and turns with it.
pub fn way_icon(name: &'static str) -> AnyView {
    icon_with_class(name, "icon icon-way")
}

/// A drawing of the shop's own. It is among the icons, because in the first wasm it would take time
/// from every visit.
pub fn drawing(name: &'static str) -> AnyView {
    icon_with_class(name, "drawing")
}

fn icon_with_class(name: &'static str, class: &'static str) -> AnyView {
    view! {
        <svg class=class aria-hidden="true">
            {part_of_icon(name)}
        </svg>
    }
    .into_any()
}

/// The symbol of this name, for a drawing that has several.
pub fn part_of_icon(name: &'static str) -> AnyView {
    let symbol = ["#icon-", name].concat();
    view! { <use href=symbol></use> }.into_any()
}
