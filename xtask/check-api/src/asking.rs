//! Asking the API, by way of `curl`: it checks certificates, speaks HTTP/2 and unpacks bodies.
//!
//! The request goes to curl through its standard input, because everybody on a machine can read the
//! command lines of its processes, and an address here can hold an order's id.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::pace::Route;

/// The kinds of requests. There is none that makes an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Reads.
    Get,
    /// Asks for a validation, which makes nothing (docs/api.md#validation).
    Validate,
    /// Asks what a page of another origin may do.
    Preflight,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its sort for the API's limits.
    pub route: Route,
    /// The whole address.
    pub url: String,
    /// Its kind.
    pub method: Method,
    /// Names and values, in their order.
    pub headers: Vec<(String, String)>,
    /// The body of a validation.
    pub body: Option<String>,
    /// How long the answer may take. What has come of a stream by then is the answer.
    pub limit: Duration,
    /// Whether the answer is a stream.
    pub is_stream: bool,
}

/// An answer, its body unpacked.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Time until the first byte.
    pub first_byte: Duration,
    /// Time until the last.
    pub whole: Duration,
}

impl Answer {
    /// A header's value, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let mut all = self.headers.iter();
        all.find(|(each, _)| each == name)
            .map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks a question. `Err` is a sentence that has neither the address nor a header in it.
pub type Ask<'a> = dyn Fn(&Question) -> Result<Answer, String> + 'a;

/// Asks with `curl`.
///
/// # Errors
/// Curl's message when no answer came.
pub fn curl(question: &Question) -> Result<Answer, String> {
    let mut child = program()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`curl` can't be started ({error}): install it"))?;
    if let Some(mut input) = child.stdin.take() {
        input
            .write_all(configuration(question).as_bytes())
            .map_err(|error| format!("`curl` takes no question ({error})"))?;
    }
    let output = child
        .wait_with_output()
        .map_err(|error| format!("`curl` can't be waited for ({error})"))?;
    let words = String::from_utf8_lossy(&output.stderr);
    let times = words.lines().last().unwrap_or_default();
    let mut times = times.split_whitespace().map(|time| {
        time.parse()
            .ok()
            .and_then(|time| Duration::try_from_secs_f64(time).ok())
    });
    let mut time = || times.next().flatten().unwrap_or_default();
    // 28 is curl's own code for its time being over.
    let is_cut = question.is_stream && output.status.code() == Some(28);
    match taken_apart(&output.stdout) {
        Some(answer) if output.status.success() || is_cut => Ok(Answer {
            first_byte: time(),
            whole: time(),
            ..answer
        }),
        _ => Err(failure(output.status.code())),
    }
}

/// The program, which reads its options from its input and nowhere else: the user's `.curlrc` could
/// name a proxy, an agent or a header. `-q` counts only in front of all others.
fn program() -> Command {
    let mut program = Command::new("curl");
    program.args(["-q", "--config", "-"]);
    program
}

/// Why curl had no answer. Its own words can name the address.
fn failure(code: Option<i32>) -> String {
    match code {
        Some(5 | 6) => "its name is not known".to_owned(),
        Some(7) => "nobody listens there".to_owned(),
        Some(28) => "no answer came in time".to_owned(),
        Some(35 | 51 | 58 | 59 | 60 | 77 | 83 | 90 | 91) => {
            "no safe connection: its certificate or its TLS is not accepted".to_owned()
        }
        Some(code) => format!("no answer (curl's code {code})"),
        None => "curl was stopped".to_owned(),
    }
}

/// The configuration of curl. Each line is an option (man curl, `--config`).
fn configuration(question: &Question) -> String {
    let mut lines = String::from(
        "silent\nshow-error\ninclude\nno-buffer\npath-as-is\nproto = \"=http,https\"\n\
         write-out = \"%{stderr}\\n%{time_starttransfer} %{time_total}\"\n",
    );
    let mut line = |option: &str, value: &str| {
        lines.push_str(&format!("{option} = {}\n", quoted(value)));
    };
    line("url", &question.url);
    line("max-time", &question.limit.as_secs_f64().to_string());
    for (name, value) in &question.headers {
        line("header", &format!("{name}: {value}"));
    }
    match question.method {
        Method::Get => {}
        Method::Validate => line("request", "POST"),
        Method::Preflight => line("request", "OPTIONS"),
    }
    if let Some(body) = &question.body {
        line("data-raw", body);
    }
    // A packed stream comes late, and the shop's asks for none.
    if !question.is_stream {
        lines.push_str("compressed\n");
    }
    lines
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Takes apart what `curl --include` prints.
fn taken_apart(mut bytes: &[u8]) -> Option<Answer> {
    loop {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
        bytes = bytes.get(end + 4..)?;
        let mut lines = head.lines();
        let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        // `100 Continue`, and a proxy's word that the way is open, come before the answer.
        let is_tunnel = head.to_ascii_lowercase().contains("connection established");
        if status < 200 || (is_tunnel && bytes.starts_with(b"HTTP/")) {
            continue;
        }
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        return Some(Answer {
            status,
            headers,
            body: bytes.to_vec(),
            ..Answer::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_curl_prints_is_taken_apart() {
        let text = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/2 404 \r\nX-A: b: c\r\n\r\n{\"a\":1}";
        let answer = taken_apart(text).unwrap();
        assert_eq!((answer.status, answer.header("x-a")), (404, "b: c"));
        assert_eq!(answer.text(), "{\"a\":1}");
        assert!(taken_apart(b"nonsense").is_none());
    }

    #[test]
    fn the_user_s_own_settings_of_curl_are_not_read() {
        let program = program();
        let first = program.get_args().next().unwrap();
        assert_eq!(first, "-q");
    }

    #[test]
    fn a_question_is_quoted_for_curl() {
        let question = Question {
            route: Route::Validations,
            url: "https://api.example/v5/orders/validations".to_owned(),
            method: Method::Validate,
            headers: vec![("X-Cr-Application".to_owned(), "a\"b".to_owned())],
            body: Some("{\"a\":\"\\n\"}".to_owned()),
            limit: Duration::from_secs(30),
            is_stream: false,
        };
        let lines = configuration(&question);
        for line in [
            "url = \"https://api.example/v5/orders/validations\"",
            "header = \"X-Cr-Application: a\\\"b\"",
            "request = \"POST\"",
            "data-raw = \"{\\\"a\\\":\\\"\\\\n\\\"}\"",
            "compressed",
        ] {
            assert!(lines.lines().any(|each| each == line), "{line} in {lines}");
        }
    }

    #[test]
    fn a_failure_names_no_address() {
        let question = Question {
            route: Route::Order,
            url: "http://127.0.0.1:1/v5/orders/secret-of-an-order".to_owned(),
            method: Method::Get,
            headers: Vec::new(),
            body: None,
            limit: Duration::from_secs(5),
            is_stream: false,
        };
        assert_eq!(curl(&question).unwrap_err(), "nobody listens there");
    }
}
