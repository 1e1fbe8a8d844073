//! The tools that a command needs: whether each is there, and the command that gets it. Installing
//! it is `setup`'s work.

use std::path::Path;

use crate::browser;
use crate::engines;
use crate::process::capture;
use crate::servers;
use crate::toolbox::{State, Toolbox, says_exactly};
use crate::versions::Versions;

/// The target the shop is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The systems that the commands are compiled for in tests, besides this one.
pub(crate) const OTHER_SYSTEMS: [&str; 2] = ["aarch64-apple-darwin", "x86_64-pc-windows-msvc"];

/// IBM's engine, by npm's name for it.
const EQUAL_ACCESS: &str = "accessibility-checker-engine";

/// Something a command can't do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    /// rustfmt and clippy.
    Linters,
    /// The standard library for [`WASM`].
    WasmTarget,
    /// The standard library for [`OTHER_SYSTEMS`].
    OtherSystems,
    /// The standard library's source, which a release compiles for size.
    LibrarySource,
    /// Builds the bundle and serves it.
    Trunk,
    /// Makes the JavaScript beside the wasm, and runs the browser tests.
    WasmBindgen,
    /// Makes the release's wasm smaller.
    WasmOpt,
    /// Writes the styles for older browsers.
    LightningCss,
    /// Chromium and its driver.
    Browser,
    /// Firefox and WebKit.
    Engines,
    /// The WebDriver of Firefox.
    Geckodriver,
    /// Judges what a page is for people who can't see it or point at it.
    Axe,
    /// Judges the same by other rules.
    EqualAccess,
    /// Compares the widget's types with what is really sent.
    TypeScript,
    /// nginx and Caddy.
    Servers,
    /// Checks the licences, the sources and the advisories of every dependency.
    CargoDeny,
    /// Changes the program piece by piece, to see whether a test notices.
    CargoMutants,
    /// Lays out what is inside `view!`, which rustfmt leaves alone.
    Leptosfmt,
}

impl Tool {
    /// Looks for it.
    pub(crate) fn state(self, toolbox: &Toolbox) -> State {
        let versions = &toolbox.versions;
        match self {
            Self::Linters => linters(toolbox),
            Self::WasmTarget => targets(toolbox, &[WASM]),
            Self::OtherSystems => targets(toolbox, &OTHER_SYSTEMS),
            Self::LibrarySource => library_source(toolbox),
            Self::Trunk => toolbox.exactly("trunk", &versions.trunk),
            Self::WasmBindgen => {
                // The browser tests use the first, Trunk the second; one without the
                // other means a half finished or half overwritten installation.
                let wanted = &versions.wasm_bindgen;
                match toolbox.exactly("wasm-bindgen-test-runner", wanted) {
                    State::Ready(_) => toolbox.exactly("wasm-bindgen", wanted),
                    missing => missing,
                }
            }
            Self::WasmOpt => toolbox.exactly("wasm-opt", &versions.wasm_opt),
            Self::LightningCss => lightning_css(toolbox),
            Self::Browser => browser::state(toolbox),
            Self::Engines => engines::state(toolbox),
            Self::Geckodriver => engines::driver_state(toolbox),
            Self::Axe => script_for_pages(toolbox, "axe-core", &versions.axe),
            Self::EqualAccess => script_for_pages(toolbox, EQUAL_ACCESS, &versions.equal_access),
            Self::TypeScript => toolbox.exactly("tsc", &versions.typescript),
            Self::Servers => servers::state(toolbox),
            Self::CargoDeny => toolbox.exactly("cargo-deny", &versions.cargo_deny),
            Self::CargoMutants => cargo_mutants(toolbox),
            Self::Leptosfmt => toolbox.exactly("leptosfmt", &versions.leptosfmt),
        }
    }

    /// The command a person can type to get it.
    pub(crate) fn command_that_gets(self, versions: &Versions) -> String {
        match self {
            Self::Linters => "rustup component add rustfmt clippy".to_owned(),
            Self::WasmTarget => format!("rustup target add {WASM}"),
            Self::OtherSystems => format!("rustup target add {}", OTHER_SYSTEMS.join(" ")),
            Self::LibrarySource => "rustup component add rust-src".to_owned(),
            Self::WasmOpt
            | Self::LightningCss
            | Self::Axe
            | Self::EqualAccess
            | Self::TypeScript => format!(
                "npm install --prefix target/tools {}",
                self.npm_package(versions)
            ),
            Self::Browser => format!("apt-get install {}", browser::PACKAGES.join(" ")),
            Self::Engines => format!("apt-get install {}", engines::PACKAGES.join(" ")),
            Self::Servers => format!("apt-get install {}", servers::PACKAGES.join(" ")),
            Self::Trunk
            | Self::WasmBindgen
            | Self::Geckodriver
            | Self::CargoDeny
            | Self::CargoMutants
            | Self::Leptosfmt => format!("cargo {}", self.cargo_arguments(versions).join(" ")),
        }
    }

