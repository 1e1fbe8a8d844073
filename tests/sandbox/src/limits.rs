//! The rate limits of the real API, by caller and route.

use crate::route::Route;
use crate::sandbox::lock;
use std::collections::HashMap;
use std::sync::Mutex;

/// A request over a limit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// 429, with the numbers for its headers.
    TooMany {
        /// Requests allowed in a window.
        limit: u32,
        /// When the window ends, seconds since 1970.
        reset: u64,
    },
    /// 403: too many product reads at once, shut out for a while.
    Burst,
}

/// Counts of the running windows.
#[derive(Default)]
pub(crate) struct Limits {
    windows: Mutex<HashMap<(String, Route), (u64, u32)>>,
    bursts: Mutex<HashMap<String, (u64, u32, u64)>>,
}

/// Product reads in one second that count as a burst, and the time a caller is
/// then shut out. The real one takes minutes; half of one shows the same.
const BURST: u32 = 8;
const SHUT_OUT: u64 = 30;

impl Limits {
    /// Counts a request; says when it is one too many.
    pub(crate) fn count(&self, caller: &str, route: Route, now: u64) -> Option<Over> {
        let (limit, window) = allowance(route)?;
        if route == Route::Products && self.is_burst(caller, now) {
            return Some(Over::Burst);
        }
        let mut windows = lock(&self.windows);
        let entry = windows
            .entry((caller.to_owned(), shared(route)))
            .or_insert((now, 0));
        if now >= entry.0 + window {
            *entry = (now, 0);
        }
        entry.1 += 1;
        (entry.1 > limit).then_some(Over::TooMany {
            limit,
            reset: entry.0 + window,
        })
    }

    /// Forgets all callers.
    pub(crate) fn clear(&self) {
        lock(&self.windows).clear();
        lock(&self.bursts).clear();
    }

    fn is_burst(&self, caller: &str, now: u64) -> bool {
        let mut bursts = lock(&self.bursts);
        let (second, count, until) = bursts.entry(caller.to_owned()).or_default();
        if now < *until {
            return true;
        }
        if *second != now {
            (*second, *count) = (now, 0);
        }
        *count += 1;
        if *count > BURST {
            *until = now + SHUT_OUT;
        }
        *count > BURST
    }
}

/// Requests and seconds, after docs/api.md#rate-limits. Images come from another
/// host and are unlimited.
fn allowance(route: Route) -> Option<(u32, u64)> {
    Some(match route {
        Route::Vias | Route::Homepage => (30, 60),
        Route::Brands | Route::Products => (60, 60),
        Route::Price | Route::Order | Route::Subscribe => (120, 60),
        Route::Validations => (60, 600),
        Route::OrdersCreate => (30, 600),
        Route::Countries | Route::Qr | Route::Other => (10, 60),
        Route::Cdn => return None,
    })
}

/// Reading an order and following it share one window.
fn shared(route: Route) -> Route {
    if route == Route::Subscribe {
        Route::Order
    } else {
        route
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_of_product_reads_shuts_a_caller_out_for_a_while() {
        let limits = Limits::default();
        let read = |caller: &str, now| limits.count(caller, Route::Products, now);
        for _ in 0..BURST {
            assert_eq!(read("one", 100), None);
        }
        assert_eq!(read("one", 100), Some(Over::Burst));
        assert_eq!(read("one", 100 + SHUT_OUT - 1), Some(Over::Burst));
        assert_eq!(read("two", 100), None);
        assert_eq!(read("one", 100 + SHUT_OUT), None);
    }

    #[test]
    fn a_window_ends() {
        let limits = Limits::default();
        for _ in 0..30 {
            assert_eq!(limits.count("one", Route::OrdersCreate, 100), None);
        }
        let over = Over::TooMany {
            limit: 30,
            reset: 700,
        };
        assert_eq!(limits.count("one", Route::OrdersCreate, 699), Some(over));
        assert_eq!(limits.count("one", Route::OrdersCreate, 700), None);
        assert_eq!(limits.count("one", Route::Cdn, 700), None);
    }
}
