//! The decisions of a page that follows an order, without a browser, a clock or randomness.
//!
//! [`OrderTracker::step`] takes one [`Event`] and gives the [`Command`]s that follow from it; a
//! driver executes them and reports what comes back. The streams of an order:
//!
//! ```text
//!                        `Taken` by another tab
//!     ┌───────────────────────────────┬──────────────────────┐
//!     ▼    order known, `Granted`     │      `Message`       │
//! Wanted(at) ─────────────────► Open, silent ─────────► Open, trusted
//!    ▲  ▲                         │   │  ▲                │   │
//!    │  └──────── `Broken` ───────┘   │  └─ silent for ───┘   │
//!    │  └──────── `Broken` ───────────│───── 15 to 45 s ──────┘
//!    │                                │ hidden for 30 s, `Taken` while hidden, or `Left`
//!    │ `Shown`, `Returned`            ▼
//!    └───────────────────────────── Away
//!
//! any of them: `Stop`, or `NoStreams` ──────────────────► Stopped
//! any of them: a final state, or no such order ─────────► nothing is opened or asked any more
//! ```
//!
//! | streams | the order is asked for |
//! |---|---|
//! | Wanted | at once at the start; after a stream that sent nothing, and after three breaks, at the pace of [`PollSchedule`] |
//! | Wanted, and another tab streams | at the pace, and at `News` of that tab |
//! | Open, trusted | only when the buyer wants it, or returns to the page |
//! | Open, silent | at the pace, until the stream speaks |
//! | Away | at the pace of a hidden page, and within 10 s of `News`; not at all once the page is left |
//! | Stopped | at the pace; not at all while the page is hidden, unless somebody waits for news |
//!
//! A page that is hidden for less than 30 s asks for nothing, unless somebody waits for news there.
//! After a `Failed` with a pause of up to two minutes nothing is opened or asked by itself before it
//! is over, or before a question of the buyer's is answered.
//!
//! One tab of a browser streams at a time. A page that is shown, or whose window gets the
//! keyboard's keys, takes the claim to it from the tab that has it. The tab that loses it waits in
//! line while it can be seen (two windows side by side), and does without while it is hidden. The
//! claim is kept while streams are wanted and given back with the last one:
//!
//! ```text
//!               a stream is due              `Granted`
//! Unclaimed ─────────────────────► Asked ─────────────────► Held
//!   ▲   ▲                            ▲                       │ │
//!   │   │                            └─ `Taken`, and seen ───┘ │
//!   │   └─ `Taken`, and hidden ────────────────────────────────┘
//!   └───── Away, Stopped, or over: from both
//! ```

#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "the browser's clock counts milliseconds as a float; no money is here"
)]

mod claim;
mod event;
mod hearing;
mod streaming;

use std::sync::Arc;

use super::{Link, PollSchedule};
use crate::backoff::{self, Backoff};
use crate::model::order::{MoneySeen, Order, OrderState};
use claim::Claim;
pub use event::{Command, Event, Unanswered};

/// A moment, or a span of time, in milliseconds of one clock that never goes back.
pub type Milliseconds = f64;

/// The number of streams that break in a row, after they have sent something, before the order is
/// polled besides: below this a short cut of the line is not worth an extra request.
const BREAKS_BEFORE_POLLING: u32 = 2;

/// A new stream is trusted for this long, if the state is known for no longer than [`TRUST`]: the API
/// sends the current state at once, so a proxy that swallows streams is noticed by then.
const FIRST_TRUST: Milliseconds = 8_000.0;

/// A stream is trusted for this long after a message, while money or goods are awaited: some proxies
/// hold a stream open whose other end is gone, and a buyer who has paid looks at an old state.
const TRUST: Milliseconds = 15_000.0;

/// The same in states in which nothing happens that a buyer waits for.
const CALM_TRUST: Milliseconds = 45_000.0;

/// After this long without an answer the line of a question is dead: it goes on waiting, and the
/// page says so meanwhile.
const PATIENCE: Milliseconds = 10_000.0;

/// How long a hidden page holds its stream: as long as a look into a wallet takes.
const HELD: Milliseconds = 30_000.0;

