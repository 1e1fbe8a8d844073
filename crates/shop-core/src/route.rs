//! Every address of this app: parsed and printed here, and written nowhere else.
//!
//! An address is a page (`Route`) plus a query with the buyer's choices, so every page is a deep
//! link. Percent-encoding happens only here and in `api::endpoint`.

mod elsewhere;
mod query;

use std::fmt;

use crate::model::address_name::AddressName;
use crate::model::brand::Kind;
use crate::model::order::OrderId;
pub use elsewhere::{
    ESIM_ANDROID, ESIM_APPLE, SUPPLIER_CONTACT, SUPPLIER_HELP, SUPPLIER_PRIVACY, SUPPLIER_TERMS,
};
pub use query::{Query, query_name, short};

/// First words of the app's paths.
pub const BRANDS: &str = "brands";
/// The gift cards among it.
pub const GIFT_CARDS: &str = "gift-cards";
/// The top-ups.
pub const TOP_UPS: &str = "top-ups";
/// The eSIMs.
pub const ESIMS: &str = "esims";
/// A family's page.
pub const BRAND: &str = "brand";
/// A product's page.
pub const PRODUCT: &str = "product";
/// The cart and everything that an order needs.
pub const CHECKOUT: &str = "checkout";
/// An order's page.
pub const ORDER: &str = "order";
/// The orders made on this device.
pub const ORDERS: &str = "orders";
/// The answers to what buyers ask.
pub const HELP: &str = "help";
/// The page's own file, to which some hosts lead.
const INDEX: &str = "index.html";
/// The same pages inside a partner's page.
pub const EMBED: &str = "embed";
/// The page on which a partner configures a widget.
pub const BUILDER: &str = "builder";
/// Name of the frame in which that page shows the widget.
pub const PREVIEW: &str = "preview";
/// The script for partners' pages, in the shop's folder.
pub const WIDGET_LOADER: &str = "/widget/v1/loader.js";
/// The hashes of the files beside it.
pub const WIDGET_HASHES: &str = "/widget/v1/sri.json";

/// The path of the shop's pages in an address: the base path, followed by one more word inside a
/// widget, so that every link of a page stays inside.
pub fn base_of(base: &str, path: &str) -> String {
    let inside = path.strip_prefix(base).unwrap_or(path);
    let mut words = inside.split('/').filter(|word| !word.is_empty());
    // The page that configures widgets isn't inside one.
    if words.next() == Some(EMBED) && words.next() != Some(BUILDER) {
        [base, "/", EMBED].concat()
    } else {
        base.to_owned()
    }
}

/// A page of the shop. `Debug` shows no order id, and no unknown path, because it may contain one.
#[derive(Clone, PartialEq, Eq)]
pub enum Route {
    /// The feed.
    Home,
    /// Everything sold in the country.
    Brands,
    /// The gift cards sold in the country.
    GiftCards,
    /// The top-ups sold in the country.
    TopUps,
    /// The eSIMs sold in the country.
    Esims,
    /// What one family sells, and the order form.
    Brand {
        /// Name of the family in the address.
        family: AddressName,
    },
    /// The same page with one of the family's brands as the chosen tab.
    Product {
        /// Name of the family.
        family: AddressName,
        /// Name of the brand.
        brand: AddressName,
    },
    /// The cart, and the order form for all of it.
    Checkout,
    /// One order.
    Order {
        /// The text in the address, which may not be an id at all.
        id: String,
    },
    /// The orders made on this device.
    Orders,
    /// The answers to what buyers ask.
    Help,
    /// The page on which a partner configures a widget.
    Builder,
    /// A path that isn't a page of this shop.
    Unknown {
        /// The requested path, without the base.
        path: String,
    },
}

impl Route {
    /// The page of an order.
    pub fn order(id: &OrderId) -> Self {
        Self::Order {
            id: id.as_str().to_owned(),
        }
    }

    /// The page of all goods of this kind.
    pub fn of_kind(kind: Kind) -> Self {
        match kind {
            Kind::GiftCard => Self::GiftCards,
            Kind::TopUp => Self::TopUps,
            Kind::Esim => Self::Esims,
            // The shop can't sell these, so they have no page of their own.
            Kind::Unsold => Self::Brands,
        }
    }

