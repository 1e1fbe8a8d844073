//! Signals under the names that this shop has used so far, for the parts that aren't written with
//! Leptos's own yet, and tasks and timers that end with their owner.

use std::time::Duration;

use futures::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A value that can be set, and that tells whoever has read it.
pub struct State<T: Send + Sync + 'static>(pub RwSignal<T>);

impl<T: Send + Sync + 'static> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for State<T> {}

impl<T: Clone + Send + Sync + 'static> State<T> {
    /// Starts with this value.
    pub fn new(value: T) -> Self {
        Self(RwSignal::new(value))
    }

    /// The value, tracked.
    pub fn get(self) -> T {
        self.0.get()
    }

    /// The value, not tracked.
    pub fn get_untracked(self) -> T {
        self.0.get_untracked()
    }

    /// Looks at the value without a copy, tracked.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.0.with(look)
    }

    /// Looks at the value without a copy, not tracked.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.0.with_untracked(look)
    }

    /// Follows the value without looking at it.
    pub fn track(self) {
        self.0.track();
    }

    /// Sets the value; nothing happens once its owner is gone.
    pub fn set(self, value: T) {
        self.0.set(value);
    }

    /// Whether its owner is still there, and anybody could hear of a change.
    pub fn is_alive(self) -> bool {
        !self.0.is_disposed()
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if self.is_alive() {
            let mut value = self.get_untracked();
            change(&mut value);
            self.set(value);
        }
    }
}

/// A value derived from others, told only when it really changes.
pub struct Derived<T: Send + Sync + 'static>(pub Memo<T>);

impl<T: Send + Sync + 'static> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Derived<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Derived<T> {
    /// Derives the value and tells of it each time something it reads changes,
    /// without comparing: for large values, whose comparison is code as well.
    pub fn fresh(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Memo::new_with_compare(move |_| derive(), |_, _| true))
    }

    /// Derives the value; again whenever something it reads changes.
    pub fn new(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Memo::new(move |_| derive()))
    }

    /// The value, tracked.
    pub fn get(self) -> T {
        self.0.get()
    }

    /// The value, not tracked.
    pub fn get_untracked(self) -> T {
        self.0.get_untracked()
    }

    /// Looks at the value without a copy, tracked.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.0.with(look)
    }

    /// Follows the value without looking at it. It is derived all the same: what
    /// has never been derived follows nothing, and would never tell.
    pub fn track(self) {
        self.0.with(|_| ());
    }
}

/// A task that ends when this is dropped.
pub struct Task(AbortHandle);

impl Task {
    /// Starts the task.
    pub fn spawn(work: LocalBoxFuture<'static, ()>) -> Self {
        let (work, handle) = abortable(work);
        spawn(async move {
            // An aborted task has nothing to say.
            work.await.ok();
        });
        Self(handle)
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Does something now and whenever what it reads changes, until the owner
/// goes.
pub fn effect(run: impl Fn() + 'static) {
    effect_of(Box::new(run));
}

/// Runs a task to its end, whoever goes meanwhile.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(task));
}

/// Does something every so many milliseconds, until the owner goes.
pub fn every(milliseconds: u64, run: impl Fn() + 'static) {
    let timer = set_interval_with_handle(run, Duration::from_millis(milliseconds));
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
}

fn effect_of(run: Box<dyn Fn()>) {
    // The first run of an effect comes a moment later. Its owner may be gone by
    // then, with all the values that it would read.
    let owner_mark = StoredValue::new(());
    Effect::new(move |_| {
        if owner_mark.try_get_value().is_some() {
            run();
        }
    });
}

fn spawn_boxed(task: LocalBoxFuture<'static, ()>) {
    spawn_local(task);
}
