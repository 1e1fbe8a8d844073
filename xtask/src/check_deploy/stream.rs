//! An order's stream: whether its first event comes at once, and the later ones as they happen.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::asking::{Answer, Question, command};
use super::{ALL, Deployment, Finding, NO_ORDER};
use crate::failure::{Failure, Outcome};

const MEND: &str = "pass /orders/{id}/subscribe on to /v5/orders/{id}/subscribe without buffering, packing or short time-outs.";

/// How long the first event is waited for.
const FIRST: u32 = 3;

/// How long an order is watched for something to happen to it.
const WATCH: Duration = Duration::from_secs(8);

/// How much later than the order itself its stream may report a new state.
const DELAY: Duration = Duration::from_secs(2);

pub(super) fn stream(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    let id = shop.order.as_deref().unwrap_or(NO_ORDER);
    let question = Question {
        accept: "text/event-stream",
        encodings: ALL,
        seconds: Some(FIRST),
        ..Question::default()
    };
    let Ok(answer) = shop.api(&format!("/orders/{id}/subscribe"), question) else {
        return Ok(vec![Finding(
            format!("nothing comes within {FIRST} s"),
            MEND,
        )]);
    };
    if answer.is_page() {
        findings.push(Finding("it is answered by a page".to_owned(), MEND));
    }
    if answer.first_byte > 1.0 {
        findings.push(Finding(
            format!("its first byte takes {:.1} s", answer.first_byte),
            MEND,
        ));
    }
    // An order's id is a secret, and so is not in these sentences.
    if shop.order.is_some() {
        let of_the_first = of_an_order(&answer);
        // A slow first event says nothing about the later ones.
        if of_the_first.is_empty() {
            findings.extend(later_events(shop, id)?);
        }
        findings.extend(of_the_first);
    }
    Ok(findings)
}

fn of_an_order(answer: &Answer) -> Vec<Finding> {
    let mut findings = Vec::new();
    let kind = answer.header("content-type");
    if answer.status != 200 || !kind.starts_with("text/event-stream") {
        findings.push(Finding(
            format!("it is no stream (status {})", answer.status),
            MEND,
        ));
    } else if !answer.header("content-encoding").is_empty() {
        findings.push(Finding(
            "it is packed, which holds events back".to_owned(),
            MEND,
        ));
    } else if !String::from_utf8_lossy(&answer.body).contains("data:") {
        findings.push(Finding(
            format!("no event came within {FIRST} s: something gathers them"),
            MEND,
        ));
    }
    if !answer.header("cache-control").contains("no-transform") {
        findings.push(Finding(
            format!("it says Cache-Control “{}”", answer.header("cache-control")),
            "say `no-cache, no-transform`, or a network between may pack it.",
        ));
    }
    findings
}

/// Follows the stream and asks for the order beside it. A state that only the answers have is held
/// back.
fn later_events(shop: &Deployment<'_>, id: &str) -> Outcome<Vec<Finding>> {
    let question = Question {
        accept: "text/event-stream",
        encodings: ALL,
        seconds: Some(u32::try_from(WATCH.as_secs()).unwrap_or(u32::MAX) + 5),
        ..Question::default()
    };
    let url = shop.address(&format!("/orders/{id}/subscribe"));
    let mut followed = Followed::begin(command(shop.toolbox, &url, question))?;
    let begun = Instant::now();
    let mut watch = Watch::default();
    while begun.elapsed() < WATCH {
        let answer = shop.api(&format!("/v5/orders/{id}"), Question::default())?;
        let asked = state(&answer.text()).unwrap_or_default();
        let told = state(&followed.so_far()).unwrap_or_default();
        if watch.is_held_back(&asked, &told, begun.elapsed()) {
            return Ok(vec![Finding(
                format!(
                    "the order has moved on, and {} s later its stream does not say so: \
                     something gathers events after the first",
                    DELAY.as_secs()
                ),
                MEND,
            )]);
        }
        // It has reported something new in time, or everything.
        if (watch.has_moved && asked == told) || followed.has_ended() {
            break;
        }
        thread::sleep(Duration::from_millis(300));
    }
    if !watch.has_moved {
        println!(
            "       (Nothing happened to this order, so later events were not seen: name one that is \
             being paid.)"
        );
    }
    Ok(Vec::new())
}

/// Compares an order's state with the last one of its stream.
#[derive(Default)]
struct Watch {
    has_moved: bool,
    first: Option<String>,
    behind_since: Option<Duration>,
}

impl Watch {
    fn is_held_back(&mut self, asked: &str, told: &str, now: Duration) -> bool {
        let first = self.first.get_or_insert_with(|| asked.to_owned());
        self.has_moved |= first != asked;
        if asked == told || asked.is_empty() {
            self.behind_since = None;
            return false;
        }
        now.saturating_sub(*self.behind_since.get_or_insert(now)) > DELAY
    }
}

/// The last state in a text, of an answer or of events.
fn state(text: &str) -> Option<String> {
    let (_, after) = text.rsplit_once("\"order_state\"")?;
    let (_, after) = after.split_once('"')?;
    Some(after.split_once('"')?.0.to_owned())
}

/// A running `curl`, and what it has received.
struct Followed {
    child: std::process::Child,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Followed {
    fn begin(mut command: Command) -> Outcome<Self> {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                Failure::because(format!("`curl` can't be started ({error}): install it."))
            })?;
        let heard = Arc::<Mutex<Vec<u8>>>::default();
        if let Some(mut output) = child.stdout.take() {
            let heard = Arc::clone(&heard);
            thread::spawn(move || {
                let mut chunk = [0; 4096];
                while let Ok(length @ 1..) = output.read(&mut chunk) {
                    let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                    heard.extend_from_slice(&chunk[..length]);
                }
            });
        }
        Ok(Self { child, heard })
    }

    fn has_ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }

    fn so_far(&self) -> String {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&heard).into_owned()
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_state_counts() {
        let text = "data: {\"order_state\": \"WaitingForPayment\"}\n\ndata: {\"a\":1,\"order_state\":\"Done\"}";
        assert_eq!(state(text).as_deref(), Some("Done"));
        assert_eq!(state("data: {}"), None);
        // Half of an event has come.
        assert_eq!(state("{\"order_state\":\"Do"), None);
    }

    #[test]
    fn a_stream_that_keeps_up_within_two_seconds_holds_nothing_back() {
        let seconds = Duration::from_secs;
        let mut watch = Watch::default();
        assert!(!watch.is_held_back("A", "A", seconds(0)));
        assert!(!watch.is_held_back("B", "A", seconds(1)));
        assert!(!watch.is_held_back("B", "B", seconds(2)));
        assert!(!watch.is_held_back("C", "B", seconds(3)));
        assert!(!watch.is_held_back("C", "B", seconds(5)));
        assert!(watch.is_held_back("C", "B", seconds(6)));
        assert!(watch.has_moved);
    }

    #[test]
    fn an_order_that_stands_still_shows_nothing() {
        let mut watch = Watch::default();
        for now in 0..8 {
            assert!(!watch.is_held_back("A", "A", Duration::from_secs(now)));
        }
        assert!(!watch.has_moved);
    }
}
