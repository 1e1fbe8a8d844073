//! Listening on the loopback, and stopping without leaving anything behind.
//!
//! The accept loop is our own because some faults close a connection without an
//! answer, which a handler cannot ask for otherwise.

use crate::gate::CloseUnanswered;
use crate::sandbox::Sandbox;
use crate::settings::Settings;
use crate::{control, endpoints, gate, replay};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::HeaderValue;
use axum::http::Request;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt;

/// A running sandbox.
pub struct Running {
    /// Where it listens, always on 127.0.0.1.
    pub address: SocketAddr,
    sandbox: Arc<Sandbox>,
    task: JoinHandle<()>,
}

/// Starts a sandbox. It serves until it is stopped or dropped.
///
/// # Errors
///
/// `InvalidData` with a sentence for a folder of recordings that can't be read;
/// else why the port can't be listened on.
pub async fn start(settings: Settings) -> io::Result<Running> {
    let replay = match &settings.replay {
        Some(folder) => Some(
            replay::Replay::read(folder)
                .map_err(|sentence| io::Error::new(io::ErrorKind::InvalidData, sentence))?,
        ),
        None => None,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port)).await?;
    let address = listener.local_addr()?;
    let mut sandbox = Sandbox::new(settings);
    sandbox.replay = replay;
    let sandbox = Arc::new(sandbox);
    let task = tokio::spawn(serve(listener, sandbox.clone()));
    Ok(Running {
        address,
        sandbox,
        task,
    })
}

impl Running {
    /// Where it listens, as a URL without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops: the port is free and every connection closed when this returns.
    pub async fn stop(mut self) {
        self.sandbox.end();
        // The task only fails when it was aborted, and then it has ended too.
        let _ = (&mut self.task).await;
    }

    /// Waits until it stops by itself, which it does not unless it fails.
    pub async fn wait(&mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.sandbox.end();
        self.task.abort();
    }
}

/// Every route, behind the gate.
pub(crate) fn router(sandbox: Arc<Sandbox>) -> Router {
    let routes = if sandbox.replay.is_some() {
        control::routes().fallback(replay::answer)
    } else {
        control::routes()
            .merge(endpoints::routes())
            .fallback(endpoints::nothing)
            .method_not_allowed_fallback(endpoints::nothing)
    };
    routes
        .layer(from_fn_with_state(sandbox.clone(), gate::pass))
        .layer(map_response(mark))
        .with_state(sandbox)
}

/// Marks every answer, so that the shop says on each page that nothing is real.
async fn mark(mut response: Response) -> Response {
    let marked = HeaderValue::from_static("1");
    response.headers_mut().insert("x-refillery-sandbox", marked);
    response
}

async fn serve(listener: TcpListener, sandbox: Arc<Sandbox>) {
    let router = router(sandbox.clone());
    // Dropping the set closes every connection that is still open.
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = sandbox.ended() => return,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => {
                // A failed accept concerns one caller, not the sandbox.
                if let Ok((stream, peer)) = accepted {
                    connections.spawn(connection(stream, peer, router.clone()));
                }
            }
        }
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router) {
    // Small frames must leave at once: a stream is followed live.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let Ok(response) = router.oneshot(request).await;
            if response.extensions().get::<CloseUnanswered>().is_some() {
                return Err(io::Error::new(
                    io::ErrorKind::ConnectionAborted,
                    "closed on purpose",
                ));
            }
            Ok(response)
        }
    });
    // An error here is a caller that went away or a fault at work.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
