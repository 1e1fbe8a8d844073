//! Every API request passes here: preflights, rate limits, faults and the log.

use crate::faults::{Fault, Kind};
use crate::limits::Over;
use crate::replies;
use crate::route::Route;
use crate::sandbox::Sandbox;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Makes the connection close without an answer.
#[derive(Clone, Copy)]
pub(crate) struct CloseUnanswered;

/// The address that a request came from.
#[derive(Clone)]
pub(crate) struct Caller(pub(crate) String);

/// Time for what was sent before a cut to leave: the connection drops what it
/// still holds when it breaks.
pub(crate) const BEFORE_A_CUT: Duration = Duration::from_millis(50);

/// Larger request bodies are refused.
const MOST: usize = 1 << 20;

/// The gate before every API route.
pub(crate) async fn pass(
    State(sandbox): State<Arc<Sandbox>>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    if path == "/__sandbox" || path.starts_with("/__sandbox/") {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let route = Route::of(&parts.method, &path);
    let body = to_bytes(body, MOST).await.unwrap_or_default();
    let mut entry = json!({
        "at": sandbox.clock.seconds(),
        "route": route.name(),
        "method": parts.method.as_str(),
        "path": parts.uri.path_and_query().map(ToString::to_string),
        "country": header(&parts.headers, "x-country-iso-code"),
        "headers": headers(&parts.headers),
        "body": written(&body),
    });
    let caller = caller(
        &parts.headers,
        parts.extensions.get::<ConnectInfo<SocketAddr>>(),
    );
    parts.extensions.insert(Caller(caller.clone()));
    let mut response = if parts.method == Method::OPTIONS {
        preflight(&sandbox, &parts.headers)
    } else if let Some(over) = over_limit(&sandbox, &caller, route) {
        over
    } else {
        let fault = sandbox.faults.meet(route);
        if let Some(fault) = &fault {
            entry["fault"] = json!(fault.id);
            parts.extensions.insert(fault.clone());
        }
        let request = Request::from_parts(parts, Body::from(body));
        answer(&sandbox, fault, request, next).await
    };
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    entry["status"] = match response.extensions().get::<CloseUnanswered>() {
        Some(_) => Value::Null,
        None => json!(response.status().as_u16()),
    };
    sandbox.journal.add(entry);
    response
}

/// The answer with its fault, if it meets one.
async fn answer(sandbox: &Sandbox, fault: Option<Fault>, request: Request, next: Next) -> Response {
    let Some(fault) = fault else {
        return next.run(request).await;
    };
    match fault.kind {
        Kind::Slow => {
            wait(sandbox, fault.delay.unwrap_or(3000)).await;
            next.run(request).await
        }
        Kind::Hang => hang(sandbox, fault.delay).await,
        Kind::Http(429) => {
            let now = sandbox.clock.seconds();
            replies::too_many(60, fault.retry_after, now + fault.retry_after)
        }
        Kind::BareTooMany => replies::error(429),
        Kind::Http(status) => replies::error(status),
        Kind::Html502 => replies::html(
            502,
            "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
        ),
        Kind::Html200 => replies::html(
            200,
            "<!doctype html><html><head><title>Shop</title></head><body><main></main></body></html>",
        ),
        Kind::EmptyBrands => {
            let country = request.uri().query().unwrap_or_default();
            let country = country.split("country_code=").nth(1).unwrap_or_default();
            replies::empty_brands(&country.chars().take(2).collect::<String>())
        }
        Kind::EmptyBody => {
            let mut response = next.run(request).await;
            response.headers_mut().remove(header::CONTENT_LENGTH);
            *response.body_mut() = Body::empty();
            response
        }
        Kind::CutBody | Kind::CutJson => cut(next.run(request).await, fault.kind).await,
        // The stream's own handler reads these from the request.
        Kind::StreamDrop | Kind::StreamSilent | Kind::StreamGarbage => next.run(request).await,
    }
}

/// No answer: the connection closes after a while, at once when the sandbox
/// stops.
pub(crate) async fn hang(sandbox: &Sandbox, milliseconds: Option<u64>) -> Response {
    let settings = sandbox.settings();
    wait(sandbox, milliseconds.unwrap_or(settings.hang_milliseconds)).await;
    let mut response = replies::error(504);
    response.extensions_mut().insert(CloseUnanswered);
    response
}

async fn wait(sandbox: &Sandbox, milliseconds: u64) {
    tokio::select! {
        () = tokio::time::sleep(Duration::from_millis(milliseconds)) => {}
        () = sandbox.ended() => {}
    }
}

async fn cut(response: Response, kind: Kind) -> Response {
    let (mut parts, body) = response.into_parts();
    // A stream has no end to wait for; it is left whole.
    if parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "text/event-stream")
    {
        return Response::from_parts(parts, body);
    }
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = whole.slice(..whole.len() / 2);
    if kind == Kind::CutJson {
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::from(half));
    }
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    // As a stream, because a sized body would contradict the header. It breaks
    // a moment after the half, so that the half is on its way.
    let chunk = futures_util::stream::unfold(Some(half), |half| async {
        if let Some(half) = half {
            return Some((Ok::<Bytes, std::io::Error>(half), None));
        }
        tokio::time::sleep(BEFORE_A_CUT).await;
        None
    });
    Response::from_parts(parts, Body::from_stream(chunk))
}

fn over_limit(sandbox: &Sandbox, caller: &str, route: Route) -> Option<Response> {
    if !sandbox.settings().rate_limits {
        return None;
    }
    let now = sandbox.clock.seconds();
    Some(match sandbox.limits.count(caller, route, now)? {
        Over::Burst => replies::error(403),
        Over::TooMany { limit, reset } => {
            replies::too_many(limit, reset.saturating_sub(now).max(1), reset)
        }
    })
}

fn preflight(sandbox: &Sandbox, headers: &HeaderMap) -> Response {
    let asked = headers
        .get(header::ACCESS_CONTROL_REQUEST_HEADERS)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_lowercase();
    if sandbox.settings().refuse_preflights && asked.contains("x-cr-") {
        return replies::error(403);
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let answers = response.headers_mut();
    let methods = HeaderValue::from_static("GET, POST, OPTIONS");
    answers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
    if let Ok(asked) = HeaderValue::from_str(&asked) {
        answers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked);
    }
    answers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("600"),
    );
    response
}

/// The caller's address: the first of a forwarded chain, as the newer
/// documentation asks for, else the peer's.
fn caller(headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> String {
    headers
        .get("x-forwarded-for")
        .and_then(|chain| chain.to_str().ok())
        .and_then(|chain| chain.split(',').next())
        .map(|first| first.trim().to_owned())
        .or_else(|| peer.map(|ConnectInfo(peer)| peer.ip().to_string()))
        .unwrap_or_default()
}

fn header(headers: &HeaderMap, name: &str) -> Value {
    let value = headers.get(name);
    json!(value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()))
}

fn headers(headers: &HeaderMap) -> Value {
    let mut object = serde_json::Map::new();
    for (name, value) in headers {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        object.insert(name.as_str().to_owned(), json!(text));
    }
    Value::Object(object)
}

fn written(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| json!(String::from_utf8_lossy(body)))
}
