//! The API's `qr_text` beside the order it came with.

use shop_core::model::money::Amount;
use shop_core::model::order::Order;
use shop_core::pay::PaymentRequest;
use shop_core::pay::fault::{Note, PayFault};

use crate::payments::*;

/// The result of an order with this text: its notes, or its fault.
fn noted(order: &Order, text: &str) -> Result<Vec<Note>, PayFault> {
    let order = Order {
        qr_text: Some(text.to_owned()),
        ..order.clone()
    };
    PaymentRequest::from_order(&order, MADE_AT).map(|request| request.notes)
}

const EQUAL: Result<Vec<Note>, PayFault> = Ok(Vec::new());
const STOPPED: Result<Vec<Note>, PayFault> = Err(PayFault::OtherRecipient);

const OTHER_AMOUNT: Result<Vec<Note>, PayFault> = Err(PayFault::OtherAmount);

fn differs() -> Result<Vec<Note>, PayFault> {
    Ok(vec![Note::QrTextDiffers])
}

fn unreadable() -> Result<Vec<Note>, PayFault> {
    Ok(vec![Note::QrTextUnreadable])
}

/// The same for a token on Solana, whose address may be a token account.
fn doubted(noted: Result<Vec<Note>, PayFault>) -> Result<Vec<Note>, PayFault> {
    noted.map(|notes| [&notes[..], &[Note::MaybeTokenAccount]].concat())
}

#[track_caller]
fn check(order: &Order, rows: &[(&str, Result<Vec<Note>, PayFault>)]) {
    for (text, wanted) in rows {
        assert_eq!(&noted(order, text), wanted, "{text}");
    }
}

#[test]
fn bitcoin() {
    check(
        &order("BTC", "Mainnet", "0.000613", BITCOIN),
        &[
            (BITCOIN, EQUAL),
            (&BITCOIN.to_ascii_uppercase(), EQUAL),
            (" bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de ", EQUAL),
            ("bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de", EQUAL),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.00061300",
                EQUAL,
            ),
            (
                "BITCOIN:BC1Q54PN98E62EHR7HF2M0U7YV5YZ08Y4WQLESQ3DE?amount=0.000613&label=a+b",
                EQUAL,
            ),
            (
                "bitcoin://bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.000613",
                EQUAL,
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.000614",
                OTHER_AMOUNT,
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0",
                OTHER_AMOUNT,
            ),
            // The same but for rounding.
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.0006130004",
                EQUAL,
            ),
            (
                "litecoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.000613",
                differs(),
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.000613&lightning=lnbc1",
                differs(),
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=6.13e-4",
                unreadable(),
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0,000613",
                unreadable(),
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=",
                unreadable(),
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.000613&req-x=1",
                unreadable(),
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?REQ-x",
                unreadable(),
            ),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=1&amount=0.000613",
                unreadable(),
            ),
            (
                "https://example.com/pay?x=bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de",
                unreadable(),
            ),
            ("bitcoin:", unreadable()),
            ("pay us", unreadable()),
            (BITCOIN_OLD, STOPPED),
            (
                "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=0.000613",
                STOPPED,
            ),
            (
                "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?req-x=1&amount=1e9",
                STOPPED,
            ),
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de",
                STOPPED,
            ),
        ],
    );
    // The older form depends on its letters' case.
    let old = order("BTC", "Mainnet", "1", BITCOIN_OLD);
    check(&old, &[(&BITCOIN_OLD.to_ascii_lowercase(), STOPPED)]);
}

#[test]
fn lightning() {
    let link = |scheme: &str, text: &str| [scheme, text].concat();
    let other = "lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpuaztrnwngzn3kdzw5hydlzf03qdgm2hdq27cqv3agm2awhz5se903vruatfhq77w3ls4evs3ch9zw97j25emudupq63nyw24cg27h2rspfj9srp";
    check(
        &order("BTC", "Lightning", "0.00023021", INVOICE),
        &[
            (INVOICE, EQUAL),
            (&link("lightning:", INVOICE), EQUAL),
            (&link("LIGHTNING:", &INVOICE.to_ascii_uppercase()), EQUAL),
            (&link("lightning://", INVOICE), EQUAL),
            (&link("bitcoin:?lightning=", INVOICE), EQUAL),
            (
                &link(
                    "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.00023021&lightning=",
                    INVOICE,
                ),
                EQUAL,
            ),
            (&link("lightning:", other), STOPPED),
            (other, STOPPED),
            (BITCOIN, STOPPED),
            (
                "bitcoin:bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de?amount=0.00023021",
                STOPPED,
            ),
            ("lightning:", unreadable()),
            ("lightning:pay@example.com", unreadable()),
        ],
    );
}

