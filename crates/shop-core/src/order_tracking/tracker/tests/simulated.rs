//! Days of simulated time against a scripted server with faults.

use super::chance::Chance;
use super::{
    Command, DAY, Event, HOUR, Link, MINUTE, Milliseconds, MoneySeen, OrderTracker, SECOND, START,
    failure, order,
};

/// Runs of the whole test; `REFILLERY_LONG` makes ten thousand of them.
const RUNS: u64 = 200;
const LONG_RUNS: u64 = 10_000;

/// What the server does for a while.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Mode {
    Good,
    /// Nothing can be reached.
    Down,
    /// Streams open and send nothing.
    Silent,
    /// Streams send the state and end.
    HangsUp,
    /// Everything is refused, with a pause of a minute.
    Busy,
    /// A page of HTML comes instead of an answer.
    Foreign,
}

const MODES: [Mode; 6] = [
    Mode::Good,
    Mode::Down,
    Mode::Silent,
    Mode::HangsUp,
    Mode::Busy,
    Mode::Foreign,
];

/// The states that an order goes through.
const STORIES: [&[&str]; 4] = [
    &[
        "PaymentStarted",
        "PaymentReceived",
        "WaitingForDelivery",
        "Done",
    ],
    &[
        "PartialPaymentStarted",
        "PaymentReceived",
        "WaitingForManualAction",
        "Done",
    ],
    &[
        "PaymentReceived",
        "WaitingForRebuy",
        "WaitingForDelivery",
        "Done",
    ],
    &["PaymentReceived", "WaitingForManualAction", "Refunded"],
];

/// Something that will happen.
enum Coming {
    Message(u32),
    Broken(u32),
    Answer(Mode),
    Granted(u32),
    /// Another tab streams.
    Taken,
    News,
    Change(usize),
    Visible(bool),
    Mode(Mode),
}

