//! `cargo xtask test`: every check, each step run whether or not those before it have passed.
//!
//! The release is built beside the other steps, because the linker works on one core for
//! most of that time. The end-to-end tests begin when it is there.

mod asked;
mod beside;
mod changed;
mod long;
mod report;
mod steps;

use std::env;
use std::io::Write;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::again;
use crate::browser;
use crate::deny;
use crate::engines;
use crate::evidence::Evidence;
use crate::failure::{Failure, Outcome};
use crate::mutants;
use crate::process;
use crate::release;
use crate::servers;
use crate::setup::ensure_one;
use crate::tally::Tally;
use crate::tool::{Tool, WASM};
use crate::toolbox::{State, Toolbox};
use crate::views;
use asked::{Asked, Plan};
use beside::Beside;
use report::{Row, Times};
use steps::{END_TO_END_TESTS, Harness, Linted, SMOKE_TESTS, Step, Work};

/// Names the end-to-end tests to run, by parts of their names with commas between.
const TESTS: &str = "REFILLERY_TESTS";

/// Names a part of the end-to-end tests.
const SHARD: &str = "REFILLERY_SHARD";

/// The step that a whole run leaves out unless `CI` is set.
const ONLY_IN_CI: &str = "again";

/// The shop as a browser's program, with what only a release has; the host's step looks at
/// what that replaces.
const WASM_PACKAGE: [&str; 6] = [
    "--package",
    "refillery",
    "--target",
    WASM,
    "--features",
    "split",
];

/// The same as something to compile.
const WASM_BUILD: [&str; 9] = [
    "build",
    "--package",
    "refillery",
    "--target",
    WASM,
    "--features",
    "split",
    "--lib",
    "--bins",
];

/// The findings of a run so far.
#[derive(Default)]
struct Findings {
    rows: Vec<Row>,
    evidence: Evidence,
    times: Times,
}

/// Does what was asked for; a run of steps ends with `N passed, N failed`.
pub(crate) fn run(arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let asked = asked::read(arguments)?;
    if cfg!(windows) {
        return Err(Failure::because(
            "the tests run on Linux, whose servers and browsers they use: run them in WSL or in a \
             container. `cargo xtask serve` and `cargo xtask build` run here.",
        ));
    }
    let toolbox = Toolbox::open()?;
    match asked {
        Asked::Steps(plan) => run_steps(&toolbox, plan),
        Asked::Long => long::run(&toolbox),
        Asked::Mutants(path) => mutants::run(&toolbox, &path),
    }
}

fn run_steps(toolbox: &Toolbox, mut plan: Plan) -> Outcome<ExitCode> {
    let begun = Instant::now();
    if plan.is_whole && env::var_os("CI").is_none() {
        // It takes one of two cores for minutes, and only a change of the build can break it.
        plan.steps.retain(|step| step.name != ONLY_IN_CI);
        println!("Without CI in the environment, `{ONLY_IN_CI}` runs by `--only {ONLY_IN_CI}`.");
    }
    let lacking = set_up(toolbox, &plan.steps)?;
    let set_up = begun.elapsed();
    let begun = Instant::now();
    if plan.word.is_some() && !has_end_to_end_tests(toolbox, &plan)? {
        plan.steps
            .retain(|step| !step.needs_release() && !step.is_beside());
    }
    let mut findings = Findings::default();
    let lacks = |step: &Step| lacking.iter().find(|(tool, _)| step.needs.contains(tool));
    // One core's worth of work beside the others, unless there are no others.
    let (besides, others): (Vec<&'static Step>, Vec<&'static Step>) =
        plan.steps.iter().partition(|step| step.is_beside());
    let is_split = !others.is_empty() && besides.iter().all(|step| lacks(step).is_none());
    let mut beside = Beside::start(if is_split { besides } else { Vec::new() });
    let here = if is_split { &others } else { &plan.steps };
    for step in here {
        if step.needs_release() && !findings.has_row("build") {
            compile(toolbox, &plan, step)?;
            take_in_until(&mut beside, "build", &mut findings)?;
        }
        println!("\n── {}", step.title);
        let begun = Instant::now();
        let tally = match lacks(step) {
            Some((_, failure)) => not_run(failure.sentence()),
            None if step.needs_release() && findings.has_failed("build") => {
                not_run("there is no release to test.")
            }
            None => work(toolbox, &plan, &step.work, &mut findings)?,
        };
        findings.rows.push(Row {
            step,
            tally,
            took: begun.elapsed(),
            is_beside: false,
        });
    }
    take_in_until(&mut beside, "", &mut findings)?;
    let total = findings.total();
    let table = report::table(&findings.rows, &findings.times, set_up, begun.elapsed());
    println!("{}\n{table}\n{total}", findings.evidence.told());
    let _flushed = std::io::stdout().flush();
    if let (Some(word), 0) = (&plan.word, total.passed + total.failed) {
        return Err(Failure::because(format!(
            "no test's name has “{word}” in it."
        )));
    }
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Findings {
    fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.rows.iter().for_each(|row| total.add(row.tally));
        total
    }

    fn has_row(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.step.name == name)
    }

    fn has_failed(&self, name: &str) -> bool {
        let of_step = |row: &&Row| row.step.name == name;
        let row = self.rows.iter().find(of_step);
        row.is_some_and(|row| row.tally.failed > 0)
    }

    fn read(&mut self, line: &str) {
        self.evidence.read(line);
        self.times.read(line);
    }
}

