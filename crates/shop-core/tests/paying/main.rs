//! Payment requests from outside: the tables of docs/payments.md as tests,
//! whole orders, codes read by another program's decoder, and random input.

// The tools for these tests exist on the host only.
#![cfg(not(target_arch = "wasm32"))]

mod curve;
mod faults;
mod forms;
mod payments;
mod random;
mod requests;
mod scanning;
mod witness;
