//! The tables of docs/payments.md#payment-links-and-qr-codes and
//! docs/payments.md#amounts-and-units.

use shop_core::model::money::Amount;
use shop_core::model::order::Order;
use shop_core::pay::QrKind;
use shop_core::pay::address::AddressCheck;
use shop_core::pay::fault::Note;
use shop_core::pay::intent::Intent;

use crate::payments::*;

/// Kind and text of the code, kind and text of the other, and the link.
type Row<'a> = (
    (QrKind, &'a str),
    Option<(QrKind, &'a str)>,
    Option<&'a str>,
);

#[track_caller]
fn check(order: &Order, (code, other, link): Row<'_>) {
    let made = request(order);
    let pair = &order.pair;
    assert_eq!((made.code.kind, made.code.text.as_str()), code, "{pair:?}");
    assert_eq!(
        made.other_code
            .as_ref()
            .map(|other| (other.kind, other.text.as_str())),
        other,
        "{pair:?}"
    );
    assert_eq!(made.link.as_deref(), link, "{pair:?}");
    assert_eq!(made.notes, [], "{pair:?}");
    assert_eq!(Some(made.recipient), order.address);
}

/// Address and amount first, the address alone as the other choice.
#[track_caller]
fn full_first(coin: &str, network: &str, amount: &str, address: &str, link: &str) {
    check(
        &order(coin, network, amount, address),
        (
            (QrKind::AddressAndAmount, link),
            Some((QrKind::AddressOnly, address)),
            Some(link),
        ),
    );
}

/// The address alone first, the request as the other choice.
#[track_caller]
fn bare_first(coin: &str, network: &str, amount: &str, address: &str, link: &str) {
    check(
        &order(coin, network, amount, address),
        (
            (QrKind::AddressOnly, address),
            Some((QrKind::SomeWallets, link)),
            Some(link),
        ),
    );
}

#[test]
fn bitcoin_and_its_kin() {
    full_first(
        "BTC",
        "Mainnet",
        "0.00038000",
        BITCOIN_OLD,
        "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=0.00038",
    );
    full_first(
        "LTC",
        "Mainnet",
        "1.5",
        LITECOIN,
        "litecoin:ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k?amount=1.5",
    );
    full_first(
        "DOGE",
        "Mainnet",
        "120",
        DOGECOIN,
        "dogecoin:DFzzW8MmUeGtmF6EMAFpRKForAiYjm5zEA?amount=120",
    );
}

#[test]
fn only_the_witness_address_is_in_capitals() {
    check(
        &order("BTC", "Mainnet", "0.00038", BITCOIN),
        (
            (
                QrKind::AddressAndAmount,
                "bitcoin:BC1Q54PN98E62EHR7HF2M0U7YV5YZ08Y4WQLESQ3DE?amount=0.00038",
            ),
            Some((QrKind::AddressOnly, BITCOIN)),
            Some("bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.00038"),
        ),
    );
}

#[test]
fn invoices_stand_as_they_are() {
    let capitals = INVOICE.to_ascii_uppercase();
    let order = order("BTC", "Lightning", "0.00023021", INVOICE);
    check(
        &order,
        (
            (QrKind::Invoice, &["lightning:", &capitals].concat()),
            Some((QrKind::InvoiceOnly, &capitals)),
            Some(&["lightning:", INVOICE].concat()),
        ),
    );
    assert_eq!(request(&order).invoice_ends_at, Some(MADE_AT + 900_000));
}

#[test]
fn coins_of_ethereums_kind() {
    // With its checksum, whatever case the API's letters have.
    for (network, chain) in [
        ("ETH Mainnet", "1"),
        ("Base", "8453"),
        ("Arbitrum", "42161"),
    ] {
        bare_first(
            "ETH",
            network,
            "2.014",
            ONES,
            &[
                "ethereum:0x1111111111111111111111111111111111111111@",
                chain,
                "?value=2014000000000000000",
            ]
            .concat(),
        );
    }
    bare_first(
        "ETH",
        "Base",
        "0.000000000000000001",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@8453?value=1",
    );
}

#[test]
fn tokens_of_ethereums_kind() {
    for (coin, network, amount, start, units) in [
        (
            "USDC",
            "Base",
            "51.08",
            "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913@8453",
            "51080000",
        ),
        (
            "USDC",
            "ETH Mainnet",
            "0.000001",
            "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48@1",
            "1",
        ),
        (
            "USDC",
            "Polygon (Matic)",
            "1.500000",
            "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359@137",
            "1500000",
        ),
        (
            "USDC",
            "Arbitrum",
            "7",
            "0xaf88d065e77c8cC2239327C5EDb3A432268e5831@42161",
            "7000000",
        ),
        (
            "USDC",
            "Polygon",
            "1.5",
            "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359@137",
            "1500000",
        ),
        (
            "USDT",
            "Binance Smart Chain",
            "10",
            "0x55d398326f99059fF775485246999027B3197955@56",
            "10000000000000000000",
        ),
        (
            "DAI",
            "ETH Mainnet",
            "1",
            "0x6B175474E89094C44Da98b954EedeAC495271d0F@1",
            "1000000000000000000",
        ),
    ] {
        let to = "/transfer?address=0x1111111111111111111111111111111111111111&uint256=";
        let link = ["ethereum:", start, to, units].concat();
        bare_first(coin, network, amount, ONES, &link);
    }
}

#[test]
fn solana_pay() {
    full_first(
        "SOL",
        "Solana",
        "0.5",
        SOLANA,
        "solana:CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF?amount=0.5",
    );
}

#[test]
fn a_token_on_solana_has_no_link_that_a_wallet_would_send_astray() {
    // A token account and its owner look alike, on the curve too.
    let points = [SOLANA, "CYxTzwxg2eR8fVbZPfXnNBghBXAN5ycsbNzD5E3wviKo"];
    for (coin, address, notes) in [
        ("USDC", points[0], &[Note::MaybeTokenAccount][..]),
        ("USDC", points[1], &[Note::MaybeTokenAccount]),
        ("USDT", points[0], &[Note::MaybeTokenAccount]),
        ("EUROC", points[0], &[Note::MaybeTokenAccount]),
        (
            "PYUSD",
            points[0],
            &[Note::PairNotVerified, Note::MaybeTokenAccount],
        ),
        ("USDC", OFF_CURVE, &[Note::OffCurve]),
        ("SOL", OFF_CURVE, &[Note::OffCurve]),
    ] {
        let order = order(coin, "Solana", "0.01", address);
        let made = request(&order);
        assert_eq!(made.code.kind, QrKind::AddressOnly, "{coin} {address}");
        assert_eq!(made.code.text, address);
        assert_eq!((made.other_code, made.link), (None, None));
        assert_eq!(made.notes, notes, "{coin} {address}");
    }
}

#[test]
fn a_wallet_around_is_told_what_a_solana_address_may_be() {
    let kind = |coin, network, address| {
        let intent = Intent::from_order(&order(coin, network, "1", address));
        intent.map(|intent| (intent.address_kind, intent.uri.is_some()))
    };
    let doubtful = |kind| Some((Some(kind), false));
    for (coin, network, address, told) in [
        ("USDC", "Solana", SOLANA, doubtful("maybe_token_account")),
        ("USDC", "Solana", OFF_CURVE, doubtful("off_curve")),
        ("SOL", "Solana", SOLANA, Some((None, true))),
        ("SOL", "Solana", OFF_CURVE, None),
        ("USDC", "Base", EVM, Some((None, true))),
        ("GRAM", "Ton", TON, Some((None, true))),
    ] {
        assert_eq!(kind(coin, network, address), told, "{coin} {address}");
    }
}

#[test]
fn ton_counts_units_and_ends_with_the_order() {
    full_first(
        "TON",
        "Ton",
        "1.25",
        TON,
        // 20 minutes after the order.
        "ton://transfer/UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfJ?amount=1250000000&exp=1795168200",
    );
    // The same coin under its new name.
    full_first(
        "GRAM",
        "Gram",
        "1.25",
        TON,
        "ton://transfer/UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfJ?amount=1250000000&exp=1795168200",
    );
    bare_first(
        "USDT",
        "Ton",
        "2.5",
        TON,
        "ton://transfer/UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfJ?jetton=EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs&amount=2500000",
    );
    let mut timeless = order("TON", "Ton", "1", TON);
    timeless.created_at = None;
    let link = request(&timeless).link.expect("a link");
    assert!(link.ends_with("?amount=1000000000"), "{link}");
    // Raw, and in the usual base64 alphabet: no link can hold these.
    for address in [
        "0:1fdbc23b2bc18b13b3474c3b99a22765a5d73c94137c92e4516b405caef4ca41",
        "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF",
    ] {
        check(
            &order("TON", "Ton", "1", address),
            ((QrKind::AddressOnly, address), None, None),
        );
    }
}

#[test]
fn tron_and_sui_are_bare() {
    check(
        &order("USDT", "Tron", "10", TRON),
        ((QrKind::AddressOnly, TRON), None, None),
    );
    check(
        &order("TRX", "Tron", "10.50", TRON),
        (
            (QrKind::AddressOnly, TRON),
            Some((
                QrKind::Experimental,
                "tron:TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy?amount=10.5",
            )),
            None,
        ),
    );
}

#[test]
fn what_is_not_verified_is_bare_and_reported() {
    for (coin, network, address, check) in [
        ("USDC", "Tron", TRON, AddressCheck::Checksum),
        ("USDT", "Plasma", EVM, AddressCheck::Form),
        ("USDC", "Sonic", EVM, AddressCheck::Form),
        ("WLD", "WorldChain", EVM, AddressCheck::Form),
        ("USDC", "Nowhere", EVM, AddressCheck::Form),
        ("SUI", "Sui", SUI, AddressCheck::Form),
        ("USDE", "ETH Mainnet", EVM, AddressCheck::Form),
        ("USDC.e", "Polygon (Matic)", EVM, AddressCheck::Form),
        (
            "XRP",
            "Ripple",
            "rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh",
            AddressCheck::Unchecked,
        ),
    ] {
        let made = request(&order(coin, network, "1", address));
        assert_eq!(made.code.kind, QrKind::AddressOnly);
        assert_eq!(made.code.text, address);
        assert_eq!((&made.other_code, &made.link), (&None, &None), "{coin}");
        assert_eq!(made.notes, [Note::PairNotVerified], "{coin}");
        assert_eq!(made.check, check, "{coin}");
    }
}

#[test]
fn too_many_digits_make_no_request() {
    for (coin, network, amount, address) in [
        ("USDC", "Base", "0.0000001", EVM),
        ("BTC", "Mainnet", "0.000000001", BITCOIN),
        ("SOL", "Solana", "1.0000000001", SOLANA),
        ("TON", "Ton", "0.0000000001", TON),
        ("TRX", "Tron", "0.0000001", TRON),
    ] {
        let made = request(&order(coin, network, amount, address));
        assert_eq!(made.code.text, address);
        assert_eq!((&made.other_code, &made.link), (&None, &None), "{coin}");
        assert_eq!(made.notes, [Note::TooManyDigits], "{coin}");
        assert_eq!(made.amount.as_str(), amount, "never rounded");
    }
}

#[test]
fn after_a_part_only_the_rest_is_asked_for() {
    let mut partial = order("USDC", "Base", "50.66", ONES);
    partial.sent = Amount::parse("30");
    let made = request(&partial);
    assert_eq!(made.amount, Amount::parse("20.66").expect("an amount"));
    let link = made.link.expect("a link");
    assert!(link.ends_with("&uint256=20660000"), "{link}");
}

#[test]
fn a_memo_goes_along_or_the_request_goes() {
    let with_memo = |coin: &str, network: &str, address: &str| {
        let mut order = order(coin, network, "1", address);
        order.memo = Some("SBX 1&2".to_owned());
        order
    };
    for (order, end) in [
        (with_memo("SOL", "Solana", SOLANA), "&memo=SBX%201%262"),
        (with_memo("TON", "Ton", TON), "&text=SBX%201%262"),
    ] {
        let made = request(&order);
        assert!(made.link.is_some_and(|link| link.ends_with(end)), "{end}");
        assert!(made.code.text.ends_with(end), "{end}");
    }
    for order in [
        with_memo("USDC", "Base", EVM),
        with_memo("BTC", "Mainnet", BITCOIN),
        with_memo("USDT", "Ton", TON),
        with_memo("TRX", "Tron", TRON),
    ] {
        let made = request(&order);
        assert_eq!(made.code.kind, QrKind::AddressOnly);
        assert_eq!((made.other_code, made.link), (None, None));
        assert_eq!(made.notes, [Note::MemoNotCarried]);
    }
}

#[test]
fn nothing_personal_is_in_any_text() {
    for order in [
        order("USDC", "Base", "1", EVM),
        order("BTC", "Mainnet", "1", BITCOIN),
        order("TON", "Ton", "1", TON),
        order("SOL", "Solana", "1", SOLANA),
    ] {
        let text = format!("{:?}", request(&order));
        assert!(!text.contains("1c4f") && !text.contains("buyer"), "{text}");
    }
}
