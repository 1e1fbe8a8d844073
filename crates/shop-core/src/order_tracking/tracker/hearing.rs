//! What an event changes.

use std::sync::Arc;

use super::claim::Claim;
use super::{
    Command, Event, HELD, LONGEST_PAUSE, Link, Milliseconds, OrderTracker, Streaming, Unanswered,
};
use crate::model::order::{MoneySeen, Order};
use crate::order_tracking::PollSchedule;

impl OrderTracker {
    pub(super) fn hear(&mut self, now: Milliseconds, event: Event) {
        match event {
            Event::Message { stream, .. }
            | Event::Stop { stream }
            | Event::Broken { stream, .. }
                if !self.is_open(stream) => {}
            event if self.is_stale(&event) => {}
            Event::Started { is_hidden } => {
                self.is_page_hidden = is_hidden;
                self.is_quiet = is_hidden;
                if is_hidden {
                    self.give_back_at = now;
                }
                self.poll(now);
            }
            Event::Woken => {}
            Event::Message { order, .. } => {
                self.note_check(now);
                if self.show(now, *order) {
                    self.commands.push(Command::Tell);
                }
                self.trust(now);
                self.set_link(now, Link::Live);
            }
            Event::Stop { .. } => {
                self.close_stream();
                self.streaming = Streaming::Stopped;
                // Gets what the stream may have missed, and the end if it is one.
                self.poll_soon(now);
            }
            Event::Broken { random, .. } => self.hear_break(now, random),
            Event::NoStreams => {
                self.streaming = Streaming::Stopped;
                self.set_link(now, Link::Polling);
            }
            // The stream is due already.
            Event::Granted { .. } => self.claim = Claim::Held,
            Event::Taken { .. } => self.hear_taken(now),
            Event::News { random } => self.hear_news(now, random),
            Event::Answered(order) => self.hear_answer(now, *order),
            Event::Failed(failure) => self.hear_failure(now, failure),
            Event::Awaited => self.is_awaited = true,
            Event::Hidden => {
                self.is_page_hidden = true;
                self.is_quiet = !self.is_awaited;
                self.give_back_at = now + HELD;
            }
            Event::Left => {
                // A page kept in memory must not hold a connection.
                self.go_away(now);
                self.is_page_hidden = true;
                self.is_quiet = true;
                self.give_back_at = f64::INFINITY;
            }
            Event::Shown | Event::Returned => self.be_seen(now),
            Event::Focused if self.is_page_hidden => {}
            Event::Focused => {
                self.claim_anew();
                self.hear_news(now, 0.0);
            }
            Event::Offline => {
                // A stream doesn't report that its line was pulled.
                self.distrust(now);
                if !self.is_over() {
                    self.lose(now, false);
                    // Devices can be wrong: an answer that comes all the same counts.
                    self.poll_soon(now);
                }
            }
            Event::Online => self.poll_soon(now),
            Event::Wanted => self.poll(now),
        }
    }

    fn be_seen(&mut self, now: Milliseconds) {
        self.is_page_hidden = false;
        self.is_quiet = false;
        self.give_back_at = f64::INFINITY;
        self.come_back(now);
        self.claim_anew();
        self.poll_soon(now);
    }

    fn hear_answer(&mut self, now: Milliseconds, order: Order) {
        self.end_question(false);
        self.note_check(now);
        self.paused_until = f64::NEG_INFINITY;
        let is_silent = self.is_silent(now);
        let is_news = self.show(now, order);
        self.is_withheld |= is_news && is_silent;
        let is_polled = matches!(
            self.link,
            Link::Polling | Link::Withheld | Link::Resting | Link::Lost { .. }
        );
        let is_without = self.streaming == Streaming::Stopped || self.claim == Claim::Asked;
        if is_polled || is_without {
            self.set_link(now, Link::Polling);
        }
        self.poll_at = now + self.interval(now);
    }

    fn hear_failure(&mut self, now: Milliseconds, failure: Unanswered) {
        self.end_question(true);
        if !self.is_live(now) {
            self.lose(now, failure.is_answered);
        }
        self.is_refused = self.order.is_none() && !failure.is_passing;
        let pause = failure.pause.min(LONGEST_PAUSE);
        self.poll_at = now + self.interval(now).max(pause);
        self.paused_until = self.paused_until.max(now + pause);
    }

    fn end_question(&mut self, has_failed: bool) {
        self.is_asking = false;
        self.patient_until = f64::INFINITY;
        if has_failed {
            self.pace.note(true);
        }
    }

    fn note_check(&mut self, now: Milliseconds) {
        self.heard_at = now;
        self.pace.note(false);
        self.lost = None;
        self.commands.push(Command::NoteCheck);
    }

    /// Takes a snapshot, unless it is older than the one that is shown. Returns whether it is news.
    fn show(&mut self, now: Milliseconds, order: Order) -> bool {
        let order = order.merged_with_seen_money(&self.seen);
        let shown = self.order.as_deref();
        let is_locked = self.is_final() && !order.state.is_final();
        let is_news =
            !is_locked && shown.is_none_or(|shown| order.supersedes(shown) && *shown != order);
        if is_news {
            if shown.is_none_or(|shown| shown.state != order.state) {
                self.pace = PollSchedule::new(now);
                self.stream_again(now);
            }
            self.seen = MoneySeen::from_order(&order);
            self.order = Some(Arc::new(order));
        }
        is_news
    }
}
