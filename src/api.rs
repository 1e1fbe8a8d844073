//! The API: the requests and their outcomes.
//!
//! `Request` pairs an endpoint with the reader of its answer; `client::Client`
//! sends it; `judge` decides whether an answer is a failure. Wire shapes stay
//! in here: everything that leaves is a value of `model`.

pub mod catalog;
pub mod client;
pub mod endpoint;
mod judgement;
mod kept_copy;
pub mod orders;
pub mod payments;
pub mod products;

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::Date;

use crate::config::ApiPrefix;
use endpoint::{Endpoint, FamilyProducts, RangePrice};
use judgement::judge_without_details;
pub use judgement::{judge, judge_order};
use shop_core::json::Json;
use shop_core::model::brand::{Brand, Kind, Kinds, on_offer};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::model::order::{Order, OrderId};
use shop_core::model::payment::PaymentOptions;
use shop_core::model::problem::Problem;
use shop_core::model::product::ProductGroup;

/// How long the client sends nothing after the API has asked for a pause without a length, in
/// milliseconds.
const PAUSE_MILLISECONDS: u32 = 60_000;

/// Why there is no answer. Each variant is shown with its meaning and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApiError {
    /// The network failed or the time limit passed. Seen offline, and when a
    /// proxy is down or hangs.
    Unreachable,
    /// The API refused with this HTTP status; seen for each refusal that it doesn't report as
    /// problems.
    Status {
        /// HTTP status; 0 for a redirect, which an order doesn't follow.
        code: u16,
        /// The API's own words, if it gave any.
        detail: Option<String>,
        /// The wait that the API asks for, in milliseconds.
        retry_after_milliseconds: Option<u32>,
    },
    /// Validation's objections, whether they came with a 2xx or a 4xx.
    Problems(Vec<Problem>),
    /// An answer in a form that this shop doesn't know.
    Unreadable {
        /// The requested path, without anything secret.
        path: String,
        /// Whether it was a web page: the proxy prefix is then probably not
        /// set up, and the static host answered with the shop itself.
        is_page: bool,
    },
}

impl ApiError {
    /// Whether asking again may help by itself.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable => true,
            Self::Status { code, .. } => *code == 429 || *code >= 500,
            Self::Problems(_) | Self::Unreadable { .. } => false,
        }
    }

    /// How long the API asks for no more requests like this, in milliseconds; `None` if it didn't
    /// ask for a pause.
    pub fn pause_milliseconds(&self) -> Option<u32> {
        match self {
            Self::Status {
                code: 429,
                retry_after_milliseconds: wait,
                ..
            } => Some(wait.unwrap_or(PAUSE_MILLISECONDS)),
            _ => None,
        }
    }

    /// Whether a refused order may still exist, because the refusal gives no reason
    /// (docs/api.md#codes-of-a-refused-order).
    pub fn leaves_order_possible(&self) -> bool {
        matches!(self, Self::Problems(problems) if problems.iter().any(Problem::says_nothing))
    }

    /// Whether, after a POST, it is unknown if an order exists; see docs/api.md#not-safe-to-repeat.
    pub fn leaves_order_unknown(&self) -> bool {
        match self {
            Self::Unreachable | Self::Unreadable { .. } => true,
            Self::Status { code, .. } => *code >= 500 || matches!(code, 408 | 429),
            Self::Problems(_) => false,
        }
    }

    /// The HTTP status, if that is what went wrong.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status { code, .. } => Some(*code),
            _ => None,
        }
    }
}

/// A decoded answer of any kind: one data path serves all questions, and only
/// its typed edges are generic.
pub type Model = Arc<dyn Any + Send + Sync>;

/// Makes a model value from a body, without goods of kinds that the shop doesn't sell: they are
/// left out where answers are read, so no page can show them.
pub(crate) type Reader = Rc<dyn Fn(&Json<'_>, Kinds) -> Option<Model>>;

/// A question with the reader of its answer.
pub struct Request<T> {
    pub(crate) question: Question,
    answer: PhantomData<fn() -> T>,
}

/// The part of a request that is the same for every answer.
#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) endpoint: Endpoint,
    pub(crate) read: Reader,
    /// How long an answer may be used again, in milliseconds.
    pub(crate) keep_milliseconds: f64,
    /// Whether an answer may replace an earlier one that passed this test.
    pub(crate) is_worth_keeping: fn(&Model) -> bool,
    /// Whether the last good answer is kept on the device, for when the API
    /// can't be reached.
    pub(crate) is_lasting: bool,
}

