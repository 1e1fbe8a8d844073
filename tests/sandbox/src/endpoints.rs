//! The partner API's own endpoints.

use crate::cart::{Cart, Form};
use crate::catalogue::Unpriced;
use crate::faults::Fault;
use crate::gate::Caller;
use crate::orders::{Order, Scenario};
use crate::problems::{self, Spent};
use crate::quote::{self, Quote, Rules};
use crate::sandbox::Sandbox;
use crate::{chance, countries, fixtures, gate, images, money, payment, replies, stream};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, Query, Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

type Shared = State<Arc<Sandbox>>;
type Asked = Query<HashMap<String, String>>;

/// The routes of the API, the country list and the images.
pub(crate) fn routes() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/v3/payment_vias", get(vias))
        .route("/v2/brands", get(brands))
        .route("/v2/homepage", get(homepage))
        .route("/v2/search/{country}", get(search))
        .route("/v3/currencies", get(currencies))
        .route("/v5/products/country/{country}", get(products))
        .route("/v4/products/price", get(price))
        .route("/v5/orders/validations", post(validate))
        .route("/v5/orders", post(create))
        .route("/v5/orders/{id}", get(order))
        .route("/v5/orders/{id}/subscribe", get(subscribe))
        // The documented proxy path, for proxies that pass it on unchanged.
        .route("/orders/{id}/subscribe", get(subscribe))
        .route("/available-countries", get(available))
        .route("/api/available-countries", get(available))
        .route("/v3/qrs/{id}", get(qr))
        .route("/cdn/{*path}", get(image))
}

/// The answer to any other path or method.
pub(crate) async fn nothing() -> Response {
    replies::error(404)
}

async fn vias(State(sandbox): Shared) -> Response {
    let list = payment::vias(&sandbox.settings().ways_to_pay);
    reply(&sandbox, 200, &list)
}

async fn currencies(State(sandbox): Shared) -> Response {
    reply(&sandbox, 200, &fixtures::json(fixtures::CURRENCIES))
}

async fn search(
    State(sandbox): Shared,
    Path(country): Path<String>,
    Query(asked): Asked,
) -> Response {
    let words = asked.get("q").map(String::as_str).unwrap_or_default();
    let shelf = sandbox.catalogue.shelf(&country);
    reply(&sandbox, 200, &shelf.search_body(words))
}

async fn available(State(sandbox): Shared) -> Response {
    reply(&sandbox, 200, &countries::body())
}

async fn brands(State(sandbox): Shared, Query(asked): Asked) -> Response {
    let Some(country) = asked.get("country_code") else {
        return problem(&sandbox, 400, "country_code is required");
    };
    let shelf = sandbox.catalogue.shelf(country);
    replies::json_text(200, sandbox.localise(shelf.brands_body()))
}

async fn homepage(State(sandbox): Shared, Query(asked): Asked) -> Response {
    let country = asked.get("country_code").map_or("US", String::as_str);
    let shelf = sandbox.catalogue.shelf(country);
    let body = shelf.homepage_body(sandbox.settings().flat_homepage);
    reply(&sandbox, 200, &body)
}

async fn products(
    State(sandbox): Shared,
    Path(country): Path<String>,
    Query(asked): Asked,
) -> Response {
    let text = |key: &str| {
        asked
            .get(key)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    };
    let (family, brand) = (text("family_name"), text("brand_name"));
    if family.is_none() && brand.is_none() {
        return replies::json_text(400, fixtures::ERROR_UNFILTERED.to_owned());
    }
    let coin = text("coin").unwrap_or("USDC");
    if !money::has_coin(coin) {
        return problem(&sandbox, 400, "coin is not supported");
    }
    let shelf = sandbox.catalogue.shelf(&country);
    let body = shelf.products_body(family, brand, coin, text("lang").unwrap_or("en"));
    reply(&sandbox, 200, &body)
}

