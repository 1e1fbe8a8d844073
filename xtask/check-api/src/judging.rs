//! Judges answers: what the shop reads of them, and where they differ from what is known.

use serde_json::Value;
use shop_core::json::Json;

use crate::body::{Path, Step, each, remove};
use crate::examples::Examples;
use crate::reading::{Subject, payment_fault};
use crate::rows;
use crate::shape::{Difference, Form, Shape, words};
use crate::words::{Known, found, shown};

/// Fields without which a buyer would see another amount, place or state, although the rest of the
/// answer is read. The shop gets along without all others: a list of brands or a colour is there in
/// some answers and not in others.
const NEEDED: &[&str] = &[
    "brand_name",
    "coin",
    "coin_amount",
    "coin_amount_to_pay_in_crypto",
    "delivery_state",
    "denomination",
    "isoCode",
    "max",
    "min",
    "missing_amount",
    "network",
    "order_id",
    "order_state",
    "payment_state",
];

/// The findings in the answers about one subject.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Findings {
    /// The shop's reading.
    pub read: Vec<String>,
    /// The texts that would be wrong for a buyer.
    pub wrong: Vec<String>,
    /// The differences without a wrong word to a buyer.
    pub notes: Vec<String>,
}

/// An answer to be judged.
#[derive(Clone)]
pub(crate) struct Judged {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Judged {
    pub(crate) fn of(status: u16, body: Value) -> Self {
        let text = body.to_string();
        Self { status, body, text }
    }
}

/// Judges one body as the answer of a path, at a time in epoch milliseconds. `None` for a path
/// that isn't asked.
pub fn judge_example(
    examples: &Examples,
    path: &str,
    status: u16,
    body: &Value,
    now: u64,
) -> Option<Findings> {
    let subject = Subject::of_answer(path, status, body)?;
    let answer = Judged::of(status, body.clone());
    Some(judge(
        subject,
        &[answer],
        examples,
        &Known::of(examples),
        now,
    ))
}

/// Judges the answers about one subject together.
pub(crate) fn judge(
    subject: Subject,
    answers: &[Judged],
    examples: &Examples,
    known: &Known<'_>,
    now: u64,
) -> Findings {
    let mut findings = Findings::default();
    for answer in joined(subject, answers) {
        let told = subject.told(answer.status, &answer.text, now).join(", ");
        if !told.is_empty() && !findings.read.contains(&told) {
            findings.read.push(told);
        }
    }
    for answer in answers {
        let now = servers_clock(&answer.body).unwrap_or(now);
        if subject != Subject::Refusal && subject.model(answer.status, &answer.text).is_none() {
            findings.wrong.push(format!(
                "The shop can't read an answer with status {}: the buyer sees an error.",
                answer.status
            ));
        }
        if subject == Subject::Order
            && let Some(fault) = payment_fault(&answer.text, now)
        {
            findings.wrong.push(format!(
                "The order asks for money, and the shop's checks refuse it: `{fault}`."
            ));
        }
    }
    dropped(subject, answers, examples, &mut findings);
    differing(subject, answers, examples, &mut findings);
    new_values(subject, answers, known, &mut findings);
    findings.wrong.dedup();
    findings
}

/// The answers about products as one list, to be described together.
fn joined(subject: Subject, answers: &[Judged]) -> Vec<Judged> {
    if subject != Subject::Products {
        return answers.to_vec();
    }
    let lists = answers.iter().filter_map(|answer| answer.body.as_array());
    vec![Judged::of(
        200,
        Value::Array(lists.flatten().cloned().collect()),
    )]
}

fn differing(subject: Subject, answers: &[Judged], examples: &Examples, findings: &mut Findings) {
    // Where an answer can't be read, or loses rows, what is missing is the reason.
    let is_lost = !findings.wrong.is_empty();
    // Objections have no price, and need none.
    let is_answered = answers.iter().any(|answer| !is_objection(subject, answer));
    let known = Shape::of(examples.of(subject).map(|example| &example.body));
    let seen = Shape::of(answers.iter().map(|answer| &answer.body));
    let (mut absent, mut sparse) = (Vec::new(), Vec::new());
    for difference in known.differences(&seen) {
        match difference {
            Difference::Unknown {
                path,
                forms,
                count,
                of,
            } => findings.notes.push(format!(
                "Nobody knows the field `{path}`: {}, in {count} of {of}.",
                words(&forms)
            )),
            Difference::Missing { path, of } if is_read(subject, &path, examples) => {
                let sentence =
                    format!("The field `{path}`, which the shop reads, is in none of {of}.");
                if is_answered && (is_lost || is_needed(&path)) {
                    findings.wrong.push(sentence);
                } else {
                    findings.notes.push(sentence);
                }
            }
            Difference::Missing { path, of } => findings.notes.push(format!(
                "The field `{path}`, which is usual, is in none of {of}."
            )),
            Difference::Sparse { path, count, of } => {
                sparse.push(format!("`{path}` in {} of {of}", of - count));
            }
            Difference::Absent { path } => absent.push(format!("`{path}`")),
            Difference::OtherForm {
                path,
                forms,
                known,
                count,
            } => {
                let sentence = format!(
                    "`{path}` is {} in {count} places, and {} in the examples",
                    words(&forms),
                    words(&known)
                );
                let is_unread = forms != [Form::Null]
                    && is_read(subject, &path, examples)
                    && !answers.iter().any(|answer| is_used(subject, &path, answer));
                if is_unread {
                    findings
                        .wrong
                        .push(format!("{sentence}: the shop doesn't understand it."));
                } else {
                    findings.notes.push(format!("{sentence}."));
                }
            }
        }
    }
    if !sparse.is_empty() {
        let sparse = sparse.join(", ");
        findings
            .notes
            .push(format!("Missing here and there: {sparse}."));
    }
    if !absent.is_empty() {
        findings.notes.push(format!(
            "Known from some examples, and not seen here: {}.",
            absent.join(", ")
        ));
    }
}

fn is_objection(subject: Subject, answer: &Judged) -> bool {
    let problems = answer.body["problems"].as_array();
    let is_list = answer.body.is_array();
    subject == Subject::Quote && (is_list || problems.is_some_and(|all| !all.is_empty()))
}

fn is_needed(path: &Path) -> bool {
    let last = path.0.last();
    matches!(last, Some(Step::Field(name)) if NEEDED.contains(&name.as_str()))
}

/// Whether the shop reads an answer otherwise without this field.
fn is_used(subject: Subject, path: &Path, answer: &Judged) -> bool {
    let mut without = answer.body.clone();
    remove(&mut without, &path.0)
        && subject.model(answer.status, &answer.text)
            != subject.model(answer.status, &without.to_string())
}

/// Whether the shop reads this field, as the examples show.
fn is_read(subject: Subject, path: &Path, examples: &Examples) -> bool {
    examples
        .of(subject)
        .map(|example| Judged::of(example.status, example.body.clone()))
        .any(|example| is_used(subject, path, &example))
}

fn dropped(subject: Subject, answers: &[Judged], examples: &Examples, findings: &mut Findings) {
    let bodies: Vec<&Value> = answers.iter().map(|answer| &answer.body).collect();
    let others: Vec<&Value> = examples.of(subject).map(|each| &each.body).collect();
    for dropped in rows::dropped(subject, &bodies, &others) {
        let sentence = format!(
            "{} of {} rows of `{}` are dropped",
            dropped.count, dropped.of, dropped.list
        );
        if dropped.is_fair {
            findings
                .notes
                .push(format!("{sentence}: {}.", dropped.reason));
        } else {
            findings.wrong.push(format!(
                "{sentence}, so nobody sees them: {}.",
                dropped.reason
            ));
        }
    }
}

fn new_values(subject: Subject, answers: &[Judged], known: &Known<'_>, findings: &mut Findings) {
    let bodies = answers.iter().map(|answer| &answer.body);
    for ((sort, value), count) in found(subject, bodies) {
        if known.has(sort, &value) {
            continue;
        }
        let sentence = format!("New {}: `{}`, {count} times", sort.word(), shown(&value));
        if sort.misleads() {
            findings.wrong.push(format!(
                "{sentence}. The buyer reads that a person looks at it."
            ));
        } else {
            findings.notes.push(format!("{sentence}."));
        }
    }
}

/// The server's clock in an answer, in epoch milliseconds (docs/api.md#the-servers-clock).
pub(crate) fn servers_clock(body: &Value) -> Option<u64> {
    let mut clock = None;
    let path = Path::default().field("timestamp_of_request");
    each(body, &path.0, &mut |value| {
        let text = value.to_string();
        let seconds = text.trim_matches('"').split('.').next();
        clock = seconds.and_then(|seconds| seconds.parse::<u64>().ok());
    });
    clock
        .filter(|seconds| *seconds > 0)
        .map(|seconds| seconds * 1000)
}

/// Reads a body as the shop does: a text that isn't JSON for the shop isn't JSON here.
pub(crate) fn json(text: &str) -> Option<Value> {
    Json::parse(text)?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// When the examples were made.
    const NOW: u64 = 1_795_167_000_000;

    fn of(path: &str, body: &Value) -> Findings {
        let examples = Examples::of_checkout().unwrap();
        judge_example(&examples, path, 200, body, NOW).unwrap()
    }

    #[track_caller]
    fn assert_has(lines: &[String], part: &str) {
        assert!(
            lines.iter().any(|line| line.contains(part)),
            "{part} in {lines:#?}"
        );
    }

    fn price() -> Value {
        json!({
            "product_id": "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5", "is_dynamic": true,
            "coin": "USDC", "coin_amount": "50.66", "original_coin_amount": "50.66",
            "payment_method": "USDC-MATIC", "delivery_type": "by_email", "points": "44",
            "range": { "min": 5, "max": 500, "currency": "USD", "step_size": 1, "default": "500" },
        })
    }

    #[test]
    fn a_price_as_it_is_known_is_right() {
        let findings = of("/v4/products/price", &price());
        assert!(findings.wrong.is_empty(), "{:#?}", findings.wrong);
        assert_has(&findings.read, "a price");
    }

    #[test]
    fn a_field_of_another_name_is_reported_twice() {
        let mut body = price();
        let amount = body.as_object_mut().unwrap().remove("coin_amount").unwrap();
        body["amount_of_coin"] = amount;
        let findings = of("/v4/products/price", &body);
        assert_has(&findings.notes, "Nobody knows the field `amount_of_coin`");
        assert_has(
            &findings.wrong,
            "The field `coin_amount`, which the shop reads",
        );
        assert_has(&findings.wrong, "can't read an answer with status 200");
    }

    #[test]
    fn another_form_is_wrong_only_where_it_is_not_understood() {
        let mut body = price();
        body["coin_amount"] = json!(50.66);
        let findings = of("/v4/products/price", &body);
        assert!(findings.wrong.is_empty(), "{:#?}", findings.wrong);
        assert_has(&findings.notes, "`coin_amount` is a number");

        body["coin_amount"] = json!({ "value": "50.66" });
        let findings = of("/v4/products/price", &body);
        assert_has(&findings.wrong, "`coin_amount` is an object");
    }

    #[test]
    fn the_servers_clock_is_read_in_each_form() {
        assert_eq!(
            servers_clock(&json!({ "timestamp_of_request": 5 })),
            Some(5_000)
        );
        assert_eq!(
            servers_clock(&json!({ "timestamp_of_request": "5.5" })),
            Some(5_000)
        );
        assert_eq!(
            servers_clock(&json!({ "timestamp_of_request": null })),
            None
        );
    }
}
