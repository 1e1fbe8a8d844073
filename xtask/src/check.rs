//! `cargo xtask test`: every check, each step run whatever became of those before it.

use std::io::Write;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use lexopt::{Arg, ValueExt};

use crate::again;
use crate::browser;
use crate::deny;
use crate::engines;
use crate::evidence::Evidence;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::release;
use crate::servers;
use crate::setup::ensure_one;
use crate::tally::Tally;
use crate::toolbox::{State, Tool, Toolbox, WASM};

/// One step: what `--only` calls it, what people read, what it needs and what it does.
struct Step {
    name: &'static str,
    title: &'static str,
    needs: &'static [Tool],
    work: Work,
}

/// What a step does, and so how it is counted.
enum Work {
    /// Passes or fails as one.
    Command(&'static [&'static str]),
    /// Counts by its tests. More than one command, because options such as `--test` hold
    /// for every package of a command.
    Tests(&'static [&'static [&'static str]]),
    /// The dependencies' licences, sources and duplicates; passes or fails as one.
    Deny,
    /// The release build with its budget; passes or fails as one.
    Release,
    /// The release once more, compared with the first; passes or fails as one.
    Again,
}

const BROWSER_TESTS: &[Tool] = &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Browser];
const END_TO_END: &[Tool] = &[
    Tool::WasmTarget,
    Tool::Trunk,
    Tool::WasmBindgen,
    Tool::Browser,
    Tool::Engines,
    Tool::Geckodriver,
    Tool::Axe,
    Tool::TypeScript,
    Tool::Servers,
];

