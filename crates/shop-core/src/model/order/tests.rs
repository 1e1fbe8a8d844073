use super::{
    Amount, Code, Delivery, DeliveryState, Install, MoneySeen, Order, OrderId, OrderState, Pair,
    Reason, StatusStage, Sums,
};
use super::{PAYMENT_WINDOW_MILLISECONDS, link_host};
use crate::text_key::TextKey;

pub(crate) fn order(state: &str, updated_at: Option<u64>) -> Order {
    Order {
        id: OrderId::parse("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5").expect("an id"),
        state: OrderState::parse(state),
        was_paid_late: false,
        is_paid: false,
        created_at: Some(1_000),
        updated_at,
        payment_requested_at: None,
        ends_at: None,
        pair: Pair::new("USDC", "Base"),
        amount: Amount::parse("50.66"),
        sums: Sums::default(),
        sent: Amount::parse("0"),
        address: Some("0x5a4d0b0c0000000000000000000000000e7ac0de".to_owned()),
        qr_text: None,
        memo: None,
        deliveries: Vec::new(),
        refund: None,
        email: None,
        checkout: None,
        transactions: Vec::new(),
        recovered_from: None,
        networks_differ: false,
        is_test: false,
    }
}

#[test]
fn only_what_has_arrived_is_done() {
    assert!(delivery(DeliveryState::Delivered).is_done());
    for state in [
        DeliveryState::Coming,
        DeliveryState::Rebuy,
        DeliveryState::Review,
        DeliveryState::Failed,
        DeliveryState::Refunded,
    ] {
        assert!(!delivery(state).is_done(), "{state:?}");
    }
}

#[test]
fn an_older_snapshot_never_wins() {
    let shown = order("PaymentReceived", Some(200));
    assert!(!order("WaitingForPayment", Some(100)).supersedes(&shown));
    assert!(!order("WaitingForPayment", None).supersedes(&shown));
    assert!(!order("PaymentStarted", Some(200)).supersedes(&shown));
    assert!(order("PaymentReceived", Some(200)).supersedes(&shown));
    assert!(order("Done", Some(300)).supersedes(&shown));
    assert!(order("Done", None).supersedes(&shown));
    assert!(order("Done", Some(900)).supersedes(&order("Expired", Some(800))));
}

#[test]
fn of_two_snapshots_time_counts_before_state() {
    let snapshot = order("PaymentReceived", Some(200));
    for (state, time, may_replace) in [
        // Newer by one millisecond, in any state.
        ("WaitingForPayment", Some(201), true),
        ("PaymentReceived", Some(201), true),
        ("Done", Some(201), true),
        // With the same time.
        ("PaymentStarted", Some(200), false),
        ("PaymentReceived", Some(200), true),
        ("WaitingForDelivery", Some(200), true),
        // Older by one millisecond.
        ("PaymentStarted", Some(199), false),
        ("PaymentReceived", Some(199), false),
        ("Done", Some(199), false),
        // Without a time the state must be further along.
        ("PaymentStarted", None, false),
        ("PaymentReceived", None, false),
        ("WaitingForDelivery", None, true),
    ] {
        let newer = order(state, time);
        assert_eq!(newer.supersedes(&snapshot), may_replace, "{state} {time:?}");
    }
}

#[test]
fn a_shown_snapshot_without_a_time_is_replaced_by_one_as_far_along() {
    let shown = order("PaymentReceived", None);
    for time in [None, Some(1)] {
        assert!(
            !order("PaymentStarted", time).supersedes(&shown),
            "{time:?}"
        );
        assert!(
            order("PaymentReceived", time).supersedes(&shown),
            "{time:?}"
        );
        assert!(order("Done", time).supersedes(&shown), "{time:?}");
    }
}

#[test]
fn time_of_change_and_goods_do_not_matter_for_paying() {
    let mut later = order("WaitingForPayment", Some(900));
    later.deliveries.push(delivery(DeliveryState::Delivered));
    let earlier = order("WaitingForPayment", Some(100));
    assert!(later.payment() == earlier.payment());
    assert_eq!(later.payment().updated_at, None);
    assert!(later.payment().deliveries.is_empty());
    later.sent = Amount::parse("1");
    assert!(later.payment() != earlier.payment(), "what was sent does");
}