/// Shows what ran beside the others, until the step of this name has ended, or all have.
fn take_in_until(beside: &mut Beside, name: &str, findings: &mut Findings) -> Outcome<()> {
    while let Some(ended) = beside.next()? {
        println!(
            "\n── {}, beside the others\n{}",
            ended.step.title, ended.output
        );
        findings.rows.push(Row {
            step: ended.step,
            tally: Tally::one(ended.passed),
            took: ended.took,
            is_beside: true,
        });
        if ended.step.name == name {
            break;
        }
    }
    Ok(())
}

fn not_run(reason: &str) -> Tally {
    println!("Not run: {reason}");
    Tally::one(false)
}

/// Gets what the steps need. A tool that can't be had fails only the steps that need it.
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

fn work(toolbox: &Toolbox, plan: &Plan, work: &Work, findings: &mut Findings) -> Outcome<Tally> {
    match work {
        Work::Commands(commands, environment) => {
            let mut success = true;
            for arguments in *commands {
                let mut command = cargo(toolbox)?;
                command.args(*arguments).envs(environment.iter().copied());
                success &= process::run(&mut command)?.success();
            }
            Ok(Tally::one(success))
        }
        Work::Clippy(linted) => {
            let mut command = cargo(toolbox)?;
            if plan.is_whole {
                lint_while_compiling(&mut command);
                command.args(match linted {
                    Linted::Host => &["test", "--no-run", "--workspace", "--all-targets"][..],
                    Linted::Wasm => &WASM_BUILD,
                });
            } else {
                let packages = match linted {
                    Linted::Host if plan.is_smoke => changed::packages(toolbox)?,
                    Linted::Host => vec!["--workspace".to_owned()],
                    Linted::Wasm => WASM_PACKAGE.map(str::to_owned).to_vec(),
                };
                // The other tests are for the host, and so is what they depend on.
                let targets = match linted {
                    Linted::Host => &["--all-targets"][..],
                    Linted::Wasm => &["--lib", "--bins", "--test", "web"],
                };
                command.arg("clippy").args(packages).args(targets);
                command.args(["--", "-D", "warnings"]);
            }
            Ok(Tally::one(process::run(&mut command)?.success()))
        }
        Work::Tests { commands, harness } => tests(toolbox, plan, commands, *harness, findings),
        Work::Views => as_one(views::check(toolbox)),
        Work::Deny => as_one(deny::check(toolbox)),
        Work::Release => as_one(release::build_both(toolbox)),
        Work::Again => as_one(again::build_and_compare(toolbox)),
    }
}

fn tests(
    toolbox: &Toolbox,
    plan: &Plan,
    commands: &[&[&str]],
    harness: Harness,
    findings: &mut Findings,
) -> Outcome<Tally> {
    let (mut tally, mut success) = (Tally::default(), true);
    for arguments in commands {
        let mut command = test_command(toolbox, plan, arguments, harness)?;
        let status = process::run_and_look(&mut command, |line| {
            tally.read(line);
            findings.read(line);
        })?;
        success &= status.success();
    }
    // A word may well be in no name of this step.
    let may_be_none = plan.word.is_some() && success && tally == Tally::default();
    Ok(if may_be_none {
        tally
    } else {
        tally.of_command(success)
    })
}

