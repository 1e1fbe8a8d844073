//! The sandbox's clock: seconds since 1970, moved by tokio's time, so that a
//! test with paused time pauses the timestamps too.

use std::time::{SystemTime, UNIX_EPOCH};
use tokio::time::Instant;

/// Where the clock started.
pub(crate) struct Clock {
    epoch: u64,
    started: Instant,
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
        }
    }

    /// Seconds since 1970.
    pub(crate) fn seconds(&self) -> u64 {
        self.epoch + self.started.elapsed().as_secs()
    }
}
