//! The networks whose addresses and requests are known here.

use crate::model::network_name::{chain_id, network_name};
use crate::model::payment::Pair;

/// A network, identified by a pair: its name alone can mean several.
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
    /// An Ethereum-like chain, by its chain id (EIP-155).
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
    /// The network of a pair, under any of its names; `None` for one that is not in
    /// docs/payments.md#networks-and-address-checks.
    pub fn from_pair(pair: &Pair) -> Option<Self> {
        let network = network_name(&pair.network);
        if let Some(chain) = chain_id(network) {
            return Some(Self::Evm(chain));
        }
        Some(match (pair.coin.as_str(), network) {
            ("BTC", "Mainnet") => Self::Bitcoin,
            ("BTC", "Lightning") => Self::Lightning,
            ("LTC", "Mainnet") => Self::Litecoin,
            ("DOGE", "Mainnet") => Self::Dogecoin,
            (_, "Solana") => Self::Solana,
            (_, "Tron") => Self::Tron,
            (_, "Ton") => Self::Ton,
            (_, "Sui") => Self::Sui,
            _ => return None,
        })
    }

    /// The chain's name for wallets (CAIP-2), as its namespace registers it. Lightning has no name
    /// of its own and settles on Bitcoin; Sui has none here, because nothing on it is verified.
    pub fn chain(self) -> Option<String> {
        // BIP-122: the first half of the hash of the first block.
        let named = match self {
            Self::Evm(chain) => return Some(["eip155:", &chain.to_string()].concat()),
            Self::Bitcoin | Self::Lightning => "bip122:000000000019d6689c085ae165831e93",
            Self::Litecoin => "bip122:12a765e31ffd4059bada1e25190f6e98",
            Self::Dogecoin => "bip122:1a91e3dace36e2be3bf030a65679fe82",
            Self::Solana => "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
            Self::Tron => "tron:728126428",
            Self::Ton => "tvm:-239",
            Self::Sui => return None,
        };
        Some(named.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Network;
    use crate::model::payment::Pair;

    #[test]
    fn chains_are_named_as_wallets_name_them() {
        // CAIP-2: a namespace of 3 to 8 signs, a reference of 1 to 32.
        for (network, name) in [
            (Network::Evm(8_453), Some("eip155:8453")),
            (
                Network::Lightning,
                Some("bip122:000000000019d6689c085ae165831e93"),
            ),
            (
                Network::Solana,
                Some("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"),
            ),
            (Network::Ton, Some("tvm:-239")),
            (Network::Sui, None),
        ] {
            let chain = network.chain();
            assert_eq!(chain.as_deref(), name);
            let is_short = |chain: &String| {
                let (space, reference) = chain.split_once(':').expect("two parts");
                (3..=8).contains(&space.len()) && (1..=32).contains(&reference.len())
            };
            assert!(chain.as_ref().is_none_or(is_short));
        }
    }

    #[test]
    fn a_name_alone_is_no_network() {
        let network = |coin: &str, network: &str| Network::from_pair(&Pair::new(coin, network));
        assert_eq!(network("BTC", "Mainnet"), Some(Network::Bitcoin));
        assert_eq!(network("LTC", "Mainnet"), Some(Network::Litecoin));
        assert_eq!(network("XRP", "Mainnet"), None);
        assert_eq!(network("USDC", "Base"), Some(Network::Evm(8_453)));
        assert_eq!(network("USDC", "base"), None, "byte for byte");
        assert_eq!(network("USDC", "Polygon"), Some(Network::Evm(137)));
        assert_eq!(network("GRAM", "Gram"), Some(Network::Ton));
        assert_eq!(network("USDT", "PLASMA_LIKE"), Some(Network::Evm(9_745)));
        assert_eq!(network("LTC", "Lightning"), None);
    }
}
