//! The tools the commands use: where each is found, which version it is, and the command
//! that gets it. Installing them is `setup`'s work.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser;
use crate::engines;
use crate::failure::{Failure, Outcome};
use crate::place::Place;
use crate::process::capture;
use crate::servers;
use crate::system::{home, is_executable, program_names};
use crate::versions::Versions;

/// The target the shop is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The systems that the commands are compiled for in tests, besides this one.
pub(crate) const OTHER_SYSTEMS: [&str; 2] = ["aarch64-apple-darwin", "x86_64-pc-windows-msvc"];

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
    /// What speaks WebDriver for Firefox.
    Geckodriver,
    /// Judges what a page is for people who can't see it or point at it.
    Axe,
    /// Holds the widget's types to what is really sent.
    TypeScript,
    /// nginx and Caddy.
    Servers,
    /// Checks the licences, the sources and the advisories of every dependency.
    CargoDeny,
    /// Changes the program piece by piece, to see whether a test notices.
    CargoMutants,
}

/// Whether a tool can be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is there in the wanted version; the text says which.
    Ready(String),
    /// It has to be fetched; the text says what is there instead, if anything.
    Missing(String),
}

/// Finds and runs the tools.
#[derive(Clone, Debug)]
pub(crate) struct Toolbox {
    /// The checkout.
    pub(crate) place: Place,
    /// The versions it wants.
    pub(crate) versions: Versions,
    /// Where npm's tools are: in the checkout, also for a copy of it.
    npm_tools: PathBuf,
    /// Our tools' folders first, then everything the caller had.
    path: OsString,
    /// Where cargo puts its objects, if not where it would by itself.
    objects: Option<PathBuf>,
}

impl Toolbox {
    /// Opens the toolbox of this checkout.
    pub(crate) fn open() -> Outcome<Self> {
        let place = Place::find()?;
        let versions = Versions::read(&place)?;
        let mut folders = vec![place.npm_tools().join("node_modules/.bin")];
        folders.extend(cargo_bin());
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let path = env::join_paths(folders)
            .map_err(|error| Failure::because(format!("PATH can't be extended: {error}.")))?;
        Ok(Self {
            npm_tools: place.npm_tools(),
            place,
            versions,
            path,
            objects: None,
        })
    }

    /// The same tools for a copy of the checkout, with cargo's objects in a folder of its own.
    pub(crate) fn at(&self, root: PathBuf, objects: PathBuf) -> Self {
        Self {
            place: Place { root },
            objects: Some(objects),
            ..self.clone()
        }
    }

