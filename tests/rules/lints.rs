//! Clippy refuses what can panic, what is never freed and floats for money. Here is what it can't
//! see: that its lints are on, and that no module switches one off.

use super::repository::read;
use super::source::Source;
use super::{Finding, check, check_program, try_rule};

/// Lints for every crate of the program.
const PROGRAM: [&str; 11] = [
    "disallowed_methods",
    "expect_used",
    "indexing_slicing",
    "mem_forget",
    "panic",
    "print_stderr",
    "print_stdout",
    "string_slice",
    "too_many_lines",
    "unreachable",
    "unwrap_used",
];

/// Lints that refuse floats, for the code that computes or reads money. The shop has floats of its
/// own: times, widths and places on the screen.
const MONEY: [&str; 2] = ["disallowed_types", "float_arithmetic"];

/// Crates and modules that turn lints on, each with those lints.
const HELD: [(&str, &[&[&str]]); 6] = [
    ("crates/shop-core/src/lib.rs", &[&PROGRAM, &MONEY]),
    ("src/lib.rs", &[&PROGRAM]),
    ("src/main.rs", &[&PROGRAM]),
    ("src/api/catalog.rs", &[&MONEY]),
    ("src/api/orders.rs", &[&MONEY]),
    ("src/api/payments.rs", &[&MONEY]),
];

/// The lints of a file that its first `#![cfg_attr(not(test), warn(…))]` doesn't have.
fn lints_are_on(path: &str, content: &str, lints: &[&[&str]]) -> Vec<Finding> {
    let content: String = content.split_whitespace().collect();
    let attribute = content.split_once("#![cfg_attr(not(test),warn(");
    let list = attribute.and_then(|(_, after)| after.split_once("))]"));
    let list: Vec<&str> = list.map_or(Vec::new(), |(list, _)| list.split(',').collect());
    lints
        .concat()
        .iter()
        .map(|lint| ["clippy::", lint].concat())
        .filter(|lint| !list.contains(&lint.as_str()))
        .map(|lint| format!("{path}: `{lint}` is not on"))
        .collect()
}

/// `clippy::allow_attributes` finds an attribute before an item; it doesn't look at one inside.
fn no_lint_is_silenced(source: &Source) -> Vec<Finding> {
    source.find(
        "use #![expect(…, reason = …)], which says when it is not needed any more",
        |line| line.code.contains("#![allow"),
    )
}

#[test]
fn the_lints_of_the_program_are_on() {
    let findings = HELD
        .iter()
        .flat_map(|(path, lints)| lints_are_on(path, &read(path), lints));
    check(findings.collect());
}

#[test]
fn lints_are_not_silenced() {
    check_program(no_lint_is_silenced);
}

mod tests {
    use super::*;

    #[test]
    fn a_missing_lint_is_found() {
        let found = |content: &str| lints_are_on("src/a.rs", content, &[&MONEY]).len();
        assert_eq!(
            found(
                "//! A.\n\n#![cfg_attr(\n    not(test),\n    warn(clippy::disallowed_types, \
                 clippy::float_arithmetic)\n)]"
            ),
            0
        );
        assert_eq!(
            found("#![cfg_attr(not(test), warn(clippy::disallowed_types))]\n// float_arithmetic"),
            1
        );
        assert_eq!(found("fn f() {}"), 2);
    }

    #[test]
    fn a_silenced_lint_is_found() {
        try_rule(
            no_lint_is_silenced,
            "src/a.rs",
            "#![allow(dead_code, reason = \"x\")]",
            "#![expect(dead_code, reason = \"x\")]",
        );
    }
}
