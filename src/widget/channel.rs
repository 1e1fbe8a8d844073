//! The line to the page around: a greeting by window messages, then a port that no other page has.
//!
//! No message is trusted. A greeting counts only from the window right above, from its known
//! origin, with this frame's own channel; a message is converted to text before it is read, so no
//! object of another page is ever touched, and messages that come too often or are too long are
//! dropped unread.

use js_sys::{Date, JSON, Reflect};
use leptos::prelude::{LocalStorage, StoredValue, UpdateValue, WithValue, on_cleanup};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::message::{self, Member, Value};
use super::place::{Signs, WidgetPlace, origin_of, place};
use crate::browser::{self, Listening, call, list, object, property, window_property};
use shop_core::json::Json;

/// The protocol's mark and version in the greeting, and the version on the port.
const VERSION: f64 = 1.0;

/// Longest message, in letters: settings and commands are a hundredth of it.
const LONGEST: u32 = 16_384;

/// Messages read in a second. A page that changes its theme with every frame of an animation sends
/// 60; more is a fault or an attack, and would take the time that the buyer's own clicks need.
const MOST_A_SECOND: u32 = 60;

/// A second, in milliseconds.
const SECOND: f64 = 1_000.0;

/// Events kept until the page around has answered: enough for all of a first view, and too few to
/// fill memory if no answer ever comes.
const MOST_WAITING: usize = 32;

