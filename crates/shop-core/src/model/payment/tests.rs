//! Compares coins and networks by their meaning, and tests which of them a shop takes.

use super::{Pair, PaymentOption, PaymentOptions, coin_words, look_alike, network_words};

fn option(name: &str, is_suspended: bool) -> PaymentOption {
    let (coin, network) = name.split_once(':').expect("a pair");
    PaymentOption {
        pair: Pair::new(coin, network),
        network_title: network.to_owned(),
        threshold: None,
        transfer_cost: None,
        is_suspended,
        is_refused: false,
    }
}

/// Options with these names. A name that begins with `-` is suspended.
fn options(names: &[&str]) -> PaymentOptions {
    let options = names.iter().map(|name| match name.strip_prefix('-') {
        Some(name) => option(name, true),
        None => option(name, false),
    });
    PaymentOptions {
        options: options.collect(),
    }
}

fn names<'a>(options: impl IntoIterator<Item = &'a PaymentOption>) -> Vec<String> {
    let name = |option: &PaymentOption| [&option.pair.coin, ":", &option.pair.network].concat();
    options.into_iter().map(name).collect()
}

#[test]
fn one_coin_stands_in_the_list_once_whatever_its_names() {
    for (listed, shown) in [
        (&["TON:Ton", "GRAM:Ton"][..], &["TON:Ton"][..]),
        (&["GRAM:Ton", "TON:Gram"], &["GRAM:Ton"]),
        // For two names the open one is used, at the position of the first.
        (
            &["-TON:Ton", "BTC:Mainnet", "GRAM:Ton"],
            &["GRAM:Ton", "BTC:Mainnet"],
        ),
        (&["TON:Ton", "-GRAM:Ton"], &["TON:Ton"]),
        (&["-TON:Ton", "-GRAM:Ton"], &["TON:Ton"]),
        (
            &["USDC:Polygon", "USDC:Polygon (Matic)", "USDC.e:Polygon"],
            &["USDC:Polygon", "USDC.e:Polygon"],
        ),
        (
            &["BTC:Mainnet", "LTC:Mainnet", "BTC:Lightning"],
            &["BTC:Mainnet", "LTC:Mainnet", "BTC:Lightning"],
        ),
    ] {
        assert_eq!(names(options(listed).distinct()), shown, "{listed:?}");
    }
    assert_eq!(
        options(&["TON:Ton", "BTC:Mainnet", "GRAM:Ton"]).coins(),
        ["TON", "BTC"]
    );
}

#[test]
fn a_choice_of_either_name_finds_the_name_of_the_list() {
    for (listed, chosen, found) in [
        (&["GRAM:Ton"][..], "TON:Ton", Some("GRAM:Ton")),
        (&["TON:Ton"], "GRAM:Gram", Some("TON:Ton")),
        (&["TON:Ton", "GRAM:Ton"], "GRAM:Ton", Some("GRAM:Ton")),
        (&["-TON:Ton", "GRAM:Ton"], "TON:Ton", Some("GRAM:Ton")),
        (&["-TON:Ton"], "GRAM:Ton", Some("TON:Ton")),
        (
            &["USDC:Polygon (Matic)"],
            "USDC:Polygon",
            Some("USDC:Polygon (Matic)"),
        ),
        (&["ETH:Ethereum"], "ETH:ETH Mainnet", Some("ETH:Ethereum")),
        (&["SUI:Sui Mainnet"], "SUI:Sui", Some("SUI:Sui Mainnet")),
        (&["USDC.e:Arbitrum"], "USDC:Arbitrum", None),
        (&["LTC:Mainnet"], "BTC:Mainnet", None),
    ] {
        let options = options(listed);
        let chosen = option(chosen, false).pair;
        let found_name = names(options.find(&chosen)).into_iter().next();
        assert_eq!(found_name.as_deref(), found, "{listed:?} {chosen:?}");
    }
}

#[test]
fn settings_take_a_pair_by_any_of_its_names() {
    let all = options(&[
        "GRAM:Ton",
        "USDC:Polygon (Matic)",
        "USDC.e:Polygon (Matic)",
        "USDC:Base",
    ]);
    let taken = |list: &[&str]| {
        let list: Vec<String> = list.iter().map(|entry| (*entry).to_owned()).collect();
        names(&all.allowed(&list, false).options)
    };
    assert_eq!(taken(&[]).len(), 4);
    assert_eq!(taken(&["TON"]), ["GRAM:Ton"]);
    assert_eq!(taken(&["TON:Gram"]), ["GRAM:Ton"]);
    assert_eq!(taken(&["USDC:Polygon"]), ["USDC:Polygon (Matic)"]);
    assert_eq!(taken(&["USDC"]), ["USDC:Polygon (Matic)", "USDC:Base"]);
}

#[test]
fn stablecoins_on_tron_are_refused_unless_the_shop_takes_them() {
    let all = options(&[
        "USDT:Tron",
        "USDC:Tron",
        "TRX:Tron",
        "USDT:Solana",
        "-USDT:Tron",
    ]);
    let usable = |takes_names| {
        let options = all.allowed(&[], takes_names).options;
        let usable = options.iter().map(PaymentOption::is_usable);
        usable.collect::<Vec<_>>()
    };
    assert_eq!(usable(false), [false, false, true, true, false]);
    assert_eq!(usable(true), [true, true, true, true, false]);
}

#[test]
fn look_alikes_are_named_by_both_names() {
    for (coin, network, pair) in [
        ("USDC", "Polygon", Some(("USDC", "USDC.e"))),
        ("USDC", "Arbitrum", Some(("USDC", "USDC.e"))),
        ("USDC.e", "Arbitrum", Some(("USDC.e", "USDC"))),
        ("USDT", "Arbitrum", Some(("USDT", "USDT.e"))),
        ("USDT.e", "Avalanche", Some(("USDT.e", "USDT"))),
        ("USDC", "OKXChain", Some(("OKX Chain", "X Layer"))),
        ("USDC", "Solana", None),
        ("ETH", "Arbitrum", None),
    ] {
        assert_eq!(
            look_alike(&Pair::new(coin, network)),
            pair,
            "{coin} {network}"
        );
    }
}

#[test]
fn names_are_in_the_words_of_people() {
    for coin in ["TON", "GRAM"] {
        assert_eq!(coin_words(coin), "TON (Gram)");
    }
    assert_eq!(coin_words("USDC.e"), "USDC.e");
    for (coin, network, words) in [
        ("GRAM", "Gram", "TON"),
        ("BTC", "BTC_LIKE", "Bitcoin"),
        ("USDC", "Ethereum", "Ethereum"),
        ("USDC", "MATIC_LIKE", "Polygon"),
        ("USDT", "Binance Smart Chain", "BNB Smart Chain"),
        ("USDC", "WorldChain", "World Chain"),
        ("USDT", "PLASMA_LIKE", "Plasma"),
        ("X", "NEAR_LIKE", "NEAR"),
    ] {
        assert_eq!(
            network_words(&Pair::new(coin, network)),
            words,
            "{coin} {network}"
        );
    }
}
