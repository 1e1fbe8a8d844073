//! Views of brands: cards, lists of them, logos, their goods.

pub mod card;
pub mod card_list;
pub mod goods;
pub mod kind;
pub mod list_place;
pub mod logo;
