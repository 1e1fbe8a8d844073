//! Random input: every reader of `pay` on texts of all kinds and on sound ones
//! with a few letters changed. None may panic, and none may take a wrong one.
//!
//! `PROPTEST_CASES` says how many inputs each test tries. With 1,000,000 in
//! release mode (2026-11-22, two shared cores, 95 s) none failed; a first run
//! had found an address of `0x` alone, shown as nothing, and addresses of
//! unknown networks with letters beyond ASCII, which are refused since.

use proptest::prelude::*;
use shop_core::model::money::Amount;
use shop_core::model::order::Order;
use shop_core::model::payment::Pair;
use shop_core::pay::encoding::{base58, base64, bech32, hexadecimal};
use shop_core::pay::hash::{crc16::crc16, sha256::sha256};
use shop_core::pay::invoice::Invoice;
use shop_core::pay::network::Network;
use shop_core::pay::qr_text::{self, Comparison};
use shop_core::pay::request::Payment;
use shop_core::pay::units::{decimal, units};
use shop_core::pay::{PaymentRequest, QrKind, address, deadline, token};

use crate::payments::*;

/// Pairs of every network, each with a sound recipient of its own.
const SOUND: [(&str, &str, &str); 13] = [
    ("BTC", "Mainnet", BITCOIN),
    ("BTC", "Mainnet", BITCOIN_OLD),
    ("BTC", "Lightning", INVOICE),
    ("LTC", "Mainnet", LITECOIN),
    ("DOGE", "Mainnet", DOGECOIN),
    (
        "ETH",
        "ETH Mainnet",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    ),
    ("USDC", "Base", EVM),
    ("USDC", "Solana", SOLANA),
    ("TON", "Ton", TON),
    (
        "USDT",
        "Ton",
        "0:1fdbc23b2bc18b13b3474c3b99a22765a5d73c94137c92e4516b405caef4ca41",
    ),
    ("TRX", "Tron", TRON),
    ("SUI", "Sui", SUI),
    ("XRP", "Ripple", "rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh"),
];

/// Starts of payment texts.
const STARTS: [&str; 12] = [
    "",
    "bitcoin:",
    "lightning:",
    "litecoin:",
    "dogecoin:",
    "ethereum:",
    "ethereum:pay-",
    "solana:",
    "ton://transfer/",
    "tron:",
    "https://",
    "lnbc",
];

/// Ends of payment texts.
const ENDS: [&str; 10] = [
    "",
    "?amount=1",
    "?amount=1e5&x",
    "@8453?value=5",
    "@8453/transfer?address=",
    "@1/transfer?uint256=7&address=0x5a4d0b0c0000000000000000000000000e7ac0de",
    "?amount=1&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    "?jetton=EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs&amount=9",
    "?req-x=1",
    "?lightning=lnbc1",
];

/// Any text: of all letters, or of those that addresses are made of.
fn any_text() -> impl Strategy<Value = String> {
    let letters = |range: std::ops::RangeInclusive<u8>| {
        prop::collection::vec(range.prop_map(char::from), 0..120)
            .prop_map(|letters| letters.into_iter().collect::<String>())
    };
    prop_oneof![
        prop::collection::vec(any::<char>(), 0..60)
            .prop_map(|letters| letters.into_iter().collect::<String>()),
        letters(0x20..=0x7e),
        letters(b'0'..=b'z'),
    ]
}

/// A sound recipient with letters replaced, added, taken away or turned in
/// case, and its pair.
fn mutated() -> impl Strategy<Value = (usize, String)> {
    let change = (any::<prop::sample::Index>(), 0..5_u8, 0x20..0x7f_u8);
    (0..SOUND.len(), prop::collection::vec(change, 0..4)).prop_map(|(place, changes)| {
        let mut letters = SOUND[place].2.as_bytes().to_vec();
        for (index, how, letter) in changes {
            let at = index.index(letters.len());
            match how {
                0 => letters[at] = letter,
                1 => letters.insert(at, letter),
                2 if letters.len() > 1 => drop(letters.remove(at)),
                3 => letters[at] ^= 0x20,
                _ => letters.truncate(at.max(1)),
            }
        }
        let text = letters.into_iter().map(char::from).collect();
        (place, text)
    })
}

fn any_payment_text() -> impl Strategy<Value = String> {
    (
        prop::sample::select(&STARTS[..]),
        prop_oneof![any_text(), mutated().prop_map(|(_, text)| text)],
        prop::sample::select(&ENDS[..]),
        prop_oneof![Just(String::new()), any_text()],
    )
        .prop_map(|(start, middle, end, rest)| [start, &middle, end, &rest].concat())
}

fn any_amount() -> impl Strategy<Value = Amount> {
    (any::<u64>(), 0..20_usize).prop_map(|(digits, places)| {
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        let text = if places == 0 {
            whole.to_owned()
        } else {
            [whole, ".", fraction].concat()
        };
        Amount::parse(&text).expect("an amount")
    })
}

