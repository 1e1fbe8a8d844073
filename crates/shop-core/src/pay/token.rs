//! The contracts and units of the coins on each network, as verified in
//! docs/payments.md#token-table.
//!
//! Evidence A is the issuer's own published material. Evidence B is two registries that don't
//! depend on each other. Weaker evidence isn't used: a wrong token contract sends money to another
//! token. Bridged forms are other assets (`USDC.e` is not `USDC`), and a symbol alone never chooses
//! a contract.
//!
//! Shop owners can't add rows in their settings. A contract has a checksum, its decimals have none:
//! six instead of eighteen asks for a trillionth of the amount, and the buyer's money stays in an
//! unpaid order. The benefit of a row, the amount in a code, is worth less.

use super::address;
use super::network::Network;
use crate::model::payment::Pair;

/// A token on one network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// The API's name of the coin.
    pub coin: &'static str,
    /// Its network.
    pub network: Network,
    /// Contract, mint or jetton master.
    pub contract: &'static str,
    /// The number of digits after the point that its units have.
    pub decimals: usize,
}

/// A coin on a network: the size of its units, and its contract. The network's own coins have no
/// contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asset {
    /// The number of digits after the point that its units have.
    pub decimals: usize,
    /// Contract, mint or jetton master.
    pub contract: Option<&'static str>,
}

const fn token(
    coin: &'static str,
    network: Network,
    decimals: usize,
    contract: &'static str,
) -> Token {
    Token {
        coin,
        network,
        contract,
        decimals,
    }
}

const ETHEREUM: Network = Network::Evm(1);
const OPTIMISM: Network = Network::Evm(10);
const BNB: Network = Network::Evm(56);
const POLYGON: Network = Network::Evm(137);
const WORLD_CHAIN: Network = Network::Evm(480);
const SONEIUM: Network = Network::Evm(1_868);
const BASE: Network = Network::Evm(8_453);
const ARBITRUM: Network = Network::Evm(42_161);
const AVALANCHE: Network = Network::Evm(43_114);