#[test]
fn tokens_of_ethereums_kind() {
    const USDC: &str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
    let transfer = |rest: &str| ["ethereum:", USDC, rest].concat();
    let to = "/transfer?address=0x5A4D0B0C0000000000000000000000000E7AC0DE&uint256=";
    check(
        &order("USDC", "Base", "50.66", EVM),
        &[
            (EVM, EQUAL),
            ("0x5A4D0B0C0000000000000000000000000E7AC0DE", EQUAL),
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de@8453",
                EQUAL,
            ),
            (&transfer(&["@8453", to, "50660000"].concat()), EQUAL),
            (&transfer(&["@8453", to, "50660000.0"].concat()), EQUAL),
            (
                &["ethereum:pay-", USDC, "@8453", to, "50660000"].concat(),
                EQUAL,
            ),
            (&transfer(&["@8453", to, "5066e4"].concat()), unreadable()),
            (&transfer(&["@8453", to, "5e-1"].concat()), unreadable()),
            (&transfer(&["@8453", to, "50.66"].concat()), OTHER_AMOUNT),
            (&transfer(&["@8453", to, "50660001"].concat()), EQUAL),
            (&transfer(&["@8453", to, "50670000"].concat()), OTHER_AMOUNT),
            (&transfer(&["@1", to, "50670000"].concat()), OTHER_AMOUNT),
            (&transfer(&["@1", to, "50660000"].concat()), differs()),
            (&transfer(&[to, "50660000"].concat()), differs()),
            (
                &transfer(&["@8453", to, "50660000&value=1"].concat()),
                differs(),
            ),
            // A look-alike token, and the chain's own coin.
            (
                &["ethereum:", EVM, "@8453", to, "50660000"].concat(),
                differs(),
            ),
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de@8453?value=50660000",
                differs(),
            ),
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de@8453/approve",
                differs(),
            ),
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de",
                differs(),
            ),
            // To the contract, to another, to nobody.
            (&transfer("@8453?value=50660000"), STOPPED),
            (
                &transfer("@8453/transfer?address=0x1111111111111111111111111111111111111111"),
                STOPPED,
            ),
            (&transfer("@8453/transfer?uint256=50660000"), unreadable()),
            (
                &transfer("@8453/transfer?address=vitalik.eth&uint256=1"),
                unreadable(),
            ),
            (ONES, STOPPED),
            (
                "solana:CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF",
                STOPPED,
            ),
        ],
    );
    check(
        &order("ETH", "Base", "2.014", EVM),
        &[
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de@8453?value=2014000000000000000",
                EQUAL,
            ),
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de@8453?value=2.014e18",
                unreadable(),
            ),
            (
                "ethereum:0x5a4d0b0c0000000000000000000000000e7ac0de@8453?value=2",
                OTHER_AMOUNT,
            ),
        ],
    );
}

