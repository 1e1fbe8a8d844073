//! Every address of this app: parsed here, printed here, spelled nowhere else.
//!
//! An address is a page (`Route`) plus a query that carries the buyer's
//! choices, so every page is a deep link. Percent-encoding happens here and in
//! `api::endpoint` alone.

use crate::model::order::OrderId;
use crate::model::slug::Slug;

/// First words of the app's paths.
pub const BRANDS: &str = "brands";
/// A family's page.
pub const BRAND: &str = "brand";
/// A product's page.
pub const PRODUCT: &str = "product";
/// The cart and all that an order needs.
pub const CHECKOUT: &str = "checkout";
/// An order's page.
pub const ORDER: &str = "order";
/// The orders made on this device.
pub const ORDERS: &str = "orders";

/// A page of the shop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// The feed.
    Home,
    /// Everything sold in the country.
    Brands,
    /// What one family sells.
    Brand {
        /// Slug of the family.
        family: Slug,
    },
    /// One brand's amounts or plans, and the order form.
    Product {
        /// Slug of the family.
        family: Slug,
        /// Slug of the brand.
        brand: Slug,
    },
    /// The cart, and the order form for all of it.
    Checkout,
    /// One order.
    Order {
        /// What stands in the address; it may not be an id at all.
        id: String,
    },
    /// The orders made on this device.
    Orders,
    /// No page of this shop.
    Unknown {
        /// The path that was asked for, without the base.
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

    /// Reads the path of an address under this base path (`""` or `/shop`).
    pub fn parse(base: &str, path: &str) -> Self {
        let inside = path.strip_prefix(base).unwrap_or(path);
        let words: Vec<String> = inside
            .split('/')
            .filter(|word| !word.is_empty())
            .map(decode)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match *words.as_slice() {
            [] => Self::Home,
            [BRANDS] => Self::Brands,
            [BRAND, family] => Self::Brand {
                family: Slug::from_address(family),
            },
            [PRODUCT, family, brand] => Self::Product {
                family: Slug::from_address(family),
                brand: Slug::from_address(brand),
            },
            [CHECKOUT] => Self::Checkout,
            [ORDERS] => Self::Orders,
            [ORDER, id] => Self::Order { id: id.to_owned() },
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
            Self::Brand { family } => vec![BRAND, family.as_str()],
            Self::Product { family, brand } => vec![PRODUCT, family.as_str(), brand.as_str()],
            Self::Checkout => vec![CHECKOUT],
            Self::Order { id } => vec![ORDER, id],
            Self::Orders => vec![ORDERS],
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

/// The query of an address: names and values in their order, each name once.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Query(Vec<(String, String)>);

/// Names in the query.
pub mod query_name {
    /// ISO 3166-1 code of the catalogue's country.
    pub const COUNTRY: &str = "country";
    /// Ticker to pay with.
    pub const COIN: &str = "coin";
    /// Network to pay on, as the API names it.
    pub const NETWORK: &str = "network";
    /// Language of the texts.
    pub const LANGUAGE: &str = "lang";
    /// Words searched for.
    pub const SEARCH: &str = "q";
    /// Category slug.
    pub const CATEGORY: &str = "category";
    /// Sort of goods: `giftcard`, `topup` or `esim`.
    pub const KIND: &str = "kind";
    /// `in` for only what is in stock.
    pub const STOCK: &str = "stock";
    /// Least amount that a brand must sell.
    pub const LEAST: &str = "from";
    /// Greatest amount that a brand may begin with.
    pub const MOST: &str = "to";
    /// Order of the brands: `name` for A to Z.
    pub const SORT: &str = "sort";
    /// Key of the chosen product.
    pub const OPTION: &str = "option";
    /// Who is credited with an order.
    pub const SOURCE: &str = "utm_source";
    /// Face value of a range product.
    pub const AMOUNT: &str = "amount";
}

impl Query {
    /// Reads a query, with or without its question mark. Of a name that comes
    /// twice the first counts.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for pair in text
            .trim_start_matches('?')
            .split('&')
            .filter(|pair| !pair.is_empty())
        {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name);
            // Also an empty first one counts, or `with` would uncover the second.
            if !query.0.iter().any(|(known, _)| *known == name) {
                query.0.push((name, decode(&value.replace('+', " "))));
            }
        }
        query
    }

    /// The value of a name; an empty one counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The query with this value instead, or without the name for `None`.
    #[must_use]
    pub fn with(mut self, name: &str, value: Option<&str>) -> Self {
        let place = self.0.iter().position(|(known, _)| known == name);
        match (place, value.filter(|value| !value.is_empty())) {
            (Some(place), Some(value)) => {
                if let Some(entry) = self.0.get_mut(place) {
                    value.clone_into(&mut entry.1);
                }
            }
            (Some(place), None) => {
                self.0.remove(place);
            }
            (None, Some(value)) => self.0.push((name.to_owned(), value.to_owned())),
            (None, None) => {}
        }
        self
    }

    /// Only the choices that follow the buyer from page to page.
    #[must_use]
    pub fn choices(&self) -> Self {
        use query_name::{COIN, COUNTRY, LANGUAGE, NETWORK};
        let follows = |name: &str| [COUNTRY, COIN, NETWORK, LANGUAGE].contains(&name);
        Self(
            self.0
                .iter()
                .filter(|(name, _)| follows(name))
                .cloned()
                .collect(),
        )
    }

    /// Prints the query with its question mark, or nothing when it is empty.
    pub fn print(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            text.push(if text.is_empty() { '?' } else { '&' });
            encode_into(&mut text, name);
            text.push('=');
            encode_into(&mut text, value);
        }
        text
    }
}

/// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
pub(crate) fn encode_into(text: &mut String, word: &str) {
    const HEXADECIMAL: &[u8; 16] = b"0123456789ABCDEF";
    for byte in word.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            for half in [byte >> 4, byte & 15] {
                // Half a byte is at most 15, so the table always has it.
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

/// Decodes what `encode_into` and browsers make; a broken escape stays as it
/// is, and bytes that aren't UTF-8 become the replacement character.
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
mod tests {
    use super::{Query, Route, Slug};

    #[test]
    fn what_is_printed_is_read_back() {
        let slug = |text: &str| Slug::of(text);
        let pages = [
            Route::Home,
            Route::Brands,
            Route::Orders,
            Route::Brand {
                family: slug("AT&T"),
            },
            Route::Brand {
                family: slug("楽天 / ギフト"),
            },
            Route::Product {
                family: slug("Lycamobile"),
                brand: slug("Lycamobile Credits"),
            },
            Route::Product {
                family: slug("أسواق"),
                brand: slug("Café 100%"),
            },
            Route::Order {
                id: "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5".to_owned(),
            },
            Route::Order {
                id: "no id/at all?".to_owned(),
            },
            Route::Unknown {
                path: "/nothing/here/at/all".to_owned(),
            },
        ];
        for base in ["", "/shop", "/a/b"] {
            for page in &pages {
                assert_eq!(
                    &Route::parse(base, &page.path(base)),
                    page,
                    "under {base:?}"
                );
            }
        }
    }

    #[test]
    fn slashes_at_the_end_do_not_matter() {
        assert_eq!(Route::parse("/shop", "/shop"), Route::Home);
        assert_eq!(Route::parse("/shop", "/shop/"), Route::Home);
        assert_eq!(Route::parse("", "/brands/"), Route::Brands);
    }

    #[test]
    fn queries_are_read_back() {
        let query = Query::default()
            .with("country", Some("JP"))
            .with("network", Some("Polygon (Matic)"))
            .with("option", Some("5 EUR - PIN & more=%"));
        assert_eq!(Query::parse(&query.print()), query);
        assert_eq!(
            query.choices().print(),
            "?country=JP&network=Polygon%20%28Matic%29"
        );
        assert_eq!(query.clone().with("country", None).get("country"), None);
        assert_eq!(Query::parse("?a=1&a=2&b=&c=x+y%zz").get("a"), Some("1"));
        assert_eq!(Query::parse("?c=x+y%zz").get("c"), Some("x y%zz"));
        assert_eq!(Query::parse("?b=").get("b"), None);
        let twice = Query::parse("?b=&b=1").with("b", None);
        assert_eq!((twice.get("b"), twice.print().as_str()), (None, ""));
        assert_eq!(Query::parse("").print(), "");
    }
}
