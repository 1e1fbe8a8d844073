//! Everything that one run starts once.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use fantoccini::Client;
use refillery_sandbox::{Running, Settings};

use crate::browser::Driver;
use crate::engine::Engine;
use crate::file_server::{Build, FileServer, Files};
use crate::http::{self, Http};
use crate::partner::{Page, Partner};
use crate::place;
use crate::process::{Group, Guard};
use crate::recipe::{Deployed, Options, Recipe};
use crate::sandbox::Sandbox;
use crate::served::Served;
use crate::trunk::{self, Trunk};

/// Milliseconds between an order's steps: long enough for each to be seen by a stream,
/// short enough to run through in a second.
const STEP_MILLISECONDS: u64 = 250;

/// Which build the tests of a run are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The one that `trunk serve` makes.
    Development,
    /// `dist/`, as `cargo xtask build` leaves it.
    Release,
}

/// Where a test's visitor is unless the test says otherwise.
enum Site {
    Trunk(Trunk),
    Host(FileServer),
}

/// The servers of a run, and the browsers of the current test.
pub struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) open: Mutex<Vec<Client>>,
    /// What the browsers of other engines need, as long as they are open.
    engines: Mutex<Vec<Group>>,
    http: Http,
    // Dropped in this order: browsers, server, API, and the guard when all are gone.
    driver: Driver,
    site: Site,
    _running: Running,
    guard: Guard,
    _lock: File,
}

impl World {
    pub(crate) async fn start(about: About) -> Self {
        let work = place::work();
        fs::create_dir_all(&work).expect("target/ can be written");
        let lock = File::create(work.join("lock")).expect("target/ can be written");
        if lock.try_lock().is_err() {
            eprintln!("Another run of these tests is under way; waiting for its end …");
            lock.lock().expect("a lock can be waited for");
        }
        let guard = Guard::start();
        let http = http::client();
        let settings = Settings {
            step_milliseconds: STEP_MILLISECONDS,
            hang_milliseconds: 2_000,
            ..Settings::default()
        };
        let running = refillery_sandbox::start(settings)
            .await
            .expect("the sandbox starts");
        let sandbox = Sandbox::new(http.clone(), running.url());
        let driver = Driver::start(&guard, &http).await;
        let site = match about {
            About::Development => Site::Trunk(trunk::serve(&guard, &http, sandbox.url()).await),
            About::Release => {
                let files = Files {
                    build: Build::Release,
                    ..Files::default()
                };
                let dist = release();
                let host = FileServer::start(files, &dist, sandbox.url(), http.clone()).await;
                Site::Host(host)
            }
        };
        Self {
            sandbox,
            open: Mutex::default(),
            engines: Mutex::default(),
            http,
            driver,
            site,
            _running: running,
            guard,
            _lock: lock,
        }
    }

    /// Where the shop is served.
    pub(crate) fn shop_url(&self) -> &str {
        match &self.site {
            Site::Trunk(trunk) => &trunk.url,
            Site::Host(host) => &host.url,
        }
    }

    /// Another host, with the same build or the release's.
    pub(crate) async fn host(&self, files: Files) -> FileServer {
        let sandbox = self.sandbox.url();
        let dist = match (files.build, &self.site) {
            (Build::Development, Site::Trunk(trunk)) => trunk.dist.clone(),
            (Build::Development, Site::Host(_)) => panic!("this run makes no development build"),
            (Build::Release, _) => release(),
        };
        FileServer::start(files, &dist, sandbox, self.http.clone()).await
    }

    /// A partner's pages, on two origins of their own.
    pub(crate) async fn partner(&self, pages: Vec<Page>) -> Partner {
        Partner::start(pages).await
    }

    /// `cargo xtask serve` with the sandbox for an upstream.
    pub(crate) async fn xtask_serve(&self, partner: &[&str]) -> Served {
        let upstream = self.sandbox.url();
        Served::start(&self.guard, self.http.clone(), upstream, partner).await
    }

    /// The release behind a server of `deploy/`, with the sandbox for an upstream.
    pub(crate) async fn deploy(&self, recipe: Recipe, options: Options) -> Deployed {
        let sandbox = self.sandbox.url();
        Deployed::start(recipe, options, &release(), sandbox, &self.guard).await
    }

    /// Starts a server again that a test has stopped.
    pub(crate) async fn begin(&self, deployed: &mut Deployed) {
        deployed.begin(&self.guard).await;
    }

    /// A fresh browser, closed when the test is over.
    pub(crate) async fn browser(&self, size: (u32, u32)) -> Client {
        let client = self.driver.browser(size).await;
        self.browsers().push(client.clone());
        client
    }

    /// A fresh browser of another engine, closed when the test is over.
    pub(crate) async fn browser_of(&self, engine: Engine, size: (u32, u32)) -> Client {
        let opened = engine.open(&self.guard, &self.http, size).await;
        let mut engines = self.engines.lock().unwrap_or_else(PoisonError::into_inner);
        engines.extend(opened.groups);
        self.browsers().push(opened.client.clone());
        opened.client
    }

    /// Closes the browsers of the test.
    pub(crate) async fn close_browsers(&self) {
        let browsers = std::mem::take(&mut *self.browsers());
        for browser in browsers {
            // One that has crashed is closed already.
            let _closed = browser.close().await;
        }
        let engines =
            std::mem::take(&mut *self.engines.lock().unwrap_or_else(PoisonError::into_inner));
        drop(engines);
    }

    pub(crate) fn browsers(&self) -> std::sync::MutexGuard<'_, Vec<Client>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What `cargo xtask build` made.
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
