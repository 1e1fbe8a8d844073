//! Where to go from a page that leads no further.

use crate::i18n::t;
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use shop_core::route::Route;

/// A link that looks like a button of this kind, and the key of its words.
pub type Way = (&'static str, Route, &'static str);

/// A row of links, the likeliest first.
pub fn ways_back<const N: usize>(ways: [Way; N]) -> View {
    let links = ways.into_iter().map(|(class, route, key)| {
        let navigation = Navigation::here();
        element("a")
            .attr("class", class)
            .live_attr("href", move || navigation.href(&route))
            .child(t(key))
            .into_child()
    });
    element("div")
        .attr("class", "actions")
        .child(links.collect::<Vec<_>>())
        .into_child()
}
