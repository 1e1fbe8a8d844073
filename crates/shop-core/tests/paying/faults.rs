//! Orders that nobody should pay, and until when the others may be paid.

use shop_core::model::money::Amount;
use shop_core::model::order::{Order, OrderState};
use shop_core::pay::fault::{AddressFault, Note, PayFault};
use shop_core::pay::intent::Intent;
use shop_core::pay::token::TOKENS;
use shop_core::pay::{PaymentRequest, deadline, is_invoice, is_unsafe};

use crate::payments::*;

#[track_caller]
fn refused(order: &Order, fault: PayFault) {
    assert_eq!(
        PaymentRequest::from_order(order, MADE_AT),
        Err(fault),
        "{:?}",
        order.address
    );
}

#[test]
fn a_wrong_letter_stops_the_payment() {
    let form = PayFault::Address(AddressFault::Form);
    let checksum = PayFault::Address(AddressFault::Checksum);
    for (coin, network, address, fault) in [
        (
            "BTC",
            "Mainnet",
            "bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3dd",
            checksum,
        ),
        ("BTC", "Mainnet", LITECOIN, form),
        ("LTC", "Mainnet", BITCOIN, form),
        (
            "USDT",
            "Tron",
            "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEz",
            checksum,
        ),
        ("USDT", "Tron", EVM, form),
        (
            "USDC",
            "Base",
            "0x5A4d0b0c0000000000000000000000000e7ac0de",
            checksum,
        ),
        (
            "USDT",
            "Binance Smart Chain",
            "0x5A4d0b0c0000000000000000000000000e7ac0de",
            checksum,
        ),
        (
            "USDC",
            "Nowhere",
            "0x5A4d0b0c0000000000000000000000000e7ac0de",
            checksum,
        ),
        ("USDC", "Base", "0x5a4d0b0c", form),
        ("USDC", "Base", "", form),
        ("USDC", "Solana", TRON, form),
        ("BTC", "Solana", BITCOIN, form),
        ("BTC", "Lightning", BITCOIN, form),
        (
            "GRAM",
            "Ton",
            "UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfK",
            checksum,
        ),
    ] {
        refused(&order(coin, network, "1", address), fault);
    }
    let wrong = INVOICE.replacen("230210n", "230211n", 1);
    refused(&order("BTC", "Lightning", "0.00023021", &wrong), checksum);
}

#[test]
fn a_rest_that_no_wallet_can_send_is_not_asked_for() {
    for (coin, address, sent, is_asked_for) in [
        ("BTC", BITCOIN, "0.99999999", false),
        ("BTC", BITCOIN, "0.99999707", false),
        ("BTC", BITCOIN, "0.99999706", true),
        ("LTC", LITECOIN, "0.99997061", false),
        ("LTC", LITECOIN, "0.9999706", true),
    ] {
        let mut order = order(coin, "Mainnet", "1", address);
        order.state = OrderState::PartialPaymentStarted;
        order.sent = Amount::parse(sent);
        if is_asked_for {
            assert!(!is_unsafe(&order), "{sent} {coin}");
        } else {
            refused(&order, PayFault::TooLittle);
            assert!(Intent::from_order(&order).is_none(), "{sent} {coin}");
        }
    }
}

#[test]
fn a_contract_is_nobodys_wallet() {
    for token in TOKENS {
        let (coin, network) = match token.contract.get(..2) {
            Some("0x") => ("ETH", "Base"),
            Some("TR") => ("TRX", "Tron"),
            Some("EQ") => ("TON", "Ton"),
            _ => ("SOL", "Solana"),
        };
        let contract = order(coin, network, "1", token.contract);
        refused(&contract, PayFault::TokenContract);
        // On an unknown network it is one as well.
        let nowhere = order("X", "Nowhere", "1", token.contract);
        refused(&nowhere, PayFault::TokenContract);
    }
}

