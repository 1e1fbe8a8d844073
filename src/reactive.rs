//! Effects, tasks and timers that end with their owner.

use std::time::Duration;

use futures::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A memo that notifies each time something that it reads changes, without comparing: for large
/// values, whose comparison is code as well.
pub fn memo_without_comparing<T: Send + Sync + 'static>(
    derive: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new_with_compare(move |_| derive(), |_, _| true)
}

/// A task that ends when this is dropped.
pub struct Task(AbortHandle);

impl Task {
    /// Starts the task.
    pub fn spawn(work: LocalBoxFuture<'static, ()>) -> Self {
        let (work, handle) = abortable(work);
        spawn(async move {
            // An aborted task has no result.
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

/// Runs something now and each time a value that it reads changes, until the owner is gone.
pub fn effect(run: impl Fn() + 'static) {
    effect_of(Box::new(run));
}

/// Runs a task to its end, even if its owner goes meanwhile.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(task));
}

/// Runs something every so many milliseconds, until the owner is gone.
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
