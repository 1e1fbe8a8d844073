//! Browsers, lent to one test at a time and used again by the next.
//!
//! Starting a browser costs more than most tests do. A returned browser is given a fresh
//! tab, and its old windows are closed. The next test's shop has an origin that no test
//! had before, so storage, caches, service workers and permissions of an earlier test
//! can't be seen by it. A browser that a failed test had, or that doesn't answer, is
//! stopped instead.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use fantoccini::Client;
use serde_json::json;

use crate::browser::{self, Driver};
use crate::engine::Engine;
use crate::http::Http;
use crate::process::{Group, Guard};

/// How many tests one browser serves. Browsers grow with every page, and a leak of one
/// must not reach the last test of a run.
const TESTS_OF_A_BROWSER: u32 = 40;

/// How long a returned browser may take for its fresh tab.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser that a test has for itself.
pub(crate) struct Lent {
    pub(crate) client: Client,
    engine: Option<Engine>,
    size: (u32, u32),
    /// Its driver and display, which stop with it. Chromium's driver is shared.
    groups: Vec<Group>,
    tests: u32,
}

/// All browsers of a run.
pub(crate) struct Browsers {
    // Dropped in this order: browsers, then their driver.
    idle: Mutex<Vec<Lent>>,
    chromium: Driver,
}

impl Browsers {
    pub(crate) async fn start(guard: &Guard, http: &Http) -> Self {
        Self {
            idle: Mutex::default(),
            chromium: Driver::start(guard, http).await,
        }
    }

    /// A browser that shows nothing yet, in a window of this size: Chromium, or one of
    /// another engine.
    pub(crate) async fn lend(
        &self,
        engine: Option<Engine>,
        size: (u32, u32),
        guard: &Guard,
        http: &Http,
    ) -> Lent {
        let used = {
            let mut idle = self.idle();
            let fits = |lent: &Lent| lent.engine == engine && lent.size == size;
            idle.iter()
                .position(fits)
                .map(|index| idle.swap_remove(index))
        };
        if let Some(used) = used {
            return used;
        }
        let (client, groups) = match engine {
            None => {
                let client = self.chromium.browser(size).await;
                // A Chromium that doesn't know the permission may copy without it.
                let _unknown = allow_copying(&client).await;
                (client, Vec::new())
            }
            Some(engine) => {
                let opened = engine.open(guard, http, size).await;
                (opened.client, opened.groups)
            }
        };
        Lent {
            client,
            engine,
            size,
            groups,
            tests: 0,
        }
    }

    /// Takes a browser back after a test that passed.
    pub(crate) async fn take_back(&self, mut lent: Lent) {
        lent.tests += 1;
        let is_worn = lent.tests >= TESTS_OF_A_BROWSER;
        let is_fresh = !is_worn && lent.has_a_fresh_tab().await;
        if is_fresh {
            self.idle().push(lent);
        } else {
            lent.stop().await;
        }
    }

    /// Stops the browsers that no test has.
    pub(crate) async fn stop(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for lent in idle {
            lent.stop().await;
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Lent>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lent {
    /// Closes the browser.
    pub(crate) async fn stop(self) {
        // One that has crashed is closed already; a driver that hangs is stopped below.
        let _closed = tokio::time::timeout(PATIENCE, self.client.close()).await;
        drop(self.groups);
    }

    /// Opens a tab, closes every other window, and forgets what the driver has logged;
    /// whether all of that worked.
    async fn has_a_fresh_tab(&self) -> bool {
        let opened = tokio::time::timeout(PATIENCE, self.opens_a_fresh_tab());
        opened.await == Ok(Some(()))
    }

    async fn opens_a_fresh_tab(&self) -> Option<()> {
        let client = &self.client;
        let old = client.windows().await.ok()?;
        let fresh = client.new_window(true).await.ok()?.handle;
        for window in old {
            client.switch_to_window(window).await.ok()?;
            // A question such as “Leave this page?” would keep it open.
            let _none = client.dismiss_alert().await;
            client.close_window().await.ok()?;
        }
        client.switch_to_window(fresh).await.ok()?;
        if self.engine.is_none() {
            // Chromium keeps these for the whole browser, and not for one tab.
            for command in ["Browser.resetPermissions", "Storage.clearCookies"] {
                browser::try_devtools(client, command, json!({})).await?;
            }
            allow_copying(client).await?;
            for log in ["browser", "performance"] {
                browser::log(client, log).await;
            }
        } else {
            client.delete_all_cookies().await.ok()?;
        }
        Some(())
    }
}

/// Allows pages to copy. Chromium with windows allows it after a press; the one without
/// windows refuses always, because it has no way to ask.
async fn allow_copying(client: &Client) -> Option<()> {
    let copying = json!({ "permission": { "name": "clipboard-write" }, "setting": "granted" });
    browser::try_devtools(client, "Browser.setPermission", copying).await?;
    Some(())
}
