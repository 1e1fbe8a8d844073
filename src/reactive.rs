//! Reactive values, all of one type underneath.
//!
//! Leptos's signals are generic, and each type of value brings two to four
//! kilobytes of code. Here one signal of `dyn Any` serves all values; only thin
//! typed edges differ. Ownership is Leptos's: a value ends with the owner that
//! made it, and its handle is copyable.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use futures::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::{
    Effect, Get, GetUntracked, GetValue, Memo, RwSignal, Set, StoredValue, Track, on_cleanup,
    set_interval_with_handle,
};
use leptos::task::spawn_local;

type Erased = Arc<dyn Any + Send + Sync>;

/// A value that can be set, and that tells whoever has read it.
pub struct State<T> {
    signal: RwSignal<Erased>,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T: Clone + Send + Sync + 'static> State<T> {
    /// Starts with this value.
    pub fn new(value: T) -> Self {
        Self {
            signal: RwSignal::new(Arc::new(value)),
            value: PhantomData,
        }
    }

    /// The value, tracked.
    pub fn get(self) -> T {
        unwrapped::<T>(&self.signal.get()).clone()
    }

    /// The value, not tracked.
    pub fn get_untracked(self) -> T {
        unwrapped::<T>(&self.signal.get_untracked()).clone()
    }

    /// Looks at the value without a copy, tracked.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(unwrapped(&self.signal.get()))
    }

    /// Looks at the value without a copy, not tracked.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(unwrapped(&self.signal.get_untracked()))
    }

    /// Follows the value without looking at it.
    pub fn track(self) {
        self.signal.track();
    }

    /// Sets the value; nothing happens once its owner is gone.
    pub fn set(self, value: T) {
        set(self.signal, Arc::new(value));
    }

    /// Whether its owner is still there, and anybody could hear of a change.
    pub fn is_alive(self) -> bool {
        is_alive(self.signal)
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
pub struct Derived<T> {
    memo: Memo<Compared>,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Derived<T> {
    /// Derives the value and tells of it each time something it reads changes,
    /// without comparing: for large values, whose comparison is code as well.
    pub fn fresh(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let derive = move || Compared {
            value: Arc::new(derive()),
            is_same: |left, right| Arc::ptr_eq(left, right),
        };
        Self {
            memo: memo(Box::new(derive)),
            value: PhantomData,
        }
    }

    /// Derives the value; again whenever something it reads changes.
    pub fn new(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let is_same = |left: &Erased, right: &Erased| unwrapped::<T>(left) == unwrapped::<T>(right);
        let derive = move || Compared {
            value: Arc::new(derive()),
            is_same,
        };
        Self {
            memo: memo(Box::new(derive)),
            value: PhantomData,
        }
    }

    /// The value, tracked.
    pub fn get(self) -> T {
        unwrapped::<T>(&self.memo.get().value).clone()
    }

    /// The value, not tracked.
    pub fn get_untracked(self) -> T {
        unwrapped::<T>(&self.memo.get_untracked().value).clone()
    }

    /// Looks at the value without a copy, tracked.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(unwrapped(&self.memo.get().value))
    }

    /// Follows the value without looking at it. It is derived all the same: what
    /// has never been derived follows nothing, and would never tell.
    pub fn track(self) {
        drop(self.memo.get());
    }
}

#[derive(Clone)]
struct Compared {
    value: Erased,
    is_same: fn(&Erased, &Erased) -> bool,
}

impl PartialEq for Compared {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&self.value, &other.value)
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

fn memo(derive: Box<dyn Fn() -> Compared + Send + Sync>) -> Memo<Compared> {
    Memo::new(move |_| derive())
}

fn set(signal: RwSignal<Erased>, value: Erased) {
    // What comes back is the value, when its owner is gone.
    signal.try_set(value);
}

fn is_alive(signal: RwSignal<Erased>) -> bool {
    signal.try_get_untracked().is_some()
}

fn unwrapped<T: 'static>(value: &Erased) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        // `State` and `Derived` put in what their own type says.
        None => unreachable!("the handle's own type is what was put in"),
    }
}
