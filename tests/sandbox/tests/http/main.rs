//! The sandbox over real connections, as a shop sees it.

mod binary;
mod catalogue;
mod client;
mod control;
mod drift;
mod faults;
mod fixtures;
mod following;
mod ordering;
mod replaying;
mod scenarios;
