//! The shop's own readers, behind one interface.

use refillery::api::endpoint::{self, Endpoint};
use refillery::api::orders::Quote;
use refillery::api::{ApiError, catalog, judge, orders, payments, products};
use refillery::config::ApiPrefix;
use serde_json::Value;
use shop_core::json::Json;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::model::order::{Order, OrderId};
use shop_core::model::product::{ProductGroup, Sort};
use shop_core::pay::PaymentRequest;

/// An id that is no order's.
pub(crate) const NO_ORDER: &str = "11111111-2222-4333-8444-555555555555";

/// The subject of an answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Subject {
    Vias,
    Countries,
    Brands,
    Home,
    Products,
    Price,
    Quote,
    Order,
    Refusal,
}

/// The shop's reading of an answer, to be compared with its reading of another.
#[derive(PartialEq)]
pub(crate) enum Model {
    /// Compared by its fields, because its `Debug` hides them.
    Order(Box<Order>),
    /// Compared by its `Debug`, which is never shown.
    Other(String),
}

impl Subject {
    pub(crate) const ALL: [Self; 9] = [
        Self::Vias,
        Self::Countries,
        Self::Brands,
        Self::Home,
        Self::Products,
        Self::Price,
        Self::Quote,
        Self::Order,
        Self::Refusal,
    ];

    /// The subject of this path's answer.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        Some(match path {
            path if path.contains("/payment_vias") => Self::Vias,
            path if path.contains("/available-countries") => Self::Countries,
            path if path.contains("/brands") => Self::Brands,
            path if path.contains("/homepage") => Self::Home,
            path if path.contains("/products/price") => Self::Price,
            path if path.contains("/products/country/") => Self::Products,
            path if path.ends_with("/validations") => Self::Quote,
            path if path.contains("/v5/orders") => Self::Order,
            _ => return None,
        })
    }

    /// The subject of this answer of the path. Problems come with any status below 500, and are
    /// what a validation answers (docs/api.md#error-bodies).
    pub(crate) fn of_answer(path: &str, status: u16, body: &Value) -> Option<Self> {
        let of_path = Self::of_path(path)?;
        let has_problems = body["problems"].is_array() || body.is_array();
        let is_answer = status < 300 || (of_path == Self::Quote && status < 500 && has_problems);
        Some(if is_answer { of_path } else { Self::Refusal })
    }

    /// Its heading in the report.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Vias => "Ways to pay",
            Self::Countries => "Countries",
            Self::Brands => "Brands",
            Self::Home => "Home feed",
            Self::Products => "Products",
            Self::Price => "Price of an amount",
            Self::Quote => "Validation",
            Self::Order => "Order",
            Self::Refusal => "Refusals",
        }
    }

    /// Whether answers about it can hold personal data.
    pub(crate) fn is_private(self) -> bool {
        matches!(self, Self::Quote | Self::Order | Self::Refusal)
    }

    /// An endpoint of this sort; what is judged doesn't depend on which.
    fn endpoint(self) -> Option<Endpoint> {
        let prefix = ApiPrefix::default();
        let country = Country::UNITED_STATES;
        Some(match self {
            Self::Vias => endpoint::payment_vias(&prefix),
            Self::Countries => endpoint::countries(&prefix),
            Self::Brands => endpoint::brands(&prefix, country),
            Self::Home => endpoint::homepage(&prefix, country),
            Self::Products => {
                let asked = endpoint::FamilyProducts {
                    country,
                    family: "x",
                    coin: "USDC",
                    language: "en",
                };
                endpoint::products(&prefix, asked)
            }
            Self::Price => {
                let asked = endpoint::RangePrice {
                    country,
                    brand: "x",
                    face_value: &Amount::parse("1")?,
                    coin: "USDC",
                };
                endpoint::price(&prefix, asked)
            }
            Self::Quote => endpoint::validations(&prefix),
            Self::Order | Self::Refusal => endpoint::order(&prefix, &OrderId::parse(NO_ORDER)?),
        })
    }

    /// The shop's reading of an answer. `None` is an answer that it can't read: the buyer reads
    /// that something is wrong with the API.
    pub(crate) fn model(self, status: u16, text: &str) -> Option<Model> {
        let endpoint = self.endpoint()?;
        let value = match judge(&endpoint, status, text.as_bytes()) {
            Ok(value) => value,
            Err(ApiError::Unreadable { .. }) => return None,
            Err(refusal) => return Some(Model::Other(format!("{refusal:?}"))),
        };
        let debug = |debug: Option<String>| debug.map(Model::Other);
        match self {
            Self::Vias => debug(payments::payment_options(&value).map(told)),
            Self::Countries => debug(catalog::countries(&value).map(told)),
            Self::Brands => debug(catalog::catalogue(&value).map(told)),
            Self::Home => debug(catalog::feed(&value).map(told)),
            Self::Products => debug(products::products(&value).map(told)),
            Self::Price => debug(products::price(&value).map(told)),
            Self::Quote => debug(orders::quote(&value, None).map(told)),
            Self::Order => orders::order(&value).map(|order| Model::Order(Box::new(order))),
            Self::Refusal => None,
        }
    }

    /// A description of what was read from an answer, for people. Nothing personal is in it.
    pub(crate) fn told(self, status: u16, text: &str, now: u64) -> Vec<String> {
        let Some(endpoint) = self.endpoint() else {
            return Vec::new();
        };
        match judge(&endpoint, status, text.as_bytes()) {
            Ok(value) => self.told_of(&value, now),
            Err(ApiError::Problems(problems)) => {
                let codes: Vec<String> = problems
                    .iter()
                    .map(|problem| format!("`{}`", crate::words::shown(&problem.code)))
                    .collect();
                vec![format!("problems: {}", codes.join(", "))]
            }
            Err(ApiError::Status { code, .. }) => vec![format!("a refusal with status {code}")],
            Err(_) => vec!["nothing".to_owned()],
        }
    }

    fn told_of(self, value: &Json<'_>, now: u64) -> Vec<String> {
        let count = |number: usize, one: &str, many: &str| {
            format!("{number} {}", if number == 1 { one } else { many })
        };
        match self {
            Self::Vias => payments::payment_options(value).map_or_else(Vec::new, |read| {
                let suspended = read.options.iter().filter(|each| each.is_suspended).count();
                vec![
                    count(read.options.len(), "pair", "pairs"),
                    count(read.coins().len(), "coin", "coins"),
                    format!("{suspended} suspended"),
                ]
            }),
            Self::Countries => catalog::countries(value)
                .map(|read| count(read.len(), "country", "countries"))
                .into_iter()
                .collect(),
            Self::Brands => catalog::catalogue(value).map_or_else(Vec::new, |read| {
                let out = read
                    .brands
                    .iter()
                    .filter(|each| each.is_out_of_stock)
                    .count();
                let bare = read
                    .brands
                    .iter()
                    .filter(|each| each.logo.is_none())
                    .count();
                vec![
                    count(read.brands.len(), "brand", "brands"),
                    format!("{out} out of stock"),
                    count(read.popular.len(), "popular one", "popular ones"),
                    format!("{bare} without a picture"),
                ]
            }),
            Self::Home => catalog::feed(value)
                .map(|read| count(read.len(), "brand", "brands"))
                .into_iter()
                .collect(),
            Self::Products => {
                products::products(value).map_or_else(Vec::new, |groups| of_groups(&groups))
            }
            Self::Price => products::price(value)
                .map(|_| "a price".to_owned())
                .into_iter()
                .collect(),
            Self::Quote => match orders::quote(value, None) {
                Some(Quote::Total(_)) => vec!["a quote".to_owned()],
                Some(Quote::Unsure) => vec!["two totals that differ".to_owned()],
                Some(_) => vec!["no price".to_owned()],
                None => Vec::new(),
            },
            Self::Order => {
                orders::order(value).map_or_else(Vec::new, |order| of_order(&order, now))
            }
            Self::Refusal => Vec::new(),
        }
    }
}

