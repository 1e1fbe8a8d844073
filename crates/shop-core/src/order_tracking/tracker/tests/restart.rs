//! What a server gets to see that restarts while ten thousand pages follow orders.

use super::chance::Chance;
use super::{
    Command, Event, Milliseconds, MoneySeen, OrderTracker, SECOND, START, failure, granted, order,
};

/// Shops of this many buyers follow an order when the server restarts.
const CLIENTS: usize = 10_000;

/// The longest wait between two streams, over which ten thousand would be spread at best.
const LONGEST_WAIT: usize = 30;

/// The streams that reach the server again after it was away for so long, by second after it is
/// back, where chance gives these numbers.
fn reconnections(away: Milliseconds, mut random: impl FnMut() -> f64) -> Vec<usize> {
    let mut seconds = vec![0; 60];
    for _ in 0..CLIENTS {
        let mut tracker = OrderTracker::new(MoneySeen::default(), START);
        let waiting = || Box::new(order("WaitingForPayment", Some(1)));
        tracker.step(START, Event::Started { is_hidden: false });
        tracker.step(START, Event::Answered(waiting()));
        tracker.step(START, granted());
        let message = Event::Message {
            stream: 1,
            order: waiting(),
        };
        tracker.step(START, message);
        let (mut now, mut wake_at) = (START, f64::INFINITY);
        let (mut broken_at, mut answer_at) = (now, f64::INFINITY);
        let mut stream = 1;
        loop {
            now = now.max(broken_at.min(answer_at).min(wake_at));
            let event = if broken_at <= now {
                broken_at = f64::INFINITY;
                let random = random();
                Event::Broken { stream, random }
            } else if answer_at <= now {
                answer_at = f64::INFINITY;
                failure(false, 0.0)
            } else {
                wake_at = f64::INFINITY;
                Event::Woken
            };
            for command in tracker.step(now, event) {
                match command {
                    Command::OpenStream(number) => {
                        stream = number;
                        broken_at = now + 20.0;
                    }
                    Command::Poll => answer_at = now + 20.0,
                    Command::SleepUntil(moment) => wake_at = moment,
                    _ => {}
                }
            }
            if broken_at < f64::INFINITY && now >= START + away {
                let second = ((now - START - away) / SECOND) as usize;
                seconds[second.min(59)] += 1;
                break;
            }
        }
    }
    seconds
}

fn peak(seconds: &[usize]) -> usize {
    seconds.iter().copied().max().unwrap_or_default()
}

#[test]
fn ten_thousand_buyers_do_not_come_back_at_once() {
    for away in [10.0, 20.0, 30.0, 60.0] {
        let at_once = peak(&reconnections(away * SECOND, || 0.999));
        let mut chance = Chance(7);
        let seconds = reconnections(away * SECOND, || chance.part());
        let spread = peak(&seconds);
        println!("{away} s: {spread} reconnections a second at most, without jitter {at_once}");
        assert!(
            spread * 5 <= at_once,
            "{spread} of {at_once} after {away} s"
        );
        let until = 1 + seconds.iter().rposition(|count| *count > 0).unwrap_or(0);
        assert!(
            spread <= 2 * CLIENTS / until,
            "{spread} a second, all within {until} s, after {away} s"
        );
        // After 10 s the waits are still short: all are back within 12 s.
        if away >= 20.0 {
            let most = 2 * CLIENTS / LONGEST_WAIT;
            assert!(
                spread <= most,
                "{spread} a second after {away} s: {seconds:?}"
            );
        }
    }
}
