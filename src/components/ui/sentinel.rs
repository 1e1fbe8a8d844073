//! The end of a long list, which reports when it comes near the screen.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, Node};

/// An element of no size that calls `is_near` each time it comes onto the screen, but not while
/// focus is behind it: the focused element would move away.
pub fn sentinel(is_near: impl Fn() + Send + 'static) -> AnyView {
    let end = NodeRef::<Div>::new();
    let watcher = StoredValue::new_local(None);
    end.on_load(move |end| watcher.set_value(Watcher::new(&end, is_near)));
    view! { <div node_ref=end></div> }.into_any()
}

/// An observer of one element, gone when dropped.
struct Watcher {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(js_sys::Array)>,
}

impl Watcher {
    fn new(element: &Element, is_near: impl Fn() + 'static) -> Option<Self> {
        let end = element.clone();
        let seen = Closure::new(move |entries: js_sys::Array| {
            let is_on_screen = entries
                .iter()
                .filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok())
                .any(|entry| entry.is_intersecting());
            let is_behind = document().active_element().is_some_and(|focused| {
                end.compare_document_position(&focused) & Node::DOCUMENT_POSITION_FOLLOWING != 0
            });
            if is_on_screen && !is_behind {
                is_near();
            }
        });
        let observer = IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _seen: seen,
        })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
