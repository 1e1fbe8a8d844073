//! The amount that several snapshots ask for together.

use super::{MoneySeen, Order, OrderState};
use crate::model::money::Amount;
use crate::model::order::tests::order;

/// A snapshot: its state, the amount that was sent, and whether the API also says that the money
/// was received, which it says of parts too.
fn snapshot(state: &str, sent: Option<&str>, is_received: bool) -> Order {
    let mut order = order(state, None);
    order.sent = sent.and_then(Amount::parse);
    let is_part = |sent: &Amount| !sent.is_zero() && Some(sent) < order.amount.as_ref();
    let is_part = order.state == OrderState::PartialPaymentStarted
        || order.sent.as_ref().is_some_and(is_part);
    order.is_paid = order.state.is_paid() || (is_received && !is_part);
    order
}

/// The amount that is asked for after these snapshots, and the state that is shown.
fn after(past: &str, snapshots: &[Order]) -> (Option<String>, OrderState) {
    let mut seen = MoneySeen::in_past(past);
    let mut state = OrderState::Created;
    let mut asked = None;
    for snapshot in snapshots {
        let order = snapshot.clone().merged_with_seen_money(&seen);
        seen = MoneySeen::from_order(&order);
        asked = order
            .amount_left()
            .filter(|_| order.asks_for_payment())
            .map(|left| left.as_str().to_owned());
        state = order.state;
    }
    (asked, state)
}

fn waiting(sent: &str) -> Order {
    snapshot("WaitingForPayment", Some(sent), false)
}

fn partial(sent: Option<&str>) -> Order {
    snapshot("PartialPaymentStarted", sent, false)
}

fn started() -> Order {
    snapshot("PaymentStarted", Some("50.66"), false)
}

#[test]
fn only_what_is_missing_is_ever_asked_for() {
    use OrderState::{PartialPaymentStarted, PaymentReceived, PaymentStarted, WaitingForPayment};
    for (what, past, snapshots, asked, state) in [
        (
            "nothing came",
            "",
            vec![waiting("0")],
            Some("50.66"),
            WaitingForPayment,
        ),
        (
            "a part came while it waits",
            "",
            vec![waiting("30")],
            Some("20.66"),
            PartialPaymentStarted,
        ),
        (
            "a part came",
            "",
            vec![partial(Some("30"))],
            Some("20.66"),
            PartialPaymentStarted,
        ),
        (
            "a part is forgotten",
            "",
            vec![partial(Some("30")), waiting("0")],
            Some("20.66"),
            PartialPaymentStarted,
        ),
        (
            "nothing came twice",
            "",
            vec![waiting("0"), waiting("0")],
            Some("50.66"),
            WaitingForPayment,
        ),
        (
            "a smaller part is told later",
            "",
            vec![partial(Some("30")), partial(Some("20"))],
            Some("20.66"),
            PartialPaymentStarted,
        ),
        (
            "a part of unknown size is forgotten",
            "",
            vec![partial(None), waiting("0")],
            None,
            PartialPaymentStarted,
        ),
        (
            "seen, then a part while it waits",
            "",
            vec![started(), waiting("30")],
            None,
            PaymentStarted,
        ),
        (
            "received, then all of it as a part",
            "",
            vec![
                snapshot("PaymentReceived", Some("50.66"), false),
                partial(Some("50.66")),
            ],
            None,
            PaymentReceived,
        ),
        (
            "a part of unknown size",
            "",
            vec![partial(None)],
            None,
            PartialPaymentStarted,
        ),
        (
            "a part of no size",
            "",
            vec![partial(Some("0"))],
            None,
            PartialPaymentStarted,
        ),
        (
            "the part of an earlier visit",
            "partial",
            vec![waiting("0")],
            None,
            PartialPaymentStarted,
        ),
        (
            "all came while it waits",
            "",
            vec![waiting("50.66")],
            None,
            PaymentStarted,
        ),
        (
            "too much came",
            "",
            vec![waiting("51")],
            None,
            PaymentStarted,
        ),
        (
            "all came and is forgotten",
            "",
            vec![waiting("50.66"), waiting("0")],
            None,
            PaymentStarted,
        ),
        (
            "seen, then a part of unknown size",
            "",
            vec![started(), partial(None)],
            None,
            PaymentStarted,
        ),
        (
            "seen, then known as a part",
            "",
            vec![started(), partial(Some("30"))],
            Some("20.66"),
            PartialPaymentStarted,
        ),
        (
            "seen in an earlier visit",
            "started",
            vec![waiting("0")],
            None,
            PaymentStarted,
        ),
        (
            "delivered in an earlier visit",
            "done",
            vec![waiting("0")],
            None,
            PaymentStarted,
        ),
        (
            "the other state says received",
            "",
            vec![snapshot("WaitingForPayment", Some("0"), true)],
            None,
            PaymentStarted,
        ),
        (
            "a part is received",
            "",
            vec![snapshot("WaitingForPayment", Some("30"), true)],
            Some("20.66"),
            PartialPaymentStarted,
        ),
    ] {
        let (is_asked, is_shown) = after(past, &snapshots);
        assert_eq!(is_asked.as_deref(), asked, "{what}");
        assert_eq!(is_shown, state, "{what}");
    }
}

