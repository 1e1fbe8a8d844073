//! Addresses without an owner. A backend may write one while it has no address yet; people send
//! coins to some of them to destroy the coins.

use super::ton;
use crate::pay::encoding::{base58, bech32, hexadecimal};

/// Whether an address of the right form has no owner: it has only zeros (Solana's system program is
/// one), or zeros and then `dead`. Its key can't be found, so money that is sent there is lost.
pub(super) fn is_placeholder(address: &str) -> bool {
    let Some(bytes) = bytes(address) else {
        return false;
    };
    let bytes = bytes.strip_suffix(&[0xde, 0xad]).unwrap_or(&bytes);
    bytes.iter().all(|byte| *byte == 0)
}

/// The bytes of an address without its network, kind and checksum.
fn bytes(address: &str) -> Option<Vec<u8>> {
    if let Some(digits) = address.strip_prefix("0x") {
        return hexadecimal::decode(digits);
    }
    if let Ok(account) = ton::account(address) {
        return account.get(1..).map(<[u8]>::to_vec);
    }
    if let Ok(parts) = bech32::decode(address) {
        return parts.words.get(1..).map(<[u8]>::to_vec);
    }
    let bytes = base58::decode(address)?;
    match bytes.len() {
        // A version, twenty bytes and their checksum.
        25 => bytes.get(1..21).map(<[u8]>::to_vec),
        _ => Some(bytes),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::payment::Pair;
    use crate::pay::address::check;
    use crate::pay::fault::AddressFault;

    #[test]
    fn an_address_that_nobody_owns_is_a_fault() {
        for (coin, network, address) in [
            ("ETH", "Base", "0x0000000000000000000000000000000000000000"),
            ("USDC", "Base", "0x000000000000000000000000000000000000dEaD"),
            (
                "USDC",
                "Nowhere",
                "0x000000000000000000000000000000000000dead",
            ),
            ("SOL", "Solana", "11111111111111111111111111111111"),
            ("USDT", "Tron", "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb"),
            (
                "TON",
                "Ton",
                "EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c",
            ),
            (
                "TON",
                "Ton",
                "0:0000000000000000000000000000000000000000000000000000000000000000",
            ),
            ("BTC", "Mainnet", "1111111111111111111114oLvT2"),
            (
                "BTC",
                "Mainnet",
                "bc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq9e75rs",
            ),
            (
                "SUI",
                "Sui",
                "0x0000000000000000000000000000000000000000000000000000000000000000",
            ),
        ] {
            let judged = check(&Pair::new(coin, network), address);
            assert_eq!(judged, Err(AddressFault::Form), "{address}");
        }
    }
}
