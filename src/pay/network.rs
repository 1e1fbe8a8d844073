//! The networks whose addresses and requests are known here.

use crate::model::payment::Pair;

/// A network, told from a pair: its name alone can mean several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Network {
    /// Bitcoin's own chain.
    Bitcoin,
    /// Lightning, with BOLT 11 invoices.
    Lightning,
    /// Litecoin.
    Litecoin,
    /// Dogecoin.
    Dogecoin,
    /// A chain of Ethereum's kind, by its chain id (EIP-155).
    Evm(u32),
    /// Solana.
    Solana,
    /// Tron.
    Tron,
    /// TON.
    Ton,
    /// Sui.
    Sui,
}

impl Network {
    /// The network of a pair, by the API's names (contract section 2); `None`
    /// for one that is not known here.
    pub fn of(pair: &Pair) -> Option<Self> {
        Some(match (pair.coin.as_str(), pair.network.as_str()) {
            ("BTC", "Mainnet") => Self::Bitcoin,
            ("BTC", "Lightning") => Self::Lightning,
            ("LTC", "Mainnet") => Self::Litecoin,
            ("DOGE", "Mainnet") => Self::Dogecoin,
            (_, "ETH Mainnet") => Self::Evm(1),
            (_, "Base") => Self::Evm(8_453),
            (_, "Arbitrum") => Self::Evm(42_161),
            (_, "Polygon (Matic)") => Self::Evm(137),
            // These three were never seen in the API's lists; the names are
            // guesses, and a wrong one only means that no request is built.
            (_, "Optimism" | "OP Mainnet") => Self::Evm(10),
            (_, "BSC" | "BNB Smart Chain") => Self::Evm(56),
            (_, "Avalanche" | "Avalanche C-Chain") => Self::Evm(43_114),
            (_, "Solana") => Self::Solana,
            (_, "Tron") => Self::Tron,
            // Seen as `Ton`; official lists write `TON`.
            (_, "Ton" | "TON") => Self::Ton,
            (_, "Sui" | "SUI") => Self::Sui,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Network;
    use crate::model::payment::Pair;

    #[test]
    fn a_name_alone_is_no_network() {
        let network = |coin: &str, network: &str| Network::of(&Pair::new(coin, network));
        assert_eq!(network("BTC", "Mainnet"), Some(Network::Bitcoin));
        assert_eq!(network("LTC", "Mainnet"), Some(Network::Litecoin));
        assert_eq!(network("XRP", "Mainnet"), None);
        assert_eq!(network("USDC", "Base"), Some(Network::Evm(8_453)));
        assert_eq!(network("USDC", "base"), None, "byte for byte");
        assert_eq!(network("LTC", "Lightning"), None);
    }
}
