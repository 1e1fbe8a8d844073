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
    // Not the tests of a crate that stand beside its program.
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

mod tests {
    use super::*;

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
