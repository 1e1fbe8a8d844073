//! Names of messages to and from the page around a widget.

/// What was taken of a configuration.
pub(super) const CONFIG_APPLIED: &str = "config.applied";

/// What was refused of it, and why.
pub(super) const CONFIG_REJECTED: &str = "config.rejected";

/// The command that configures.
pub(super) const CONFIG_SET: &str = "config.set";

/// The order form stands with something in it.
pub(super) const CHECKOUT_STARTED: &str = "checkout.started";

/// The API objects.
pub(super) const CHECKOUT_PROBLEM: &str = "checkout.problem";

/// An order was made.
pub(super) const ORDER_CREATED: &str = "order.created";

/// An order has news.
pub(super) const ORDER_UPDATED: &str = "order.updated";

/// The goods are there.
pub(super) const ORDER_DELIVERED: &str = "order.delivered";

/// It ended without goods, or somebody looks at it.
pub(super) const ORDER_FAILED: &str = "order.failed";