/// The longest pause that is kept. Servers in maintenance ask for hours, and are well again in minutes.
const LONGEST_PAUSE: Milliseconds = 120_000.0;

/// Whether a stream is open, or when one will be.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Streaming {
    /// Open, and trusted until this moment.
    Open {
        number: u32,
        opened: Milliseconds,
        has_spoken: bool,
        trusted_until: Milliseconds,
    },
    /// To be opened at this moment.
    Wanted { at: Milliseconds },
    /// Not to be opened before the page is seen again.
    Away,
    /// Never again.
    Stopped,
}

/// One followed order.
pub struct OrderTracker {
    order: Option<Arc<Order>>,
    link: Link,
    seen: MoneySeen,
    /// Whether there is no such order, and asking again won't change that.
    is_refused: bool,
    streaming: Streaming,
    last_stream: u32,
    claim: Claim,
    last_claim: u32,
    /// Whether another tab is not to be robbed of its stream.
    is_patient: bool,
    backoff: Backoff,
    pace: PollSchedule,
    /// Whether an answer is awaited, and until when it may take its time.
    is_asking: bool,
    patient_until: Milliseconds,
    /// `Some` if the line is dead: whether something answers on it that is no order.
    lost: Option<bool>,
    /// Whether a question brought news that the open stream had not sent.
    is_withheld: bool,
    poll_at: Milliseconds,
    /// When the order is asked for because another tab has news.
    news_at: Milliseconds,
    polled_at: Milliseconds,
    /// When the newest valid information came.
    heard_at: Milliseconds,
    is_page_hidden: bool,
    /// Whether nothing is asked because the page is hidden.
    is_quiet: bool,
    is_awaited: bool,
    /// Until when the API asks to be left alone.
    paused_until: Milliseconds,
    /// When a hidden page gives its stream back.
    give_back_at: Milliseconds,
    asleep_until: Milliseconds,
    commands: Vec<Command>,
}

impl OrderTracker {
    /// Nothing is known but the money of an earlier visit.
    pub fn new(seen: MoneySeen, now: Milliseconds) -> Self {
        Self {
            order: None,
            link: Link::Connecting,
            seen,
            is_refused: false,
            streaming: Streaming::Wanted { at: now },
            last_stream: 0,
            claim: Claim::Unclaimed,
            last_claim: 0,
            is_patient: false,
            backoff: Backoff::new(backoff::STREAM),
            pace: PollSchedule::new(now),
            is_asking: false,
            patient_until: f64::INFINITY,
            lost: None,
            is_withheld: false,
            poll_at: f64::INFINITY,
            news_at: f64::INFINITY,
            polled_at: f64::NEG_INFINITY,
            heard_at: f64::NEG_INFINITY,
            is_page_hidden: false,
            is_quiet: false,
            is_awaited: false,
            paused_until: f64::NEG_INFINITY,
            give_back_at: f64::INFINITY,
            asleep_until: f64::INFINITY,
            commands: Vec::new(),
        }
    }

    /// The newest snapshot.
    pub fn order(&self) -> Option<&Arc<Order>> {
        self.order.as_ref()
    }

    /// How snapshots come.
    pub fn link(&self) -> &Link {
        &self.link
    }

    /// When something is asked or opened again, while the line is lost and nothing is under way.
    pub fn tries_again_at(&self) -> Option<Milliseconds> {
        let is_waiting = matches!(self.link, Link::Lost { .. }) && !self.is_asking;
        Some(self.asleep_until).filter(|at| is_waiting && at.is_finite())
    }

    /// What to do after an event.
    pub fn step(&mut self, now: Milliseconds, event: Event) -> Vec<Command> {
        let (order, link) = (self.order.clone(), self.link.clone());
        if matches!(event, Event::Woken) {
            self.asleep_until = f64::INFINITY;
        }
        self.hear(now, event);
        self.do_what_is_due(now);
        self.release_if_unused();
        let is_same = match (&order, &self.order) {
            (Some(before), Some(after)) => Arc::ptr_eq(before, after),
            (before, after) => before.is_none() && after.is_none(),
        };
        if !is_same || link != self.link {
            self.commands.push(Command::Publish);
        }
        let next = self.next_moment(now);
        if next != self.asleep_until {
            self.asleep_until = next;
            self.commands.push(Command::SleepUntil(next));
        }
        std::mem::take(&mut self.commands)
    }

