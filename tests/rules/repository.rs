//! The files of the repository that the rules read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Finding;
use super::source::Source;

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Folders that commands make, as `.gitignore` names them, and git's own.
const MADE_FOLDERS: [&str; 6] = [
    ".git",
    "target",
    "dist",
    ".refillery",
    "node_modules",
    "proptest-regressions",
];

/// Files under a folder with this ending, from the root.
pub(super) fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder that can be read") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(|name| MADE_FOLDERS.contains(&name)) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(from_root(&path));
            }
        }
    }
    found.sort();
    found
}

fn from_root(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("a path under the root");
    inside.to_string_lossy().replace('\\', "/")
}

/// The whole program of the shop: its own files and those of its core.
pub(super) fn program() -> Vec<Source> {
    [program_in("src"), program_in("crates/shop-core/src")]
        .into_iter()
        .flatten()
        .collect()
}

pub(super) fn program_in(folder: &str) -> Vec<Source> {
    files(folder, ".rs")
        .iter()
        .map(|path| Source::rust(path, &read(path)))
        .collect()
}

/// Everything that is in the repository or would be added to it. A download of
/// the source has no git: there it is every file that no command has made.
pub(super) fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .ok()
        .filter(|listed| listed.status.success() && !listed.stdout.is_empty());
    match listed {
        // Files that are deleted and not yet committed are listed too.
        Some(listed) => String::from_utf8_lossy(&listed.stdout)
            .lines()
            .filter(|path| root().join(path).is_file())
            .map(str::to_owned)
            .collect(),
        None => files("", ""),
    }
}

/// The findings of a rule in every text file of the repository. The file of the citations
/// is left out: it has the bad examples.
pub(super) fn in_every_text(rule: impl Fn(&str, &str) -> Vec<Finding>) -> Vec<Finding> {
    tracked()
        .iter()
        .filter(|path| path.as_str() != "tests/rules/citations.rs")
        .filter_map(|path| {
            // A file that is no text has no sentences.
            let content = fs::read_to_string(root().join(path)).ok()?;
            Some(rule(path, &content))
        })
        .flatten()
        .collect()
}

#[test]
fn a_newcomer_finds_what_every_project_has() {
    for name in [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "SECURITY.md",
        "docs/api.md",
        "docs/architecture.md",
        "docs/decisions/README.md",
        "docs/how-to-add.md",
        "docs/payments.md",
        "docs/widget.md",
    ] {
        assert!(root().join(name).is_file(), "{name} is missing");
    }
}

mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_downloaded_source_has_the_files_of_a_clone() {
        let cloned = tracked();
        let downloaded: BTreeSet<String> = files("", "").into_iter().collect();
        // A file that another test makes and removes meanwhile is in neither.
        let missing: Vec<String> = cloned
            .into_iter()
            .filter(|path| !downloaded.contains(path) && root().join(path).is_file())
            .collect();
        assert_eq!(missing, Vec::<String>::new());
        assert!(!downloaded.iter().any(|path| path.starts_with("target/")));
    }
}
