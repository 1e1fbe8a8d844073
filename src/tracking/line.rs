//! Handles the answer to a question, and whether the line to the API is dead.

use std::sync::Arc;

use js_sys::Date;

use super::*;
use crate::api::ApiError;
use shop_core::model::order::Order;

impl Follower {
    pub(super) fn hear_answer(&mut self, answer: Result<Arc<Order>, ApiError>, now: f64) {
        self.question = None;
        self.patient_until = f64::INFINITY;
        let asked = match &answer {
            Err(ApiError::Status {
                retry_after_milliseconds: Some(wait),
                ..
            }) => f64::from(*wait),
            _ => 0.0,
        };
        self.pace.note(answer.is_err());
        match answer {
            Ok(order) => {
                self.note_check();
                self.show(Arc::unwrap_or_clone(order));
                let link = self
                    .tracking
                    .with_untracked(|tracking| tracking.link.clone());
                if matches!(link, Link::Polling | Link::Resting | Link::Lost { .. }) {
                    self.set_link(Link::Polling);
                }
            }
            Err(error) => {
                if !self.is_live(now) {
                    self.lose(error != ApiError::Unreachable);
                }
                self.tracking.update(|tracking| {
                    if tracking.order.is_none() {
                        tracking.error = Some(error);
                    }
                });
            }
        }
        // Set after the check is noted: code that waits for the end of asking looks for a check.
        self.is_asking.set(false);
        if self.streaming == Streaming::Stopped {
            self.set_link(Link::Polling);
        }
        self.poll_at = now + self.pace_milliseconds(now).max(asked);
    }

    /// Marks the line as lost: nothing answers, or only something that is no order.
    pub(super) fn lose(&mut self, is_answered: bool) {
        self.patient_until = f64::INFINITY;
        self.lost = Some(is_answered);
        self.set_link(Link::Polling);
    }

    /// Records that an answer about the order came.
    pub(super) fn note_check(&mut self) {
        self.lost = None;
        let Check { count, .. } = self.checked.get_untracked();
        self.checked.set(Check {
            count: count.wrapping_add(1),
            at: self.client.now(),
        });
    }

    pub(super) fn lose_patience_if_due(&mut self) {
        let now = Date::now();
        if now >= self.patient_until {
            self.patient_until = f64::INFINITY;
            if !self.is_live(now) {
                self.lose(false);
            }
        }
    }

    /// Whether the stream has sent data and is trusted.
    pub(super) fn is_live(&self, now: f64) -> bool {
        self.is_streaming(now)
            && self
                .tracking
                .with_untracked(|tracking| tracking.link == Link::Live)
    }

    pub(super) fn is_streaming(&self, now: f64) -> bool {
        matches!(self.streaming, Streaming::Open { trusted_until } if now < trusted_until)
    }

    pub(super) fn set_link(&self, link: Link) {
        let is_resting = || self.pace.calm(&self.state(), Date::now()) == Some(f64::INFINITY);
        let link = match (link, self.lost) {
            (link @ (Link::Live | Link::Ended), _) => link,
            (_, Some(is_answered)) => Link::Lost { is_answered },
            (Link::Polling, None) if is_resting() => Link::Resting,
            (link, None) => link,
        };
        if self
            .tracking
            .with_untracked(|tracking| tracking.link != link)
        {
            self.tracking.update(|tracking| tracking.link = link);
        }
    }
}
