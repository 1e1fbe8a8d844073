//! Several tabs of one browser: one of them streams.

use super::chance::Chance;
use super::{
    Command, Event, HOUR, Link, MINUTE, Milliseconds, MoneySeen, OrderTracker, SECOND, START,
    followed, message, order, snapshot,
};

const NONE: Command = Command::Release;

fn taken(claim: u32) -> Event {
    Event::Taken { claim }
}

#[test]
fn whose_stream_is_taken_while_it_is_seen_asks_at_its_pace_and_waits_in_line() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, message("WaitingForPayment", 2));
    let commands = tracker.step(START + 2_000.0, taken(1));
    let patient = Command::Claim {
        claim: 2,
        is_patient: true,
    };
    let expected = [Command::CloseStream, patient, Command::Publish];
    assert_eq!(commands[..3], expected, "{commands:?}");
    assert_eq!(commands[3], Command::SleepUntil(START + 12_000.0));
    assert_eq!(tracker.link(), &Link::Polling);
    // Its turn comes when the other one is closed.
    let commands = tracker.step(START + 3_000.0, Event::Granted { claim: 2 });
    assert_eq!(commands[0], Command::OpenStream(2));
}

#[test]
fn whose_stream_is_taken_while_it_is_hidden_asks_at_the_pace_of_hidden_pages() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, Event::Hidden);
    let commands = tracker.step(START + 2_000.0, taken(1));
    let claims = |one: &Command| matches!(one, Command::Claim { .. });
    assert!(!commands.iter().any(claims), "{commands:?}");
    assert_eq!(
        commands.last(),
        Some(&Command::SleepUntil(START + 62_000.0))
    );
    // Whoever comes back takes the stream.
    let commands = tracker.step(START + 3_000.0, Event::Shown);
    let claim = Command::Claim {
        claim: 2,
        is_patient: false,
    };
    assert!(commands.contains(&claim), "{commands:?}");
}

#[test]
fn of_two_windows_side_by_side_the_one_that_gets_the_keys_streams_and_is_current() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, taken(1));
    let commands = tracker.step(START + 5_000.0, Event::Focused);
    let claim = Command::Claim {
        claim: 3,
        is_patient: false,
    };
    // Or the browser would grant the claim that waited to a page that has forgotten it.
    let expected = [Command::Release, claim, Command::Poll];
    assert_eq!(commands[..3], expected, "{commands:?}");
    // While the stream is believed, keys change nothing.
    tracker.step(START + 5_100.0, Event::Granted { claim: 3 });
    tracker.step(
        START + 5_200.0,
        Event::Answered(snapshot("WaitingForPayment", 1)),
    );
    tracker.step(
        START + 5_300.0,
        Event::Message {
            stream: 2,
            order: snapshot("WaitingForPayment", 2),
        },
    );
    assert_eq!(tracker.step(START + 9_000.0, Event::Focused), []);
}

#[test]
fn a_claim_is_given_back_with_the_last_stream() {
    for event in [
        Event::Stop { stream: 1 },
        Event::NoStreams,
        Event::Left,
        message("Done", 9),
    ] {
        let mut tracker = followed("WaitingForPayment");
        let commands = tracker.step(START + 1_000.0, event);
        assert!(commands.contains(&NONE), "{commands:?}");
        // Late words about a claim of the past change nothing.
        assert_eq!(tracker.step(START + 1_001.0, taken(1)), []);
    }
    let mut tracker = followed("WaitingForPayment");
    let broken = Event::Broken {
        stream: 1,
        random: 0.5,
    };
    let commands = tracker.step(START + 1_000.0, broken);
    assert!(!commands.contains(&NONE), "it is needed for the next one");
}

