//! Hashes: for the checksums inside addresses, and for identifying an order to a host page without
//! its id.

pub mod crc16;
pub mod sha256;
