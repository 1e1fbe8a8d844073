//! Effects and tasks. Each is boxed, so that one function runs all of them.

use std::pin::Pin;

use upstream::prelude::{Effect as TypedEffect, LocalStorage};
use upstream::reactive::effect::EffectFunction;

/// Runs a closure, and runs it again whenever a signal that it reads changes.
#[derive(Clone, Copy)]
pub struct Effect(TypedEffect<LocalStorage>);

impl Effect {
    /// Starts an effect. Its first run is after the view around it is on the page.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new<T: 'static, M: 'static>(mut run: impl EffectFunction<T, M> + 'static) -> Self {
        let mut before = None;
        effect(Box::new(move || before = Some(run.run(before.take()))))
    }

    /// Stops the effect.
    pub fn stop(self) {
        self.0.stop();
    }
}

#[cfg_attr(debug_assertions, track_caller)]
fn effect(mut run: Box<dyn FnMut()>) -> Effect {
    Effect(TypedEffect::new(move |_: Option<()>| run()))
}

/// Runs a task to its end.
#[cfg_attr(debug_assertions, track_caller)]
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(task));
}

#[cfg_attr(debug_assertions, track_caller)]
fn spawn_boxed(task: Pin<Box<dyn Future<Output = ()>>>) {
    upstream::task::spawn_local(task);
}
