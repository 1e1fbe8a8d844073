//! The decisions about following an order that need no stream, clock or page: how often it is
//! requested, and how the connection is described.

mod link;
mod pace;

pub use link::{Check, Link};
pub use pace::Pace;
