//! Values with a meaning: states, codes, kinds, networks, categories, hosts. New ones are reported.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use shop_core::model::order::OrderState;
use shop_core::model::problem::Problem;

use crate::body::each_scalar;
use crate::examples::Examples;
use crate::reading::Subject;

/// The sort of a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Sort {
    State,
    PaymentState,
    DeliveryState,
    Code,
    Kind,
    Network,
    Coin,
    Via,
    Category,
    Tag,
    Delivery,
    Redemption,
    Place,
    Host,
}

impl Sort {
    /// Its name in the report.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::State => "state of an order",
            Self::PaymentState => "state of a payment",
            Self::DeliveryState => "state of a delivery",
            Self::Code => "code",
            Self::Kind => "kind",
            Self::Network => "network",
            Self::Coin => "coin",
            Self::Via => "via",
            Self::Category => "category",
            Self::Tag => "tag",
            Self::Delivery => "way of delivery",
            Self::Redemption => "way to redeem",
            Self::Place => "place where a card works",
            Self::Host => "host of pictures and links",
        }
    }

    /// Whether a new value misinforms the buyer: an unknown state reads "under review", whatever it
    /// means.
    pub(crate) fn misleads(self) -> bool {
        matches!(self, Self::State | Self::PaymentState | Self::DeliveryState)
    }

    /// The sort of a field of this name.
    fn of_field(subject: Subject, name: &str) -> Option<Self> {
        Some(match name {
            "order_state" => Self::State,
            "payment_state" => Self::PaymentState,
            "delivery_state" => Self::DeliveryState,
            "problem" | "error_code" => Self::Code,
            "detail" if subject.is_private() => Self::Code,
            "kind" => Self::Kind,
            "network" | "payment_method_protocol" | "protocol" => Self::Network,
            "coin" => Self::Coin,
            "payment_via" => Self::Via,
            "category" | "additional_categories" => Self::Category,
            "brand_tags" => Self::Tag,
            "delivery_type" => Self::Delivery,
            "redeem_method" => Self::Redemption,
            "redeem_geo" => Self::Place,
            _ => return None,
        })
    }
}

/// A value as far as it may be shown: a word of the API's, and nothing of a person's.
pub(crate) fn shown(value: &str) -> String {
    let letters = value.chars().count();
    let is_plain = value
        .chars()
        .all(|letter| letter.is_alphanumeric() || " -_.()+&/,'’".contains(letter));
    let digits = value.chars().filter(char::is_ascii_digit).count();
    if is_plain && letters <= 60 && digits <= 4 && letters > 0 {
        value.to_owned()
    } else {
        format!("a text of {letters} letters")
    }
}

/// Every value with a meaning in these bodies, and how often it is there.
pub(crate) fn found<'a>(
    subject: Subject,
    bodies: impl Iterator<Item = &'a Value>,
) -> BTreeMap<(Sort, String), usize> {
    let mut all = BTreeMap::new();
    for body in bodies {
        let mut count = |sort: Sort, value: &str| {
            *all.entry((sort, value.to_owned())).or_insert(0) += 1;
        };
        each_scalar(body, "", &mut |name, value| {
            let Some(text) = value.as_str().filter(|text| !text.trim().is_empty()) else {
                return;
            };
            if let Some(sort) = Sort::of_field(subject, name) {
                // A refusal can have words in place of a code; they are no values.
                if sort != Sort::Code || Problem::is_code(text) {
                    count(sort, text);
                }
            }
            if let Some(host) = host_of(name, text) {
                count(Sort::Host, host);
            }
        });
        if subject == Subject::Vias {
            of_vias(body, &mut count);
        }
    }
    all
}

/// All names in the list of ways to pay are under `name`.
fn of_vias(body: &Value, count: &mut dyn FnMut(Sort, &str)) {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    for via in list(body) {
        if let Some(name) = via["name"].as_str() {
            count(Sort::Via, name);
        }
        for coin in list(&via["currencies"]) {
            if let Some(name) = coin["name"].as_str() {
                count(Sort::Coin, name);
            }
            for network in list(&coin["networks"]) {
                if let Some(name) = network["name"].as_str() {
                    count(Sort::Network, name);
                }
            }
        }
    }
}

/// The host of a picture's or a link's address.
fn host_of<'a>(name: &str, text: &'a str) -> Option<&'a str> {
    let is_address = name.ends_with("url") || name.ends_with("_link") || name == "pin_code";
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (is_address && !host.is_empty() && !host.contains('@')).then_some(host)
}

