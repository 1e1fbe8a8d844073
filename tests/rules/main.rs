//! House rules: what may depend on what, where a kind of line belongs, and what
//! the repository must not contain. Each file has one topic.
//!
//! A rule is a function from a file to the places that break it. The tests at
//! the end of each topic try its rules on a bad and on a good line, so that a
//! rule which can't fail is a failure itself.

mod arguments;
mod circles;
mod citations;
mod dependencies;
mod homes;
mod keys;
mod lints;
mod locales;
mod machines;
mod names;
mod pages;
mod pure_core;
mod repository;
mod shell;
mod sizes;
mod source;
mod steps;
mod style;
mod wording;

use source::Source;

/// A place that breaks a rule: `file:line: why`.
type Finding = String;

/// A rule about one file.
type Rule = fn(&Source) -> Vec<Finding>;

/// Fails with every place at once.
#[track_caller]
fn check(findings: Vec<Finding>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[track_caller]
fn check_program(rule: Rule) {
    check(repository::program().iter().flat_map(rule).collect());
}

/// The rule finds the bad line and leaves the good one alone.
#[track_caller]
fn try_rule(rule: Rule, path: &str, bad: &str, good: &str) {
    let at = |content: &str| rule(&Source::rust(path, content));
    let found = at(bad);
    assert!(
        found
            .first()
            .is_some_and(|finding| finding.starts_with(path)),
        "{bad:?} in {path} was not found"
    );
    assert_eq!(at(good), Vec::<Finding>::new(), "{good:?} in {path}");
}
