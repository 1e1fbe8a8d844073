//! One question of a visit: its address, its headers, and what becomes of the answer.

use std::time::Duration;

use refillery::api::endpoint::Endpoint;
use serde_json::Value;

use super::{Course, Way};
use crate::asking::{Answer, Method, Question};
use crate::headers::{self, ASKED, ORIGIN};
use crate::judging::{Judged, json, servers_clock};
use crate::pace::Route;
use crate::reading::Subject;

/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(30);

/// How long to wait where the API says that it is asked too often, and not for how long.
const WAIT: u64 = 60;

/// The longest wait that the API may ask for, in seconds.
const LONGEST_WAIT: u64 = 180;

/// The agent that a proxy passes on for a buyer (docs/api.md#request-headers). It is asked for as a
/// browser asks, because the guard of an API may treat other programs otherwise.
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Clocks that are further apart than this, in seconds, are reported.
const CLOCKS_APART: u64 = 30;

/// A request to be sent.
pub(crate) struct Asked {
    subject: Subject,
    route: Route,
    /// The path with its query, under the API's address.
    path: String,
    /// The same, with nothing secret.
    public: String,
    method: Method,
    body: Option<String>,
    has_origin: bool,
    /// How long a stream may last.
    stream: Option<Duration>,
}

/// An answer that came.
pub(crate) struct Heard {
    pub(crate) subject: Subject,
    /// The path with its query, with nothing secret.
    pub(crate) path: String,
    pub(crate) is_post: bool,
    pub(crate) request: Option<String>,
    pub(crate) status: u16,
    pub(crate) text: String,
    pub(crate) body: Value,
    pub(crate) is_json: bool,
    pub(crate) time: Duration,
}

impl Heard {
    pub(crate) fn judged(&self) -> Judged {
        Judged {
            status: self.status,
            body: self.body.clone(),
            text: self.text.clone(),
        }
    }
}

impl Asked {
    /// A question for an endpoint of the shop.
    pub(crate) fn of(subject: Subject, route: Route, endpoint: &Endpoint) -> Self {
        let path = endpoint.address();
        let path = path.strip_prefix("/api").unwrap_or(path);
        // An endpoint that shows all of its path has nothing secret in it.
        let plain = path.split('?').next().unwrap_or_default();
        let shown = endpoint.public_path();
        let shown = shown.strip_prefix("/api").unwrap_or(shown);
        let public = if plain == shown {
            path.to_owned()
        } else {
            shown.replace('…', "{order_id}")
        };
        Self {
            subject,
            route,
            path: path.to_owned(),
            public,
            method: Method::Get,
            body: None,
            has_origin: false,
            stream: None,
        }
    }

    pub(crate) fn with_origin(self) -> Self {
        Self {
            has_origin: true,
            ..self
        }
    }

    pub(crate) fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    pub(crate) fn with_body(self, body: String) -> Self {
        Self {
            method: Method::Validate,
            body: Some(body),
            ..self
        }
    }

    pub(crate) fn with_stream(self, limit: Duration) -> Self {
        Self {
            stream: Some(limit),
            ..self
        }
    }

    pub(crate) fn without_query(mut self) -> Self {
        for path in [&mut self.path, &mut self.public] {
            let end = path.find('?').unwrap_or(path.len());
            path.truncate(end);
        }
        self
    }

    /// A description of the request, for people.
    pub(crate) fn shown(&self) -> String {
        let method = match self.method {
            Method::Get => "GET",
            Method::Validate => "POST",
            Method::Preflight => "OPTIONS",
        };
        let path = self.public.split('?').next().unwrap_or_default();
        format!("`{method} {path}`")
    }

