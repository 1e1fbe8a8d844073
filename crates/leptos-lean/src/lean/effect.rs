//! Effects and tasks. Each is boxed, so that one function runs all of them.

use std::pin::Pin;

use upstream::prelude::{Dispose, Effect as TypedEffect, LocalStorage, untrack};
use upstream::reactive::effect::EffectFunction;

/// Runs a closure, and runs it again whenever a signal that it reads changes.
#[derive(Clone, Copy)]
pub struct Effect(TypedEffect<LocalStorage>);

impl Effect {
    /// Starts an effect. It first runs after the view around it is on the page.
    #[track_caller]
    pub fn new<T: 'static, M: 'static>(mut run: impl EffectFunction<T, M> + 'static) -> Self {
        let mut before = None;
        effect(Box::new(move || before = Some(run.run(before.take()))))
    }

    /// Starts an effect that follows only what its first closure reads, and hands the second one the
    /// new value, the one before it, and what it returned before. With `immediate` the second one
    /// runs at first as well.
    #[track_caller]
    pub fn watch<D: 'static, T: 'static>(
        mut dependency: impl FnMut() -> D + 'static,
        mut handler: impl FnMut(&D, Option<&D>, Option<T>) -> T + 'static,
        immediate: bool,
    ) -> Self {
        let mut old: Option<D> = None;
        let mut before = None;
        Self::new(move || {
            let new = dependency();
            if immediate || old.is_some() {
                before = Some(untrack(|| handler(&new, old.as_ref(), before.take())));
            }
            old = Some(new);
        })
    }

    /// Stops the effect.
    pub fn stop(self) {
        self.0.stop();
    }
}

impl Dispose for Effect {
    fn dispose(self) {
        self.0.dispose();
    }
}

#[track_caller]
fn effect(mut run: Box<dyn FnMut()>) -> Effect {
    Effect(TypedEffect::new(move |_: Option<()>| run()))
}

/// Runs a task to its end.
#[track_caller]
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(task));
}

#[track_caller]
fn spawn_boxed(task: Pin<Box<dyn Future<Output = ()>>>) {
    upstream::task::spawn_local(task);
}
