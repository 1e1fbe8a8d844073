//! The goods that an order delivers: its items, their codes, and their states.

use crate::text_key::TextKey;
use std::fmt;

use crate::model::display_text::cleaned;

/// The state of an item, which is independent of the order's own state
/// (docs/api.md#delivery-states).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeliveryState {
    /// It has arrived.
    Delivered,
    /// It is on its way, or waits for the money.
    Coming,
    /// It is being bought again from another supplier.
    Rebuy,
    /// A person checks it. An unknown state counts as this one.
    Review,
    /// It could not be delivered.
    Failed,
    /// It was not delivered, and its money was refunded.
    Refunded,
}

impl DeliveryState {
    /// Whether something is still to come.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Coming | Self::Rebuy | Self::Review)
    }
}

/// Why an item could not be delivered.
#[derive(Clone, PartialEq, Eq)]
pub enum Reason {
    /// A reason with a known name: the key of its words (docs/api.md#failure-reasons).
    Known(TextKey),
    /// The API's own sentence, made safe to show.
    Words(String),
}

/// Addresses at which the phone's own set-up installs an eSIM, on hosts that are known to serve
/// only that (docs/api.md#esim-installation).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Install {
    /// For an iPhone.
    pub apple: Option<String>,
    /// For Android.
    pub android: Option<String>,
    /// For any other.
    pub other: Option<String>,
    /// Addresses on other hosts, which are shown and never opened.
    pub unsafe_links: Vec<String>,
}

/// One delivered (or awaited) item. Most of its fields can redeem the card: `Debug` shows only what
/// was ordered and the state.
#[derive(PartialEq, Eq)]
pub struct Delivery {
    /// Brand, made safe to show.
    pub brand: String,
    /// Label, made safe to show.
    pub label: Option<String>,
    /// Its state.
    pub state: DeliveryState,
    /// Whether this goes to a phone: then no code is expected.
    pub is_top_up: bool,
    /// The email or phone that receives it.
    pub beneficiary: Option<String>,
    /// The code, or a link when it starts with `https://`.
    pub code: Option<Code>,
    /// Further numbers: (locale key, value).
    pub numbers: Vec<(TextKey, String)>,
    /// The serial number to draw as a bar code, if no picture came with it.
    pub barcode: Option<String>,
    /// Pictures to show: a barcode or an eSIM's QR code.
    pub images: Vec<String>,
    /// How an eSIM is installed; empty for other goods.
    pub install: Install,
    /// Untrusted HTML from the API.
    pub instructions: Option<String>,
    /// Why it failed.
    pub failure: Option<Reason>,
}

clone_in_one_place!(Delivery {
    brand,
    label,
    state,
    is_top_up,
    beneficiary,
    code,
    numbers,
    barcode,
    images,
    install,
    instructions,
    failure,
});

impl Delivery {
    /// Whether the goods have arrived.
    pub fn is_done(&self) -> bool {
        self.state == DeliveryState::Delivered
    }
}

impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Delivery")
            .field("brand", &self.brand)
            .field("label", &self.label)
            .field("state", &self.state)
            .field("is_top_up", &self.is_top_up)
            .finish_non_exhaustive()
    }
}

/// A text or link that redeems a card. It is a secret: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// Text to type.
    Text(String),
    /// An https address to open, in which [`link_host`] finds a host.
    Link(String),
}

impl Code {
    /// Reads a code. It is a link only if the page can show where it leads: plain `http` can be
    /// read on the way, and an address with a name before its host pretends to lead elsewhere, so
    /// both are shown as text.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        if link_host(text).is_some() {
            Self::Link(text.to_owned())
        } else {
            Self::Text(cleaned(text))
        }
    }
}

/// The host of an https address, as a browser finds it (WHATWG URL, where a backslash ends the host
/// as a slash does, and the port of https counts as none). `None` if it isn't an https address or
/// its host can't be written in plain letters.
pub fn link_host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_at_checked(8)?;
    let host = rest.split(['/', '\\', '?', '#']).next()?;
    let host = host.strip_suffix(":443").unwrap_or(host);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let is_link = scheme.eq_ignore_ascii_case("https://")
        && !host.is_empty()
        && host.bytes().all(is_plain)
        && !address.contains(char::is_whitespace);
    is_link.then_some(host)
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Code(…)")
    }
}
