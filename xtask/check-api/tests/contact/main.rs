//! Visits of the sandbox, as it is and changed, and of the recorded answers. No test sleeps: the
//! clock that the pace is measured by is turned by hand.

mod drifted;
mod examples;
mod following;
mod plain;
mod recording;
mod world;
