//! The pages, one per route: parameters, then the request, then its three ways of waiting, then
//! components.

pub mod brand;
pub mod brands;
pub mod checkout;
pub mod esims;
pub mod help;
pub mod home;
pub mod not_found;
pub mod order;
pub mod orders;
pub mod top_ups;
