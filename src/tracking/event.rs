//! The signals that a follower gets: from its stream, the page and the buyer.

use std::sync::Arc;

use futures::channel::mpsc::UnboundedSender;
use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::VisibilityState;

use crate::api::ApiError;
use crate::browser::{self, Listening, listen_at};
use shop_core::model::order::Order;

/// One signal. It has no `Debug`: the data of a stream holds the order's id and its codes.
#[derive(Clone, PartialEq)]
pub(super) enum Signal {
    /// The stream sent data.
    Message { stream: u32, data: String },
    /// The stream is finished.
    Stop { stream: u32 },
    /// The stream broke.
    Broken { stream: u32 },
    /// The browser has no streams, or refuses the address.
    NoStreams,
    /// This tab may stream.
    Granted { claim: u32 },
    /// Another tab streams from now on.
    Taken { claim: u32 },
    /// Another tab has heard something new of the order.
    News { random: f64 },
    /// A poll was answered.
    Answer(Result<Arc<Order>, ApiError>),
    /// The tab went to the background.
    Hidden,
    /// The tab is visible again.
    Shown,
    /// The keyboard's keys go to this window again.
    Focused,
    /// The page was left and may be kept in memory.
    Left,
    /// The page came back from memory.
    Returned,
    /// The device reports that it has no connection.
    CutOff,
    /// The device reports that it is connected again.
    Online,
    /// The buyer wants an answer now.
    Wanted,
    /// The buyer wants answers even while the page is hidden.
    Awaited,
}

/// Whether the page is hidden.
pub fn page_is_hidden() -> bool {
    document().visibility_state() == VisibilityState::Hidden
}

/// Listeners of the page, removed when dropped.
pub(super) type PageWatch = [Listening; 6];

/// Reports when the page is hidden, shown, focused, left or restored, and when its connection changes.
pub(super) fn watch_page(signals: &UnboundedSender<Signal>) -> PageWatch {
    let heard = |target: JsValue, name: &'static str, tell: fn(&JsValue) -> Option<Signal>| {
        let out = signals.clone();
        let hear = move |event: JsValue| {
            if let Some(signal) = tell(&event) {
                // The other end is gone only when following has ended.
                out.unbounded_send(signal).ok();
            }
        };
        listen_at(target, name, Box::new(hear))
    };
    [
        heard(document().into(), "visibilitychange", |_| {
            Some(if page_is_hidden() {
                Signal::Hidden
            } else {
                Signal::Shown
            })
        }),
        heard(window().into(), "focus", |_| Some(Signal::Focused)),
        heard(window().into(), "pagehide", |_| Some(Signal::Left)),
        heard(window().into(), "pageshow", |event| {
            // Only a page that comes back from memory has lost its stream.
            let persisted = browser::property(event, "persisted")?;
            persisted.is_truthy().then_some(Signal::Returned)
        }),
        heard(window().into(), "online", |_| Some(Signal::Online)),
        heard(window().into(), "offline", |_| Some(Signal::CutOff)),
    ]
}
