//! The query after the path: the buyer's choices, and a widget's settings.

use super::{decode, encode_into};

/// The query of an address: names and values in order, each name once.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Query(Vec<(String, String)>);

/// Longest typed text that goes into an address, in characters. A search uses no more than this,
/// and servers refuse an address of some thousand letters, so that its page could not be loaded
/// again.
const LONGEST_TYPED: usize = 64;

/// The part of a typed or pasted text that goes into an address.
pub fn short(typed: &str) -> &str {
    let end = typed.char_indices().nth(LONGEST_TYPED);
    let start = end.and_then(|(end, _)| typed.get(..end));
    start.unwrap_or(typed)
}

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
    /// Search words.
    pub const SEARCH: &str = "q";
    /// Category slug.
    pub const CATEGORY: &str = "category";
    /// Sort of goods: `giftcard`, `topup` or `esim`.
    pub const KIND: &str = "kind";
    /// `in` shows only brands that are in stock.
    pub const STOCK: &str = "stock";
    /// Least amount that a brand must sell.
    pub const LEAST: &str = "from";
    /// Greatest amount that a brand may begin with.
    pub const MOST: &str = "to";
    /// ISO 3166-1 code of the country where a top-up or an eSIM is used, on their pages.
    pub const DESTINATION: &str = "to";
    /// Family that sells a top-up or an eSIM, on their pages.
    pub const SELLER: &str = "seller";
    /// Brand of that family.
    pub const TAB: &str = "brand";
    /// Order of the brands: `name` for A to Z.
    pub const SORT: &str = "sort";
    /// Key of the chosen product.
    pub const OPTION: &str = "option";
    /// The source that is credited with an order.
    pub const SOURCE: &str = "utm_source";
    /// Face value of a range product.
    pub const AMOUNT: &str = "amount";
    /// The choices that a partner has made for its widget, so that a frame that is loaded again on
    /// another page doesn't mistake the buyer's for the partner's.
    pub const FIXED: &str = "fixed";
    /// Coins that a widget offers, separated by commas.
    pub const COINS: &str = "coins";
    /// Whether a widget shows how to pay next to the host page's wallet: `0` means no.
    pub const SHOW_PAYMENT: &str = "show_payment_info";
    /// Names that the page around a widget sets for it, and that must be there when its frame is
    /// loaded again.
    pub const OF_WIDGETS: [&str; 22] = [
        "ch",
        FIXED,
        "parent",
        "theme",
        "accent",
        "accent-text",
        "bg",
        "surface",
        "text",
        "muted",
        "border",
        "danger",
        "success",
        "radius",
        "font",
        "density",
        "kinds",
        COINS,
        "pay",
        SHOW_PAYMENT,
        "ref",
        SOURCE,
    ];
}

impl Query {
    /// Reads a query, with or without its question mark. If a name appears twice, the first one
    /// counts.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for pair in text
            .trim_start_matches('?')
            .split('&')
            .filter(|pair| !pair.is_empty())
        {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name);
            // An empty first value counts too, or `with` would uncover the second.
            if !query.0.iter().any(|(known, _)| *known == name) {
                query.0.push((name, decode(&value.replace('+', " "))));
            }
        }
        query
    }

    /// The value of a name. An empty one counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The query with this value, or without the name for `None`.
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

    /// Keeps only the choices that follow the buyer from page to page, and the names in `more`.
    #[must_use]
    pub fn choices(&self, more: &[&str]) -> Self {
        use query_name::{COIN, COUNTRY, LANGUAGE, NETWORK};
        let follows =
            |name: &str| [COUNTRY, COIN, NETWORK, LANGUAGE].contains(&name) || more.contains(&name);
        Self(
            self.0
                .iter()
                .filter(|(name, _)| follows(name))
                .cloned()
                .collect(),
        )
    }

    /// The names with their values, including empty ones.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
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

#[cfg(test)]
mod tests {
    use super::{Query, short};

    #[test]
    fn what_is_typed_is_short_in_an_address() {
        for sign in ["a", "é", "楽", "🎁"] {
            assert_eq!(short(&sign.repeat(21_600)), sign.repeat(64));
            assert_eq!(short(&sign.repeat(64)), sign.repeat(64));
        }
        assert_eq!(short(""), "");
    }

    #[test]
    fn queries_are_read_back() {
        let query = Query::default()
            .with("country", Some("JP"))
            .with("network", Some("Polygon (Matic)"))
            .with("option", Some("5 EUR - PIN & more=%"));
        assert_eq!(Query::parse(&query.print()), query);
        assert_eq!(
            query.choices(&[]).print(),
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
