//! The facts in the headers of answers: who may read them, how long they are kept, what time it is.

use crate::asking::Answer;
use crate::judging::Findings;
use crate::reading::Subject;

/// An origin that is not the API's, to ask what a page there may do. Nobody has it.
pub(crate) const ORIGIN: &str = "https://shop.example";

/// The headers of a request that a browser asks leave for.
pub(crate) const ASKED: &str = "content-type,x-cr-application,x-cr-version";

/// Bodies below this are hardly smaller when they are packed.
const SMALL: usize = 20_000;

/// Puts what the headers of an answer say to the findings. `has_origin` is whether the question
/// named an origin.
pub(crate) fn look(subject: Subject, answer: &Answer, has_origin: bool, findings: &mut Findings) {
    let mut note = |sentence: String| {
        if !findings.notes.contains(&sentence) {
            findings.notes.push(sentence);
        }
    };
    let kind = answer.header("content-type");
    if !kind.contains("json") {
        note(format!(
            "The answer is called `{}` and not JSON.",
            safe(kind)
        ));
    }
    if has_origin {
        let may = answer.header("access-control-allow-origin");
        note(match may {
            "" => "CORS: a page of another origin may not read it.".to_owned(),
            may => format!("CORS: it may be read by `{}`.", safe(may)),
        });
    }
    let keeping = answer.header("cache-control");
    match (subject, keeping) {
        (Subject::Order | Subject::Quote, keeping) if !keeping.contains("no-store") => {
            note(format!(
                "Caching: it says `{}` and not `no-store`.",
                safe(keeping)
            ));
        }
        (_, "") => note("Caching: it doesn't say how long it holds.".to_owned()),
        (_, keeping) => note(format!("Caching: it says `{}`.", safe(keeping))),
    }
    if !answer.header("set-cookie").is_empty() {
        note("It sets a cookie.".to_owned());
    }
    if answer.header("content-encoding").is_empty() && answer.body.len() > SMALL {
        note("It comes unpacked, though it is large.".to_owned());
    }
    let limit = answer.header("x-ratelimit-limit");
    if !limit.is_empty() {
        note(format!("Its limit is `{}`.", safe(limit)));
    }
    let age = answer
        .header("age")
        .trim()
        .parse::<u64>()
        .unwrap_or_default();
    if age > 0 {
        let sentence = format!("A cache gave it, {age} s old.");
        if matches!(subject, Subject::Order | Subject::Quote) {
            findings
                .wrong
                .push(format!("{sentence} It must be asked for anew each time."));
        } else {
            note(sentence);
        }
    }
}

/// The facts in a preflight's answer.
pub(crate) fn preflight(answer: &Answer, findings: &mut Findings) {
    let allowed = answer.header("access-control-allow-headers");
    let has_all = ASKED.split(',').all(|name| {
        allowed
            .split(',')
            .any(|each| each.trim().eq_ignore_ascii_case(name) || each.trim() == "*")
    });
    let origin = answer.header("access-control-allow-origin");
    let is_open = answer.status < 300 && has_all && !origin.is_empty();
    findings.read.push(if is_open {
        "a page of another origin may send the `X-Cr-*` headers".to_owned()
    } else {
        format!(
            "a page of another origin may not send the `X-Cr-*` headers (status {}, allowed `{}`)",
            answer.status,
            safe(allowed)
        )
    });
}

/// The facts in the headers of a stream. The shop polls where there is no stream, so nothing of it
/// misleads a buyer.
pub(crate) fn stream(answer: &Answer, findings: &mut Findings) {
    let mut note = |sentence: String| findings.notes.push(sentence);
    let kind = answer.header("content-type");
    if !kind.starts_with("text/event-stream") {
        note(format!(
            "The stream is answered by status {} and `{}`: the shop polls instead.",
            answer.status,
            safe(kind)
        ));
        return;
    }
    let keeping = answer.header("cache-control");
    if !keeping.contains("no-transform") {
        note(format!(
            "The stream says `{}` and not `no-transform`.",
            safe(keeping)
        ));
    }
    if !answer.header("content-encoding").is_empty() {
        note("The stream is packed, which holds events back.".to_owned());
    }
    if answer.first_byte.as_secs() >= 1 {
        note(format!(
            "The stream's first byte takes {} s.",
            answer.first_byte.as_secs()
        ));
    }
    if !answer
        .header("x-accel-buffering")
        .eq_ignore_ascii_case("no")
    {
        note("The stream doesn't say `X-Accel-Buffering: no`.".to_owned());
    }
}

/// A header's value as far as it may be shown.
fn safe(value: &str) -> String {
    let plain: String = value
        .chars()
        .filter(|letter| letter.is_ascii_graphic() || *letter == ' ')
        .filter(|letter| !"`|@<>".contains(*letter))
        .take(80)
        .collect();
    if plain.is_empty() {
        "nothing".to_owned()
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&str, &str)]) -> Answer {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Answer {
            status: 200,
            headers: headers.iter().map(own).collect(),
            ..Answer::default()
        }
    }

    fn looked(subject: Subject, headers: &[(&str, &str)]) -> Findings {
        let mut findings = Findings::default();
        look(subject, &answer(headers), true, &mut findings);
        findings
    }

    #[test]
    fn an_order_out_of_a_cache_is_wrong() {
        let json = ("content-type", "application/json");
        let old = looked(Subject::Order, &[json, ("age", "7")]);
        assert_eq!(old.wrong.len(), 1, "{:?}", old.wrong);
        assert!(
            looked(Subject::Brands, &[json, ("age", "7")])
                .wrong
                .is_empty()
        );
        assert!(looked(Subject::Order, &[json]).wrong.is_empty());
    }

    #[test]
    fn the_report_says_who_may_read_and_keep_an_answer() {
        let findings = looked(
            Subject::Vias,
            &[
                ("content-type", "text/html"),
                ("access-control-allow-origin", "*"),
                ("cache-control", "max-age=60"),
            ],
        );
        assert_eq!(
            findings.notes,
            [
                "The answer is called `text/html` and not JSON.",
                "CORS: it may be read by `*`.",
                "Caching: it says `max-age=60`.",
            ]
        );
    }

    #[test]
    fn a_preflight_is_open_only_with_all_headers() {
        for (headers, is_open) in [
            ("content-type, X-Cr-Application, x-cr-version", true),
            ("*", true),
            ("content-type", false),
            ("", false),
        ] {
            let mut findings = Findings::default();
            let answer = answer(&[
                ("access-control-allow-origin", "*"),
                ("access-control-allow-headers", headers),
            ]);
            preflight(&answer, &mut findings);
            assert_eq!(!findings.read[0].contains("may not"), is_open, "{headers}");
        }
    }
}
