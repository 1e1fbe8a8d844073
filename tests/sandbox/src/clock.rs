//! The sandbox's clock: seconds since 1970, moved by tokio's time, so that a
//! test with paused time pauses the timestamps too.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::time::Instant;

/// Where the clock started.
pub(crate) struct Clock {
    epoch: u64,
    started: Instant,
    ahead: AtomicU64,
}

impl Clock {
    /// A clock that shows `epoch` now, or the machine's time without one.
    pub(crate) fn new(epoch: Option<u64>) -> Self {
        let machine = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |passed| passed.as_secs());
        Self {
            epoch: epoch.unwrap_or(machine),
            started: Instant::now(),
            ahead: AtomicU64::new(0),
        }
    }

    /// Seconds since 1970.
    pub(crate) fn seconds(&self) -> u64 {
        self.epoch + self.started.elapsed().as_secs() + self.ahead.load(Ordering::Relaxed)
    }

    /// Puts it so many seconds ahead of the machine's, as when time has passed.
    pub(crate) fn put_ahead(&self, seconds: u64) {
        self.ahead.store(seconds, Ordering::Relaxed);
    }
}
