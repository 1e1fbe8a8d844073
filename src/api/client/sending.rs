//! Hands a request to the browser.

use gloo_net::http::{Request as Fetch, RequestBuilder, Response};
use js_sys::Math;
use web_sys::{AbortController, RequestCredentials, RequestRedirect};

use crate::api::ApiError;
use crate::api::endpoint::Endpoint;
use shop_core::model::country::Country;

/// Header that names one attempt to create an order by digits without a meaning. Proxies of
/// `deploy/` refuse a second request with the same name, and none passes it on.
const ATTEMPT_HEADER: &str = "x-refillery-attempt";

/// Header of the country that the visitor shops in
/// (docs/api.md#request-headers). `EventSource` can't send it.
const COUNTRY_HEADER: &str = "x-country-iso-code";

/// The kind of request, with its body.
pub(super) enum Sent {
    /// A GET.
    Asked {
        /// Whether no cache may answer it.
        is_live: bool,
    },
    /// A POST with this body that creates nothing.
    Posted(String),
    /// The POST with this body that creates an order.
    Ordered(String),
}

/// Aborts the request when dropped.
pub(super) struct AbortOnDrop(pub(super) Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            // After the answer has arrived this does nothing.
            controller.abort();
        }
    }
}

/// Sends the request, and waits for the head of its answer.
pub(super) async fn send(
    endpoint: &Endpoint,
    sent: Sent,
    country: Country,
    abort: &AbortOnDrop,
) -> Result<Response, ApiError> {
    let (body, is_order) = match sent {
        Sent::Asked { .. } => (None, false),
        Sent::Posted(body) => (Some(body), false),
        Sent::Ordered(body) => (Some(body), true),
    };
    let address = endpoint.address();
    let mut request = match body {
        Some(_) => Fetch::post(address).header("content-type", "application/json"),
        None => Fetch::get(address).header("accept", "application/json"),
    }
    .header(COUNTRY_HEADER, country.code());
    if is_order {
        request = once(request);
    }
    let signal = abort.0.as_ref().map(AbortController::signal);
    let request = request.abort_signal(signal.as_ref());
    let request = match body {
        Some(body) => request.body(body),
        None => request.build(),
    };
    request
        .map_err(|_| ApiError::Unreachable)?
        .send()
        .await
        .map_err(|_| ApiError::Unreachable)
}

/// Keeps the browser from sending the request twice. Chromium and Firefox resend a POST by
/// themselves if a connection that was used before dies without an answer. Without credentials the
/// request gets a connection of its own, apart from all others. A redirect would be a second
/// request as well; it comes back as an answer with the status 0.
fn once(request: RequestBuilder) -> RequestBuilder {
    request
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Manual)
        .header(ATTEMPT_HEADER, &Math::random().to_bits().to_string())
}