#[test]
fn solana() {
    let start = "solana:CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF?amount=16.73";
    let with = |end: &str| [start, end].concat();
    check(
        &order("USDC", "Solana", "16.730", SOLANA),
        &[
            (SOLANA, doubted(EQUAL)),
            (
                &with("&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
                doubted(EQUAL),
            ),
            (
                &with("&spl-token=Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"),
                doubted(differs()),
            ),
            // So many SOL.
            (start, doubted(differs())),
            (
                "solana:CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF?amount=17",
                OTHER_AMOUNT,
            ),
            (
                "solana:84BaF9P7Ht6ibmWCQK1SRx2k6Hyeovhqkt5Le9nWs2cY?amount=16.73",
                STOPPED,
            ),
            (
                "solana:https%3A%2F%2Fexample.com%2Fpay",
                doubted(unreadable()),
            ),
        ],
    );
    check(
        &order("SOL", "Solana", "16.73", SOLANA),
        &[
            (start, EQUAL),
            (
                &with("&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
                differs(),
            ),
        ],
    );
}

#[test]
fn ton_and_tron() {
    let raw = "0:1fdbc23b2bc18b13b3474c3b99a22765a5d73c94137c92e4516b405caef4ca41";
    let start = ["ton://transfer/", TON].concat();
    let with = |end: &str| [&start, end].concat();
    check(
        &order("TON", "Ton", "1.25", TON),
        &[
            (raw, EQUAL),
            (&start, EQUAL),
            (&with("?amount=1250000000&exp=1"), EQUAL),
            (
                &with("?amount=1250000000&jetton=EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"),
                differs(),
            ),
            (&with("?amount=1.25"), OTHER_AMOUNT),
            (
                "ton://transfer/EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF?amount=1250000000",
                STOPPED,
            ),
            (
                "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e",
                STOPPED,
            ),
            ("ton://stake", unreadable()),
        ],
    );
    check(
        &order("USDT", "Ton", "1.25", TON),
        &[
            (
                &with("?amount=1250000&jetton=EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"),
                EQUAL,
            ),
            (&with("?amount=1250000"), differs()),
        ],
    );
    let tron = ["tron:", TRON, "?amount=10"].concat();
    check(
        &order("USDT", "Tron", "10", TRON),
        &[
            (
                &[&tron, "&token=TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"].concat(),
                EQUAL,
            ),
            (&tron, differs()),
        ],
    );
}

#[test]
fn litecoin_dogecoin_and_networks_unknown() {
    let link = |scheme: &str, address: &str| [scheme, address, "?amount=1.0"].concat();
    check(
        &order("LTC", "Mainnet", "1", LITECOIN),
        &[
            (&link("litecoin:", LITECOIN), EQUAL),
            (&link("bitcoin:", LITECOIN), differs()),
        ],
    );
    check(
        &order("DOGE", "Mainnet", "1", DOGECOIN),
        &[
            (&link("dogecoin:", DOGECOIN), EQUAL),
            (&link("dogecoin:", BITCOIN_OLD), STOPPED),
        ],
    );
    // The coin is not in the table, which is noted too.
    let unknown = order("XRP", "Ripple", "1", "rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh");
    assert_eq!(
        noted(&unknown, "rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh"),
        Ok(vec![Note::PairNotVerified])
    );
    assert_eq!(noted(&unknown, EVM), STOPPED);
    assert_eq!(
        noted(&unknown, "sui:rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh"),
        Ok(vec![Note::QrTextUnreadable, Note::PairNotVerified])
    );
}

#[test]
fn after_a_part_the_text_of_the_rest_counts_and_the_old_one_only_for_its_recipient() {
    let text =
        |address: &str, amount: &str| Some(["bitcoin:", address, "?amount=", amount].concat());
    let rest = |old: Option<String>, new: Option<String>| {
        let mut order = order("BTC", "Mainnet", "0.00061300", BITCOIN);
        order.sent = Amount::parse("0.0004");
        order.qr_text = old;
        order.sums.missing = Amount::parse("0.00021300");
        order.sums.missing_text = new;
        PaymentRequest::from_order(&order, MADE_AT).map(|request| {
            assert_eq!(request.amount.as_str(), "0.00021300");
            for text in [Some(request.code.text), request.link]
                .into_iter()
                .flatten()
            {
                assert!(text.ends_with("amount=0.000213"), "{text}");
            }
            request.notes
        })
    };
    let whole = text(BITCOIN, "0.00061300");
    for (old, new, wanted) in [
        (whole.clone(), text(BITCOIN, "0.00021300"), EQUAL),
        (whole.clone(), None, EQUAL),
        (None, text(BITCOIN, "0.000213"), EQUAL),
        (whole.clone(), text(BITCOIN, "0.00061300"), OTHER_AMOUNT),
        (whole.clone(), text(BITCOIN, "0.00031300"), OTHER_AMOUNT),
        (whole.clone(), text(BITCOIN_OLD, "0.00021300"), STOPPED),
        (
            text(BITCOIN_OLD, "0.00061300"),
            text(BITCOIN, "0.00021300"),
            STOPPED,
        ),
        (whole, Some("pay us".to_owned()), unreadable()),
    ] {
        assert_eq!(rest(old.clone(), new.clone()), wanted, "{old:?} {new:?}");
    }
}
