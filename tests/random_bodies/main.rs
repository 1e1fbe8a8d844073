//! Random input for everything that reads what others wrote: the bodies of the
//! API's answers, the shop owner's block, addresses, and what a buyer types.
//! Nothing may panic, and what was read must be sound.
//!
//! `PROPTEST_CASES` says how many inputs each test tries.

// The tools for these tests exist on the host only.
#![cfg(not(target_arch = "wasm32"))]

mod bodies;
mod input;
mod rows;
mod soundness;
mod texts;
