//! What the page knows of an order and how it hears of it.

use std::sync::Arc;

use crate::api::ApiError;
use crate::model::order::Order;

/// How snapshots come.
#[derive(Clone, PartialEq, Debug)]
pub enum Link {
    /// Nothing has come yet.
    Connecting,
    /// The stream is open and has spoken.
    Live,
    /// The stream can't be held; the order is asked for from time to time.
    Polling,
    /// The stream broke and is opened again after a wait.
    Retrying {
        /// How many times in a row it broke.
        attempt: u32,
        /// The wait in milliseconds.
        wait_milliseconds: u32,
    },
    /// Nothing more will come.
    Ended,
}

/// What the page shows: one value, so it can't show a contradictory pair.
#[derive(Clone, PartialEq, Debug)]
pub struct Tracking {
    /// The newest snapshot.
    pub order: Option<Arc<Order>>,
    /// How snapshots come.
    pub link: Link,
    /// Why there is none, while there is none. A failed poll is never a
    /// failed order, so with a snapshot at hand this stays empty.
    pub error: Option<ApiError>,
}