fn told<T: std::fmt::Debug>(value: T) -> String {
    format!("{value:?}")
}

fn of_groups(groups: &[ProductGroup]) -> Vec<String> {
    let all: Vec<_> = groups.iter().flat_map(|group| &group.products).collect();
    let of = |is_sort: fn(&Sort) -> bool| all.iter().filter(|each| is_sort(&each.sort)).count();
    let orderable = all.iter().filter(|each| each.is_orderable()).count();
    vec![
        format!("{} brands with {} products", groups.len(), all.len()),
        format!("{orderable} that can be ordered"),
        format!("{} ranges", of(|sort| matches!(sort, Sort::Range(_)))),
        format!("{} of fixed value", of(|sort| matches!(sort, Sort::Fixed))),
        format!("{} plans", of(|sort| matches!(sort, Sort::Plan { .. }))),
        format!(
            "{} known by their label",
            of(|sort| matches!(sort, Sort::Label))
        ),
    ]
}

fn of_order(order: &Order, now: u64) -> Vec<String> {
    let done = order
        .deliveries
        .iter()
        .filter(|each| each.is_done())
        .count();
    let mut told = vec![
        format!("state `{}`", order.state.key()),
        format!("{} of {} parts delivered", done, order.deliveries.len()),
    ];
    if order.asks_for_payment() {
        told.push(match PaymentRequest::from_order(order, now) {
            Ok(_) => "a payment is asked for, and passes the checks".to_owned(),
            Err(fault) => format!("a payment is refused by the checks: `{fault:?}`"),
        });
    }
    told
}

/// Why nobody should pay an order that asks for money, where the shop says so.
pub(crate) fn payment_fault(text: &str, now: u64) -> Option<String> {
    let value = Json::parse(text)?;
    let order = orders::order(&value)?;
    let fault = PaymentRequest::from_order(&order, now).err()?;
    order.asks_for_payment().then(|| format!("{fault:?}"))
}

/// Whether an order's state is one that ends it, as the shop sees it.
pub(crate) fn is_final(text: &str) -> bool {
    let order = Json::parse(text).and_then(|value| orders::order(&value));
    order.is_some_and(|order| order.state.is_final())
}
