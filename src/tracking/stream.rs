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
    _listening: [Listening; 3],
}

impl Stream {
    /// Opens the stream; its signals go to `signals` with its number. `None` if the browser has no
    /// streams or refuses the address.
    pub(super) fn open(
        endpoint: &Endpoint,
        stream: u32,
        signals: &UnboundedSender<Signal>,
    ) -> Option<Self> {
        let source = EventSource::new(endpoint.address()).ok()?;
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
            _listening: listening,
        })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}
