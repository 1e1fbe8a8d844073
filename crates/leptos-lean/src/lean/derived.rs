//! Memos and signals of any kind, all over one underlying type, as in `signal`.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use upstream::prelude::{
    ArcMemo as TypedArcMemo, DefinedAt, Get, GetValue, Memo as TypedMemo, StoredValue, Track,
    untrack,
};

use crate::lean::signal::{Erased, ReadSignal, RwSignal, Untyped, typed};

type Derive = Box<dyn Fn(Option<Erased>) -> (Erased, bool) + Send + Sync>;

/// A value that is derived from others. Its readers are notified only when it differs.
pub struct Memo<T>(pub(super) TypedMemo<Erased>, PhantomData<fn() -> T>);

/// Any signal that can be read.
pub struct Signal<T>(pub(super) Source, PhantomData<fn() -> T>);

/// A memo that lives as long as it is used.
pub(crate) struct ArcMemo<T>(TypedArcMemo<Erased>, PhantomData<fn() -> T>);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Signal(Untyped),
    Memo(TypedMemo<Erased>),
    Derived(StoredValue<Arc<dyn Fn() -> Erased + Send + Sync>>),
    Stored(StoredValue<Erased>),
}

impl Source {
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn get(self) -> Erased {
        match self {
            Self::Signal(signal) => signal.get(),
            Self::Memo(memo) => memo.get(),
            Self::Derived(derive) => derive.get_value()(),
            Self::Stored(value) => value.get_value(),
        }
    }

    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn try_get(self) -> Option<Erased> {
        match self {
            Self::Signal(signal) => signal.try_get(),
            Self::Memo(memo) => memo.try_get(),
            Self::Derived(derive) => Some(derive.try_get_value()?()),
            Self::Stored(value) => value.try_get_value(),
        }
    }

    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn get_untracked(self) -> Erased {
        untrack(|| self.get())
    }

    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn try_get_untracked(self) -> Option<Erased> {
        untrack(|| self.try_get())
    }
}

impl DefinedAt for Source {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        match self {
            Self::Signal(signal) => signal.defined_at(),
            Self::Memo(memo) => memo.defined_at(),
            Self::Derived(derive) => derive.defined_at(),
            Self::Stored(value) => value.defined_at(),
        }
    }
}

impl Track for Source {
    #[cfg_attr(debug_assertions, track_caller)]
    fn track(&self) {
        match self {
            Self::Signal(signal) => signal.track(),
            Self::Memo(memo) => memo.track(),
            Self::Derived(derive) => drop(derive.get_value()()),
            Self::Stored(_) => {}
        }
    }
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// Creates a memo. The closure gets the previous value, and runs again when something that it
    /// reads has changed.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self(new_memo(compared(derive)), PhantomData)
    }

    /// Creates a memo with a custom check of whether the value has changed.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new_with_compare(
        derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
        has_changed: fn(Option<&T>, Option<&T>) -> bool,
    ) -> Self {
        let derive = move |old: Option<Erased>| -> (Erased, bool) {
            let old = downcast(&old);
            let new = derive(old);
            let has_changed = has_changed(old, Some(&new));
            (Arc::new(new), has_changed)
        };
        Self(new_memo(Box::new(derive)), PhantomData)
    }
}

/// The old value as its own type. It doesn't panic, so it costs nothing where the value isn't used.
fn downcast<T: 'static>(old: &Option<Erased>) -> Option<&T> {
    (**old.as_ref()?).downcast_ref()
}

fn compared<T: PartialEq + Send + Sync + 'static>(
    derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Derive {
    Box::new(move |old: Option<Erased>| {
        let new = derive(downcast(&old));
        with_comparison(old, new)
    })
}

/// One function for all memos of one type.
#[inline(never)]
fn with_comparison<T: PartialEq + Send + Sync + 'static>(
    old: Option<Erased>,
    new: T,
) -> (Erased, bool) {
    let has_changed = old.as_ref().is_none_or(|old| *typed::<T>(old) != new);
    (Arc::new(new), has_changed)
}

#[inline(never)]
#[cfg_attr(debug_assertions, track_caller)]
fn new_memo(derive: Derive) -> TypedMemo<Erased> {
    TypedMemo::new_owning(derive)
}

impl<T: Clone + PartialEq + Send + Sync + 'static> ArcMemo<T> {
    pub(crate) fn new(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self(TypedArcMemo::new_owning(compared(derive)), PhantomData)
    }

    pub(crate) fn get(&self) -> T {
        typed::<T>(&self.0.get()).clone()
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// Creates a derived signal, which runs the closure each time that it is read.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn derive(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let derive = move || -> Erased { Arc::new(derive()) };
        Self(
            Source::Derived(StoredValue::new(Arc::new(derive))),
            PhantomData,
        )
    }

    /// Creates a signal that never changes.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn stored(value: T) -> Self {
        Self(
            Source::Stored(StoredValue::new(Arc::new(value))),
            PhantomData,
        )
    }
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(Source::Signal(signal.0), PhantomData)
    }
}

impl<T> From<ReadSignal<T>> for Signal<T> {
    fn from(signal: ReadSignal<T>) -> Self {
        Self(Source::Signal(signal.0), PhantomData)
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self(Source::Memo(memo.0), PhantomData)
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    #[cfg_attr(debug_assertions, track_caller)]
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    #[cfg_attr(debug_assertions, track_caller)]
    fn from(value: &str) -> Self {
        Self::stored(value.to_owned())
    }
}