#[test]
fn without_address_or_amount_there_is_nothing_to_pay() {
    let mut order = order("USDC", "Base", "50.66", EVM);
    order.sent = Amount::parse("50.66");
    refused(&order, PayFault::Incomplete);
    order.sent = None;
    order.amount = None;
    refused(&order, PayFault::Incomplete);
    order.amount = Amount::parse("1");
    order.address = None;
    refused(&order, PayFault::Incomplete);
}

#[test]
fn an_invoice_is_over_what_is_left() {
    let mut order = order("BTC", "Lightning", "0.00023021", INVOICE);
    assert!(is_invoice(&order));
    // It is compared as a number, with any zeros.
    order.amount = Amount::parse("0.0002302100");
    assert!(PaymentRequest::from_order(&order, MADE_AT).is_ok());
    // It is the same but for rounding.
    for amount in ["0.0002302", "0.000230210001"] {
        order.amount = Amount::parse(amount);
        assert!(
            PaymentRequest::from_order(&order, MADE_AT).is_ok(),
            "{amount}"
        );
    }
    for amount in ["0.00023022", "0.0002", "0.23021", "0.00023031"] {
        order.amount = Amount::parse(amount);
        refused(&order, PayFault::InvoiceAmount);
    }
    order.amount = Amount::parse("0.00023021");
    order.sent = Amount::parse("0.0001");
    refused(&order, PayFault::InvoiceAmount);
    // One that leaves the amount to the payer (BOLT 11, first example).
    order.sent = None;
    order.address = Some("lnbc1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6twvus8g6rfwvs8qun0dfjkxaq8rkx3yf5tcsyz3d73gafnh3cax9rn449d9p5uxz9ezhhypd0elx87sjle52x86fux2ypatgddc6k63n7erqz25le42c4u4ecky03ylcqca784w".to_owned());
    refused(&order, PayFault::InvoiceAmount);
}

#[test]
fn after_a_part_the_new_invoice_over_the_rest_is_paid() {
    // BOLT 11, "Please send $3 for a cup of coffee": over 0.0025 BTC, and long over.
    let first = "lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh";
    let mut order = order("BTC", "Lightning", "0.0025", first);
    order.state = OrderState::PartialPaymentStarted;
    order.qr_text = Some(["lightning:", first].concat());
    order.sent = Amount::parse("0.00226979");
    order.sums.missing = Amount::parse("0.00023021");
    refused(&order, PayFault::InvoiceAmount);
    for text in [
        INVOICE.to_owned(),
        ["lightning:", INVOICE].concat(),
        ["LIGHTNING://", INVOICE].concat(),
    ] {
        order.sums.missing_text = Some(text);
        let made = request(&order);
        assert_eq!(made.recipient, INVOICE);
        assert_eq!(made.amount, Amount::parse("0.00023021").expect("an amount"));
        assert_eq!(
            Intent::from_order(&order)
                .map(|intent| intent.address)
                .as_deref(),
            Some(INVOICE)
        );
    }
    // It is over another amount than the rest.
    order.sent = Amount::parse("0.002");
    order.sums.missing = Amount::parse("0.0005");
    refused(&order, PayFault::InvoiceAmount);
}

#[test]
fn sums_that_disagree_stop_the_payment() {
    let mut order = order("USDC", "Base", "50.66", EVM);
    order.sent = Amount::parse("30");
    order.sums.missing = Amount::parse("30.66");
    refused(&order, PayFault::Sums);
    assert!(is_unsafe(&order) && Intent::from_order(&order).is_none());
    order.sums.missing = Amount::parse("20.66");
    assert!(PaymentRequest::from_order(&order, MADE_AT).is_ok());
    let intent = Intent::from_order(&order).expect("a wallet can be asked");
    assert_eq!((&*intent.amount, &*intent.units), ("20.66", "20660000"));
    order.sums.is_contradictory = true;
    refused(&order, PayFault::Sums);
}