fn test_command(
    toolbox: &Toolbox,
    plan: &Plan,
    arguments: &[&str],
    harness: Harness,
) -> Outcome<Command> {
    let mut command = cargo(toolbox)?;
    if plan.is_whole {
        lint_while_compiling(&mut command);
    }
    command.args(["test", "--no-fail-fast"]).args(arguments);
    command.arg("--");
    match harness {
        Harness::Host => {
            command.args(&plan.word);
            // Rust's harness reports times only where unstable options are taken. The variable is
            // for the tests alone: cargo would compile everything again for it.
            if let Some(runner) = runner_of_host(toolbox) {
                command.env(runner, "env RUSTC_BOOTSTRAP=1");
                command.args(["-Zunstable-options", "--report-time"]);
            }
        }
        Harness::Browser => {
            command.args(&plan.word);
        }
        Harness::EndToEnd => {
            if let Some(word) = &plan.word {
                command.env(TESTS, word);
            } else if plan.is_smoke {
                command.env(TESTS, SMOKE_TESTS.join(","));
            }
            if let Some(shard) = &plan.shard {
                command.env(SHARD, shard);
            }
        }
    }
    Ok(command)
}

/// Compiles a step's tests while something else is waited for. The step itself shows what doesn't
/// compile.
fn compile(toolbox: &Toolbox, plan: &Plan, step: &Step) -> Outcome<()> {
    if let Work::Tests { commands, harness } = &step.work {
        for arguments in *commands {
            let arguments = [&["--no-run"], *arguments].concat();
            let mut command = test_command(toolbox, plan, &arguments, *harness)?;
            process::run_quietly(&mut command, |_| {})?;
        }
    }
    Ok(())
}

/// Makes clippy the compiler of the workspace's own packages. `cargo clippy` would compile
/// all dependencies for itself alone; a whole run compiles them once for linting and testing.
fn lint_while_compiling(command: &mut Command) {
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    // As `cargo clippy -- -D warnings` hands it over.
    let arguments = ["-D", "warnings"].map(|argument| format!("{argument}__CLIPPY_HACKERY__"));
    command.env("CLIPPY_ARGS", arguments.concat());
}

/// Whether the word is in the name of an end-to-end test: only then is a release needed.
fn has_end_to_end_tests(toolbox: &Toolbox, plan: &Plan) -> Outcome<bool> {
    if !plan.has(Harness::EndToEnd) {
        return Ok(false);
    }
    let mut command = test_command(toolbox, plan, &END_TO_END_TESTS, Harness::EndToEnd)?;
    let mut is_found = false;
    let status = process::run_quietly(command.arg("--list"), |line| {
        is_found |= line.trim_end().ends_with(": test");
    })?;
    // The step itself shows what doesn't compile.
    Ok(is_found || !status.success())
}

/// The variable by which cargo takes a runner for this machine's own programs.
fn runner_of_host(toolbox: &Toolbox) -> Option<String> {
    let told = process::capture(toolbox.command("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "))?;
    let name = host.replace(['-', '.'], "_").to_uppercase();
    Some(format!("CARGO_TARGET_{name}_RUNNER"))
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

/// Cargo, with the environment of the browser tests and the end-to-end tests.
fn cargo(toolbox: &Toolbox) -> Outcome<Command> {
    let mut command = toolbox.command("cargo");
    if let Some(browser) = browser::find(toolbox) {
        command
            .env("CHROMEDRIVER", &browser.driver)
            .env("REFILLERY_CHROMEDRIVER", &browser.driver)
            .env("REFILLERY_CHROMIUM", &browser.chromium)
            .env("REFILLERY_CHROMIUM_WITH_WINDOWS", &browser.with_windows)
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
    if matches!(Tool::Trunk.state(toolbox), State::Ready(_))
        && let Some(trunk) = toolbox.find("trunk")
    {
        command.env("REFILLERY_TRUNK", trunk);
    }
    Ok(command)
}
