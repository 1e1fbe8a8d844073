//! Following an order: server-sent events with the whole order in each.

use crate::faults::{Fault, Kind};
use crate::gate;
use crate::orders::desk::Entry;
use crate::sandbox::Sandbox;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Time between comments that keep a quiet connection open.
const QUIET: Duration = Duration::from_secs(15);

/// One open stream.
struct Follower {
    sandbox: Arc<Sandbox>,
    entry: Arc<Entry>,
    changes: watch::Receiver<u64>,
    cuts: watch::Receiver<u64>,
    fault: Option<Fault>,
    sent: usize,
    stage: Stage,
}

#[derive(PartialEq)]
enum Stage {
    Greet,
    Follow,
    Stop,
    Closed,
}

/// The reply of `/v5/orders/{id}/subscribe`: the order at once, again at each
/// change, and `stop` when nothing more will come.
pub(crate) fn follow(sandbox: Arc<Sandbox>, entry: Arc<Entry>, fault: Option<Fault>) -> Response {
    let follower = Follower {
        changes: entry.changes(),
        cuts: entry.cuts(),
        sandbox,
        entry,
        fault,
        sent: 0,
        stage: Stage::Greet,
    };
    let frames = stream::unfold(follower, |mut follower| async {
        let frame = follower.next().await?;
        Some((frame.map(Bytes::from), follower))
    });
    let mut response = crate::replies::typed(200, "text/event-stream", Body::from_stream(frames));
    let headers = response.headers_mut();
    let cache = HeaderValue::from_static("no-cache, no-transform");
    headers.insert(header::CACHE_CONTROL, cache);
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

impl Follower {
    /// The next frame; an error breaks the connection, none ends the stream.
    async fn next(&mut self) -> Option<io::Result<String>> {
        loop {
            match self.stage {
                Stage::Closed => return None,
                Stage::Stop => {
                    self.stage = Stage::Closed;
                    return Some(Ok("event: stop\ndata: {}\n\n".to_owned()));
                }
                Stage::Greet => {
                    self.stage = Stage::Follow;
                    if !self.has(Kind::StreamSilent) {
                        return Some(Ok(self.message()));
                    }
                    // Opens the stream without saying anything.
                    return Some(Ok(":\n\n".to_owned()));
                }
                Stage::Follow => {}
            }
            if self.has(Kind::StreamDrop)
                && self.sent >= self.fault.as_ref().map_or(0, |fault| fault.after)
            {
                self.stage = Stage::Closed;
                tokio::time::sleep(gate::BEFORE_A_CUT).await;
                return Some(Err(cut()));
            }
            tokio::select! {
                biased;
                () = self.sandbox.ended() => {
                    self.stage = Stage::Closed;
                    return None;
                }
                _ = self.cuts.changed() => {
                    self.stage = Stage::Closed;
                    return Some(Err(cut()));
                }
                _ = self.changes.changed() => {
                    if !self.has(Kind::StreamSilent) {
                        return Some(Ok(self.message()));
                    }
                }
                () = tokio::time::sleep(QUIET) => {
                    if !self.has(Kind::StreamSilent) {
                        return Some(Ok(": still here\n\n".to_owned()));
                    }
                }
            }
        }
    }

    fn has(&self, kind: Kind) -> bool {
        self.fault.as_ref().is_some_and(|fault| fault.kind == kind)
    }

    fn message(&mut self) -> String {
        // Marked as seen before reading, so that a change in between is sent
        // again rather than lost.
        self.changes.mark_unchanged();
        let order = self.entry.order();
        if order.is_over() {
            self.stage = Stage::Stop;
        }
        self.sent += 1;
        let body = order.snapshot(self.sandbox.clock.seconds());
        let body = self.sandbox.localise(&body.to_string());
        let garbage = if self.has(Kind::StreamGarbage) {
            "data: {\"order_id\": \n\nevent: weather\ndata: rain\n\n"
        } else {
            ""
        };
        format!("{garbage}event: message\ndata: {body}\n\n")
    }
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "cut on purpose")
}
