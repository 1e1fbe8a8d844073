//! Hashes of short messages, for the checksums inside addresses.
//!
//! Own code, because an address needs one block of each and the crates bring
//! buffers for any length: measured in `encoding`'s words.

pub mod crc16;
pub mod keccak256;
pub mod sha256;
