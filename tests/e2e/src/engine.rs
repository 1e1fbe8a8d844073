//! Firefox, WebKit and the Chromium that people have, by way of drivers of their own.
//!
//! The drivers of the first two hold one browser at a time, so each browser has its own, started
//! when a test asks for it and stopped with the test. What only Chromium has (`devtools`, the logs)
//! is not in the others: such a call fails, or reads nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::browser;
use crate::http::{Http, ask, free_port};
use crate::place;
use crate::process::{Group, Guard};

/// How long a driver or a display may take to be there.
const LIMIT: Duration = Duration::from_secs(30);

/// A browser beside the one of most tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Firefox ESR, from Debian's packages, with geckodriver from crates.io.
    Firefox,
    /// WebKitGTK's MiniBrowser on a display of its own, from Debian's packages.
    WebKit,
    /// Chromium as people have it. Most tests run in the same engine without windows, which keeps
    /// no page in memory that was left.
    Chromium,
}

/// A browser with the programs it needs, which stop when dropped.
pub(crate) struct Opened {
    pub(crate) client: Client,
    pub(crate) groups: Vec<Group>,
}

impl Engine {
    /// Its name in a test's.
    pub fn name(self) -> &'static str {
        match self {
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
            Self::Chromium => "chromium",
        }
    }

    /// An unused browser, in a window of this size.
    pub(crate) async fn open(self, guard: &Guard, http: &Http, size: (u32, u32)) -> Opened {
        let port = free_port();
        let folder = place::work().join(format!("engine-{port}"));
        fs::create_dir_all(&folder).expect("target/ can be written");
        let mut groups = Vec::new();
        let mut command = match self {
            Self::Firefox => {
                let mut command =
                    Command::new(place::program("REFILLERY_GECKODRIVER", "geckodriver"));
                command.arg("--port").arg(port.to_string());
                // Profiles that a stopped browser leaves behind go with `target/`.
                command.env("TMPDIR", &folder);
                command
            }
            Self::WebKit => {
                let (display, group) = display(guard, &folder, size).await;
                groups.push(group);
                let mut command =
                    Command::new(place::program("REFILLERY_WEBKIT_DRIVER", "WebKitWebDriver"));
                command
                    .arg(format!("--port={port}"))
                    .env("DISPLAY", display)
                    .env("LANG", "en_US.UTF-8")
                    .env("XDG_DATA_HOME", &folder)
                    .env("XDG_CACHE_HOME", &folder);
                command
            }
            Self::Chromium => {
                let mut command =
                    Command::new(place::program("REFILLERY_CHROMEDRIVER", "chromedriver"));
                command.arg(format!("--port={port}")).env("TMPDIR", &folder);
                command
            }
        };
        let mut group = Group::start(&mut command, guard, &folder.join("driver.log"));
        let url = format!("http://127.0.0.1:{port}");
        let begun = Instant::now();
        while ask(http, Method::GET, &format!("{url}/status"), None)
            .await
            .is_none()
        {
            assert!(
                group.ended().is_none() && begun.elapsed() < LIMIT,
                "the driver of {self:?} does not answer:\n{}",
                group.last_words(20)
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let Value::Object(capabilities) = self.capabilities(size) else {
            unreachable!("an object was written below");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&url)
            .await;
        let client = client.unwrap_or_else(|error| {
            panic!("{self:?} does not start: {error}\n{}", group.last_words(20))
        });
        // Before the display: a browser without one ends with an error.
        groups.insert(0, group);
        Opened { client, groups }
    }

    fn capabilities(self, (width, height): (u32, u32)) -> Value {
        match self {
            Self::Firefox => json!({
                "browserName": "firefox",
                // Servers with TLS have certificates of the run's own.
                "acceptInsecureCerts": true,
                "moz:firefoxOptions": {
                    "binary": place::program("REFILLERY_FIREFOX", "firefox-esr"),
                    "args": [
                        "-headless",
                        format!("--width={width}"),
                        format!("--height={height}"),
                    ],
                    "prefs": {
                        // As it was for years: the other engines have it.
                        "dom.location.ancestorOrigins.enabled": false,
                        "intl.accept_languages": "en-US,en",
                        // Requests to its makers, which get no answer here.
                        "app.normandy.enabled": false,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                    },
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "acceptInsecureCerts": true,
                "webkitgtk:browserOptions": {
                    "binary": minibrowser(),
                    "args": ["--automation", format!("--geometry={width}x{height}")],
                },
            }),
            Self::Chromium => browser::capabilities(
                &place::program("REFILLERY_CHROMIUM_WITH_WINDOWS", "chromium"),
                (width, height),
            ),
        }
    }
}

/// An invisible display, under a number that no other has.
async fn display(guard: &Guard, folder: &Path, (width, height): (u32, u32)) -> (String, Group) {
    let mut command = Command::new(place::program("REFILLERY_XVFB", "Xvfb"));
    // It writes the number it took to its standard output.
    command
        .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
        .arg(format!("{width}x{height}x24"));
    let mut group = Group::start(&mut command, guard, &folder.join("display.log"));
    let begun = Instant::now();
    loop {
        let words = group.words();
        let number = words.lines().find_map(|line| line.parse::<u32>().ok());
        if let Some(number) = number.filter(|_| words.ends_with('\n')) {
            return (format!(":{number}"), group);
        }
        assert!(
            group.ended().is_none() && begun.elapsed() < LIMIT,
            "Xvfb does not start:\n{words}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Debian keeps it in the folder of its library.
fn minibrowser() -> PathBuf {
    if let Some(given) = std::env::var_os("REFILLERY_MINIBROWSER") {
        return PathBuf::from(given);
    }
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    folders
        .map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"))
        .find(|file| file.is_file())
        .expect("MiniBrowser comes with Debian's webkit2gtk-driver")
}
