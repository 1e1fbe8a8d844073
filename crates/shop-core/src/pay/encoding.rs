//! Letters of addresses and the bytes that they encode.
//!
//! Crates were chosen by what they cost a visitor: each was built alone into a wasm with the shop's
//! release profile, wasm-opt and brotli (November 2026), and a crate was taken if it adds less than
//! 1 kB.
//!
//! | part | own code | crate | taken |
//! |---|---|---|---|
//! | SHA-256 of one block | 860 B | `sha2` 0.11: 2485 B | own |
//! | Keccak-256 | 724 B | `sha3` 0.11: 966 B, `tiny-keccak` 2: 1582 B | `sha3` |
//! | base58 | 820 B | `bs58` 0.5: 1136 B | `bs58` |
//! | bech32 and bech32m | 1194 B | `bech32` 0.11: 4355 B | own |
//! | a point of ed25519 or none | 786 B | `curve25519-dalek` 4: 2146 B | own |
//!
//! Invoices need bech32 and little more, so no crate for them was tried.

pub mod base58;
pub mod base64;
pub mod bech32;
pub mod hexadecimal;
