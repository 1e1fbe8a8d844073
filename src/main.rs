//! Starts the shop.
fn main() {}
