//! A plain static host: the built files, the index for every other path, and the API behind a
//! prefix, if a test wants it.
//!
//! It is like the hosts that a shop may really be on, and lets a test edit `index.html` as an owner
//! would, or leave out files that an upload may have lost.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use futures_util::{StreamExt, stream};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode, Uri};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::http::Http;

/// What is behind the API's prefix.
#[derive(Clone, Copy, PartialEq)]
pub enum Api {
    /// Nothing: the index, as on any static host.
    Missing,
    /// The sandbox, for reading only; the index where something is posted.
    ReadOnly,
    /// The sandbox.
    Proxied,
}

/// What the host serves.
#[derive(Clone)]
pub struct Files {
    /// What is behind `prefix`.
    pub api: Api,
    /// The path the proxy listens on, without a slash at the end.
    pub prefix: &'static str,
    /// Text of `index.html` to replace, and with what.
    pub edits: Vec<(String, String)>,
    /// Files with this ending were never uploaded.
    pub without: Option<&'static str>,
    /// Where the page is cut: what comes before it is sent at once, the rest after
    /// [`PAUSE`], as on a slow line or through a proxy that sends in pieces.
    pub cut: Option<Cut>,
    /// Files by other names, new and old, as a later release has them.
    pub renamed: Vec<(String, String)>,
    /// Whether it has the service worker.
    pub has_worker: bool,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            api: Api::Proxied,
            prefix: "/api",
            edits: Vec::new(),
            without: None,
            cut: None,
            renamed: Vec::new(),
            has_worker: false,
        }
    }
}

/// A place in the page.
#[derive(Clone, Copy, PartialEq)]
pub enum Cut {
    /// In front of this text, which the page has.
    Before(&'static str),
    /// So many hundredths of the way from `<body>` to the end.
    Body(usize),
}

/// The headers that the proxy adds to each request for the API, as Trunk.toml's does.
const ADDED: [(&str, &str); 3] = [
    ("x-cr-application", "sandbox-partner"),
    ("x-cr-version", "refillery-dev"),
    ("content-type", "application/json"),
];

/// The header that it adds where the browser sends none.
const COUNTRY: (&str, &str) = ("x-country-iso-code", "US");

/// The service worker, which this host has only where a test wants it: in each browser it would
/// start a process and fetch every file once more for each test.
const WORKER: &str = "service-worker.js";

/// Between the two pieces of a page that is cut: longer than the program takes to be there.
const PAUSE: Duration = Duration::from_millis(400);

/// A running host; it stops when dropped.
pub struct FileServer {
    /// Its address, without a slash at the end.
    pub url: String,
    host: Arc<Mutex<Arc<Host>>>,
    task: JoinHandle<()>,
}

#[derive(Clone)]
struct Host {
    files: Files,
    /// The built page with the edits.
    page: String,
    dist: PathBuf,
    sandbox: String,
    http: Http,
}

impl FileServer {
    pub(crate) async fn start(files: Files, dist: &Path, sandbox: &str, http: Http) -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let host = Host {
            page: edited(&files, dist),
            files,
            dist: dist.to_owned(),
            sandbox: sandbox.to_owned(),
            http,
        };
        let host = Arc::new(Mutex::new(Arc::new(host)));
        let router = Router::new().fallback(answer).with_state(host.clone());
        let task = tokio::spawn(async move {
            // Serving ends with the task.
            let _ended = axum::serve(listener, router).await;
        });
        Self { url, host, task }
    }

    /// Serves something else from now on.
    pub fn serves(&self, files: Files) {
        let mut host = self.host.lock().unwrap_or_else(PoisonError::into_inner);
        let page = edited(&files, &host.dist);
        *host = Arc::new(Host {
            page,
            files,
            ..(**host).clone()
        });
    }
}

/// The built page as an owner has edited it.
fn edited(files: &Files, dist: &Path) -> String {
    let index = dist.join("index.html");
    let mut page = std::fs::read_to_string(index).expect("the built index.html");
    for (old, new) in &files.edits {
        assert!(page.contains(old), "index.html does not have {old}");
        page = page.replace(old, new);
    }
    if let Some(Cut::Before(text)) = files.cut {
        assert!(page.contains(text), "index.html does not have {text}");
    }
    page
}

