//! An order that exists, followed without changing it.

use std::time::Duration;

use refillery::api::endpoint;
use serde_json::Value;

use crate::course::{Asked, Course, Heard, Order};
use crate::headers;
use crate::judging::json;
use crate::pace::Route;
use crate::reading::{Subject, is_final};
use crate::words::shown;

/// The time between two questions for an order that waits (docs/api.md#polling).
const PACE: Duration = Duration::from_secs(10);

impl Course<'_> {
    /// Reads the order, listens to its stream, and polls it until it ends or the time is over.
    pub(crate) fn follow(&mut self, order: &Order) {
        let end = self.clock.now() + Duration::from_secs(order.seconds);
        let mut states: Vec<String> = Vec::new();
        let Some(first) = self.poll(order, &mut states) else {
            return;
        };
        if first.status >= 300 {
            self.unasked_order();
            return;
        }
        let left = end
            .saturating_sub(self.clock.now())
            .max(Duration::from_secs(5));
        self.listen(order, left, &mut states);
        while let Some(is_over) = self.poll(order, &mut states).map(|polled| polled.is_over()) {
            if is_over || self.clock.now() + PACE > end {
                break;
            }
            self.clock.wait(PACE);
        }
        let course = states.join(" → ");
        let extra = self.extra(Subject::Order);
        extra.read.push(format!("the order went {course}"));
    }

    fn poll(&mut self, order: &Order, states: &mut Vec<String>) -> Option<Polled> {
        let endpoint = endpoint::order(&self.prefix, &order.id);
        let heard = self.ask(Asked::of(Subject::Order, Route::Order, &endpoint))?;
        let is_other = heard.body["order_id"]
            .as_str()
            .is_some_and(|id| id != order.id.as_str());
        let polled = Polled {
            status: heard.status,
            is_final: is_final(&heard.text),
        };
        note_state(&heard.body, states);
        if polled.status >= 300 {
            self.call_last_a_refusal();
        }
        if is_other {
            let extra = self.extra(Subject::Order);
            extra
                .wrong
                .push("The answer is about another order than was asked for.".to_owned());
        }
        Some(polled)
    }

    fn unasked_order(&mut self) {
        self.note(Subject::Order, "The order was not given: is its id right?");
        self.cannot_ask("the order: it was not given");
    }

    /// Every event of the stream is an answer like the others.
    fn listen(&mut self, order: &Order, limit: Duration, states: &mut Vec<String>) {
        let endpoint = endpoint::subscribe(&self.prefix, &order.id);
        let asked = Asked::of(Subject::Order, Route::Order, &endpoint).with_stream(limit);
        let Some(answer) = self.ask_for_headers(asked) else {
            return;
        };
        headers::stream(&answer, self.extra(Subject::Order));
        let text = answer.text();
        let (mut messages, mut others, mut broken) = (0, Vec::new(), 0);
        for (name, data) in events(&text) {
            match (name.as_str(), json(&data)) {
                ("message", Some(body)) => {
                    messages += 1;
                    note_state(&body, states);
                    let heard = Heard::of_event(body, data, answer.first_byte);
                    self.heard.push(heard);
                }
                ("message", None) => broken += 1,
                _ => others.push(shown(&name)),
            }
        }
        others.dedup();
        let extra = self.extra(Subject::Order);
        extra.read.push(format!("{messages} events of its stream"));
        if broken > 0 {
            extra
                .notes
                .push(format!("{broken} events of the stream are no JSON."));
        }
        for name in others.iter().filter(|name| *name != "stop") {
            extra
                .notes
                .push(format!("The stream has events called `{name}`."));
        }
    }
}

struct Polled {
    status: u16,
    is_final: bool,
}

impl Polled {
    fn is_over(&self) -> bool {
        self.is_final || self.status >= 300
    }
}

impl Heard {
    fn of_event(body: Value, text: String, time: Duration) -> Self {
        Self {
            subject: Subject::Order,
            path: "/v5/orders/{order_id}/subscribe".to_owned(),
            is_post: false,
            request: None,
            status: 200,
            text,
            body,
            is_json: true,
            time,
        }
    }
}

fn note_state(body: &Value, states: &mut Vec<String>) {
    if let Some(state) = body["order_state"].as_str() {
        let state = format!("`{}`", shown(state));
        if states.last() != Some(&state) {
            states.push(state);
        }
    }
}

/// The events of a stream, by name and data (docs/api.md#event-stream).
fn events(text: &str) -> Vec<(String, String)> {
    let text = text.replace("\r\n", "\n");
    let frames = text.split("\n\n");
    let read = |frame: &str| {
        let (mut name, mut data) = ("message".to_owned(), Vec::new());
        for line in frame.lines() {
            let (field, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "event" => name = value.to_owned(),
                "data" => data.push(value),
                _ => {}
            }
        }
        (!data.is_empty()).then(|| (name, data.join("\n")))
    };
    frames.filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_have_their_names_and_all_their_lines() {
        let text = "event: message\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\n: a comment\n\ndata:2\n\nevent: stop\ndata: {}\n\nevent: half";
        let read = events(text);
        let read: Vec<(&str, &str)> = read
            .iter()
            .map(|(name, data)| (name.as_str(), data.as_str()))
            .collect();
        assert_eq!(
            read,
            [("message", "{\"a\":\n1}"), ("message", "2"), ("stop", "{}")]
        );
    }
}
