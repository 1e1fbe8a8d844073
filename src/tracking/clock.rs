//! The browser's clock, for measuring waits.

use js_sys::Date;

/// Milliseconds that never go back, also when somebody sets the clock back: a wait until a moment
/// that is an hour away again would leave the buyer without news for that hour. The browser's own
/// clock of that kind stands still while a phone sleeps.
#[derive(Default)]
pub(super) struct SteadyClock {
    read: f64,
    /// How far the browser's clock was set back altogether.
    behind: f64,
}

impl SteadyClock {
    /// The time now.
    pub(super) fn now(&mut self) -> f64 {
        let read = Date::now();
        self.behind += (self.read - read).max(0.0);
        self.read = read;
        read + self.behind
    }
}
