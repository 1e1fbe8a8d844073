//! The state of the connection that follows an order.

#![expect(
    clippy::disallowed_types,
    reason = "the browser's clock counts milliseconds as a float; no money is here"
)]

/// How snapshots arrive.
#[derive(Clone, PartialEq, Debug)]
pub enum Link {
    /// Nothing has arrived yet.
    Connecting,
    /// The stream is open and has sent something.
    Live,
    /// The stream can't be held open; the order is requested from time to time.
    Polling,
    /// The same, beside a stream that is open and does not send what the order's own answers say: a
    /// server on the way holds it back.
    Withheld,
    /// The stream broke and is opened again after a wait.
    Retrying {
        /// How many times in a row it broke.
        attempt: u32,
        /// The wait in milliseconds.
        wait_milliseconds: u32,
    },
    /// Nothing answers: the order is still requested, but its state is unknown.
    Lost {
        /// Whether there was an answer that was not an order.
        is_answered: bool,
    },
    /// The order has waited for so long that it is requested only when somebody returns.
    Resting,
    /// Nothing more will arrive.
    Ended,
}

/// The last time that valid information about the order arrived.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Check {
    /// The number of such times.
    pub count: u32,
    /// Epoch milliseconds by the API's clock.
    pub at: f64,
}
