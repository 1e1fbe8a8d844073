//! The handle of an order that is followed, and who shares it.

use std::sync::{Arc, Weak};

use futures::channel::mpsc::UnboundedSender;
use leptos::prelude::*;

use super::event::Signal;
use super::{Check, Tracking};
use crate::reactive::Task;
use shop_core::model::order::OrderId;

/// A followed order: a copy of the handle is a copy of the same signal.
#[derive(Clone)]
pub struct Following {
    pub(super) tracking: RwSignal<Tracking>,
    pub(super) is_asking: RwSignal<bool>,
    pub(super) checked: RwSignal<Check>,
    pub(super) next_try: RwSignal<Option<f64>>,
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

    /// When something is tried again on a lost line, in epoch milliseconds by the API's clock.
    pub fn next_try(&self) -> RwSignal<Option<f64>> {
        self.next_try
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

/// A follower and its signals, for as long as a view is interested.
struct Follow {
    following: Following,
    /// Of the signals, which outlive the view that came first.
    owner: Owner,
    _task: Task,
}

impl Drop for Follow {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// All orders that this page follows.
#[derive(Clone, Copy)]
struct Follows(StoredValue<Vec<(OrderId, Weak<Follow>)>, LocalStorage>);

/// The order as the page follows it already, or as `begin` does, until the current reactive owner
/// and those of all its other views are gone.
pub(super) fn shared(id: &OrderId, begin: impl FnOnce() -> (Following, Task)) -> Following {
    let app = the_app();
    let follows = app.with(|| {
        use_context::<Follows>().unwrap_or_else(|| {
            let follows = Follows(StoredValue::new_local(Vec::new()));
            provide_context(follows);
            follows
        })
    });
    let known = follows.0.with_value(|all| {
        let mut same = all.iter().filter(|(other, _)| other == id);
        same.find_map(|(_, follow)| follow.upgrade())
    });
    let follow = known.unwrap_or_else(|| {
        let owner = app.with(Owner::new);
        let (following, task) = owner.with(begin);
        let follow = Arc::new(Follow {
            following,
            owner,
            _task: task,
        });
        follows.0.update_value(|all| {
            all.retain(|(_, follow)| follow.strong_count() > 0);
            all.push((id.clone(), Arc::downgrade(&follow)));
        });
        follow
    });
    let following = follow.following.clone();
    let view = StoredValue::new_local(Some(follow));
    on_cleanup(move || view.set_value(None));
    following
}

/// The owner of everything.
fn the_app() -> Owner {
    let mut owner = Owner::current().unwrap_or_default();
    while let Some(parent) = owner.parent() {
        owner = parent;
    }
    owner
}
