//! How long a file may be.

use super::repository::{files, read};
use super::{Finding, check};

/// Most lines of a file, tests included: beyond this nobody reads it in one go.
const MOST_LINES: usize = 400;

/// Files that may be longer, with the reason and their own limit.
const LONG_FILES: [(&str, usize, &str); 0] = [];

fn files_are_short(path: &str, content: &str) -> Vec<Finding> {
    let lines = content.lines().count();
    let limit = LONG_FILES
        .iter()
        .find(|(long, _, _)| *long == path)
        .map_or(MOST_LINES, |(_, limit, _)| *limit);
    if lines > limit {
        vec![format!(
            "{path}:{lines}: more than {limit} lines: cut it into modules"
        )]
    } else {
        Vec::new()
    }
}

#[test]
fn files_can_be_read_in_one_go() {
    let program = [files("src", ".rs"), files("crates", ".rs")].concat();
    // Without the tests of a crate that are beside its program.
    let program = program
        .into_iter()
        .filter(|path| path.starts_with("src/") || path.split('/').nth(2) == Some("src"));
    check(
        program
            .chain(files("tests/rules", ".rs"))
            .flat_map(|path| files_are_short(&path, &read(&path)))
            .collect(),
    );
}

/// Most lines of `leptos-lean` that are code. It has to stay so small that one person can know it all
/// and can take it away.
const MOST_LINES_OF_LEAN: usize = 2_500;

/// Lines that are neither blank nor a comment, without the tests at the end.
fn lines_of_code(content: &str) -> usize {
    let program = content.split("#[cfg(test)]\nmod tests {").next();
    let lines = program.unwrap_or_default().lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}

#[test]
fn leptos_lean_stays_small() {
    let files = files("crates/leptos-lean/src", ".rs");
    let lines: usize = files.iter().map(|path| lines_of_code(&read(path))).sum();
    assert!(
        files.len() > 10 && lines > 1_000,
        "{lines} lines in {files:?}"
    );
    assert!(
        lines <= MOST_LINES_OF_LEAN,
        "crates/leptos-lean/src has {lines} lines of code, more than {MOST_LINES_OF_LEAN}"
    );
}

mod tests {
    use super::*;

    #[test]
    fn comments_blank_lines_and_tests_are_no_code() {
        let content = "//! A.\n\n/// B.\nfn b() {\n    // C.\n}\n\n#[cfg(test)]\nmod tests {\n}\n";
        assert_eq!(lines_of_code(content), 2);
    }

    #[test]
    fn long_files_are_found() {
        let lines = |count: usize| "x\n".repeat(count);
        assert_eq!(files_are_short("src/a.rs", &lines(MOST_LINES + 1)).len(), 1);
        assert_eq!(
            files_are_short("src/a.rs", &lines(MOST_LINES)),
            Vec::<Finding>::new()
        );
        for (path, limit, reason) in LONG_FILES {
            let is_needed = read(path).lines().count() > MOST_LINES;
            assert!(
                is_needed && limit > MOST_LINES && !reason.is_empty(),
                "{path}"
            );
        }
    }
}
