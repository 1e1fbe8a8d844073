//! The decisions about following an order that need no stream, clock or page: how often it is
//! requested, and how the connection is described.

mod link;
mod poll_schedule;
mod tab_mark;
mod tracker;

pub use link::{Check, Link};
pub use poll_schedule::PollSchedule;
pub use tab_mark::tab_mark;
pub use tracker::{Command, Event, Milliseconds, OrderTracker, Unanswered};