    fn question(&self, way: &Way, country: &str) -> Question {
        let is_countries = self.path == "/available-countries";
        // The documented proxy has streams under a path of its own (docs/api.md#event-stream).
        let is_stream = self.path.ends_with("/subscribe");
        let url = match way {
            Way::Direct { countries, .. } if is_countries => countries.clone(),
            Way::Direct { api, .. } if is_stream => format!("{api}/v5{}", self.path),
            Way::Direct { api, .. } => format!("{api}{}", self.path),
            Way::Proxy { prefix } => format!("{prefix}{}", self.path),
        };
        let accept = if is_stream {
            "text/event-stream"
        } else {
            "application/json"
        };
        let mut headers = vec![("Accept", accept.to_owned())];
        if let Way::Direct {
            partner_id,
            app_version,
            address,
            ..
        } = way
        {
            headers.push(("X-Cr-Application", partner_id.clone()));
            headers.push(("X-Cr-Version", app_version.clone()));
            if let Some(address) = address {
                headers.push(("X-Forwarded-For", address.clone()));
            }
        }
        headers.push(("User-Agent", AGENT.to_owned()));
        // A browser's stream carries no header of the shop's; a proxy names its own country then.
        if matches!(way, Way::Direct { .. }) || !is_stream {
            headers.push(("X-Country-ISO-Code", country.to_owned()));
        }
        if self.body.is_some() || matches!(way, Way::Direct { .. }) {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if self.has_origin {
            headers.push(("Origin", ORIGIN.to_owned()));
        }
        if self.method == Method::Preflight {
            headers.push(("Access-Control-Request-Method", "POST".to_owned()));
            headers.push(("Access-Control-Request-Headers", ASKED.to_owned()));
        }
        let own = |(name, value): (&str, String)| (name.to_owned(), value);
        Question {
            route: self.route,
            url,
            method: self.method,
            headers: headers.into_iter().map(own).collect(),
            body: self.body.clone(),
            limit: self.stream.unwrap_or(LIMIT),
            is_stream: self.stream.is_some(),
        }
    }
}

impl Course<'_> {
    /// Asks, and keeps the answer. `None` where no answer of the API came.
    pub(crate) fn ask(&mut self, asked: Asked) -> Option<&Heard> {
        let answer = self.answer(&asked)?;
        let text = answer.text();
        let body = json(&text);
        if body.is_none() && answer.header("content-type").contains("html") {
            let status = answer.status;
            self.unasked.push(format!(
                "{}: a web page answers (status {status}); is the address right?",
                asked.shown()
            ));
            return None;
        }
        let extra = self.extra.entry(asked.subject).or_default();
        headers::look(asked.subject, &answer, asked.has_origin, extra);
        let now = self.options.now + self.clock.now().as_millis() as u64;
        let server = body.as_ref().and_then(servers_clock);
        let apart = server.map_or(0, |server| server.abs_diff(now) / 1_000);
        if apart > CLOCKS_APART {
            extra.notes.push(format!(
                "The server's clock and this device's are {apart} s apart."
            ));
        }
        self.heard.push(Heard {
            subject: asked.subject,
            path: asked.public,
            is_post: asked.method == Method::Validate,
            request: asked.body,
            status: answer.status,
            is_json: body.is_some(),
            body: body.unwrap_or_default(),
            text,
            time: answer.whole,
        });
        self.heard.last()
    }

    /// Asks where only the headers, or the events of a stream, matter.
    pub(crate) fn ask_for_headers(&mut self, asked: Asked) -> Option<Answer> {
        self.answer(&asked)
    }

    /// Something could not be asked.
    pub(crate) fn cannot_ask(&mut self, sentence: &str) {
        self.unasked.push(sentence.to_owned());
    }

    /// The last answer was no answer of its subject, but a refusal.
    pub(crate) fn call_last_a_refusal(&mut self) {
        if let Some(last) = self.heard.last_mut() {
            last.subject = Subject::Refusal;
        }
    }

    /// The last request had to be refused and was answered.
    pub(crate) fn call_last_an_answer(&mut self) {
        if let Some(last) = self.heard.last_mut()
            && let Some(subject) = Subject::of_answer(&last.path, last.status, &last.body)
        {
            last.subject = subject;
        }
    }

    fn answer(&mut self, asked: &Asked) -> Option<Answer> {
        let answer = self.answer_once(asked)?;
        if answer.status == 429 {
            let wait = answer.header("retry-after").trim().parse().unwrap_or(WAIT);
            let wait = wait.clamp(1, LONGEST_WAIT);
            (self.tell)(&format!("asked too often: waiting for {wait} s"));
            self.clock.wait(Duration::from_secs(wait));
            let again = self.answer_once(asked)?;
            return self.judged_status(asked, again);
        }
        self.judged_status(asked, answer)
    }

    fn answer_once(&mut self, asked: &Asked) -> Option<Answer> {
        if self.has_stopped {
            return None;
        }
        self.pace.hold(asked.route, self.clock);
        (self.tell)(&asked.shown());
        let country = self.options.country;
        let question = asked.question(&self.options.way, country.code());
        match (self.ask)(&question) {
            Ok(answer) => Some(answer),
            Err(sentence) => {
                self.unasked.push(format!("{}: {sentence}", asked.shown()));
                // No server is there, or it lets nobody in.
                self.has_stopped = self.heard.is_empty();
                None
            }
        }
    }

    /// Whether a status is an answer at all. A client that is shut out asks no further: the ban
    /// would only last longer.
    fn judged_status(&mut self, asked: &Asked, answer: Answer) -> Option<Answer> {
        let says_why = json(&answer.text()).is_some_and(|body| {
            ["detail", "problems", "order_id"]
                .iter()
                .any(|name| !body[*name].is_null())
        });
        let why = match answer.status {
            429 => "asked too often, also after a wait",
            401 => "a sign-in is wanted",
            403 if !says_why && asked.method != Method::Preflight => {
                "refused (403): after too many questions this lasts for minutes"
            }
            300..=399 => "it leads elsewhere: is the address right?",
            500..=599 => "the server fails",
            _ => return Some(answer),
        };
        self.unasked.push(format!("{}: {why}", asked.shown()));
        self.has_stopped |= answer.status < 500;
        None
    }
}