    /// The page that this is a tab of, or itself: the brands of a family are tabs of one page.
    pub fn page(&self) -> Self {
        match self {
            Self::Product { family, .. } => Self::Brand {
                family: family.clone(),
            },
            page => page.clone(),
        }
    }

    /// The kind whose page this is.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::GiftCards => Some(Kind::GiftCard),
            Self::TopUps => Some(Kind::TopUp),
            Self::Esims => Some(Kind::Esim),
            _ => None,
        }
    }

    /// Reads the path of an address under this base path (`""` or `/shop`).
    pub fn parse(base: &str, path: &str) -> Self {
        let inside = path.strip_prefix(base).unwrap_or(path);
        let words: Vec<String> = inside
            .split('/')
            .filter(|word| !word.is_empty())
            .map(decode)
            .collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        // A buyer, or a phone's keyboard, may start a typed address with a capital.
        let first = words.first().map(|word| word.to_ascii_lowercase());
        if let (Some(word), Some(first)) = (words.first_mut(), &first) {
            *word = first;
        }
        match *words.as_slice() {
            [] | [INDEX] => Self::Home,
            [BRANDS] => Self::Brands,
            [GIFT_CARDS] => Self::GiftCards,
            [TOP_UPS] => Self::TopUps,
            [ESIMS] => Self::Esims,
            [BRAND, family] => Self::Brand {
                family: AddressName::from_address(family),
            },
            [PRODUCT, family, brand] => Self::Product {
                family: AddressName::from_address(family),
                brand: AddressName::from_address(brand),
            },
            [CHECKOUT] => Self::Checkout,
            [ORDERS] => Self::Orders,
            [HELP] => Self::Help,
            [EMBED, BUILDER] => Self::Builder,
            // Text that is added to the id is dropped; if there is no id, the page says so.
            [ORDER, ref id @ ..] => {
                let id = id.join("/");
                let found = OrderId::found_in(&id);
                Self::Order {
                    id: found.map_or(id, |found| found.as_str().to_owned()),
                }
            }
            _ => Self::Unknown {
                path: inside.to_owned(),
            },
        }
    }

    /// Prints the path under this base path.
    pub fn path(&self, base: &str) -> String {
        let words: Vec<&str> = match self {
            Self::Home => vec![],
            Self::Brands => vec![BRANDS],
            Self::GiftCards => vec![GIFT_CARDS],
            Self::TopUps => vec![TOP_UPS],
            Self::Esims => vec![ESIMS],
            Self::Brand { family } => vec![BRAND, family.as_str()],
            Self::Product { family, brand } => vec![PRODUCT, family.as_str(), brand.as_str()],
            Self::Checkout => vec![CHECKOUT],
            Self::Order { id } => vec![ORDER, id],
            Self::Orders => vec![ORDERS],
            Self::Help => vec![HELP],
            Self::Builder => vec![EMBED, BUILDER],
            Self::Unknown { path } => return [base, path].concat(),
        };
        let mut text = base.to_owned();
        if words.is_empty() {
            text.push('/');
        }
        for word in words {
            text.push('/');
            encode_into(&mut text, word);
        }
        text
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order { .. } => formatter.write_str("Order(…)"),
            Self::Unknown { .. } => formatter.write_str("Unknown(…)"),
            page => formatter.write_str(&page.path("")),
        }
    }
}

/// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
pub fn encode_into(text: &mut String, word: &str) {
    const HEXADECIMAL: &[u8; 16] = b"0123456789ABCDEF";
    for byte in word.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            for half in [byte >> 4, byte & 15] {
                // Half a byte is at most 15, so the table always contains it.
                text.push(
                    HEXADECIMAL
                        .get(usize::from(half))
                        .copied()
                        .map_or('0', char::from),
                );
            }
        }
    }
}

/// Decodes a percent-encoded word; a broken escape stays, and bytes that aren't UTF-8 are replaced.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let escaped = (byte == b'%')
            .then(|| {
                let mut ahead = rest.clone();
                let high = char::from(ahead.next()?).to_digit(16)?;
                let low = char::from(ahead.next()?).to_digit(16)?;
                rest = ahead;
                u8::try_from(high * 16 + low).ok()
            })
            .flatten();
        bytes.push(escaped.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
