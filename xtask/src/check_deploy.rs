//! `cargo xtask check-deploy URL`: asks a running shop for everything that its server has to
//! do, and says what is wrong and how to mend it. Orders nothing.

use std::net::IpAddr;
use std::process::ExitCode;

use lexopt::{Arg, ValueExt};

use crate::contact::nobody_to_write_to;
use crate::failure::{Failure, Outcome};
use crate::policy;
use crate::toolbox::Toolbox;

mod address;
mod api;
mod asking;
mod files;
mod grade;
mod settings;
mod stream;
mod widget;

use address::{Verdict, address};
use api::{closed, prefix};
use asking::{Answer, Question, ask};
use files::{caching, compression, fall_back, missing_files};
use stream::stream;

/// Encodings as browsers accept them.
const ALL: &str = "gzip, deflate, br";

/// An order that was never made.
const NO_ORDER: &str = "11111111-2222-4333-8444-555555555555";

/// What is wrong, and how it is mended.
#[derive(Debug, PartialEq, Eq)]
struct Finding(String, &'static str);

/// The shop that is asked.
struct Deployment<'a> {
    toolbox: &'a Toolbox,
    /// Scheme and host, without a slash at the end.
    origin: String,
    /// The shop's folder, with a slash at both ends.
    path: String,
    prefix: String,
    page: Answer,
    order: Option<String>,
    /// The address that this machine is seen by, where its owner knows it.
    seen_as: Option<IpAddr>,
}

/// The findings, together if they are mended alike.
fn by_mend(findings: Vec<Finding>) -> Vec<(Vec<String>, &'static str)> {
    let mut groups: Vec<(Vec<String>, &'static str)> = Vec::new();
    for Finding(what, mend) in findings {
        match groups.iter_mut().find(|(_, known)| *known == mend) {
            Some((all, _)) => all.push(what),
            None => groups.push((vec![what], mend)),
        }
    }
    groups
}

type Check = fn(&Deployment<'_>) -> Outcome<Vec<Finding>>;

const CHECKS: [(&str, Check); 12] = [
    ("the page's settings", settings::settings),
    ("pages at every path", fall_back),
    (
        "files that are missing, and files that are private",
        missing_files,
    ),
    ("how long files are kept", caching),
    ("compression", compression),
    ("security headers", headers),
    ("the way to the API", prefix),
    ("what is closed", closed),
    ("an order's stream", stream),
    ("the widget on partners' pages", widget::framing),
    ("the way from http to https", without_tls),
    ("grade by Mozilla Observatory's rules", observatory),
];

/// The check that can end in not knowing.
const VISITOR: &str = "the address of a visitor";

/// Checks a shop.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let (mut url, mut order, mut seen_as) = (None, None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(value) if url.is_none() => url = Some(value.string()?),
            Arg::Long("order") => order = Some(arguments.value()?.string()?),
            Arg::Long("address") => seen_as = Some(arguments.value()?.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let url = url.ok_or_else(|| {
        Failure::because("check-deploy wants the shop's address, such as https://shop.example/.")
    })?;
    let toolbox = Toolbox::open()?;
    let shop = Deployment {
        seen_as,
        ..open(&toolbox, &url, order)?
    };
    let mut wrong = 0;
    let mut say = |name, findings: Vec<Finding>| {
        if findings.is_empty() {
            println!("ok     {name}");
        }
        for (what, mend) in by_mend(findings) {
            wrong += 1;
            println!(
                "WRONG  {name}: {}\n       To mend it: {mend}",
                what.join("\n       ")
            );
        }
    };
    for (name, check) in CHECKS {
        say(name, check(&shop)?);
    }
    match address(&shop)? {
        Verdict::Right => say(VISITOR, Vec::new()),
        Verdict::Wrong(finding) => say(VISITOR, vec![finding]),
        Verdict::Unknown(words) => println!("UNSURE {VISITOR}: {words}"),
    }
    if let Some(words) = nobody_to_write_to(&shop.page.text()) {
        println!("NOTE   {words}");
    }
    println!("\nNot asked, because it would cost you orders: the rate limit.");
    if wrong == 0 {
        println!("Everything else is as it must be.");
        Ok(ExitCode::SUCCESS)
    } else {
        println!("{wrong} to mend.");
        Ok(ExitCode::FAILURE)
    }
}

fn open<'a>(toolbox: &'a Toolbox, url: &str, order: Option<String>) -> Outcome<Deployment<'a>> {
    let (origin, path) = parts(url)?;
    let page = ask(
        toolbox,
        &format!("{origin}{path}"),
        Question {
            encodings: "",
            ..Question::default()
        },
    )?;
    if let Some(how) = page.turned_away(&origin) {
        return Err(Failure::because(format!(
            "{url} {how}. A shop behind a sign-in can't take orders: the page sends them without \
             a password and without cookies. Take the sign-in away, or give the address that it \
             leads to if that is the shop's own."
        )));
    }
    let text = page.text();
    if page.status != 200 || !text.contains("shop-config") {
        return Err(Failure::because(format!(
            "{url} is no page of this shop (status {}): is it the address with the folder, and is \
             the server's folder that of dist/?",
            page.status
        )));
    }
    let prefix = text
        .split_once("\"api_prefix\"")
        .and_then(|(_, rest)| rest.split('"').nth(1))
        .unwrap_or("/api")
        .trim_end_matches('/')
        .to_owned();
    Ok(Deployment {
        toolbox,
        origin,
        path,
        prefix,
        page,
        order,
        seen_as: None,
    })
}

