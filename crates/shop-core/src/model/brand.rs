//! Brands: the rows of a country's shop window. All brands of one country form a `Catalogue`.

mod promotion;

use super::address_name::AddressName;
use super::letters::is_word;
pub use promotion::{Promotion, moment};

/// The category of goods that are sold for less, or with more, for a limited time: a tag of the API
/// (docs/api.md#tags-and-promotions).
pub const SALE: &str = "sale";

/// The category of goods that are new in the shop.
pub const NEW: &str = "new";

/// The source of an image, and the sizes in which it exists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Logo {
    /// The address without its ending, which has six forms: docs/api.md#logos.
    Sized(String),
    /// One picture at one address.
    Single(String),
}

/// The kind of goods, as far as it matters to the buyer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A code for a shop.
    GiftCard,
    /// Credit or a bundle for a phone number.
    TopUp,
    /// A data plan that arrives as a QR code by email.
    Esim,
    /// Bills, travel, and all other goods that a public shop can't sell or whose kind is unknown
    /// (docs/api.md#kinds).
    Unsold,
}

/// The kinds of goods that a shop sells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinds(u8);

impl Kinds {
    /// Every kind that can be sold.
    pub const ALL: Self = Self(0b111);
    /// No kind, which no list contains.
    pub const NONE: Self = Self(0);

    /// The one kind with this name in the settings. The names are the API's, which has two for
    /// top-ups.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "gift_card" => Some(Self::from_kind(Kind::GiftCard)),
            "top_up" | "topup" => Some(Self::from_kind(Kind::TopUp)),
            "esim" => Some(Self::from_kind(Kind::Esim)),
            _ => None,
        }
    }

    /// All kinds of a list; an empty one means every kind.
    pub fn of_list(list: Vec<Self>) -> Self {
        match list.iter().fold(0, |all, kinds| all | kinds.0) {
            0 => Self::ALL,
            some => Self(some),
        }
    }

    /// The kinds that are also in `others`; `None` if there are none.
    pub fn within(self, others: Self) -> Option<Self> {
        Some(Self(self.0 & others.0)).filter(|both| both.0 != 0)
    }

    /// Whether the kind is one of them.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & Self::from_kind(kind).0 != 0
    }

    fn from_kind(kind: Kind) -> Self {
        Self(1 << kind as u8)
    }
}

/// One row of a country's shop window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brand {
    /// The key to request the goods that it sells. Several brands may share it.
    pub family: String,
    /// The exact `brand_name` for prices and orders, byte for byte.
    pub name: String,
    /// The name made safe to show.
    pub title: String,
    /// Its other names, used to find it.
    pub aliases: Vec<String>,
    /// Its picture, if there is one that may be loaded.
    pub logo: Option<Logo>,
    /// The brand's own colour as `#rrggbb`.
    pub ground: Option<String>,
    /// Least and greatest amount as display text, never as numbers.
    pub span: Option<(String, String)>,
    /// All category slugs, the main one first.
    pub categories: Vec<String>,
    /// Gift card, top-up or eSIM.
    pub kind: Kind,
    /// Whether it can't be bought at the moment.
    pub is_out_of_stock: bool,
    /// The promotion that it is offered with for a limited time.
    pub promotion: Option<Promotion>,
}

impl Brand {
    /// The brand at a moment, in epoch milliseconds: without a promotion that doesn't run, and
    /// among the deals with one that does.
    pub(super) fn at(&mut self, now: u64) {
        self.promotion = self
            .promotion
            .take()
            .filter(|promotion| promotion.runs_at(now));
        if self.promotion.is_some() && !self.is_in(SALE) {
            self.categories.push(SALE.to_owned());
        }
    }

    /// Whether it is of a category.
    pub fn is_in(&self, category: &str) -> bool {
        self.categories.iter().any(|own| own == category)
    }

    /// The family in the form that the address of its page has.
    pub fn family_address(&self) -> AddressName {
        AddressName::from_name(&self.family)
    }
}

/// The letter of a title that its tile shows if there is no picture.
pub fn initial(title: &str) -> String {
    title
        .chars()
        .find(|letter| is_word(*letter))
        .map_or_else(|| "#".to_owned(), String::from)
}

/// The brands at a moment, in epoch milliseconds, without those of other kinds; nothing if none is
/// left.
pub fn on_offer(mut brands: Vec<Brand>, kinds: Kinds, now: u64) -> Option<Vec<Brand>> {
    brands.retain(|brand| kinds.has(brand.kind));
    brands.iter_mut().for_each(|brand| brand.at(now));
    (!brands.is_empty()).then_some(brands)
}
