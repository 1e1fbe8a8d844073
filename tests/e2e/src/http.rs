//! A small HTTP client for the harness's own questions.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Body;
use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

/// A client; one per runtime.
pub(crate) type Http = Client<HttpConnector, Body>;

pub(crate) fn client() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

/// Sends a request and reads the whole answer; `None` if there is no answer.
pub(crate) async fn ask(
    client: &Http,
    method: Method,
    url: &str,
    body: Option<&Value>,
) -> Option<(StatusCode, Vec<u8>)> {
    let mut request = Request::builder().method(method).uri(url);
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let request = request.body(body).expect("a well-formed request");
    let response: Response<_> = client.request(request).await.ok()?;
    let status = response.status();
    let bytes = response.into_body().collect().await.ok()?.to_bytes();
    Some((status, bytes.to_vec()))
}

/// Below the ports that the system gives to outgoing connections: one of those could take
/// a port between this look and the server's start.
const PORTS: std::ops::Range<u32> = 15_000..32_000;

/// A port that no program listens on and that no other test of this run gets.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Two runs at once begin at different ports.
    let first = std::process::id().wrapping_mul(89);
    loop {
        let step = first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = PORTS.start + step % (PORTS.end - PORTS.start);
        let port = u16::try_from(port).expect("the range has ports only");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
