//! Signals with Leptos's names, methods and traits, all over one underlying type: Leptos's own
//! signal of `Arc<dyn Any>`. A typed signal costs two to four kilobytes for each type of value;
//! these signals cost only the typed edges.
//!
//! The methods that a program calls most are written out, because they are shorter than the ones
//! that the traits derive. The traits exist for generic code.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::Arc;

use upstream::prelude::{
    DefinedAt, Dispose, Get, GetUntracked, IsDisposed, Notify, ReadUntracked,
    RwSignal as TypedSignal, Set, Track, Write,
};
use upstream::reactive::traits::UntrackableGuard;

use crate::lean::derived::{Memo, Signal};

pub(super) type Erased = Arc<dyn Any + Send + Sync>;
pub(super) type Untyped = TypedSignal<Erased>;

/// A value that can be read and set.
pub struct RwSignal<T>(pub(super) Untyped, PhantomData<fn() -> T>);

/// The reading part of a signal.
pub struct ReadSignal<T>(pub(super) Untyped, PhantomData<fn() -> T>);

/// The writing part of a signal.
pub struct WriteSignal<T>(Untyped, PhantomData<fn() -> T>);

/// Creates a signal and returns its reading part and its writing part.
#[cfg_attr(debug_assertions, track_caller)]
pub fn signal<T: Send + Sync + 'static>(value: T) -> (ReadSignal<T>, WriteSignal<T>) {
    RwSignal::new(value).split()
}

/// A value that was read. It doesn't lock the signal.
pub struct Shared<T>(Erased, PhantomData<fn() -> T>);

impl<T: 'static> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        typed(&self.0)
    }
}

/// A value that is being written. The signal's readers are notified when this is dropped.
pub(crate) struct Writing<G, T>(G, PhantomData<fn() -> T>);

impl<G: Deref<Target = Erased>, T: 'static> Deref for Writing<G, T> {
    type Target = T;

    fn deref(&self) -> &T {
        typed(&self.0)
    }
}

impl<G: DerefMut<Target = Erased>, T: 'static> DerefMut for Writing<G, T> {
    fn deref_mut(&mut self) -> &mut T {
        match unique(&mut self.0).and_then(|value| value.downcast_mut()) {
            Some(value) => value,
            // `writing` and `writing_untracked` refuse a shared value, and a value can't become
            // shared while it is locked.
            None => unreachable!("a value that is written is of the signal's type and not shared"),
        }
    }
}

impl<G: UntrackableGuard<Target = Erased>, T: 'static> UntrackableGuard for Writing<G, T> {
    fn untrack(&mut self) {
        self.0.untrack();
    }
}

/// The value as its own type.
pub(super) fn typed<T: 'static>(value: &Erased) -> &T {
    match (**value).downcast_ref() {
        Some(value) => value,
        // Each signal only holds values of its own type.
        None => unreachable!("a value is of its signal's type"),
    }
}

fn unique(value: &mut Erased) -> Option<&mut (dyn Any + Send + Sync)> {
    Arc::get_mut(value)
}

// The code that isn't generic exists once, here.

#[inline(never)]
#[cfg_attr(debug_assertions, track_caller)]
fn new_signal(value: Erased) -> Untyped {
    Untyped::new(value)
}

/// Puts another value into the signal. If that is disposed, the value is returned, and dropped.
#[inline(never)]
#[cfg_attr(debug_assertions, track_caller)]
fn replace(signal: Untyped, value: Erased) {
    signal.try_set(value);
}

/// Locks the value to write it. `None` if the signal is disposed, or the value is being read.
fn writing(signal: &Untyped) -> Option<impl UntrackableGuard<Target = Erased>> {
    let mut guard = signal.try_write()?;
    if unique(&mut guard).is_none() {
        guard.untrack();
        return None;
    }
    Some(guard)
}

fn writing_untracked(signal: &Untyped) -> Option<impl DerefMut<Target = Erased>> {
    let mut guard = signal.try_write_untracked()?;
    unique(&mut guard).is_some().then_some(guard)
}