    fn do_what_is_due(&mut self, now: Milliseconds) {
        if self.is_over() {
            self.close_stream();
            self.set_link(now, Link::Ended);
            self.poll_at = f64::INFINITY;
            return;
        }
        self.give_back_if_due(now);
        self.open_stream_if_due(now);
        if !self.is_trusted(now) && !self.is_quiet && now >= self.poll_due() {
            if matches!(self.streaming, Streaming::Open { .. }) {
                self.set_link(now, Link::Polling);
            }
            self.poll(now);
        }
        if now >= self.patient_until {
            self.patient_until = f64::INFINITY;
            if !self.is_live(now) {
                self.lose(now, false);
            }
        }
    }

    /// Whether nothing more will come: the state is final, or the order can't be asked for and
    /// asking again won't change that.
    fn is_over(&self) -> bool {
        self.is_final() || (self.order.is_none() && self.is_refused)
    }

    /// Whether the state is final. Nothing replaces such a snapshot but another final one.
    fn is_final(&self) -> bool {
        let order = self.order.as_ref();
        order.is_some_and(|order| order.state.is_final())
    }

    /// Asks as soon as the API lets itself be asked.
    fn poll_soon(&mut self, now: Milliseconds) {
        if now >= self.paused_until {
            self.poll(now);
        } else {
            self.poll_at = self.poll_at.min(self.paused_until);
        }
    }

    /// When the next question is due.
    fn poll_due(&self) -> Milliseconds {
        // A question on its way may have been answered before the news.
        let news_at = if self.is_asking {
            f64::INFINITY
        } else {
            self.news_at
        };
        self.poll_at.min(news_at).max(self.paused_until)
    }

    /// Asks for the order, unless it is being asked for already.
    fn poll(&mut self, now: Milliseconds) {
        // The answer decides when the next one is due.
        self.poll_at = f64::INFINITY;
        if self.is_asking || self.is_final() {
            return;
        }
        self.is_asking = true;
        self.news_at = f64::INFINITY;
        self.polled_at = now;
        self.patient_until = now + PATIENCE;
        self.commands.push(Command::Poll);
    }

    /// The pace at which the order is asked for.
    fn interval(&self, now: Milliseconds) -> Milliseconds {
        let state = self.state();
        self.pace.interval(state, self.is_page_hidden, now)
    }

    fn state(&self) -> &OrderState {
        let order = self.order.as_ref();
        order.map_or(&OrderState::Created, |order| &order.state)
    }

    /// Marks the line as lost: nothing answers, or only something that is no order.
    fn lose(&mut self, now: Milliseconds, is_answered: bool) {
        self.patient_until = f64::INFINITY;
        self.lost = Some(is_answered);
        self.set_link(now, Link::Polling);
    }

    fn set_link(&mut self, now: Milliseconds, link: Link) {
        let is_resting = || self.pace.calm(self.state(), now) == Some(f64::INFINITY);
        self.link = match (link, self.lost) {
            (link @ (Link::Live | Link::Ended), _) => link,
            (_, Some(is_answered)) => Link::Lost { is_answered },
            (Link::Polling, None) if is_resting() => Link::Resting,
            (Link::Polling, None) if self.is_withheld => Link::Withheld,
            (link, None) => link,
        };
    }

    /// When the next step is due, if no event comes until then.
    fn next_moment(&self, now: Milliseconds) -> Milliseconds {
        let poll = if self.is_quiet {
            f64::INFINITY
        } else {
            self.poll_due()
        };
        let due = match self.streaming {
            _ if self.is_over() => return f64::INFINITY,
            Streaming::Open { trusted_until, .. } if trusted_until > now => trusted_until,
            Streaming::Wanted { at } if self.order.is_some() && self.claim != Claim::Asked => {
                at.min(poll)
            }
            _ => poll,
        };
        due.min(self.patient_until).min(self.give_back_at)
    }
}

#[cfg(test)]
mod tests;
