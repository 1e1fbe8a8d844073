//! Recorded answers instead of invented ones: a folder in the form of `tests/fixtures`,
//! with an `_index.json` that says which request each file answers. Other requests are
//! not answered.

use crate::replies;
use crate::sandbox::{Sandbox, lock};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderName, HeaderValue, Uri};
use axum::response::Response;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The names and values of a query, without the language: the texts of an answer are
/// those that were recorded, in any language that is asked for.
type Pairs = Vec<(String, String)>;

/// One recorded answer and the request that it answers.
struct Recording {
    method: String,
    /// The path; a part in braces matches any text.
    path: String,
    query: Pairs,
    /// The posted body; none was written down for some answers.
    asked: Option<Value>,
    status: u16,
    headers: Vec<(HeaderName, HeaderValue)>,
    kind: &'static str,
    text: String,
}

/// Every recorded answer, in the order of the index.
pub(crate) struct Replay {
    recordings: Vec<Recording>,
    /// How many times an order was read, by its path.
    reads: Mutex<HashMap<String, usize>>,
}

impl Replay {
    /// Reads a folder of recordings.
    ///
    /// # Errors
    ///
    /// A sentence that names the file that is missing or is no JSON.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let index = json_of(folder, "_index.json")?;
        let examples = index["examples"]
            .as_array()
            .ok_or_else(|| format!("{}: no list of examples", folder.display()))?;
        let mut recordings = Vec::new();
        for example in examples {
            if example["role"].is_null() {
                recordings.push(recording(folder, example)?);
            }
        }
        Ok(Self {
            recordings,
            reads: Mutex::default(),
        })
    }

    /// The answer to a request; none when nothing was recorded for it. An order's answers
    /// come one after another and the last one stays; any other request gets the first of
    /// its answers that succeeded.
    fn find(&self, method: &str, uri: &Uri, body: &Value) -> Option<&Recording> {
        let (path, query) = (home(uri.path()), pairs(uri));
        let fits = |recording: &&Recording| {
            recording.method == method && is_path(&recording.path, path) && recording.query == query
        };
        let all: Vec<&Recording> = self.recordings.iter().filter(fits).collect();
        if path.starts_with("/v5/orders/") && method == "GET" {
            let exact: Vec<&Recording> = all
                .iter()
                .copied()
                .filter(|recording| recording.path == path)
                .collect();
            let list = if exact.is_empty() { &all } else { &exact };
            let mut reads = lock(&self.reads);
            let read = reads.entry(path.to_owned()).or_default();
            let found = list.get(*read).or(list.last()).copied();
            *read += 1;
            return found;
        }
        let same = all.iter().copied().filter(|recording| {
            let asked = recording.asked.as_ref();
            asked.is_some_and(|asked| cart(asked) == cart(body))
        });
        let open = all.iter().copied();
        let open = open.filter(|recording| recording.asked.is_none());
        let rest: Vec<&Recording> = same.chain(open).collect();
        let succeeded = |recording: &&&Recording| recording.status < 300;
        rest.iter().find(succeeded).or(rest.first()).copied()
    }
}

