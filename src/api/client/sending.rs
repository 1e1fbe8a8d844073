//! Handing a request to the browser.

use gloo_net::http::{Request as Fetch, RequestBuilder, Response};
use js_sys::Math;
use web_sys::{AbortController, RequestCredentials, RequestRedirect};

use crate::api::ApiError;
use crate::api::endpoint::Endpoint;

/// Header that names one attempt to create an order, by letters and digits that
/// mean nothing. Proxies of `deploy/` refuse a second request with the same
/// name, and none passes it on.
const ATTEMPT_HEADER: &str = "x-refillery-attempt";

/// What is sent.
pub(super) enum Sent {
    /// A GET.
    Asked,
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

/// Sends it, and waits for the head of its answer.
pub(super) async fn send(
    endpoint: &Endpoint,
    sent: Sent,
    abort: &AbortOnDrop,
) -> Result<Response, ApiError> {
    let signal = abort.0.as_ref().map(AbortController::signal);
    let address = endpoint.address();
    let posted = |request: RequestBuilder, body| {
        request
            .abort_signal(signal.as_ref())
            .header("content-type", "application/json")
            .body(body)
    };
    let request = match sent {
        Sent::Asked => Fetch::get(address)
            .abort_signal(signal.as_ref())
            .header("accept", "application/json")
            .build(),
        Sent::Posted(body) => posted(Fetch::post(address), body),
        Sent::Ordered(body) => posted(once(Fetch::post(address)), body),
    };
    let response = request
        .map_err(|_| ApiError::Unreachable)?
        .send()
        .await
        .map_err(|_| ApiError::Unreachable)?;
    // Where redirects are not followed, one comes as an answer without a status.
    if response.status() == 0 {
        return Err(ApiError::SignIn);
    }
    Ok(response)
}

/// Keeps the browser from sending the request twice. Chromium and Firefox send
/// a POST again by themselves when a connection that has served before dies
/// without an answer. Without credentials the request gets a connection apart
/// from all others. A redirect would be a second request as well.
fn once(request: RequestBuilder) -> RequestBuilder {
    let half = || Math::random().to_bits();
    request
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Manual)
        .header(ATTEMPT_HEADER, &format!("{:016x}{:016x}", half(), half()))
}
