//! Hashes of short messages, for the checksums inside addresses.

pub mod crc16;
pub mod sha256;
