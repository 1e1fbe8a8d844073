//! What can be decided about following an order without a stream, a clock or a page: how
//! often it is asked for, and what is said of the connection.

mod link;
mod pace;

pub use link::{Check, Link};
pub use pace::Pace;
