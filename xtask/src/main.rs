//! Refillery's own commands, run as `cargo xtask <command>`.
//!
//! This file is the map: it names the commands and turns a failure into one sentence on
//! standard error and a non-zero exit. Each command has a module of its own.

mod again;
mod bench;
mod browser;
mod check;
mod check_api;
mod check_deploy;
mod contact;
mod debian;
mod deny;
mod doctor;
mod engines;
mod evidence;
mod failure;
mod floor;
mod kept;
mod kinds;
mod leaks;
mod mutants;
mod place;
mod policy;
mod process;
mod proxy;
mod redaction;
mod release;
mod sandbox;
mod serve;
mod servers;
mod setup;
mod size;
mod split;
mod system;
mod tally;
mod texts;
mod tool;
mod toolbox;
mod versions;
mod views;
mod widget;

use std::process::ExitCode;

use failure::{Failure, Outcome};
use lexopt::Arg;

const HELP: &str = "\
Usage: cargo xtask <command>

  serve     build the shop and serve it on the sandbox, or on a real upstream
              --port N            the shop's port (8080)
              --sandbox-port N    the sandbox's port (8090)
              --release           optimised, as visitors get it
              --upstream URL      a real API instead of the sandbox, together with
              --partner-id ID     (or the environment's REFILLERY_PARTNER_ID)
              --app-version V     what X-Cr-Version says
              --country CC        X-Country-ISO-Code of an order's stream (US); the shop says all others
              --countries-url URL where the list of available countries lives
  sandbox   run the sandbox API alone
              --port N            its port (8090)
              --replay FOLDER     serve the answers recorded there, and nothing else
  build     make the release dist/, compress it, hold it to the size budget
              --public-url PATH   the path the shop is published under (/)
              --renderer NAME     lean, or upstream: on Leptos itself, without a budget
              --explain           say what each wasm is made of, by crate and module
  test      run every check, or some
              --only NAME…        format views clippy clippy-wasm systems deny host docs rules browser build again e2e
                                  or smoke: a few tests of most, within three minutes
              -- WORD             only tests with this word in their names, in every step
              --shard K/N         only the K-th of N parts of the end-to-end tests
              --long              instead: what takes longer than a whole run may
              --mutants PATH      instead: change the sources there piece by piece, name each
                                  change that no host test notices (hours for a large folder)
  bench     measure the release beside what a partner would build instead, in turns
              --rounds N          how often (9); home, wall, brand, product, order take 45 minutes
              --routes A,B        some of them
              --all               five peers instead of two, and HTTP/2 too
              --resume            go on where the last run was stopped
              --dist DIR          a release that is there already
  check-deploy URL
            ask a running shop whether it is served as it must be, and say how to mend it
              --order ID          an order of yours, to see its stream come event by event
              --address A         how this machine is seen from outside, where a router hides it
  check-api ask the real API all that makes nothing, and say where it differs from what the
            shop knows; `cargo xtask check-api --help` has every option
              --upstream URL      the API, together with
              --partner-id ID     (or the environment's REFILLERY_PARTNER_ID)
              --through URL       instead of both: a shop's proxy
              --order             follow an order, whose id is read from standard input
              --record DIR        keep the answers as tests/fixtures, without personal data
  doctor    list every tool with its version, and how to get what is missing
";

fn main() -> ExitCode {
    match process::listen_for_stop().and_then(|()| run()) {
        Ok(code) => code,
        Err(Failure::Stopped) => ExitCode::from(130),
        Err(Failure::Because(sentence)) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        Some(Arg::Value(command)) => command,
        Some(Arg::Long("help") | Arg::Short('h')) | None => {
            print!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.to_string_lossy().as_ref() {
        "serve" => serve::run(arguments),
        "sandbox" => sandbox::run(arguments),
        "build" => release::run(arguments),
        "test" => check::run(arguments),
        "doctor" => doctor::run(arguments),
        "bench" => bench::run(arguments),
        "check-deploy" => check_deploy::run(arguments),
        "check-api" => check_api::run(arguments),
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Failure::because(format!(
            "there is no command `{other}`; `cargo xtask help` lists them."
        ))),
    }
}
