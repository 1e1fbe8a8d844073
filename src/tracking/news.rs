//! The page's knowledge about an order, and how the page gets it.

use std::sync::Arc;

use crate::api::ApiError;
use shop_core::model::order::Order;
use shop_core::order_tracking::Link;

/// The state that the page shows: one value, so it can't show a contradictory pair.
#[derive(Clone, PartialEq, Debug)]
pub struct Tracking {
    /// The newest snapshot.
    pub order: Option<Arc<Order>>,
    /// How snapshots come.
    pub connection: Link,
    /// Why there is no snapshot, while there is none. A failed poll is never a failed order, so
    /// with a snapshot at hand this stays empty.
    pub error: Option<ApiError>,
}
