//! An `EventSource` that closes when it is dropped.

use futures::channel::mpsc::UnboundedSender;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

use super::event::Signal;
use crate::api::endpoint::Endpoint;

/// An open stream. Owning it is what keeps it open: dropping it closes the
/// connection and detaches its listeners.
pub(super) struct Stream {
    source: EventSource,
    number: u32,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    on_stop: Closure<dyn FnMut(Event)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Stream {
    /// Opens the stream; its signals go to `signals`. `None` where the
    /// browser has no streams or refuses the address.
    pub(super) fn open(endpoint: &Endpoint, signals: &UnboundedSender<Signal>) -> Option<Self> {
        let source = EventSource::new(endpoint.address()).ok()?;
        let number = next_number();
        let send = |signals: &UnboundedSender<Signal>, signal| {
            // The other end is gone only when following has ended.
            signals.unbounded_send(signal).ok();
        };
        let out = signals.clone();
        let on_message = Closure::new(move |event: MessageEvent| {
            if let Some(data) = event.data().as_string() {
                send(
                    &out,
                    Signal::Message {
                        stream: number,
                        data,
                    },
                );
            }
        });
        let out = signals.clone();
        let on_stop = Closure::new(move |_: Event| send(&out, Signal::Stop { stream: number }));
        let out = signals.clone();
        let on_error = Closure::new(move |_: Event| send(&out, Signal::Broken { stream: number }));
        let listen = |name: &str, listener: &wasm_bindgen::JsValue| {
            source
                .add_event_listener_with_callback(name, listener.unchecked_ref())
                .ok()
        };
        listen("message", on_message.as_ref())?;
        listen("stop", on_stop.as_ref())?;
        // The browser would reconnect by itself at its own pace; the follower
        // closes the stream on any error and decides.
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self {
            source,
            number,
            on_message,
            on_stop,
            _on_error: on_error,
        })
    }

    /// Tells the signals of this stream from those of an earlier one.
    pub(super) fn number(&self) -> u32 {
        self.number
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onerror(None);
        for (name, listener) in [
            ("message", self.on_message.as_ref()),
            ("stop", self.on_stop.as_ref()),
        ] {
            // Removing a listener can't fail for one that was added.
            self.source
                .remove_event_listener_with_callback(name, listener.unchecked_ref())
                .ok();
        }
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