#[test]
fn news_of_another_tab_is_asked_for_but_not_too_often() {
    let mut tracker = followed("WaitingForPayment");
    tracker.step(START + 1_000.0, taken(1));
    let news = || Event::News { random: 0.5 };
    let commands = tracker.step(START + 5_000.0, news());
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    tracker.step(
        START + 5_100.0,
        Event::Answered(snapshot("PaymentReceived", 3)),
    );
    let commands = tracker.step(START + 5_200.0, news());
    assert_eq!(commands, [Command::SleepUntil(START + 7_000.0)]);
    // It is not forgotten while the page rests.
    tracker.step(START + 6_000.0, Event::Hidden);
    let commands = tracker.step(START + 36_000.0, Event::Woken);
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    // News while a question is on its way is asked for after its answer.
    let commands = tracker.step(START + 36_100.0, news());
    assert!(!commands.contains(&Command::Poll), "{commands:?}");
    tracker.step(
        START + 36_200.0,
        Event::Answered(snapshot("PaymentReceived", 3)),
    );
    // A hidden one takes its time, so that twenty of them don't ask at once.
    assert_eq!(tracker.asleep_until, START + 46_000.0);
    let commands = tracker.step(START + 46_000.0, Event::Woken);
    assert!(commands.contains(&Command::Poll), "{commands:?}");
    tracker.step(
        START + 46_100.0,
        Event::Answered(snapshot("PaymentReceived", 3)),
    );
    let commands = tracker.step(START + 60_000.0, news());
    assert_eq!(commands, [Command::SleepUntil(START + 62_500.0)]);
}

#[test]
fn only_the_tab_that_streams_tells_of_news_and_only_of_news() {
    let mut tracker = followed("WaitingForPayment");
    let commands = tracker.step(START + 1_000.0, message("WaitingForPayment", 1));
    assert!(!commands.contains(&Command::Tell), "{commands:?}");
    let commands = tracker.step(START + 2_000.0, message("PaymentReceived", 2));
    assert!(commands.contains(&Command::Tell), "{commands:?}");
    tracker.step(START + 3_000.0, taken(1));
    let commands = tracker.step(
        START + 4_000.0,
        Event::Answered(snapshot("WaitingForDelivery", 3)),
    );
    assert!(!commands.contains(&Command::Tell), "{commands:?}");
}

/// One tab of [`Browser`].
struct Tab {
    tracker: OrderTracker,
    order: usize,
    wake_at: Milliseconds,
    answer_at: Milliseconds,
    claim: u32,
    is_patient: bool,
    stream: Option<u32>,
    polls: usize,
}

/// A browser with tabs that share one lock, and a server that answers well.
struct Browser {
    now: Milliseconds,
    tabs: Vec<Tab>,
    /// The tab that has the lock.
    holder: Option<usize>,
    /// What has to be told to which tab.
    told: Vec<(usize, Event)>,
    states: Vec<(&'static str, u64)>,
    most_streams: usize,
}

impl Browser {
    /// Tabs of as many orders, one after the other; the last one is seen.
    fn new(tabs: usize, orders: usize) -> Self {
        let mut browser = Self {
            now: START,
            tabs: Vec::new(),
            holder: None,
            told: Vec::new(),
            states: vec![("WaitingForPayment", 1); orders],
            most_streams: 0,
        };
        for place in 0..tabs {
            if let Some(before) = place.checked_sub(1) {
                browser.step(before, Event::Hidden);
            }
            browser.tabs.push(Tab {
                tracker: OrderTracker::new(MoneySeen::default(), browser.now),
                order: place % orders,
                wake_at: f64::INFINITY,
                answer_at: f64::INFINITY,
                claim: 0,
                is_patient: false,
                stream: None,
                polls: 0,
            });
            browser.step(place, Event::Started { is_hidden: false });
            browser.pass(2.0 * SECOND);
        }
        browser
    }

    fn snapshot(&self, tab: usize) -> Box<crate::model::order::Order> {
        let (state, second) = self.states[self.tabs[tab].order];
        Box::new(order(state, Some(second)))
    }

    /// The state of an order changes, and its stream says so.
    fn change(&mut self, changed: usize, state: &'static str) {
        self.states[changed] = (state, self.states[changed].1 + 1);
        for tab in 0..self.tabs.len() {
            if let (true, Some(stream)) = (self.tabs[tab].order == changed, self.tabs[tab].stream) {
                let order = self.snapshot(tab);
                self.step(tab, Event::Message { stream, order });
            }
        }
    }

    fn pass(&mut self, time: Milliseconds) {
        let end = self.now + time;
        loop {
            if !self.told.is_empty() {
                let (tab, event) = self.told.remove(0);
                self.step(tab, event);
                continue;
            }
            let due = |tab: &Tab| tab.wake_at.min(tab.answer_at);
            let next = (0..self.tabs.len())
                .min_by(|one, other| due(&self.tabs[*one]).total_cmp(&due(&self.tabs[*other])));
            let Some(next) = next.filter(|next| due(&self.tabs[*next]) <= end) else {
                self.now = end;
                return;
            };
            let order = self.snapshot(next);
            let tab = &mut self.tabs[next];
            self.now = self.now.max(due(tab));
            if tab.answer_at <= self.now {
                tab.answer_at = f64::INFINITY;
                self.step(next, Event::Answered(order));
            } else {
                tab.wake_at = f64::INFINITY;
                self.step(next, Event::Woken);
            }
        }
    }