/// The code that all signals share.
macro_rules! handles {
    ($($name:ident)*) => {$(
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<T> Eq for $name<T> {}

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }

        impl<T> DefinedAt for $name<T> {
            fn defined_at(&self) -> Option<&'static Location<'static>> {
                self.0.defined_at()
            }
        }
    )*};
}
handles!(RwSignal ReadSignal WriteSignal Memo Signal);

/// The code that all readable signals share.
macro_rules! readable {
    ($($name:ident)*) => {$(
        impl<T: 'static> $name<T> {
            /// Returns the value and makes the caller follow the signal.
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn get(&self) -> T
            where
                T: Clone,
            {
                typed::<T>(&self.0.get()).clone()
            }

            /// Returns the value without following the signal.
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn get_untracked(&self) -> T
            where
                T: Clone,
            {
                typed::<T>(&self.0.get_untracked()).clone()
            }

            /// Calls a closure with the value and makes the caller follow the signal.
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                read(typed(&self.0.get()))
            }

            /// Calls a closure with the value without following the signal.
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                read(typed(&self.0.get_untracked()))
            }
        }

        impl<T> Track for $name<T> {
            #[cfg_attr(debug_assertions, track_caller)]
            fn track(&self) {
                self.0.track();
            }
        }

        impl<T: 'static> ReadUntracked for $name<T> {
            type Value = Shared<T>;

            #[cfg_attr(debug_assertions, track_caller)]
            fn try_read_untracked(&self) -> Option<Shared<T>> {
                Some(Shared(self.0.try_get_untracked()?, PhantomData))
            }

            #[cfg_attr(debug_assertions, track_caller)]
            fn custom_try_read(&self) -> Option<Option<Shared<T>>> {
                Some(self.0.try_get().map(|value| Shared(value, PhantomData)))
            }
        }
    )*};
}
readable!(RwSignal ReadSignal Memo Signal);

/// The code that all writable signals share.
macro_rules! writable {
    ($($name:ident)*) => {$(
        impl<T: Send + Sync + 'static> $name<T> {
            /// Sets the value and notifies the signal's readers. Nothing happens if the signal is
            /// disposed.
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn set(&self, value: T) {
                replace(self.0, Arc::new(value));
            }

            /// Changes the value and notifies the signal's readers. Nothing happens if the signal
            /// is disposed.
            #[cfg_attr(debug_assertions, track_caller)]
            pub fn update(&self, change: impl FnOnce(&mut T)) {
                if let Some(guard) = writing(&self.0) {
                    change(&mut Writing(guard, PhantomData));
                }
            }
        }

        impl<T> Notify for $name<T> {
            #[cfg_attr(debug_assertions, track_caller)]
            fn notify(&self) {
                self.0.notify();
            }
        }

        impl<T: Send + Sync + 'static> Write for $name<T> {
            type Value = T;

            fn try_write(&self) -> Option<impl UntrackableGuard<Target = T>> {
                Some(Writing(writing(&self.0)?, PhantomData))
            }

            fn try_write_untracked(&self) -> Option<impl DerefMut<Target = T>> {
                Some(Writing(writing_untracked(&self.0)?, PhantomData))
            }
        }

        impl<T> IsDisposed for $name<T> {
            fn is_disposed(&self) -> bool {
                self.0.is_disposed()
            }
        }

        impl<T> Dispose for $name<T> {
            fn dispose(self) {
                self.0.dispose();
            }
        }
    )*};
}
writable!(RwSignal WriteSignal);

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// Creates a signal.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new(value: T) -> Self {
        Self(new_signal(Arc::new(value)), PhantomData)
    }
}

impl<T> RwSignal<T> {
    /// Returns the reading part.
    pub fn read_only(&self) -> ReadSignal<T> {
        ReadSignal(self.0, PhantomData)
    }

    /// Returns the writing part.
    pub fn write_only(&self) -> WriteSignal<T> {
        WriteSignal(self.0, PhantomData)
    }

    /// Returns the reading part and the writing part.
    pub fn split(&self) -> (ReadSignal<T>, WriteSignal<T>) {
        (self.read_only(), self.write_only())
    }
}
