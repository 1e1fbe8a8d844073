//! Requests as no browser would make them: with forged headers, odd methods, and a watch in
//! hand while a stream comes.

use std::time::{Duration, Instant};

use axum::body::Body;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;

use crate::http::{Http, client};

/// A client of its own.
pub struct Raw {
    http: Http,
}

/// An answer to a request.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as it was sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Default for Raw {
    fn default() -> Self {
        Self { http: client() }
    }
}

impl Raw {
    /// Asks for something.
    pub async fn get(&self, url: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(Method::GET, url, headers, "").await
    }

    /// Asks in any way.
    pub async fn ask(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let response = self.send(method, url, headers, body).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the whole answer");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.to_bytes().to_vec(),
        }
    }

    /// Follows a stream: its answer without a body, the time until the first byte, and the
    /// time of each event's `data`, until its `stop` or `limit`.
    pub async fn follow(&self, url: &str, limit: Duration) -> (Answer, Vec<Duration>) {
        let begun = Instant::now();
        let headers = [
            ("accept", "text/event-stream"),
            ("accept-encoding", "gzip, br"),
        ];
        let response = self.send(Method::GET, url, &headers, "").await;
        let (parts, mut body) = response.into_parts();
        let mut answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body: Vec::new(),
        };
        let mut events = Vec::new();
        let end = tokio::time::sleep(limit);
        tokio::pin!(end);
        loop {
            let frame = tokio::select! {
                () = &mut end => break,
                frame = body.frame() => frame,
            };
            let Some(Ok(frame)) = frame else { break };
            let Ok(data) = frame.into_data() else {
                continue;
            };
            let text = String::from_utf8_lossy(&data);
            events.extend(text.matches("\ndata:").map(|_| begun.elapsed()));
            answer.body.extend_from_slice(&data);
            if answer.text().contains("event: stop") {
                break;
            }
        }
        (answer, events)
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> http::Response<
        impl http_body_util::BodyExt<Data = axum::body::Bytes, Error: std::fmt::Debug> + Unpin + use<>,
    > {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a well-formed request");
        let answer = self.http.request(request).await;
        answer.unwrap_or_else(|error| panic!("no answer to {url}: {error}"))
    }
}