    fn step(&mut self, place: usize, event: Event) {
        let commands = self.tabs[place].tracker.step(self.now, event);
        for command in commands {
            let tab = &mut self.tabs[place];
            match command {
                Command::OpenStream(stream) => {
                    tab.stream = Some(stream);
                    let order = self.snapshot(place);
                    self.told.push((place, Event::Message { stream, order }));
                }
                Command::CloseStream => tab.stream = None,
                Command::Poll => {
                    tab.polls += 1;
                    tab.answer_at = self.now + 100.0;
                }
                Command::SleepUntil(moment) => {
                    assert!(moment > self.now, "woken in the past");
                    tab.wake_at = moment;
                }
                Command::Claim { claim, is_patient } => {
                    (tab.claim, tab.is_patient) = (claim, is_patient);
                    if self.holder.is_none() || !is_patient {
                        if let Some(holder) = self.holder.replace(place) {
                            let claim = self.tabs[holder].claim;
                            self.told.push((holder, taken(claim)));
                        }
                        self.told.push((place, Event::Granted { claim }));
                    }
                }
                Command::Release => {
                    tab.claim = 0;
                    if self.holder == Some(place) {
                        let waits = |tab: &Tab| tab.claim > 0 && tab.is_patient;
                        self.holder = self.tabs.iter().position(waits);
                        if let Some(next) = self.holder {
                            let claim = self.tabs[next].claim;
                            self.told.push((next, Event::Granted { claim }));
                        }
                    }
                }
                Command::Tell => {
                    for other in 0..self.tabs.len() {
                        if other != place && self.tabs[other].order == self.tabs[place].order {
                            self.told.push((other, Event::News { random: 0.7 }));
                        }
                    }
                }
                Command::NoteCheck | Command::Publish => {}
            }
        }
        // What is told to a tab arrives at once.
        if self.told.is_empty() {
            let open = self.tabs.iter().filter(|tab| tab.stream.is_some()).count();
            self.most_streams = self.most_streams.max(open);
        }
    }

    /// The tabs whose page shows the state of now.
    fn current(&self) -> usize {
        let is_current = |tab: &&Tab| {
            let shown = tab.tracker.order().map(|order| order.updated_at);
            shown == Some(Some(self.states[tab.order].1))
        };
        self.tabs.iter().filter(is_current).count()
    }
}

#[test]
fn twenty_tabs_share_one_stream_and_are_current_within_a_minute() {
    for orders in [1, 20] {
        let mut browser = Browser::new(20, orders);
        browser.pass(2.0 * MINUTE);
        assert_eq!(browser.holder, Some(19), "the tab that is seen");
        for order in 0..orders {
            browser.change(order, "PaymentReceived");
        }
        // Those of the order that streams hear of it; the others ask once a minute.
        browser.pass(if orders == 1 { 10.0 * SECOND } else { MINUTE });
        assert_eq!(browser.current(), 20, "tabs of {orders} orders");
        let before: usize = browser.tabs.iter().map(|tab| tab.polls).sum();
        browser.pass(MINUTE);
        let polls = browser.tabs.iter().map(|tab| tab.polls).sum::<usize>() - before;
        assert!((19..=26).contains(&polls), "{polls} questions a minute");
        assert_eq!(browser.most_streams, 1, "tabs of {orders} orders");
    }
}

#[test]
fn whichever_tab_is_looked_at_has_the_only_stream() {
    let mut chance = Chance(3);
    let mut browser = Browser::new(6, 3);
    let mut seen = 5;
    while browser.now < START + HOUR {
        let next = chance.one_of(&[0, 1, 2, 3, 4, 5]);
        if next != seen {
            browser.step(seen, Event::Hidden);
            browser.step(next, Event::Shown);
            seen = next;
        }
        browser.pass(SECOND + chance.part() * MINUTE);
        assert_eq!(browser.holder, Some(seen));
        let open: Vec<bool> = browser
            .tabs
            .iter()
            .map(|tab| tab.stream.is_some())
            .collect();
        assert_eq!(open.iter().filter(|is_open| **is_open).count(), 1);
        assert!(open[seen], "the tab that is looked at");
    }
    assert_eq!(browser.most_streams, 1);
}
