//! The state that every handler shares.

use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::journal::Journal;
use crate::limits::Limits;
use crate::orders::desk::Desk;
use crate::replay::Replay;
use crate::settings::Settings;
use serde_json::{Value, json};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The running sandbox.
pub(crate) struct Sandbox {
    /// The time.
    pub(crate) clock: Clock,
    /// The goods on sale.
    pub(crate) catalogue: Catalogue,
    /// The orders.
    pub(crate) desk: Desk,
    /// The deliberate faults.
    pub(crate) faults: Faults,
    /// The counts of requests.
    pub(crate) limits: Limits,
    /// The log of requests.
    pub(crate) journal: Journal,
    /// Recorded answers that are served alone.
    pub(crate) replay: Option<Replay>,
    /// Mixed into order ids, so that two runs do not share them.
    pub(crate) run: u64,
    initial: Settings,
    settings: Mutex<Settings>,
    end: watch::Sender<bool>,
}

impl Sandbox {
    /// A sandbox with these settings.
    pub(crate) fn new(settings: Settings) -> Self {
        let clock = Clock::new(settings.epoch);
        Self {
            run: settings.seed ^ clock.seconds() ^ u64::from(std::process::id()) << 32,
            clock,
            catalogue: Catalogue::new(settings.seed),
            desk: Desk::default(),
            faults: Faults::default(),
            limits: Limits::default(),
            journal: Journal::default(),
            replay: None,
            initial: settings.clone(),
            settings: Mutex::new(settings),
            end: watch::Sender::new(false),
        }
    }

    /// The settings as they are now.
    pub(crate) fn settings(&self) -> Settings {
        lock(&self.settings).clone()
    }

    /// Milliseconds between the steps of an order.
    pub(crate) fn step_milliseconds(&self) -> u64 {
        lock(&self.settings).step_milliseconds
    }

    /// Changes the settings a control request names; unknown names are an
    /// error, because a misspelt one would make a test prove nothing.
    pub(crate) fn change_settings(&self, wanted: &Value) -> Result<(), String> {
        let wanted = wanted.as_object().ok_or("settings must be an object")?;
        let mut settings = lock(&self.settings);
        for (name, value) in wanted {
            settings.set(name, value)?;
        }
        self.clock.put_ahead(settings.clock_ahead_seconds);
        Ok(())
    }

    /// Back to the start: no orders, faults, counters or log, first settings.
    pub(crate) fn reset(&self) {
        self.desk.clear();
        self.faults.clear();
        self.limits.clear();
        self.journal.clear();
        *lock(&self.settings) = self.initial.clone();
        self.clock.put_ahead(self.initial.clock_ahead_seconds);
    }

    /// Resolves when the sandbox stops, at once when it has stopped already: a caller
    /// that begins to listen only then would wait for ever for a change.
    pub(crate) async fn ended(&self) {
        let mut end = self.end.subscribe();
        // Only fails without a sender, which is here.
        let _ = end.wait_for(|has_ended| *has_ended).await;
    }

    /// Stops streams, waits and tasks.
    pub(crate) fn end(&self) {
        self.end.send_replace(true);
    }

    /// Writes a body, with images where this sandbox serves them.
    pub(crate) fn localise(&self, text: &str) -> String {
        const IMAGES: &str = "https://cdn.cryptorefills.com";
        const API: &str = "https://api.cryptorefills.com:443";
        let base = lock(&self.settings).image_base.clone();
        if base == IMAGES {
            return text.to_owned();
        }
        // The QR image of an order lives next to the images' folder.
        let root = base.strip_suffix("/cdn").unwrap_or(&base).to_owned();
        text.replace(IMAGES, &base).replace(API, &root)
    }

    /// The state the control page shows.
    pub(crate) fn state(&self) -> Value {
        json!({
            "settings": self.settings().body(),
            "orders": self.desk.newest().len(),
            "faults": self.faults.body(),
            "log": self.journal.len(),
            "now": self.clock.seconds(),
        })
    }
}

/// Locks, also after another holder panicked: the data are whole values.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
