//! Sends a request and waits for its answer.
//!
//! GETs have a time limit, are retried while the failure may pass, are shared while under way and
//! kept for a while. POSTs are sent once, for any outcome. One untyped path serves all of it: an
//! answer is a shared model value behind `dyn Any`, and only the thin typed edges are generic.

mod clock;
mod kept;
mod reply;
mod sending;

use std::sync::Arc;

use futures::FutureExt;
use futures::future::{Either, LocalBoxFuture, Shared, WeakShared, select};
use gloo_net::http::Response;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, Math};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::endpoint::{self, Endpoint};
use super::kept_copy::{self, KeptCopy};
use super::orders::{OrderRequest, Quote};
use super::{ApiError, Model, Question, Request, judge, judge_without_details, orders};
use crate::browser::early::{self, EarlyRequest};
use crate::config::ApiPrefix;
use crate::reactive::spawn;
use clock::Clock;
use kept::{KeptAnswer, keep_answer};
use reply::{Reply, unreadable};
use sending::{AbortOnDrop, Sent, send};
use shop_core::backoff::{self, Backoff};
use shop_core::json::{Fields, Json};
use shop_core::model::{brand::Kinds, country::Country, order::Order};

/// Longest wait for a GET, in milliseconds: after this a buyer has given up, and a proxy that hangs
/// must become an error message.
const GET_LIMIT_MILLISECONDS: u32 = 15_000;

/// Longest wait for a POST, in milliseconds. The API needs seconds to make an order, and if the
/// shop gives up early, the buyer doesn't know the outcome.
const POST_LIMIT_MILLISECONDS: u32 = 60_000;

/// Attempts at a GET in all, before the buyer is asked to decide.
const GET_ATTEMPTS: u32 = 4;

/// A `Retry-After` beyond this, in milliseconds, is shown to the buyer instead of being waited for
/// in silence.
const LONGEST_SILENT_WAIT_MILLISECONDS: u32 = 10_000;

/// Name under which the script in `index.html` hands over the first request.
const EARLY: &str = "__refilleryEarly";

/// Header of the sandbox's answers: its goods aren't real, and the page must say so wherever money
/// is named.
const SANDBOX_HEADER: &str = "x-refillery-sandbox";

pub(crate) type Answer = Result<Model, ApiError>;
type SharedAnswer = Shared<LocalBoxFuture<'static, Answer>>;

/// The only user of the network. A copyable handle to the stored state.
#[derive(Clone, Copy)]
pub struct Client {
    inner: StoredValue<Inner, LocalStorage>,
    is_sandbox: RwSignal<bool>,
}

struct Inner {
    prefix: ApiPrefix,
    kinds: Kinds,
    /// The country that the visitor shops in now. Each request names it, and answers are stored
    /// separately for each country.
    country: Box<dyn Fn() -> Country>,
    /// Only a few answers and requests, so lists are quicker than maps.
    kept: Vec<KeptAnswer>,
    under_way: Vec<(String, WeakShared<LocalBoxFuture<'static, Answer>>)>,
    clock: Clock,
}

impl Client {
    /// A client for the API behind this prefix, in a shop that sells these kinds. `country` returns
    /// the visitor's country at the time of each request.
    pub fn new(prefix: ApiPrefix, kinds: Kinds, country: impl Fn() -> Country + 'static) -> Self {
        let inner = Inner {
            prefix,
            kinds,
            country: Box::new(country),
            kept: Vec::new(),
            under_way: Vec::new(),
            clock: Clock::default(),
        };
        Self {
            inner: StoredValue::new_local(inner),
            is_sandbox: RwSignal::new(false),
        }
    }

    /// Whether the answers come from a sandbox, tracked.
    pub fn is_sandbox(self) -> bool {
        self.is_sandbox.get()
    }

    /// Sends a question if the page has sent none: only an answer shows whether it comes from a
    /// sandbox, and every page says so.
    pub fn greet(self) {
        let is_silent = self
            .inner
            .try_with_value(|inner| inner.kept.is_empty() && inner.under_way.is_empty());
        if is_silent == Some(true) {
            let question = super::payment_options(&self.prefix()).question;
            spawn(async move { drop(self.get_any(question).await) });
        }
    }

    /// The country to name.
    fn country(self) -> Country {
        untrack(|| self.inner.with_value(|inner| (inner.country)()))
    }

    /// The prefix, for building requests.
    pub fn prefix(self) -> ApiPrefix {
        self.inner.with_value(|inner| inner.prefix.clone())
    }

