//! How it is said that an order is followed.

#![expect(
    clippy::disallowed_types,
    reason = "the browser's clock counts milliseconds as a float; no money is here"
)]

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
    /// Nothing answers: the order is asked for on, and nobody knows what happens to it.
    Lost {
        /// Whether there was an answer, which was no order.
        is_answered: bool,
    },
    /// The order has waited for so long that it is asked for only when somebody comes back.
    Resting,
    /// Nothing more will come.
    Ended,
}

/// The last time that the order was really heard of.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Check {
    /// Counts them.
    pub count: u32,
    /// Epoch milliseconds by the API's clock.
    pub at: f64,
}