/// The known values of each sort.
pub(crate) struct Known<'a> {
    examples: &'a Examples,
    recorded: BTreeSet<(Sort, String)>,
    hosts: BTreeSet<String>,
    /// The names of countries, as the API has just given them.
    pub(crate) places: BTreeSet<String>,
}

impl<'a> Known<'a> {
    /// What the examples, the documentation and the shop know.
    pub(crate) fn of(examples: &'a Examples) -> Self {
        let mut recorded = BTreeSet::new();
        for subject in Subject::ALL {
            let bodies = examples.of(subject).map(|example| &example.body);
            recorded.extend(found(subject, bodies).into_keys());
        }
        let addresses = examples.words.iter();
        let hosts = addresses
            .filter_map(|word| host_of("url", word).or(Some(word.as_str())))
            .map(str::to_owned)
            .collect();
        Self {
            examples,
            recorded,
            hosts,
            places: BTreeSet::new(),
        }
    }

    /// Whether this value is known. The examples invent brands, so a category or a tag of theirs
    /// counts only where the shop or the documentation has it, too.
    pub(crate) fn has(&self, sort: Sort, value: &str) -> bool {
        let is_documented = self.examples.words.contains(value);
        let is_recorded = self.recorded.contains(&(sort, value.to_owned()));
        match sort {
            Sort::State => {
                is_documented || !matches!(OrderState::parse(value), OrderState::Unknown(_))
            }
            Sort::PaymentState | Sort::DeliveryState => is_documented,
            Sort::Code => {
                is_documented || is_recorded || Problem::known().any(|known| known == value)
            }
            Sort::Category => {
                let key = format!("category.{value}");
                let is_postpaid = value.ends_with("_postpaid");
                is_documented || is_postpaid || self.examples.texts.contains(&key)
            }
            Sort::Host => is_recorded || self.hosts.contains(value),
            Sort::Place => is_documented || is_recorded || self.places.contains(value),
            _ => is_documented || is_recorded,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn new_values_are_distinguished_from_known_ones() {
        let examples = Examples::of_checkout().unwrap();
        let known = Known::of(&examples);
        for (sort, value, expected) in [
            (Sort::State, "WaitingForRebuy", true),
            (Sort::State, "WaitingForMoon", false),
            (Sort::DeliveryState, "Succeeded", true),
            (Sort::DeliveryState, "Lost", false),
            (Sort::Code, "OUT_OF_STOCK", true),
            (Sort::Code, "CANT_SETUP_PAYMENT", true),
            (Sort::Code, "MOON_PHASE", false),
            (Sort::Kind, "utility", true),
            (Sort::Kind, "spaceflight", false),
            (Sort::Category, "games", true),
            (Sort::Category, "water_postpaid", true),
            (Sort::Category, "moon", false),
            (Sort::Network, "Polygon (Matic)", true),
            (Sort::Network, "TRON_LIKE", true),
            (Sort::Network, "Moonbeam", false),
            (Sort::Host, "cdn.cryptorefills.com", true),
            (Sort::Host, "pictures.example.net", false),
        ] {
            assert_eq!(known.has(sort, value), expected, "{sort:?} {value}");
        }
    }

    #[test]
    fn values_are_found_by_the_name_of_their_field() {
        let body = json!({
            "order_state": "Done",
            "deliveries": [{ "delivery_state": "Done", "kind": "giftcard" }],
            "detail": "words for people",
            "qr_url": "https://api.cryptorefills.com:443/v3/qrs/1",
        });
        let all = found(Subject::Order, [&body].into_iter());
        let all: Vec<_> = all.into_keys().collect();
        assert_eq!(
            all,
            [
                (Sort::State, "Done".to_owned()),
                (Sort::DeliveryState, "Done".to_owned()),
                (Sort::Kind, "giftcard".to_owned()),
                (Sort::Host, "api.cryptorefills.com".to_owned()),
            ]
        );
    }

    #[test]
    fn what_may_be_personal_is_not_shown() {
        assert_eq!(shown("Polygon (Matic)"), "Polygon (Matic)");
        for private in [
            "buyer@example.com",
            "+12015550123",
            "0x5a4d0b0c00",
            "`x`",
            "",
        ] {
            assert!(shown(private).starts_with("a text of"), "{private}");
        }
    }
}