#[test]
fn an_order_of_two_networks_is_not_paid() {
    let mut order = order("USDC", "Base", "50.66", EVM);
    order.networks_differ = true;
    refused(&order, PayFault::Networks);
    assert!(is_unsafe(&order) && Intent::from_order(&order).is_none());
}

#[test]
fn an_invoice_ends() {
    let order = order("BTC", "Lightning", "0.00023021", INVOICE);
    let end = MADE_AT + 900_000;
    assert!(PaymentRequest::from_order(&order, end - 1).is_ok());
    assert_eq!(
        PaymentRequest::from_order(&order, end),
        Err(PayFault::InvoiceExpired)
    );
    assert_eq!(
        PaymentRequest::from_order(&order, u64::MAX),
        Err(PayFault::InvoiceExpired)
    );
}

#[test]
fn the_earlier_end_is_the_deadline() {
    let window = 20 * 60 * 1_000;
    let mut order = order("BTC", "Lightning", "0.00023021", INVOICE);
    assert_eq!(deadline(&order), Some(MADE_AT + 900_000));
    // An order whose window closes before its invoice does.
    order.created_at = Some(MADE_AT - 1_000_000);
    assert_eq!(deadline(&order), Some(MADE_AT - 1_000_000 + window));
    order.created_at = None;
    assert_eq!(deadline(&order), Some(MADE_AT + 900_000));
    // The API's own end, never later than the invoice's.
    order.ends_at = Some(MADE_AT + 800_000);
    assert_eq!(deadline(&order), Some(MADE_AT + 800_000));
    order.ends_at = Some(MADE_AT + 10_800_000);
    assert_eq!(deadline(&order), Some(MADE_AT + 900_000));
    order.ends_at = None;
    order.address = Some("nonsense".to_owned());
    assert_eq!(deadline(&order), None);
    let other = crate::payments::order("USDC", "Base", "1", EVM);
    assert_eq!(deadline(&other), Some(MADE_AT + window));
    assert!(!is_invoice(&other));
}

#[test]
fn a_memo_that_cannot_be_copied_stops_the_payment() {
    let mut order = order("USDC", "Base", "1", EVM);
    for memo in [
        "",
        "  ",
        "1\n2",
        "1\u{7}2",
        "1\u{202e}2",
        "1\u{200b}2",
        "1\u{85}2",
        "\u{2066}12",
        &"9".repeat(65),
    ] {
        order.memo = Some(memo.to_owned());
        refused(&order, PayFault::Memo);
    }
    order.memo = Some("9".repeat(64));
    assert_eq!(request(&order).notes, [Note::MemoNotCarried]);
    let mut invoice = crate::payments::order("BTC", "Lightning", "0.00023021", INVOICE);
    invoice.memo = Some("7".to_owned());
    assert_eq!(request(&invoice).notes, [Note::MemoNotCarried]);
}

#[test]
fn codes_are_words_of_their_own() {
    let faults = [
        PayFault::Incomplete,
        PayFault::Address(AddressFault::Form),
        PayFault::Address(AddressFault::Checksum),
        PayFault::TokenContract,
        PayFault::OtherRecipient,
        PayFault::OtherAmount,
        PayFault::Sums,
        PayFault::TooLittle,
        PayFault::Networks,
        PayFault::InvoiceAmount,
        PayFault::InvoiceExpired,
        PayFault::Memo,
    ]
    .map(PayFault::code);
    let notes = [
        Note::PairNotVerified,
        Note::TooManyDigits,
        Note::MemoNotCarried,
        Note::OffCurve,
        Note::MaybeTokenAccount,
        Note::QrTextDiffers,
        Note::QrTextUnreadable,
    ]
    .map(Note::code);
    let codes = [&faults[..], &notes[..]].concat();
    for (place, code) in codes.iter().enumerate() {
        assert!(
            code.bytes()
                .all(|letter| letter.is_ascii_lowercase() || letter == b'_')
        );
        assert!(!codes[..place].contains(code), "{code} stands twice");
    }
}