struct World {
    seed: u64,
    now: Milliseconds,
    chance: Chance,
    tracker: OrderTracker,
    coming: Vec<(Milliseconds, Coming)>,
    wake_at: Milliseconds,
    mode: Mode,
    state: &'static str,
    version: u64,
    stream: Option<u32>,
    claim: u32,
    has_claim: bool,
    polls: Vec<Milliseconds>,
    streams: Vec<Milliseconds>,
    steps: u64,
    is_seen: bool,
    /// When the server began to answer, or the page was seen again.
    well_since: Milliseconds,
    checked_at: Milliseconds,
    /// The longest time without news while money is awaited, of a page that is seen.
    longest_blind: Milliseconds,
    paused_until: Milliseconds,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let mut coming = Vec::new();
        let story = chance.one_of(&STORIES);
        let mut at = START;
        for place in 0..story.len() {
            at += chance.part() * if place == 0 { HOUR } else { 5.0 * HOUR };
            coming.push((at, Coming::Change(place)));
        }
        let mut at = START;
        while at < START + 22.0 * HOUR {
            at += chance.part() * HOUR;
            let mode = chance.one_of(&MODES);
            coming.push((at, Coming::Mode(mode)));
            at += chance.part() * HOUR;
            coming.push((at, Coming::Mode(Mode::Good)));
        }
        for _ in 0..10 {
            let at = START + chance.part() * 22.0 * HOUR;
            coming.push((at, Coming::Visible(false)));
            coming.push((at + chance.part() * HOUR, Coming::Visible(true)));
        }
        for _ in 0..10 {
            let at = START + chance.part() * 22.0 * HOUR;
            coming.push((at, Coming::Taken));
            coming.push((at + chance.part() * HOUR, Coming::News));
        }
        // In the end somebody looks.
        coming.push((START + 23.5 * HOUR, Coming::Visible(true)));
        let mut world = Self {
            seed,
            now: START,
            tracker: OrderTracker::new(MoneySeen::default(), START),
            coming,
            wake_at: f64::INFINITY,
            mode: Mode::Good,
            state: "WaitingForPayment",
            version: 1,
            stream: None,
            claim: 0,
            has_claim: false,
            polls: Vec::new(),
            streams: Vec::new(),
            steps: 0,
            is_seen: true,
            well_since: START,
            checked_at: START,
            longest_blind: 0.0,
            paused_until: 0.0,
            chance,
        };
        world.step(Event::Started { is_hidden: false });
        world.run(story);
        world
    }

    fn run(&mut self, story: &'static [&'static str]) {
        while self.now < START + DAY {
            let next = (0..self.coming.len())
                .min_by(|one, other| self.coming[*one].0.total_cmp(&self.coming[*other].0));
            let at = next.map_or(f64::INFINITY, |next| self.coming[next].0);
            if self.wake_at <= at {
                if self.wake_at == f64::INFINITY {
                    return;
                }
                self.now = self.now.max(self.wake_at);
                self.wake_at = f64::INFINITY;
                self.step(Event::Woken);
                continue;
            }
            let Some(next) = next else { return };
            let (at, coming) = self.coming.swap_remove(next);
            self.now = self.now.max(at);
            self.happen(coming, story);
        }
    }

    fn happen(&mut self, coming: Coming, story: &'static [&'static str]) {
        match coming {
            Coming::Message(stream) if self.stream == Some(stream) => {
                self.step(Event::Message {
                    stream,
                    order: Box::new(order(self.state, Some(self.version))),
                });
            }
            Coming::Broken(stream) if self.stream == Some(stream) => {
                let random = self.chance.part();
                self.step(Event::Broken { stream, random });
            }
            Coming::Message(_) | Coming::Broken(_) => {}
            Coming::Granted(claim) if self.claim == claim => {
                self.has_claim = true;
                self.step(Event::Granted { claim });
            }
            Coming::Granted(_) => {}
            Coming::Taken if self.has_claim => {
                self.has_claim = false;
                self.step(Event::Taken { claim: self.claim });
            }
            Coming::Taken => {}
            Coming::News => {
                let random = self.chance.part();
                self.step(Event::News { random });
            }
            Coming::Answer(mode) => {
                if mode == Mode::Busy {
                    self.paused_until = self.now + MINUTE;
                }
                self.step(match mode {
                    Mode::Down => failure(false, 0.0),
                    Mode::Busy => failure(true, MINUTE),
                    Mode::Foreign => failure(true, 0.0),
                    Mode::Good | Mode::Silent | Mode::HangsUp => {
                        Event::Answered(Box::new(order(self.state, Some(self.version))))
                    }
                });
            }
            Coming::Change(place) => {
                self.state = story[place];
                self.version += 1;
                if let (Some(stream), Mode::Good) = (self.stream, self.mode) {
                    self.coming
                        .push((self.now + 100.0, Coming::Message(stream)));
                }
            }
            Coming::Visible(is_seen) => {
                (self.is_seen, self.well_since) = (is_seen, self.now);
                self.step(if is_seen { Event::Shown } else { Event::Hidden });
            }
            Coming::Mode(mode) => {
                (self.mode, self.well_since) = (mode, self.now);
                if let (Some(stream), Mode::Down | Mode::Busy | Mode::Foreign) = (self.stream, mode)
                {
                    self.coming.push((self.now + 10.0, Coming::Broken(stream)));
                }
            }
        }
    }

    /// Notes how long the page was without news. The longest wait of a page that was refused for long
    /// is 80 s.
    fn note_blindness(&mut self, is_check: bool) {
        let is_well = matches!(self.mode, Mode::Good | Mode::Silent | Mode::HangsUp);
        let is_awaited = [
            "WaitingForPayment",
            "PaymentStarted",
            "PartialPaymentStarted",
        ]
        .contains(&self.state);
        if self.is_seen && is_well && is_awaited && self.now - self.well_since > 2.0 * MINUTE {
            self.longest_blind = self.longest_blind.max(self.now - self.checked_at);
        }
        if is_check {
            self.checked_at = self.now;
        }
    }

    fn step(&mut self, event: Event) {
        self.steps += 1;
        let is_check = matches!(event, Event::Message { .. } | Event::Answered(_));
        self.note_blindness(is_check);
        let asked_before = self.wake_at;
        for command in self.tracker.step(self.now, event) {
            match command {
                Command::Claim { claim, is_patient } => {
                    self.claim = claim;
                    let wait = if is_patient { HOUR } else { SECOND };
                    let after = 5.0 + self.chance.part() * wait;
                    self.coming.push((self.now + after, Coming::Granted(claim)));
                }
                Command::Release => (self.claim, self.has_claim) = (0, false),
                Command::OpenStream(number) => {
                    assert!(self.stream.is_none(), "seed {}: two streams", self.seed);
                    assert!(self.has_claim, "seed {}: another tab streams", self.seed);
                    assert!(
                        self.now >= self.paused_until,
                        "seed {}: a stream in the pause that the API asked for",
                        self.seed
                    );
                    self.stream = Some(number);
                    self.streams.push(self.now);
                    let after = 50.0 + self.chance.part() * 500.0;
                    match self.mode {
                        Mode::Good => self
                            .coming
                            .push((self.now + after, Coming::Message(number))),
                        Mode::HangsUp => {
                            self.coming
                                .push((self.now + after, Coming::Message(number)));
                            self.coming
                                .push((self.now + after + 1.0, Coming::Broken(number)));
                        }
                        Mode::Silent => {}
                        Mode::Down | Mode::Busy | Mode::Foreign => {
                            self.coming.push((self.now + after, Coming::Broken(number)));
                        }
                    }
                }
                Command::CloseStream => self.stream = None,
                Command::Poll => {
                    assert!(
                        self.now >= self.paused_until,
                        "seed {}: a question in the pause that the API asked for",
                        self.seed
                    );
                    self.polls.push(self.now);
                    let after = 50.0
                        + self.chance.part()
                            * if self.mode == Mode::Down {
                                25.0 * SECOND
                            } else {
                                SECOND
                            };
                    self.coming
                        .push((self.now + after, Coming::Answer(self.mode)));
                }
                Command::SleepUntil(moment) => {
                    assert!(
                        moment > self.now,
                        "seed {}: woken {} ms ago",
                        self.seed,
                        self.now - moment
                    );
                    assert!(
                        moment != asked_before,
                        "seed {}: asked for the same moment twice",
                        self.seed
                    );
                    self.wake_at = moment;
                }
                Command::NoteCheck | Command::Publish | Command::Tell => {}
            }
        }
    }

    /// The most of these moments within a minute.
    fn most_a_minute(moments: &[Milliseconds]) -> usize {
        let mut first = 0;
        let mut most = 0;
        for (last, moment) in moments.iter().enumerate() {
            while moment - moments[first] >= MINUTE {
                first += 1;
            }
            most = most.max(last - first + 1);
        }
        most
    }
}

