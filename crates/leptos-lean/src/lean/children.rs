//! The children of a component.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::lean::node::{AnyView, IntoAny, IntoView, View};

/// Children that are rendered once.
pub type Children = Box<dyn FnOnce() -> AnyView + Send>;
/// Children that are rendered any number of times.
pub type ChildrenFn = Arc<dyn Fn() -> AnyView + Send + Sync>;
/// Children that are rendered any number of times by one owner.
pub type ChildrenFnMut = Box<dyn FnMut() -> AnyView + Send>;

/// Children that are rendered once. Only the compiler knows their type.
pub struct TypedChildren<T>(Children, PhantomData<fn(T)>);
/// Children that are rendered any number of times. Only the compiler knows their type.
pub struct TypedChildrenFn<T>(ChildrenFn, PhantomData<fn(T)>);

/// A view as a prop, such as a fallback.
#[derive(Clone)]
pub struct ViewFn(ChildrenFn);

/// How `view!` passes children to a component.
pub trait ToChildren<F> {
    /// Creates the children from a closure or a text.
    fn to_children(children: F) -> Self;
}

/// A text as the only child, which `view!` doesn't put into a closure.
#[doc(hidden)]
pub struct ChildrenOptContainer<T>(pub T);

macro_rules! children {
    ($($children:ident $($typed:ident)?: $pointer:ident, $call:ident [$($bound:ident)*] $($clone:ident)?;)*) => {$(
        impl<F, C> ToChildren<F> for $children
        where
            F: $call() -> C + Send $(+ $bound)* + 'static,
            C: IntoView + 'static,
        {
            #[inline]
            fn to_children(children: F) -> Self {
                $pointer::new(move || children().into_any())
            }
        }

        impl<T> ToChildren<ChildrenOptContainer<T>> for $children
        where
            T: IntoView $(+ $bound)* + Clone + 'static,
        {
            #[inline]
            fn to_children(children: ChildrenOptContainer<T>) -> Self {
                $pointer::new(move || children.0$(.$clone())?.into_any())
            }
        }

        $(children!(@typed $children $typed $call);)?
    )*};
    (@typed $children:ident $typed:ident $call:ident) => {
        impl<F, T> ToChildren<F> for $typed<T>
        where
            $children: ToChildren<F>,
            F: $call() -> T,
        {
            #[inline]
            fn to_children(children: F) -> Self {
                Self($children::to_children(children), PhantomData)
            }
        }

        impl<T> ToChildren<ChildrenOptContainer<T>> for $typed<T>
        where
            $children: ToChildren<ChildrenOptContainer<T>>,
        {
            #[inline]
            fn to_children(children: ChildrenOptContainer<T>) -> Self {
                Self($children::to_children(children), PhantomData)
            }
        }
    };
}
children! {
    Children TypedChildren: Box, FnOnce [];
    ChildrenFn TypedChildrenFn: Arc, Fn [Sync] clone;
    ChildrenFnMut: Box, Fn [] clone;
}

impl Default for ViewFn {
    fn default() -> Self {
        Self(Arc::new(|| ().into_any()))
    }
}

impl<F, C> From<F> for ViewFn
where
    F: Fn() -> C + Send + Sync + 'static,
    C: IntoView + 'static,
{
    fn from(view: F) -> Self {
        Self(ChildrenFn::to_children(view))
    }
}

impl ViewFn {
    /// Renders the view.
    pub fn run(&self) -> AnyView {
        (self.0)()
    }
}

impl<T> TypedChildren<T> {
    /// Returns a closure that renders the children.
    pub fn into_inner(self) -> impl FnOnce() -> View<AnyView> + Send {
        move || View::new((self.0)())
    }
}

impl<T> TypedChildrenFn<T> {
    /// Returns a closure that renders the children.
    pub fn into_inner(self) -> Arc<dyn Fn() -> View<AnyView> + Send + Sync> {
        Arc::new(move || View::new((self.0)()))
    }

    pub(crate) fn untyped(self) -> ChildrenFn {
        self.0
    }
}

impl<T> Clone for TypedChildrenFn<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
