//! Which payments the same panel can show: those that differ in amounts alone.

use shop_core::model::money::Amount;
use shop_core::model::order::{Order, OrderState, Sums};
use shop_core::model::payment::Pair;
use shop_core::pay::payable::Payable;

use crate::payments::*;

/// An order of which so much has come.
fn part(sent: &str) -> Order {
    Order {
        state: OrderState::PartialPaymentStarted,
        sent: Amount::parse(sent),
        ..order("USDC", "Base", "50.66", EVM)
    }
}

fn payable(order: Order) -> Payable {
    Payable::new(order, MADE_AT)
}

#[test]
fn another_part_of_the_money_changes_amounts_alone() {
    let (first, second) = (payable(part("20")), payable(part("30.01")));
    assert_eq!(first.form(), second.form());
    let texts = |payable: &Payable| {
        let request = payable.request.clone().expect("a request");
        (request.amount, request.link, request.other_code)
    };
    assert_eq!(second.amount, Amount::parse("20.65"));
    let ((amount, link, code), (other_amount, other_link, other_code)) =
        (texts(&first), texts(&second));
    assert_eq!(Some(&other_amount), second.amount.as_ref());
    assert_ne!(amount, other_amount);
    assert!(link.is_some() && link != other_link && code != other_code);
}

#[test]
fn sums_and_the_api_s_own_text_belong_to_no_form() {
    let first = payable(part("20"));
    let told = |missing| Sums {
        missing: Amount::parse(missing),
        ..Sums::default()
    };
    let others = [
        (
            "the API's own rest",
            Order {
                sums: told("30.66"),
                ..part("20")
            },
        ),
        (
            "the API's own text",
            Order {
                qr_text: Some(EVM.to_owned()),
                ..part("20")
            },
        ),
        (
            "another transaction",
            Order {
                transactions: vec!["0xdead".to_owned()],
                ..part("20")
            },
        ),
        (
            "another sum",
            Order {
                amount: Amount::parse("60.66"),
                ..part("20")
            },
        ),
    ];
    for (name, other) in others {
        let other = payable(other);
        assert_ne!(first, other, "{name}");
        assert_eq!(first.form(), other.form(), "{name}");
    }
}

#[test]
fn everything_else_makes_another_form() {
    let first = || part("20");
    let others = [
        (
            "the first part",
            Order {
                state: OrderState::WaitingForPayment,
                sent: None,
                ..first()
            },
        ),
        (
            "an unknown part",
            Order {
                sent: None,
                ..first()
            },
        ),
        (
            "another address",
            Order {
                address: Some(EVM.replace('5', "6")),
                ..first()
            },
        ),
        (
            "another network",
            Order {
                pair: Pair::new("USDC", "Polygon"),
                ..first()
            },
        ),
        (
            "another coin",
            Order {
                pair: Pair::new("USDT", "Base"),
                ..first()
            },
        ),
        (
            "a memo",
            Order {
                memo: Some("12345".to_owned()),
                ..first()
            },
        ),
        (
            "another end",
            Order {
                ends_at: Some(MADE_AT + 1),
                ..first()
            },
        ),
        (
            "networks that differ",
            Order {
                networks_differ: true,
                ..first()
            },
        ),
        ("too many digits, so no link", part("20.0000001")),
    ];
    for (name, other) in others {
        assert_ne!(payable(first()).form(), payable(other).form(), "{name}");
    }
}