    /// The npm package that brings it, with its version.
    pub(crate) fn npm_package(self, versions: &Versions) -> String {
        match self {
            Self::Axe => format!("axe-core@{}", versions.axe),
            Self::EqualAccess => format!("{EQUAL_ACCESS}@{}", versions.equal_access),
            Self::LightningCss => format!("lightningcss-cli@{}", versions.lightning_css),
            Self::TypeScript => format!("typescript@{}", versions.typescript),
            _ => format!("binaryen@{}", versions.npm_binaryen()),
        }
    }

    /// How cargo installs it; nothing where cargo doesn't.
    pub(crate) fn cargo_arguments(self, versions: &Versions) -> Vec<&str> {
        let (package, version, options): (_, _, &[&str]) = match self {
            // Trunk declares a newer Rust than it needs.
            Self::Trunk => (
                "trunk",
                &versions.trunk,
                &["--locked", "--ignore-rust-version"],
            ),
            // Without `--locked`: its own lock file names a crate version that was withdrawn.
            Self::WasmBindgen => ("wasm-bindgen-cli", &versions.wasm_bindgen, &[]),
            Self::Geckodriver => ("geckodriver", &versions.geckodriver, &["--locked"]),
            Self::CargoDeny => ("cargo-deny", &versions.cargo_deny, &["--locked"]),
            Self::CargoMutants => ("cargo-mutants", &versions.cargo_mutants, &["--locked"]),
            Self::Leptosfmt => ("leptosfmt", &versions.leptosfmt, &["--locked"]),
            _ => return Vec::new(),
        };
        [&["install", package, "--version", version], options].concat()
    }
}

fn linters(toolbox: &Toolbox) -> State {
    let version = |program| toolbox.version(program);
    match (version("cargo-fmt"), version("cargo-clippy")) {
        (Some(rustfmt), Some(clippy)) => State::Ready(format!("{rustfmt}, {clippy}")),
        _ => State::Missing("rustfmt or clippy is not installed".to_owned()),
    }
}

/// It prints its version only as a subcommand of cargo.
fn cargo_mutants(toolbox: &Toolbox) -> State {
    let program = "cargo-mutants";
    let answer = toolbox
        .find(program)
        .and_then(|_| capture(toolbox.command(program).args(["mutants", "--version"])));
    says_exactly(answer, program, &toolbox.versions.cargo_mutants)
}

/// It is a script for pages and no program, so its package says which it is.
fn script_for_pages(toolbox: &Toolbox, name: &str, wanted: &str) -> State {
    let folder = toolbox.place.npm_tools().join("node_modules").join(name);
    let package = std::fs::read_to_string(folder.join("package.json")).unwrap_or_default();
    if package.contains(&format!("\"version\": \"{wanted}\"")) {
        State::Ready(format!("{name} {wanted}"))
    } else {
        State::Missing(format!("{name} {wanted} is not installed"))
    }
}

/// It names another version than its package, so its package says which it is.
fn lightning_css(toolbox: &Toolbox) -> State {
    let wanted = &toolbox.versions.lightning_css;
    let package = toolbox
        .lightning_css()
        .and_then(|file| std::fs::read_to_string(file.with_file_name("package.json")).ok())
        .unwrap_or_default();
    if package.contains(&format!("\"version\": \"{wanted}\"")) {
        State::Ready(format!("lightningcss {wanted}"))
    } else {
        State::Missing(format!("lightningcss {wanted} is not installed"))
    }
}

fn library_source(toolbox: &Toolbox) -> State {
    let sysroot = capture(toolbox.command("rustc").args(["--print", "sysroot"]));
    let source = sysroot.map(|text| Path::new(text.trim()).join("lib/rustlib/src/rust/library"));
    match source {
        Some(folder) if folder.is_dir() => State::Ready("the compiler's own version".to_owned()),
        _ => State::Missing("the standard library's source is not installed".to_owned()),
    }
}

fn targets(toolbox: &Toolbox, names: &[&str]) -> State {
    match names.iter().find(|name| !has_target(toolbox, name)) {
        None => State::Ready(names.join(", ")),
        Some(name) => State::Missing(format!("Rust's {name} target is not installed")),
    }
}

fn has_target(toolbox: &Toolbox, name: &str) -> bool {
    // Asked of the compiler and not of rustup: a distribution's Rust has no rustup.
    let mut command = toolbox.command("rustc");
    let folder = capture(command.args(["--print", "target-libdir", "--target", name]));
    let files = folder.and_then(|folder| std::fs::read_dir(folder).ok());
    files.is_some_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_shown_are_the_commands_run() {
        let versions = Toolbox::open().unwrap().versions;
        let shown = Tool::WasmBindgen.command_that_gets(&versions);
        assert!(shown.starts_with("cargo install wasm-bindgen-cli --version 0.2."));
        let shown = Tool::Trunk.command_that_gets(&versions);
        assert!(shown.ends_with("--locked --ignore-rust-version"));
    }
}
