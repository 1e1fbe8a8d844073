//! The API's clock (docs/api.md#the-servers-clock). Buyers' clocks are wrong by minutes or days,
//! and deadlines must not be.

/// The known state of the API's clock. All times are epoch milliseconds.
#[derive(Clone, Copy, Default)]
pub(super) struct Clock {
    /// API time minus this device's time.
    offset: Option<f64>,
    /// Whether the offset is from the API's own field and not from a header.
    is_told: bool,
}

impl Clock {
    /// The API's time at a time of this device.
    pub(super) fn at(self, device: f64) -> f64 {
        device + self.offset.unwrap_or(0.0)
    }

    /// Takes the time from an answer that contains it and has just come.
    pub(super) fn take_told(&mut self, told: u64, device: f64) {
        self.offset = Some(told as f64 - device);
        self.is_told = true;
    }

    /// Takes the time from an answer's `Date`. A cache on the way reports by `Age` (seconds) for
    /// how long it had kept the answer. A browser's own cache reports nothing, so an answer that
    /// may be kept (not `is_live`) counts only if nothing better is known.
    pub(super) fn take_date(&mut self, date: f64, age: Option<&str>, is_live: bool, device: f64) {
        let age: u32 = age.and_then(|age| age.trim().parse().ok()).unwrap_or(0);
        let server = date + f64::from(age) * 1_000.0;
        if server.is_finite() && !self.is_told && (is_live || self.offset.is_none()) {
            self.offset = Some(server - device);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    /// A time by the API's clock, and one by a device that is an hour behind.
    const SERVER: f64 = 1_795_167_000_000.0;
    const DEVICE: f64 = SERVER - 3_600_000.0;

    #[test]
    fn without_any_word_the_device_s_clock_counts() {
        assert_eq!(Clock::default().at(DEVICE), DEVICE);
        let mut clock = Clock::default();
        clock.take_date(f64::NAN, None, true, DEVICE);
        assert_eq!(clock.at(DEVICE), DEVICE);
    }

    #[test]
    fn a_date_counts_with_the_age_of_its_answer() {
        for (date, age, is_live) in [
            (SERVER, None, true),
            (SERVER, None, false),
            (SERVER - 300_000.0, Some(" 300"), true),
            (SERVER - 300_000.0, Some("300"), false),
            (SERVER, Some("soon"), true),
            (SERVER, Some("-5"), true),
        ] {
            let mut clock = Clock::default();
            clock.take_date(date, age, is_live, DEVICE);
            assert_eq!(clock.at(DEVICE + 7.0), SERVER + 7.0, "{age:?}");
        }
    }

    #[test]
    fn an_answer_that_may_be_kept_never_replaces_a_better_one() {
        let mut clock = Clock::default();
        clock.take_date(SERVER, None, true, DEVICE);
        clock.take_date(SERVER - 86_400_000.0, None, false, DEVICE);
        assert_eq!(clock.at(DEVICE), SERVER);
        // The device's clock has been corrected meanwhile.
        clock.take_date(SERVER, None, true, SERVER);
        assert_eq!(clock.at(SERVER), SERVER);
    }

    #[test]
    fn the_api_s_own_word_counts_before_any_header() {
        let mut clock = Clock::default();
        clock.take_date(SERVER - 86_400_000.0, None, true, DEVICE);
        clock.take_told(1_795_167_000_000, DEVICE);
        assert_eq!(clock.at(DEVICE), SERVER);
        clock.take_date(SERVER - 86_400_000.0, None, true, DEVICE);
        assert_eq!(clock.at(DEVICE), SERVER);
        clock.take_told(1_795_167_060_000, DEVICE + 60_000.0);
        assert_eq!(clock.at(DEVICE), SERVER);
    }
}
