//! Every path of the upstream API, built here and nowhere else.
//!
//! `fetch` and `EventSource` get their addresses from the same functions, so they can't diverge.
//! Upstream paths follow the prefix unchanged, except tracking, which is
//! `{prefix}/orders/{id}/subscribe` as in the reference, and the countries, which are on another
//! host upstream.

use crate::config::ApiPrefix;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::model::order::OrderId;
use shop_core::route::encode_into;

/// An address of the API. Only this module's functions make one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    address: String,
    subject: String,
    is_secret: bool,
}

impl Endpoint {
    /// The same-origin address to ask, with its query.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The subject of the question, without its form (coin, language): an older answer on the same
    /// subject may stay on the page while a newer one is under way; an answer on another subject
    /// may not.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The path for an error message or the console, without query; the id of an order is left out,
    /// because anybody who has it can read the codes.
    pub fn public_path(&self) -> &str {
        if self.is_secret {
            return &self.subject;
        }
        self.address.split('?').next().unwrap_or_default()
    }
}

/// All ways to pay.
pub fn payment_vias(prefix: &ApiPrefix) -> Endpoint {
    AddressBuilder::new(prefix, &["v3", "payment_vias"]).finish()
}

/// Countries on the documented list.
pub fn countries(prefix: &ApiPrefix) -> Endpoint {
    AddressBuilder::new(prefix, &["available-countries"]).finish()
}

/// Everything sold in a country.
pub fn brands(prefix: &ApiPrefix, country: Country) -> Endpoint {
    AddressBuilder::new(prefix, &["v2", "brands"])
        .subject("country_code", country.code())
        .finish()
}

/// The curated feed of a country.
pub fn homepage(prefix: &ApiPrefix, country: Country) -> Endpoint {
    AddressBuilder::new(prefix, &["v2", "homepage"])
        .subject("country_code", country.code())
        .finish()
}

/// Which products are asked for.
#[derive(Clone, Copy)]
pub struct FamilyProducts<'a> {
    /// Where they are sold.
    pub country: Country,
    /// The family, as the API spells it.
    pub family: &'a str,
    /// The coin of their prices.
    pub coin: &'a str,
    /// The language of their texts, as BCP 47.
    pub language: &'a str,
}

/// The products of a family in a country, priced in a coin.
pub fn products(prefix: &ApiPrefix, asked: FamilyProducts<'_>) -> Endpoint {
    let country = asked.country.code();
    AddressBuilder::new(prefix, &["v5", "products", "country", country])
        .subject("family_name", asked.family)
        .query("coin", asked.coin)
        .query("lang", known_language(asked.language))
        .finish()
}

/// Languages that the API has texts in (docs/api.md#languages). For another language it sends none,
/// without an error.
const LANGUAGES: [&str; 10] = ["en", "es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl"];

/// The language to name to the API for a language of the shop: its first part, or English if the
/// API doesn't have it.
pub fn known_language(language: &str) -> &str {
    let first = language.split('-').next().unwrap_or_default();
    if LANGUAGES.contains(&first) {
        first
    } else {
        "en"
    }
}

/// Which price is asked for.
#[derive(Clone, Copy)]
pub struct RangePrice<'a> {
    /// Where the brand is sold.
    pub country: Country,
    /// The brand, as the API spells it.
    pub brand: &'a str,
    /// The amount on the card, in the product's own currency.
    pub face_value: &'a Amount,
    /// The coin of the price.
    pub coin: &'a str,
}

/// The price of a face value of a range product.
pub fn price(prefix: &ApiPrefix, asked: RangePrice<'_>) -> Endpoint {
    AddressBuilder::new(prefix, &["v4", "products", "price"])
        .subject("brand_name", asked.brand)
        .subject("country_code", asked.country.code())
        .subject("face_value", asked.face_value.as_str())
        .subject("coin", asked.coin)
        .finish()
}

/// A dry run of an order.
pub fn validations(prefix: &ApiPrefix) -> Endpoint {
    AddressBuilder::new(prefix, &["v5", "orders", "validations"]).finish()
}

/// The address where orders are made.
pub fn orders(prefix: &ApiPrefix) -> Endpoint {
    AddressBuilder::new(prefix, &["v5", "orders"]).finish()
}

/// One order.
pub fn order(prefix: &ApiPrefix, id: &OrderId) -> Endpoint {
    AddressBuilder::new(prefix, &["v5", "orders"])
        .secret(id)
        .finish()
}

