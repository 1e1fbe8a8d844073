//! A partner's site with the widget on it, and the visitor who goes in and out of the frame.
//!
//! The site has two origins that browsers take for two sites, `http://localhost:…` and
//! `http://127.0.0.1:…`: a page of the one can be framed by a page of the other. The widget's files
//! come from the checkout, as `dist/` has them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::browser;
use crate::place;
use crate::shop::Shop;

/// The folder of this checkout.
pub fn checkout() -> PathBuf {
    place::root()
}

/// One page of a partner's.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path, such as `/`.
    pub path: &'static str,
    /// What it says.
    pub html: String,
    /// Headers besides its type.
    pub headers: Vec<(&'static str, String)>,
}

impl Page {
    /// A page without headers of its own.
    pub fn new(path: &'static str, html: impl Into<String>) -> Self {
        Self {
            path,
            html: html.into(),
            headers: Vec::new(),
        }
    }

    /// With one more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// A partner's running site; it stops when dropped. `HERE` and `THERE` in its pages stand for
/// its two origins.
pub struct Partner {
    /// The origin of the partner's pages, without a slash at the end.
    pub here: String,
    /// Another origin of the same server.
    pub there: String,
    task: JoinHandle<()>,
}

struct Site {
    pages: Vec<Page>,
    here: String,
    there: String,
}

impl Partner {
    pub(crate) async fn start(pages: Vec<Page>) -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let here = format!("http://localhost:{port}");
        let there = format!("http://127.0.0.1:{port}");
        let site = Site {
            pages,
            here: here.clone(),
            there: there.clone(),
        };
        let router = Router::new().fallback(answer).with_state(Arc::new(site));
        let task = tokio::spawn(async move {
            // Serving ends with the task.
            let _ended = axum::serve(listener, router).await;
        });
        Self { here, there, task }
    }
}

impl Drop for Partner {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let path = request.uri().path();
    if let Some(name) = path.strip_prefix("/widget/") {
        let file = place::root().join("public/widget").join(name);
        let kind = if name.ends_with(".js") {
            "text/javascript"
        } else {
            "text/plain"
        };
        return match std::fs::read(file) {
            Ok(bytes) if !name.contains("..") => reply(bytes, &[("content-type", kind.to_owned())]),
            _ => missing(),
        };
    }
    let Some(page) = site.pages.iter().find(|page| page.path == path) else {
        return missing();
    };
    let fill = |text: &str| {
        text.replace("THERE", &site.there)
            .replace("HERE", &site.here)
    };
    let mut headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    headers.extend(
        page.headers
            .iter()
            .map(|(name, value)| (*name, fill(value))),
    );
    reply(fill(&page.html).into_bytes(), &headers)
}

fn reply(bytes: Vec<u8>, headers: &[(&'static str, String)]) -> Response {
    let mut response = Response::new(Body::from(bytes));
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).expect("a header's value");
        let _first = response
            .headers_mut()
            .insert(HeaderName::from_static(name), value);
    }
    response
}

fn missing() -> Response {
    let mut response = Response::new(Body::from("Not found"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

impl Shop {
    /// A partner's site, which stops when dropped.
    pub async fn partner(&self, pages: Vec<Page>) -> Partner {
        self.world.partner(pages).await
    }

    /// Opens any address.
    pub async fn goes_to(&self, address: &str) {
        self.client.goto(address).await.expect("the page opens");
    }

    /// Goes into the frame of the page's `place`-th widget, so that everything else that this
    /// visitor does and reads is there.
    pub async fn enters(&self, place: usize) {
        let script = "const inside = (root) => [...root.querySelectorAll('*')].flatMap((e) => \
             [...(e.localName === 'iframe' ? [e] : []), ...(e.shadowRoot ? inside(e.shadowRoot) : [])]); \
             return inside(document)[arguments[0]] || null;";
        let frame = self
            .until("a frame", async || {
                let found = self.run_with(script, vec![json!(place)]).await;
                let id = found.as_object()?.values().next()?.as_str()?.to_owned();
                Some(Element::from_element_id(self.client.clone(), id.into()))
            })
            .await;
        frame.enter_frame().await.expect("the frame can be entered");
    }

    /// Goes back to the page around the frame.
    pub async fn leaves(&self) {
        self.client
            .enter_parent_frame()
            .await
            .expect("there is a page around");
    }

    /// Runs a script until it gives something that counts as true.
    pub async fn until_script(&self, what: &str, script: &str) -> Value {
        self.until(what, async || {
            let is_nothing =
                |value: &Value| [json!(null), json!(false), json!(0), json!("")].contains(value);
            Some(self.run(script).await).filter(|value| !is_nothing(value))
        })
        .await
    }

    /// The addresses that scripts of the page have asked to go to since the last call. No script
    /// can see them, because a wallet's link leads to no page. In Chromium only.
    pub async fn asked_to_go(&self) -> Vec<String> {
        let entries = browser::log(&self.client, "performance").await;
        let event = |entry: &Value| -> Option<String> {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &message["message"];
            let is_asking = message["method"] == "Page.frameRequestedNavigation";
            let url = message["params"]["url"].as_str()?;
            is_asking.then(|| url.to_owned())
        };
        entries.iter().filter_map(event).collect()
    }

    /// Presses keys wherever the focus is: `\u{e004}` is Tab, `\u{e00c}` is Escape.
    pub async fn presses_key(&self, key: char) {
        self.strikes(key).await.expect("a key is pressed");
    }

    async fn strikes(&self, key: char) -> Result<(), CmdError> {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.client.perform_actions(keys).await
    }
}