impl Drop for FileServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(host): State<Arc<Mutex<Arc<Host>>>>, request: Request) -> Response {
    let host = host.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let is_proxied = match host.files.api {
        Api::Missing => false,
        Api::ReadOnly => request.method() == Method::GET,
        Api::Proxied => true,
    };
    let path = request.uri().path().to_owned();
    let inside = path
        .strip_prefix(host.files.prefix)
        .filter(|rest| rest.starts_with('/'));
    match inside {
        Some(inside) if is_proxied => pass_on(&host, inside, request).await,
        _ => file(&host, &path),
    }
}

async fn pass_on(host: &Host, inside: &str, mut request: Request) -> Response {
    let inside = match inside.strip_prefix("/orders/") {
        Some(order) => format!("/v5/orders/{order}"),
        None => inside.to_owned(),
    };
    let query = request.uri().query().map(|query| format!("?{query}"));
    let address = format!("{}{inside}{}", host.sandbox, query.unwrap_or_default());
    *request.uri_mut() = address.parse::<Uri>().expect("an address");
    request.headers_mut().remove("host");
    for (name, value) in ADDED {
        let value = HeaderValue::from_static(value);
        request.headers_mut().insert(name, value);
    }
    let (name, country) = COUNTRY;
    let country = HeaderValue::from_static(country);
    request.headers_mut().entry(name).or_insert(country);
    match host.http.request(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => reply(
            StatusCode::BAD_GATEWAY,
            "text/html",
            b"Bad gateway".to_vec(),
        ),
    }
}

fn file(host: &Host, path: &str) -> Response {
    let name = path.trim_start_matches('/');
    let has_none = name == WORKER && !host.files.has_worker;
    let is_lost = host.files.without.is_some_and(|end| name.ends_with(end)) || has_none;
    if is_lost {
        return reply(StatusCode::NOT_FOUND, "text/plain", b"Not found".to_vec());
    }
    let renamed = host.files.renamed.iter().find(|(new, _)| new == name);
    let name = renamed.map_or(name, |(_, old)| old.as_str());
    let is_safe = !name.is_empty() && !name.contains("..") && name != "index.html";
    if let Some(bytes) = is_safe
        .then(|| std::fs::read(host.dist.join(name)).ok())
        .flatten()
    {
        let mut response = reply(StatusCode::OK, kind(name), bytes);
        if is_named_after_its_content(name) {
            let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
            response.headers_mut().insert(CACHE_CONTROL, forever);
        }
        return response;
    }
    let page = host.page.clone();
    let mut response = reply(StatusCode::OK, "text/html; charset=utf-8", Vec::new());
    *response.body_mut() = match host.files.cut {
        None => Body::from(page),
        Some(cut) => {
            let (first, rest) = page.split_at(cut.place(&page));
            let (first, rest) = (first.to_owned(), rest.to_owned());
            let rest = async move {
                tokio::time::sleep(PAUSE).await;
                Ok::<_, Infallible>(rest)
            };
            Body::from_stream(stream::iter([Ok(first)]).chain(stream::once(rest)))
        }
    };
    response
}

impl Cut {
    fn place(self, page: &str) -> usize {
        match self {
            Self::Before(text) => {
                // It was looked for when the host started.
                page.find(text).unwrap_or(page.len())
            }
            Self::Body(hundredths) => {
                let body = page.find("<body>").expect("index.html has a body");
                let mut place = body + (page.len() - body) * hundredths / 100;
                while !page.is_char_boundary(place) {
                    place -= 1;
                }
                place
            }
        }
    }
}

/// Whether a file may be kept for ever, as the recipes say it: its name has a hash of 16
/// digits in it.
fn is_named_after_its_content(name: &str) -> bool {
    let parts = name.split(['-', '.', '_']);
    parts.clone().count() > 2
        && parts
            .into_iter()
            .any(|part| part.len() == 16 && part.chars().all(|c| c.is_ascii_hexdigit()))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

fn reply(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