/// Every verified token. The comment above a row gives its evidence and source.
#[rustfmt::skip]
pub const TOKENS: [Token; 23] = [
    // A: Circle's skills; Uniswap's and the Superchain's lists.
    token("USDC", ETHEREUM, 6, "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"),
    // A: Circle; the Cryptorefills README.
    token("USDC", BASE, 6, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"),
    // A: Circle.
    token("USDC", ARBITRUM, 6, "0xaf88d065e77c8cC2239327C5EDb3A432268e5831"),
    // A: Circle; Uniswap's list.
    token("USDC", POLYGON, 6, "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359"),
    // A: Circle; the Superchain's list.
    token("USDC", OPTIMISM, 6, "0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85"),
    // A: Circle; Uniswap's list.
    token("USDC", AVALANCHE, 6, "0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E"),
    // A: Circle; the Solana Pay specification; Cryptorefills.
    token("USDC", Network::Solana, 6, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
    // A: Tether's toolkit; Uniswap's and the Superchain's lists.
    token("USDT", ETHEREUM, 6, "0xdAC17F958D2ee523a2206206994597C13D831ec7"),
    // A: Tether; Uniswap's list.
    token("USDT", POLYGON, 6, "0xc2132D05D31c914a87C6611C10748AEb04B58e8F"),
    // A: Tether; Uniswap's list. It is named USDT0 on the chain.
    token("USDT", ARBITRUM, 6, "0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9"),
    // A: Tether's toolkit, though a bridged form; the Superchain's list. Only for an order in which
    // the API itself names this pair.
    token("USDT", BASE, 6, "0xfde4C96c8593536E31F229EA8f37b2ADa2699bb2"),
    // A: Tether.
    token("USDT", AVALANCHE, 6, "0x9702230A8Ea53601f5cD2dc00fDBc13d4dF4A8c7"),
    // A: Tether. Eighteen digits, unlike everywhere else.
    token("USDT", BNB, 18, "0x55d398326f99059fF775485246999027B3197955"),
    // A: Tether, and many others.
    token("USDT", Network::Tron, 6, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    // A: Tether; docs.ton.org.
    token("USDT", Network::Ton, 6, "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"),
    // A: Tether; Uniswap's list.
    token("USDT", Network::Solana, 6, "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"),
    // B: Uniswap's and the Superchain's lists.
    token("DAI", ETHEREUM, 18, "0x6B175474E89094C44Da98b954EedeAC495271d0F"),
    // B: Uniswap's and the Superchain's lists.
    token("DAI", BASE, 18, "0x50c5725949A6F0c72E6C4a641F24049A917DB0Cb"),
    // B: Uniswap's and the Superchain's lists, a copy of Etherscan. EURC; the
    // API calls it EUROC.
    token("EUROC", ETHEREUM, 6, "0x1aBaEA1f7C830bD89Acc67eC4af516284b1bC33c"),
    // A: Circle's page of EURC; Uniswap's list.
    token("EUROC", BASE, 6, "0x60a3E35Cc302bFA44Cb288Bc5a4F316Fdb1adb42"),
    // B: Uniswap's list; Iron's documentation.
    token("EUROC", Network::Solana, 6, "HzwqbKZw8HxMN6bF2yFZNrht3c2iXXzpKcFu7uBEDKtr"),
    // A: the README of Paxos's contract; Uniswap's list.
    token("PYUSD", ETHEREUM, 6, "0x6c3ea9036406852006290770BEdFcAbA0e23A0e8"),
    // B: Uniswap's and the Superchain's lists.
    token("WLD", OPTIMISM, 18, "0xdC6fF44d5d932Cbd77B52E5612Ba0529DC6226F1"),
];

/// The asset of this pair; `None` if it is not verified.
pub fn asset(pair: &Pair) -> Option<Asset> {
    let network = Network::from_pair(pair)?;
    let own = match (pair.coin.as_str(), network) {
        (_, Network::Bitcoin | Network::Lightning | Network::Litecoin | Network::Dogecoin) => 8,
        // The chains whose own coin is ETH. B: the list of chains of EIP-155; each chain's
        // documents or, for World Chain and Soneium, the Superchain's registry.
        ("ETH", ETHEREUM | OPTIMISM | WORLD_CHAIN | SONEIUM | BASE | ARBITRUM) => 18,
        ("SOL", Network::Solana) => 9,
        // One coin with two names; the second is the new one (docs/api.md#ton-and-gram).
        ("TON" | "GRAM", Network::Ton) => 9,
        ("TRX", Network::Tron) => 6,
        (coin, _) => {
            return TOKENS
                .iter()
                .find(|token| token.coin == coin && token.network == network)
                .map(|token| Asset {
                    decimals: token.decimals,
                    contract: Some(token.contract),
                });
        }
    };
    Some(Asset {
        decimals: own,
        contract: None,
    })
}

/// Whether this address is a token's contract, on any chain, because one that is copied by mistake
/// may be from another.
pub fn is_contract(text: &str) -> bool {
    TOKENS
        .iter()
        .any(|token| address::is_same(Some(token.network), token.contract, text))
}

#[cfg(test)]
mod tests {
    use super::{Asset, TOKENS, asset, is_contract};
    use crate::model::payment::Pair;
    use crate::pay::address::{AddressCheck, check};
    use crate::pay::network::Network;

    #[test]
    fn every_checksum_fits() {
        for token in TOKENS {
            let (network, expected) = match token.network {
                Network::Evm(_) => ("ETH Mainnet", AddressCheck::Checksum),
                Network::Solana => ("Solana", AddressCheck::Form),
                Network::Tron => ("Tron", AddressCheck::Checksum),
                Network::Ton => ("Ton", AddressCheck::Checksum),
                other => panic!("{other:?} has no tokens"),
            };
            assert_eq!(
                check(&Pair::new("", network), token.contract),
                Ok(expected),
                "{token:?}"
            );
        }
    }

    #[test]
    fn no_row_hides_another() {
        for (place, token) in TOKENS.iter().enumerate() {
            for other in &TOKENS[place + 1..] {
                assert_ne!(token.contract, other.contract);
                assert_ne!((token.coin, token.network), (other.coin, other.network));
            }
        }
    }

    #[test]
    fn decimals_are_those_of_the_chain() {
        let decimals = |coin: &str, network: &str| {
            asset(&Pair::new(coin, network)).map(|asset| asset.decimals)
        };
        assert_eq!(decimals("USDT", "BSC"), Some(18));
        assert_eq!(decimals("USDT", "Tron"), Some(6));
        assert_eq!(decimals("DAI", "Base"), Some(18));
        assert_eq!(decimals("BTC", "Mainnet"), Some(8));
        assert_eq!(decimals("USDT", "Binance Smart Chain"), Some(18));
        assert_eq!(decimals("TON", "Ton"), Some(9));
        assert_eq!(decimals("GRAM", "Gram"), Some(9));
        for network in [
            "Ethereum",
            "Optimism",
            "WorldChain",
            "Soneium",
            "Base",
            "Arbitrum",
        ] {
            let own = Asset {
                decimals: 18,
                contract: None,
            };
            assert_eq!(asset(&Pair::new("ETH", network)), Some(own), "{network}");
        }
    }

    #[test]
    fn what_is_not_verified_is_nothing() {
        for (coin, network) in [
            ("BTC", "Solana"),
            ("ETH", "Polygon (Matic)"),
            ("USDC", "Tron"),
            ("USDC.e", "Polygon (Matic)"),
            ("USDT.e", "Avalanche"),
            ("USDT", "Optimism"),
            ("PYUSD", "Solana"),
            ("USDE", "ETH Mainnet"),
            ("SUI", "Sui"),
            ("USDC", "Sonic"),
            ("USDT", "Plasma"),
            ("", "Polygon (Matic)"),
            ("usdc", "Base"),
            ("USDC", "Nowhere"),
        ] {
            assert_eq!(asset(&Pair::new(coin, network)), None, "{coin} {network}");
        }
    }

    #[test]
    fn contracts_are_known_in_every_spelling() {
        for token in TOKENS {
            assert!(is_contract(token.contract));
            if let Network::Evm(_) = token.network {
                assert!(is_contract(&token.contract.to_ascii_lowercase()));
            }
        }
        // The jetton master's address in its other form.
        let other = "UQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_p0p";
        assert!(is_contract(other));
        assert!(!is_contract("0x5a4d0b0c0000000000000000000000000e7ac0de"));
    }
}
