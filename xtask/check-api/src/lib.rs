//! The first contact with the real API, behind `cargo xtask check-api`.
//!
//! `course` asks every question that makes nothing, at the pace that the API allows; `judging`
//! reads each answer with the shop's own readers and compares it with `tests/fixtures`, key by
//! key; `report` says in Markdown what differs; `recording` keeps the answers without personal
//! data, in the form of `tests/fixtures`.
//!
//! The known facts come from the fixtures and from docs/api.md, both read when the program runs, so
//! a fact that is added there is known here.

mod asking;
mod body;
mod course;
mod examples;
mod following;
mod goods;
mod headers;
mod judging;
mod pace;
mod reading;
mod recording;
mod redaction;
mod report;
mod rows;
mod shape;
mod validating;
mod words;

pub use asking::{Answer, Ask, Method, Question, curl};
pub use course::{Checked, Options, Order, Outcome, Way, check};
pub use examples::Examples;
pub use judging::{Findings, judge_example};
pub use pace::{Clock, DeviceClock, Route};
pub use redaction::Redaction;
