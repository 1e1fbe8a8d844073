//! The types of the shop: countries, money, brands, products, payments, orders.
//!
//! Nothing here depends on the browser, the wire or a view, so every rule in it is tested on the
//! host.

/// Clones a struct in one function. The output of `derive(Clone)` is marked to be copied into each
/// crate that calls it, and a struct of many fields costs up to a kilobyte of the wasm there
/// (docs/decisions/core-is-a-crate.md).
macro_rules! clone_in_one_place {
    ($type:ident { $($field:ident),+ $(,)? }) => {
        impl Clone for $type {
            #[inline(never)]
            fn clone(&self) -> Self {
                Self { $($field: Clone::clone(&self.$field)),+ }
            }
        }
    };
}

pub mod address_name;
pub mod barcode;
pub mod beneficiary;
pub mod brand;
pub mod cart;
pub mod catalogue;
pub mod coin_sign;
pub mod country;
pub mod display_text;
pub mod email_hint;
pub mod folding;
pub mod letters;
pub mod money;
pub mod network_cost;
pub mod network_name;
pub mod order;
pub mod payment;
pub mod problem;
pub mod product;
pub mod search;
pub mod short_list;
pub mod sign;
pub mod topic;
pub mod typed;
