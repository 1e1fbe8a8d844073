//! Questions that nothing answers, and devices without a connection.

use super::{
    Command, Event, Link, MINUTE, MoneySeen, OrderTracker, START, failure, followed, message,
    snapshot, wakes,
};

const LOST: Link = Link::Lost { is_answered: false };

#[test]
fn the_first_answer_is_published() {
    let mut tracker = OrderTracker::new(MoneySeen::default(), START);
    tracker.step(START, Event::Started { is_hidden: false });
    let answer = Event::Answered(snapshot("WaitingForPayment", 1));
    let commands = tracker.step(START + 200.0, answer);
    assert!(commands.contains(&Command::Publish), "{commands:?}");
}

#[test]
fn a_question_without_an_answer_loses_the_line_after_ten_seconds() {
    let mut tracker = OrderTracker::new(MoneySeen::default(), START);
    let commands = tracker.step(START, Event::Started { is_hidden: false });
    assert_eq!(wakes(&commands), Some(10_000.0));
    tracker.step(START + 9_999.0, Event::Woken);
    assert_eq!(tracker.link(), &Link::Connecting);
    let commands = tracker.step(START + 10_000.0, Event::Woken);
    assert_eq!(tracker.link(), &LOST);
    assert!(commands.contains(&Command::Publish), "{commands:?}");
    let answer = Event::Answered(snapshot("WaitingForPayment", 1));
    tracker.step(START + 12_000.0, answer);
    assert_eq!(tracker.link(), &Link::Polling);
}

#[test]
fn a_stream_that_speaks_is_not_lost_with_a_question() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, Event::Wanted);
    tracker.step(START + 2_000.0, message("WaitingForPayment", 2));
    tracker.step(START + 11_000.0, Event::Woken);
    assert_eq!(tracker.link(), &Link::Live);
}

#[test]
fn a_lost_line_names_its_next_try_while_nothing_is_under_way() {
    let mut tracker = followed("WaitingForPayment");
    assert_eq!(tracker.tries_again_at(), None, "not lost");
    tracker.step(START + 5_000.0, Event::Offline);
    assert_eq!(tracker.tries_again_at(), None, "being asked");
    tracker.step(START + 5_200.0, failure(false, 0.0));
    assert_eq!(tracker.tries_again_at(), Some(START + 25_200.0));
    tracker.step(START + 25_200.0, Event::Woken);
    assert_eq!(tracker.tries_again_at(), None, "tried");
    let answer = Event::Answered(snapshot("WaitingForPayment", 1));
    tracker.step(START + 25_400.0, answer);
    assert_eq!(tracker.tries_again_at(), None, "found again");
}

#[test]
fn a_device_that_is_connected_again_asks_at_once_or_after_the_pause() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(START + 5_000.0, Event::Offline);
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    assert_eq!(tracker.link(), &LOST);
    let commands = tracker.step(START + 5_200.0, failure(false, 0.0));
    assert_eq!(wakes(&commands), Some(25_200.0));
    let commands = tracker.step(START + 6_000.0, Event::Online);
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    let commands = tracker.step(START + 6_200.0, failure(true, 5_000.0));
    assert_eq!(wakes(&commands), Some(46_200.0));
    let commands = tracker.step(START + 7_000.0, Event::Online);
    assert!(!commands.contains(&Command::Poll), "{commands:?}");
    assert_eq!(wakes(&commands), Some(11_200.0));
}

#[test]
fn an_order_that_expired_an_hour_ago_rests() {
    let mut tracker = followed("Expired");
    tracker.step(START + 59.0 * MINUTE, broken());
    assert_eq!(tracker.link(), &Link::Polling);
    let mut tracker = followed("Expired");
    tracker.step(START + 61.0 * MINUTE, broken());
    assert_eq!(tracker.link(), &Link::Resting);
}

fn broken() -> Event {
    Event::Broken {
        stream: 1,
        random: 0.5,
    }
}
