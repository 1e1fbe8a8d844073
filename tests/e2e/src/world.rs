//! The parts that a run starts once, and those that each test has for itself.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fantoccini::Client;
use refillery_sandbox::{Running, Settings};

use crate::browsers::{Browsers, Lent};
use crate::engine::Engine;
use crate::file_server::{FileServer, Files};
use crate::http::{self, Http};
use crate::partner::{Page, Partner};
use crate::place;
use crate::process::Guard;
use crate::recipe::{Deployed, Options, Recipe};
use crate::sandbox::Sandbox;
use crate::served::Served;

/// Milliseconds between an order's steps: long enough for each to be seen by a stream,
/// short enough to run through in a second.
const STEP_MILLISECONDS: u64 = 250;

/// The parts that all tests of a run share.
pub(crate) struct Shared {
    http: Http,
    // Dropped in this order: browsers, and the guard when all are gone.
    browsers: Browsers,
    guard: Guard,
    _lock: File,
}

impl Shared {
    pub(crate) async fn start() -> Self {
        let work = place::work();
        fs::create_dir_all(&work).expect("target/ can be written");
        let lock = File::create(work.join("lock")).expect("target/ can be written");
        if lock.try_lock().is_err() {
            eprintln!("Another run of these tests is under way; waiting for its end …");
            lock.lock().expect("a lock can be waited for");
        }
        // No other test has a folder there now.
        let _none = fs::remove_dir_all(place::folders());
        let guard = Guard::start();
        let http = http::client();
        Self {
            browsers: Browsers::start(&guard, &http).await,
            http,
            guard,
            _lock: lock,
        }
    }

    /// Stops the browsers.
    pub(crate) async fn stop(&self) {
        self.browsers.stop().await;
    }
}

/// A test's own API and host, and the browsers that it has at the moment.
pub struct World {
    pub(crate) sandbox: Sandbox,
    host: FileServer,
    open: Mutex<Vec<Lent>>,
    waited: Mutex<Duration>,
    shared: Arc<Shared>,
    _running: Running,
}

impl World {
    /// An unused sandbox, and the release on a host of its own.
    pub(crate) async fn start(shared: Arc<Shared>) -> Self {
        let settings = Settings {
            step_milliseconds: STEP_MILLISECONDS,
            hang_milliseconds: 2_000,
            ..Settings::default()
        };
        let running = refillery_sandbox::start(settings)
            .await
            .expect("the sandbox starts");
        let sandbox = Sandbox::new(shared.http.clone(), running.url());
        let files = Files::default();
        let host = FileServer::start(files, &release(), sandbox.url(), shared.http.clone()).await;
        Self {
            sandbox,
            host,
            open: Mutex::default(),
            waited: Mutex::default(),
            shared,
            _running: running,
        }
    }

    /// Where the shop is served.
    pub(crate) fn shop_url(&self) -> &str {
        &self.host.url
    }

    /// Another host, with the same build.
    pub(crate) async fn host(&self, files: Files) -> FileServer {
        let sandbox = self.sandbox.url();
        FileServer::start(files, &release(), sandbox, self.shared.http.clone()).await
    }

    /// A partner's pages, on two origins of their own.
    pub(crate) async fn partner(&self, pages: Vec<Page>) -> Partner {
        Partner::start(pages).await
    }

    /// `cargo xtask serve` with the sandbox for an upstream.
    pub(crate) async fn xtask_serve(&self, partner: &[&str]) -> Served {
        let upstream = self.sandbox.url();
        Served::start(
            &self.shared.guard,
            self.shared.http.clone(),
            upstream,
            partner,
        )
        .await
    }

    /// The release behind a server of `deploy/`, with the sandbox for an upstream.
    pub(crate) async fn deploy(&self, recipe: Recipe, options: Options) -> Deployed {
        let sandbox = self.sandbox.url();
        Deployed::start(recipe, options, &release(), sandbox, &self.shared.guard).await
    }

    /// Starts a server again that a test has stopped.
    pub(crate) async fn begin(&self, deployed: &mut Deployed) {
        deployed.begin(&self.shared.guard).await;
    }

    /// A browser that shows nothing yet: Chromium, or one of another engine.
    pub(crate) async fn browser(&self, engine: Option<Engine>, size: (u32, u32)) -> Client {
        let Shared {
            browsers,
            guard,
            http,
            ..
        } = &*self.shared;
        let lent = browsers.lend(engine, size, guard, http).await;
        let client = lent.client.clone();
        self.open().push(lent);
        client
    }

    /// The browsers of the test, in the order in which it opened them.
    pub(crate) fn browsers(&self) -> Vec<Client> {
        self.open().iter().map(|lent| lent.client.clone()).collect()
    }

    /// Ends the test's browsers, or keeps them for other tests if this one `passed`.
    pub(crate) async fn return_browsers(&self, passed: bool) {
        let open = std::mem::take(&mut *self.open());
        for lent in open {
            if passed {
                self.shared.browsers.take_back(lent).await;
            } else {
                lent.stop().await;
            }
        }
    }

    /// Adds to the time for which the test has waited for something to be seen.
    pub(crate) fn has_waited(&self, time: Duration) {
        *self.waited.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }

    /// The time for which the test has waited for something to be seen.
    pub(crate) fn waited(&self) -> Duration {
        *self.waited.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, Vec<Lent>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The result of `cargo xtask build`.
fn release() -> PathBuf {
    let dist = place::root().join("dist");
    assert!(
        dist.join("_server").is_dir(),
        "{} is no release: `cargo xtask build` makes it, and `cargo xtask test` does so before \
         these tests",
        dist.display()
    );
    dist
}
