//! Decides when the stream is opened, and when it is given back.

use js_sys::Date;

use super::stream::Stream;
use super::*;
use crate::api::endpoint;

/// How long a hidden page holds its stream, in milliseconds: as long as a look into a wallet takes.
pub(super) const HELD_MILLISECONDS: f64 = 30_000.0;

impl Follower {
    /// All tabs of a host share six connections over HTTP/1.1: with a stream in each tab, the
    /// seventh would never load. A hidden tab polls instead, seldom, so that its title still says
    /// when the goods are there.
    pub(super) fn give_back_if_due(&mut self) {
        let now = Date::now();
        if now < self.give_back_at {
            return;
        }
        self.give_back_at = f64::INFINITY;
        if self.streaming == Streaming::Stopped {
            return;
        }
        self.has_given_back = true;
        self.stream = None;
        self.streaming = Streaming::Wanted { at: f64::INFINITY };
        self.is_hidden = false;
        self.poll_at = now + self.pace_milliseconds(now);
    }

    pub(super) fn open_stream_if_due(&mut self) {
        let now = Date::now();
        let is_due = matches!(self.streaming, Streaming::Wanted { at } if at <= now);
        // Without a first answer it is unknown whether there is such an order.
        if !is_due
            || self
                .tracking
                .with_untracked(|tracking| tracking.order.is_none())
        {
            return;
        }
        self.backoff.begin(now);
        let endpoint = endpoint::subscribe(&self.client.prefix(), &self.id);
        self.stream = Stream::open(&endpoint, &self.signals);
        // A break has delayed the next question. If the new stream stays silent, the question is
        // due once the stream is no longer trusted.
        self.poll_at = self.poll_at.min(now + self.pace_milliseconds(now));
        self.streaming = match self.stream {
            Some(_) => Streaming::Open {
                trusted_until: now + FIRST_TRUST_MILLISECONDS,
            },
            None => Streaming::Stopped,
        };
        if self.stream.is_none() {
            self.set_link(Link::Polling);
        }
    }
}
