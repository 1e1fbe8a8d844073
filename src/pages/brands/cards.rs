//! The cards: a window of them that grows.

use super::wall::{FIRST_FRAME, MOST_BY_ITSELF, WINDOW, Wall};
use crate::components::brand::card_list::{Cards, card_list};
use crate::components::ui::button::Button;
use crate::components::ui::sentinel::sentinel;
use leptos::prelude::*;
use shop_core::route::Route;
use shop_core::text_key::{PluralKey, TextKey};

/// The list of cards, and the way to more of them.
pub(super) fn cards(wall: Wall) -> impl IntoView {
    let cards = move || {
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
    };
    view! {
        {card_list(cards, wall.shown)}
        {more(wall)}
    }
}

/// The true count in words, a button, and an observer that presses it when the
/// end comes near.
fn more(wall: Wall) -> impl IntoView {
    let i18n = wall.i18n;
    let grow = move || {
        wall.shown.update(|shown| {
            let is_whole = *shown >= WINDOW;
            *shown = if is_whole { *shown + WINDOW } else { WINDOW };
        });
    };
    // In a partner's page the frame would grow with it, away from a buyer who scrolls past.
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
    let count = Memo::new(move |_| wall.counted.with(|found| found.places.len()));
    // The rest of the first window comes by itself in the next frame.
    let shown = Memo::new(move |_| wall.shown.get().max(WINDOW).min(count.get()));
    let rest = move || count.get().saturating_sub(shown.get());
    let (is_long, is_all) = (
        Memo::new(move |_| count.get() > WINDOW),
        Memo::new(move |_| rest() == 0),
    );
    // The button stays the same element, because the buyer who presses it has focus on it.
    let button = move || {
        let next = move || i18n.count(PluralKey::BrandsShowMore, rest().min(WINDOW), &[]);
        (!is_all.get()).then(|| {
            view! {
                <Button class="button button-quiet" on_press=grow>
                    {next}
                </Button>
            }
            .into_any()
        })
    };
    let state = move || {
        let number = |number: usize| i18n.number(&number.to_string());
        let (shown, count) = (number(shown.get()), number(count.get()));
        i18n.fill(
            TextKey::BrandsShown,
            &[("shown", &shown), ("count", &count)],
        )
    };
    let line = move || {
        is_long.get().then(|| {
            view! {
                // Focus goes there when all is shown and the button is gone.
                <p class="actions wall-more" tabindex="-1">
                    {button}
                    " "
                    <span class="hint">{state}</span>
                </p>
            }
            .into_any()
        })
    };
    view! {
        {sentinel(grow_by_itself)}
        {line}
    }
}