async fn price(State(sandbox): Shared, Query(asked): Asked) -> Response {
    let text = |key: &str| asked.get(key).map(String::as_str).unwrap_or_default();
    let coin = text("coin");
    let Ok(face) = text("face_value").parse() else {
        return problem(&sandbox, 400, "face_value must be a number");
    };
    if !money::has_coin(coin) {
        return problem(&sandbox, 400, "coin is not supported");
    }
    let shelf = sandbox.catalogue.shelf(text("country_code"));
    let (status, text) = match shelf.price_body(text("brand_name"), face, coin) {
        Ok(body) => return reply(&sandbox, 200, &body),
        Err(Unpriced::Unknown) => (404, fixtures::ERROR_PRICE),
        Err(Unpriced::OffStep) => (400, fixtures::ERROR_OFF_STEP),
        Err(Unpriced::OutOfRange) => (400, fixtures::ERROR_RANGE),
    };
    replies::json_text(status, text.to_owned())
}

async fn validate(
    State(sandbox): Shared,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Response {
    let quote = match judge(&sandbox, &caller, &body) {
        Ok(quote) => quote,
        Err((status, body)) => return refuse(&sandbox, status, &body),
    };
    if quote.cart.local_part().starts_with("problem400-") {
        return reply(&sandbox, 400, &json!({ "problems": quote.problems }));
    }
    if quote.cart.local_part() == "array" {
        // The documentation says this, and nobody has seen it.
        return reply(&sandbox, 200, &json!([{ "problem": "OUT_OF_STOCK" }]));
    }
    let now = sandbox.clock.seconds();
    reply(&sandbox, 200, &quote.body(sandbox.run, now))
}

async fn create(
    State(sandbox): Shared,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Response {
    let quote = match judge(&sandbox, &caller, &body) {
        Ok(quote) => quote,
        Err((status, body)) => return refuse(&sandbox, status, &body),
    };
    if let Some((status, body)) = refused(&sandbox, &quote) {
        return refuse(&sandbox, status, &body);
    }
    let now = sandbox.clock.seconds();
    let settings = sandbox.settings();
    if sandbox.desk.never_paid() as u64 >= settings.unpaid_limit {
        let text = fixtures::ERROR_TOO_MANY_UNPAID.to_owned();
        let mut response = replies::json_text(429, text);
        let headers = response.headers_mut();
        headers.insert("retry-after", axum::http::HeaderValue::from_static("600"));
        return response;
    }
    let number = sandbox.desk.next_number();
    let id = chance::uuid(sandbox.run, &format!("order {number}"));
    let Some(order) = Order::new(id, number, &quote, caller.0, now, sandbox.run) else {
        let (status, body) = problems::refusal("NOT_AVAILABLE_PRODUCT", Value::Null);
        return refuse(&sandbox, status, &body);
    };
    if settings.newer_ends_older {
        sandbox.desk.end_unpaid(&order.email, now);
    }
    let (scenario, lightning) = (order.scenario, order.network == "Lightning");
    let body = order.creation(now);
    sandbox.desk.take(&sandbox, order);
    match scenario {
        Scenario::FailCreate => replies::error(500),
        Scenario::TimeoutCreate => gate::hang(&sandbox, None).await,
        // Both statuses were seen.
        _ => reply(&sandbox, if lightning { 200 } else { 201 }, &body),
    }
}

/// A refusal, with its status in the head or in the body alone.
fn refuse(sandbox: &Sandbox, status: u16, body: &Value) -> Response {
    let is_in_body = sandbox.settings().refuse_with_200 && body["status"].is_number();
    reply(sandbox, if is_in_body { 200 } else { status }, body)
}

/// Why no order is made of a cart: the first of several problems, as the code of a
/// refusal.
fn refused(sandbox: &Sandbox, quote: &Quote) -> Option<(u16, Value)> {
    let settings = sandbox.settings();
    if quote.cart.local_part().starts_with("problem400-") {
        return Some((400, json!({ "problems": quote.problems })));
    }
    if let Some(first) = quote.problems.first() {
        let code = first["problem"].as_str().unwrap_or_default();
        let details = problems::at_creation(code, first["moreDetails"].clone(), quote);
        return Some(problems::refusal(code, details));
    }
    let vias = payment::vias(&settings.ways_to_pay);
    let refusal = |code: &str| {
        let details = if quote.cart.is_captured() {
            Value::Null
        } else {
            problems::details(code, quote, &vias)
        };
        Some(problems::refusal(code, details))
    };
    if let Some(asked_for) = problems::refusal_asked_for(quote, &vias) {
        return Some(asked_for);
    }
    if quote.needs_login() {
        return refusal("LOGIN_REQUIRED");
    }
    // Nothing in the list of ways to pay shows it, and no validation says it.
    if quote.needs_full_name() && !settings.tron_stablecoins {
        return refusal("FULLNAME_MISSING");
    }
    let now = sandbox.clock.seconds();
    if quote
        .numbers()
        .any(|number| sandbox.desk.has_topped_up(number, now))
    {
        return refusal("MAXIMUM_NUMBER_OF_SAME_PRODUCT_PER_DAY_EXCEEDED");
    }
    None
}

async fn order(State(sandbox): Shared, Path(id): Path<String>) -> Response {
    match sandbox.desk.find(&id) {
        Some(entry) => {
            let body = entry.order().snapshot(sandbox.clock.seconds());
            reply(&sandbox, 200, &body)
        }
        None => replies::json_text(404, fixtures::ERROR_ORDER.to_owned()),
    }
}

async fn subscribe(State(sandbox): Shared, Path(id): Path<String>, request: Request) -> Response {
    let fault = request.extensions().get::<Fault>().cloned();
    match sandbox.desk.find(&id) {
        Some(entry) => stream::follow(sandbox, entry, fault),
        None => replies::json_text(404, fixtures::ERROR_ORDER.to_owned()),
    }
}

async fn qr(State(sandbox): Shared, Path(id): Path<String>, Query(asked): Asked) -> Response {
    let order = sandbox.desk.find(&id).map(|entry| {
        let now = sandbox.clock.seconds();
        entry.order().snapshot(now)
    });
    let text = if asked.contains_key("missing") {
        "missing_amount_qr_text"
    } else {
        "qr_text"
    };
    let text = order.and_then(|order| Some(order[text].as_str()?.to_owned()));
    match text.and_then(|text| images::codes::svg(&text)) {
        Some(svg) => replies::typed(200, "image/svg+xml", Body::from(svg)),
        None => replies::error(404),
    }
}

async fn image(Path(path): Path<String>) -> Response {
    // Drawing takes a while in a debug build: not on a thread that serves.
    let drawn = tokio::task::spawn_blocking(move || images::file(&path)).await;
    match drawn.ok().flatten() {
        Some((kind, bytes)) => {
            let mut response = replies::typed(200, kind, Body::from(bytes));
            let cache = axum::http::HeaderValue::from_static("public, max-age=3600");
            response.headers_mut().insert("cache-control", cache);
            response
        }
        // A picture that is not there is access denied.
        None => replies::error(403),
    }
}

fn judge(sandbox: &Sandbox, caller: &Caller, body: &Bytes) -> Result<Quote, (u16, Value)> {
    let body: Value = serde_json::from_slice(body).map_err(|_| {
        (
            400,
            json!({ "status": 400, "detail": "the body is not JSON" }),
        )
    })?;
    let settings = sandbox.settings();
    let form = if settings.refuse_flat_items {
        Form::NestedOnly
    } else {
        Form::Either
    };
    let cart = Cart::read(&body, form)?;
    let now = sandbox.clock.seconds();
    let spent = if settings.spending_limits {
        sandbox.desk.spent(&cart.email, &caller.0, now)
    } else {
        Spent::default()
    };
    let rules = Rules {
        catalogue: &sandbox.catalogue,
        vias: &payment::vias(&settings.ways_to_pay),
        spent,
    };
    let mut quote = quote::judge(cart, rules)?;
    quote.rise(settings.price_rise_percent);
    Ok(quote)
}

fn reply(sandbox: &Sandbox, status: u16, body: &Value) -> Response {
    replies::json_text(status, sandbox.localise(&body.to_string()))
}

fn problem(sandbox: &Sandbox, status: u16, detail: &str) -> Response {
    reply(
        sandbox,
        status,
        &json!({ "status": status, "detail": detail }),
    )
}
