//! Names of messages to and from the page around a widget.

/// The accepted settings of a configuration.
pub(super) const CONFIG_APPLIED: &str = "config.applied";

/// Its refused settings, and why.
pub(super) const CONFIG_REJECTED: &str = "config.rejected";

/// The command that configures.
pub(super) const CONFIG_SET: &str = "config.set";

/// The order form is shown with goods in it.
pub(super) const CHECKOUT_STARTED: &str = "checkout.started";

/// The API objects.
pub(super) const CHECKOUT_PROBLEM: &str = "checkout.problem";

/// An order was made.
pub(super) const ORDER_CREATED: &str = "order.created";

/// An order has news.
pub(super) const ORDER_UPDATED: &str = "order.updated";

/// The goods are there.
pub(super) const ORDER_DELIVERED: &str = "order.delivered";

/// The order ended without goods, or somebody reviews it.
pub(super) const ORDER_FAILED: &str = "order.failed";
