//! Model values in, view out. Nothing here asks the API or reads an address.

pub mod brand;
pub mod order;
pub mod payment;
pub mod ui;