#[test]
fn the_deadline_is_20_minutes_after_the_request_or_else_after_the_order() {
    assert_eq!(PAYMENT_WINDOW_MILLISECONDS, 1_200_000);
    let mut waiting = order("WaitingForPayment", None);
    assert_eq!(waiting.deadline(), Some(1_201_000));
    waiting.payment_requested_at = Some(7_000);
    assert_eq!(waiting.deadline(), Some(1_207_000));
    waiting.created_at = None;
    assert_eq!(waiting.deadline(), Some(1_207_000));
    waiting.ends_at = Some(9_000);
    assert_eq!(waiting.deadline(), Some(9_000), "the API's own end");
    waiting.ends_at = None;
    waiting.payment_requested_at = None;
    assert_eq!(waiting.deadline(), None);
}

#[test]
fn what_is_left_to_send_is_known_or_not_said() {
    for (state, amount, sent, left) in [
        ("WaitingForPayment", Some("50.60"), None, Some("50.60")),
        ("WaitingForPayment", Some("50.60"), Some("0"), Some("50.60")),
        (
            "WaitingForPayment",
            Some("50.60"),
            Some("0.00"),
            Some("50.60"),
        ),
        ("WaitingForPayment", Some("50.60"), Some("30"), Some("20.6")),
        (
            "PartialPaymentStarted",
            Some("50.60"),
            Some("30"),
            Some("20.6"),
        ),
        ("PartialPaymentStarted", Some("50.60"), Some("0"), None),
        ("PartialPaymentStarted", Some("50.60"), None, None),
        ("PartialPaymentStarted", Some("50.60"), Some("50.6"), None),
        ("PartialPaymentStarted", Some("50.60"), Some("51"), None),
        ("WaitingForPayment", None, Some("30"), None),
        ("WaitingForPayment", None, None, None),
    ] {
        let mut waiting = order(state, None);
        waiting.amount = amount.and_then(Amount::parse);
        waiting.sent = sent.and_then(Amount::parse);
        let found = waiting.amount_left();
        // The digits matter here, not only the number.
        assert_eq!(
            found.as_ref().map(Amount::as_str),
            left,
            "{state}, {sent:?} of {amount:?}"
        );
    }
}

/// A delivered item with a secret in every field that may hold one.
pub(crate) fn delivery(state: DeliveryState) -> Delivery {
    let secret = || "SECRET".to_owned();
    Delivery {
        brand: "Steam".to_owned(),
        label: Some("$20".to_owned()),
        state,
        is_top_up: false,
        beneficiary: Some(secret()),
        code: Some(Code::Text(secret())),
        numbers: vec![
            (TextKey::DeliveryPin, secret()),
            (TextKey::DeliverySerial, secret()),
        ],
        barcode: Some(secret()),
        images: vec!["https://cdn.example/SECRET.png".to_owned()],
        install: Install {
            apple: Some(secret()),
            android: Some(secret()),
            other: Some(secret()),
            unsafe_links: vec![secret()],
        },
        instructions: Some("<p>Enter SECRET</p>".to_owned()),
        failure: Some(Reason::Words(secret())),
    }
}

#[test]
fn debug_output_has_no_secret() {
    let id = OrderId::parse("SECRET-0000-0000-0000").expect("an id");
    assert_eq!(format!("{id:?}"), "OrderId(…)");
    for code in ["SECRET", "https://redeem.example/SECRET"] {
        let code = Code::read(code);
        assert_eq!(
            format!("{code:?} {:?}", Some(&code)),
            "Code(…) Some(Code(…))"
        );
    }
    let item = delivery(DeliveryState::Delivered);
    assert_eq!(
        format!("{item:?}"),
        r#"Delivery { brand: "Steam", label: Some("$20"), state: Delivered, is_top_up: false, .. }"#
    );
    let mut done = order("Done", Some(900));
    done.id = id;
    done.deliveries = vec![item];
    done.checkout = Some(Code::read("https://www.cryptorefills.com/pay?pid=SECRET"));
    let seen = MoneySeen::from_order(&done);
    let kept = std::sync::Arc::new(done);
    for printed in [
        format!("{kept:?}"),
        format!("{kept:#?}"),
        format!("{seen:?}"),
    ] {
        assert!(!printed.contains("SECRET"), "{printed}");
    }
    assert!(format!("{kept:?}").contains("OrderId(…)"));
}

