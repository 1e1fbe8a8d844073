//! The waits between attempts, as a pure value without a clock or a browser.

#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "the browser's clock counts milliseconds as a float; no money is here"
)]

/// Growing waits with jitter, and a minimum wait between attempts that succeed only briefly.
///
/// Time and randomness are parameters, so a test can simulate an hour in a microsecond.
#[derive(Clone, PartialEq, Debug)]
pub struct Backoff {
    policy: Policy,
    failures: u32,
    /// The part of the first wait since the last success that chance gave, from 0 to 1.
    part: f64,
    /// The start times of the last attempts, in milliseconds, oldest first.
    attempts: Vec<f64>,
}

/// The numbers that describe one kind of retry.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Policy {
    /// First wait in milliseconds. Less than a second would overload a server that has just failed.
    pub first_milliseconds: u32,
    /// Longest wait in milliseconds. With a longer one a buyer who has paid would look at an old
    /// state.
    pub longest_milliseconds: u32,
    /// Attempts allowed in any minute. Without this limit a server that sends one snapshot and
    /// closes the stream would be asked every second for ever, because each snapshot resets the
    /// wait.
    pub most_attempts_a_minute: usize,
    /// Whether attempts are spread over the whole of each wait, and not only over an eighth before
    /// and after its end: thousands of pages lose their server in the same second. The first wait is
    /// any part of its length, and each later attempt is at the same part of its own wait, so at any
    /// moment the attempts of many are as even as they can be. With a new part for each wait their
    /// peak was a third higher (docs/tracking.md).
    pub has_full_jitter: bool,
}

/// The order stream: 1 s doubling to 30 s, as the documented client does
/// (docs/api.md#event-stream).
pub const STREAM: Policy = Policy {
    first_milliseconds: 1_000,
    longest_milliseconds: 30_000,
    most_attempts_a_minute: 15,
    has_full_jitter: true,
};

/// Failed GETs: a buyer waits at an error for a few seconds at most.
pub const REQUEST: Policy = Policy {
    first_milliseconds: 500,
    longest_milliseconds: 8_000,
    most_attempts_a_minute: 30,
    has_full_jitter: false,
};

/// One minute, the time span in which attempts are counted.
const MINUTE_MILLISECONDS: f64 = 60_000.0;