#[test]
fn a_day_with_faults_ends_in_the_final_state_within_the_limits() {
    let runs = if option_env!("REFILLERY_LONG").is_some() {
        LONG_RUNS
    } else {
        RUNS
    };
    let (mut most_polls, mut most_streams, mut most_steps) = (0, 0, 0.0_f64);
    let (mut longest_blind, mut blindest) = (0.0_f64, 0);
    for seed in 0..runs {
        let world = World::new(seed);
        let last = world.tracker.order().map(|order| order.state.clone());
        assert!(
            last.as_ref().is_some_and(|state| state.is_final()),
            "seed {seed}: {last:?}, the server is at {}, {:?}",
            world.state,
            world.tracker.link()
        );
        assert_eq!(world.tracker.link(), &Link::Ended, "seed {seed}");
        assert!(world.stream.is_none(), "seed {seed}: a stream is left");
        most_polls = most_polls.max(World::most_a_minute(&world.polls));
        most_streams = most_streams.max(World::most_a_minute(&world.streams));
        if world.longest_blind > longest_blind {
            (longest_blind, blindest) = (world.longest_blind, seed);
        }
        let minutes = (world.now - START) / MINUTE;
        most_steps = most_steps.max(world.steps as f64 / minutes);
    }
    println!(
        "{runs} runs: {most_polls} polls and {most_streams} streams in a minute, {most_steps:.1} steps a minute, at most {longest_blind} ms without news"
    );
    // One each ten seconds, and one for each of the two moments in which the page is seen again.
    assert!(most_polls <= 9, "{most_polls} polls in a minute");
    assert!(most_streams <= 16, "{most_streams} streams in a minute");
    assert!(most_steps <= 20.0, "{most_steps} steps a minute");
    // An answer takes up to 1.05 s here.
    assert!(
        longest_blind <= 16_100.0,
        "seed {blindest}: {longest_blind} ms without news"
    );
}