/// A minute of cache life.
const MINUTE: f64 = 60_000.0;

impl<T: Send + Sync + 'static> Request<T> {
    fn new(
        endpoint: Endpoint,
        read: impl Fn(&Json<'_>, Kinds) -> Option<T> + 'static,
        keep_milliseconds: f64,
    ) -> Self {
        let read =
            Rc::new(move |body: &Json<'_>, kinds| Some(Arc::new(read(body, kinds)?) as Model));
        let question = Question {
            endpoint,
            read,
            keep_milliseconds,
            is_worth_keeping: |_| true,
            is_lasting: false,
        };
        Self {
            question,
            answer: PhantomData,
        }
    }
}

/// Everything sold in a country. An empty list can be a passing fault of the
/// API (docs/api.md#empty-lists), so it never replaces a good one.
pub fn brands(prefix: &ApiPrefix, country: Country) -> Request<Catalogue> {
    let mut request = Request::new(
        endpoint::brands(prefix, country),
        |body, kinds| Some(catalog::catalogue(body)?.only(kinds).at(Date::now() as u64)),
        5.0 * MINUTE,
    );
    request.question.is_worth_keeping = |model| {
        model
            .downcast_ref::<Catalogue>()
            .is_none_or(|catalogue| !catalogue.is_empty())
    };
    request.question.is_lasting = true;
    request
}

/// The brands that the curated feed of a country begins with.
pub fn feed(prefix: &ApiPrefix, country: Country) -> Request<Vec<Brand>> {
    let mut request = Request::new(
        endpoint::homepage(prefix, country),
        |body, kinds| on_offer(catalog::feed(body)?, kinds, Date::now() as u64),
        5.0 * MINUTE,
    );
    request.question.is_lasting = true;
    request
}

/// The countries on offer.
pub fn countries(prefix: &ApiPrefix) -> Request<Vec<Country>> {
    Request::new(
        endpoint::countries(prefix),
        |body, _| catalog::countries(body),
        60.0 * MINUTE,
    )
}

/// The products of a family.
pub fn products(prefix: &ApiPrefix, asked: FamilyProducts<'_>) -> Request<Vec<ProductGroup>> {
    Request::new(
        endpoint::products(prefix, asked),
        |body, kinds| {
            let mut groups = products::products(body)?;
            // Groups that can't be bought here are kept, so that the page can say so.
            groups.retain(|group| kinds.has(group.kind) || group.kind == Kind::Unsold);
            Some(groups)
        },
        5.0 * MINUTE,
    )
}

/// The price of a face value, for information only: the order's own amount
/// binds (docs/api.md#how-long-a-price-holds).
pub fn price(prefix: &ApiPrefix, asked: RangePrice<'_>) -> Request<(String, Amount)> {
    /// Shops keep prices for 15 to 45 s; older ones mislead.
    const LIFE_MILLISECONDS: f64 = 20_000.0;
    Request::new(
        endpoint::price(prefix, asked),
        |body, _| products::price(body),
        LIFE_MILLISECONDS,
    )
}

/// All ways to pay.
pub fn payment_options(prefix: &ApiPrefix) -> Request<PaymentOptions> {
    Request::new(
        endpoint::payment_vias(prefix),
        |body, _| payments::payment_options(body),
        10.0 * MINUTE,
    )
}

/// One order, never from a cache. An answer about another order doesn't count: a proxy that mixes
/// answers can send one, and its address is somebody else's.
pub fn order(prefix: &ApiPrefix, id: &OrderId) -> Request<Order> {
    let asked = id.clone();
    let read = move |body: &Json<'_>, _| orders::order(body).filter(|order| order.id == asked);
    Request::new(endpoint::order(prefix, id), read, 0.0)
}
