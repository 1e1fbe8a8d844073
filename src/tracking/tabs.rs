//! The other tabs of this browser: which of them streams, and whether one has heard news.
//!
//! Over HTTP/1.1 a browser has six connections to a host. With a stream in each tab the seventh
//! would never load, so one tab streams, and tells the others of its order that there is news. They
//! ask the API themselves: neither codes nor the order's number are said.

use std::cell::Cell;
use std::rc::Rc;

use futures::channel::mpsc::UnboundedSender;
use futures::channel::oneshot;
use js_sys::{Math, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::event::Signal;
use crate::browser::{self, Listening, listen_at};
use crate::reactive::spawn;

/// The lock of the tab that streams, and the channel on which it tells of news.
const NAME: &str = "refillery-stream";

/// The right to stream, or a request for it. Given back when dropped, and when the tab is closed.
pub(super) struct StreamLock {
    /// Drops the lock when it is dropped.
    _release: oneshot::Sender<()>,
    /// Ends a request that waits.
    waiting: JsValue,
}

impl StreamLock {
    /// Asks for the right, or takes it from the tab that has it, which hears so a moment later:
    /// asking it first would wait for ever for a tab that the browser has frozen. `None` if the
    /// browser has no locks: then each tab is alone.
    pub(super) fn ask(
        claim: u32,
        is_patient: bool,
        signals: &UnboundedSender<Signal>,
    ) -> Option<Self> {
        let locks = locks()?;
        let waiting = browser::construct("AbortController", &[])?;
        let options = if is_patient {
            let signal = browser::property(&waiting, "signal")?;
            browser::object(&[("signal", &signal)])
        } else {
            browser::object(&[("steal", &JsValue::TRUE)])
        };
        let (release, released) = oneshot::channel();
        let has_been_granted = Rc::new(Cell::new(false));
        let (out, granted) = (signals.clone(), Rc::clone(&has_been_granted));
        let hold = Closure::once(move |_lock: JsValue| {
            granted.set(true);
            // The other end is gone only when following has ended.
            out.unbounded_send(Signal::Granted { claim }).ok();
            future_to_promise(async move {
                // The other end is dropped, and never sends.
                released.await.ok();
                Ok(JsValue::UNDEFINED)
            })
        });
        let name = JsValue::from_str(NAME);
        let request = browser::call(&locks, "request", &[&name, &options, hold.as_ref()])?;
        let request: Promise = request.dyn_into().ok()?;
        let out = signals.clone();
        spawn(async move {
            let has_failed = JsFuture::from(request).await.is_err();
            // The browser calls it no more.
            drop(hold);
            if has_failed {
                let signal = if has_been_granted.get() {
                    Signal::Taken { claim }
                } else {
                    // Refused altogether, as in a sandboxed frame. If the request was given up, the
                    // answer is to a claim of the past.
                    Signal::Granted { claim }
                };
                out.unbounded_send(signal).ok();
            }
        });
        Some(Self {
            _release: release,
            waiting,
        })
    }
}

impl Drop for StreamLock {
    fn drop(&mut self) {
        browser::call(&self.waiting, "abort", &[]);
    }
}

/// The browser's locks, which it leaves out on pages without TLS.
fn locks() -> Option<JsValue> {
    browser::property(&browser::window_property("navigator")?, "locks")
}

/// The channel to the other tabs of an order; closed when dropped.
pub(super) struct Tabs {
    channel: JsValue,
    mark: u32,
    _listening: Listening,
}

impl Tabs {
    /// Listens to the tabs of the order with this mark. `None` if the browser has no such channels,
    /// or no locks: then each tab has a stream of its own and hears the news by itself.
    pub(super) fn open(mark: u32, signals: &UnboundedSender<Signal>) -> Option<Self> {
        locks()?;
        let channel = browser::construct("BroadcastChannel", &[&JsValue::from_str(NAME)])?;
        let out = signals.clone();
        let hear = move |event: JsValue| {
            let said = browser::property(&event, "data").and_then(|said| said.as_f64());
            if said == Some(f64::from(mark)) {
                let random = Math::random();
                // The other end is gone only when following has ended.
                out.unbounded_send(Signal::News { random }).ok();
            }
        };
        let listening = listen_at(channel.clone(), "message", Box::new(hear));
        Some(Self {
            channel,
            mark,
            _listening: listening,
        })
    }

    /// Tells the other tabs that there is news.
    pub(super) fn tell(&self) {
        let mark = JsValue::from_f64(f64::from(self.mark));
        browser::call(&self.channel, "postMessage", &[&mark]);
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        browser::call(&self.channel, "close", &[]);
    }
}
