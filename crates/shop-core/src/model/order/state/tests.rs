use super::{DeliveryState, OrderState, StatusStage};
use crate::model::order::tests::delivery;

/// Each name of the API with its state, rank, stage and key.
fn table() -> [(&'static str, OrderState, u8, StatusStage, &'static str); 17] {
    use OrderState as State;
    [
        (
            "Created",
            State::Created,
            0,
            StatusStage::Waiting,
            "created",
        ),
        (
            "WaitingForPayment",
            State::WaitingForPayment,
            1,
            StatusStage::Waiting,
            "waiting",
        ),
        (
            "PartialPaymentStarted",
            State::PartialPaymentStarted,
            2,
            StatusStage::Waiting,
            "partial",
        ),
        ("Expired", State::Expired, 3, StatusStage::Ended, "expired"),
        (
            "PaymentStarted",
            State::PaymentStarted,
            4,
            StatusStage::Paid,
            "started",
        ),
        (
            "PaymentReceived",
            State::PaymentReceived,
            5,
            StatusStage::Paid,
            "received",
        ),
        (
            "Packing",
            State::Unknown("Packing".to_owned()),
            6,
            StatusStage::Review,
            "unknown",
        ),
        (
            "WaitingForDelivery",
            State::WaitingForDelivery,
            7,
            StatusStage::Delivering,
            "delivering",
        ),
        (
            "WaitingForRebuy",
            State::WaitingForRebuy,
            8,
            StatusStage::Delivering,
            "rebuy",
        ),
        (
            "WaitingForManualAction",
            State::WaitingForManualAction,
            8,
            StatusStage::Review,
            "manual",
        ),
        (
            "PaymentFailed",
            State::PaymentFailed,
            9,
            StatusStage::Ended,
            "failed",
        ),
        (
            "PaymentSetupFailed",
            State::PaymentSetupFailed,
            9,
            StatusStage::Ended,
            "setup_failed",
        ),
        (
            "Canceled",
            State::Canceled,
            9,
            StatusStage::Ended,
            "canceled",
        ),
        (
            "Cancelled",
            State::Canceled,
            9,
            StatusStage::Ended,
            "canceled",
        ),
        (
            "Refunded",
            State::Refunded,
            10,
            StatusStage::Ended,
            "refunded",
        ),
        ("Done", State::Done, 10, StatusStage::Delivered, "done"),
        ("Completed", State::Done, 10, StatusStage::Delivered, "done"),
    ]
}

/// The names of the states that pass this test.
fn names(test: fn(&OrderState) -> bool) -> Vec<&'static str> {
    let passing = table().into_iter().filter(|(_, state, ..)| test(state));
    passing.map(|(name, ..)| name).collect()
}

#[test]
fn each_name_has_its_state_rank_stage_and_key() {
    for (name, state, rank, stage, key) in table() {
        assert_eq!(OrderState::parse(name), state);
        assert_eq!(
            (state.rank(), state.stage(), state.key()),
            (rank, stage, key),
            "{name}"
        );
    }
}

#[test]
fn an_order_is_paid_from_the_first_sight_of_all_its_money() {
    let paid = [
        "PaymentStarted",
        "PaymentReceived",
        "WaitingForDelivery",
        "WaitingForRebuy",
        "WaitingForManualAction",
        "Refunded",
        "Done",
        "Completed",
    ];
    assert_eq!(names(OrderState::is_paid), paid);
    assert_eq!(names(|state| OrderState::is_paid_key(state.key())), paid);
    assert!(!OrderState::is_paid_key(""));
}

#[test]
fn nothing_follows_a_final_state() {
    assert_eq!(
        names(OrderState::is_final),
        [
            "PaymentFailed",
            "PaymentSetupFailed",
            "Canceled",
            "Cancelled",
            "Refunded",
            "Done",
            "Completed",
        ],
        "an expired order may still be paid"
    );
}

#[test]
fn a_first_payment_is_awaited_before_any_money_is_seen() {
    assert_eq!(
        names(OrderState::awaits_first_payment),
        ["Created", "WaitingForPayment"]
    );
}

/// The states that a name alone doesn't identify: (state, rank, stage, key, whether it is paid,
/// whether it is an end).
#[test]
fn states_of_several_fields_are_told_apart() {
    use OrderState as State;
    for (state, rank, stage, key, is_paid, is_final) in [
        (State::Covered, 1, StatusStage::Paid, "covered", true, false),
        (
            State::Elsewhere,
            1,
            StatusStage::Waiting,
            "elsewhere",
            false,
            false,
        ),
        (
            State::DoneOpen,
            10,
            StatusStage::Delivering,
            "done_open",
            true,
            false,
        ),
        (
            State::DoneInPart,
            10,
            StatusStage::Delivered,
            "done_part",
            true,
            true,
        ),
        (
            State::NotDelivered,
            10,
            StatusStage::Ended,
            "done_none",
            true,
            true,
        ),
        (
            State::FailedPaid,
            9,
            StatusStage::Review,
            "failed_paid",
            true,
            true,
        ),
    ] {
        assert_eq!(
            (state.rank(), state.stage(), state.key()),
            (rank, stage, key)
        );
        assert_eq!(
            (state.is_paid(), state.is_final()),
            (is_paid, is_final),
            "{key}"
        );
        assert_eq!(OrderState::is_paid_key(key), is_paid, "{key}");
    }
}

#[test]
fn done_is_an_end_once_each_item_is_at_its_own() {
    use DeliveryState::{Coming, Delivered, Failed, Rebuy, Refunded, Review};
    for (items, state) in [
        (&[][..], OrderState::Done),
        (&[Delivered], OrderState::Done),
        (&[Delivered, Delivered], OrderState::Done),
        (&[Delivered, Failed], OrderState::DoneInPart),
        (&[Refunded, Delivered], OrderState::DoneInPart),
        (&[Failed], OrderState::NotDelivered),
        (&[Failed, Refunded], OrderState::NotDelivered),
        (&[Refunded, Refunded], OrderState::Refunded),
        (&[Delivered, Rebuy], OrderState::DoneOpen),
        (&[Failed, Review], OrderState::DoneOpen),
        (&[Coming], OrderState::DoneOpen),
    ] {
        let deliveries: Vec<_> = items.iter().map(|item| delivery(*item)).collect();
        assert_eq!(OrderState::done(&deliveries), state, "{items:?}");
    }
}
