//! A list of brand cards that changes with every key press.
//!
//! A card that stays on the page stays the same element: only added and removed cards are touched,
//! because a key press has one frame for all of its work.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::html::Ul;
use leptos::prelude::*;

use web_sys::Element as Node;

use super::card::Card;
use super::list_place::keeps_place;
use super::logo::Loading;
use crate::reactive::effect;
use shop_core::model::catalogue::Catalogue;
use shop_core::model::catalogue::filter::Found;
use shop_core::model::search::SearchQuery;
use shop_core::route::Route;

/// Pictures that are on a first screen of any size.
const FIRST_ROWS: usize = 8;

/// Cards that are kept while off the page: with two windows of them, deleting letters brings back
/// no card that has to be made again.
const SPARE: usize = 96;

/// What the page should show.
pub struct Cards {
    /// All brands.
    pub catalogue: Arc<Catalogue>,
    /// Which of them, in which order.
    pub found: Arc<Found>,
    /// How many at most.
    pub shown: usize,
    /// Whether pictures are asked for: that takes longer than the rest of a
    /// card, and may wait for the next frame.
    pub has_pictures: bool,
    /// The query whose words are marked in their names.
    pub query: SearchQuery,
    /// The start and the end of the cards' links, and the language of their texts: if one of these
    /// changes, all cards are replaced.
    pub look: [String; 3],
}

/// The list, which follows the signals that `cards` reads.
pub fn card_list(cards: impl Fn() -> Cards + 'static, shown: RwSignal<usize>) -> AnyView {
    let node = NodeRef::<Ul>::new();
    let list = RefCell::new(None);
    effect(move || {
        if let Some(node) = node.get() {
            let new = || {
                // A list of the same kind may have been here before.
                node.set_text_content(None);
                ShownCards::new(node.into())
            };
            list.borrow_mut().get_or_insert_with(new).show(cards());
        }
    });
    view! { <ul class="brand-grid" node_ref=node on:click=keeps_place(node, shown)></ul> }
        .into_any()
}

struct ShownCards {
    node: Node,
    /// Cards on the page in their order, each with its brand's index.
    cards: Vec<(usize, Card)>,
    spare: Vec<(usize, Card)>,
    query: SearchQuery,
    look: [String; 3],
    found: Option<Arc<Found>>,
}

impl ShownCards {
    fn new(node: Node) -> Self {
        Self {
            node,
            cards: Vec::new(),
            spare: Vec::new(),
            query: SearchQuery::default(),
            look: Default::default(),
            found: None,
        }
    }

    fn show(&mut self, wanted: Cards) {
        let is_same_look = self.look == wanted.look;
        let is_same_query = self.query == wanted.query;
        let is_growing = self
            .found
            .as_ref()
            .is_some_and(|found| Arc::ptr_eq(found, &wanted.found))
            && self.cards.len() <= wanted.shown;
        let places = wanted.found.places.get(..wanted.shown);
        let places = places.unwrap_or(&wanted.found.places);
        if !is_growing || !is_same_look {
            self.clear_away(|place| is_same_look && places.contains(&place));
        }
        if !is_same_look {
            self.spare.clear();
        }
        for (at, place) in places.iter().enumerate() {
            let Some(brand) = wanted.catalogue.brands.get(*place) else {
                continue;
            };
            let stands = self.cards.get(at).is_some_and(|(own, _)| own == place);
            if !stands {
                let known = self.take(at, *place).or_else(|| new_card(&wanted, *place));
                let Some(card) = known else { continue };
                let before = self.cards.get(at).map(|(_, card)| card.item.as_ref());
                // `before` is a child of the list, so inserting can't fail.
                self.node.insert_before(&card.item, before).ok();
                self.cards.insert(at.min(self.cards.len()), (*place, card));
            }
            let Some((_, card)) = self.cards.get_mut(at) else {
                continue;
            };
            if !stands || !is_same_query {
                card.mark(&brand.title, &wanted.query);
            }
            if wanted.has_pictures {
                // While the buyer types, a picture that is asked for at once delays the frame.
                let is_first = at < FIRST_ROWS && wanted.query.is_empty();
                card.show_logo(
                    brand,
                    if is_first {
                        Loading::Eager
                    } else {
                        Loading::Lazy
                    },
                );
            }
        }
        // A list without items is not a list. A valid attribute can't fail.
        if self.cards.is_empty() {
            self.node.remove_attribute("role").ok();
        } else {
            self.node.set_attribute("role", "list").ok();
        }
        self.query = wanted.query;
        self.look = wanted.look;
        self.found = Some(wanted.found);
    }

    /// Removes unwanted cards from the page, and keeps the last of them as spares.
    fn clear_away(&mut self, is_wanted: impl Fn(usize) -> bool) {
        for (place, card) in std::mem::take(&mut self.cards) {
            if is_wanted(place) {
                self.cards.push((place, card));
            } else {
                card.item.remove();
                self.spare.push((place, card));
            }
        }
        let surplus = self.spare.len().saturating_sub(SPARE);
        self.spare.drain(..surplus);
    }

    /// Takes the brand's existing card from further down the list or from the spares.
    fn take(&mut self, from: usize, place: usize) -> Option<Card> {
        let is_it = |(own, _): &(usize, Card)| *own == place;
        let below = self.cards.iter().skip(from).position(is_it);
        if let Some(below) = below {
            return Some(self.cards.remove(from + below).1);
        }
        let kept = self.spare.iter().position(is_it)?;
        Some(self.spare.remove(kept).1)
    }
}

fn new_card(wanted: &Cards, place: usize) -> Option<Card> {
    let brand = wanted.catalogue.brands.get(place)?;
    let [base, end, _] = &wanted.look;
    let family = brand.family_address();
    let href = Route::Brand { family }.path(base) + end;
    Card::new(brand, &href)
}
