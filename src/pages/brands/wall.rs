//! Shared by all parts of the wall: the catalogue, what is wanted of it, and what was found.

use std::sync::Arc;

use leptos::prelude::*;

use super::wish::Wish;
use crate::browser::focus::focus;
use crate::components::brand::kind::kind_text;
use crate::i18n::{I18n, use_i18n};
use crate::navigation::{Navigation, use_navigation};
use crate::reactive::effect;
use crate::reactive::memo_without_comparing;
use shop_core::model::catalogue::Catalogue;
use shop_core::model::catalogue::filter::Found;
use shop_core::model::search::{KINDS, Rank, SearchQuery};

/// Cards shown at first, and added each time: building a card costs more than
/// finding it (docs/decisions/windowed-brand-wall.md).
pub(super) const WINDOW: usize = 48;

/// The number of cards after which only the button brings more: a buyer who scrolls on wants the
/// footer, which would otherwise move away for ever.
pub(super) const MOST_BY_ITSELF: usize = 4 * WINDOW;

/// Cards of a new result that are in its first frame, as many as a usual screen shows under the
/// search field; the rest of the window follows. If all came at once, a key press would take longer
/// than a frame.
pub(super) const FIRST_FRAME: usize = 16;

/// Id of the number of brands found.
pub(super) const COUNT_ID: &str = "count";

/// The result of the words.
#[derive(Clone, PartialEq)]
pub(super) struct Searched {
    pub(super) query: SearchQuery,
    ranks: Arc<[Rank]>,
}

/// A copyable handle to all of it.
#[derive(Clone, Copy)]
pub(super) struct Wall {
    pub(super) navigation: Navigation,
    pub(super) i18n: I18n,
    catalogue: StoredValue<Arc<Catalogue>>,
    /// The shown name of each category, and then of each kind.
    pub(super) names: Memo<Arc<[String]>>,
    pub(super) words: RwSignal<String>,
    pub(super) searched: Memo<Arc<Searched>>,
    pub(super) wish: Memo<Wish>,
    pub(super) found: Memo<Arc<Found>>,
    /// The same, a frame later: the parts beside the cards and below them wait for the cards.
    pub(super) counted: RwSignal<Arc<Found>>,
    /// How many cards are on the page at most.
    pub(super) shown: RwSignal<usize>,
}

impl Wall {
    /// The wall of a catalogue, searched for these words.
    pub(super) fn new(
        catalogue: Arc<Catalogue>,
        words: RwSignal<String>,
        shown: RwSignal<usize>,
    ) -> Self {
        let navigation = use_navigation();
        let i18n = use_i18n();
        let stored = StoredValue::new(Arc::clone(&catalogue));
        let names = {
            let catalogue = Arc::clone(&catalogue);
            Memo::new(move |_| {
                let categories = catalogue.index().categories().iter();
                let categories = categories.map(|(slug, _)| i18n.category(slug));
                let kinds = KINDS.into_iter().map(|kind| i18n.text(kind_text(kind)));
                categories.chain(kinds).collect::<Arc<[String]>>()
            })
        };
        let searched = {
            let catalogue = Arc::clone(&catalogue);
            memo_without_comparing(move || {
                let query = words.with(|words| SearchQuery::new(words));
                let ranks = catalogue.index().ranks(&query, &names.get()).into();
                Arc::new(Searched { query, ranks })
            })
        };
        let wish = Memo::new(move |_| Wish::read(navigation));
        let order = {
            let catalogue = Arc::clone(&catalogue);
            let is_by_name = Memo::new(move |_| wish.with(|wish| wish.is_by_name));
            memo_without_comparing(move || {
                is_by_name.get().then(|| {
                    let titles = catalogue.brands.iter().map(|brand| brand.title.as_str());
                    Arc::<[usize]>::from(i18n.sorted(titles))
                })
            })
        };
        let found = memo_without_comparing(move || {
            let order = order.get();
            let searched = searched.get();
            let is_searched = !searched.query.is_empty();
            let filter = wish.with(|wish| wish.filter.clone());
            Arc::new(filter.apply(&catalogue, &searched.ranks, is_searched, order.as_deref()))
        });
        let wall = Self {
            navigation,
            i18n,
            catalogue: stored,
            names,
            words,
            searched,
            wish,
            found,
            counted: RwSignal::new(found.get_untracked()),
            shown,
        };
        wall.start_each_result_at_its_top();
        wall
    }

    /// Everything sold here.
    pub(super) fn catalogue(self) -> Arc<Catalogue> {
        self.catalogue.with_value(Arc::clone)
    }

    /// How many were found, tracked.
    pub(super) fn count(self) -> usize {
        self.found.with(|found| found.places.len())
    }

    /// Changes what is wanted.
    pub(super) fn set(self, values: &[(&str, Option<&str>)]) {
        self.shown.set(FIRST_FRAME);
        self.navigation.set(values);
    }

    /// Focuses the number of brands found: the pressed element is gone.
    pub(super) fn focus_count(self) {
        focus(COUNT_ID);
    }

    fn start_each_result_at_its_top(self) {
        let results = StoredValue::new(0_usize);
        effect(move || {
            self.found.with(|_| ());
            results.update_value(|results| *results += 1);
            let own = results.get_value();
            // The first result may go on where the buyer left it.
            if own == 1 {
                return;
            }
            if self.shown.get_untracked() != FIRST_FRAME {
                self.shown.set(FIRST_FRAME);
            }
            let fill = move || {
                // Another result has a first frame of its own.
                if results.try_get_value() == Some(own) {
                    self.counted.set(self.found.get_untracked());
                    self.shown.update(|shown| *shown = WINDOW.max(*shown));
                }
            };
            // The first frame is the one that shows the first cards.
            request_animation_frame(move || request_animation_frame(fill));
        });
    }
}