#[test]
fn the_largest_sum_that_was_seen_is_kept_in_its_own_digits() {
    for (earlier, later, sent) in [
        (waiting("51"), partial(Some("50.66")), "51"),
        (started(), waiting("30"), "50.66"),
        (started(), waiting("0"), "50.66"),
        (started(), partial(Some("30")), "30"),
        (partial(Some("30")), partial(Some("30.00")), "30.00"),
        (partial(Some("30.00")), partial(Some("30")), "30"),
    ] {
        let seen = MoneySeen::from_order(&earlier.merged_with_seen_money(&MoneySeen::default()));
        let kept = later.merged_with_seen_money(&seen).sent;
        assert_eq!(kept.as_ref().map(Amount::as_str), Some(sent));
    }
}

#[test]
fn a_rest_goes_with_the_sum_after_which_it_is_left() {
    let told = |sent: &str, missing: &str| {
        let mut order = partial(Some(sent));
        order.sums.missing = Amount::parse(missing);
        order
    };
    for (what, snapshots, asked) in [
        (
            "a larger sum",
            [told("20", "30.66"), told("30", "20.66")],
            Some("20.66"),
        ),
        (
            "an older answer",
            [told("30", "20.66"), told("20", "30.66")],
            Some("20.66"),
        ),
        (
            "a sum is forgotten",
            [told("30", "20.66"), waiting("0")],
            Some("20.66"),
        ),
        (
            "a rest is forgotten",
            [told("30", "20.66"), partial(Some("30"))],
            Some("20.66"),
        ),
        (
            "another rest",
            [told("30", "20.66"), told("30", "30.66")],
            None,
        ),
    ] {
        assert_eq!(after("", &snapshots).0.as_deref(), asked, "{what}");
    }
}

#[test]
fn what_ended_stays_ended() {
    for state in ["Expired", "Canceled", "PaymentFailed", "Refunded", "Done"] {
        let (asked, shown) = after("started", &[snapshot(state, Some("0"), false)]);
        assert_eq!((asked, shown), (None, OrderState::parse(state)), "{state}");
    }
}

#[test]
fn money_that_was_received_is_never_a_failed_payment() {
    let failed = || snapshot("PaymentFailed", None, false);
    for (before, shown) in [
        ("PaymentStarted", OrderState::PaymentFailed),
        ("PaymentReceived", OrderState::FailedPaid),
        ("WaitingForDelivery", OrderState::FailedPaid),
    ] {
        let order = [snapshot(before, Some("50.66"), false), failed(), failed()];
        assert_eq!(after("", &order), (None, shown), "{before}");
    }
}

#[test]
fn a_sum_of_which_some_is_missing_is_not_all_of_it() {
    let short = |state: &str| {
        let mut order = snapshot(state, Some("50.66"), false);
        order.sums.missing = Amount::parse("20.66");
        order
    };
    for (what, snapshots) in [
        ("a part", vec![short("PartialPaymentStarted")]),
        ("it waits", vec![short("WaitingForPayment")]),
        (
            "it is forgotten",
            vec![short("PartialPaymentStarted"), waiting("0")],
        ),
    ] {
        assert_eq!(
            after("", &snapshots),
            (None, OrderState::PartialPaymentStarted),
            "{what}"
        );
        let mut seen = MoneySeen::default();
        for snapshot in snapshots {
            let order = snapshot.merged_with_seen_money(&seen);
            assert!(!order.is_paid && order.sums_disagree(), "{what}");
            seen = MoneySeen::from_order(&order);
        }
    }
}
