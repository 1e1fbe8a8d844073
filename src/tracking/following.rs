//! The handle of an order that is followed.

use futures::channel::mpsc::UnboundedSender;

use super::event::Signal;
use super::{Check, Tracking};
use crate::reactive::State;

/// A followed order: a copy of the handle is a copy of the same signal.
#[derive(Clone)]
pub struct Following {
    pub(super) tracking: State<Tracking>,
    pub(super) is_asking: State<bool>,
    pub(super) checked: State<Check>,
    pub(super) signals: UnboundedSender<Signal>,
}

impl Following {
    /// Reads the current value, tracked.
    pub fn with<T>(&self, read: impl FnOnce(&Tracking) -> T) -> T {
        self.tracking.with(read)
    }

    /// Whether an answer is awaited.
    pub fn is_asking(&self) -> State<bool> {
        self.is_asking
    }

    /// The last time that the order was heard of.
    pub fn checked(&self) -> State<Check> {
        self.checked
    }

    /// Goes on asking while nobody looks at the page: somebody waits for word.
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
