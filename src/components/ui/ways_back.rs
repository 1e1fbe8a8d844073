//! Links from a page that leads no further.

use crate::i18n::t;
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// A link that looks like a button of this kind, and the key of its words.
pub type Way = (&'static str, Route, TextKey);

/// A row of links, the likeliest first.
pub fn ways_back<const N: usize>(ways: [Way; N]) -> AnyView {
    let links = ways.into_iter().map(|(class, route, key)| {
        let navigation = use_navigation();
        view! {
            <a class=class href=move || navigation.href(&route)>
                {t(key)}
            </a>
        }
        .into_any()
    });
    view! { <div class="actions">{links.collect::<Vec<_>>()}</div> }.into_any()
}
