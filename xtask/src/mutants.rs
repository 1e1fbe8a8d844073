//! `cargo xtask test --mutants PATH`: changes the shop's program piece by piece, with
//! cargo-mutants, and names every change that no host test notices.
//!
//! A change that only a browser test would notice is named as well: only the host's tests
//! are quick enough to be run once for each change.

use std::fmt;
use std::fs;
use std::path::{Component, Path};
use std::process::{Command, ExitCode};
use std::thread;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup::ensure_one;
use crate::tool::Tool;
use crate::toolbox::Toolbox;

/// The mutants that are known to change nothing, from the checkout's root.
const EQUIVALENT: &str = "xtask/mutants.toml";

/// Everything this command writes, from the checkout's root. Nothing under `target/` is
/// copied along with the sources.
const FOLDER: &str = "target/mutants";

/// A package of the shop whose program can be changed, and the tests that judge a change: those
/// that need no browser and no git, and that run the program. `adding` and `rules` look at files
/// more than at what the program does.
/// Their random inputs are as many as ever: a mutant's time is mostly spent on compiling.
#[derive(Debug, PartialEq, Eq)]
struct Package {
    name: &'static str,
    /// Its folder from the checkout's root, with `/` at the end where it has one.
    folder: &'static str,
    tests: &'static [&'static str],
}

/// The core is judged by its own tests, in seconds; the shop's are not run.
const PACKAGES: [Package; 2] = [
    Package {
        name: "shop-core",
        folder: "crates/shop-core/",
        tests: &["--lib", "--test=finding", "--test=paying", "--test=places"],
    },
    Package {
        name: "refillery",
        folder: "",
        tests: &[
            "--lib",
            "--test=configuring",
            "--test=decoding",
            "--test=random_bodies",
        ],
    },
];

/// The least time, in seconds, after which a test run counts as endless. cargo-mutants takes
/// five times the unchanged program's time if that is more.
const LEAST_TIMEOUT: &str = "60";

/// The results of the changes.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    /// No test noticed; one line for each.
    missed: Vec<String>,
    /// A test failed.
    caught: usize,
    /// The tests didn't come to an end, which is noticed too.
    timeout: usize,
    /// The changed program doesn't compile, so there was nothing to test.
    unviable: usize,
}

/// Tests the changes to the sources at `path`, a file or a folder.
pub(crate) fn run(toolbox: &Toolbox, path: &str) -> Outcome<ExitCode> {
    let root = &toolbox.place.root;
    let (package, pattern) = pattern(root, path)?;
    ensure_one(toolbox, Tool::CargoMutants)?;
    let folder = root.join(FOLDER);
    // The last run's lists must not be taken for this one's.
    clear(&folder)?;
    let copies = folder.join("copies");
    fs::create_dir_all(&copies).map_err(|error| unusable(&copies, &error))?;
    let status = process::run(&mut command(toolbox, package, &pattern));
    // A stopped run leaves them behind, and they are gigabytes.
    let _kept = fs::remove_dir_all(&copies);
    let status = status?;
    // 2: changes were missed; 3: tests did not end. Both are results.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        return Err(Failure::because(format!(
            "cargo-mutants could not test anything: its lines above say why, most often that \
             a host test fails on the unchanged program ({FOLDER}/mutants.out/log has all)."
        )));
    }
    let found = Found::read(&folder.join("mutants.out"))?;
    if found.total() == 0 {
        return Err(Failure::because(format!(
            "there is nothing to change in {path}, or {EQUIVALENT} excludes all of it."
        )));
    }
    println!("{found}");
    Ok(if found.missed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn command(toolbox: &Toolbox, package: &Package, pattern: &str) -> Command {
    let folder = toolbox.place.root.join(FOLDER);
    let jobs = thread::available_parallelism().map_or(1, usize::from);
    let mut command = toolbox.command("cargo-mutants");
    command
        .args(["mutants", "--package", package.name, "--config", EQUIVALENT])
        .args(["--file", pattern])
        .arg("--output")
        .arg(&folder)
        .args(["--jobs", &jobs.to_string()])
        .args(["--minimum-test-timeout", LEAST_TIMEOUT])
        // `target/` is never copied; this leaves out `dist/` and what else git ignores.
        .args(["--gitignore", "true"])
        // For every call of cargo: those for the tests alone would leave the build to
        // compile the tests of the browser too.
        .args(
            package
                .tests
                .iter()
                .map(|test| format!("--cargo-arg={test}")),
        )
        .env("TMPDIR", folder.join("copies"))
        // The backtrace of a mutant is never read, and every mutant is linked again.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // One folder for all jobs would let only one of them compile at a time.
        .env_remove("CARGO_TARGET_DIR");
    command
}

/// The package of the sources at `path`, and the pattern by which cargo-mutants finds them.
fn pattern(root: &Path, path: &str) -> Outcome<(&'static Package, String)> {
    let inside = Path::new(path)
        .strip_prefix(root)
        .unwrap_or(Path::new(path));
    let names: Vec<_> = inside
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let inside = names.join("/");
    let place = root.join(&inside);
    let package = PACKAGES.iter().find(|package| {
        let rest = inside.strip_prefix(package.folder);
        rest.is_some_and(|rest| rest == "src" || rest.starts_with("src/"))
    });
    match package.filter(|_| !names.iter().any(|name| name == "..")) {
        Some(package) if place.is_file() && inside.ends_with(".rs") => Ok((package, inside)),
        Some(package) if has_source(&place) => Ok((package, format!("{inside}/**/*.rs"))),
        _ => Err(Failure::because(format!(
            "{path} is no Rust file under src/ or crates/shop-core/src/ and no folder that has \
             one; such as crates/shop-core/src/pay or crates/shop-core/src/pay/qr.rs."
        ))),
    }
}

fn has_source(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .map(|entry| entry.path())
            .any(|path| path.extension().is_some_and(|ending| ending == "rs") || has_source(&path))
    })
}

