//! Gets what is missing, in order, and says what it does and how long it took.

use std::process::Command;
use std::time::Instant;

use crate::browser;
use crate::engines;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::servers;
use crate::tool::{OTHER_SYSTEMS, Tool, WASM};
use crate::toolbox::{State, Toolbox};

/// Cargo's profile for tools. They run for seconds and would compile for half an hour:
/// Trunk takes 29 CPU minutes as released, and 6 like this.
const QUICK_TO_COMPILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// Makes sure of every one of `tools`; the first that can't be had ends it.
pub(crate) fn ensure(toolbox: &Toolbox, tools: &[Tool]) -> Outcome<()> {
    tools.iter().try_for_each(|tool| ensure_one(toolbox, *tool))
}

/// Makes sure of one tool.
pub(crate) fn ensure_one(toolbox: &Toolbox, tool: Tool) -> Outcome<()> {
    let begun = Instant::now();
    let name = name(tool);
    let lacking = match tool.state(toolbox) {
        State::Ready(version) => {
            println!("{name}: {version} ({})", seconds(begun));
            return Ok(());
        }
        State::Missing(lacking) => lacking,
    };
    println!("{name}: {lacking}; getting it{}", patience(tool));
    println!("  {}", tool.command_that_gets(&toolbox.versions));
    install(toolbox, tool)?;
    match tool.state(toolbox) {
        State::Ready(version) => {
            println!("{name}: {version} (installed in {})", seconds(begun));
            Ok(())
        }
        State::Missing(lacking) => Err(Failure::because(format!(
            "{name} was installed and still can't be used: {lacking}."
        ))),
    }
}

/// Runs a named part of a command's work and prints how long it took.
pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("{what} …");
    let begun = Instant::now();
    let result = work()?;
    println!("{what}: done ({})", seconds(begun));
    Ok(result)
}

/// The time since `begun`, for people.
pub(crate) fn seconds(begun: Instant) -> String {
    format!("{:.1} s", begun.elapsed().as_secs_f64())
}

fn name(tool: Tool) -> &'static str {
    match tool {
        Tool::Linters => "rustfmt and clippy",
        Tool::WasmTarget => "wasm target",
        Tool::OtherSystems => "other systems",
        Tool::LibrarySource => "rust-src",
        Tool::Trunk => "trunk",
        Tool::WasmBindgen => "wasm-bindgen",
        Tool::WasmOpt => "wasm-opt",
        Tool::LightningCss => "lightningcss",
        Tool::Browser => "browser",
        Tool::Engines => "other engines",
        Tool::Geckodriver => "geckodriver",
        Tool::Axe => "axe-core",
        Tool::EqualAccess => "IBM's engine",
        Tool::TypeScript => "TypeScript",
        Tool::Servers => "servers",
        Tool::CargoDeny => "cargo-deny",
        Tool::CargoMutants => "cargo-mutants",
        Tool::Leptosfmt => "leptosfmt",
    }
}

fn patience(tool: Tool) -> &'static str {
    match tool {
        Tool::Trunk => " (compiles it: about four minutes on two cores, once)",
        Tool::WasmBindgen => " (compiles it: about a minute and a half on two cores, once)",
        Tool::Geckodriver => " (compiles it: about two minutes on two cores, once)",
        Tool::CargoDeny | Tool::CargoMutants | Tool::Leptosfmt => {
            " (compiles it: about a minute on two cores, once)"
        }
        _ => "",
    }
}

fn install(toolbox: &Toolbox, tool: Tool) -> Outcome<()> {
    match tool {
        Tool::Linters => rustup(
            toolbox,
            &["component", "add", "rustfmt", "clippy"],
            "rustfmt and clippy",
        ),
        Tool::WasmTarget => rustup(
            toolbox,
            &["target", "add", WASM],
            &format!("Rust's {WASM} target"),
        ),
        Tool::OtherSystems => rustup(
            toolbox,
            &[&["target", "add"][..], &OTHER_SYSTEMS].concat(),
            "Rust's standard library for other systems",
        ),
        Tool::LibrarySource => rustup(
            toolbox,
            &["component", "add", "rust-src"],
            "the standard library's source",
        ),
        Tool::WasmOpt | Tool::LightningCss | Tool::Axe | Tool::EqualAccess | Tool::TypeScript => {
            npm(toolbox, tool)
        }
        Tool::Browser => browser::install(toolbox),
        Tool::Engines => engines::install(toolbox),
        Tool::Servers => servers::install(toolbox),
        Tool::Trunk
        | Tool::WasmBindgen
        | Tool::Geckodriver
        | Tool::CargoDeny
        | Tool::CargoMutants
        | Tool::Leptosfmt => cargo(toolbox, &tool.cargo_arguments(&toolbox.versions)),
    }
}

fn rustup(toolbox: &Toolbox, arguments: &[&str], what: &str) -> Outcome<()> {
    if toolbox.find("rustup").is_none() {
        return Err(Failure::because(format!(
            "{what} is missing and there is no rustup to add it: install it with whatever \
             brought this Rust, or take Rust from https://rustup.rs."
        )));
    }
    succeed(toolbox.command("rustup").args(arguments), || {
        format!(
            "`rustup {}` failed: check the connection, or install {what} by hand for the \
             toolchain that `rustup show active-toolchain` names.",
            arguments.join(" ")
        )
    })
}

fn cargo(toolbox: &Toolbox, arguments: &[&str]) -> Outcome<()> {
    let mut command = toolbox.command("cargo");
    // A target folder of this checkout's own would keep gigabytes of the tool's objects.
    command
        .args(arguments)
        .envs(QUICK_TO_COMPILE)
        .env_remove("CARGO_TARGET_DIR");
    succeed(&mut command, || {
        format!(
            "`cargo {}` failed: its own lines above say why, most often a download that \
             did not get through.",
            arguments.join(" ")
        )
    })
}

fn npm(toolbox: &Toolbox, tool: Tool) -> Outcome<()> {
    let package = tool.npm_package(&toolbox.versions);
    // Only the one is a program that can come from elsewhere.
    let otherwise = match tool {
        Tool::WasmOpt => format!(
            ", or put a wasm-opt {} on the path",
            toolbox.versions.wasm_opt
        ),
        _ => String::new(),
    };
    if toolbox.find("npm").is_none() {
        return Err(Failure::because(format!(
            "{} is missing and there is no npm to get it: install Node.js with \
             npm{otherwise}.",
            name(tool)
        )));
    }
    let mut command = toolbox.command("npm");
    command
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--save-exact",
            "--loglevel=error",
            "--prefix",
        ])
        .arg(toolbox.place.npm_tools())
        .arg(&package);
    succeed(&mut command, || {
        format!("`npm install {package}` failed: check the connection{otherwise}.")
    })
}

fn succeed(command: &mut Command, otherwise: impl FnOnce() -> String) -> Outcome<()> {
    if process::run(command)?.success() {
        Ok(())
    } else {
        Err(Failure::because(otherwise()))
    }
}
