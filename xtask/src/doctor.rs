//! `cargo xtask doctor`: what is there, what is missing, and how to get it.

use std::process::ExitCode;

use crate::failure::Outcome;
use crate::tool::Tool;
use crate::toolbox::{State, Toolbox};

/// Programs that are only looked at: this command doesn't run without a Rust.
const LOOKED_AT: [(&str, &str); 5] = [
    ("rustc", "install Rust from https://rustup.rs"),
    ("cargo", "install Rust from https://rustup.rs"),
    (
        "rustup",
        "install Rust from https://rustup.rs (only needed to add the wasm target)",
    ),
    ("node", "apt-get install nodejs (wasm-opt runs on it)"),
    (
        "npm",
        "apt-get install npm (only needed to get wasm-opt, lightningcss and what judges pages)",
    ),
];

const ENSURED: [Tool; 17] = [
    Tool::Linters,
    Tool::WasmTarget,
    Tool::LibrarySource,
    Tool::Trunk,
    Tool::WasmBindgen,
    Tool::WasmOpt,
    Tool::LightningCss,
    Tool::Browser,
    Tool::Engines,
    Tool::Geckodriver,
    Tool::Axe,
    Tool::EqualAccess,
    Tool::TypeScript,
    Tool::Servers,
    Tool::OtherSystems,
    Tool::CargoDeny,
    Tool::Leptosfmt,
];

/// Tools that only a command of their own gets, so that nobody has to have them.
const ON_REQUEST: [(Tool, &str); 1] =
    [(Tool::CargoMutants, "only needed by `test --mutants PATH`")];

/// Lists every tool.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let toolbox = Toolbox::open()?;
    let mut missing = 0;
    for (program, advice) in LOOKED_AT {
        match toolbox.version(program) {
            Some(version) => println!("ok       {}", named(program, &version)),
            None => {
                missing += 1;
                println!("missing  {program}: {advice}");
            }
        }
    }
    for tool in ENSURED {
        match tool.state(&toolbox) {
            State::Ready(version) => println!("ok       {version}"),
            State::Missing(lacking) => {
                missing += 1;
                println!(
                    "missing  {lacking}: {}",
                    tool.command_that_gets(&toolbox.versions)
                );
            }
        }
    }
    for (tool, purpose) in ON_REQUEST {
        match tool.state(&toolbox) {
            State::Ready(version) => println!("ok       {version}"),
            State::Missing(lacking) => println!(
                "optional {lacking}: {} ({purpose})",
                tool.command_that_gets(&toolbox.versions)
            ),
        }
    }
    match missing {
        0 => println!("Everything is there."),
        1 => println!("One is missing; serve, build and test get what they can by themselves."),
        more => {
            println!("{more} are missing; serve, build and test get what they can by themselves.")
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Node and npm print a bare number.
fn named(program: &str, version: &str) -> String {
    if version.starts_with(program) {
        version.to_owned()
    } else {
        format!("{program} {version}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_gets_its_name() {
        assert_eq!(named("npm", "11.19.1"), "npm 11.19.1");
        assert_eq!(named("rustc", "rustc 1.95.0"), "rustc 1.95.0");
    }
}
