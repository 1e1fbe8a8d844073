//! The words of the failed tests, kept for the end of a run.
//!
//! A log is cut to its last lines where people read it first; without this, they would
//! see that something failed and not what.

/// How many lines of a failed test are repeated: its reason and where it was. The rest is
/// further up.
const LINES: usize = 4;

/// The first lines of every failed test.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    kept: Vec<String>,
    /// How many lines of the current test are still taken.
    left: usize,
}

impl Evidence {
    /// Keeps a line if it reports a failure. Rust's harness, libtest-mimic's and
    /// wasm-bindgen's head each failed test's words with `---- name … ----`.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim();
        if line.starts_with("---- ") && line.ends_with(" ----") {
            self.left = LINES;
            self.kept.push(line.to_owned());
        } else if line == "failures:" || line.starts_with("test result: ") {
            self.left = 0;
        } else if self.left > 0 && !line.is_empty() {
            self.left -= 1;
            self.kept.push(format!("  {line}"));
        }
    }

    /// All of it, with a heading; nothing if nothing failed.
    pub(crate) fn told(&self) -> String {
        if self.kept.is_empty() {
            return String::new();
        }
        format!("\nWhat failed:\n{}\n", self.kept.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(output: &str) -> String {
        let mut evidence = Evidence::default();
        output.lines().for_each(|line| evidence.read(line));
        evidence.told()
    }

    #[test]
    fn the_first_words_of_each_failed_test_are_kept() {
        let output = "\
test a ... ok
test b ... FAILED

failures:

---- b stdout ----

thread 'b' panicked at src/b.rs:7:5:
one
two
three
four

---- web::c output ----
    never seen

failures:
    b

test result: FAILED. 1 passed; 2 failed
afterwards
";
        assert_eq!(
            told(output),
            "\nWhat failed:\n---- b stdout ----\n  thread 'b' panicked at src/b.rs:7:5:\n  one\n  two\n  three\n---- web::c output ----\n  never seen\n"
        );
    }

    #[test]
    fn nothing_is_said_where_nothing_failed() {
        assert_eq!(told("test a ... ok\n\ntest result: ok. 1 passed\n"), "");
    }
}