/// The stream of one order's snapshots.
pub fn subscribe(prefix: &ApiPrefix, id: &OrderId) -> Endpoint {
    let mut address = AddressBuilder::new(prefix, &["orders"]).secret(id);
    address.text.push_str("/subscribe");
    address.finish()
}

/// An address that is being built.
struct AddressBuilder {
    text: String,
    subject: String,
    has_query: bool,
    is_secret: bool,
}

impl AddressBuilder {
    fn new(prefix: &ApiPrefix, words: &[&str]) -> Self {
        let mut text = prefix.as_str().to_owned();
        for word in words {
            text.push('/');
            encode_into(&mut text, word);
        }
        Self {
            subject: text.clone(),
            text,
            has_query: false,
            is_secret: false,
        }
    }

    /// Adds the id of an order to the path, but not to the part that may be shown.
    fn secret(mut self, id: &OrderId) -> Self {
        self.text.push('/');
        encode_into(&mut self.text, id.as_str());
        self.subject.push_str("/…");
        self.is_secret = true;
        self
    }

    fn query(mut self, name: &str, value: &str) -> Self {
        self.text.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        encode_into(&mut self.text, name);
        self.text.push('=');
        encode_into(&mut self.text, value);
        self
    }

    /// Adds a query value that is part of the subject.
    fn subject(mut self, name: &str, value: &str) -> Self {
        self = self.query(name, value);
        self.subject.push('\n');
        self.subject.push_str(value);
        self
    }

    fn finish(self) -> Endpoint {
        Endpoint {
            address: self.text,
            subject: self.subject,
            is_secret: self.is_secret,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_api() {
        let prefix = ApiPrefix::default();
        let id = OrderId::parse("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5").expect("an id");
        let us = Country::UNITED_STATES;
        let fifty = Amount::parse("50").expect("an amount");
        let asked_products = FamilyProducts {
            country: us,
            family: "AT&T +1",
            coin: "USDC",
            language: "ja",
        };
        let asked_price = RangePrice {
            country: us,
            brand: "Amazon.com",
            face_value: &fifty,
            coin: "BTC",
        };
        for (endpoint, address) in [
            (payment_vias(&prefix), "/api/v3/payment_vias"),
            (countries(&prefix), "/api/available-countries"),
            (brands(&prefix, us), "/api/v2/brands?country_code=US"),
            (homepage(&prefix, us), "/api/v2/homepage?country_code=US"),
            (
                products(&prefix, asked_products),
                "/api/v5/products/country/US?family_name=AT%26T%20%2B1&coin=USDC&lang=en",
            ),
            (
                price(&prefix, asked_price),
                "/api/v4/products/price?brand_name=Amazon.com&country_code=US&face_value=50&coin=BTC",
            ),
            (validations(&prefix), "/api/v5/orders/validations"),
            (orders(&prefix), "/api/v5/orders"),
            (
                order(&prefix, &id),
                "/api/v5/orders/1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
            ),
            (
                subscribe(&prefix, &id),
                "/api/orders/1c4fbf20-5c0c-4148-902b-3e25f0f84bb5/subscribe",
            ),
        ] {
            assert_eq!(endpoint.address(), address);
        }
    }

    #[test]
    fn only_languages_of_the_api_are_named_to_it() {
        for (language, named) in [
            ("de", "de"),
            ("pt-BR", "pt"),
            ("tl", "tl"),
            ("ja", "en"),
            ("ar", "en"),
            ("", "en"),
        ] {
            assert_eq!(known_language(language), named);
        }
    }

    #[test]
    fn what_may_be_shown_has_no_order_id() {
        let prefix = ApiPrefix::default();
        let id = OrderId::parse("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5").expect("an id");
        for endpoint in [order(&prefix, &id), subscribe(&prefix, &id)] {
            assert!(!endpoint.public_path().contains("1c4f"));
        }
        assert_eq!(
            brands(&prefix, Country::UNITED_STATES).public_path(),
            "/api/v2/brands"
        );
    }

    #[test]
    fn coin_and_language_do_not_change_the_subject() {
        let prefix = ApiPrefix::default();
        let us = Country::UNITED_STATES;
        let asked = |family: &str, coin: &str| {
            let asked = FamilyProducts {
                country: us,
                family,
                coin,
                language: "en",
            };
            products(&prefix, asked).subject().to_owned()
        };
        assert_eq!(asked("Steam", "USDC"), asked("Steam", "BTC"));
        assert_ne!(asked("Steam", "USDC"), asked("Roblox", "USDC"));
    }
}
