//! How often the API may be asked (docs/api.md#rate-limits).

use std::collections::HashMap;
use std::thread;
use std::time::{Duration, Instant};

/// The sorts of requests that have a limit of their own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Route {
    /// Ways to pay.
    Vias,
    /// Brands of a country.
    Brands,
    /// The home feed.
    Home,
    /// The products of a family.
    Products,
    /// The price of an amount.
    Price,
    /// A validation.
    Validations,
    /// An order or its stream.
    Order,
    /// Everything else.
    Other,
}

impl Route {
    /// The time between two questions of this sort that its limit allows.
    fn distance(self) -> Duration {
        Duration::from_millis(match self {
            // 30 a minute.
            Self::Vias | Self::Home => 2_000,
            // 60 a minute; products in bursts were answered by a ban of minutes.
            Self::Brands | Self::Products => 1_000,
            // 120 a minute.
            Self::Price | Self::Order => 1_000,
            // 60 in 10 minutes.
            Self::Validations => 10_000,
            // 10 a minute, where nothing is known.
            Self::Other => 6_000,
        })
    }
}

/// Least time between any two questions.
const DISTANCE: Duration = Duration::from_secs(1);

/// The clock that waits are measured by.
pub trait Clock {
    /// The time since some moment.
    fn now(&self) -> Duration;

    /// Lets this time pass.
    fn wait(&self, time: Duration);
}

/// This device's clock.
#[derive(Debug)]
pub struct DeviceClock(Instant);

impl DeviceClock {
    /// A clock that begins now.
    pub fn begin() -> Self {
        Self(Instant::now())
    }
}

impl Clock for DeviceClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn wait(&self, time: Duration) {
        thread::sleep(time);
    }
}

/// Holds questions back until their time has come.
#[derive(Default)]
pub(crate) struct Pace {
    last: HashMap<Route, Duration>,
    latest: Option<Duration>,
}

impl Pace {
    /// Waits until a question of this sort may be asked, and counts it as asked.
    pub(crate) fn hold(&mut self, route: Route, clock: &dyn Clock) {
        let of_route = self.last.get(&route).map(|last| *last + route.distance());
        let of_all = self.latest.map(|latest| latest + DISTANCE);
        if let Some(due) = of_route.max(of_all) {
            let wait = due.saturating_sub(clock.now());
            if !wait.is_zero() {
                clock.wait(wait);
            }
        }
        let now = clock.now();
        self.last.insert(route, now);
        self.latest = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[derive(Default)]
    struct Hand(Cell<Duration>);

    impl Clock for Hand {
        fn now(&self) -> Duration {
            self.0.get()
        }

        fn wait(&self, time: Duration) {
            self.0.set(self.0.get() + time);
        }
    }

    #[test]
    fn questions_keep_the_distance_of_their_route_and_of_all() {
        let (clock, mut pace) = (Hand::default(), Pace::default());
        let mut at = |route| {
            pace.hold(route, &clock);
            clock.now().as_secs()
        };
        assert_eq!(at(Route::Validations), 0);
        assert_eq!(at(Route::Products), 1);
        assert_eq!(at(Route::Products), 2);
        assert_eq!(at(Route::Validations), 10);
        assert_eq!(at(Route::Other), 11);
        assert_eq!(at(Route::Vias), 12);
        assert_eq!(at(Route::Other), 17);
        assert_eq!(at(Route::Validations), 20);
    }

    #[test]
    fn time_that_has_passed_is_not_waited_for_again() {
        let (clock, mut pace) = (Hand::default(), Pace::default());
        pace.hold(Route::Vias, &clock);
        clock.wait(Duration::from_secs(60));
        pace.hold(Route::Vias, &clock);
        assert_eq!(clock.now().as_secs(), 60);
    }
}
