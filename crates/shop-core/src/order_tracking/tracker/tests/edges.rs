//! What an event must not change, and what only one of two cases changes.

use super::{
    Command, Event, Link, MINUTE, MoneySeen, OrderTracker, REFUSED, START, followed, message,
    snapshot, wakes,
};

fn broken(stream: u32) -> Event {
    Event::Broken {
        stream,
        random: 0.5,
    }
}

fn asks(commands: &[Command]) -> bool {
    commands.contains(&Command::Poll)
}

fn streams(commands: &[Command]) -> bool {
    let is_stream = |one: &Command| matches!(one, Command::OpenStream(_) | Command::Claim { .. });
    commands.iter().any(is_stream)
}

#[test]
fn events_of_a_stream_that_was_replaced_are_ignored() {
    let mut tracker = followed("WaitingForPayment");
    let old = Event::Message {
        stream: 9,
        order: snapshot("Done", 9),
    };
    tracker.step(START + 1_000.0, old);
    assert_eq!(tracker.link(), &Link::Connecting);
    assert!(!tracker.order().expect("an order").state.is_final());
    let commands = tracker.step(START + 1_100.0, Event::Stop { stream: 9 });
    assert!(!asks(&commands), "{commands:?}");
    let commands = tracker.step(START + 1_200.0, broken(9));
    assert!(
        !commands.contains(&Command::CloseStream),
        "the open one stays: {commands:?}"
    );
}

#[test]
fn a_hidden_page_asks_in_its_first_seconds_only_if_somebody_waits() {
    for is_awaited in [false, true] {
        let mut tracker = followed("WaitingForPayment");
        if is_awaited {
            tracker.step(START + 500.0, Event::Awaited);
        }
        tracker.step(START + 1_000.0, Event::Hidden);
        // The stream has said nothing.
        let commands = tracker.step(START + 10_200.0, Event::Woken);
        assert_eq!(asks(&commands), is_awaited, "{commands:?}");
    }
}

#[test]
fn keys_that_go_to_a_hidden_page_change_nothing() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, Event::Hidden);
    let commands = tracker.step(START + 31_000.0, Event::Woken);
    assert_eq!(
        wakes(&commands),
        Some(91_000.0),
        "a minute after the stream"
    );
    let commands = tracker.step(START + 40_000.0, Event::Focused);
    assert_eq!(commands, []);
}

#[test]
fn a_device_without_a_connection_leaves_a_final_order_alone() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, message("Done", 9));
    let commands = tracker.step(START + 2_000.0, Event::Offline);
    assert_eq!(commands, []);
    assert_eq!(tracker.link(), &Link::Ended);
}

#[test]
fn a_page_says_that_it_asks_once_it_has_no_stream_to_wait_for() {
    // Its stream may speak yet.
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 500.0, Event::Wanted);
    let answer = || Event::Answered(snapshot("WaitingForPayment", 2));
    tracker.step(START + 600.0, answer());
    assert_eq!(tracker.link(), &Link::Connecting);
    // Its stream has ended.
    tracker.step(START + 1_000.0, message("WaitingForPayment", 3));
    tracker.step(START + 2_000.0, Event::Stop { stream: 1 });
    tracker.step(START + 2_100.0, answer());
    assert_eq!(tracker.link(), &Link::Polling);
    // Another tab streams.
    let mut tracker = OrderTracker::new(MoneySeen::default(), START);
    tracker.step(START, Event::Started { is_hidden: false });
    tracker.step(START + 200.0, answer());
    assert_eq!(tracker.link(), &Link::Connecting);
    tracker.step(START + 500.0, Event::Wanted);
    tracker.step(START + 600.0, answer());
    assert_eq!(tracker.link(), &Link::Polling);
}

#[test]
fn a_first_question_that_failed_for_now_is_asked_again() {
    let mut tracker = OrderTracker::new(MoneySeen::default(), START);
    tracker.step(START, Event::Started { is_hidden: false });
    let commands = tracker.step(START + 200.0, Event::Failed(REFUSED));
    assert_eq!(wakes(&commands), Some(20_200.0));
    let commands = tracker.step(START + 20_200.0, Event::Woken);
    assert!(asks(&commands), "{commands:?}");
}

#[test]
fn a_page_that_is_left_opens_no_stream() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, broken(1));
    tracker.step(START + 1_100.0, Event::Left);
    let commands = tracker.step(START + MINUTE, Event::Woken);
    assert!(!streams(&commands), "{commands:?}");
    let commands = tracker.step(START + 2.0 * MINUTE, Event::Returned);
    assert!(streams(&commands), "{commands:?}");
    // Nor later, if the API has ended the streams.
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, Event::Stop { stream: 1 });
    tracker.step(START + 1_100.0, Event::Left);
    let commands = tracker.step(START + MINUTE, Event::Returned);
    assert!(!streams(&commands), "{commands:?}");
}