/// The answer to any request.
pub(crate) async fn answer(State(sandbox): State<Arc<Sandbox>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let found = sandbox
        .replay
        .as_ref()
        .and_then(|replay| replay.find(parts.method.as_str(), &parts.uri, &posted(&body)));
    let Some(recording) = found else {
        let sentence = format!(
            "nothing was recorded for {} {}",
            parts.method,
            parts.uri.path()
        );
        return replies::json_text(404, json!({ "error": sentence }).to_string());
    };
    let text = sandbox.localise(&recording.text);
    let mut response = replies::typed(recording.status, recording.kind, Body::from(text));
    for (name, value) in &recording.headers {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

fn posted(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

fn recording(folder: &Path, example: &Value) -> Result<Recording, String> {
    let text = |key: &str| example[key].as_str().unwrap_or_default();
    let file = text("file");
    let body = json_of(folder, file)?;
    let is_stream = text("path").ends_with("/subscribe");
    let (kind, written) = if is_stream {
        ("text/event-stream", stream(folder, &body)?)
    } else {
        ("application/json;charset=utf-8", text_of(folder, file)?)
    };
    let order = if is_stream {
        body["frames"][0]["data_file"]
            .as_str()
            .map(|file| json_of(folder, file))
            .transpose()?
            .unwrap_or_default()
    } else {
        body
    };
    let id = order["order_id"].as_str().unwrap_or("{order_id}");
    let path = text("path").replace("{order_id}", id);
    let (path, query) = path.split_once('?').unwrap_or((&path, ""));
    let query = format!("/?{query}").parse::<Uri>();
    let asked = example["request_file"].as_str();
    let headers = example["headers"].as_object().into_iter().flatten();
    Ok(Recording {
        method: text("method").to_owned(),
        path: home(path).to_owned(),
        query: query.map(|uri| pairs(&uri)).unwrap_or_default(),
        asked: asked.map(|file| json_of(folder, file)).transpose()?,
        status: example["status"].as_u64().unwrap_or(200) as u16,
        headers: headers
            .filter_map(|(name, value)| {
                let name = name.to_lowercase().parse().ok()?;
                Some((name, value.as_str()?.parse().ok()?))
            })
            .collect(),
        kind,
        text: written,
    })
}

/// The frames of a recorded stream as they travel.
fn stream(folder: &Path, description: &Value) -> Result<String, String> {
    let mut text = String::new();
    for frame in description["frames"].as_array().into_iter().flatten() {
        let data = match frame["data_file"].as_str() {
            Some(file) => json_of(folder, file)?.to_string(),
            None => frame["data"].as_str().unwrap_or("{}").to_owned(),
        };
        let event = frame["event"].as_str().unwrap_or("message");
        text.push_str(&format!("event: {event}\ndata: {data}\n\n"));
    }
    Ok(text)
}

/// The path without the host that a recording may name, as the shop asks for it.
fn home(path: &str) -> &str {
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |place| &rest[place..]),
        None => path,
    };
    if path == "/api/available-countries" {
        return "/available-countries";
    }
    path
}

fn is_path(recorded: &str, path: &str) -> bool {
    let mut recorded = recorded.split('/');
    let mut parts = path.split('/');
    loop {
        match (recorded.next(), parts.next()) {
            (None, None) => return true,
            (Some(known), Some(part)) if known == part || known.starts_with('{') => {}
            _ => return false,
        }
    }
}

fn pairs(uri: &Uri) -> Pairs {
    let found = Query::<Pairs>::try_from_uri(uri);
    let mut pairs = found.map(|Query(pairs)| pairs).unwrap_or_default();
    pairs.retain(|(name, _)| name != "lang");
    pairs.sort();
    pairs
}

/// The part of a cart that an answer depends on: not the buyer's address, which is
/// another one in a recording.
fn cart(body: &Value) -> Value {
    let lines = body["deliveries"].as_array().into_iter().flatten();
    let lines = lines.map(|line| {
        let nested = &line["deliverable"];
        let item = if nested.is_object() { nested } else { line };
        let value = crate::money::read(&item["product_value"]);
        json!([
            item["brand_name"],
            item["country_code"],
            item["denomination"],
            value.map(|value| value.normalize().to_string()),
            line["quantity"].as_u64().unwrap_or(1),
        ])
    });
    json!([
        body["payment"]["coin"],
        body["payment"]["network"],
        body["promo_code"],
        lines.collect::<Value>(),
    ])
}

fn text_of(folder: &Path, file: &str) -> Result<String, String> {
    let path = folder.join(file);
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn json_of(folder: &Path, file: &str) -> Result<Value, String> {
    let text = text_of(folder, file)?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", folder.join(file).display()))
}