const STEPS: [Step; 10] = [
    Step {
        name: "format",
        title: "formatting",
        needs: &[Tool::Linters],
        work: Work::Command(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "clippy",
        title: "clippy on the host",
        needs: &[Tool::Linters],
        work: Work::Command(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    },
    Step {
        name: "clippy-wasm",
        title: "clippy on wasm32",
        needs: &[Tool::Linters, Tool::WasmTarget],
        work: Work::Command(&[
            "clippy",
            "--package",
            "refillery",
            "--target",
            WASM,
            // What only a release has; the host's step looks at what it replaces.
            "--features",
            "split",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    },
    Step {
        name: "deny",
        title: "licences, sources, duplicates",
        needs: &[Tool::CargoDeny],
        work: Work::Deny,
    },
    Step {
        name: "host",
        title: "host tests",
        needs: &[],
        work: Work::Tests(&[
            &[
                "test",
                "--no-fail-fast",
                "--package",
                "refillery",
                "--lib",
                "--bins",
                "--test",
                "configuring",
                "--test",
                "decoding",
                "--test",
                "finding",
                "--test",
                "paying",
                "--test",
                "random_bodies",
            ],
            &[
                "test",
                "--no-fail-fast",
                "--package",
                "xtask",
                "--package",
                "refillery-sandbox",
            ],
        ]),
    },
    Step {
        name: "rules",
        title: "house rules",
        needs: &[],
        work: Work::Tests(&[&["test", "--package", "refillery", "--test", "tidy"]]),
    },
    Step {
        name: "browser",
        title: "browser tests",
        needs: BROWSER_TESTS,
        work: Work::Tests(&[&[
            "test",
            "--package",
            "refillery",
            "--target",
            WASM,
            "--test",
            "web",
        ]]),
    },
    Step {
        name: "build",
        title: "release build and budget",
        needs: &release::NEEDS,
        work: Work::Release,
    },
    Step {
        name: "again",
        title: "the same bytes again",
        needs: &release::NEEDS,
        work: Work::Again,
    },
    Step {
        name: "e2e",
        title: "end-to-end tests",
        needs: END_TO_END,
        work: Work::Tests(&[&["test", "--no-fail-fast", "--package", "refillery-e2e"]]),
    },
];

/// Runs the steps and ends with `N passed, N failed`.
pub(crate) fn run(arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let steps = chosen(arguments)?;
    let toolbox = Toolbox::open()?;
    let lacking = set_up(&toolbox, &steps)?;
    let mut total = Tally::default();
    let mut report = Vec::new();
    let mut evidence = Evidence::default();
    for step in &steps {
        println!("\n── {}", step.title);
        let begun = Instant::now();
        let missing = lacking.iter().find(|(tool, _)| step.needs.contains(tool));
        let tally = match missing {
            Some((_, failure)) => {
                println!("Not run: {}", failure.sentence());
                Tally::one(false)
            }
            None => work(&toolbox, &step.work, &mut evidence)?,
        };
        total.add(tally);
        report.push(line(step.title, tally, begun.elapsed()));
    }
    println!("{}\n{}\n\n{total}", evidence.told(), report.join("\n"));
    let _flushed = std::io::stdout().flush();
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn chosen(mut arguments: lexopt::Parser) -> Outcome<Vec<&'static Step>> {
    let mut only: Vec<String> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("only") => {
                for name in arguments.values()? {
                    only.push(name.string()?);
                }
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if let Some(unknown) = only
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(Failure::because(format!(
            "there is no step `{unknown}`; the steps are {}.",
            names.join(", ")
        )));
    }
    let wanted = |step: &&Step| only.is_empty() || only.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

/// Gets what the steps need. What can't be had fails only the steps that need it.
fn set_up(toolbox: &Toolbox, steps: &[&Step]) -> Outcome<Vec<(Tool, Failure)>> {
    let mut needed: Vec<Tool> = steps.iter().flat_map(|step| step.needs).copied().collect();
    needed.sort();
    needed.dedup();
    let mut lacking = Vec::new();
    for tool in needed {
        match ensure_one(toolbox, tool) {
            Ok(()) => {}
            Err(Failure::Stopped) => return Err(Failure::Stopped),
            Err(failure) => {
                println!("{}", failure.sentence());
                lacking.push((tool, failure));
            }
        }
    }
    Ok(lacking)
}

fn work(toolbox: &Toolbox, work: &Work, evidence: &mut Evidence) -> Outcome<Tally> {
    match work {
        Work::Command(arguments) => {
            let status = process::run(cargo(toolbox)?.args(*arguments))?;
            Ok(Tally::one(status.success()))
        }
        Work::Tests(commands) => {
            let (mut tally, mut success) = (Tally::default(), true);
            for arguments in *commands {
                let mut command = cargo(toolbox)?;
                let status = process::run_and_look(command.args(*arguments), |line| {
                    tally.read(line);
                    evidence.read(line);
                })?;
                success &= status.success();
            }
            Ok(tally.of_command(success))
        }
        Work::Deny => as_one(deny::check(toolbox)),
        Work::Release => as_one(release::build(toolbox, "/")),
        Work::Again => as_one(again::build_and_compare(toolbox)),
    }
}

fn as_one(outcome: Outcome<()>) -> Outcome<Tally> {
    match outcome {
        Ok(()) => Ok(Tally::one(true)),
        Err(Failure::Stopped) => Err(Failure::Stopped),
        Err(failure) => {
            println!("{}", failure.sentence());
            Ok(Tally::one(false))
        }
    }
}

/// Cargo, with what the browser tests and the end-to-end tests read from the environment.
fn cargo(toolbox: &Toolbox) -> Outcome<Command> {
    let mut command = toolbox.command("cargo");
    if let Some(browser) = browser::find(toolbox) {
        command
            .env("CHROMEDRIVER", &browser.driver)
            .env("REFILLERY_CHROMEDRIVER", &browser.driver)
            .env("REFILLERY_CHROMIUM", &browser.chromium)
            .env(
                "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
                browser::capabilities(&toolbox.place.root)?,
            );
    }
    command.envs(engines::find(toolbox));
    if let Some((nginx, caddy)) = servers::find(toolbox) {
        command
            .env("REFILLERY_NGINX", nginx)
            .env("REFILLERY_CADDY", caddy);
    }
    if matches!(toolbox.state(Tool::Trunk), State::Ready(_))
        && let Some(trunk) = toolbox.find("trunk")
    {
        command.env("REFILLERY_TRUNK", trunk);
    }
    Ok(command)
}

fn line(title: &str, tally: Tally, took: Duration) -> String {
    let word = if tally.failed == 0 { "ok" } else { "FAILED" };
    format!(
        "{word:<6}  {title:<29}  {tally}  ({:.1} s)",
        took.as_secs_f64()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Outcome<Vec<&'static str>> {
        Ok(chosen(lexopt::Parser::from_args(arguments))?
            .iter()
            .map(|step| step.name)
            .collect())
    }

    #[test]
    fn everything_runs_in_the_order_of_the_list() {
        let all = names(&[]).unwrap();
        assert_eq!(all.first(), Some(&"format"));
        assert_eq!(all.last(), Some(&"e2e"));
        assert_eq!(all.len(), STEPS.len());
    }

    #[test]
    fn every_test_of_the_shop_belongs_to_a_step() {
        let root = crate::place::Place::find().unwrap().root;
        let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let tests = manifest["test"].as_array().unwrap();
        assert!(tests.len() > 5);
        for test in tests {
            let name = test["name"].as_str().unwrap();
            let is_run = STEPS.iter().any(|step| match &step.work {
                Work::Tests(lines) => lines
                    .iter()
                    .any(|line| line.windows(2).any(|pair| pair == ["--test", name])),
                _ => false,
            });
            assert!(is_run, "no step runs {name}");
        }
    }

    #[test]
    fn only_takes_several_names_and_keeps_the_order() {
        assert_eq!(
            names(&["--only", "e2e", "format"]),
            Ok(vec!["format", "e2e"])
        );
        assert_eq!(
            names(&["--only", "host", "--only", "rules"]),
            Ok(vec!["host", "rules"])
        );
    }

    #[test]
    fn an_unknown_step_is_told_with_the_known_ones() {
        let failure = names(&["--only", "hots"]).unwrap_err();
        assert!(
            failure.sentence().contains("`hots`") && failure.sentence().contains("clippy-wasm")
        );
    }

    #[test]
    fn a_step_that_failed_says_so_in_its_line() {
        let tally = Tally {
            passed: 3,
            failed: 1,
        };
        assert_eq!(
            line("host tests", tally, Duration::from_millis(1250)),
            "FAILED  host tests                     3 passed, 1 failed  (1.2 s)"
        );
    }
}
