//! Letters of addresses and the bytes they stand for.

pub mod base58;
pub mod base64;
pub mod bech32;
pub mod hexadecimal;
