//! `cargo xtask check-api`: compiles `xtask/check-api`, which has the shop's own readers, and lets
//! it ask the API.

use std::process::ExitCode;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::toolbox::Toolbox;

/// The program that asks.
const PACKAGE: &str = "refillery-check-api";

/// It could not ask.
const UNASKED: u8 = 2;

/// Asks, with the arguments as they are.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let toolbox = Toolbox::open()?;
    let mut cargo = toolbox.command("cargo");
    if !process::run(cargo.args(["build", "--quiet", "--package", PACKAGE]))?.success() {
        eprintln!("xtask: {PACKAGE} does not compile: see the lines above.");
        return Ok(ExitCode::from(UNASKED));
    }
    let mut cargo = toolbox.command("cargo");
    cargo.args(["run", "--quiet", "--package", PACKAGE, "--"]);
    // No group of its own, unlike other children: it may read an order's id from the terminal,
    // which only the group in front can. Ctrl-C reaches it by itself.
    let status = cargo
        .args(arguments.raw_args()?)
        .status()
        .map_err(|error| Failure::because(format!("`cargo` can't be started: {error}.")))?;
    match status.code() {
        _ if process::stop_wanted() => Err(Failure::Stopped),
        Some(0) => Ok(ExitCode::SUCCESS),
        Some(1) => Ok(ExitCode::FAILURE),
        _ => Ok(ExitCode::from(UNASKED)),
    }
}