fn clear(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(unusable(folder, &error)),
        _ => Ok(()),
    }
}

fn unusable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::because(format!("{} can't be used: {error}.", folder.display()))
}

impl Found {
    /// Reads the lists that cargo-mutants leaves in `folder`.
    fn read(folder: &Path) -> Outcome<Self> {
        let list = |name: &str| {
            let file = folder.join(name);
            fs::read_to_string(&file).map_err(|error| unusable(&file, &error))
        };
        Ok(Self::of(
            &list("missed.txt")?,
            &list("caught.txt")?,
            &list("timeout.txt")?,
            &list("unviable.txt")?,
        ))
    }

    /// Each list has one change a line.
    fn of(missed: &str, caught: &str, timeout: &str, unviable: &str) -> Self {
        Self {
            missed: missed.lines().map(str::to_owned).collect(),
            caught: caught.lines().count(),
            timeout: timeout.lines().count(),
            unviable: unviable.lines().count(),
        }
    }

    fn total(&self) -> usize {
        self.missed.len() + self.caught + self.timeout + self.unviable
    }
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.missed.is_empty() {
            writeln!(formatter, "\nNo test notices these changes:")?;
        }
        for line in &self.missed {
            writeln!(formatter, "  {line}")?;
        }
        write!(
            formatter,
            "\n{} mutants: {} survived, {} caught, {} timed out, {} did not compile",
            self.total(),
            self.missed.len(),
            self.caught,
            self.timeout,
            self.unviable
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    fn in_checkout(path: &str) -> Outcome<(&'static str, String)> {
        let (package, pattern) = pattern(&Place::find().unwrap().root, path)?;
        Ok((package.name, pattern))
    }

    #[test]
    fn a_file_is_itself_and_a_folder_is_all_below_it() {
        for (path, package, pattern) in [
            ("src/offer.rs", "refillery", "src/offer.rs"),
            ("src/api", "refillery", "src/api/**/*.rs"),
            ("src", "refillery", "src/**/*.rs"),
            (
                "crates/shop-core/src/pay/qr.rs",
                "shop-core",
                "crates/shop-core/src/pay/qr.rs",
            ),
            (
                "crates/shop-core/src",
                "shop-core",
                "crates/shop-core/src/**/*.rs",
            ),
        ] {
            assert_eq!(in_checkout(path), Ok((package, pattern.to_owned())));
        }
    }

    #[test]
    fn a_path_may_be_written_as_a_shell_completes_it() {
        let root = Place::find().unwrap().root;
        let whole = root.join("src/api/");
        for path in ["src/api/", "./src/api", whole.to_str().unwrap()] {
            assert_eq!(
                in_checkout(path),
                Ok(("refillery", "src/api/**/*.rs".to_owned())),
                "{path}"
            );
        }
    }

    #[test]
    fn a_path_without_sources_is_a_sentence_that_names_it() {
        let wrong = [
            "src/nowhere",
            "src/nowhere.rs",
            "public",
            "xtask/src/main.rs",
            "src/../xtask/src",
            "srcs/a.rs",
            "crates/shop-core/tests/finding.rs",
            "",
        ];
        for path in wrong {
            let failure = in_checkout(path).unwrap_err();
            let sentence = failure.sentence();
            assert!(sentence.starts_with(&format!("{path} is no")), "{sentence}");
        }
    }

    #[test]
    fn survivors_are_one_a_line_above_the_counts() {
        let found = Found::of("src/a.rs:1:2: x\nsrc/a.rs:3:4: y\n", "c\nc\nc\n", "t\n", "");
        assert_eq!(
            found.to_string(),
            "\nNo test notices these changes:\n  src/a.rs:1:2: x\n  src/a.rs:3:4: y\n\
             \n6 mutants: 2 survived, 3 caught, 1 timed out, 0 did not compile"
        );
    }

    #[test]
    fn without_survivors_there_are_only_counts() {
        let found = Found::of("", "c\n", "", "u\nu\n");
        assert_eq!(
            found.to_string(),
            "\n3 mutants: 0 survived, 1 caught, 0 timed out, 2 did not compile"
        );
    }

    #[test]
    fn every_test_of_the_host_step_judges_a_change() {
        let place = Place::find().unwrap();
        for package in &PACKAGES {
            let manifest = place.read(&format!("{}Cargo.toml", package.folder));
            let manifest: toml::Table = manifest.unwrap().parse().unwrap();
            assert_eq!(manifest["package"]["name"].as_str(), Some(package.name));
            for test in manifest["test"].as_array().unwrap() {
                let name = test["name"].as_str().unwrap();
                let elsewhere = ["adding", "rules", "web"].contains(&name);
                let judges = package.tests.contains(&format!("--test={name}").as_str());
                assert!(elsewhere != judges, "{name}");
            }
        }
    }

    #[test]
    fn every_excluded_mutant_has_its_reason_above_it() {
        let root = Place::find().unwrap().root;
        let text = fs::read_to_string(root.join(EQUIVALENT)).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let start = lines
            .iter()
            .position(|line| line.starts_with("exclude_re"))
            .unwrap();
        for pair in lines[start..].windows(2) {
            if pair[1].starts_with(['\'', '"']) {
                assert!(pair[0].starts_with("# "), "no reason for {}", pair[1]);
            }
        }
    }
}
