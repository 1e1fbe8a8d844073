//! The names of networks in orders.

use super::made;

#[test]
fn the_inner_name_of_a_network_stands_in_for_one_that_is_missing() {
    for (fields, network) in [
        (r#""payment_method_protocol":"TRON_LIKE""#, "Tron"),
        (
            r#""network":null,"payment_method_protocol":"MATIC_LIKE""#,
            "Polygon (Matic)",
        ),
        (
            r#""network":"Base","payment_method_protocol":"BASE_LIKE""#,
            "Base",
        ),
        // Names that aren't in the table.
        (
            r#""network":"Base","payment_method_protocol":"EVM_LIKE""#,
            "Base",
        ),
        (
            r#""network":"Lightning","payment_method_protocol":"BITCOIN_LIKE""#,
            "Lightning",
        ),
        (
            r#""network":"X Layer","payment_method_protocol":"BASE_LIKE""#,
            "X Layer",
        ),
        (r#""payment_method_protocol":"EVM_LIKE""#, ""),
        (r#""payment_method_protocol":"BITCOIN_LIKE""#, ""),
    ] {
        let order = made(
            &[
                r#""order_state":"WaitingForPayment","coin":"USDT","coin_amount":"22.11",
                "wallet_address":"TL7Cprv5CPiAKNEuY71oYLauwTp4Pv9PHi","#,
                fields,
            ]
            .concat(),
        );
        assert_eq!(order.pair.network, network, "{fields}");
        assert_eq!(order.asks_for_payment(), !network.is_empty(), "{fields}");
        assert!(!order.networks_differ, "{fields}");
    }
}

#[test]
fn two_names_of_two_networks_are_noticed() {
    for (network, inner) in [
        ("Base", "TRON_LIKE"),
        ("Ethereum", "MATIC_LIKE"),
        ("Mainnet", "LIGHTNING_LIKE"),
        ("TRON_LIKE", "SOLANA_LIKE"),
    ] {
        let order = made(&format!(
            r#""order_state":"WaitingForPayment","coin":"USDC","coin_amount":"22.11",
            "wallet_address":"0x5a4d0b0c0000000000000000000000000e7ac0de",
            "network":"{network}","payment_method_protocol":"{inner}""#
        ));
        assert!(order.networks_differ, "{network} {inner}");
        assert!(order.asks_for_payment(), "its page says so");
    }
}

#[test]
fn a_payment_is_recovered_from_another_pair_alone() {
    for (first, recovered) in [
        (r#"{"coin":null,"protocol":"POLYGON_LIKE"}"#, false),
        (r#"{"coin":"USDC","protocol":"Polygon"}"#, false),
        (r#"{"coin":"usdc"}"#, false),
        ("{}", false),
        ("null", false),
        (r#"{"coin":null,"protocol":"BASE_LIKE"}"#, true),
        (r#"{"coin":"USDT","protocol":"POLYGON_LIKE"}"#, true),
    ] {
        let order = made(&format!(
            r#""order_state":"Done","coin":"USDC","network":"Polygon (Matic)",
            "original_payment_info":{first}"#
        ));
        assert_eq!(order.recovered_from.is_some(), recovered, "{first}");
    }
}
