//! `tests/e2e/scenarios.md`: tests drive everything that the sandbox offers.

use crate::client::Shop;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The names of the table's sorts where the sandbox lists them.
const SORTS: [(&str, &str); 4] = [
    ("buyer", "buyers"),
    ("coupon", "coupons"),
    ("fault", "faults"),
    ("action", "actions"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../e2e")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Sort, name and test of each row.
fn rows() -> Vec<(String, String, String)> {
    let table = read(&folder().join("scenarios.md"));
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, sort, name, _, test, _] = cells[..] else {
            panic!("not a row of four cells: {line}");
        };
        let plain = |cell: &str| cell.trim_matches('`').to_owned();
        (sort.to_owned(), plain(name), plain(test))
    })
    .collect()
}

/// Sort and name of everything that the running sandbox offers.
async fn offers() -> BTreeSet<(String, String)> {
    let shop = Shop::open().await;
    let known = shop.control("GET", "scenarios", json!({})).await;
    let mut offers = BTreeSet::new();
    for (sort, field) in SORTS {
        for row in known[field].as_array().expect("a list") {
            let name = row["name"].as_str().expect("a name");
            let name = name.trim_end_matches("@example.com");
            // One row counts for all codes; its test asks for each of them.
            let starts = ["problem-", "create-", "reason-"];
            let is_code = starts.iter().any(|start| name.starts_with(start)) && !name.contains('<');
            if !is_code {
                offers.insert((sort.to_owned(), name.to_owned()));
            }
        }
    }
    let settings = shop.control("GET", "settings", json!({})).await;
    let names = settings.as_object().map(|all| all.keys().cloned());
    offers.extend(
        names
            .into_iter()
            .flatten()
            .map(|name| ("setting".to_owned(), name)),
    );
    offers
}

#[tokio::test]
async fn everything_on_offer_has_a_row_and_every_row_is_on_offer() {
    let rows: Vec<_> = rows()
        .into_iter()
        .map(|(sort, name, _)| (sort, name))
        .collect();
    let table: BTreeSet<_> = rows.iter().cloned().collect();
    assert_eq!(table.len(), rows.len(), "a row stands twice");
    let offers = offers().await;
    let missing: Vec<_> = offers.difference(&table).collect();
    assert!(missing.is_empty(), "no row in scenarios.md: {missing:?}");
    let left_over: Vec<_> = table.difference(&offers).collect();
    assert!(
        left_over.is_empty(),
        "the sandbox has none of: {left_over:?}"
    );
}

#[test]
fn every_row_names_a_test_that_runs() {
    for (_, name, test) in rows() {
        // One that needs no browser runs elsewhere, and is named with its file.
        if let Some((file, function)) = test.split_once(".rs::") {
            let source = read(&folder().join("../..").join(file).with_extension("rs"));
            let is_there = source.contains(&format!("fn {function}("));
            assert!(is_there, "{name}: no {test}");
            continue;
        }
        let (module, function) = test
            .split_once("::")
            .unwrap_or_else(|| panic!("{name}: {test} is not a module and a test"));
        let file = folder()
            .join("tests/shop")
            .join(module)
            .with_extension("rs");
        let source = read(&file);
        assert!(
            source.contains(&format!("async fn {function}(shop: Shop)")),
            "{name}: no {test}"
        );
        // Tests are run by this list.
        let list = source.split_once("tests![").map_or("", |(_, rest)| rest);
        let list = list.split_once(']').map_or("", |(list, _)| list);
        assert!(
            list.split([',', ':']).any(|each| each.trim() == function),
            "{test} is not in the list of its module"
        );
    }
}

#[tokio::test]
async fn every_state_is_looked_at() {
    let shop = Shop::open().await;
    let known = shop.control("GET", "scenarios", json!({})).await;
    let source = read(&folder().join("tests/shop/states.rs"));
    let states = known["states"].as_array().expect("a list");
    for state in states.iter().filter_map(Value::as_str) {
        assert!(source.contains(&format!("\"{state}\",")), "{state}");
    }
}
