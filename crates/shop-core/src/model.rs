//! What the shop talks about: countries, money, brands, products, payments, orders.
//!
//! Nothing here knows the browser, the wire or a view, so every rule in it is
//! tested on the host.

pub mod address_name;
pub mod barcode;
pub mod beneficiary;
pub mod brand;
pub mod cart;
pub mod catalogue;
pub mod country;
pub mod display_text;
pub mod email_hint;
pub mod folding;
pub mod letters;
pub mod money;
pub mod network_name;
pub mod order;
pub mod payment;
pub mod problem;
pub mod product;
pub mod search;
pub mod short_list;
pub mod sign;
pub mod typed;
