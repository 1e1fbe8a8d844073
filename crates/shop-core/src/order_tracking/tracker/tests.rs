use super::{Command, Event, Milliseconds, OrderTracker, Unanswered};
use crate::model::order::MoneySeen;
use crate::model::order::tests::order;
use crate::order_tracking::Link;

mod chance;
mod edges;
mod restart;
mod shuffled;
mod silence;
mod simulated;
mod tabs;

/// Epoch milliseconds.
const START: Milliseconds = 1_795_167_000_000.0;

const SECOND: Milliseconds = 1_000.0;
const MINUTE: Milliseconds = 60.0 * SECOND;
const HOUR: Milliseconds = 60.0 * MINUTE;
const DAY: Milliseconds = 24.0 * HOUR;

const REFUSED: Unanswered = Unanswered {
    is_passing: true,
    is_answered: true,
    pause: 0.0,
};

fn snapshot(state: &str, second: u64) -> Box<crate::model::order::Order> {
    Box::new(order(state, Some(second)))
}

/// A tracker with its first answer: it has opened stream 1.
fn followed(state: &str) -> OrderTracker {
    let mut tracker = OrderTracker::new(MoneySeen::default(), START);
    let commands = tracker.step(START, Event::Started { is_hidden: false });
    assert_eq!(commands[0], Command::Poll);
    let commands = tracker.step(START + 200.0, Event::Answered(snapshot(state, 1)));
    let claim = Command::Claim {
        claim: 1,
        is_patient: false,
    };
    assert!(commands.contains(&claim), "{commands:?}");
    let commands = tracker.step(START + 200.0, granted());
    assert!(commands.contains(&Command::OpenStream(1)), "{commands:?}");
    tracker
}

fn granted() -> Event {
    Event::Granted { claim: 1 }
}

fn failure(is_answered: bool, pause: Milliseconds) -> Event {
    Event::Failed(Unanswered {
        is_passing: true,
        is_answered,
        pause,
    })
}

fn message(state: &str, second: u64) -> Event {
    Event::Message {
        stream: 1,
        order: snapshot(state, second),
    }
}

fn wakes(commands: &[Command]) -> Option<Milliseconds> {
    commands.iter().rev().find_map(|command| match command {
        Command::SleepUntil(moment) => Some(*moment - START),
        _ => None,
    })
}

#[test]
fn a_stream_that_falls_silent_is_asked_beside_after_fifteen_seconds() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
    assert_eq!(tracker.link(), &Link::Live);
    assert_eq!(wakes(&commands), Some(16_000.0));
    let commands = tracker.step(START + 16_000.0, Event::Woken);
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    let commands = tracker.step(
        START + 16_200.0,
        Event::Answered(snapshot("WaitingForPayment", 2)),
    );
    assert_eq!(tracker.link(), &Link::Polling);
    assert_eq!(wakes(&commands), Some(26_200.0), "at the pace of polling");
    // It speaks again.
    let commands = tracker.step(START + 20_000.0, message("WaitingForPayment", 3));
    assert_eq!(tracker.link(), &Link::Live);
    assert_eq!(wakes(&commands), Some(35_000.0));
}

#[test]
fn a_stream_without_news_that_an_answer_has_is_held_back() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(START + 8_200.0, Event::Woken);
    assert_eq!(wakes(&commands), Some(10_200.0), "at the pace of polling");
    let commands = tracker.step(START + 10_200.0, Event::Woken);
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    tracker.step(
        START + 10_400.0,
        Event::Answered(snapshot("PaymentReceived", 5)),
    );
    assert_eq!(tracker.link(), &Link::Withheld);
    tracker.step(START + 11_000.0, message("PaymentReceived", 5));
    assert_eq!(tracker.link(), &Link::Live, "it has spoken");
}

#[test]
fn a_stream_that_cannot_be_reached_is_followed_by_a_question_whose_pause_is_kept() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(
        START + 11_000.0,
        Event::Broken {
            stream: 1,
            random: 0.5,
        },
    );
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    let refused = Unanswered {
        pause: 30_000.0,
        ..REFUSED
    };
    let commands = tracker.step(START + 11_200.0, Event::Failed(refused));
    assert_eq!(
        wakes(&commands),
        Some(41_200.0),
        "neither stream nor question"
    );
}

#[test]
fn questions_after_broken_streams_keep_the_pace() {
    let mut tracker = followed("WaitingForPayment");
    let broken = Event::Broken {
        stream: 1,
        random: 0.0,
    };
    let commands = tracker.step(START + 300.0, broken);
    assert!(!commands.contains(&Command::Poll), "asked at the start");
}

#[test]
fn a_line_that_breaks_after_a_message_is_taken_up_without_a_question() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
    let commands = tracker.step(
        START + 10_000.0,
        Event::Broken {
            stream: 1,
            random: 0.5,
        },
    );
    assert!(!commands.contains(&Command::Poll), "{commands:?}");
    assert!(matches!(tracker.link(), Link::Retrying { attempt: 1, .. }));
    let due = wakes(&commands).expect("the next stream");
    let commands = tracker.step(START + due, Event::Woken);
    assert_eq!(commands[0], Command::OpenStream(2));
}