    /// Where `program` is.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let names = program_names(program);
        let files = env::split_paths(&self.path)
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)));
        files.into_iter().find(|file| is_executable(file))
    }

    /// A command that runs `program` at the root of the checkout, with every tool on its path.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = match self.find(program) {
            Some(file) => Command::new(file),
            None => Command::new(program),
        };
        command
            .current_dir(&self.place.root)
            .env("PATH", &self.path)
            .env("TRUNK_SKIP_VERSION_CHECK", "true");
        if let Some(objects) = &self.objects {
            command.env("CARGO_TARGET_DIR", objects);
        }
        command
    }

    /// Like [`Toolbox::command`], with the programs in `folder` before all others.
    pub(crate) fn command_over(&self, folder: &Path, program: &str) -> Outcome<Command> {
        let folders = [folder.to_path_buf()].into_iter();
        let path = env::join_paths(folders.chain(env::split_paths(&self.path)))
            .map_err(|error| Failure::because(format!("PATH can't be extended: {error}.")))?;
        let mut command = self.command(program);
        command.env("PATH", path);
        Ok(command)
    }

    /// The first line `program --version` prints.
    pub(crate) fn version(&self, program: &str) -> Option<String> {
        let mut command = self.command(program);
        let text = capture(command.arg("--version"))?;
        text.lines().next().map(str::to_owned)
    }

    /// Looks for `tool`.
    pub(crate) fn state(&self, tool: Tool) -> State {
        match tool {
            Tool::Linters => match (self.version("cargo-fmt"), self.version("cargo-clippy")) {
                (Some(rustfmt), Some(clippy)) => State::Ready(format!("{rustfmt}, {clippy}")),
                _ => State::Missing("rustfmt or clippy is not installed".to_owned()),
            },
            Tool::WasmTarget => self.targets(&[WASM]),
            Tool::OtherSystems => self.targets(&OTHER_SYSTEMS),
            Tool::LibrarySource => self.library_source(),
            Tool::Trunk => self.exactly("trunk", &self.versions.trunk),
            Tool::WasmBindgen => {
                // The browser tests use the first, Trunk the second; one without the
                // other means a half finished or half overwritten installation.
                let wanted = &self.versions.wasm_bindgen;
                match self.exactly("wasm-bindgen-test-runner", wanted) {
                    State::Ready(_) => self.exactly("wasm-bindgen", wanted),
                    missing => missing,
                }
            }
            Tool::WasmOpt => self.exactly("wasm-opt", &self.versions.wasm_opt),
            Tool::LightningCss => self.lightning_css_state(),
            Tool::Browser => browser::state(self),
            Tool::Engines => engines::state(self),
            Tool::Geckodriver => engines::driver_state(self),
            Tool::Axe => self.axe(),
            Tool::TypeScript => self.exactly("tsc", &self.versions.typescript),
            Tool::Servers => servers::state(self),
            Tool::CargoDeny => self.exactly("cargo-deny", &self.versions.cargo_deny),
            Tool::CargoMutants => self.cargo_mutants(),
        }
    }

    /// The command a person can type to get `tool`.
    pub(crate) fn command_that_gets(&self, tool: Tool) -> String {
        match tool {
            Tool::Linters => "rustup component add rustfmt clippy".to_owned(),
            Tool::WasmTarget => format!("rustup target add {WASM}"),
            Tool::OtherSystems => format!("rustup target add {}", OTHER_SYSTEMS.join(" ")),
            Tool::LibrarySource => "rustup component add rust-src".to_owned(),
            Tool::Trunk => format!("cargo {}", self.trunk_arguments().join(" ")),
            Tool::WasmBindgen => format!("cargo {}", self.wasm_bindgen_arguments().join(" ")),
            Tool::WasmOpt | Tool::LightningCss | Tool::Axe | Tool::TypeScript => format!(
                "npm install --prefix target/tools {}",
                self.npm_package(tool)
            ),
            Tool::Browser => format!("apt-get install {}", browser::PACKAGES.join(" ")),
            Tool::Engines => format!("apt-get install {}", engines::PACKAGES.join(" ")),
            Tool::Geckodriver => format!("cargo {}", self.geckodriver_arguments().join(" ")),
            Tool::Servers => format!("apt-get install {}", servers::PACKAGES.join(" ")),
            Tool::CargoDeny => format!("cargo {}", self.cargo_deny_arguments().join(" ")),
            Tool::CargoMutants => format!("cargo {}", self.cargo_mutants_arguments().join(" ")),
        }
    }

    /// The npm package that brings `tool`, with its version.
    pub(crate) fn npm_package(&self, tool: Tool) -> String {
        match tool {
            Tool::Axe => format!("axe-core@{}", self.versions.axe),
            Tool::LightningCss => format!("lightningcss-cli@{}", self.versions.lightning_css),
            Tool::TypeScript => format!("typescript@{}", self.versions.typescript),
            _ => format!("binaryen@{}", self.versions.npm_binaryen()),
        }
    }

    /// How cargo installs Trunk.
    pub(crate) fn trunk_arguments(&self) -> Vec<&str> {
        // Trunk declares a newer Rust than it needs.
        let version = &self.versions.trunk;
        vec![
            "install",
            "trunk",
            "--version",
            version,
            "--locked",
            "--ignore-rust-version",
        ]
    }

    /// How cargo installs wasm-bindgen's command line.
    pub(crate) fn wasm_bindgen_arguments(&self) -> Vec<&str> {
        // Without `--locked`: its own lock file names a crate version that was withdrawn.
        vec![
            "install",
            "wasm-bindgen-cli",
            "--version",
            &self.versions.wasm_bindgen,
        ]
    }

    /// How cargo installs Firefox' driver.
    pub(crate) fn geckodriver_arguments(&self) -> Vec<&str> {
        let version = &self.versions.geckodriver;
        vec!["install", "geckodriver", "--version", version, "--locked"]
    }

    /// How cargo installs cargo-deny.
    pub(crate) fn cargo_deny_arguments(&self) -> Vec<&str> {
        let version = &self.versions.cargo_deny;
        vec!["install", "cargo-deny", "--version", version, "--locked"]
    }

    /// How cargo installs cargo-mutants.
    pub(crate) fn cargo_mutants_arguments(&self) -> Vec<&str> {
        let version = &self.versions.cargo_mutants;
        vec!["install", "cargo-mutants", "--version", version, "--locked"]
    }

    pub(crate) fn exactly(&self, program: &str, wanted: &str) -> State {
        says_exactly(self.version(program), program, wanted)
    }

    /// It tells its version only as a subcommand of cargo.
    fn cargo_mutants(&self) -> State {
        let program = "cargo-mutants";
        let answer = self
            .find(program)
            .and_then(|_| capture(self.command(program).args(["mutants", "--version"])));
        says_exactly(answer, program, &self.versions.cargo_mutants)
    }

    /// It is a script for pages and no program, so its package says which it is.
    fn axe(&self) -> State {
        let wanted = &self.versions.axe;
        let folder = self.place.npm_tools().join("node_modules/axe-core");
        let package = std::fs::read_to_string(folder.join("package.json")).unwrap_or_default();
        if package.contains(&format!("\"version\": \"{wanted}\"")) {
            State::Ready(format!("axe-core {wanted}"))
        } else {
            State::Missing(format!("axe-core {wanted} is not installed"))
        }
    }

    /// Lightning CSS for this machine. Its package would put it on the path by a script of its own,
    /// which npm may not run.
    pub(crate) fn lightning_css(&self) -> Option<PathBuf> {
        let packages = std::fs::read_dir(self.npm_tools.join("node_modules")).ok()?;
        packages
            .flatten()
            .filter(|package| {
                let name = package.file_name();
                name.to_string_lossy().starts_with("lightningcss-cli-")
            })
            .flat_map(|package| {
                let names = program_names("lightningcss").into_iter();
                names.map(move |name| package.path().join(name))
            })
            .find(|file| {
                is_executable(file) && capture(Command::new(file).arg("--version")).is_some()
            })
    }

    /// It names another version than its package, so its package says which it is.
    fn lightning_css_state(&self) -> State {
        let wanted = &self.versions.lightning_css;
        let package = self
            .lightning_css()
            .and_then(|file| std::fs::read_to_string(file.with_file_name("package.json")).ok())
            .unwrap_or_default();
        if package.contains(&format!("\"version\": \"{wanted}\"")) {
            State::Ready(format!("lightningcss {wanted}"))
        } else {
            State::Missing(format!("lightningcss {wanted} is not installed"))
        }
    }

    fn library_source(&self) -> State {
        let sysroot = capture(self.command("rustc").args(["--print", "sysroot"]));
        let source =
            sysroot.map(|text| Path::new(text.trim()).join("lib/rustlib/src/rust/library"));
        match source {
            Some(folder) if folder.is_dir() => {
                State::Ready("the compiler's own version".to_owned())
            }
            _ => State::Missing("the standard library's source is not installed".to_owned()),
        }
    }

    fn targets(&self, names: &[&str]) -> State {
        match names.iter().find(|name| !self.has_target(name)) {
            None => State::Ready(names.join(", ")),
            Some(name) => State::Missing(format!("Rust's {name} target is not installed")),
        }
    }

    fn has_target(&self, name: &str) -> bool {
        // Asked of the compiler and not of rustup: a distribution's Rust has no rustup.
        let mut command = self.command("rustc");
        let folder = capture(command.args(["--print", "target-libdir", "--target", name]));
        let files = folder.and_then(|folder| std::fs::read_dir(folder).ok());
        files.is_some_and(|files| {
            files
                .flatten()
                .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
    }
}

/// Where `cargo install` puts programs.
fn cargo_bin() -> Option<PathBuf> {
    env::var_os("CARGO_INSTALL_ROOT")
        .or_else(|| env::var_os("CARGO_HOME"))
        .map(PathBuf::from)
        .or_else(|| home().map(|home| home.join(".cargo")))
        .map(|root| root.join("bin"))
}

/// The state of `program`, which answered `answer` to a question for its version.
fn says_exactly(answer: Option<String>, program: &str, wanted: &str) -> State {
    match answer {
        Some(line) if says_version(&line, wanted) => State::Ready(line),
        Some(line) => State::Missing(format!("{line} is there, {wanted} is wanted")),
        None => State::Missing(format!("{program} {wanted} is not installed")),
    }
}

/// Whether a line such as `wasm-opt version 132 (version_132)` names `wanted`.
fn says_version(line: &str, wanted: &str) -> bool {
    line.split_whitespace().any(|word| word == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(says_version("trunk 0.22.1", "0.22.1"));
        assert!(says_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!says_version("wasm-bindgen 0.2.130", "0.2.13"));
        assert!(!says_version("wasm-opt version 108 (version_108)", "132"));
    }

    #[test]
    fn the_commands_shown_are_the_commands_run() {
        let toolbox = Toolbox::open().unwrap();
        let shown = toolbox.command_that_gets(Tool::WasmBindgen);
        assert!(shown.starts_with("cargo install wasm-bindgen-cli --version 0.2."));
        assert!(
            toolbox
                .command_that_gets(Tool::Trunk)
                .ends_with("--ignore-rust-version")
        );
    }
}
