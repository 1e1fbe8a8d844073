//! Events in any order, also those that no browser sends: what holds whatever happens.

use super::chance::Chance;
use super::{
    Command, Event, MINUTE, Milliseconds, MoneySeen, OrderTracker, SECOND, START, Unanswered,
    snapshot,
};

const RUNS: u64 = 2_000;
const LONG_RUNS: u64 = 100_000;
const EVENTS: usize = 200;

const STATES: [&str; 10] = [
    "Created",
    "WaitingForPayment",
    "PartialPaymentStarted",
    "PaymentStarted",
    "PaymentReceived",
    "WaitingForRebuy",
    "WaitingForManualAction",
    "WaitingForDelivery",
    "Expired",
    "Done",
];

fn any_event(chance: &mut Chance, last_stream: u32, last_claim: u32) -> Event {
    let order = |chance: &mut Chance| {
        // Final states are rare, or nothing else would be tried.
        let mut state = chance.one_of(&STATES);
        if state == "Done" && chance.part() < 0.9 {
            state = "PaymentReceived";
        }
        snapshot(state, chance.next() % 50)
    };
    let stream = last_stream.saturating_sub(u32::from(chance.part() < 0.2));
    let claim = last_claim.saturating_sub(u32::from(chance.part() < 0.2));
    match chance.next() % 18 {
        0 | 1 => Event::Message {
            stream,
            order: order(chance),
        },
        2 | 3 => Event::Broken {
            stream,
            random: chance.part(),
        },
        4 | 5 => Event::Answered(order(chance)),
        6 => Event::Failed(Unanswered {
            is_passing: true,
            is_answered: chance.part() < 0.5,
            pause: chance.one_of(&[0.0, 0.0, 5.0 * SECOND, MINUTE]),
        }),
        7 => Event::Hidden,
        8 => Event::Shown,
        9 => Event::Left,
        10 => Event::Returned,
        11 => Event::Offline,
        12 => Event::Wanted,
        13 => Event::Awaited,
        14 | 15 => Event::Granted { claim },
        16 if chance.part() < 0.5 => Event::Focused,
        16 => Event::Taken { claim },
        _ => Event::News {
            random: chance.part(),
        },
    }
}

/// Checks what a step asks for.
struct Observed {
    seed: u64,
    tracker: OrderTracker,
    wake_at: Milliseconds,
    stream: Option<u32>,
    streams: u32,
    claims: u32,
    is_asking: bool,
}

impl Observed {
    fn step(&mut self, now: Milliseconds, event: Event) {
        let seed = self.seed;
        let before = self.tracker.order().cloned();
        match &event {
            Event::Woken => self.wake_at = f64::INFINITY,
            Event::Answered(_) | Event::Failed(_) => self.is_asking = false,
            _ => {}
        }
        for command in self.tracker.step(now, event) {
            match command {
                Command::OpenStream(number) => {
                    assert!(self.stream.is_none(), "seed {seed}: two streams");
                    (self.stream, self.streams) = (Some(number), number);
                }
                Command::CloseStream => {
                    assert!(self.stream.take().is_some(), "seed {seed}: no stream");
                }
                Command::Claim { claim, .. } => self.claims = claim,
                Command::Poll => {
                    assert!(!self.is_asking, "seed {seed}: two questions");
                    self.is_asking = true;
                }
                Command::SleepUntil(moment) => {
                    assert!(moment > now, "seed {seed}: woken in the past");
                    assert!(moment != self.wake_at, "seed {seed}: woken twice");
                    self.wake_at = moment;
                }
                Command::Release | Command::Tell | Command::NoteCheck | Command::Publish => {}
            }
        }
        let after = self.tracker.order();
        if let (Some(before), Some(after)) = (before, after) {
            let is_older = after.updated_at < before.updated_at;
            assert!(!is_older, "seed {seed}: older than what was shown");
            let is_unlocked = before.state.is_final() && !after.state.is_final();
            assert!(!is_unlocked, "seed {seed}: a final state is gone");
        }
        if after.is_some_and(|order| order.state.is_final()) {
            assert!(self.stream.is_none(), "seed {seed}: a stream is left");
            assert_eq!(self.wake_at, f64::INFINITY, "seed {seed}: a timer is left");
        }
    }
}

#[test]
fn whatever_happens_wakes_come_later_and_nothing_goes_back() {
    let runs = if option_env!("REFILLERY_LONG").is_some() {
        LONG_RUNS
    } else {
        RUNS
    };
    for seed in 0..runs {
        let mut chance = Chance(seed);
        let mut now = START;
        let mut watch = Observed {
            seed,
            tracker: OrderTracker::new(MoneySeen::default(), now),
            wake_at: f64::INFINITY,
            stream: None,
            streams: 0,
            claims: 0,
            is_asking: false,
        };
        let is_hidden = chance.part() < 0.3;
        watch.step(now, Event::Started { is_hidden });
        for _ in 0..EVENTS {
            let pause = chance.one_of(&[0.0, 1.0, SECOND, 20.0 * SECOND, 2.0 * MINUTE]);
            let next = now + pause * chance.part();
            // As a driver does it: what was to be woken is woken, if it is not too late already.
            while watch.wake_at <= next {
                now = watch.wake_at;
                watch.step(now, Event::Woken);
            }
            now = next;
            let event = any_event(&mut chance, watch.streams, watch.claims);
            let is_answer = matches!(event, Event::Answered(_) | Event::Failed(_));
            if is_answer == watch.is_asking || !is_answer {
                watch.step(now, event);
            }
        }
    }
}
