//! Chromium by way of chromedriver, and what only Chromium has.
//!
//! Another engine joins with a second `Driver`: its program, its capabilities, and its own
//! way of doing what `devtools` and `log` do here. Everything else is plain WebDriver.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::http::{Http, ask, free_port};
use crate::place;
use crate::process::{Group, Guard};

/// How long the driver may take to listen.
const LIMIT: Duration = Duration::from_secs(30);

/// The running driver; it and its browsers stop when dropped.
pub(crate) struct Driver {
    url: String,
    chromium: PathBuf,
    _group: Group,
}

impl Driver {
    pub(crate) async fn start(guard: &Guard, http: &Http) -> Self {
        let port = free_port();
        let mut command = Command::new(place::program("REFILLERY_CHROMEDRIVER", "chromedriver"));
        command.arg(format!("--port={port}"));
        let mut group = Group::start(&mut command, guard, &place::work().join("driver.log"));
        let url = format!("http://127.0.0.1:{port}");
        let begun = Instant::now();
        while ask(http, Method::GET, &format!("{url}/status"), None)
            .await
            .is_none()
        {
            assert!(
                group.ended().is_none() && begun.elapsed() < LIMIT,
                "chromedriver does not answer:\n{}",
                group.last_words(20)
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Self {
            url,
            chromium: place::program("REFILLERY_CHROMIUM", "chromium"),
            _group: group,
        }
    }

    /// An unused browser, in a window of this size.
    pub(crate) async fn browser(&self, size: (u32, u32)) -> Client {
        let Value::Object(capabilities) = capabilities(&self.chromium, size) else {
            unreachable!("an object is written below");
        };
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.url)
            .await
            .expect("a browser starts")
    }
}

/// How a Chromium starts, in a window of this size.
pub(crate) fn capabilities(chromium: &Path, (width, height): (u32, u32)) -> Value {
    json!({
        "browserName": "chrome",
        // Servers with TLS have certificates of the run's own.
        "acceptInsecureCerts": true,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": chromium,
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=en-US",
                format!("--window-size={width},{height}"),
            ],
            "prefs": { "intl.accept_languages": "en-US,en" },
        },
    })
}

/// Sends a command of the Chrome DevTools protocol.
pub(crate) async fn devtools(client: &Client, name: &str, parameters: Value) -> Value {
    let command = Own {
        path: "goog/cdp/execute",
        body: json!({ "cmd": name, "params": parameters }),
    };
    client
        .issue_cmd(command)
        .await
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The same where the browser may be gone or not know the command.
pub(crate) async fn try_devtools(client: &Client, name: &str, parameters: Value) -> Option<Value> {
    let command = Own {
        path: "goog/cdp/execute",
        body: json!({ "cmd": name, "params": parameters }),
    };
    client.issue_cmd(command).await.ok()
}

/// The entries of a log since it was last read: `browser` is the console, `performance` the
/// network's events.
pub(crate) async fn log(client: &Client, name: &str) -> Vec<Value> {
    let command = Own {
        path: "se/log",
        body: json!({ "type": name }),
    };
    let entries = client.issue_cmd(command).await;
    entries
        .ok()
        .and_then(|entries| entries.as_array().cloned())
        .unwrap_or_default()
}

/// A command of chromedriver's own.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