#[test]
fn money_is_asked_for_only_while_it_is_due() {
    let mut waiting = order("WaitingForPayment", None);
    assert!(waiting.asks_for_payment());
    waiting.sent = Amount::parse("50.66");
    assert!(
        !waiting.asks_for_payment(),
        "never again once all of it is seen"
    );
    let mut partial = order("PartialPaymentStarted", None);
    partial.sent = Amount::parse("30");
    assert_eq!(partial.amount_left(), Amount::parse("20.66"));
    assert!(partial.asks_for_payment());
    for state in [
        "Created",
        "PaymentStarted",
        "PaymentReceived",
        "Done",
        "Expired",
        "Reviewing",
    ] {
        assert!(!order(state, None).asks_for_payment(), "{state}");
    }
    waiting.sent = Amount::parse("0");
    waiting.is_paid = true;
    assert!(!waiting.asks_for_payment(), "never again once it was seen");
    waiting.is_paid = false;
    waiting.sent = None;
    waiting.address = None;
    assert!(!waiting.asks_for_payment(), "no address, nothing to pay");
}

#[test]
fn the_host_of_a_link_is_where_it_leads() {
    for (address, host) in [
        ("https://www.amazon.com/gc?c=1", Some("www.amazon.com")),
        ("HTTPS://shop.example:8443", Some("shop.example:8443")),
        ("https://shop.example:443/pay", Some("shop.example")),
        ("https://:443/", None),
        ("https://evil.example\\.amazon.com/", Some("evil.example")),
        ("https://shop-1.example", Some("shop-1.example")),
        ("https://shop.example/@evil.example", Some("shop.example")),
        ("https://shop.example?@evil.example", Some("shop.example")),
        ("https://shop.example#@evil.example", Some("shop.example")),
        ("https://shop_1.example/", None),
        ("https://www.amazon.com@evil.example/", None),
        ("https://\u{430}mazon.com/", None),
        ("https:///evil.example", None),
        ("https://", None),
        ("http://www.amazon.com/", None),
        ("https://www.amazon.com/ x", None),
        ("DEMO-7Q2K", None),
    ] {
        assert_eq!(link_host(address), host, "{address}");
        let is_link = matches!(Code::read(address), Code::Link(_));
        assert_eq!(is_link, host.is_some(), "{address}");
    }
}

#[test]
fn an_order_without_its_network_or_coin_is_not_paid() {
    for pair in [Pair::new("USDC", ""), Pair::new("", "Base")] {
        let mut waiting = order("WaitingForPayment", None);
        waiting.pair = pair;
        assert!(!waiting.asks_for_payment());
    }
}

#[test]
fn unknown_states_are_in_review_and_kept() {
    let state = OrderState::parse("Reviewing");
    assert_eq!(state, OrderState::Unknown("Reviewing".to_owned()));
    assert_eq!(state.stage(), StatusStage::Review);
    assert!(!state.is_final());
    assert_eq!(OrderState::parse("Cancelled"), OrderState::Canceled);
    assert_eq!(OrderState::parse("Completed"), OrderState::Done);
}

#[test]
fn ids_are_harmless() {
    for good in [
        "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
        "ABCDEFGHIJKLMNOP",
        "0123456789-----z",
        &"a".repeat(16),
        &"a".repeat(64),
    ] {
        let id = OrderId::parse(good);
        assert_eq!(id.as_ref().map(OrderId::as_str), Some(good));
    }
    for wrong in [
        "",
        "42",
        &"a".repeat(15),
        &"a".repeat(65),
        "----------------\n",
        "1c4fbf20_5c0c_4148_902b_3e25f0f84bb5",
        "../../v2/brands?x=1",
        "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5/",
    ] {
        assert!(OrderId::parse(wrong).is_none(), "{wrong:?}");
    }
}