proptest! {
    #[test]
    fn no_reader_panics(text in any_text()) {
        let _ = base58::decode(&text);
        let _ = base58::version(&text);
        let _ = base64::decode(&text);
        let _ = hexadecimal::decode(&text);
        let _ = Invoice::read(&text);
        let _ = bech32::decode(&text).map(|parts| bech32::bytes(&parts.words));
        let _ = address::with_checksum(&text);
        let _ = (sha256(text.as_bytes()), crc16(text.as_bytes()));
        prop_assert_eq!(address::groups(&text).concat(), text.clone());
        for (coin, network, sound) in SOUND {
            let pair = Pair::new(coin, network);
            let _ = address::check(&pair, &text);
            let _ = address::is_same(Network::from_pair(&pair), sound, &text);
            let _ = token::is_contract(&text);
        }
    }

    #[test]
    fn a_changed_recipient_is_never_taken_for_checked((place, text) in mutated()) {
        let (coin, network, sound) = SOUND[place];
        let pair = Pair::new(coin, network);
        let same = address::is_same(Network::from_pair(&pair), sound, &text);
        // Three letters at most were changed: too few to find another sum.
        if address::check(&pair, &text) == Ok(address::AddressCheck::Checksum) && !same {
            // Except with the sixteen bits of TON, and the five or so of EIP-55
            // after a change to small letters.
            prop_assert!(network == "Ton" || network == "ETH Mainnet" || network == "Base", "{}", text);
        }
        let _ = token::is_contract(&text);
    }

    #[test]
    fn a_payment_text_never_panics_nor_hides_a_stranger(
        text in any_payment_text(),
        place in 0..SOUND.len(),
        amount in any_amount(),
    ) {
        let (coin, network, recipient) = SOUND[place];
        let pair = Pair::new(coin, network);
        let payment = Payment {
            network: Network::from_pair(&pair),
            asset: token::asset(&pair),
            recipient,
            amount: &amount,
            memo: None,
            deadline: None,
        };
        let small = text.to_lowercase();
        let names = small.contains(&recipient.to_lowercase());
        let is_ton = payment.network == Some(Network::Ton);
        if qr_text::compare(&text, &payment) == Comparison::Equal && !is_ton {
            prop_assert!(names, "{}", text);
        }
    }

    #[test]
    fn an_order_of_anything_is_answered(
        (place, recipient) in prop_oneof![mutated(), (0..SOUND.len(), any_text())],
        amount in any_amount(),
        sent in prop::option::of(any_amount()),
        text in prop::option::of(any_payment_text()),
        memo in prop::option::of(any_text()),
        times in prop::array::uniform3(prop::option::of(0..=u64::MAX / 2)),
    ) {
        let (coin, network, _) = SOUND[place];
        let [created_at, payment_requested_at, now] = times;
        let order = Order {
            amount: Some(amount),
            sent,
            qr_text: text,
            memo,
            created_at,
            payment_requested_at,
            ..order(coin, network, "1", &recipient)
        };
        let _ = deadline(&order);
        if let Ok(made) = PaymentRequest::from_order(&order, now.unwrap_or_default()) {
            prop_assert_eq!(&made.recipient, recipient.trim());
            prop_assert!(made.code.text.to_lowercase().contains(&made.recipient.to_lowercase()));
            let codes = [Some(made.code), made.other_code];
            let requests = codes.into_iter().flatten().filter(|code| code.kind != QrKind::AddressOnly);
            // Nothing that ends a link early, and no exponent.
            for text in requests.map(|code| code.text).chain(made.link) {
                let fine = text.bytes().all(|letter| letter.is_ascii_graphic() && letter != b'"');
                prop_assert!(fine, "{}", text);
            }
        }
    }

    #[test]
    fn units_and_coins_are_the_same_amount(amount in any_amount(), decimals in 0..20_usize) {
        let has = amount.trimmed().as_str().split_once('.').map_or(0, |(_, digits)| digits.len());
        match (decimal(&amount, decimals), units(&amount, decimals)) {
            (Ok(plain), Ok(whole)) => {
                prop_assert!(has <= decimals);
                prop_assert_eq!(Amount::parse(plain), Some(amount.clone()));
                prop_assert!(whole.bytes().all(|digit| digit.is_ascii_digit()));
                prop_assert!(whole == "0" || !whole.starts_with('0'));
                // Back again, by the other way of moving a point; an amount holds 38 digits.
                if whole.len() <= 38 {
                    let back = Amount::parse_loosely(&[&whole, "e-", &decimals.to_string()].concat());
                    prop_assert_eq!(back, Some(amount));
                }
            }
            (Err(_), Err(_)) => prop_assert!(has > decimals),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn only_plain_decimals_are_amounts(text in "[0-9.,eE+ -]{0,12}") {
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
        let plain = digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(digits);
        prop_assert_eq!(Amount::parse(&text).is_some(), plain, "{}", text);
    }
}
