//! From a choice to an order, in the same way on every page: the parts that a product's page and
//! the checkout share.

mod acceptance;
pub mod bar;
mod context;
pub mod draft;
mod earlier;
pub mod entry;
pub mod fields;
mod limits;
mod order_lock;
pub mod ordering;
pub mod payment_choice;
pub mod problems;
pub mod terms;
pub mod unanswered;
