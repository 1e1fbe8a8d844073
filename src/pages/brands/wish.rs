//! What the buyer wants to see of the wall, read from the address.

use crate::navigation::Navigation;
use shop_core::model::brand::Kind;
use shop_core::model::catalogue::filter::Filter;
use shop_core::model::search::{KINDS, bound};
use shop_core::route::query_name::{CATEGORY, KIND, LEAST, MOST, SORT, STOCK};

/// The kinds' words in the address, in the order of `KINDS`.
pub(super) const KIND_WORDS: [&str; 3] = ["giftcard", "topup", "esim"];

/// The word for only what is in stock.
pub(super) const IN_STOCK: &str = "in";

/// The word for the order from A to Z.
pub(super) const BY_NAME: &str = "name";

/// The names of all that can be chosen besides words and the order.
pub(super) const FILTERS: [&str; 5] = [CATEGORY, KIND, STOCK, LEAST, MOST];

/// What the buyer wants to see, besides the words searched for.
#[derive(Clone, PartialEq)]
pub(super) struct Wish {
    pub(super) filter: Filter,
    pub(super) is_by_name: bool,
    /// The kind whose page this is. It can't be removed as a filter can.
    pub(super) page_kind: Option<Kind>,
}

impl Wish {
    /// Reads the address, tracked. An unknown word counts as absent.
    pub(super) fn read(navigation: Navigation) -> Self {
        let page_kind = navigation.route().kind();
        let kind = navigation.value(KIND).and_then(|word| {
            let place = KIND_WORDS.iter().position(|known| *known == word)?;
            KINDS.get(place).copied()
        });
        let amount = |name| navigation.value(name).as_deref().and_then(bound);
        Self {
            filter: Filter {
                category: navigation.value(CATEGORY),
                kind: page_kind.or(kind),
                in_stock: navigation.value(STOCK).as_deref() == Some(IN_STOCK),
                least: amount(LEAST),
                most: amount(MOST),
            },
            is_by_name: navigation.value(SORT).as_deref() == Some(BY_NAME),
            page_kind,
        }
    }

    /// Whether the buyer has made any choice.
    pub(super) fn has_choices(&self) -> bool {
        let mut filter = self.filter.clone();
        if self.page_kind.is_some() {
            filter.kind = None;
        }
        !filter.is_empty()
    }
}
