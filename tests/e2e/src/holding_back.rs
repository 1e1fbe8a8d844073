//! Something on the way to the API that passes on the first event of a stream at once, and
//! gathers the others: some networks' packing does that.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use futures_util::StreamExt;
use http::Uri;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::http::{Http, client};

/// Listens until dropped.
pub struct HoldingBack {
    /// Its address, without a slash at the end.
    pub url: String,
    task: JoinHandle<()>,
}

impl HoldingBack {
    /// Begins to listen before the API at `upstream`.
    pub async fn listen(upstream: &str) -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::new((client(), upstream.to_owned()));
        let router = Router::new().fallback(pass_on).with_state(state);
        let task = tokio::spawn(async move {
            // Serving ends with the task.
            let _ended = axum::serve(listener, router).await;
        });
        Self { url, task }
    }
}

impl Drop for HoldingBack {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass_on(State(state): State<Arc<(Http, String)>>, mut request: Request) -> Response {
    let (http, upstream) = &*state;
    let address = format!("{upstream}{}", request.uri());
    *request.uri_mut() = address.parse::<Uri>().expect("an address");
    let answer = http.request(request).await.expect("the sandbox answers");
    let (parts, body) = answer.into_parts();
    let kind = parts.headers.get("content-type");
    let is_stream = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
    let mut chunks = Body::new(body).into_data_stream();
    if !is_stream {
        return Response::from_parts(parts, Body::from_stream(chunks));
    }
    let first = chunks.next().await.and_then(Result::ok).unwrap_or_default();
    let rest = futures_util::stream::once(async move {
        let mut all = Vec::new();
        while let Some(Ok(chunk)) = chunks.next().await {
            all.extend_from_slice(&chunk);
        }
        Bytes::from(all)
    });
    let gathered = futures_util::stream::iter([first]).chain(rest);
    Response::from_parts(
        parts,
        Body::from_stream(gathered.map(Ok::<_, std::io::Error>)),
    )
}