impl Backoff {
    /// Creates a backoff in which nothing has failed yet.
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            failures: 0,
            part: 0.0,
            attempts: Vec::new(),
        }
    }

    /// Records that an attempt begins now.
    pub fn begin(&mut self, now_milliseconds: f64) {
        self.attempts
            .retain(|begun| now_milliseconds - begun < MINUTE_MILLISECONDS);
        self.attempts.push(now_milliseconds);
    }

    /// Records that something valid arrived: the next wait is the first one again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// Failures since the last success.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// Records a failure and returns how long to wait, in milliseconds. The wait doubles, is spread
    /// so that many buyers don't come back at once, and is stretched when the minute's attempts are
    /// used up. `random` is from 0 up to 1; `asked` is the server's own
    /// `Retry-After`.
    pub fn fail(
        &mut self,
        now_milliseconds: f64,
        random: f64,
        asked_milliseconds: Option<u32>,
    ) -> u32 {
        let before = self.failures.checked_sub(1);
        let (wait, before) = (
            self.doubled(self.failures),
            before.map_or(0, |before| self.doubled(before)),
        );
        self.failures = self.failures.saturating_add(1);
        let random = random.clamp(0.0, 1.0);
        let spread = if self.policy.has_full_jitter {
            if before == 0 {
                self.part = random;
            }
            // The rest of the wait before, and the part of this one.
            (f64::from(before) * (1.0 - self.part) + f64::from(wait) * self.part) as u32
        } else {
            wait - wait / 8 + (f64::from(wait / 4) * random) as u32
        };
        let wait = asked_milliseconds.map_or(spread, |asked| asked.max(spread));
        wait.max(self.wait_for_a_place(now_milliseconds))
    }

    /// The wait after so many earlier failures, without jitter.
    fn doubled(&self, failures: u32) -> u32 {
        2_u32
            .saturating_pow(failures.min(16))
            .saturating_mul(self.policy.first_milliseconds)
            .min(self.policy.longest_milliseconds)
    }

    /// How long it takes until the minute has room for one more attempt.
    fn wait_for_a_place(&self, now_milliseconds: f64) -> u32 {
        let allowed = self.policy.most_attempts_a_minute;
        let over = self.attempts.len().checked_sub(allowed);
        // Fewer attempts than allowed followed this one: there is room once it is a minute old.
        let blocking = over.and_then(|over| self.attempts.get(over));
        blocking.map_or(0, |begun| {
            (begun + MINUTE_MILLISECONDS - now_milliseconds).max(0.0) as u32
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Backoff, Policy, REQUEST, STREAM};

    /// Two attempts per minute, one second between failures.
    const PAIR: Policy = Policy {
        first_milliseconds: 1_000,
        longest_milliseconds: 1_000,
        most_attempts_a_minute: 2,
        has_full_jitter: false,
    };

    /// The wait after a failure at `now`, when attempts began at these times.
    fn wait_at(now: f64, begun: &[f64]) -> u32 {
        let mut backoff = Backoff::new(PAIR);
        begun.iter().for_each(|begun| backoff.begin(*begun));
        backoff.fail(now, 0.5, None)
    }

    #[test]
    fn with_the_minute_used_up_the_oldest_attempt_makes_room() {
        assert_eq!(wait_at(3_000.0, &[1_000.0]), 1_000, "there is room");
        assert_eq!(wait_at(3_000.0, &[1_000.0, 2_000.0]), 58_000);
        assert_eq!(wait_at(59_500.0, &[1_000.0, 2_000.0]), 1_500);
        assert_eq!(wait_at(60_500.0, &[1_000.0, 2_000.0]), 1_000);
        assert_eq!(
            wait_at(4_000.0, &[1_000.0, 2_000.0, 3_000.0]),
            58_000,
            "two of three have to be a minute old"
        );
    }

    #[test]
    fn an_attempt_counts_for_less_than_a_minute() {
        assert_eq!(wait_at(61_000.0, &[1_000.0, 60_900.0]), 1_000);
        assert_eq!(wait_at(60_999.0, &[1_000.0, 60_900.0]), 1_000);
        let mut backoff = Backoff::new(PAIR);
        for begun in [1_000.0, 2_000.0, 61_000.0] {
            backoff.begin(begun);
        }
        assert_eq!(backoff.attempts, [2_000.0, 61_000.0]);
        backoff.begin(61_999.0);
        assert_eq!(backoff.attempts, [2_000.0, 61_000.0, 61_999.0]);
    }

    #[test]
    fn a_moment_before_its_minute_is_over_an_attempt_still_counts() {
        let policy = Policy {
            first_milliseconds: 4,
            ..PAIR
        };
        let mut backoff = Backoff::new(policy);
        backoff.begin(1_000.0);
        backoff.begin(1_000.0);
        assert_eq!(backoff.clone().fail(60_990.0, 0.0, None), 10);
        assert_eq!(backoff.fail(61_000.0, 0.0, None), 4);
    }

    #[test]
    fn the_number_of_failures_is_told() {
        let mut backoff = Backoff::new(STREAM);
        assert_eq!(backoff.failures(), 0);
        backoff.fail(0.0, 0.5, None);
        backoff.fail(0.0, 0.5, None);
        assert_eq!(backoff.failures(), 2);
        backoff.reset();
        assert_eq!(backoff.failures(), 0);
    }

    #[test]
    fn waits_double_from_one_second_to_thirty() {
        let mut backoff = Backoff::new(STREAM);
        let waits: Vec<u32> = (0..8).map(|_| backoff.fail(0.0, 1.0, None)).collect();
        assert_eq!(
            waits,
            [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]
        );
        assert_eq!(backoff.failures(), 8);
    }

    #[test]
    fn each_attempt_is_at_the_same_part_of_its_wait() {
        let waits = |first: f64| {
            let mut backoff = Backoff::new(STREAM);
            let later = (0..6).map(|_| 0.9);
            let all = [first].into_iter().chain(later);
            all.map(|random| backoff.fail(0.0, random, None)).collect()
        };
        let waits: [Vec<u32>; 2] = [waits(0.0), waits(0.5)];
        assert_eq!(waits[0], [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
        assert_eq!(
            waits[1],
            [500, 1_500, 3_000, 6_000, 12_000, 23_000, 30_000],
            "later chances count only after a success"
        );
    }

    #[test]
    fn a_stream_may_wait_for_any_part_and_a_request_for_an_eighth_more_or_less() {
        for (random, stream, request) in [
            (0.0, 0, 438),
            (0.5, 500, 500),
            (1.0, 1_000, 563),
            (7.0, 1_000, 563),
        ] {
            assert_eq!(Backoff::new(STREAM).fail(0.0, random, None), stream);
            assert_eq!(Backoff::new(REQUEST).fail(0.0, random, None), request);
        }
    }

    #[test]
    fn a_valid_message_starts_over() {
        let mut backoff = Backoff::new(STREAM);
        backoff.fail(0.0, 0.5, None);
        backoff.fail(0.0, 0.5, None);
        backoff.reset();
        assert_eq!(backoff.fail(0.0, 1.0, None), 1_000);
    }

    #[test]
    fn the_server_may_ask_for_more_but_not_for_less() {
        assert_eq!(Backoff::new(REQUEST).fail(0.0, 0.5, Some(20_000)), 20_000);
        assert_eq!(Backoff::new(REQUEST).fail(0.0, 0.5, Some(10)), 500);
    }

    #[test]
    fn a_server_that_hangs_up_after_each_snapshot_is_not_hammered() {
        let mut backoff = Backoff::new(STREAM);
        let mut now = 0.0;
        let mut attempts = 0;
        while now < 600_000.0 {
            backoff.begin(now);
            attempts += 1;
            assert!(
                attempts <= 10 * STREAM.most_attempts_a_minute + 1,
                "{attempts} in {now} ms"
            );
            backoff.reset();
            now += f64::from(backoff.fail(now, 0.5, None)) + 1.0;
        }
    }

    #[test]
    fn thousands_of_failures_do_not_overflow() {
        let mut backoff = Backoff::new(STREAM);
        for _ in 0..5_000 {
            assert!(backoff.fail(0.0, 1.0, None) <= 33_750);
        }
    }
}