#[test]
fn a_final_state_closes_and_asks_for_nothing_more() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(START + 1_000.0, message("Done", 9));
    assert!(commands.contains(&Command::CloseStream));
    assert_eq!(wakes(&commands), Some(f64::INFINITY));
    assert_eq!(tracker.link(), &Link::Ended);
    for event in [Event::Wanted, Event::Shown, Event::Returned, Event::Woken] {
        let commands = tracker.step(START + 2_000.0, event);
        assert_eq!(commands, [], "neither stream nor question");
    }
    // A question that was under way.
    tracker.step(
        START + 3_000.0,
        Event::Answered(snapshot("PaymentReceived", 10)),
    );
    assert!(tracker.order().expect("an order").state.is_final());
}

#[test]
fn an_order_that_does_not_exist_is_asked_for_once() {
    let mut tracker = OrderTracker::new(MoneySeen::default(), START);
    tracker.step(START, Event::Started { is_hidden: false });
    let none = Unanswered {
        is_passing: false,
        ..REFUSED
    };
    let commands = tracker.step(START + 200.0, Event::Failed(none));
    assert_eq!(wakes(&commands), Some(f64::INFINITY));
}

#[test]
fn an_open_line_is_never_without_a_plan_while_it_waits_for_its_place() {
    let mut tracker = followed("WaitingForPayment");
    let (mut now, mut stream) = (START + 1_000.0, 1);
    // A server that hangs up after each snapshot uses up the minute's streams.
    let wait = loop {
        assert!(stream <= 16, "{:?}", tracker.streaming);
        let order = snapshot("WaitingForPayment", 2);
        tracker.step(now, Event::Message { stream, order });
        let broken = Event::Broken {
            stream,
            random: 0.5,
        };
        tracker.step(now, broken);
        let due = tracker.asleep_until;
        let commands = tracker.step(due, Event::Woken);
        if commands.contains(&Command::Poll) {
            break due - now;
        }
        (now, stream) = (due + 10.0, stream + 1);
    };
    assert!((14..=16).contains(&stream), "{stream} streams");
    assert_eq!(wait, 15_000.0, "not until the minute is over");
}

#[test]
fn a_pause_that_the_api_asks_for_holds_whatever_happens() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 5_000.0, failure(true, MINUTE));
    let mut at = START + 6_000.0;
    let broken = Event::Broken {
        stream: 1,
        random: 0.5,
    };
    let news = Event::News { random: 0.0 };
    for event in [broken, Event::Shown, Event::Hidden, Event::Shown, news] {
        let commands = tracker.step(at, event);
        let asks = |one: &Command| matches!(one, Command::Poll | Command::OpenStream(_));
        assert!(!commands.iter().any(asks), "{commands:?}");
        at += 1_000.0;
    }
    let commands = tracker.step(START + 65_000.0, Event::Woken);
    assert!(commands.contains(&Command::Poll), "{commands:?}");
}

#[test]
fn a_pause_ends_with_a_good_answer_and_is_no_longer_than_two_minutes() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
    tracker.step(START + 2_000.0, Event::Wanted);
    tracker.step(START + 2_100.0, failure(true, 60.0 * MINUTE));
    let broken = Event::Broken {
        stream: 1,
        random: 0.5,
    };
    let commands = tracker.step(START + 3_000.0, broken);
    assert_eq!(wakes(&commands), Some(122_100.0));
    assert_eq!(tracker.link(), &Link::Polling, "it does not connect soon");
    // The buyer asks, and is answered.
    tracker.step(START + 30_000.0, Event::Wanted);
    let commands = tracker.step(
        START + 30_100.0,
        Event::Answered(snapshot("WaitingForPayment", 3)),
    );
    assert_eq!(wakes(&commands), Some(40_100.0));
}

#[test]
fn a_page_that_gave_its_stream_back_is_not_live() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
    assert_eq!(tracker.link(), &Link::Live);
    tracker.step(START + 2_000.0, Event::Hidden);
    tracker.step(START + 32_000.0, Event::Woken);
    assert_eq!(tracker.link(), &Link::Polling);
}

#[test]
fn an_order_that_comes_alive_again_is_streamed_again() {
    let mut tracker = followed("Expired");
    let hour = START + 61.0 * MINUTE;
    let broken = Event::Broken {
        stream: 1,
        random: 0.5,
    };
    let commands = tracker.step(hour, broken);
    assert!(commands.contains(&Command::Release), "{commands:?}");
    tracker.step(hour + 1_000.0, Event::Wanted);
    let commands = tracker.step(
        hour + 1_100.0,
        Event::Answered(snapshot("PaymentReceived", 9)),
    );
    let claim = Command::Claim {
        claim: 2,
        is_patient: false,
    };
    assert!(commands.contains(&claim), "{commands:?}");
}

#[test]
fn a_stream_that_has_just_been_opened_is_not_held_back() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 500.0, message("WaitingForPayment", 2));
    tracker.step(START + 1_000.0, Event::Hidden);
    tracker.step(START + 31_000.0, Event::Woken);
    tracker.step(START + 50_000.0, Event::Shown);
    tracker.step(START + 50_100.0, Event::Granted { claim: 2 });
    tracker.step(
        START + 50_200.0,
        Event::Answered(snapshot("PaymentReceived", 9)),
    );
    assert_eq!(tracker.link(), &Link::Polling);
}
