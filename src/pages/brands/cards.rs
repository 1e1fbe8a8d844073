//! The cards: a window of them that grows.

use super::wall::{FIRST_FRAME, WINDOW, Wall};
use crate::components::card_list::{Cards, card_list};
use crate::components::list_place::keeps_place;
use crate::components::sentinel::sentinel;
use crate::markup::{IntoChild, View, element, fragment};
use crate::reactive::Derived;
use crate::route::Route;

/// The list of cards, and the way to more of them.
pub(super) fn cards(wall: Wall) -> View {
    let list = card_list(move || {
        // Every card's link has the same query; making it takes longer than
        // the rest of the card.
        let link = wall.navigation.href(&Route::Brands);
        let (address, query) = match link.split_once('?') {
            Some((address, query)) => (address, ["?", query].concat()),
            None => (link.as_str(), String::new()),
        };
        // In a widget a brand stays in the widget, so the shop's own base is not enough.
        let base = address.strip_suffix(&*Route::Brands.path(""));
        Cards {
            catalogue: wall.catalogue(),
            found: wall.found.get(),
            shown: wall.shown.get(),
            has_pictures: wall.shown.get() != FIRST_FRAME,
            query: wall.searched.with(|searched| searched.query.clone()),
            look: [
                base.unwrap_or_default().to_owned(),
                query,
                wall.i18n.language(),
            ],
        }
    });
    fragment([keeps_place(list, wall.shown).into_child(), more(wall)])
}

/// The true count in words, a button, and an observer that presses it when the
/// end comes near.
fn more(wall: Wall) -> View {
    let i18n = wall.i18n;
    let grow = move || {
        wall.shown.update(|shown| {
            let is_whole = *shown >= WINDOW;
            *shown = if is_whole { *shown + WINDOW } else { WINDOW };
        });
    };
    // The rest of the first window comes by itself in the next frame.
    let shown = Derived::new(move || wall.shown.get().max(WINDOW));
    let count = move || wall.counted.with(|found| found.places.len());
    let rest = move || count().saturating_sub(shown.get());
    fragment([
        sentinel(grow),
        (move || {
            (rest() > 0).then(|| {
                let next = i18n.count("brands.show_more", rest().min(WINDOW), &[]);
                let state = i18n.fill(
                    "brands.shown",
                    &[
                        ("shown", &i18n.number(&shown.get().to_string())),
                        ("count", &i18n.number(&count().to_string())),
                    ],
                );
                element("p")
                    .attr("class", "actions wall-more")
                    .child(
                        element("button")
                            .attr("class", "button button-quiet")
                            .attr("type", "button")
                            .on("click", move |_| grow())
                            .child(next),
                    )
                    .child(" ")
                    .child(element("span").attr("class", "hint").child(state))
                    .into_child()
            })
        })
        .into_child(),
    ])
    .into_child()
}
