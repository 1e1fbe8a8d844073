//! Each key that the program uses has a text, and each text is used.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use shop_core::model::order::OrderState;

use super::locales::locale;
use super::repository::program;
use super::source::{Source, literals};
use super::{Finding, check};

/// Keys that the program builds of two parts: each beginning with its endings.
fn built_keys() -> BTreeSet<String> {
    let named = [
        "Created",
        "WaitingForPayment",
        "PartialPaymentStarted",
        "PaymentStarted",
        "PaymentReceived",
        "WaitingForDelivery",
        "WaitingForRebuy",
        "WaitingForManualAction",
        "Done",
        "Expired",
        "PaymentFailed",
        "PaymentSetupFailed",
        "Refunded",
        "Canceled",
        "another",
    ]
    .map(OrderState::parse);
    // No name alone stands for these.
    let read = [
        OrderState::Covered,
        OrderState::Elsewhere,
        OrderState::DoneOpen,
        OrderState::DoneInPart,
        OrderState::NotDelivered,
        OrderState::FailedPaid,
    ];
    let states = named.iter().chain(&read).map(OrderState::key);
    let mut keys: BTreeSet<String> = states
        .clone()
        .flat_map(|state| ["order.state_", "order.head_"].map(|start| [start, state].concat()))
        // In the list, for an order that nobody should pay.
        .chain(["order.state_fault".to_owned()])
        .collect();
    // A delivered order needs no advice; one that was paid late or in part has its own. Of one
    // that lacks everything the same is said as of one that lacks a part.
    let advised = states
        .filter(|state| !["done", "done_none"].contains(state))
        .chain(["late", "under"]);
    keys.extend(
        advised
            .flat_map(|state| ["order.money_", "order.next_"].map(|start| [start, state].concat())),
    );
    keys.extend(
        [
            "pay.fault_address_checksum",
            "pay.fault_address_form",
            "pay.fault_invoice_amount",
            "pay.fault_memo",
            "pay.fault_networks",
            "pay.fault_other_amount",
            "pay.fault_other_recipient",
            "pay.fault_sums",
            "pay.fault_token_contract",
            "pay.fault_too_little",
            "pay.qr_address_caption",
            "pay.qr_experimental_caption",
            "pay.qr_invoice_caption",
            "pay.qr_invoice_only_caption",
            "pay.qr_request_caption",
            "pay.qr_some_wallets_caption",
        ]
        .map(str::to_owned),
    );
    let troubles = [
        "late",
        "under",
        "over",
        "network",
        "failed",
        "failed_paid",
        "manual",
        "undelivered",
    ];
    keys.extend(troubles.iter().flat_map(|trouble| {
        ["recovery.case_", "recovery.next_"].map(|start| [start, trouble].concat())
    }));
    keys
}

/// Whether a literal is the key of a text: words with points between them, the
/// first one that of a group of texts.
fn is_key(literal: &str, groups: &BTreeSet<&str>) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte)
            })
    };
    literal.split_once('.').is_some_and(|(group, name)| {
        groups.contains(group) && is_word(name) && !name.ends_with('_')
    })
}

/// Keys that are used and not there, and keys that are there and not used.
fn keys_match(sources: &[Source], english: &Map<String, Value>) -> Vec<Finding> {
    let groups: BTreeSet<&str> = english
        .keys()
        .filter_map(|key| Some(key.split_once('.')?.0))
        .collect();
    let mut used = built_keys();
    let mut findings: Vec<Finding> = used
        .iter()
        .filter(|key| !english.contains_key(*key))
        .map(|key| format!("public/locales/en.json: lacks `{key}`, which is built of parts"))
        .collect();
    // The protocol's names are made as keys are, and are none.
    let sources = sources
        .iter()
        .filter(|source| source.path != "src/embed/names.rs");
    for source in sources {
        for line in &source.lines {
            for literal in literals(&line.text) {
                if english.contains_key(literal) {
                    used.insert(literal.to_owned());
                } else if is_key(literal, &groups) {
                    findings.push(source.at(
                        line.number,
                        &format!("public/locales/en.json lacks `{literal}`"),
                    ));
                }
            }
        }
    }
    // Categories are the API's and open: the page asks whether there is a text.
    let unused = english
        .keys()
        .filter(|key| !used.contains(*key) && !key.starts_with("category."));
    findings.extend(unused.map(|key| format!("public/locales/en.json: nobody uses `{key}`")));
    findings
}

#[test]
fn every_key_has_a_text_and_every_text_a_use() {
    check(keys_match(&program(), &locale("public/locales/en.json")));
}

mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn missing_and_idle_keys_are_found() {
        let mut english: Map<String, Value> = built_keys()
            .into_iter()
            .map(|key| (key, Value::from("x")))
            .collect();
        english.insert("shop.name".to_owned(), Value::from("x"));
        let found = |code: &str| keys_match(&[Source::rust("src/a.rs", code)], &english);
        assert_eq!(found("t(\"shop.name\")"), Vec::<Finding>::new());
        assert_eq!(found("t(\"shop.name\"); t(\"shop.nmae\")").len(), 1);
        assert_eq!(found("// t(\"shop.name\")").len(), 1, "nobody uses it");
        assert_eq!(
            found("t(\"shop.name\"); \"index.html\"; \"shop.Name\"").len(),
            0
        );
        english.remove("order.state_done");
        assert_eq!(
            keys_match(&[Source::rust("src/a.rs", "t(\"shop.name\")")], &english).len(),
            1
        );
        let states: BTreeMap<&str, usize> =
            BTreeMap::from([("order.state_", 22), ("order.next_", 21)]);
        for (start, count) in states {
            let built = built_keys();
            assert_eq!(
                built.iter().filter(|key| key.starts_with(start)).count(),
                count
            );
        }
    }
}
