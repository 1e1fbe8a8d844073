//! `cargo xtask bench`: the release beside what a partner would build instead, in turns, in
//! `tests/bench/peers`. Its README says what is measured.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use lexopt::{Arg, ValueExt};

use crate::browser;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::release;
use crate::setup::ensure;
use crate::tool::Tool;
use crate::toolbox::Toolbox;

/// What is needed besides what a release needs.
const NEEDS: [Tool; 2] = [Tool::Browser, Tool::Servers];

/// Where the peers are, from the checkout's root.
const FOLDER: &str = "tests/bench/peers";

/// Builds both sides and measures them. The exit code is that of the measurement: not 0 when a bar that
/// is kept falls.
pub(crate) fn run(arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let (dist, passed) = read(arguments)?;
    let toolbox = Toolbox::open()?;
    ensure(&toolbox, &NEEDS)?;
    let folder = toolbox.place.root.join(FOLDER);
    let npm = |what: &[&str]| {
        let mut npm = toolbox.command("npm");
        succeeds(npm.args(what).current_dir(&folder), "npm")
    };
    npm(&["ci", "--no-audit", "--no-fund"])?;
    npm(&["run", "build"])?;
    let dist = match dist {
        Some(dist) => dist,
        None => {
            ensure(&toolbox, &release::NEEDS)?;
            let dist = toolbox.place.dist();
            release::build(&toolbox, "/", &dist)?;
            dist
        }
    };
    let status = process::run(&mut measurement(&toolbox, &folder, &dist, &passed)?)?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The release that is to be measured, if it isn't to be built, and what the measurement gets.
fn read(mut arguments: lexopt::Parser) -> Outcome<(Option<PathBuf>, Vec<OsString>)> {
    let (mut dist, mut passed) = (None, Vec::new());
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("dist") => dist = Some(PathBuf::from(arguments.value()?)),
            Arg::Long(option @ ("all" | "resume")) => passed.push(format!("--{option}").into()),
            Arg::Long(option @ ("rounds" | "apps" | "routes" | "json")) => {
                let option = format!("--{option}").into();
                passed.extend([option, arguments.value()?.parse()?]);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok((dist, passed))
}

fn measurement(
    toolbox: &Toolbox,
    folder: &Path,
    dist: &Path,
    passed: &[OsString],
) -> Outcome<Command> {
    let found = browser::find(toolbox).ok_or_else(|| Failure::because("there is no Chromium."))?;
    let mut node = toolbox.command("node");
    node.arg("bench.mjs")
        .arg("--dist")
        .arg(std::path::absolute(dist).unwrap_or_else(|_| dist.to_owned()))
        .args(passed)
        .env("CHROMIUM", found.chromium)
        .current_dir(folder);
    Ok(node)
}

fn succeeds(command: &mut Command, name: &str) -> Outcome<()> {
    if process::run(command)?.success() {
        Ok(())
    } else {
        Err(Failure::because(format!(
            "{name} failed: its own lines above say why."
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(arguments: &[&str]) -> Outcome<(Option<PathBuf>, Vec<OsString>)> {
        read(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn the_measurement_gets_its_options_and_nothing_else() {
        let (dist, passed) = given(&["--rounds", "3", "--dist", "a", "--all"]).unwrap();
        assert_eq!(dist, Some(PathBuf::from("a")));
        assert_eq!(passed, ["--rounds", "3", "--all"]);
        assert!(given(&["--round", "3"]).is_err());
        assert!(given(&["home"]).is_err());
    }
}
