//! When a stream is opened, believed, and given back.

use super::{
    BREAKS_BEFORE_POLLING, CALM_TRUST, Command, FIRST_TRUST, Link, Milliseconds, OrderTracker,
    Streaming, TRUST,
};

impl OrderTracker {
    /// Gives the stream of a hidden page back: all tabs of a host share six connections over
    /// HTTP/1.1, and with a stream in each tab the seventh would never load. A hidden tab polls
    /// instead, seldom, so that its title still says when the goods are there.
    pub(super) fn give_back_if_due(&mut self, now: Milliseconds) {
        if now < self.give_back_at {
            return;
        }
        self.give_back_at = f64::INFINITY;
        if self.streaming == Streaming::Stopped {
            return;
        }
        self.go_away(now);
        self.is_quiet = false;
        self.poll_at = now + self.interval(now);
    }

    /// Closes the stream until the page is seen again.
    pub(super) fn go_away(&mut self, now: Milliseconds) {
        self.close_stream();
        if self.streaming != Streaming::Stopped {
            self.streaming = Streaming::Away;
        }
        if self.link == Link::Live {
            self.set_link(now, Link::Polling);
        }
    }

    /// Opens a stream again, if this page had to do without one.
    pub(super) fn come_back(&mut self, now: Milliseconds) {
        if self.streaming == Streaming::Away {
            self.streaming = Streaming::Wanted { at: now };
        }
    }

    /// Opens a stream of an order that was at rest, because its state has changed.
    pub(super) fn stream_again(&mut self, now: Milliseconds) {
        if let Streaming::Wanted { at } = &mut self.streaming
            && at.is_infinite()
        {
            *at = now;
        }
    }

    pub(super) fn open_stream_if_due(&mut self, now: Milliseconds) {
        // A stream is a request too.
        if let Streaming::Wanted { at } = &mut self.streaming
            && *at < self.paused_until
        {
            *at = self.paused_until;
            self.set_link(now, Link::Polling);
        }
        let is_due = matches!(self.streaming, Streaming::Wanted { at } if at <= now);
        // Without a first answer it is unknown whether there is such an order.
        if !is_due || self.order.is_none() || !self.may_stream() {
            return;
        }
        self.backoff.begin(now);
        self.last_stream = self.last_stream.wrapping_add(1);
        self.commands.push(Command::OpenStream(self.last_stream));
        // A break has delayed the next question. If the new stream stays silent, the question is
        // due once the stream is no longer trusted.
        self.poll_at = self.poll_at.min(now + self.interval(now));
        self.streaming = Streaming::Open {
            number: self.last_stream,
            opened: now,
            has_spoken: false,
            trusted_until: (now + FIRST_TRUST).min(self.known_until(now)),
        };
    }

    pub(super) fn close_stream(&mut self) {
        if matches!(self.streaming, Streaming::Open { .. }) {
            self.commands.push(Command::CloseStream);
            self.streaming = Streaming::Away;
            self.is_withheld = false;
        }
    }

    /// Whether this is the number of the open stream. Events of one that was replaced are ignored.
    pub(super) fn is_open(&self, stream: u32) -> bool {
        matches!(self.streaming, Streaming::Open { number, .. } if number == stream)
    }

    /// Records that the open stream has sent a snapshot.
    pub(super) fn trust(&mut self, now: Milliseconds) {
        self.backoff.reset();
        self.is_withheld = false;
        self.news_at = f64::INFINITY;
        let until = self.known_until(now);
        // Failed questions may have delayed the next one.
        self.poll_at = self.poll_at.min(until);
        if let Streaming::Open {
            has_spoken,
            trusted_until,
            ..
        } = &mut self.streaming
        {
            (*has_spoken, *trusted_until) = (true, until);
        }
    }

    /// Until when the last valid information is new enough.
    pub(super) fn known_until(&self, now: Milliseconds) -> Milliseconds {
        let is_calm = self.pace.calm(self.state(), now).is_some();
        self.heard_at + if is_calm { CALM_TRUST } else { TRUST }
    }

    /// Believes the open stream no longer.
    pub(super) fn distrust(&mut self, now: Milliseconds) {
        if let Streaming::Open { trusted_until, .. } = &mut self.streaming {
            *trusted_until = now;
        }
    }

    pub(super) fn is_trusted(&self, now: Milliseconds) -> bool {
        matches!(self.streaming, Streaming::Open { trusted_until, .. } if now < trusted_until)
    }

    /// Whether the open stream had time to send what an answer has, and is not trusted.
    pub(super) fn is_silent(&self, now: Milliseconds) -> bool {
        matches!(self.streaming, Streaming::Open { opened, .. } if now >= opened + FIRST_TRUST)
            && !self.is_trusted(now)
    }

    /// Whether the stream has sent a snapshot and is trusted.
    pub(super) fn is_live(&self, now: Milliseconds) -> bool {
        self.is_trusted(now) && self.link == Link::Live
    }

    /// Plans the next stream, and the questions until then.
    pub(super) fn hear_break(&mut self, now: Milliseconds, random: f64) {
        let has_spoken = matches!(
            self.streaming,
            Streaming::Open {
                has_spoken: true,
                ..
            }
        );
        self.close_stream();
        let wait = self.backoff.fail(now, random, None);
        // Each new stream is a question too: a server that hangs up after each answer is not asked
        // more often than by polling.
        let calm = self.pace.calm(self.state(), now);
        self.streaming = Streaming::Wanted {
            at: now + f64::from(wait).max(calm.unwrap_or_default()),
        };
        let attempt = self.backoff.failures();
        let is_polled = attempt > BREAKS_BEFORE_POLLING || calm.is_some();
        self.poll_at = if attempt > BREAKS_BEFORE_POLLING {
            self.poll_at.min(now + self.interval(now))
        } else if has_spoken {
            // The new stream sends the state, but it may have to wait for its place in the minute.
            self.known_until(now)
        } else {
            // Only an answer has a status, and says how long to wait.
            now.max(self.polled_at + self.interval(now))
        };
        self.set_link(
            now,
            if is_polled {
                Link::Polling
            } else {
                Link::Retrying {
                    attempt,
                    wait_milliseconds: wait,
                }
            },
        );
    }
}
