//! The partner API's own endpoints.

use crate::cart::Cart;
use crate::faults::Fault;
use crate::orders::{Order, Scenario};
use crate::quote::{self, Quote};
use crate::sandbox::Sandbox;
use crate::{chance, countries, fixtures, gate, images, money, payment, replies, stream};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, Request, State};
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

/// What any other path or method gets.
pub(crate) async fn nothing() -> Response {
    replies::error(404)
}

async fn vias(State(sandbox): Shared) -> Response {
    reply(&sandbox, 200, &payment::vias())
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
    reply(&sandbox, 200, &shelf.homepage_body())
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
    match shelf.price_body(text("brand_name"), face, coin) {
        Some(body) => reply(&sandbox, 200, &body),
        None => replies::json_text(404, fixtures::ERROR_PRICE.to_owned()),
    }
}

async fn validate(State(sandbox): Shared, body: Bytes) -> Response {
    let quote = match judge(&sandbox, &body) {
        Ok(quote) => quote,
        Err((status, body)) => return reply(&sandbox, status, &body),
    };
    if quote.cart.local_part().starts_with("problem400-") {
        return reply(&sandbox, 400, &json!({ "problems": quote.problems }));
    }
    if quote.cart.local_part() == "array" {
        // What the documentation says, and nobody has seen.
        return reply(&sandbox, 200, &json!([{ "problem": "OUT_OF_STOCK" }]));
    }
    reply(&sandbox, 200, &quote.body(sandbox.run))
}

async fn create(State(sandbox): Shared, body: Bytes) -> Response {
    let quote = match judge(&sandbox, &body) {
        Ok(quote) => quote,
        Err((status, body)) => return reply(&sandbox, status, &body),
    };
    if quote.needs_login() && quote.problems.is_empty() {
        return replies::json_text(422, fixtures::ERROR_LOGIN.to_owned());
    }
    if !quote.problems.is_empty() {
        return reply(&sandbox, 400, &json!({ "problems": quote.problems }));
    }
    let Some(usd) = quote.original_usd() else {
        let problems = json!([{ "problem": "NOT_AVAILABLE_PRODUCT" }]);
        return reply(&sandbox, 400, &json!({ "problems": problems }));
    };
    let number = sandbox.desk.next_number();
    let id = chance::uuid(sandbox.run, &format!("order {number}"));
    let now = sandbox.clock.seconds();
    let order = Order::new(id, number, &quote, usd, now, sandbox.run);
    let (scenario, lightning) = (order.scenario, order.network == "Lightning");
    let body = order.creation();
    sandbox.desk.take(&sandbox, order);
    match scenario {
        Scenario::FailCreate => replies::error(500),
        Scenario::TimeoutCreate => gate::hang(&sandbox, None).await,
        // Both statuses were seen.
        _ => reply(&sandbox, if lightning { 200 } else { 201 }, &body),
    }
}

async fn order(State(sandbox): Shared, Path(id): Path<String>) -> Response {
    match sandbox.desk.find(&id) {
        Some(entry) => reply(&sandbox, 200, &entry.order().snapshot()),
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

async fn qr(State(sandbox): Shared, Path(id): Path<String>) -> Response {
    let found = sandbox
        .desk
        .find(&id)
        .and_then(|entry| entry.order().address);
    match found.and_then(|request| images::codes::svg(&request.qr_text)) {
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
        None => replies::error(404),
    }
}

fn judge(sandbox: &Sandbox, body: &Bytes) -> Result<Quote, (u16, Value)> {
    let body: Value = serde_json::from_slice(body).map_err(|_| {
        (
            400,
            json!({ "status": 400, "detail": "the body is not JSON" }),
        )
    })?;
    let mut quote = quote::judge(Cart::read(&body)?, &sandbox.catalogue)?;
    quote.rise(sandbox.settings().price_rise_percent);
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
