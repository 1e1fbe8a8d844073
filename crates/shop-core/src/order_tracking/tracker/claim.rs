//! Which tab of a browser streams.

use super::{Event, Link, Milliseconds, OrderTracker, Streaming};
use crate::order_tracking::Command;

/// The hidden tabs of an order ask within this time of news, not all at once.
const NEWS_SPREAD: Milliseconds = 5_000.0;

/// The least time between a question and the next one because of news.
const NEWS_APART: Milliseconds = 2_000.0;

/// Whether this page may stream.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Claim {
    /// It has not asked to.
    Unclaimed,
    /// It has asked, and is not answered.
    Asked,
    /// It may.
    Held,
}

impl OrderTracker {
    /// Whether this page may stream. Asks for it, if it has not.
    pub(super) fn may_stream(&mut self) -> bool {
        if self.claim == Claim::Unclaimed {
            self.claim = Claim::Asked;
            self.last_claim = self.last_claim.wrapping_add(1);
            self.commands.push(Command::Claim {
                claim: self.last_claim,
                is_patient: self.is_patient,
            });
        }
        self.claim == Claim::Held
    }

    /// Whether an event answers a claim that is no longer the current one.
    pub(super) fn is_stale(&self, event: &Event) -> bool {
        match event {
            Event::Granted { claim } | Event::Taken { claim } => {
                *claim != self.last_claim || self.claim == Claim::Unclaimed
            }
            _ => false,
        }
    }

    /// Makes the next claim take the stream from another tab, because this page is seen.
    pub(super) fn claim_anew(&mut self) {
        self.is_patient = false;
        if self.claim == Claim::Asked {
            self.claim = Claim::Unclaimed;
            // Or the browser would grant it later to a page that wants no stream any more.
            self.commands.push(Command::Release);
        }
    }

    pub(super) fn hear_taken(&mut self, now: Milliseconds) {
        self.claim = Claim::Unclaimed;
        self.is_patient = true;
        let due = now + self.interval(now);
        let due = if self.is_page_hidden {
            due
        } else {
            due.min(self.known_until(now))
        };
        self.poll_at = if self.is_trusted(now) {
            due
        } else {
            self.poll_at.min(due)
        };
        let at = match self.streaming {
            Streaming::Wanted { at } => at,
            _ => now,
        };
        self.go_away(now);
        if self.is_page_hidden {
            self.is_quiet = false;
            self.give_back_at = f64::INFINITY;
        } else {
            self.streaming = Streaming::Wanted { at };
        }
        self.set_link(now, Link::Polling);
    }

    /// Plans a question. A tab with a trusted stream hears the news by itself.
    pub(super) fn hear_news(&mut self, now: Milliseconds, random: f64) {
        let (wait, apart) = if self.is_page_hidden {
            (NEWS_SPREAD * random, NEWS_SPREAD + NEWS_SPREAD)
        } else {
            (0.0, NEWS_APART)
        };
        let due = (now + wait).max(self.polled_at + apart);
        self.news_at = self.news_at.min(due);
    }

    /// Lets others stream if this page doesn't want to.
    pub(super) fn release_if_unused(&mut self) {
        let is_wanted = match self.streaming {
            Streaming::Open { .. } => true,
            // An order at rest is streamed only if its state changes.
            Streaming::Wanted { at } => at.is_finite(),
            Streaming::Away | Streaming::Stopped => false,
        };
        let is_used = is_wanted && !self.is_over();
        if self.claim != Claim::Unclaimed && !is_used {
            self.claim = Claim::Unclaimed;
            self.commands.push(Command::Release);
        }
    }
}
