#![doc = include_str!("../README.md")]

pub mod backoff;
pub mod json;
pub mod model;
pub mod order_tracking;
pub mod pay;
pub mod route;
