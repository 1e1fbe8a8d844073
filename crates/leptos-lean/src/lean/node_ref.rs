//! References to elements.

use std::marker::PhantomData;
use std::panic::Location;

use send_wrapper::SendWrapper;
use upstream::prelude::{DefinedAt, Get, GetUntracked, ReadUntracked, Track, untrack};
use upstream::reactive::signal::guards::{Derefable, ReadGuard};
use upstream::tachys::html::element::ElementType;
use upstream::tachys::html::node_ref::NodeRefContainer;
use wasm_bindgen::JsCast;

use crate::lean::effect::Effect;
use crate::lean::signal::RwSignal;

/// A reference to an element, empty until the element is created.
pub struct NodeRef<E>(
    RwSignal<Option<SendWrapper<web_sys::Element>>>,
    PhantomData<fn() -> E>,
);

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for NodeRef<E> {}

impl<E: ElementType> Default for NodeRef<E>
where
    E::Output: JsCast + Clone + 'static,
{
    fn default() -> Self {
        Self::new()
    }
}

impl<E: ElementType> NodeRef<E>
where
    E::Output: JsCast + Clone + 'static,
{
    /// Creates an empty reference.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new() -> Self {
        Self(RwSignal::new(None), PhantomData)
    }

    /// Runs a closure once with the element.
    pub fn on_load(self, run: impl FnOnce(E::Output) + 'static) {
        let mut run = Some(run);
        Effect::new(move || {
            if let Some(element) = self.get()
                && let Some(run) = run.take()
            {
                untrack(|| run(element));
            }
        });
    }
}

fn cast<T: JsCast>(element: Option<SendWrapper<web_sys::Element>>) -> Option<T> {
    // The reference is only ever set to an element of this tag.
    element.map(|element| element.take().unchecked_into())
}

impl<E: ElementType> NodeRefContainer<E> for NodeRef<E>
where
    E::Output: JsCast + 'static,
{
    fn load(self, element: &web_sys::Element) {
        self.0.set(Some(SendWrapper::new(element.clone())));
    }
}

impl<E> DefinedAt for NodeRef<E> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.0.defined_at()
    }
}

impl<E> Track for NodeRef<E> {
    #[cfg_attr(debug_assertions, track_caller)]
    fn track(&self) {
        self.0.track();
    }
}

impl<E: ElementType> ReadUntracked for NodeRef<E>
where
    E::Output: JsCast + Clone + 'static,
{
    type Value = ReadGuard<Option<E::Output>, Derefable<Option<E::Output>>>;

    #[cfg_attr(debug_assertions, track_caller)]
    fn try_read_untracked(&self) -> Option<Self::Value> {
        let element = GetUntracked::try_get_untracked(&self.0)?;
        Some(ReadGuard::new(Derefable(cast(element))))
    }
}
