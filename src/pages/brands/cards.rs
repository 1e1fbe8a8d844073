//! The cards: a window of them that grows.

use super::wall::{FIRST_FRAME, MOST_BY_ITSELF, WINDOW, Wall};
use crate::components::card_list::{Cards, card_list};
use crate::components::list_place::keeps_place;
use crate::components::sentinel::sentinel;
use crate::markup::{IntoChild, View, element, fragment};
use crate::reactive::Derived;
use shop_core::route::Route;

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
    // In a partner's page the frame would grow with it, away from whoever scrolls past.
    let most = if wall.navigation.is_embedded() {
        WINDOW
    } else {
        MOST_BY_ITSELF
    };
    let grow_by_itself = move || {
        if wall.shown.get_untracked() < most {
            grow();
        }
    };
    let count = Derived::new(move || wall.counted.with(|found| found.places.len()));
    // The rest of the first window comes by itself in the next frame.
    let shown = Derived::new(move || wall.shown.get().max(WINDOW).min(count.get()));
    let rest = move || count.get().saturating_sub(shown.get());
    let (is_long, is_all) = (
        Derived::new(move || count.get() > WINDOW),
        Derived::new(move || rest() == 0),
    );
    // The button stays the same element: whoever presses it stands on it.
    let button = move || {
        let next = move || i18n.count("brands.show_more", rest().min(WINDOW), &[]);
        (!is_all.get()).then(|| {
            element("button")
                .attr("class", "button button-quiet")
                .attr("type", "button")
                .on("click", move |_| grow())
                .child(next)
                .into_child()
        })
    };
    let state = move || {
        let number = |number: usize| i18n.number(&number.to_string());
        let (shown, count) = (number(shown.get()), number(count.get()));
        i18n.fill("brands.shown", &[("shown", &shown), ("count", &count)])
    };
    let line = move || {
        is_long.get().then(|| {
            element("p")
                .attr("class", "actions wall-more")
                // Where focus is when all is shown and the button is gone.
                .attr("tabindex", "-1")
                .child(button)
                .child(" ")
                .child(element("span").attr("class", "hint").child(state))
                .into_child()
        })
    };
    fragment([sentinel(grow_by_itself), line.into_child()]).into_child()
}
