//! Compares coins and networks by their meaning, and tests which of them a shop takes.

use super::{
    Pair, PaymentOption, PaymentOptions, coin_words, look_alike, network_words, open_ways,
    with_chosen,
};

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

fn pair_of(name: &str) -> Pair {
    option(name, false).pair
}

fn pair_names(pairs: &[Pair]) -> Vec<String> {
    let name = |pair: &Pair| [&pair.coin, ":", &pair.network].concat();
    pairs.iter().map(name).collect()
}

#[test]
fn what_can_be_used_is_listed_first_in_the_order_of_the_shop() {
    let all = options(&[
        "USDT:Tron",
        "-DOGE:Mainnet",
        "BTC:Mainnet",
        "USDC:Base",
        "USDC:Solana",
    ]);
    for (list, listed) in [
        (
            &[][..],
            &[
                "USDC:Solana",
                "BTC:Mainnet",
                "USDC:Base",
                "DOGE:Mainnet",
                "USDT:Tron",
            ][..],
        ),
        (
            &["USDT", "USDC:Base", "DOGE", "BTC"],
            &["USDC:Base", "BTC:Mainnet", "DOGE:Mainnet", "USDT:Tron"],
        ),
        (
            &["USDC", "BTC"],
            &["USDC:Base", "USDC:Solana", "BTC:Mainnet"],
        ),
    ] {
        let list: Vec<String> = list.iter().map(|entry| (*entry).to_owned()).collect();
        assert_eq!(names(&all.allowed(&list, false).listed(&list)), listed);
    }
}

#[test]
fn three_ways_are_open_and_the_chosen_one_is_among_them() {
    let all = options(&[
        "BTC:Mainnet",
        "BTC:Lightning",
        "USDC:Solana",
        "ETH:Base",
        "-LTC:Mainnet",
    ]);
    let listed = all.listed(&[]);
    for (chosen, used, open) in [
        (
            "USDC:Solana",
            None,
            ["USDC:Solana", "BTC:Lightning", "BTC:Mainnet"],
        ),
        (
            "USDC:Solana",
            Some("ETH:Base"),
            ["USDC:Solana", "ETH:Base", "BTC:Mainnet"],
        ),
        // Used last and chosen again: Lightning is the second one.
        (
            "ETH:Base",
            Some("ETH:Base"),
            ["ETH:Base", "BTC:Lightning", "USDC:Solana"],
        ),
        (
            "BTC:Lightning",
            Some("LTC:Mainnet"),
            ["BTC:Lightning", "USDC:Solana", "BTC:Mainnet"],
        ),
        // A paused one is there with its reason if it is the chosen one.
        (
            "LTC:Mainnet",
            None,
            ["LTC:Mainnet", "BTC:Lightning", "USDC:Solana"],
        ),
        // Chosen by a link, but not in the list.
        (
            "XPL:Plasma",
            None,
            ["BTC:Lightning", "USDC:Solana", "BTC:Mainnet"],
        ),
    ] {
        let used = used.map(pair_of);
        let first = open_ways(&listed, &pair_of(chosen), used.as_ref());
        assert_eq!(pair_names(&first), open, "{chosen} {used:?}");
    }
    let few = options(&["-BTC:Lightning", "USDC:Base"]).listed(&[]);
    let first = open_ways(&few, &pair_of("USDC:Base"), None);
    assert_eq!(pair_names(&first), ["USDC:Base", "BTC:Lightning"]);
}

#[test]
fn a_way_that_is_chosen_from_the_list_comes_first_and_no_other_choice_moves_a_row() {
    let listed = options(&["A:Base", "B:Base", "C:Base", "GRAM:Ton"]).listed(&[]);
    let open = ["A:Base", "B:Base", "C:Base"].map(pair_of);
    for (chosen, now) in [
        ("C:Base", ["A:Base", "B:Base", "C:Base"]),
        ("TON:Ton", ["GRAM:Ton", "A:Base", "B:Base"]),
        ("X:Base", ["A:Base", "B:Base", "C:Base"]),
    ] {
        let new = with_chosen(&open, &listed, &pair_of(chosen));
        assert_eq!(pair_names(&new), now, "{chosen}");
    }
}

#[test]
fn the_cheapest_way_is_one_that_can_be_used() {
    let mut all = options(&[
        "BTC:Mainnet",
        "-BTC:Lightning",
        "ETH:Base",
        "GRAM:Ton",
        "TON:Ton",
    ]);
    let costs = ["€0.85", "€0", "€0.02", "€0.30", "€0.01"];
    for (option, cost) in all.options.iter_mut().zip(costs) {
        option.transfer_cost = Some(cost.to_owned());
    }
    assert_eq!(all.cheapest(), Some(pair_of("ETH:Base")));
    if let Some(option) = all.options.first_mut() {
        option.transfer_cost = None;
    }
    assert_eq!(all.cheapest(), None);
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
