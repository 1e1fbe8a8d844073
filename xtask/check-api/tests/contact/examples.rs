//! The recorded answers themselves, as if the API gave them.

use std::cell::RefCell;
use std::fs;

use refillery_check_api::{
    Answer, Examples, Options, Outcome, Question, Way, check, judge_example,
};
use serde_json::Value;
use shop_core::model::country::Country;

use crate::world::{Hand, assert_says, assert_silent};

/// When they were made.
const NOW: u64 = 1_795_167_000_000;

fn fixture(file: &str) -> Value {
    let path = format!("{}/../../tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// File, path, status and body of every recorded answer.
fn answers() -> Vec<(String, String, u16, Value)> {
    let index = fixture("_index.json");
    let entries = index["examples"].as_array().expect("a list");
    let answers = entries.iter().filter(|entry| entry["role"].is_null());
    answers
        .filter(|entry| {
            !entry["path"]
                .as_str()
                .is_some_and(|path| path.ends_with("/subscribe"))
        })
        .map(|entry| {
            let status = entry["status"].as_u64().expect("a status");
            let file = entry["file"].as_str().expect("a file");
            (
                file.to_owned(),
                entry["path"].as_str().expect("a path").to_owned(),
                u16::try_from(status).expect("a status"),
                fixture(file),
            )
        })
        .collect()
}

#[test]
fn no_recorded_answer_differs_from_what_is_known() {
    let examples = Examples::of_checkout().expect("the checkout");
    let mut count = 0;
    for (_, path, status, body) in answers() {
        // Two routes that the shop never asks.
        let Some(findings) = judge_example(&examples, &path, status, &body, NOW) else {
            assert!(
                path.contains("/search/") || path.contains("/currencies"),
                "{path}"
            );
            continue;
        };
        count += 1;
        for sentence in findings.wrong.iter().chain(&findings.notes) {
            assert!(!sentence.contains("Nobody knows"), "{path}: {sentence}");
            assert!(!sentence.contains("in the examples"), "{path}: {sentence}");
        }
    }
    assert!(count > 100, "{count}");
}

/// Recorded answers in which something is wrong on purpose, each with a part of its finding.
const WRONG: &[(&str, &str)] = &[
    ("order_m_unknown_state.json", "New state of an order"),
    ("order_m_unknown_state.json", "New state of a delivery"),
    (
        "order_o_2_partial_disagreeing.json",
        "The order asks for money, and the shop's checks refuse it",
    ),
    // A coin whose networks are null.
    (
        "payment_vias_sparse.json",
        "1 of 6 rows of `[].currencies[]` are dropped",
    ),
    (
        "payment_vias_sparse.json",
        "[].currencies[].networks[].threshold",
    ),
];

#[test]
fn nothing_is_wrong_in_an_answer_that_is_usual() {
    let examples = Examples::of_checkout().expect("the checkout");
    let mut told = Vec::new();
    for (file, path, status, body) in answers() {
        let findings = judge_example(&examples, &path, status, &body, NOW).unwrap_or_default();
        let known = |sentence: &str| {
            let mut all = WRONG.iter();
            all.any(|(name, part)| *name == file && sentence.contains(part))
        };
        for sentence in findings.wrong.iter().filter(|sentence| !known(sentence)) {
            told.push(format!("{file}: {sentence}"));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn an_api_that_answers_with_the_examples_is_understood() {
    let all = answers();
    let asked = RefCell::new(Vec::new());
    let ask = |question: &Question| {
        let path = question
            .url
            .strip_prefix("https://api.example")
            .unwrap_or(&question.url);
        asked.borrow_mut().push(path.to_owned());
        let start = path.split('?').next().unwrap_or_default();
        let start = start
            .strip_prefix("https://countries.example")
            .unwrap_or(start);
        let same = |known: &str| known.ends_with(path);
        let alike = |known: &str, status| status == 200 && known.contains(start);
        let found = all.iter().find(|(_, known, ..)| same(known)).or_else(|| {
            all.iter()
                .find(|(_, known, status, _)| alike(known, *status))
        });
        let (status, body) = found.map_or((404, Value::Null), |(_, _, status, body)| {
            (*status, body.clone())
        });
        Ok(Answer {
            status,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: body.to_string().into_bytes(),
            ..Answer::default()
        })
    };
    let options = Options {
        way: Way::Direct {
            api: "https://api.example".to_owned(),
            countries: "https://countries.example/available-countries".to_owned(),
            partner_id: "dummy-partner-42".to_owned(),
            app_version: "refillery/test".to_owned(),
            address: None,
        },
        country: Country::UNITED_STATES,
        email: "buyer@example.com".to_owned(),
        order: None,
        now: NOW,
    };
    let examples = Examples::of_checkout().expect("the checkout");
    let checked = check(&options, &examples, &ask, &Hand::default(), &|_| {});
    assert!(asked.borrow().len() > 20);
    assert_ne!(checked.outcome, Outcome::Unasked, "{}", checked.report);
    assert_says(&checked.report, "flat items are read");
    assert_silent(&checked.report, "Nobody knows");
    assert_silent(&checked.report, "can't read");
}
