//! A small HTTP client that shows what a polite one hides: cut bodies and
//! connections that close without an answer.

use refillery_sandbox::{Running, Settings, start};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// How long anything may take: on a busy machine the pictures alone take half a minute. A
/// test that waits in vain says for what, and doesn't hold up everything after it.
const LIMIT: Duration = Duration::from_secs(120);

/// Waits for this, but not for ever.
pub(crate) async fn within<T>(what: &str, work: impl Future<Output = T>) -> T {
    match tokio::time::timeout(LIMIT, work).await {
        Ok(done) => done,
        Err(_) => panic!("after {} s still not: {what}", LIMIT.as_secs()),
    }
}

/// The time the fixtures were written at.
pub(crate) const FIXTURE_TIME: u64 = 1_795_167_000;

/// A sandbox that moves only on command, and a way to talk to it.
pub(crate) struct Shop {
    running: Running,
}

/// A reply.
pub(crate) struct Reply {
    /// None when the connection closed without an answer.
    pub(crate) status: Option<u16>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) text: String,
    /// Whether the body was as long as it said.
    pub(crate) complete: bool,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(each, _)| each == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Shop {
    /// Open, with the images' real addresses so that fixtures compare equal.
    pub(crate) async fn open() -> Self {
        Self::with(Settings {
            image_base: "https://cdn.cryptorefills.com".to_owned(),
            ..Settings::default()
        })
        .await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let settings = Settings {
            // No step is taken in the time a test runs.
            step_milliseconds: 3_600_000,
            epoch: Some(FIXTURE_TIME),
            ..settings
        };
        let running = start(settings).await.expect("a free port");
        Self { running }
    }

    pub(crate) fn running(self) -> Running {
        self.running
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], "").await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, &[], &body.to_string()).await
    }

    /// A control request; its reply must be a success.
    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let path = format!("/__sandbox/api/{path}");
        let reply = self.send(method, &path, &[], &body.to_string()).await;
        assert_eq!(reply.status, Some(200), "{path}: {}", reply.text);
        reply.json()
    }

    pub(crate) async fn fault(&self, route: &str, fault: &str) {
        let body = json!({ "route": route, "fault": fault, "times": 1 });
        self.control("POST", "faults", body).await;
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let mut stream = self.connect().await;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        head.push_str(body);
        stream
            .write_all(head.as_bytes())
            .await
            .expect("the sandbox listens");
        let mut bytes = Vec::new();
        let answered = format!("{method} {path} is answered");
        // A reset is one of the faults; what came before it counts.
        let _ = within(&answered, stream.read_to_end(&mut bytes)).await;
        parse(&bytes)
    }

    /// Follows an order.
    pub(crate) async fn follow(&self, id: &str) -> Stream {
        let mut stream = self.connect().await;
        let head = format!(
            "GET /v5/orders/{id}/subscribe HTTP/1.1\r\nhost: sandbox\r\naccept: text/event-stream\r\n\r\n"
        );
        stream
            .write_all(head.as_bytes())
            .await
            .expect("the sandbox listens");
        Stream {
            reader: BufReader::new(stream),
            text: String::new(),
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.running.address)
            .await
            .expect("the sandbox listens")
    }
}

/// A live stream.
pub(crate) struct Stream {
    reader: BufReader<TcpStream>,
    text: String,
}

impl Stream {
    /// The next frame that is no comment: event and data. None when the stream
    /// has ended or broken.
    pub(crate) async fn next(&mut self) -> Option<(String, String)> {
        within("a frame of the stream", self.frame()).await
    }

    async fn frame(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((frame, rest)) = self.text.split_once("\n\n") {
                let frame = frame.to_owned();
                self.text = rest.to_owned();
                let field = |name: &str| {
                    let line = frame.lines().find_map(|line| line.strip_prefix(name));
                    line.map(str::trim).map(str::to_owned)
                };
                if let Some(data) = field("data:") {
                    return Some((field("event:").unwrap_or_default(), data));
                }
                continue;
            }
            let mut bytes = [0; 4096];
            match self.reader.read(&mut bytes).await {
                Ok(0) | Err(_) => return None,
                Ok(count) => {
                    // Heads and chunk sizes end in CRLF and frames do not.
                    let text = String::from_utf8_lossy(&bytes[..count]).into_owned();
                    let lines: Vec<&str> = text.split_inclusive('\n').collect();
                    let kept = lines.iter().filter(|line| !line.ends_with("\r\n"));
                    self.text.extend(kept.copied());
                }
            }
        }
    }

    /// The state of the order in the next message.
    pub(crate) async fn state(&mut self) -> String {
        let (event, data) = self.next().await.expect("a message");
        assert_eq!(event, "message");
        let order: Value = serde_json::from_str(&data).expect("an order");
        order["order_state"].as_str().unwrap_or_default().to_owned()
    }
}

fn parse(bytes: &[u8]) -> Reply {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return Reply {
            status: None,
            headers: Vec::new(),
            text,
            complete: false,
        };
    };
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let complete = length.is_none_or(|(_, length)| length.parse() == Ok(body.len()));
    Reply {
        status,
        headers,
        text: body.to_owned(),
        complete,
    }
}
