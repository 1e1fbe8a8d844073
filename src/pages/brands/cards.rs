//! The cards: a window of them that grows.

use super::wall::{FIRST_FRAME, WINDOW, Wall};
use crate::components::brand_card::brand_card_named;
use crate::components::list_place::keeps_place;
use crate::components::logo::Loading;
use crate::components::sentinel::sentinel;
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::brand::Brand;
use crate::model::search::{Query, marked};
use crate::reactive::Derived;
use crate::route::Route;

/// Pictures that are on a first screen of any size.
const FIRST_ROWS: usize = 8;

/// The list of cards, and the way to more of them.
pub(super) fn cards(wall: Wall) -> View {
    let list = element("ul")
        .attr("class", "brand-grid")
        .attr("role", "list")
        .child(windows(wall));
    fragment([keeps_place(list, wall.shown).into_child(), more(wall)])
}

/// One live view a window of cards, so that growing adds a window and touches
/// none of the others. The first window comes in two parts.
fn windows(wall: Wall) -> View {
    let most = wall.catalogue().brands.len();
    let first = [(0, FIRST_FRAME), (FIRST_FRAME, WINDOW)];
    let later = (1..most.div_ceil(WINDOW)).map(|window| (window * WINDOW, (window + 1) * WINDOW));
    let windows = first.into_iter().chain(later).map(|(start, end)| {
        let is_shown = Derived::new(move || start < wall.shown.get());
        (move || is_shown.get().then(|| window(wall, start, end))).into_child()
    });
    windows.collect::<Vec<_>>().into_child()
}

fn window(wall: Wall, start: usize, end: usize) -> View {
    (move || {
        let catalogue = wall.catalogue();
        let searched = wall.searched.get();
        // Every card's link has the same query; making it takes longer than
        // the rest of the card.
        let config = wall.navigation.config();
        let wall_link = wall.navigation.href(&Route::Brands);
        let query = wall_link.find('?').and_then(|start| wall_link.get(start..));
        wall.found.with(|found| {
            let places = found.places.iter().enumerate();
            let cards = places.skip(start).take(end - start);
            let cards = cards.filter_map(|(at, place)| {
                let brand = catalogue.brands.get(*place)?;
                let family = brand.family_slug();
                let path = Route::Brand { family }.path(&config.base_path);
                let href = path + query.unwrap_or_default();
                Some(card(brand, &searched.query, href, at))
            });
            cards.collect::<Vec<_>>()
        })
    })
    .into_child()
}

fn card(brand: &Brand, query: &Query, href: String, at: usize) -> View {
    // While somebody types, a picture that is asked for at once holds up the
    // frame.
    let loading = if at < FIRST_ROWS && query.is_empty() {
        Loading::Eager
    } else {
        Loading::Lazy
    };
    let pieces = marked(&brand.title, query);
    let pieces = pieces.into_iter().map(|(piece, is_hit)| {
        let piece = piece.to_owned();
        if is_hit {
            element("mark").child(piece).into_child()
        } else {
            piece.into_child()
        }
    });
    let name = pieces.collect::<Vec<_>>();
    element("li")
        .child(brand_card_named(brand, name.into_child(), href, loading))
        .into_child()
}

/// The true count in words, a button, and an observer that presses it when the
/// end comes near.
fn more(wall: Wall) -> View {
    let i18n = wall.i18n;
    let grow = move || wall.shown.update(|shown| *shown += WINDOW);
    let rest = move || wall.count().saturating_sub(wall.shown.get());
    fragment([
        sentinel(grow),
        (move || {
            (rest() > 0).then(|| {
                let next = i18n.count("brands.show_more", rest().min(WINDOW), &[]);
                let state = i18n.fill(
                    "brands.shown",
                    &[
                        ("shown", &i18n.number(&wall.shown.get().to_string())),
                        ("count", &i18n.number(&wall.count().to_string())),
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