#[test]
fn a_stream_that_is_not_due_is_not_claimed_when_the_claim_is_taken() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(START + 1_000.0, broken(1));
    let due = wakes(&commands).expect("the next stream");
    assert!(due > 1_100.0, "{due}");
    let commands = tracker.step(START + 1_100.0, Event::Taken { claim: 1 });
    assert!(!streams(&commands), "{commands:?}");
    let commands = tracker.step(START + due, Event::Woken);
    assert!(streams(&commands), "{commands:?}");
}

#[test]
fn a_new_stream_that_stays_silent_is_asked_beside_at_the_pace() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
    let commands = tracker.step(START + 1_500.0, broken(1));
    let opened = wakes(&commands).expect("the next stream");
    let commands = tracker.step(START + opened, Event::Woken);
    assert_eq!(commands[0], Command::OpenStream(2));
    assert!(opened < 5_000.0, "before the last message is old: {opened}");
    tracker.step(START + opened + 8_000.0, Event::Woken);
    let commands = tracker.step(START + opened + 10_000.0, Event::Woken);
    assert!(asks(&commands), "{commands:?}");
}

#[test]
fn a_stream_is_not_believed_after_its_line_was_pulled() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
    tracker.step(START + 2_000.0, Event::Offline);
    let answer = Event::Answered(snapshot("WaitingForPayment", 2));
    let commands = tracker.step(START + 2_200.0, answer);
    assert_eq!(wakes(&commands), Some(12_200.0), "at the pace of polling");
}

#[test]
fn a_failed_question_loses_the_line_unless_a_stream_has_spoken() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 500.0, Event::Wanted);
    tracker.step(START + 600.0, Event::Failed(REFUSED));
    assert_eq!(tracker.link(), &Link::Lost { is_answered: true });
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 400.0, message("WaitingForPayment", 2));
    tracker.step(START + 500.0, Event::Wanted);
    tracker.step(START + 600.0, Event::Failed(REFUSED));
    assert_eq!(tracker.link(), &Link::Live);
}

#[test]
fn a_pause_that_ends_when_the_next_stream_is_due_delays_nothing() {
    let run = |pause: f64| {
        let mut tracker = followed("WaitingForPayment");
        tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
        tracker.step(START + 2_000.0, Event::Wanted);
        let refused = super::Unanswered { pause, ..REFUSED };
        tracker.step(START + 2_100.0, Event::Failed(refused));
        let commands = tracker.step(START + 2_200.0, broken(1));
        (wakes(&commands), tracker.link().clone())
    };
    let (Some(due), _) = run(0.0) else {
        panic!("no stream is planned");
    };
    let connects = |link: &Link| matches!(link, Link::Retrying { .. });
    assert!(connects(&run(due - 2_100.0).1));
    assert!(!connects(&run(due - 2_099.0).1), "the pause is longer");
}

#[test]
fn the_third_break_in_a_row_is_said_as_polling() {
    let mut tracker = followed("WaitingForPayment");
    let mut now = START + 1_000.0;
    let mut links = Vec::new();
    for stream in 1..=3 {
        let commands = tracker.step(now, broken(stream));
        links.push(matches!(tracker.link(), Link::Retrying { .. }));
        // The stream may be due before the question that is asked beside it.
        let mut next = wakes(&commands).expect("a plan");
        for _ in 0..5 {
            now = START + next;
            let commands = tracker.step(now, Event::Woken);
            if streams(&commands) {
                break;
            }
            next = wakes(&commands).unwrap_or(next + 1_000.0);
        }
        now += 10.0;
    }
    assert_eq!(links, [true, true, false]);
}

#[test]
fn questions_after_breaks_keep_the_pace_of_the_last_question() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(START + 11_000.0, broken(1));
    assert!(asks(&commands), "{commands:?}");
    let answer = Event::Answered(snapshot("WaitingForPayment", 2));
    tracker.step(START + 11_200.0, answer);
    let commands = tracker.step(START + 12_500.0, Event::Woken);
    assert_eq!(commands[0], Command::OpenStream(2));
    tracker.step(START + 13_000.0, broken(2));
    assert_eq!(tracker.poll_at, START + 21_000.0);
    let commands = tracker.step(START + 14_800.0, Event::Woken);
    assert_eq!(commands[0], Command::OpenStream(3));
    // The third break, while an answer is on its way.
    tracker.step(START + 14_900.0, Event::Wanted);
    tracker.step(START + 15_000.0, broken(3));
    assert_eq!(tracker.poll_at, START + 25_000.0);
}
