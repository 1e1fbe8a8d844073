//! Which packages have changed, for the quick checks.

use crate::failure::Outcome;
use crate::process::capture;
use crate::toolbox::Toolbox;

/// The packages of the workspace by their folders; the longest folder that fits counts.
const PACKAGES: [(&str, &str); 9] = [
    ("crates/leptos-lean/", "leptos-lean"),
    ("crates/shop-core/", "shop-core"),
    ("crates/text-keys/", "text-keys"),
    ("tests/sandbox/", "refillery-sandbox"),
    ("tests/e2e/", "refillery-e2e"),
    ("xtask/check-api/", "refillery-check-api"),
    ("xtask/splitter/", "refillery-splitter"),
    ("xtask/", "xtask"),
    ("", "refillery"),
];

/// Cargo's arguments for the packages with a file that isn't committed or that the last
/// commit changed; for the whole workspace where git can't say it.
pub(super) fn packages(toolbox: &Toolbox) -> Outcome<Vec<String>> {
    let ask = |arguments: &[&str]| capture(toolbox.command("git").args(arguments));
    let lists = [
        ask(&["diff", "--name-only", "HEAD~1"]),
        ask(&["ls-files", "--others", "--exclude-standard"]),
    ];
    let [Some(changed), Some(new)] = lists else {
        return Ok(vec!["--workspace".to_owned()]);
    };
    Ok(of_files(changed.lines().chain(new.lines())))
}

fn of_files<'a>(files: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for file in files {
        // Every package may follow from these.
        if file.ends_with("Cargo.toml") || file == "Cargo.lock" {
            return vec!["--workspace".to_owned()];
        }
        let package = PACKAGES.iter().find(|(folder, _)| file.starts_with(folder));
        names.extend(package.map(|(_, name)| *name));
    }
    names.sort_unstable();
    names.dedup();
    let of_package = |name: &str| format!("--package={name}");
    names.into_iter().map(of_package).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[&str], packages: &[&str]) {
        assert_eq!(of_files(files.iter().copied()), packages);
    }

    #[test]
    fn a_file_belongs_to_the_innermost_package() {
        check(
            &[
                "src/offer.rs",
                "crates/shop-core/src/pay.rs",
                "tests/sandbox/src/lib.rs",
                "xtask/splitter/src/main.rs",
            ],
            &[
                "--package=refillery",
                "--package=refillery-sandbox",
                "--package=refillery-splitter",
                "--package=shop-core",
            ],
        );
    }

    #[test]
    fn a_change_of_what_all_depend_on_is_a_change_of_all() {
        check(&["src/offer.rs", "xtask/Cargo.toml"], &["--workspace"]);
        check(&["Cargo.lock"], &["--workspace"]);
    }

    #[test]
    fn every_member_of_the_workspace_is_known() {
        let root = crate::place::Place::find().unwrap().root;
        let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        for member in manifest["workspace"]["members"].as_array().unwrap() {
            let folder = format!("{}/", member.as_str().unwrap());
            let known = PACKAGES.iter().any(|(known, _)| *known == folder);
            assert!(known, "{folder} is not known here");
        }
    }
}
