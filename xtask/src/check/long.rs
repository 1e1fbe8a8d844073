//! `cargo xtask test --long`: checks that take longer than a whole run may. A reduced form of each
//! is in the whole run. The table it ends with is also kept in `docs/long-checks.md`.

use std::fs;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::release;
use crate::setup::ensure;
use crate::tally::Tally;
use crate::tool::OTHER_SYSTEMS;
use crate::toolbox::Toolbox;

use super::steps::named;

/// Where the table is kept, from the checkout's root.
const TABLE: &str = "docs/long-checks.md";

/// A check, its text for people, and its command with its environment.
struct Check {
    title: &'static str,
    environment: &'static [(&'static str, &'static str)],
    program: &'static str,
    arguments: &'static [&'static str],
}

const CHECKS: [Check; 6] = [
    Check {
        title: "payment requests of a million random orders",
        environment: &[("PROPTEST_CASES", "1000000")],
        program: "cargo",
        arguments: &[
            "test",
            "--release",
            "--package",
            "shop-core",
            "--test",
            "paying",
            "random",
        ],
    },
    Check {
        title: "a million random bodies for every reader",
        environment: &[("PROPTEST_CASES", "1000000")],
        program: "cargo",
        arguments: &[
            "test",
            "--release",
            "--package",
            "refillery",
            "--test",
            "random_bodies",
        ],
    },
    Check {
        title: "ten thousand simulated days of a followed order",
        environment: &[("REFILLERY_LONG", "1")],
        program: "cargo",
        arguments: &[
            "test",
            "--release",
            "--package",
            "shop-core",
            "--lib",
            "tracker",
        ],
    },
    Check {
        title: "the ten tests that wait most, 100 times on busy cores",
        environment: &[],
        program: "bash",
        arguments: &["tests/e2e/repeat.sh", "100"],
    },
    Check {
        title: "every page in all languages, widths, themes and sizes of text",
        environment: &[
            ("REFILLERY_LAYOUT", "all"),
            (
                "REFILLERY_TESTS",
                "accessible::pages_,pictures::states_,pictures::a_builder",
            ),
        ],
        program: "cargo",
        arguments: &["test", "--package", "refillery-e2e", "--test", "e2e"],
    },
    Check {
        title: "what `serve` and `build` need, for macOS and Windows",
        environment: &[],
        program: "cargo",
        arguments: &[
            "check",
            "--package",
            "xtask",
            "--package",
            "refillery-sandbox",
            "--package",
            "refillery-splitter",
            "--target",
            OTHER_SYSTEMS[0],
            "--target",
            OTHER_SYSTEMS[1],
        ],
    },
];

impl Check {
    /// The outcome of its command, which had these tests. Without any test of its own,
    /// `cargo check` passes or fails as a whole.
    fn outcome(&self, tests: Tally, success: bool) -> Tally {
        if self.arguments.first() == Some(&"check") {
            Tally::one(success)
        } else {
            tests.of_command(success)
        }
    }
}

struct Row {
    check: &'static Check,
    tally: Tally,
    took: Duration,
}

/// Runs all of them, prints the table and keeps it.
pub(super) fn run(toolbox: &Toolbox) -> Outcome<ExitCode> {
    for step in named(&["e2e", "build", "systems"]) {
        ensure(toolbox, step.needs)?;
    }
    release::build_both(toolbox)?;
    let mut rows = Vec::new();
    for check in &CHECKS {
        println!("\n── {}", check.title);
        let begun = Instant::now();
        let mut command = super::cargo(toolbox)?;
        if check.program != "cargo" {
            command = with_environment_of(&command, toolbox.command(check.program));
        }
        command
            .args(check.arguments)
            .envs(check.environment.iter().copied());
        let mut tally = Tally::default();
        let status = process::run_and_look(&mut command, |line| tally.read(line))?;
        rows.push(Row {
            check,
            tally: check.outcome(tally, status.success()),
            took: begun.elapsed(),
        });
    }
    let today = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs() / 86_400);
    let page = page(&rows, &date(today));
    let file = toolbox.place.root.join(TABLE);
    fs::write(&file, &page)
        .map_err(|error| Failure::because(format!("{TABLE} can't be written: {error}.")))?;
    let mut total = Tally::default();
    rows.iter().for_each(|row| total.add(row.tally));
    println!("\n{page}\n{total}");
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn with_environment_of(from: &Command, mut to: Command) -> Command {
    for (name, value) in from.get_envs() {
        match value {
            Some(value) => to.env(name, value),
            None => to.env_remove(name),
        };
    }
    to
}

fn page(rows: &[Row], date: &str) -> String {
    let mut text = format!(
        "# Long checks\n\n`cargo xtask test --long` runs these and writes this page. Last run: {date}.\n\n\
         | check | command | seconds | passed | failed |\n|---|---|---|---|---|\n"
    );
    for row in rows {
        let environment: String = row
            .check
            .environment
            .iter()
            .map(|(name, value)| format!("{name}={value} "))
            .collect();
        text.push_str(&format!(
            "| {} | `{environment}{} {}` | {} | {} | {} |\n",
            row.check.title,
            row.check.program,
            row.check.arguments.join(" "),
            row.took.as_secs(),
            row.tally.passed,
            row.tally.failed
        ));
    }
    text
}

/// The date of a day since 1 January 1970, by the Gregorian calendar.
fn date(days: u64) -> String {
    let is_leap = |year: u64| {
        (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
    };
    let (mut year, mut left) = (1970, days);
    while left >= 365 + u64::from(is_leap(year)) {
        left -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in months {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_453, "2025-12-31"),
            (20_785, "2026-11-28"),
        ] {
            assert_eq!(date(days), expected);
        }
    }

    #[test]
    fn a_check_without_tests_passes_as_a_whole() {
        for check in &CHECKS {
            let has_tests = check.arguments.first() != Some(&"check");
            let passed = check.outcome(Tally::default(), true);
            assert_eq!(passed, Tally::one(!has_tests), "{}", check.title);
            let failed = check.outcome(Tally::default(), false);
            assert_eq!(failed, Tally::one(false), "{}", check.title);
        }
    }

    #[test]
    fn the_page_names_each_command_with_what_came_of_it() {
        let rows = [Row {
            check: &CHECKS[0],
            tally: Tally {
                passed: 12,
                failed: 1,
            },
            took: Duration::from_secs(95),
        }];
        let page = page(&rows, "2026-11-28");
        assert!(page.contains("Last run: 2026-11-28."));
        assert!(page.contains(
            "| payment requests of a million random orders | `PROPTEST_CASES=1000000 cargo test \
             --release --package shop-core --test paying random` | 95 | 12 | 1 |"
        ));
    }
}
