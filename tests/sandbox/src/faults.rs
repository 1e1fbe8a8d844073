//! Faults: what goes wrong on purpose, where, how often and by what chance.

use crate::chance::Chance;
use crate::route::Route;
use crate::sandbox::lock;
use serde_json::{Value, json};
use std::sync::Mutex;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The answer comes late, and is right.
    Slow,
    /// Any status with a body like the real one's; 429 with its headers.
    Http(u16),
    /// 429 without any header.
    BareTooMany,
    /// 502 with a page of HTML, as an edge sends it.
    Html502,
    /// 200 with a page of HTML, as a misdirected proxy sends it.
    Html200,
    /// The right status and headers, and no body.
    EmptyBody,
    /// Half of the body, with the length of the whole; the connection breaks.
    CutBody,
    /// Half of the body, as if it were all.
    CutJson,
    /// 200 with a brand list without brands.
    EmptyBrands,
    /// No answer; the connection closes after a while.
    Hang,
    /// The stream breaks after some messages.
    StreamDrop,
    /// The stream opens and says nothing.
    StreamSilent,
    /// The stream sends data that is not JSON between the messages.
    StreamGarbage,
}

/// Names, and what they do, for the control page.
pub(crate) const KINDS: [(&str, Kind, &str); 18] = [
    (
        "slow",
        Kind::Slow,
        "the right answer after delay_milliseconds",
    ),
    (
        "http-429",
        Kind::Http(429),
        "429 with Retry-After and the X-RateLimit headers",
    ),
    (
        "http-429-bare",
        Kind::BareTooMany,
        "429 without any of them",
    ),
    ("http-400", Kind::Http(400), "400"),
    ("http-403", Kind::Http(403), "403, as after a burst"),
    ("http-404", Kind::Http(404), "404"),
    ("http-500", Kind::Http(500), "500"),
    ("http-503", Kind::Http(503), "503"),
    (
        "html-502",
        Kind::Html502,
        "502 with HTML (on subscribe: stream-502)",
    ),
    (
        "html-200",
        Kind::Html200,
        "200 with HTML (on subscribe: stream-html)",
    ),
    ("empty-body", Kind::EmptyBody, "200 without a body"),
    (
        "cut-body",
        Kind::CutBody,
        "the body breaks off, the connection with it",
    ),
    (
        "cut-json",
        Kind::CutJson,
        "half of the JSON as if it were all",
    ),
    (
        "empty-brands",
        Kind::EmptyBrands,
        "200 with an empty brand list",
    ),
    (
        "hang",
        Kind::Hang,
        "no answer; closes after delay_milliseconds",
    ),
    (
        "stream-drop",
        Kind::StreamDrop,
        "the stream breaks after `after` messages",
    ),
    (
        "stream-silent",
        Kind::StreamSilent,
        "the stream opens and stays silent",
    ),
    (
        "stream-garbage",
        Kind::StreamGarbage,
        "every message comes after one that is no JSON",
    ),
];

/// A fault as it was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// Names the fault in the control API.
    pub(crate) id: u64,
    /// Where; none is everywhere.
    pub(crate) route: Option<Route>,
    /// What.
    pub(crate) kind: Kind,
    /// How many more times; none is always.
    pub(crate) times: Option<u64>,
    /// Milliseconds for `slow` and `hang`.
    pub(crate) delay: Option<u64>,
    /// Seconds for `Retry-After`.
    pub(crate) retry_after: u64,
    /// Messages before `stream-drop`.
    pub(crate) after: usize,
    share: f64,
    seed: u64,
    dice: std::sync::Arc<Mutex<Chance>>,
}

/// Every fault in force.
#[derive(Default)]
pub(crate) struct Faults {
    list: Mutex<(u64, Vec<Fault>)>,
}

impl Faults {
    /// Adds a fault and returns its id.
    pub(crate) fn add(&self, wanted: &Value) -> Result<u64, String> {
        let name = wanted["fault"].as_str().ok_or("fault is required")?;
        let name = match name {
            "stream-502" => "html-502",
            "stream-html" => "html-200",
            "empty-list" => "empty-brands",
            name => name,
        };
        let kind = KINDS
            .iter()
            .find(|(each, ..)| *each == name)
            .map(|(_, kind, _)| *kind)
            .ok_or_else(|| format!("there is no fault {name}"))?;
        let route = match wanted["route"].as_str().unwrap_or("any") {
            "any" => None,
            name => Some(Route::named(name).ok_or_else(|| format!("there is no route {name}"))?),
        };
        let seed = wanted["seed"].as_u64().unwrap_or(1);
        let mut list = lock(&self.list);
        list.0 += 1;
        let id = list.0;
        list.1.push(Fault {
            id,
            route,
            kind,
            times: wanted["times"].as_u64(),
            delay: wanted["delay_milliseconds"].as_u64(),
            retry_after: wanted["retry_after"].as_u64().unwrap_or(20),
            after: wanted["after"].as_u64().unwrap_or(1) as usize,
            share: wanted["chance"].as_f64().unwrap_or(1.0),
            seed,
            dice: std::sync::Arc::new(Mutex::new(Chance::new(seed, name))),
        });
        Ok(id)
    }

    /// The fault this request meets, if any; its count goes down.
    pub(crate) fn meet(&self, route: Route) -> Option<Fault> {
        let mut list = lock(&self.list);
        let found = list.1.iter_mut().find(|fault| {
            fault.route.is_none_or(|each| each == route) && lock(&fault.dice).happens(fault.share)
        })?;
        if let Some(times) = &mut found.times {
            *times = times.saturating_sub(1);
        }
        let met = found.clone();
        list.1.retain(|fault| fault.times != Some(0));
        Some(met)
    }

    /// Takes one fault away.
    pub(crate) fn remove(&self, id: u64) -> bool {
        let mut list = lock(&self.list);
        let before = list.1.len();
        list.1.retain(|fault| fault.id != id);
        list.1.len() < before
    }

    /// Takes all faults away.
    pub(crate) fn clear(&self) {
        lock(&self.list).1.clear();
    }

    /// All of them, for the control API.
    pub(crate) fn body(&self) -> Value {
        let list = lock(&self.list);
        list.1
            .iter()
            .map(|fault| {
                json!({
                    "id": fault.id,
                    "route": fault.route.map_or("any", Route::name),
                    "fault": KINDS.iter().find(|(_, kind, _)| *kind == fault.kind).map(|(name, ..)| name),
                    "times": fault.times,
                    "chance": fault.share,
                    "seed": fault.seed,
                    "delay_milliseconds": fault.delay,
                    "after": fault.after,
                })
            })
            .collect()
    }
}
