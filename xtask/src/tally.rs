//! Counts what passed and what failed.

/// A number of passed and of failed checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many passed.
    pub(crate) passed: usize,
    /// How many failed.
    pub(crate) failed: usize,
}

impl Tally {
    /// One check that passed or failed as a whole.
    pub(crate) fn one(passed: bool) -> Self {
        Self {
            passed: usize::from(passed),
            failed: usize::from(!passed),
        }
    }

    /// Adds `other`.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Adds what a line of a test harness reports, if it is a closing line.
    ///
    /// Rust's harness and wasm-bindgen's end alike:
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; …`.
    pub(crate) fn read(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        let count = |what: &str| -> Option<usize> {
            counts
                .split([';', '.'])
                .find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok())
        };
        if let (Some(passed), Some(failed)) = (count("passed"), count("failed")) {
            self.add(Self { passed, failed });
        }
    }

    /// The tally of a whole test command, whose own success counts as well.
    ///
    /// A harness that doesn't compile or is killed prints no closing line, and one that
    /// finds no test prints zeros: neither may look like a pass.
    pub(crate) fn of_command(self, success: bool) -> Self {
        let nothing_ran = self.passed + self.failed == 0;
        let silent_failure = !success && self.failed == 0;
        if nothing_ran || silent_failure {
            Self {
                failed: self.failed + 1,
                ..self
            }
        } else {
            self
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, success: bool, expected: &str) {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        assert_eq!(tally.of_command(success).to_string(), expected);
    }

    #[test]
    fn the_binaries_of_one_command_are_added_up() {
        let output = "\
running 2 tests
test a ... ok
test b ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 3 tests
test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.53s
";
        check(output, false, "4 passed, 1 failed");
    }

    #[test]
    fn the_browser_harness_ends_alike() {
        let line = "    test result: ok. 41 passed; 0 failed; 1 ignored; 0 filtered out; finished in 0.65s";
        check(line, true, "41 passed, 0 failed");
    }

    #[test]
    fn a_command_that_fails_without_a_failed_test_counts_as_one() {
        check(
            "error[E0425]: cannot find value",
            false,
            "0 passed, 1 failed",
        );
        let one = "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        check(one, false, "5 passed, 1 failed");
    }

    #[test]
    fn no_test_at_all_is_a_failure() {
        check("no tests to run!", true, "0 passed, 1 failed");
        let zero = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        check(zero, true, "0 passed, 1 failed");
    }

    #[test]
    fn a_test_that_prints_about_results_is_not_one() {
        check("the test result: was nice\n", true, "0 passed, 1 failed");
    }
}