/// The handler of a message on the port: it gets the id, type and data.
pub(super) type Hear = Box<dyn Fn(&str, &str, &Json<'_>)>;

/// The line. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Channel(StoredValue<Connection, LocalStorage>);

#[derive(Default)]
struct Connection {
    /// Listens for the answer to the greeting, until it has come.
    greeting: Option<Listening>,
    port: Option<Port>,
    waiting: Vec<(&'static str, Value)>,
    /// The number of messages sent, which numbers them.
    sent: u32,
    pace: MessageRate,
}

/// The number of messages in the current second.
#[derive(Default)]
struct MessageRate {
    since: f64,
    count: u32,
}

/// Whether a message may be read.
#[derive(Clone, Copy, PartialEq)]
enum Turn {
    Granted,
    /// The first message over the limit of this second.
    Exceeded,
    Dropped,
}

impl MessageRate {
    fn turn(&mut self, now: f64) -> Turn {
        // A clock that was set back must not close the line for ever.
        if !(0.0..SECOND).contains(&(now - self.since)) {
            *self = Self {
                since: now,
                count: 0,
            };
        }
        self.count = self.count.saturating_add(1);
        match self.count {
            count if count <= MOST_A_SECOND => Turn::Granted,
            count if count == MOST_A_SECOND + 1 => Turn::Exceeded,
            _ => Turn::Dropped,
        }
    }
}

/// A port that is closed when it is dropped.
struct Port {
    port: JsValue,
    _hear: Closure<dyn Fn(JsValue)>,
}

impl Drop for Port {
    fn drop(&mut self) {
        set(&self.port, "onmessage", &JsValue::NULL);
        call(&self.port, "close", &[]);
    }
}

/// The place where this frame is shown, as the browser reports it and as its address says.
pub(super) fn surroundings(claimed: Option<&str>, partners: &[String]) -> WidgetPlace {
    if parent().is_none() {
        return WidgetPlace::Alone;
    }
    let text = |object: Option<JsValue>, name| property(&object?, name)?.as_string();
    let location = window_property("location");
    let own = text(location.clone(), "origin").unwrap_or_default();
    let ancestors = location.and_then(|location| property(&location, "ancestorOrigins"));
    let ancestor = text(ancestors, "0");
    let referrer = text(window_property("document"), "referrer").unwrap_or_default();
    let signs = Signs {
        own: &own,
        ancestor: ancestor.as_deref(),
        referrer: origin_of(&referrer),
        claimed,
    };
    place(signs, partners)
}

/// The window right above this one, if there is one.
fn parent() -> Option<JsValue> {
    window_property("parent").filter(|parent| Some(parent) != window_property("window").as_ref())
}

impl Channel {
    /// A line that isn't connected yet; it ends with the current owner.
    pub(super) fn new() -> Self {
        let channel = Self(StoredValue::new_local(Connection::default()));
        on_cleanup(move || channel.close());
        channel
    }

    /// Greets the page around, which has this origin, and waits for its answer. `connected` gets
    /// the configuration that comes with it.
    pub(super) fn greet(
        self,
        origin: String,
        id: String,
        connected: impl Fn(&Json<'_>) + 'static,
        hear: impl Fn(&str, &str, &Json<'_>) + Clone + 'static,
    ) {
        let Some(parent) = parent() else { return };
        let hello = object(&[
            ("gs", &VERSION.into()),
            ("ch", &JsValue::from_str(&id)),
            ("type", &"hello".into()),
            ("v", &list(&[&VERSION.into()])),
        ]);
        let (above, from) = (parent.clone(), origin.clone());
        let listening = browser::listen("message", move |event| {
            // The cheapest checks first: any page can send any message here.
            let is_parent = property(&event, "source").as_ref() == Some(&above);
            let is_origin = property(&event, "origin").and_then(|origin| origin.as_string())
                == Some(from.clone());
            if !is_parent || !is_origin || self.turn() != Turn::Granted {
                return;
            }
            let (Some(text), Some(port)) = (
                property(&event, "data").and_then(|data| read(&data)),
                property(&event, "ports").and_then(|ports| property(&ports, "0")),
            ) else {
                return;
            };
            let answer = Json::parse(&text);
            let Some(answer) = answer.as_ref() else {
                return;
            };
            let is = |name, wanted| answer.get(name).and_then(Json::as_str) == Some(wanted);
            let is_one = |name| answer.get(name) == Some(&Json::Number("1"));
            if is("ch", id.as_str()) && is("type", "connect") && is_one("gs") && is_one("v") {
                self.take(port, Box::new(hear.clone()));
                connected(answer.get("config").unwrap_or(&Json::Null));
                self.catch_up();
            }
        });
        self.0.update_value(|line| line.greeting = Some(listening));
        // Only to the origin that was checked; the browser drops it for any other.
        call(
            &parent,
            "postMessage",
            &[&hello, &JsValue::from_str(&origin)],
        );
    }

    /// Sends a message to the page around: now, or once it has answered.
    pub(super) fn say(self, kind: &'static str, members: Vec<Member>) {
        let data = Value::Object(members);
        self.0.try_update_value(|line| {
            if line.port.is_some() {
                line.send(kind, &data);
            } else if line.greeting.is_some() && line.waiting.len() < MOST_WAITING {
                line.waiting.push((kind, data));
            }
        });
    }

    /// Whether the page around has answered.
    pub(super) fn is_open(self) -> bool {
        self.0.try_with_value(|line| line.port.is_some()) == Some(true)
    }

    /// Ends the line. Later messages are not sent.
    pub(super) fn close(self) {
        // Outside of the update, as the port itself may notice its end at once.
        let line = self.0.try_update_value(std::mem::take);
        drop(line);
    }

    fn take(self, port: JsValue, hear: Hear) {
        let closure = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            match self.turn() {
                Turn::Granted => {}
                Turn::Exceeded => {
                    self.trouble(
                        "too_many",
                        "more than 60 messages in a second: the rest is dropped",
                    );
                    return;
                }
                Turn::Dropped => return,
            }
            let Some(data) = property(&event, "data") else {
                return;
            };
            let Some(text) = read(&data) else {
                self.trouble("too_large", "a message is no data, or longer than 16 KB");
                return;
            };
            let message = Json::parse(&text);
            let Some(message) = message.as_ref() else {
                return;
            };
            let words = ["id", "type"].map(|name| message.get(name).and_then(Json::as_str));
            let is_one = message.get("v") == Some(&Json::Number("1"));
            if let (true, [Some(id), Some(kind)]) = (is_one, words) {
                hear(id, kind, message.get("data").unwrap_or(&Json::Null));
            }
        });
        // Setting it also starts the port.
        set(&port, "onmessage", closure.as_ref());
        self.0.try_update_value(|line| {
            // The greeting is over: a repeated one is ignored.
            line.greeting = None;
            line.port = Some(Port {
                port,
                _hear: closure,
            });
        });
    }

    fn catch_up(self) {
        self.0.try_update_value(|line| {
            for (kind, data) in std::mem::take(&mut line.waiting) {
                line.send(kind, &data);
            }
        });
    }

    fn trouble(self, code: &str, words: &str) {
        let members = vec![
            message::text("code", code),
            message::text("message", words),
            Some(("fatal", Value::Flag(false))),
        ];
        self.say("error", members);
    }

    fn turn(self) -> Turn {
        let now = Date::now();
        let turn = self.0.try_update_value(|line| line.pace.turn(now));
        turn.unwrap_or(Turn::Dropped)
    }
}

impl Connection {
    fn send(&mut self, kind: &str, data: &Value) {
        let Some(port) = &self.port else { return };
        self.sent += 1;
        let message = object(&[
            ("v", &VERSION.into()),
            ("id", &self.sent.to_string().into()),
            ("type", &kind.into()),
            ("data", &data.to_js()),
        ]);
        call(&port.port, "postMessage", &[&message]);
    }
}

/// A message as text, if it is data and not too long.
fn read(data: &JsValue) -> Option<String> {
    let text = JSON::stringify(data).ok()?;
    let text: js_sys::JsString = text.dyn_into().ok()?;
    (text.length() <= LONGEST).then(|| text.into())
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // A port accepts its listener.
    Reflect::set(object, &JsValue::from_str(name), value).ok();
}

#[cfg(test)]
mod tests {
    use super::{MOST_A_SECOND, MessageRate, Turn};

    #[test]
    fn a_flood_is_dropped_and_said_once_a_second() {
        let mut pace = MessageRate::default();
        let turns: Vec<Turn> = (0..10_000).map(|_| pace.turn(5_000.0)).collect();
        let count = |wanted| turns.iter().filter(|turn| **turn == wanted).count();
        assert_eq!(count(Turn::Granted), MOST_A_SECOND as usize);
        assert_eq!(count(Turn::Exceeded), 1);
        assert!(pace.turn(5_999.0) == Turn::Dropped);
        assert!(pace.turn(6_000.0) == Turn::Granted);
        // The clock was set back.
        assert!(pace.turn(1_000.0) == Turn::Granted);
    }
}
