//! The shop's core computes: no view, no browser, no clock, no randomness, no I/O.

use super::repository::read;
use super::source::{CORE, Source, has_word};
use super::{Finding, check, check_program, try_rule};

/// All that the core uses besides the standard library: small crates that compute, on any input.
const CORE_IS_BUILT_OF: [&str; 4] = ["bs58", "qrcodegen", "serde_json", "sha3"];

/// The core has no other dependencies, so its modules can't name anything else: no view, no
/// browser.
fn the_core_depends_on_little(path: &str, manifest: &str) -> Vec<Finding> {
    let listed = manifest.split_once("\n[dependencies]\n");
    let listed = listed.map_or("", |(_, after)| after);
    let lines = listed.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split_once(['=', '.']))
        .map(|(name, _)| name.trim())
        .filter(|name| !CORE_IS_BUILT_OF.contains(name) && !name.starts_with('#'))
        .map(|name| format!("{path}: the core is built without `{name}`"))
        .chain(manifest.match_indices("dependencies.").map(|_| {
            format!("{path}: a table of its own for a dependency: name it under [dependencies]")
        }))
        .collect()
}

/// The standard library has functions that depend on more than their arguments, and functions that
/// wait: the core uses none of them, so that its tests are quick and give the same result each
/// time. Clippy refuses maps of random order and `println!`; it can refuse a type or a function,
/// but no whole module.
fn the_core_computes_and_does_nothing_else(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with(CORE) {
        return Vec::new();
    }
    let outside = [
        "std::env",
        "std::fs",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
    ];
    source.find(
        "the core has no clock, no randomness and no I/O: take the value as an argument",
        |line| outside.iter().any(|name| has_word(&line.code, name)),
    )
}

#[test]
fn the_core_is_pure() {
    let manifest = "crates/shop-core/Cargo.toml";
    check(the_core_depends_on_little(manifest, &read(manifest)));
    check_program(the_core_computes_and_does_nothing_else);
}

mod tests {
    use super::*;

    #[test]
    fn what_makes_the_core_impure_is_found() {
        let rule = the_core_computes_and_does_nothing_else;
        let money = "crates/shop-core/src/model/money.rs";
        try_rule(
            rule,
            money,
            "let now = std::time::SystemTime::now();",
            "let time = 1;",
        );
        try_rule(rule, money, "use std::fs;", "use std::fmt;");
        assert_eq!(
            rule(&Source::rust("src/main.rs", "use std::time;")).len(),
            0
        );
        let found = |manifest: &str| the_core_depends_on_little("Cargo.toml", manifest).len();
        let start = "[package]\nname = \"a\"\n\n[dependencies]\nsha3 = { version = \"1\" }\n";
        assert_eq!(found(start), 0);
        for more in [
            "web-sys = \"0.3\"\n",
            "serde_json = \"1\"\nleptos.workspace = true\n",
            "\n[dependencies.leptos]\nversion = \"1\"\n",
            "\n[target.wasm.dependencies.leptos]\nversion = \"1\"\n",
        ] {
            assert_eq!(found(&[start, more].concat()), 1, "{more}");
        }
        let tests = "\n[target.'cfg(x)'.dev-dependencies]\nproptest = \"1\"\n";
        assert_eq!(found(&[start, tests].concat()), 0);
    }
}
