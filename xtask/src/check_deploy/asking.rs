//! Asking a running shop, by way of `curl`: it checks certificates, speaks HTTP/2, and leaves
//! a body as it came.

use std::io::Read;
use std::net::IpAddr;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::toolbox::Toolbox;

/// An answer, its body as it was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// Seconds until the first byte.
    pub(super) first_byte: f64,
    /// The two ends of the connection: this machine's, and the server's.
    pub(super) ends: Option<(IpAddr, IpAddr)>,
}

impl Answer {
    #[cfg(test)]
    pub(super) fn of(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self {
            status,
            headers: headers.iter().map(own).collect(),
            body: body.into(),
            first_byte: 0.0,
            ends: None,
        }
    }

    /// A header's value, empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        let mut all = self.headers.iter();
        all.find(|(each, _)| each == name)
            .map_or("", |(_, value)| value)
    }

    /// The body unpacked, as far as that can be done.
    pub(super) fn unpacked(&self) -> Option<Vec<u8>> {
        let mut plain = Vec::new();
        match self.header("content-encoding") {
            "" => Some(self.body.clone()),
            "gzip" => flate2::read::MultiGzDecoder::new(self.body.as_slice())
                .read_to_end(&mut plain)
                .ok()
                .map(|_| plain),
            "br" => brotli::BrotliDecompress(&mut self.body.as_slice(), &mut plain)
                .ok()
                .map(|()| plain),
            _ => None,
        }
    }

    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.unpacked().unwrap_or_default()).into_owned()
    }

    /// Whether it says that it is JSON, and looks so.
    pub(super) fn is_json(&self) -> bool {
        self.header("content-type").contains("json")
            && self.text().trim_start().starts_with(['{', '['])
    }

    /// Says how this isn't the shop that was asked: a sign-in, or the way to another host than the
    /// one of `origin`, which may lead to a sign-in.
    pub(super) fn turned_away(&self, origin: &str) -> Option<String> {
        if self.status == 401 && !self.header("www-authenticate").is_empty() {
            return Some("wants a sign-in (status 401)".to_owned());
        }
        let location = self.header("location");
        let host = |address: &str| {
            let rest = address.split_once("//").map(|(_, rest)| rest)?;
            rest.split(['/', '?', '#']).next().map(str::to_owned)
        };
        let is_elsewhere = host(location).is_some_and(|other| Some(other) != host(origin));
        ((300..400).contains(&self.status) && is_elsewhere)
            .then(|| format!("leads to {location} (status {})", self.status))
    }

    /// Whether it is a page.
    pub(super) fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }
}

/// The details of a request, besides the address.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Question<'a> {
    pub(super) method: &'a str,
    pub(super) accept: &'a str,
    pub(super) encodings: &'a str,
    pub(super) body: Option<&'a str>,
    /// The value of `X-Forwarded-For`, as any client may send it.
    pub(super) forwarded: &'a str,
    /// After so many seconds what has come is the answer; a stream has no end of its own.
    pub(super) seconds: Option<u32>,
}

/// Asks; `Err` is a sentence of curl's.
pub(super) fn ask(toolbox: &Toolbox, url: &str, question: Question<'_>) -> Outcome<Answer> {
    let mut command = command(toolbox, url, question);
    command.args([
        "--write-out",
        "%{stderr}\n%{local_ip} %{remote_ip} %{time_starttransfer}",
    ]);
    answer_of(&mut command, url, question.seconds.is_some())
}

/// The `curl` that asks, and prints the answer as it comes.
pub(super) fn command(toolbox: &Toolbox, url: &str, question: Question<'_>) -> Command {
    let mut command = toolbox.command("curl");
    command.args([
        "--silent",
        "--show-error",
        "--include",
        "--no-buffer",
        "--path-as-is",
    ]);
    command.args(["--max-time", &question.seconds.unwrap_or(30).to_string()]);
    for (name, value) in [
        ("Accept", question.accept),
        ("Accept-Encoding", question.encodings),
        ("X-Forwarded-For", question.forwarded),
    ] {
        if !value.is_empty() {
            command.args(["--header", &format!("{name}: {value}")]);
        }
    }
    if !question.method.is_empty() {
        command.args(["--request", question.method]);
    }
    if let Some(body) = question.body {
        command.args([
            "--header",
            "Content-Type: application/json",
            "--data-raw",
            body,
        ]);
    }
    command.arg(url);
    command
}

fn answer_of(command: &mut Command, url: &str, may_be_cut: bool) -> Outcome<Answer> {
    let output = command.output().map_err(|error| {
        Failure::because(format!("`curl` can't be started ({error}): install it."))
    })?;
    let words = String::from_utf8_lossy(&output.stderr);
    let mut written = words.lines().last().unwrap_or_default().rsplit(' ');
    let first_byte = written.next().and_then(|word| word.trim().parse().ok());
    let mut end = || written.next()?.parse().ok();
    let (there, here) = (end(), end());
    // 28 is curl's own code for its time being over.
    let is_cut = may_be_cut && output.status.code() == Some(28);
    let is_whole = output.status.success() || is_cut;
    match read(&output.stdout) {
        Some(answer) if is_whole => Ok(Answer {
            first_byte: first_byte.unwrap_or_default(),
            ends: here.zip(there),
            ..answer
        }),
        _ => {
            let why = words
                .lines()
                .find(|line| line.starts_with("curl:"))
                .unwrap_or("no answer");
            Err(Failure::because(format!("{url} does not answer ({why}).")))
        }
    }
}

/// Takes apart what `curl --include` prints. `check-api` has a reader of its own, because this
/// program is compiled before any other package.
fn read(mut bytes: &[u8]) -> Option<Answer> {
    loop {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        bytes = &bytes[end + 4..];
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
            first_byte: 0.0,
            ends: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_curl_prints_is_taken_apart() {
        let text = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/2 404 \r\nContent-Type: application/json\r\nX-A: b: c\r\n\r\n{\"a\":1}";
        let answer = read(text).unwrap();
        assert_eq!((answer.status, answer.header("x-a")), (404, "b: c"));
        assert!(answer.is_json() && !answer.is_page());
        assert!(read(b"nonsense").is_none());
    }

    #[test]
    fn what_a_proxy_on_the_way_says_is_no_answer_of_the_shop() {
        let text = b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 401 \r\nWWW-Authenticate: Basic\r\n\r\n";
        let answer = read(text).unwrap();
        assert_eq!(
            (answer.status, answer.header("www-authenticate")),
            (401, "Basic")
        );
        // A server may choose the same words for its own answer.
        let text = b"HTTP/1.1 200 Connection established\r\nX-A: b\r\n\r\nbody";
        let answer = read(text).unwrap();
        assert_eq!((answer.status, answer.header("x-a")), (200, "b"));
    }

    #[test]
    fn a_sign_in_is_seen() {
        let turned_away = |status, header| {
            let answer = Answer::of(status, &[header], "");
            answer.turned_away("https://shop.example").is_some()
        };
        for (status, header) in [
            (401, ("www-authenticate", "Basic realm=\"Shop\"")),
            (302, ("location", "https://login.example/?to=shop")),
            (302, ("location", "//shop.example.login.example/")),
        ] {
            assert!(turned_away(status, header), "{status} {header:?}");
        }
        for (status, header) in [
            (401, ("content-type", "application/json")),
            (302, ("location", "/elsewhere")),
            (302, ("location", "https://shop.example/elsewhere")),
            (301, ("location", "http://shop.example")),
            (200, ("location", "https://login.example/")),
        ] {
            assert!(!turned_away(status, header), "{status} {header:?}");
        }
    }
}
