//! The names of networks: the API's own, its other spellings, and the inner names that orders and
//! refusals use (docs/api.md#networks).
//!
//! A name from here is for comparing and for showing. The API gets back the text that it sent.

/// The ending of a network's inner name, such as `TRON_LIKE`.
const INNER: &str = "_LIKE";

/// The API's own name of a network, given any of its names: another spelling, the long one, or the
/// inner one (docs/api.md#inner-names). An unknown name stays as it is, an inner one without
/// `_LIKE`.
pub fn network_name(name: &str) -> &str {
    known_network(name).unwrap_or_else(|| name.strip_suffix(INNER).unwrap_or(name))
}

/// The API's own name of a network that is in the table, given any of its names.
pub fn known_network(name: &str) -> Option<&'static str> {
    let short = name
        .strip_suffix(INNER)
        .or_else(|| name.strip_suffix(" Mainnet"))
        .unwrap_or(name);
    Some(match short {
        "BTC" | "BITCOIN" | "Mainnet" => "Mainnet",
        "LIGHTNING" | "Lightning" => "Lightning",
        "ETH" | "ETHEREUM" | "Ethereum" => "ETH Mainnet",
        "OPTIMISM" | "Optimism" | "OP" => "Optimism",
        "BINANCE" | "BSC" | "Binance Smart Chain" | "BNB Smart Chain" => "Binance Smart Chain",
        "OKEX" | "OKEx" | "OKXChain" => "OKXChain",
        "MATIC" | "POLYGON" | "Polygon" | "Polygon (Matic)" => "Polygon (Matic)",
        "SONIC" | "Sonic" => "Sonic",
        "FANTOM" | "Fantom" => "Fantom",
        "WORLDCHAIN" | "WorldChain" | "World Chain" => "WorldChain",
        "SONEIUM" | "Soneium" => "Soneium",
        "BASE" | "Base" => "Base",
        "PLASMA" | "Plasma" => "Plasma",
        "ARBITRUM" | "Arbitrum" | "Arbitrum One" => "Arbitrum",
        "AVALANCHE" | "Avalanche" | "Avalanche C-Chain" => "Avalanche",
        "SOLANA" | "Solana" => "Solana",
        "TRON" | "Tron" => "Tron",
        "TON" | "Ton" | "GRAM" | "Gram" => "Ton",
        "SUI" | "Sui" => "Sui",
        _ => return None,
    })
}

/// The chain id (EIP-155) of an Ethereum-like network, given any of its names.
pub fn chain_id(name: &str) -> Option<u32> {
    Some(match network_name(name) {
        "ETH Mainnet" => 1,
        "Optimism" => 10,
        "Binance Smart Chain" => 56,
        "OKXChain" => 66,
        "Polygon (Matic)" => 137,
        "Sonic" => 146,
        "Fantom" => 250,
        "WorldChain" => 480,
        "Soneium" => 1_868,
        "Base" => 8_453,
        "Plasma" => 9_745,
        "Arbitrum" => 42_161,
        "Avalanche" => 43_114,
        _ => return None,
    })
}

/// Whether this is a test network, on which coins have no value.
pub fn is_testnet(name: &str) -> bool {
    const WORDS: [&str; 8] = [
        "testnet", "devnet", "amoy", "mumbai", "sepolia", "goerli", "fuji", "chapel",
    ];
    let small = name.to_ascii_lowercase();
    WORDS.iter().any(|word| small.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{chain_id, is_testnet, known_network, network_name};

    /// The table of docs/api.md#networks: the name, its other names, the id.
    const TABLE: [(&str, &[&str], Option<u32>); 19] = [
        ("Mainnet", &["BTC_LIKE"], None),
        ("Lightning", &["LIGHTNING_LIKE"], None),
        (
            "ETH Mainnet",
            &["Ethereum", "Ethereum Mainnet", "ETHEREUM_LIKE"],
            Some(1),
        ),
        (
            "Optimism",
            &["Optimism Mainnet", "OP Mainnet", "OPTIMISM_LIKE"],
            Some(10),
        ),
        (
            "Binance Smart Chain",
            &[
                "Binance Smart Chain Mainnet",
                "BSC",
                "BNB Smart Chain",
                "BINANCE_LIKE",
                "BSC_LIKE",
            ],
            Some(56),
        ),
        ("OKXChain", &["OKEx Mainnet", "OKEX_LIKE"], Some(66)),
        (
            "Polygon (Matic)",
            &["Polygon", "Polygon Mainnet", "MATIC_LIKE", "POLYGON_LIKE"],
            Some(137),
        ),
        ("Sonic", &["Sonic Mainnet", "SONIC_LIKE"], Some(146)),
        ("Fantom", &["Fantom Mainnet", "FANTOM_LIKE"], Some(250)),
        ("WorldChain", &["World Chain", "WORLDCHAIN_LIKE"], Some(480)),
        ("Soneium", &["Soneium Mainnet", "SONEIUM_LIKE"], Some(1_868)),
        ("Base", &["Base Mainnet", "BASE_LIKE"], Some(8_453)),
        ("Plasma", &["Plasma Mainnet", "PLASMA_LIKE"], Some(9_745)),
        (
            "Arbitrum",
            &["Arbitrum Mainnet", "ARBITRUM_LIKE"],
            Some(42_161),
        ),
        (
            "Avalanche",
            &["Avalanche Mainnet", "Avalanche C-Chain", "AVALANCHE_LIKE"],
            Some(43_114),
        ),
        ("Solana", &["Solana Mainnet", "SOLANA_LIKE"], None),
        ("Tron", &["Tron Mainnet", "TRON_LIKE"], None),
        ("Ton", &["TON", "Gram", "Ton Mainnet", "TON_LIKE"], None),
        ("Sui", &["Sui Mainnet", "SUI", "SUI_LIKE"], None),
    ];

    #[test]
    fn each_network_has_one_name_of_its_own() {
        for (own, others, id) in TABLE {
            for name in [&[own][..], others].concat() {
                assert_eq!(network_name(name), own, "{name}");
                assert_eq!(known_network(name), Some(own), "{name}");
                assert_eq!(chain_id(name), id, "{name}");
            }
        }
    }

    #[test]
    fn a_name_that_nobody_knows_stays_itself() {
        for (name, shown) in [
            ("X Layer", "X Layer"),
            ("Foo Mainnet", "Foo Mainnet"),
            ("NEAR_LIKE", "NEAR"),
            ("base", "base"),
            ("", ""),
        ] {
            assert_eq!(network_name(name), shown);
            assert_eq!(known_network(name), None, "{name}");
            assert_eq!(chain_id(name), None, "{name}");
        }
    }

    #[test]
    fn networks_for_tests_are_told_apart() {
        for name in ["Amoy", "Polygon Mumbai", "Base Sepolia", "Solana Devnet"] {
            assert!(is_testnet(name), "{name}");
        }
        for (own, others, _) in TABLE {
            assert!(!is_testnet(own) && !others.iter().any(|name| is_testnet(name)));
        }
    }
}
