//! The handle of an order that is followed.

use futures::channel::mpsc::UnboundedSender;
use leptos::prelude::*;

use super::event::Signal;
use super::{Check, Tracking};

/// A followed order: a copy of the handle is a copy of the same signal.
#[derive(Clone)]
pub struct Following {
    pub(super) tracking: RwSignal<Tracking>,
    pub(super) is_asking: RwSignal<bool>,
    pub(super) checked: RwSignal<Check>,
    pub(super) signals: UnboundedSender<Signal>,
}

impl Following {
    /// Reads the current value, tracked.
    pub fn with<T>(&self, read: impl FnOnce(&Tracking) -> T) -> T {
        self.tracking.with(read)
    }

    /// Whether an answer is awaited.
    pub fn is_asking(&self) -> RwSignal<bool> {
        self.is_asking
    }

    /// The last time that an answer about the order came.
    pub fn checked(&self) -> RwSignal<Check> {
        self.checked
    }

    /// Keeps asking while the page is hidden: somebody waits for an answer.
    pub fn keep_asking(&self) {
        // The other end is gone only when following has ended.
        self.signals.unbounded_send(Signal::Awaited).ok();
    }

    /// Asks at once, because the buyer wants to know now.
    pub fn check_now(&self) {
        self.is_asking.set(true);
        // The other end is gone only when following has ended.
        self.signals.unbounded_send(Signal::Wanted).ok();
    }
}