    /// Asks, or returns an answer that is kept or already under way.
    ///
    /// # Errors
    /// The failure that was left after all attempts.
    pub async fn get<T: Send + Sync + 'static>(
        self,
        request: Request<T>,
    ) -> Result<Arc<T>, ApiError> {
        let endpoint = request.question.endpoint.clone();
        let model = self.get_any(request.question).await?;
        // Each address has only one reader, so the type is always this one.
        model.downcast::<T>().map_err(|_| unreadable(&endpoint))
    }

    /// The kept answers of this type, for any question.
    pub fn kept<T: Send + Sync + 'static>(self) -> Vec<Arc<T>> {
        self.inner.with_value(|inner| {
            let models = inner.kept.iter().map(|kept| kept.model.clone());
            models.filter_map(|model| model.downcast().ok()).collect()
        })
    }

    /// Asks whether an order would be accepted, and for how much in all.
    ///
    /// # Errors
    /// Problems to solve, or a failure; in both cases nothing has been made.
    pub async fn validate(self, order: &OrderRequest) -> Result<Quote, ApiError> {
        let endpoint = endpoint::validations(&self.prefix());
        let reply = self.post(&endpoint, order, Sent::Posted).await?;
        reply.read(&endpoint, judge, &|body| {
            self.note_time(body);
            let mut quote = orders::quote(body, order.coupon())?;
            if !orders::is_about(body, order) {
                return Some(Quote::OfOther);
            }
            if let Quote::Total(total) = &mut quote {
                total.take_items(body, order);
            }
            Some(quote)
        })
    }

    /// Makes an order. It is sent once and never again, neither by the program
    /// nor by the browser: the API has no idempotency key
    /// (docs/api.md#not-safe-to-repeat).
    ///
    /// # Errors
    /// Any failure; `ApiError::leaves_order_unknown` says whether an order may exist all the same.
    pub async fn create_order(self, order: &OrderRequest) -> Result<Order, ApiError> {
        let endpoint = endpoint::orders(&self.prefix());
        let reply = self.post(&endpoint, order, Sent::Ordered).await?;
        reply.read_order(&endpoint)
    }

    /// The stored copy of an earlier answer to the question, with the time when it came, in epoch
    /// milliseconds.
    pub(crate) async fn kept_copy(self, question: &Question) -> Option<(Model, f64)> {
        if !question.is_lasting {
            return None;
        }
        let KeptCopy { body, came_at } = kept_copy::find(question.endpoint.address()).await?;
        let text = std::str::from_utf8(&body).ok()?;
        let kinds = self.inner.with_value(|inner| inner.kinds);
        let model = (question.read)(&Json::parse(text)?, kinds)?;
        Some((model, came_at))
    }

    /// Forgets this device's stored copies of earlier answers.
    pub fn forget_kept_copies(self) {
        spawn(kept_copy::forget());
    }

    /// The API's time now, in epoch milliseconds.
    pub fn now(self) -> f64 {
        self.inner.with_value(|inner| inner.clock.at(Date::now()))
    }

    /// The untyped path of `get`, boxed so that there is only one copy of it.
    pub(crate) fn get_any(self, question: Question) -> LocalBoxFuture<'static, Answer> {
        Box::pin(async move {
            let keep = question.keep_milliseconds;
            let now = Date::now();
            let country = self.country();
            let key = key_of(&question.endpoint, country);
            let fresh = self.inner.with_value(|inner| {
                let kept = inner.kept.iter().find(|kept| kept.key == key);
                kept.filter(|kept| (0.0..keep).contains(&(now - kept.at)))
                    .map(|kept| kept.model.clone())
            });
            if let Some(model) = fresh {
                return Ok(model);
            }
            let is_worth_keeping = question.is_worth_keeping;
            let model = self.share(question, country).await?;
            if keep <= 0.0 {
                return Ok(model);
            }
            let kept = self.inner.try_update_value(|inner| {
                let is_worth_keeping = is_worth_keeping(&model);
                let answer = KeptAnswer {
                    key,
                    model: model.clone(),
                    at: Date::now(),
                };
                keep_answer(&mut inner.kept, answer, is_worth_keeping)
            });
            Ok(kept.unwrap_or(model))
        })
    }

    /// Joins the same request when it is under way, else starts it.
    fn share(self, question: Question, country: Country) -> SharedAnswer {
        let key = key_of(&question.endpoint, country);
        let joined = self.inner.with_value(|inner| {
            let same = inner.under_way.iter().find(|(other, _)| *other == key);
            same.and_then(|(_, answer)| answer.upgrade())
        });
        joined.unwrap_or_else(|| {
            let started = self.get_with_patience(question, country);
            let started = started.boxed_local().shared();
            self.inner.update_value(|inner| {
                inner
                    .under_way
                    .retain(|(_, other)| other.upgrade().is_some());
                if let Some(weak) = started.downgrade() {
                    inner.under_way.push((key, weak));
                }
            });
            started
        })
    }

    async fn get_with_patience(self, question: Question, country: Country) -> Answer {
        let Question {
            endpoint,
            read,
            is_worth_keeping,
            is_lasting,
            keep_milliseconds,
        } = question;
        let is_live = keep_milliseconds <= 0.0;
        let kinds = self.inner.with_value(|inner| inner.kinds);
        let mut backoff = Backoff::new(backoff::REQUEST);
        loop {
            let fetched = self
                .fetch(&endpoint, Sent::Asked { is_live }, country)
                .await;
            let judged = fetched.and_then(|reply| {
                let model = reply.read(&endpoint, judge_without_details, &|body| {
                    self.note_time(body);
                    read(body, kinds)
                })?;
                if is_lasting && is_worth_keeping(&model) {
                    let address = endpoint.address().to_owned();
                    spawn(kept_copy::keep(address, reply.body));
                }
                Ok(model)
            });
            let error = match judged {
                Ok(model) => return Ok(model),
                Err(error) => error,
            };
            let asked = match error {
                ApiError::Status {
                    retry_after_milliseconds,
                    ..
                } => retry_after_milliseconds,
                _ => None,
            };
            let is_last = backoff.failures() + 1 >= GET_ATTEMPTS;
            let is_long = asked.is_some_and(|asked| asked > LONGEST_SILENT_WAIT_MILLISECONDS);
            if is_last || is_long || !error.is_passing() {
                return Err(error);
            }
            TimeoutFuture::new(backoff.fail(Date::now(), Math::random(), asked)).await;
        }
    }

    async fn post(
        self,
        endpoint: &Endpoint,
        order: &OrderRequest,
        sent: fn(String) -> Sent,
    ) -> Result<Reply, ApiError> {
        let body = serde_json::to_string(order).map_err(|_| unreadable(endpoint))?;
        let country = self.country();
        self.fetch(endpoint, sent(body), country).await
    }

    /// One request, one answer, within the limit. Dropping the future aborts the request.
    async fn fetch(
        self,
        endpoint: &Endpoint,
        sent: Sent,
        country: Country,
    ) -> Result<Reply, ApiError> {
        let (early, limit, is_live) = match sent {
            Sent::Asked { is_live } => {
                let early = early::take(EARLY, endpoint.address(), Some(country.code()));
                (early, GET_LIMIT_MILLISECONDS, is_live)
            }
            Sent::Posted(_) | Sent::Ordered(_) => (None, POST_LIMIT_MILLISECONDS, true),
        };
        let early = early.map(|EarlyRequest { response, abort }| (response, abort));
        let (early, controller) = early.unzip();
        let abort = AbortOnDrop(controller.flatten().or_else(|| AbortController::new().ok()));
        let exchange = async {
            let (response, body) = match early {
                Some(promise) => {
                    let response = JsFuture::from(promise)
                        .await
                        .map_err(|_| ApiError::Unreachable)?;
                    let body = early::body(&response);
                    // The script hands over the response that `fetch` promised.
                    let response = response
                        .dyn_into::<web_sys::Response>()
                        .map_err(|_| ApiError::Unreachable)?;
                    (Response::from(response), body)
                }
                None => (send(endpoint, sent, country, &abort).await?, None),
            };
            self.note_headers(&response, is_live);
            let retry_after = response.headers().get("retry-after");
            let status = response.status();
            let body = match body {
                Some(body) => body,
                None => response.binary().await.map_err(|_| ApiError::Unreachable)?,
            };
            Ok(Reply {
                status,
                body,
                retry_after,
            })
        };
        match select(Box::pin(exchange), TimeoutFuture::new(limit)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(ApiError::Unreachable),
        }
    }

    /// Takes the API's clock from the `Date` header, and notes whether the API is a sandbox.
    fn note_headers(self, response: &Response, is_live: bool) {
        if response.headers().has(SANDBOX_HEADER) && !self.is_sandbox.get_untracked() {
            self.is_sandbox.set(true);
        }
        let header = |name: &str| response.headers().get(name);
        if let Some(date) = header("date") {
            let (date, age) = (Date::parse(&date), header("age"));
            self.inner.update_value(|inner| {
                inner
                    .clock
                    .take_date(date, age.as_deref(), is_live, Date::now());
            });
        }
    }

    /// Takes the API's clock from an answer that has just come, if it has the time.
    pub(crate) fn note_time(self, body: &Json<'_>) {
        if let Some(told) = Fields::new(body).time("timestamp_of_request") {
            self.inner
                .update_value(|inner| inner.clock.take_told(told, Date::now()));
        }
    }
}

/// The key of an answer: the address, and the country that the request names.
fn key_of(endpoint: &Endpoint, country: Country) -> String {
    [country.code(), endpoint.address()].concat()
}
