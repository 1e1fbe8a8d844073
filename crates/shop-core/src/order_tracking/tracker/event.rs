//! What happens to a followed order, and what is to be done.

#![expect(
    clippy::disallowed_types,
    reason = "the browser's clock counts milliseconds as a float; no money is here"
)]

use super::Milliseconds;
use crate::model::order::Order;

/// Something that has happened.
pub enum Event {
    /// Following begins.
    Started {
        /// Whether the page is hidden.
        is_hidden: bool,
    },
    /// The moment of the last [`Command::SleepUntil`] has come.
    Woken,
    /// A stream sent a snapshot of the order. What isn't one is no event.
    Message {
        /// The stream that sent it.
        stream: u32,
        /// The snapshot.
        order: Box<Order>,
    },
    /// A stream said that it is finished.
    Stop {
        /// The stream that said it.
        stream: u32,
    },
    /// A stream broke, or could not be reached.
    Broken {
        /// The stream that broke.
        stream: u32,
        /// From 0 up to 1, for the wait until the next one.
        random: f64,
    },
    /// The browser has no streams, or refuses the address.
    NoStreams,
    /// No other tab of this browser streams now.
    Granted {
        /// The claim that it answers.
        claim: u32,
    },
    /// Another tab of this browser streams from now on.
    Taken {
        /// The claim that is lost.
        claim: u32,
    },
    /// Another tab of this browser has heard something new of this order.
    News {
        /// From 0 up to 1: hidden tabs don't ask all at once.
        random: f64,
    },
    /// A question was answered with a snapshot.
    Answered(Box<Order>),
    /// A question was not answered with a snapshot.
    Failed(Unanswered),
    /// The tab went to the background.
    Hidden,
    /// The tab is visible again.
    Shown,
    /// The keyboard's keys go to this window again, as after a look into a wallet beside it.
    Focused,
    /// The page was left and may be kept in memory.
    Left,
    /// The page came back from memory.
    Returned,
    /// The device reports that it has no connection.
    Offline,
    /// The device is connected again.
    Online,
    /// The buyer wants an answer now.
    Wanted,
    /// The buyer wants answers even while the page is hidden.
    Awaited,
}

/// Why a question was not answered with a snapshot.
#[derive(Clone, Copy)]
pub struct Unanswered {
    /// Whether asking again may help.
    pub is_passing: bool,
    /// Whether something answered.
    pub is_answered: bool,
    /// How long the API asks to be left alone, in milliseconds; 0 if it doesn't.
    pub pause: Milliseconds,
}

/// Something to do.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Open a stream under this number, and close the one before.
    OpenStream(u32),
    /// Close the stream.
    CloseStream,
    /// Ask to be the one tab of this browser that streams.
    Claim {
        /// The number of the claim, in the place of the one before.
        claim: u32,
        /// Whether to wait until no other tab streams, and not take it from one.
        is_patient: bool,
    },
    /// Let another tab stream.
    Release,
    /// Let other tabs of this order know that there is news.
    Tell,
    /// Ask for the order.
    Poll,
    /// Report [`Event::Woken`] at this moment, and at no earlier one that was named before.
    SleepUntil(Milliseconds),
    /// Valid information about the order came.
    NoteCheck,
    /// [`OrderTracker::order`](super::OrderTracker::order) or [`OrderTracker::link`](super::OrderTracker::link) has changed.
    Publish,
}
