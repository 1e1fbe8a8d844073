//! An `EventSource` that closes when it is dropped.

use futures::channel::mpsc::UnboundedSender;
use wasm_bindgen::JsValue;
use web_sys::EventSource;

use super::event::Signal;
use crate::api::endpoint::Endpoint;
use crate::browser::{self, Listening, listen_at};

/// An open stream. Its owner keeps it open: dropping it closes the connection and detaches its
/// listeners.
pub(super) struct Stream {
    source: EventSource,
    number: u32,
    _listening: [Listening; 3],
}

impl Stream {
    /// Opens the stream; its signals go to `signals`. `None` if the browser has no streams or
    /// refuses the address.
    pub(super) fn open(endpoint: &Endpoint, signals: &UnboundedSender<Signal>) -> Option<Self> {
        let source = EventSource::new(endpoint.address()).ok()?;
        let stream = next_number();
        let heard = |name: &'static str, tell: fn(u32, &JsValue) -> Option<Signal>| {
            let out = signals.clone();
            let hear = move |event: JsValue| {
                if let Some(signal) = tell(stream, &event) {
                    // The other end is gone only when following has ended.
                    out.unbounded_send(signal).ok();
                }
            };
            listen_at(source.clone().into(), name, Box::new(hear))
        };
        let listening = [
            heard("message", |stream, event| {
                let data = browser::property(event, "data")?.as_string()?;
                Some(Signal::Message { stream, data })
            }),
            heard("stop", |stream, _| Some(Signal::Stop { stream })),
            // The browser would reconnect by itself at its own pace; the follower
            // closes the stream on any error and decides.
            heard("error", |stream, _| Some(Signal::Broken { stream })),
        ];
        Some(Self {
            source,
            number: stream,
            _listening: listening,
        })
    }

    /// Distinguishes the signals of this stream from those of an earlier one.
    pub(super) fn number(&self) -> u32 {
        self.number
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

fn next_number() -> u32 {
    use std::cell::Cell;
    thread_local! {
        static LAST: Cell<u32> = const { Cell::new(0) };
    }
    LAST.with(|last| {
        last.set(last.get().wrapping_add(1));
        last.get()
    })
}