/// Scheme with host, and the folder with a slash at both ends.
fn parts(url: &str) -> Outcome<(String, String)> {
    let known = ["https://", "http://"]
        .iter()
        .find(|scheme| url.starts_with(**scheme));
    let scheme = known.ok_or_else(|| {
        Failure::because("check-deploy wants an address with https:// or http:// at its beginning.")
    })?;
    let rest = url[scheme.len()..]
        .split(['?', '#'])
        .next()
        .unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    };
    Ok((format!("{scheme}{host}"), path))
}

impl Deployment<'_> {
    fn file(&self, name: &str, encodings: &str) -> Outcome<Answer> {
        let url = format!("{}{}{name}", self.origin, self.path);
        ask(
            self.toolbox,
            &url,
            Question {
                encodings,
                ..Question::default()
            },
        )
    }

    fn api(&self, path: &str, question: Question<'_>) -> Outcome<Answer> {
        ask(self.toolbox, &self.address(path), question)
    }

    /// The address of something the API has.
    fn address(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.prefix)
    }

    /// The files that the page names: the program's and the styles'.
    fn named(&self) -> Vec<String> {
        let text = self.page.text();
        let mut names: Vec<String> = text
            .split(['"', '\'', ' ', '>', '='])
            .map(|word| word.rsplit('/').next().unwrap_or(word))
            .filter(|word| policy::is_named_after_its_content(word))
            .map(str::to_owned)
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

fn headers(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    for (name, value) in policy::FIXED {
        let got = shop.page.header(&name.to_lowercase());
        // A server may forbid a page more.
        if got.is_empty() || (got != value && name != "Permissions-Policy") {
            findings.push(Finding(
                format!("the page says {name} “{got}” and not “{value}”"),
                "include the file of your server from dist/_server/, which has all of them.",
            ));
        }
    }
    let said = shop.page.header("content-security-policy");
    for part in policy::policy(&shop.page.text())?.split("; ") {
        if !said.split(';').any(|each| each.trim() == part) {
            findings.push(Finding(
                format!("Content-Security-Policy does not say “{part}”"),
                "take it from dist/_server/ of this very build: its hashes fit this index.html alone.",
            ));
        }
    }
    if !shop.page.header("x-frame-options").is_empty() {
        findings.push(Finding(
            "the page says X-Frame-Options".to_owned(),
            "take it away: it blanks the widget on partners' pages; frame-ancestors does its work.",
        ));
    }
    if !shop.page.header("set-cookie").is_empty() {
        findings.push(Finding(
            "the page sets a cookie".to_owned(),
            "find out who does (a load balancer?) and switch it off: the shop says that it has none.",
        ));
    }
    Ok(findings)
}

/// Whether somebody who types the address without `https` gets there.
fn without_tls(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let Some(host) = shop.origin.strip_prefix("https://") else {
        return Ok(Vec::new());
    };
    // Another port than the usual one has no other door.
    if host
        .trim_start_matches(|letter| letter != ']')
        .contains(':')
        || (!host.starts_with('[') && host.contains(':'))
    {
        return Ok(Vec::new());
    }
    let plain = format!("http://{host}{}", shop.path);
    let Ok(answer) = ask(shop.toolbox, &plain, Question::default()) else {
        return Ok(Vec::new());
    };
    Ok(turn(
        &plain,
        answer.status,
        answer.header("location"),
        &shop.origin,
    ))
}

/// What is wrong with the answer at an address without TLS.
fn turn(plain: &str, status: u16, location: &str, origin: &str) -> Vec<Finding> {
    let leads_there = location == origin || location.starts_with(&format!("{origin}/"));
    if (300..400).contains(&status) && leads_there {
        return Vec::new();
    }
    vec![Finding(
        format!("{plain} is answered by status {status} and “{location}”"),
        "answer all of port 80 by 308 to https:// on the same host, as the last block of the nginx recipe does.",
    )]
}

fn observatory(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let is_https = shop.origin.starts_with("https://");
    let plain = shop.origin.replacen("https://", "http://", 1);
    let leads_to_https = is_https
        && ask(
            shop.toolbox,
            &format!("{plain}{}", shop.path),
            Question::default(),
        )
        // No answer there is as good as a redirect to the right place.
        .map_or(true, |answer| {
            answer.header("location").starts_with("https://")
        });
    let grade = grade::grade(&shop.page, is_https, leads_to_https);
    if grade.letter == "A+" {
        return Ok(Vec::new());
    }
    Ok(vec![Finding(
        format!(
            "{} ({} of 100), for {}",
            grade.letter,
            grade.score,
            grade.lost.join(", ")
        ),
        "include the headers of dist/_server/, and Strict-Transport-Security where TLS ends.",
    )])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_door_leads_to_the_same_host() {
        let of =
            |status, location| turn("http://a.example/", status, location, "https://a.example");
        assert_eq!(of(308, "https://a.example/"), []);
        assert_eq!(of(301, "https://a.example"), []);
        for (status, location) in [
            (200, ""),
            (301, "https://www.a.example/"),
            (301, "https://a.example.evil.example/"),
            (301, "http://a.example/shop/"),
            (404, "https://a.example/"),
        ] {
            assert_eq!(of(status, location).len(), 1, "{status} {location}");
        }
    }

    #[test]
    fn what_is_mended_alike_is_one_thing_to_mend() {
        let finding = |what: &str, mend| Finding(what.to_owned(), mend);
        let groups = by_mend(vec![
            finding("a", "x"),
            finding("b", "y"),
            finding("c", "x"),
        ]);
        let wanted = [
            (vec!["a".to_owned(), "c".to_owned()], "x"),
            (vec!["b".to_owned()], "y"),
        ];
        assert_eq!(groups, wanted);
    }

    #[test]
    fn an_address_has_its_folder() {
        let of = |url: &str| parts(url).unwrap();
        assert_eq!(
            of("https://a.example"),
            ("https://a.example".to_owned(), "/".to_owned())
        );
        assert_eq!(
            of("http://a:1/shop?x=1"),
            ("http://a:1".to_owned(), "/shop/".to_owned())
        );
        assert!(parts("a.example").is_err());
    }
}
