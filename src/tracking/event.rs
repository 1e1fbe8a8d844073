//! What a follower hears: its stream, the page and the buyer.

use std::sync::Arc;

use futures::channel::mpsc::UnboundedSender;
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, VisibilityState};

use crate::api::ApiError;
use crate::model::order::Order;

/// One thing heard.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Signal {
    /// The stream sent data.
    Message { stream: u32, data: String },
    /// The stream is finished.
    Stop { stream: u32 },
    /// The stream broke.
    Broken { stream: u32 },
    /// A poll was answered.
    Answer(Result<Arc<Order>, ApiError>),
    /// The tab went to the background.
    Hidden,
    /// The tab is looked at again.
    Shown,
    /// The page was left and may be kept in memory.
    Left,
    /// The page came back from memory.
    Returned,
    /// The buyer wants to know now.
    Wanted,
    /// The buyer wants to know even with the page hidden.
    Awaited,
}

/// Whether nobody looks at the page.
pub fn page_is_hidden() -> bool {
    document().visibility_state() == VisibilityState::Hidden
}

/// Listeners of the page, removed when dropped.
pub(super) struct PageWatch(Vec<Listener>);

struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

/// Reports the page's comings and goings.
pub(super) fn watch_page(signals: &UnboundedSender<Signal>) -> PageWatch {
    let listen = |target: EventTarget, name: &'static str, tell: fn(&Event) -> Option<Signal>| {
        let out = signals.clone();
        let closure = Closure::new(move |event: Event| {
            if let Some(signal) = tell(&event) {
                // The other end is gone only when following has ended.
                out.unbounded_send(signal).ok();
            }
        });
        let added = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        added.ok().map(|()| Listener {
            target,
            name,
            closure,
        })
    };
    let watch = [
        listen(document().into(), "visibilitychange", |_| {
            Some(if page_is_hidden() {
                Signal::Hidden
            } else {
                Signal::Shown
            })
        }),
        listen(window().into(), "pagehide", |_| Some(Signal::Left)),
        listen(window().into(), "pageshow", |event| {
            // Only a page that comes back from memory has lost its stream.
            let persisted = js_sys::Reflect::get(event, &JsValue::from_str("persisted")).ok()?;
            persisted.is_truthy().then_some(Signal::Returned)
        }),
        listen(window().into(), "online", |_| Some(Signal::Wanted)),
    ];
    PageWatch(watch.into_iter().flatten().collect())
}

impl Drop for PageWatch {
    fn drop(&mut self) {
        for Listener {
            target,
            name,
            closure,
        } in &self.0
        {
            // Removing a listener can't fail for one that was added.
            target
                .remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref())
                .ok();
        }
    }
}
